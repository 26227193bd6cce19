"""Plays the coming days: nothing of it is sent, and nothing of the live state is written."""

import asyncio
import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from bot.clock import VirtualClock
from bot.events import PlatformEvent
from bot.outbox import Outbox, Priority
from bot.outbox.pacing import PacingRules
from bot.platforms.simulator import SimulatedGroup, Simulator
from bot.rehearsal.copying import copy_state
from bot.rehearsal.talk import Talk, paces
from bot.scheduler import AnyJob, Scheduler
from bot.services import Services
from storage.engine import Database, ReadSession
from storage.tables import Group, Run, Schedule
from storage.tables import Outbox as Queue

LONGEST = timedelta(days=31)
LONGEST_S = 8
"""Of our own time; what is not reached by then is not told."""
MOST = 20_000
"""Messages, and runs, that are told."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message to a group: sent at `at`, or what became of it instead. `held` is what it last had to wait for."""

    key: str
    group_id: int
    due_at: datetime
    at: datetime | None
    state: str
    reason: str
    held: str
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Moment:
    """A due moment of a schedule: done, missed or failed."""

    key: str
    due_at: datetime
    outcome: str


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What was played, up to `until`: every post to these groups and every moment of all schedules, as they came."""

    until: datetime
    messages: Sequence[Message]
    moments: Sequence[Moment]


async def rehearse(
    services: Services,
    group_ids: Collection[int],
    until: datetime,
    *,
    jobs: Mapping[str, AnyJob],
    without: Collection[str] = (),
) -> Rehearsal:
    """What these groups will see until then, played for the whole account, since all share its pace and its budget.

    `jobs` take the place of those that need the network; tables named in `without` need not be copied.
    """
    now = services.clock.now()
    with tempfile.TemporaryDirectory(prefix="dandelion-rehearsal-") as folder:
        async with Database(f"sqlite:///{folder}/state.db", durable=False) as scratch:
            async with services.db.read() as session:
                operators = services.settings.operators
                await copy_state(session, scratch, services.account_id, now, operators=operators, without=without)
                lively = await paces(session, services.account_id, now, services.settings.zone)
            play = await _Play.begin(services, scratch, Talk(scratch, lively, now), jobs)
            reached = await play.go_on(min(until, now + LONGEST))
            async with scratch.read() as session:
                messages = await _messages(session, group_ids, now, play.held)
                return Rehearsal(reached, messages, await _moments(session))


class _Play:
    """The bot's scheduler and outbox on the scratch database."""

    def __init__(self, db: Database, clock: VirtualClock, outbox: Outbox, scheduler: Scheduler, talk: Talk) -> None:
        self.held: dict[int, str] = {}
        self._db, self._clock, self._outbox, self._scheduler, self._talk = db, clock, outbox, scheduler, talk

    @classmethod
    async def begin(cls, services: Services, db: Database, talk: Talk, jobs: Mapping[str, AnyJob]) -> "_Play":
        """With the same rules and chances as the live ones."""
        settings, clock = services.settings, VirtualClock(services.clock.now())
        platform = Simulator(clock)
        platform.max_text = services.platform.max_text
        async with db.read() as session:
            inside = (await session.scalars(select(Group.platform_id).where(Group.left_at.is_(None)))).all()
        platform.groups = {group: SimulatedGroup("", "", {}) for group in inside}
        await platform.start(_nobody_listens)
        pacing = PacingRules.from_settings(settings)
        outbox = Outbox(db, services.account_id, platform, pacing=pacing, seed=services.outbox.seed)
        known = {name: job for plugin in services.router.plugins for name, job in plugin.jobs.items()}
        grace, operators = settings.missed_grace, frozenset(settings.operators)
        scheduler = Scheduler(db, services.account_id, {**known, **jobs}, outbox, grace=grace, operators=operators)
        await outbox.open(clock.now())
        return cls(db, clock, outbox, scheduler, talk)

    async def go_on(self, until: datetime) -> datetime:
        """Do all that is due up to `until`, each at its own time; how far it came."""
        over = asyncio.Event()
        alarm = asyncio.get_running_loop().call_later(LONGEST_S, over.set)
        try:
            due = await self._settle()
            while due is not None and due <= until and not over.is_set():
                await self._talk.go_on(due)
                self._clock.move_to(due)
                due = await self._settle()
            return until if due is None or due > until else self._clock.now()
        finally:
            alarm.cancel()
            await self._scheduler.abandon()
            await self._outbox.abandon()

    async def _settle(self) -> datetime | None:
        """Do everything that can be done now; when there is more to do."""
        now = self._clock.now()
        while True:
            dues = [await self._scheduler.tick(now), await self._outbox.tick(now)]
            drained = await self._outbox.drain()
            drained = await self._scheduler.drain() or drained
            due = min((each for each in dues if each is not None), default=None)
            if not drained and (due is None or due > now):
                await self._note_holds()
                return due

    async def _note_holds(self) -> None:
        async with self._db.read() as session:
            waiting = select(Queue.id, Queue.reason).where(Queue.state == "waiting", Queue.reason.is_not(None))
            self.held |= {row_id: reason or "" for row_id, reason in (await session.execute(waiting)).all()}


async def _nobody_listens(event: PlatformEvent) -> None:
    pass


async def _messages(
    session: ReadSession, group_ids: Collection[int], start: datetime, held: Mapping[int, str]
) -> list[Message]:
    query = (
        select(Queue)
        .where(Queue.group_id.in_(group_ids), Queue.priority == Priority.POST, _is_ahead(start))
        .order_by(Queue.due_at, Queue.id)
        .limit(MOST)
    )
    found = [_message(row, held) for row in (await session.scalars(query)).all()]
    return sorted(found, key=lambda each: each.at or each.due_at)


def _is_ahead(start: datetime) -> ColumnElement[bool]:
    ended = and_(Queue.state.in_(("expired", "dropped")), Queue.tried_at.is_(None))
    return or_(Queue.state.in_(("waiting", "sending")), Queue.tried_at >= start, ended)


def _message(row: Queue, held: Mapping[int, str]) -> Message:
    reason, was_held = row.reason or "", held.get(row.id, "")
    return Message(row.key, row.group_id or 0, row.due_at, row.sent_at, row.state, reason, was_held, row.content)


async def _moments(session: ReadSession) -> list[Moment]:
    query = select(Schedule.key, Run.due_at, Run.outcome).join(Schedule, Schedule.id == Run.schedule_id)
    return [Moment(*row) for row in (await session.execute(query.order_by(Run.due_at, Schedule.id).limit(MOST))).all()]
