"""Plays the coming days: nothing of it is sent, and nothing of the live state is written."""

import asyncio
import tempfile
import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import ColumnElement, and_, func, or_, select

from bot.clock import VirtualClock
from bot.events import PlatformEvent
from bot.outbox import Outbox, Priority
from bot.outbox.pacing import PacingRules
from bot.platforms.simulator import SimulatedGroup, Simulator
from bot.rehearsal.copying import Besides, Scope, State, read_state, write_state
from bot.rehearsal.talk import Pace, Talk, paces
from bot.scheduler import AnyJob, Scheduler
from bot.services import Services
from bot.settings import Settings
from storage.engine import Database, ReadSession
from storage.tables import Group, Run, Schedule
from storage.tables import Outbox as Queue

LONGEST = timedelta(days=31)
LONGEST_S = 8
"""Of our own time; what is not reached by then is not told."""
WHOLE = 50
"""So many groups are played together."""
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
    is_alone: bool = False
    """What other groups take of the account's budget was left out."""


async def rehearse(
    services: Services,
    group_ids: Collection[int],
    until: datetime,
    *,
    jobs: Mapping[str, AnyJob],
    without: Collection[str] = (),
    besides: Collection[Besides] = (),
) -> Rehearsal:
    """What these groups will see until then, 31 days at most.

    While the account's groups are not too many, all of them are played, since they share its pace and its budget.
    `jobs` take the place of those that need the network; tables named in `without` need not be copied but for the rows
    that `besides` asks for.
    """
    settings, now = services.settings, services.clock.now()
    async with services.db.read() as session:
        alone = not settings.pacing or await _too_many(session, services.account_id)
        groups = group_ids if alone else None
        standing = {name for plugin in services.router.plugins for name in plugin.standing}
        scope = Scope(services.account_id, now, settings.operators, groups, without, besides, standing)
        state = await read_state(session, scope)
        lively = await paces(session, services.account_id, now, settings.zone)
    known = {name: job for plugin in services.router.plugins for name, job in plugin.jobs.items()}
    rules = _Rules(settings, services.account_id, services.outbox.seed, services.platform.max_text, {**known, **jobs})
    over = threading.Event()
    alarm = threading.Timer(LONGEST_S, over.set)
    alarm.start()
    try:
        played = _play(rules, state, lively, now, min(until, now + LONGEST), group_ids, over)
        with structlog.contextvars.bound_contextvars(rehearsal=True):
            reached, messages, moments = await asyncio.to_thread(asyncio.run, played)
    finally:
        over.set()
        alarm.cancel()
    return Rehearsal(reached, messages, moments, is_alone=alone and settings.pacing)


async def _too_many(session: ReadSession, account_id: int) -> bool:
    inside = select(func.count()).select_from(Group).where(Group.account_id == account_id, Group.left_at.is_(None))
    return (await session.scalar(inside) or 0) > WHOLE


@dataclass(frozen=True, slots=True)
class _Rules:
    """What the rehearsal has in common with the live bot."""

    settings: Settings
    account_id: int
    seed: int
    max_text: int
    jobs: Mapping[str, AnyJob]


async def _play(
    rules: _Rules,
    state: State,
    lively: Mapping[int, Pace],
    now: datetime,
    until: datetime,
    group_ids: Collection[int],
    over: threading.Event,
) -> tuple[datetime, list[Message], list[Moment]]:
    """In a loop of its own, since it computes without a pause."""
    with tempfile.TemporaryDirectory(prefix="dandelion-rehearsal-") as folder:
        async with Database(f"sqlite:///{folder}/state.db", scratch=True) as db:
            await write_state(state, db)
            play = await _Play.begin(rules, db, Talk(db, lively, now), now)
            reached = await play.go_on(until, over)
            async with db.read() as session:
                return reached, await _messages(session, group_ids, now, play.held), await _moments(session)


class _Play:
    """The bot's scheduler and outbox on the scratch database."""

    def __init__(self, db: Database, clock: VirtualClock, outbox: Outbox, scheduler: Scheduler, talk: Talk) -> None:
        self.held: dict[int, str] = {}
        self._db, self._clock, self._outbox, self._scheduler, self._talk = db, clock, outbox, scheduler, talk

    @classmethod
    async def begin(cls, rules: _Rules, db: Database, talk: Talk, now: datetime) -> "_Play":
        """With the same rules and chances as the live ones."""
        settings, clock = rules.settings, VirtualClock(now)
        platform = await _platform(db, clock, rules.max_text)
        pacing, operators = PacingRules.from_settings(settings), frozenset(settings.operators)
        outbox = Outbox(db, rules.account_id, platform, pacing=pacing, seed=rules.seed, media=settings.media_dir)
        grace = settings.missed_grace
        scheduler = Scheduler(db, rules.account_id, rules.jobs, outbox, grace=grace, operators=operators)
        await outbox.open(now)
        return cls(db, clock, outbox, scheduler, talk)

    async def go_on(self, until: datetime, over: threading.Event) -> datetime:
        """Do all that is due up to `until`, each at its own time, unless it is over before; how far it came."""
        due = await self._settle()
        while due is not None and due <= until and not over.is_set():
            await self._talk.go_on(due)
            self._clock.move_to(due)
            due = await self._settle()
        await self._scheduler.abandon()
        await self._outbox.abandon()
        return until if due is None or due > until else self._clock.now()

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


async def _platform(db: Database, clock: VirtualClock, max_text: int) -> Simulator:
    """A platform with the account's groups that takes everything."""
    platform = Simulator(clock)
    platform.max_text = max_text
    async with db.read() as session:
        inside = (await session.scalars(select(Group.platform_id).where(Group.left_at.is_(None)))).all()
    platform.groups = {group: SimulatedGroup("", "", {}) for group in inside}
    await platform.start(_nobody_listens)
    return platform


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
