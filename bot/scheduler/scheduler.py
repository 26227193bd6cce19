"""Runs what is due. A due moment is claimed, its job run and its posts kept in one commit, so it happens once.

A job only reads, renders and posts; the outbox does the sending. Why this is no library: docs/decisions/0003-time.md.
"""

import asyncio
import hashlib
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import delete, select, update

from bot.fetching import PUBLIC, Fence
from bot.listening import Awaited
from bot.outbox import Outbox
from bot.phrases import Language
from bot.plans import Plans
from bot.scheduler import changes
from bot.scheduler.absence import Absence
from bot.scheduler.agenda import Missed
from bot.scheduler.changes import Rezoned
from bot.scheduler.jobs import AnyJob, Batch, Job, JobRun, NoBatch, Prepared, Surroundings, Together
from bot.scheduler.posting import Posting
from bot.scheduler.preparing import Preparations
from bot.scheduler.running import claim, perform, runs_of
from bot.scheduler.turns import Turn, agenda_of
from bot.times.recurrence import Once, Recurrence, next_after, to_utc
from storage import schedules as table
from storage.base import from_ms, to_ms
from storage.engine import Database, Session
from storage.missed import outlived
from storage.schedules import Due
from storage.tables import Schedule

__all__ = ["AnyJob", "Job", "JobRun", "Missed", "Prepared", "Rezoned", "Scheduler", "Together"]

log = structlog.get_logger()

GRACE = timedelta(minutes=30)
HERE = Path()
REPORT = "missed.report"
"""The job that asks owners what is to become of what was missed."""
REPORT_AFTER = timedelta(minutes=1)


