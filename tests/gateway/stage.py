"""The Wechaty platform and its gateway as a stage of the contract suite."""

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.clock import SystemClock
from bot.content import Link
from bot.platforms.base import Destination, Platform
from bot.platforms.wechaty import WechatyConfig, WechatyPlatform
from tests.contracts.stage import Delivered, Fault
from tests.gateway.gateway import BOT, Gateway

UNAVAILABLE, NOT_FOUND, UNKNOWN = 14, 5, 2
FAULTS: dict[Fault, dict[str, Any]] = {
    "temporary": {"code": UNAVAILABLE, "message": "the puppet is busy"},
    "permanent": {"code": NOT_FOUND, "message": "no such conversation"},
    "flood": {"code": UNKNOWN, "message": "操作太频繁，请稍后再试"},
}
KINDS = {"text": "text", "url": "link", "miniprogram": "miniprogram"}


def quick(gateway: Gateway, **changes: Any) -> WechatyConfig:
    """A configuration with the patience of a test."""
    settings: dict[str, Any] = {
        "endpoint": gateway.endpoint,
        "token": gateway.token,
        "call_timeout": 3.0,
        "connect_timeout": 2.0,
        "idle_probe": 10.0,
        "backoff_first": 0.05,
        "backoff_max": 0.4,
    }
    return WechatyConfig(**(settings | changes))


class GatewayStage:
    """WeChat as the gateway plays it."""

    bot_id = BOT

    def __init__(self, gateway: Gateway) -> None:
        self.gateway = gateway
        self.platform: Platform = WechatyPlatform(quick(gateway), SystemClock())
        self._before = 0

    async def set_up(self) -> None:
        """Leave behind what earlier tests did."""
        await self.gateway.clear_faults()
        self._before = len(await self.gateway.sent())

    async def add_group(self, group_id: str, name: str, owner_id: str, members: Mapping[str, str]) -> None:
        """Make a group."""
        await self.gateway.add_group(group_id, name, owner_id, dict(members))

    async def say(
        self, group_id: str, member_id: str, text: str, *, message_id: str = "", mentions: tuple[str, ...] = ()
    ) -> str:
        """A member speaks."""
        place = {"roomId": group_id} if group_id else {"to": BOT}
        fixed = {"id": message_id} if message_id else {}
        spoken: dict[str, Any] = await self.gateway.post(
            "/message", **{"from": member_id}, text=text, mentions=list(mentions), **place, **fixed
        )
        return spoken["id"]

    async def show(self, group_id: str, member_id: str, picture: Path) -> str:
        """A member sends a picture."""
        data = base64.b64encode(picture.read_bytes()).decode()
        shown: dict[str, Any] = await self.gateway.post(
            "/message", **{"from": member_id}, roomId=group_id, base64=data, name=picture.name
        )
        return shown["id"]

    async def hand(self, group_id: str, member_id: str, file: Path) -> str:
        """A member sends a file."""
        return await self.show(group_id, member_id, file)

    async def link(self, group_id: str, member_id: str, card: Link) -> str:
        """A member sends a link card, whose text is WeChat's own XML."""
        payload = {
            "url": card.url,
            "title": card.title,
            "description": card.description,
            "thumbnailUrl": card.thumbnail,
        }
        shown: dict[str, Any] = await self.gateway.post(
            "/message", **{"from": member_id}, roomId=group_id, link=payload, text="<msg><appmsg/></msg>"
        )
        return shown["id"]

    async def redeliver(self, message_id: str) -> None:
        """The gateway emits a message again."""
        await self.gateway.post("/redeliver", id=message_id)

    async def join(self, group_id: str, members: Mapping[str, str], inviter_id: str) -> None:
        """People come in."""
        await self.gateway.post("/contacts", contacts=[{"id": key, "name": value} for key, value in members.items()])
        await self.gateway.post("/join", roomId=group_id, members=list(members), by=inviter_id)

    async def leave(self, group_id: str, member_id: str, by_id: str = "") -> None:
        """A member leaves; WeChat names the leaver as the one who did it."""
        await self.gateway.post("/leave", roomId=group_id, members=[member_id], by=by_id or member_id)

    async def slip_out(self, group_id: str, member_id: str) -> None:
        """A member leaves without an event, as voluntary leaves go in WeChat."""
        await self.gateway.post("/leave", roomId=group_id, members=[member_id], quiet=True)

    async def rename(self, group_id: str, name: str, by_id: str) -> None:
        """The topic changes."""
        await self.gateway.post("/topic", roomId=group_id, topic=name, by=by_id)

    async def change_owner(self, group_id: str, member_id: str) -> None:
        """The owner changes, of which WeChat tells nothing."""
        await self.gateway.post("/owner", roomId=group_id, ownerId=member_id)

    async def remove_bot(self, group_id: str, by_id: str) -> None:
        """The bot is thrown out."""
        await self.leave(group_id, BOT, by_id)

    async def fail_sends(self, fault: Fault, times: int = 1) -> None:
        """Inject a fault."""
        await self.gateway.post("/fault", method="messageSendText", times=times, **FAULTS[fault])

    async def delivered(self) -> list[Delivered]:
        """What arrived since the test began."""
        return [_delivered(entry) for entry in (await self.gateway.sent())[self._before :]]

    async def announcement(self, group_id: str) -> str:
        """The announcement."""
        return (await self.gateway.get(f"/room?id={group_id}"))["announcement"]

    async def members(self, group_id: str) -> set[str]:
        """Everyone but the bot."""
        return set((await self.gateway.get(f"/room?id={group_id}"))["memberIdList"]) - {BOT}


def _delivered(entry: dict[str, Any]) -> Delivered:
    place: str = entry["conversationId"]
    to = Destination(group_id=place) if place.endswith("@chatroom") else Destination(member_id=place)
    if entry["kind"] in ("file", "forward"):
        name: str = entry.get("name", ".png")
        return Delivered(to, "image" if name.endswith((".png", ".jpg")) else "file")
    return Delivered(to, KINDS[entry["kind"]], entry.get("text", ""), tuple(entry.get("mentions", ())))
