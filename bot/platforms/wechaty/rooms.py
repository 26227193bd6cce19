"""Who is in which group: told at connect, on request, and for groups first heard of by a message."""

import asyncio
from collections.abc import Sequence

import structlog
from grpclib.exceptions import GRPCError
from wechaty_grpc.wechaty import puppet

from bot.clock import Clock
from bot.events import BotRemoved, GroupSeen, PlatformEvent
from bot.platforms.wechaty.background import Background
from bot.platforms.wechaty.directory import Directory
from bot.platforms.wechaty.inbound import clean
from bot.platforms.wechaty.line import Line
from bot.platforms.wechaty.link import Link, describe
from bot.platforms.wechaty.lru import Lru
from bot.platforms.wechaty.wire import Empty, IdRequest

LIMIT = 10_000
TRIES = 3
REMEMBERED = (puppet.PayloadType.PAYLOAD_TYPE_ROOM, puppet.PayloadType.PAYLOAD_TYPE_ROOM_MEMBER)
"""What a gateway keeps of a group."""

log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class Rooms:
    """Shows the line whole groups, without ever showing one that an event since has made untrue."""

    def __init__(self, link: Link, line: Line, names: Directory, clock: Clock, pause: float) -> None:
        self._link, self._line, self._names, self._clock = link, line, names, clock
        self._pause = pause
        self._known: Lru[str, bool] = Lru(LIMIT)
        self._undisturbed: set[str] = set()
        self._background = Background()
        self._sweep: asyncio.Task[None] | None = None

    def sweep(self) -> None:
        """Show every group, one after the other, beside whatever else happens."""
        self.end_sweep()
        self._sweep = asyncio.create_task(self._show_all())

    def end_sweep(self) -> None:
        """Leave the rest unshown."""
        if self._sweep is not None:
            self._sweep.cancel()

    async def stop(self) -> None:
        """End all work."""
        self.end_sweep()
        if self._sweep is not None:
            await asyncio.gather(self._sweep, return_exceptions=True)
        await self._background.stop()

    def heard_of(self, group_id: str) -> None:
        """A group spoke; if it is news to us, show it: WeChat does not always tell that the bot was added."""
        if group_id not in self._known:
            self._known.put(group_id, True)
            self._background.spawn(self._show(group_id), "show a new group")

    def changed(self, group_id: str) -> None:
        """An event changed the group, so what was looked up before it is untrue, here and at the gateway."""
        self._undisturbed.discard(group_id)
        self._names.forget(group_id)
        self._background.spawn(self._refresh(group_id), "refresh a group")

    def show_later(self, group_id: str) -> None:
        """Show a group without waiting for it."""
        self._known.put(group_id, True)
        self._background.spawn(self._show(group_id), "show a group")

    def gone(self, group_id: str) -> None:
        """The bot is no longer in the group; should it speak again, it is news."""
        self._undisturbed.discard(group_id)
        self._known.drop_where(lambda known: known == group_id)

    async def reconcile(self, group_id: str, self_id: str) -> None:
        """Show a group as the platform has it now, or tell that the bot is no longer in it."""
        await self._refresh(group_id)
        if await self._show(group_id, with_member=self_id):
            return
        listed = await self._link.call("RoomList", puppet.RoomListRequest(), puppet.RoomListResponse)
        if group_id in listed.ids:
            await self._show(group_id)
        else:
            self.gone(group_id)
            self._line.squeeze_in(_ready(BotRemoved(group_id, self._clock.now())))

    async def _show_all(self) -> None:
        try:
            listed = await self._link.call("RoomList", puppet.RoomListRequest(), puppet.RoomListResponse)
            for group_id in listed.ids:
                self._known.put(group_id, True)
            for group_id in listed.ids:
                await self._show(group_id, patiently=True)
                await asyncio.sleep(self._pause)
            log.info("wechaty.groups_shown", groups=len(listed.ids))
        except Exception as error:
            log.warning("wechaty.sweep_failed", why=describe(error))

    async def _show(self, group_id: str, *, with_member: str = "", patiently: bool = False) -> bool:
        """Look the group up until nothing happened to it meanwhile, then put it in the line at once.

        False when the gateway does not know the group, or does not count `with_member` in it, or we left it meanwhile.
        """
        for attempt in range(TRIES):
            if attempt and group_id not in self._known:
                return False
            self._undisturbed.add(group_id)
            room = await self._room(group_id)
            if room is None or not room.member_ids or (with_member and with_member not in room.member_ids):
                return False
            if patiently:
                await self._line.free_place()
            if group_id in self._undisturbed:
                self._undisturbed.discard(group_id)
                self._line.squeeze_in(_ready(self._seen(room)))
                return True
        log.info("wechaty.group_restless", group=group_id)
        return True

    async def _room(self, group_id: str) -> puppet.RoomPayloadResponse | None:
        """The group, or None when the gateway does not know it."""
        request = IdRequest(id=group_id)
        try:
            room = await self._link.call("RoomPayload", request, puppet.RoomPayloadResponse)
            if not room.member_ids:
                members = await self._link.call("RoomMemberList", request, puppet.RoomMemberListResponse)
                room.member_ids = members.member_ids
        except GRPCError as error:
            log.info("wechaty.group_unknown", group=group_id, why=describe(error))
            return None
        return room

    def _seen(self, room: puppet.RoomPayloadResponse) -> GroupSeen:
        members = {member_id: self._names.known(room.id, member_id).name for member_id in room.member_ids}
        return GroupSeen(room.id, self._clock.now(), clean(room.topic), room.owner_id, members)

    async def _refresh(self, group_id: str) -> None:
        """Make the gateway forget what it remembers of the group."""
        for what in REMEMBERED:
            await self._link.call("DirtyPayload", puppet.DirtyPayloadRequest(type=what, id=group_id), Empty)


async def _ready(event: PlatformEvent) -> Sequence[PlatformEvent]:
    return (event,)
