"""Runs what is due. A due moment is claimed, its job run and its posts kept in one commit, so it happens once.

A job only reads, renders and posts; the outbox does the sending. Why this is no library: docs/decisions/0003-time.md.
"""

import asyncio
import hashlib
import json
from collections import Counter
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import delete, select, update

from bot.outbox import Outbox
from bot.outbox.post import Post
from bot.scheduler.agenda import Agenda, Missed, following, plan
from bot.scheduler.jobs import Batch, Job, JobRun
from bot.times.recurrence import Once, Recurrence, next_after, to_utc
from storage import schedules as table
from storage.base import from_ms, to_ms
from storage.bulk import BATCH, Row
from storage.engine import Database, Session
from storage.schedules import Due
from storage.tables import Schedule

__all__ = ["Job", "JobRun", "Missed", "Scheduler"]

log = structlog.get_logger()

GRACE = timedelta(minutes=30)


class Scheduler:
    """The schedules of one account, and the jobs they name."""

    def __init__(
        self, db: Database, account_id: int, jobs: Mapping[str, Job], outbox: Outbox, *, grace: timedelta = GRACE
    ) -> None:
        self.woken = asyncio.Event()
        self.woken.set()
        self.runs: Counter[str] = Counter()
        self._db, self._account_id, self._jobs, self._outbox = db, account_id, jobs, outbox
        self._grace = grace
        self._due: datetime | None = None
        self._changed = False
        self._has_more = False

    def wake(self) -> None:
        """A schedule may have come or changed; called after the commit."""
        self.woken.set()

    def changed(self) -> None:
        """A schedule was changed by hand in the transaction under way."""
        self._changed = True

    def committed(self) -> None:
        """Look again if a schedule was made or resumed in the transaction that has just ended."""
        if self._changed:
            self._changed = False
            self.wake()

    async def tick(self, now: datetime) -> datetime | None:
        """Run one batch of what is due; the next moment something is."""
        if not self.woken.is_set() and (self._due is None or now < self._due):
            return self._due
        self.woken.clear()
        try:
            self._due = await self._turn(now)
        except BaseException:
            self.wake()
            raise
        return self._due

    async def schedule(
        self,
        session: Session,
        *,
        key: str,
        job: str,
        at: datetime | Recurrence,
        zone: str,
        now: datetime,
        account_id: int | None = None,
        group_id: int | None = None,
        args: Mapping[str, Any] | None = None,
        ends_at: datetime | None = None,
        remaining: int | None = None,
        missed: Missed | str = Missed.LATEST,
        grace: timedelta | None = None,
    ) -> int:
        """Let `job` run at a moment or again and again, until `ends_at` or `remaining` runs; the schedule's number.

        The same key again changes the schedule; where the recurrence stays, so does the moment it is due.
        """
        if job not in self._jobs:
            raise ValueError(f"no job is named {job}")
        ZoneInfo(zone)
        recurrence, first = _when(at, zone, now)
        first = _until(first, ends_at)
        row = await session.scalar(select(Schedule).where(Schedule.key == key))
        if row is None:
            row = Schedule(key=key, created_at=now, next_due_at=first)
            session.add(row)
        elif (row.recurrence, row.zone) != (recurrence, zone) or recurrence is None or row.next_due_at is None:
            row.next_due_at = first
        row.job, row.account_id, row.group_id = job, account_id or self._account_id, group_id
        row.args, row.recurrence, row.zone = dict(args or {}), recurrence, zone
        row.ends_at, row.remaining = ends_at, remaining
        row.missed, row.grace_s = Missed(missed).value, int((self._grace if grace is None else grace).total_seconds())
        await session.flush()
        self._changed = True
        return row.id

    async def cancel(self, session: Session, key: str) -> bool:
        """Forget a schedule; whether there was one."""
        gone = await session.execute(delete(Schedule).where(Schedule.key == key).returning(Schedule.id))
        return gone.first() is not None

    async def pause(self, session: Session, key: str, now: datetime) -> None:
        """Let nothing of a schedule run until `resume`."""
        await session.execute(update(Schedule).where(Schedule.key == key).values(paused_at=now))

    async def resume(self, session: Session, key: str, now: datetime) -> None:
        """Let a schedule go on with its first moment from now; what fell into the pause is not made up for."""
        row = await session.scalar(select(Schedule).where(Schedule.key == key))
        if row is None or row.paused_at is None:
            return
        row.paused_at = None
        if row.next_due_at is not None and row.next_due_at < now:
            row.next_due_at = _until(following(row.recurrence, row.zone)(now), row.ends_at)
        await session.flush()
        self._changed = True

    async def _turn(self, now: datetime) -> datetime | None:
        if not self._has_more:
            async with self._db.read() as session:
                first = await table.first_due(await session.connection(), self._account_id)
            if first is None or first > to_ms(now):
                return None if first is None else from_ms(first)
        self._has_more = False
        try:
            self._has_more = await self._run(now) == BATCH
        except Exception:
            await self._one_by_one(now)
        self._outbox.wake()
        return now

    async def _one_by_one(self, now: datetime) -> None:
        """Something in a batch failed: each gets a transaction of its own, so only what is bad goes bad."""
        async with self._db.read() as session:
            rows = await table.due(await session.connection(), self._account_id, to_ms(now))
        for row in rows:
            try:
                await self._run(now, row.id)
            except Exception:
                await self._fail(row, now)

    async def _run(self, now: datetime, only: int | None = None) -> int:
        """Run a batch of what is due, or one schedule, in one transaction; how many schedules that were."""
        async with self._batch() as batch:
            rows = await table.due(batch.connection, self._account_id, to_ms(now), only)
            plans = [(row, _agenda(row, now)) for row in rows]
            missed = [(row.id, to_ms(at), to_ms(now), "missed", None) for row, plan in plans if (at := plan.missed)]
            runs = [(row.id, to_ms(at), to_ms(now), "done", None) for row, plan in plans if (at := plan.run)]
            await table.begin_runs(batch.connection, missed)
            claimed = await table.begin_runs(batch.connection, runs)
            await table.move(batch.connection, [_move(row, agenda) for row, agenda in plans])
            if claimed == len(runs):
                posts = [post for row, plan in plans for post in await self._do(row, plan.run, now, batch)]
                await batch.finish()
                await self._outbox.add(batch.connection, posts, now)
            elif len(rows) > 1:
                raise ClaimedBeforeError
        self.runs.update({"missed": len(missed), "done": claimed})
        return len(rows)

    async def _do(self, row: Due, due_at: datetime | None, now: datetime, batch: Batch) -> list[Post]:
        if due_at is None:
            return []
        run = JobRun(
            schedule_id=row.id,
            key=row.key,
            job=row.job,
            account_id=self._account_id,
            group_id=row.group_id,
            args=json.loads(row.args),
            zone=row.zone,
            due_at=due_at,
            now=now,
            batch=batch,
        )
        await self._jobs[row.job](run)
        return run.posts

    async def _fail(self, row: Due, now: datetime) -> None:
        """Note that the job failed, so that it is neither tried for ever nor forgotten."""
        reference = hashlib.sha256(f"{row.key}:{row.next_due_at}".encode()).hexdigest()[:6].upper()
        log.exception("job.failed", job=row.job, key=row.key, reference=reference)
        agenda = _agenda(row, now)
        due_at = to_ms(agenda.run or from_ms(row.next_due_at))
        async with self._db.transaction() as connection:
            await table.begin_runs(connection, [(row.id, due_at, to_ms(now), "failed", reference)])
            await table.move(connection, [_move(row, agenda)])
        self.runs["failed"] += 1

    @asynccontextmanager
    async def _batch(self) -> AsyncGenerator[Batch]:
        async with self._db.transaction() as connection:
            batch = Batch(connection)
            try:
                yield batch
            finally:
                await batch.close()