class Scheduler:
    """The schedules of one account, and the jobs they name."""

    def __init__(
        self,
        db: Database,
        account_id: int,
        jobs: Mapping[str, AnyJob],
        outbox: Outbox,
        *,
        grace: timedelta = GRACE,
        language: Language = "zh",
        operators: frozenset[str] = frozenset(),
        plans: tuple[Plans, ...] = (),
        fence: Fence = PUBLIC,
        media: Path = HERE,
        awaited: Awaited | None = None,
        on_announced: Callable[[], None] = lambda: None,
    ) -> None:
        self.woken = asyncio.Event()
        self.woken.set()
        self.runs: Counter[str] = Counter()
        self._db, self._account_id, self._jobs, self._outbox = db, account_id, jobs, outbox
        self._grace, self._fence = grace, fence
        self._around = Surroundings(language, operators, plans, outbox.quiet_hours_of)
        self._awaited, self._media = awaited or Awaited(), media
        self._on_announced = on_announced
        self._due: datetime | None = None
        self._changed = False
        self._has_more = False
        self._preparations = Preparations(db, self.wake)
        self._absence = Absence(db, account_id)

    async def open(self, now: datetime) -> None:
        """Remember when there was last a sign of life, before there are new ones; find what no longer had a chance."""
        await self._absence.open(now)
        async with self._db.write() as session:
            if first := await outlived(session, self._account_id, now):
                await self._ask_owners(session, first, {}, now)

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
        self._absence.breathe(now)
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
        else:
            row.next_due_at = _until(row.next_due_at, ends_at)
        row.job, row.account_id, row.group_id = job, account_id or self._account_id, group_id
        row.args, row.recurrence, row.zone = dict(args or {}), recurrence, zone
        row.ends_at, row.remaining = ends_at, remaining
        row.by_wall = isinstance(at, Once) and at.at.tzinfo is None
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
        self._changed = True
        await changes.resume(session, key, now)

    async def rezone(
        self, session: Session, group_ids: Collection[int], zone: str, now: datetime
    ) -> Mapping[int, Sequence[Rezoned]]:
        """Let groups' schedules go by the clock of another zone, at the same times; what was changed, by group."""
        self._changed = True
        return await changes.rezone(session, group_ids, zone, now)

    async def undo_rezone(self, session: Session, changed: Sequence[Rezoned], now: datetime) -> None:
        """Let schedules go by their zone of before; what has run since goes on by that zone's clock."""
        self._changed = True
        await changes.undo_rezone(session, changed, now)

    async def drain(self) -> bool:
        """Wait for what is being prepared; whether anything was since the last time."""
        return await self._preparations.drain()

    async def abandon(self) -> None:
        """Stop as a crash would."""
        await self._preparations.abandon()

    async def _turn(self, now: datetime) -> datetime | None:
        if not self._has_more:
            busy = self._preparations.under_way
            async with self._db.read() as session:
                first = await table.first_due(await session.connection(), self._account_id, busy)
            if first is None or first > to_ms(now):
                if not busy:
                    self._preparations.forget_old()
                return None if first is None else from_ms(first)
        self._has_more = False
        try:
            self._has_more = await self._run(now) == table.TURN
        except Exception:
            await self._one_by_one(now)
        return now

    async def _one_by_one(self, now: datetime) -> None:
        """Something in a batch failed: each gets a transaction of its own, so only what is bad goes bad."""
        async with self._db.read() as session:
            connection = await session.connection()
            rows = await table.due(connection, self._account_id, to_ms(now), self._preparations.under_way)
        for row in rows:
            try:
                await self._run(now, row.id)
            except Exception:
                await self._fail(row, now)

    async def _run(self, now: datetime, only: int | None = None) -> int:
        """Run a batch of what is due, or one schedule, in one transaction; how many schedules that were."""
        async with self._batch() as batch:
            busy = self._preparations.under_way
            rows = await table.due(batch.connection, self._account_id, to_ms(now), busy, only)
            turns = [turn for row in rows if (turn := self._turn_of(row, now)) is not None]
            runs = await claim(batch, turns, self._account_id, now, one_by_one=only is not None)
            await table.move(batch.connection, [turn.move for turn in turns])
            posting = Posting(self._outbox, batch, now)
            await perform(runs, self._jobs, posting)
            if posting.any_missed:
                missed = [turn for turn in turns if turn.agenda.reported]
                first = min(from_ms(turn.row.next_due_at) for turn in missed)
                more = {str(turn.row.id): turn.agenda.more for turn in missed if turn.agenda.more}
                await self._ask_owners(batch.session, first, more, now)
            await posting.flush()
        if posting.has_said:
            self._outbox.wake()
        self._ran(rows, turns, runs, now)
        return len(rows)

    def _turn_of(self, row: Due, now: datetime) -> Turn | None:
        """What a due schedule has to do; None where something has to be prepared first."""
        turn = Turn(row, agenda_of(row, now))
        if not isinstance(self._jobs.get(row.job), Prepared):
            return turn
        if (ready := self._preparations.of(row)) is not None:
            return Turn(row, agenda_of(row, ready.began), ready.value)
        return None if turn.moments else turn

    def _ran(self, rows: Sequence[Due], turns: Sequence[Turn], runs: Sequence[JobRun], now: datetime) -> None:
        """The commit is done: what had to be prepared first is, and the rest is history."""
        done = {turn.row.id for turn in turns}
        self._preparations.forget(done)
        self.runs["missed"] += sum(turn.has_missed for turn in turns)
        self.runs["done"] += sum(not run.missed for run in runs)
        for row in rows:
            job = self._jobs.get(row.job)
            if row.id not in done and isinstance(job, Prepared):
                run = runs_of(Turn(row, agenda_of(row, now)), self._account_id, now, NoBatch(self._around))[-1]
                run.fence, run.media = self._fence, self._media
                self._preparations.begin(row, run, job)

    async def _ask_owners(self, session: Session, first: datetime, more: Mapping[str, int], now: datetime) -> None:
        """Let owners be asked about what was missed since `first`, as soon as no more of it is found.

        `more` are the moments that were let go, by schedule.
        """
        if REPORT not in self._jobs:
            return
        key = f"{REPORT}:{self._account_id}"
        planned = select(Schedule.args).where(Schedule.key == key, Schedule.next_due_at.is_not(None))
        since = None if self._absence.since is None else to_ms(self._absence.since)
        begun: dict[str, Any] = {"back": to_ms(now), "since": since, "known": self._absence.is_known}
        args = await session.scalar(planned) or begun | {"first": to_ms(first), "more": {}}
        args = args | {"more": {**args["more"], **more}, "first": min(to_ms(first), args["first"])}
        await self.schedule(session, key=key, job=REPORT, at=now + REPORT_AFTER, zone="UTC", now=now, args=args)

    async def _fail(self, row: Due, now: datetime) -> None:
        """Note that the job failed, so that it is neither tried for ever nor forgotten."""
        reference = hashlib.sha256(f"{row.key}:{row.next_due_at}".encode()).hexdigest()[:6].upper()
        log.exception("job.failed", job=row.job, key=row.key, reference=reference)
        turn = Turn(row, agenda_of(row, now))
        due_at = to_ms(turn.agenda.run or from_ms(row.next_due_at))
        async with self._db.transaction() as connection:
            await table.begin_runs(connection, [(row.id, due_at, to_ms(now), "failed", reference)])
            await table.move(connection, [turn.move])
        self._preparations.forget([row.id])
        self.runs["failed"] += 1

    @asynccontextmanager
    async def _batch(self) -> AsyncGenerator[Batch]:
        async with self._db.transaction() as connection:
            batch = Batch(connection, self._around)
            try:
                yield batch
            finally:
                await batch.close()
        self._awaited.add(batch.awaited)
        if batch.announced:
            self._on_announced()


def _until(moment: datetime | None, ends_at: datetime | None) -> datetime | None:
    return None if moment is None or (ends_at is not None and moment > ends_at) else moment


def _when(at: datetime | Recurrence, zone: str, now: datetime) -> tuple[str | None, datetime | None]:
    """How a schedule repeats, as kept in its row, and when it is first due."""
    if isinstance(at, Once):
        at = to_utc(at.at, zone)
    if isinstance(at, datetime):
        return None, at
    return str(at), next_after(at, now, zone)
