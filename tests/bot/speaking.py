"""An outbox and a scheduler on a database of the test's own, driven by hand from due moment to due moment."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.clock import VirtualClock
from bot.content import Content, Text
from bot.outbox import Cause, Outbox, Post, Priority
from bot.outbox.pacing import PacingRules
from bot.scheduler import AnyJob, Scheduler
from bot.settings import settings_from
from storage.engine import Database
from storage.tables import Account, Group, Person
from storage.tables import Outbox as OutboxRow
from tests.fakes.platform import ScriptedPlatform

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
"""Noon in Shanghai, a Monday."""
UNPACED = {"PACING": "off", "QUIET_HOURS": ""}


class Speaker:
    """One account with the groups room1 to room5 and the people ann and bob."""

    def __init__(
        self, db: Database, clock: VirtualClock, settings: Mapping[str, str], jobs: Mapping[str, AnyJob]
    ) -> None:
        self.db, self.clock = db, clock
        self.platform = ScriptedPlatform(clock)
        self.account_id = 0
        self._settings, self._jobs = settings, jobs
        self._keys = 0

    async def settle_in(self, created_at: datetime) -> None:
        """Make the account, its groups and people, once."""
        async with self.db.write() as session:
            account = Account(platform="scripted", platform_id="bot", created_at=created_at)
            session.add(account)
            await session.flush()
            self.account_id = account.id
            for n in range(1, 6):
                session.add(Group(account_id=account.id, platform_id=f"room{n}", joined_at=created_at))
            session.add_all([Person(account_id=account.id, platform_id=name) for name in ("ann", "bob")])

    async def open(self) -> None:
        """Start, or start again after a crash: only the database and the platform are still there."""
        rules = PacingRules.from_settings(settings_from(self._settings))
        self.outbox = Outbox(self.db, self.account_id, self.platform, pacing=rules, seed=7)
        self.scheduler = Scheduler(self.db, self.account_id, self._jobs, self.outbox)
        await self.scheduler.open(self.clock.now())
        await self.outbox.open(self.clock.now())

    async def crash(self) -> None:
        """Lose everything in memory and start again."""
        await self.scheduler.abandon()
        await self.outbox.abandon()
        await self.open()

    async def say(
        self,
        words: str | Content,
        room: int | None = 1,
        *,
        key: str = "",
        priority: Priority = Priority.POST,
        **more: Any,
    ) -> str:
        """Post something, by default to room1; its key."""
        self._keys += 1
        key = key or f"post{self._keys}"
        content = Text((words,)) if isinstance(words, str) else words
        post = Post(key, content, Cause("schedule", "1"), group_id=room, priority=priority, **more)
        async with self.db.transaction() as connection:
            await self.outbox.add(connection, [post], self.clock.now())
        self.outbox.wake()
        return key

    async def settle(self) -> datetime | None:
        """Do all that can be done now; when there will be more to do."""
        while True:
            now = self.clock.now()
            dues = [due for due in (await self.scheduler.tick(now), await self.outbox.tick(now)) if due is not None]
            drained = await self.outbox.drain()
            drained = await self.scheduler.drain() or drained
            if not drained and not any(due <= now for due in dues):
                return min(dues, default=None)

    async def play(self, until: datetime | timedelta) -> None:
        """Jump from due moment to due moment."""
        end = until if isinstance(until, datetime) else self.clock.now() + until
        while (due := await self.settle()) is not None and due <= end:
            self.clock.move_to(due)
        self.clock.move_to(end)

    async def row(self, key: str) -> OutboxRow:
        """The row of a post."""
        async with self.db.read() as session:
            return (await session.scalars(select(OutboxRow).where(OutboxRow.key == key))).one()

    async def group(self, number: int, **values: Any) -> None:
        """Change a group."""
        async with self.db.write() as session:
            group = (await session.scalars(select(Group).where(Group.platform_id == f"room{number}"))).one()
            for name, value in values.items():
                setattr(group, name, value)


@asynccontextmanager
async def speaking(
    url: str,
    settings: Mapping[str, str] = UNPACED,
    jobs: Mapping[str, AnyJob] | None = None,
    *,
    now: datetime = NOON,
    created_at: datetime = datetime(2020, 1, 1, tzinfo=UTC),
) -> AsyncGenerator[Speaker]:
    """A speaker whose account is an old one unless told otherwise."""
    async with Database(url) as db:
        speaker = Speaker(db, VirtualClock(now), settings, jobs or {})
        await speaker.settle_in(created_at)
        await speaker.open()
        yield speaker
        await speaker.scheduler.abandon()
        await speaker.outbox.abandon()