class ClaimedBeforeError(Exception):
    """A moment of the batch has been run before; the others have to go without it."""


def _agenda(row: Due, now: datetime) -> Agenda:
    return _plan(row.next_due_at, now, row.recurrence, row.zone, row.missed, row.grace_s)


@lru_cache(maxsize=1024)
def _plan(due_ms: int, now: datetime, recurrence: str | None, zone: str, missed: str, grace_s: int) -> Agenda:
    """What falls due together mostly has the same agenda."""
    grace = timedelta(seconds=grace_s)
    return plan(from_ms(due_ms), now, following(recurrence, zone), Missed(missed), grace)


def _move(row: Due, agenda: Agenda) -> Row:
    """(next_due_at, remaining, id, the moment it leaves)."""
    remaining = row.remaining if row.remaining is None or agenda.run is None else row.remaining - 1
    ends_at = None if row.ends_at is None else from_ms(row.ends_at)
    due = None if remaining == 0 else _until(agenda.next_due, ends_at)
    return (None if due is None else to_ms(due), remaining, row.id, row.next_due_at)


def _until(moment: datetime | None, ends_at: datetime | None) -> datetime | None:
    return None if moment is None or (ends_at is not None and moment > ends_at) else moment


def _when(at: datetime | Recurrence, zone: str, now: datetime) -> tuple[str | None, datetime | None]:
    """How a schedule repeats, as kept in its row, and when it is first due."""
    if isinstance(at, Once):
        at = to_utc(at.at, zone)
    if isinstance(at, datetime):
        return None, at
    return str(at), next_after(at, now, zone)
