"""What a platform must bring to be put through the contract suite: itself, and a hand on the world around it."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, TypeVar

from bot.content import Link
from bot.events import PlatformEvent
from bot.platforms.base import Destination, Platform

Fault = Literal["temporary", "permanent", "flood"]
E = TypeVar("E")
PATIENCE = 15


@dataclass(frozen=True, slots=True)
class Delivered:
    """A message of the bot's as the platform took it; `text` is what members read."""

    to: Destination
    kind: str
    text: str = ""
    mentions: tuple[str, ...] = ()


class Stage(Protocol):
    """A platform, and the people and circumstances that act on it."""

    platform: Platform
    bot_id: str

    async def add_group(self, group_id: str, name: str, owner_id: str, members: Mapping[str, str]) -> None:
        """Make a group of these people, the owner among them, with the bot in it."""
        ...

    async def say(
        self, group_id: str, member_id: str, text: str, *, message_id: str = "", mentions: tuple[str, ...] = ()
    ) -> str:
        """A member speaks; in private with `group_id` empty. The message's id."""
        ...

    async def show(self, group_id: str, member_id: str, picture: Path) -> str:
        """A member sends a picture. The message's id."""
        ...

    async def hand(self, group_id: str, member_id: str, file: Path) -> str:
        """A member sends a file. The message's id."""
        ...

    async def link(self, group_id: str, member_id: str, card: Link) -> str:
        """A member sends a link card. The message's id."""
        ...

    async def redeliver(self, message_id: str) -> None:
        """The platform delivers a message again, as after a new login."""
        ...

    async def join(self, group_id: str, members: Mapping[str, str], inviter_id: str) -> None:
        """People come into a group."""
        ...

    async def leave(self, group_id: str, member_id: str, by_id: str = "") -> None:
        """A member leaves, or is removed."""
        ...

    async def slip_out(self, group_id: str, member_id: str) -> None:
        """A member leaves and the platform tells nobody."""
        ...

    async def rename(self, group_id: str, name: str, by_id: str) -> None:
        """A group gets another name."""
        ...

    async def change_owner(self, group_id: str, member_id: str) -> None:
        """A group gets another owner."""
        ...

    async def remove_bot(self, group_id: str, by_id: str) -> None:
        """The bot is removed from a group."""
        ...

    async def fail_sends(self, fault: Fault, times: int = 1) -> None:
        """Let the next sends of text fail."""
        ...

    async def delivered(self) -> list[Delivered]:
        """What the bot has sent, in order."""
        ...

    async def announcement(self, group_id: str) -> str:
        """The group's announcement."""
        ...

    async def members(self, group_id: str) -> set[str]:
        """Who is in the group, without the bot."""
        ...


class Recorder:
    """A sink that keeps every event and lets a test wait for one."""

    def __init__(self) -> None:
        self.events: list[PlatformEvent] = []
        self._arrived = asyncio.Condition()

    async def __call__(self, event: PlatformEvent) -> None:
        """Keep the event."""
        async with self._arrived:
            self.events.append(event)
            self._arrived.notify_all()

    def of(self, kind: type[E], wanted: Callable[[E], bool] = lambda event: True) -> list[E]:
        """The events of one kind so far."""
        return [event for event in self.events if isinstance(event, kind) and wanted(event)]

    async def until(
        self,
        kind: type[E],
        wanted: Callable[[E], bool] = lambda event: True,
        *,
        count: int = 1,
        patience: float = PATIENCE,
    ) -> E:
        """The `count`-th event of that kind, waiting for it."""
        async with asyncio.timeout(patience), self._arrived:
            await self._arrived.wait_for(lambda: len(self.of(kind, wanted)) >= count)
        return self.of(kind, wanted)[count - 1]
