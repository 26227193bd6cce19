"""Events in: deduplicated, recorded in group commits, in order; what a handler wants is marked pending.

The one place that writes what happens on the platform. It allocates the ids of messages and events itself, so one
account has one inbox, in one process.
"""

import asyncio
import json
from collections import deque
from collections.abc import Callable, Container, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

import structlog
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, InterfaceError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.events import GroupEvent, GroupSeen, Happening, MemberJoined, MessagePosted, Said
from bot.inbox.batch import AccountRef, Arrival, Batch, Observer, Rules
from bot.inbox.happenings import happening_from_json, happening_to_json, kind_of
from bot.inbox.identity import Directory
from bot.inbox.roster import Roster
from bot.inbox.talk import Talk
from bot.inbox.tidy import tidy
from storage import ledger
from storage.bulk import BATCH
from storage.engine import Database

__all__ = ["AccountRef", "Inbox", "Observer", "Pending"]

log = structlog.get_logger()

GATHER_S = 0.005
"""How long plain talk waits for company; what a handler wants does not wait."""
PAGE = 500
"""Pending events read at a time."""
BAD_DATA = "22"
"""How PostgreSQL's states begin for values it can't take."""


@dataclass(frozen=True, slots=True)
class Pending:
    """An event some handler wants, recorded and not yet handled."""

    event_id: int
    happening: Happening

    @property
    def chat(self) -> int:
        """The group's key, or as a negative number that of the person in a private chat."""
        happening = self.happening
        if isinstance(happening, Said):
            return happening.group_id if happening.group_id is not None else -happening.person_id
        return happening.group_id


