"""The simulator put on the contract suite's stage."""

import itertools
from collections.abc import Mapping
from pathlib import Path

from bot.clock import SystemClock
from bot.content import Link
from bot.platforms.base import Platform
from bot.platforms.simulator import BOT, Simulator
from tests.contracts.stage import Delivered, Fault


class SimulatorStage:
    """The simulator, and what its world can do to it."""

    bot_id = BOT

    def __init__(self) -> None:
        self._server = Simulator(SystemClock(), bot_name="蒲公英")
        self.platform: Platform = self._server
        self._numbers = itertools.count(1)
        self._said: dict[str, tuple[str, str]] = {}

    async def add_group(self, group_id: str, name: str, owner_id: str, members: Mapping[str, str]) -> None:
        """Make a group of these people with the bot in it."""
        await self._server.add_bot(group_id, name, owner_id, members)

    async def say(
        self, group_id: str, member_id: str, text: str, *, message_id: str = "", mentions: tuple[str, ...] = ()
    ) -> str:
        """A member speaks; in private with `group_id` empty."""
        message_id = message_id or f"m{next(self._numbers)}"
        self._said[message_id] = group_id, member_id
        await self._server.say(member_id, text, message_id=message_id, group_id=group_id, mentions=mentions)
        return message_id

    async def show(self, group_id: str, member_id: str, picture: Path) -> str:
        """A member sends a picture."""
        message_id = f"m{next(self._numbers)}"
        self._said[message_id] = group_id, member_id
        await self._server.say(member_id, "", message_id=message_id, group_id=group_id, image=picture)
        return message_id

    async def hand(self, group_id: str, member_id: str, file: Path) -> str:
        """A member sends a file."""
        message_id = f"m{next(self._numbers)}"
        self._said[message_id] = group_id, member_id
        await self._server.say(member_id, "", message_id=message_id, group_id=group_id, file=file)
        return message_id

    async def link(self, group_id: str, member_id: str, card: Link) -> str:
        """A member sends a link card."""
        message_id = f"m{next(self._numbers)}"
        self._said[message_id] = group_id, member_id
        await self._server.say(member_id, "", message_id=message_id, group_id=group_id, link=card)
        return message_id

    async def redeliver(self, message_id: str) -> None:
        """The platform delivers a message again."""
        group_id, member_id = self._said[message_id]
        await self._server.say(member_id, "", message_id=message_id, group_id=group_id)

    async def join(self, group_id: str, members: Mapping[str, str], inviter_id: str) -> None:
        """People come into a group."""
        await self._server.join(group_id, members, inviter_id)

    async def leave(self, group_id: str, member_id: str, by_id: str = "") -> None:
        """A member leaves, or is removed."""
        await self._server.leave(group_id, member_id, by_id)

    async def slip_out(self, group_id: str, member_id: str) -> None:
        """A member leaves and the platform tells nobody."""
        del self._server.groups[group_id].members[member_id]

    async def rename(self, group_id: str, name: str, by_id: str) -> None:
        """A group gets another name."""
        await self._server.rename(group_id, name, by_id)

    async def change_owner(self, group_id: str, member_id: str) -> None:
        """A group gets another owner."""
        await self._server.change_owner(group_id, member_id)

    async def remove_bot(self, group_id: str, by_id: str) -> None:
        """The bot is removed from a group."""
        await self._server.kick_bot(group_id, by_id)

    async def fail_sends(self, fault: Fault, times: int = 1) -> None:
        """Let the next sends fail."""
        self._server.fail_sends(fault, times)

    async def delivered(self) -> list[Delivered]:
        """What the bot has sent, in order."""
        return [Delivered(each.to, each.kind, each.text, each.mentions) for each in self._server.accepted]

    async def announcement(self, group_id: str) -> str:
        """The group's announcement."""
        return self._server.groups[group_id].announcement

    async def members(self, group_id: str) -> set[str]:
        """Who is in the group, without the bot."""
        return set(self._server.groups[group_id].members)
