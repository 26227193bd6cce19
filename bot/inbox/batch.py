"""What one transaction of the inbox carries from step to step."""

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.events import GroupEvent, Happening, Said
from bot.times.localday import local_day
from storage.base import to_ms
from storage.ledger import KnownGroup

Observer = Callable[[AsyncConnection, Sequence[Said]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class AccountRef:
    """The account an inbox records for: our key, and who we are on the platform."""

    id: int
    self_id: str


@dataclass(frozen=True, slots=True)
class Rules:
    """What does not change from batch to batch."""

    account: AccountRef
    zone: str
    max_age: timedelta
    hears: frozenset[type[Happening]]

    def day(self, ms: int, group: KnownGroup) -> int:
        """The group's local day, YYYYMMDD."""
        return local_day(ms, group.zone or self.zone)


@dataclass(slots=True)
class Batch:
    """The open transaction, the moment it stands for, and what it found out."""

    connection: AsyncConnection
    now: datetime
    hears: frozenset[type[Happening]]
    next_message: int
    pending: list[Happening] = field(default_factory=list[Happening])
    counts: Counter[int] = field(default_factory=Counter[int])
    """By how many members groups have grown or shrunk."""
    recorded: int = 0
    duplicates: int = 0

    @property
    def now_ms(self) -> int:
        """Milliseconds since 1970 UTC."""
        return to_ms(self.now)

    def hear(self, happening: Happening) -> None:
        """Mark what happened as pending if any handler wants its kind."""
        if type(happening) in self.hears:
            self.pending.append(happening)


class Arrival(NamedTuple):
    """An event as it waits in the inbox; `wanted` when it is a message some handler wants."""

    event: GroupEvent
    wanted: bool