class Inbox:
    """Takes events as fast as the platform tells them, up to `limit` waiting, and records them."""

    def __init__(
        self,
        db: Database,
        account: AccountRef,
        *,
        clock: Clock,
        limit: int,
        max_age: timedelta,
        zone: str,
        wants: Callable[[MessagePosted], bool],
        hears: frozenset[type[Happening]],
        observers: Sequence[Observer],
        awaited: Container[tuple[int, int]] = frozenset(),
        on_pending: Callable[[Sequence[Pending]], None],
        on_echo: Callable[[Sequence[MessagePosted]], None],
    ) -> None:
        self.recorded = 0
        self.duplicates = 0
        self.batches = 0
        self.refused = 0
        rules = Rules(account, zone, max_age, hears)
        self._db, self._account, self._clock, self._rules = db, account, clock, rules
        self._wants, self._on_pending, self._on_echo = wants, on_pending, on_echo
        self._directory = Directory(account.id)
        self._roster = Roster(rules, self._directory)
        self._talk = Talk(rules, self._directory, self._roster, observers, awaited)
        self._queue: deque[Arrival] = deque()
        self._limit = limit
        self._room = asyncio.Semaphore(limit)
        self._some = asyncio.Event()
        self._urgent = asyncio.Event()
        self._flushing = asyncio.Lock()
        self._was_full = False
        self._last_ids: tuple[int, int] | None = None

    @property
    def depth(self) -> int:
        """How many events wait to be recorded."""
        return len(self._queue)

    @property
    def is_full(self) -> bool:
        """Whether `put` would wait."""
        return self._room.locked()

    @property
    def is_urgent(self) -> bool:
        """Whether something is queued that is not to wait."""
        return self._urgent.is_set()

    async def put(self, event: GroupEvent) -> None:
        """Take an event, waiting while `limit` are queued; none is dropped and their order is kept."""
        if self.is_full and not self._was_full:
            self._was_full = True
            log.warning("inbox.full", limit=self._limit)
        await self._room.acquire()
        event = tidy(event)
        wanted = isinstance(event, MessagePosted) and not self._is_ours(event) and self._wants(event)
        self._queue.append(Arrival(event, wanted))
        self._some.set()
        if wanted or not isinstance(event, MessagePosted) or len(self._queue) >= BATCH:
            self._urgent.set()

    async def wait(self) -> None:
        """Returns when something is queued, plain talk a little later than what a handler wants."""
        await self._some.wait()
        with suppress(TimeoutError):
            async with asyncio.timeout(GATHER_S):
                await self._urgent.wait()

    async def flush(self) -> int:
        """Record one batch of what is queued, in one commit; how many events it was, 0 when none was queued.

        Raises when the database can't be written, and then keeps everything queued.
        """
        async with self._flushing:
            arrivals = self._next_batch()
            if not arrivals:
                return 0
            try:
                await self._commit(arrivals)
            except Exception as error:
                if _is_outage(error):
                    raise
                await self._commit_each(arrivals)
            self._forget(len(arrivals))
            return len(arrivals)

    async def load_pending(self) -> list[Pending]:
        """What an earlier run left undone, oldest first."""
        found: list[Pending] = []
        async with self._db.read() as session:
            connection = await session.connection()
            while page := await ledger.pending_events(
                connection, self._account.id, found[-1].event_id if found else 0, PAGE
            ):
                found.extend(Pending(id_, happening_from_json(payload)) for id_, payload in page)
        return found

    def listing_begins(self) -> None:
        """The platform is about to tell every group anew."""
        self._roster.listing_begins()

    async def number_event(self, connection: AsyncConnection) -> int:
        """The number of an event that somebody else writes, in their transaction: numbers are given out here alone."""
        message, event = self._last_ids or await ledger.last_ids(connection)
        self._last_ids = message, event + 1
        return event + 1

    def forget_cached(self) -> None:
        """Look up groups and people again: to be called when others changed them, a zone or by re-linking."""
        self._directory.clear()

    def _next_batch(self) -> list[Arrival]:
        """Events from the head of the queue whose weight, in rows, makes one commit."""
        arrivals: list[Arrival] = []
        weight = 0
        for arrival in self._queue:
            weight += _weight(arrival.event)
            if arrivals and weight > BATCH:
                break
            arrivals.append(arrival)
        return arrivals

    def _forget(self, count: int) -> None:
        for _ in range(count):
            self._queue.popleft()
            self._room.release()
        if len(self._queue) < self._limit // 2:
            self._was_full = False
        if not self._queue:
            self._some.clear()
        if len(self._queue) < BATCH and not any(arrival.wanted for arrival in self._queue):
            self._urgent.clear()

    async def _commit_each(self, arrivals: Sequence[Arrival]) -> None:
        """Something in the batch can't be recorded: record the others, and say which it was."""
        for arrival in arrivals:
            try:
                await self._commit([arrival])
            except Exception as error:
                if _is_outage(error):
                    raise
                self.refused += 1
                log.exception("inbox.event_refused", kind=type(arrival.event).__name__)

    async def _commit(self, arrivals: Sequence[Arrival]) -> None:
        pending: list[Pending] = []
        try:
            async with self._db.transaction() as connection:
                self._last_ids = self._last_ids or await ledger.last_ids(connection)
                batch = Batch(connection, self._clock.now(), self._rules.hears, self._last_ids[0] + 1)
                await self._apply(batch, arrivals)
                await ledger.change_member_counts(connection, batch.counts)
                last_event = self._last_ids[1]  # as it is now: others have taken numbers meanwhile
                self._last_ids = batch.next_message - 1, last_event + len(batch.pending)
                numbered = enumerate(batch.pending, start=last_event + 1)
                pending = [Pending(id_, happening) for id_, happening in numbered]
                await ledger.add_events(connection, [self._row(p, batch.now_ms) for p in pending])
        except BaseException:
            self._directory.drop()
            self._last_ids = None
            raise
        self._directory.keep()
        self.batches += 1
        self.recorded += batch.recorded
        self.duplicates += batch.duplicates
        self._hand_on(arrivals, pending)

    async def _apply(self, batch: Batch, arrivals: Sequence[Arrival]) -> None:
        """In the order of arrival, runs of messages at once."""
        run: list[tuple[MessagePosted, bool]] = []
        for arrival in arrivals:
            event = arrival.event
            if not isinstance(event, MessagePosted):
                await self._record(batch, run)
                run = []
                await self._roster.apply(batch, event)
            elif not self._is_ours(event):
                run.append((event, arrival.wanted))
        await self._record(batch, run)

    async def _record(self, batch: Batch, run: Sequence[tuple[MessagePosted, bool]]) -> None:
        if run:
            await self._talk.record(batch, run)

    def _row(self, pending: Pending, now_ms: int) -> tuple[object, ...]:
        happening = pending.happening
        person_id = happening.person_id if isinstance(happening, Said) else None
        payload = json.dumps(happening_to_json(happening), ensure_ascii=False)
        kind = kind_of(happening)
        return pending.event_id, self._account.id, happening.group_id, person_id, kind, payload, now_ms, "pending"

    def _hand_on(self, arrivals: Sequence[Arrival], pending: Sequence[Pending]) -> None:
        echoes = [a.event for a in arrivals if isinstance(a.event, MessagePosted) and self._is_ours(a.event)]
        if echoes:
            self._on_echo(echoes)
        if pending:
            self._on_pending(pending)

    def _is_ours(self, message: MessagePosted) -> bool:
        return message.from_self or message.sender_id == self._account.self_id


def _weight(event: GroupEvent) -> int:
    return len(event.members) if isinstance(event, GroupSeen | MemberJoined) and event.members else 1


def _is_outage(error: Exception) -> bool:
    """Whether the database is at fault, and not what was to be written."""
    match error:
        case IntegrityError() | DataError() | ProgrammingError():
            return False
        case InterfaceError():  # the driver could not even pass it on
            return error.connection_invalidated
        case DBAPIError():
            return not str(getattr(error.orig, "sqlstate", "")).startswith(BAD_DATA)
        case _:
            return isinstance(error, OSError | PoolTimeoutError)
