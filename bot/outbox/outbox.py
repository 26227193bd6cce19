"""The only way to speak. A post is a row first; `tick` hands rows to the platform as fast as pacing allows.

A row is claimed under a lease token before the platform sees it and settled by that token after, so a crash between
the two leaves it `unknown`, never sent again by guess.
"""

import asyncio
import secrets
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import count
from pathlib import Path

import structlog
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.events import MessagePosted
from bot.outbox import delivery
from bot.outbox.budget import Budget, budget, first_opening
from bot.outbox.delivery import HERE, Accepted, Dead, Flooded, Lost, Retry
from bot.outbox.flights import Flight, Flights, Landing
from bot.outbox.hushing import hushed
from bot.outbox.lanes import Lanes, or_expiry
from bot.outbox.pacing import DAY, LONG_AGO, Held, Hold, Pacing, PacingRules, Priority, Wish
from bot.outbox.post import COLUMNS, Cause, Policy, Post, rows_of
from bot.outbox.proof import Proof
from bot.outbox.served import Served, patience_of, went
from bot.outbox.strangers import note_strangers
from bot.platforms.base import Platform
from storage import desk
from storage import outbox as queue
from storage.base import from_ms, to_ms
from storage.bulk import Row, insert_later
from storage.engine import Database, ReadSession, Session
from storage.outbox import Queued
from storage.tables import Account, Group
from storage.tables import Outbox as OutboxRow

__all__ = ["Budget", "Cause", "Outbox", "Policy", "Post", "Priority", "Step"]

log = structlog.get_logger()

CALM = timedelta(hours=1)
"""Without a flood for so long, the next one counts as the first again."""
ENOUGH = 32
"""Rows worth reading even when fewer may go, since some of them turn out to have to wait."""
OTHERS_REPLAYED = timedelta(minutes=10)
"""How far back answers and welcomes count when pacing is rebuilt; full buckets at any sensible setting."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a step settled and claimed, and whether it may have left something for the next one."""

    landed: Sequence[Landing]
    claimed: Sequence[Flight]
    is_more: bool


class Outbox:
    """The messages of one account, from the wish to the platform's word."""

    def __init__(
        self, db: Database, account_id: int, platform: Platform, *, pacing: PacingRules, seed: int, media: Path = HERE
    ) -> None:
        self.woken = asyncio.Event()
        self.sends: Counter[str] = Counter()
        self._db, self._account_id, self._max_text = db, account_id, platform.max_text
        self._pacing = Pacing(pacing, seed, LONG_AGO)
        self.seed = seed
        self._media = media
        self._flights = Flights(platform, self.wake)
        self._served = Served(account_id, pacing)
        self._proof = Proof(account_id, self._flights, self._served)
        self._lanes = Lanes(account_id, self._pacing, self._served)
        self._leases = (f"{secrets.token_hex(6)}-{n}" for n in count())
        self._floods = 0
        self._online = True
        self._due: datetime | None = None
        self._now = LONG_AGO

    async def open(self, now: datetime) -> None:
        """Take up what a crash left: rows being sent are `unknown` now, and pacing remembers what went out."""
        async with self._db.write() as session:
            connection = await session.connection()
            account = await session.get_one(Account, self._account_id)
            await self._served.open(connection, now)
            lost = await queue.recover(connection, self._account_id)
            self._pacing = Pacing(self._pacing.rules, self.seed, account.created_at)
            self._lanes = Lanes(self._account_id, self._pacing, self._served)
            self._pacing.flood_until, self._floods = account.flood_until or LONG_AGO, account.floods
            self._pacing.replay(await self._tried_before(connection, now))
        if lost:
            log.warning("outbox.left_by_crash", messages=lost)
        self._now = now
        self.wake()

    async def add(
        self, connection: AsyncConnection, posts: Sequence[Post], now: datetime, *, missed: bool = False
    ) -> list[str]:
        """Keep posts for sending, in the caller's transaction; one whose key is known already changes nothing.

        Those whose moment was `missed` are never sent but by an admin's word.
        """
        now_ms, account = to_ms(now), self._account_id
        rows = [row for post in posts for row in rows_of(post, account, self._max_text, now_ms, missed=missed)]
        await insert_later(connection, OutboxRow, COLUMNS, rows, "ON CONFLICT (key) DO NOTHING")
        return [row[0] for row in rows]

    async def say(self, connection: AsyncConnection, posts: Sequence[Post], now: datetime) -> Step:
        """Keep posts and claim those that may go now, in the caller's transaction: an answer waits for no other commit.

        `said` follows the commit.
        """
        keys = await self.add(connection, posts, now)
        step = await self._step(connection, now, {post.priority for post in posts})
        return replace(step, is_more=step.is_more or not {flight.row.key for flight in step.claimed}.issuperset(keys))

    def said(self, step: Step) -> None:
        """Send what was claimed; called after the commit, before anything else can run."""
        self._go_on(step)
        if step.is_more:
            self.wake()
        self._due = _earliest(self._due, self._flights.overdue_at())

    def wake(self) -> None:
        """There may be something to do; called after the commit that added it, or before, holding the writer."""
        self.woken.set()

    def link(self, *, is_up: bool) -> None:
        """The platform went away or came back; meanwhile everything waits, and nothing uses up its attempts."""
        self._online = is_up
        self.wake()

    def echoed(self, echoes: Sequence[MessagePosted]) -> None:
        """Our own messages as the platform shows them; the next tick takes what they prove as sent."""
        if self._proof.put(echoes):
            self.wake()

    def echoes_complete(self) -> None:
        """Every message the platform has accepted was shown: what is still unknown now was never sent."""
        self._proof.complete()
        self.wake()

    async def tick(self, now: datetime) -> datetime | None:
        """Settle what has been answered and hand over what is due; the next moment at which something may be."""
        if not self.woken.is_set() and (self._due is None or now < self._due):
            return self._due
        self.woken.clear()
        try:
            self._due = await self._turn(now)
        except BaseException:
            self.wake()
            raise
        return self._due

    async def drain(self) -> bool:
        """Wait until what is on its way is settled; false when nothing was. Raises what tore a delivery apart."""
        if not self._flights.chats:
            return False
        await self._flights.landing()
        async with self._db.transaction() as connection:
            landed = self._flights.landed
            await self._settle(connection, landed, self._now)
        self._settled_all(landed)
        self.wake()
        return True

    async def abandon(self) -> None:
        """Stop as a crash would: nothing more is settled."""
        await self._flights.abandon()

    async def _turn(self, now: datetime) -> datetime | None:
        async with self._db.transaction() as connection:
            step = await self._step(connection, now)
            busy = self._busy(step.landed) | {flight.row.chat for flight in step.claimed}
            due = now if step.is_more else await self._next_due(connection, busy, now)
        self._go_on(step)
        return _earliest(due, self._flights.overdue_at())

    async def _step(
        self, connection: AsyncConnection, now: datetime, priorities: Collection[Priority] = tuple(Priority)
    ) -> Step:
        """Settle what has been answered and claim what is due."""
        self._now = now
        self._flights.give_up_overdue(now)
        self._flights.adjust()
        landed = self._flights.landed
        await self._lanes.look(connection, now)
        await self._settle(connection, landed, now)
        claimed, is_more = await self._claim(connection, priorities, self._busy(landed), now)
        return Step(landed, claimed, is_more)

    def _busy(self, landed: Sequence[Landing]) -> set[int]:
        return set(self._flights.chats) - {flight.row.chat for flight, _ in landed}

    def _go_on(self, step: Step) -> None:
        self._settled_all(step.landed)
        self._flights.begin(step.claimed)

    # Looking, and an admin's word.

    async def budget(self, session: ReadSession, now: datetime, group_id: int | None = None) -> Budget:
        """What may still be said today, and how long the queue is; for `/预算`."""
        return await budget(session, self._account_id, self._pacing, now, group_id)

    async def hold_of(self, session: ReadSession, row: OutboxRow, group: Group | None, now: datetime) -> Hold | None:
        """What a waiting row, to this group or to a person, has to wait for at this moment."""
        if not self._online:
            return Hold(now, Held.OFFLINE, account=True)
        if group is not None and (hold := await self._served.hold_of(await session.connection(), row, group, now)):
            return hold
        chat = row.group_id if row.group_id is not None else -(row.person_id or 0)
        zone = (group and group.zone) or self._pacing.rules.zone
        quiet_hours = group and group.quiet_hours
        wish = Wish(row.key, chat, zone, Priority(row.priority), row.due_at, row.attempts > 0, quiet_hours)
        return self._pacing.would_hold(wish, now)

    def quiet_hours_of(self, group: Group) -> tuple[time, time] | None:
        """When a group gets no posts, by its own clock."""
        return self._pacing.quiet_hours(group.quiet_hours)

    async def resend(self, session: Session, ids: Sequence[int], now: datetime) -> list[int]:
        """Send again what was not sent, or may not have been, on an admin's word; the ids this was true of."""
        self.wake()
        return await desk.resend(session, self._account_id, ids, now)

    async def drop(self, session: Session, ids: Sequence[int]) -> list[int]:
        """Give up what is waiting, unknown, failed or missed, on an admin's word; the ids this was true of."""
        self._lanes.forget()
        self.wake()
        return await desk.drop(session, self._account_id, ids)

    async def rejudge(self, session: Session, group_ids: Sequence[int]) -> None:
        """Look again at what waits in these groups, since hours, zone or the rules of serving have changed."""
        self._lanes.forget()
        self.wake()
        await desk.rejudge(session, self._account_id, group_ids)

    # Settling.

    async def _settle(self, connection: AsyncConnection, landed: Sequence[Landing], now: datetime) -> None:
        await self._proof.apply(connection, landed, now)
        until, floods = self._pacing.flood_until, self._floods
        now_ms = to_ms(now)
        rows = [self._settled(landing, now, now_ms) for landing in landed]
        await queue.settle(connection, rows)
        await self._served.note(connection, went(landed, rows), now)
        await note_strangers(connection, landed, rows)
        if (until, floods) != (self._pacing.flood_until, self._floods):
            await connection.execute(
                update(Account)
                .where(Account.id == self._account_id)
                .values(flood_until=self._pacing.flood_until, floods=self._floods)
            )

    def _settled_all(self, landed: Sequence[Landing]) -> None:
        """The commit is done: what it settled need not be settled again."""
        self._proof.applied()
        self._flights.settled(landed)

    def _settled(self, landing: Landing, now: datetime, now_ms: int) -> Row:
        """The row's new (state, reason, next_at, attempts, sent_at, platform_message_id), and its id and lease."""
        row, lease, outcome = landing[0].row, landing[0].lease, self._flights.seen(landing)
        self.sends[type(outcome).__name__] += 1
        attempts = row.attempts + 1
        match delivery.judge(outcome, key=row.key, attempts=attempts, now=now, policy=Policy(row.policy)):
            case Accepted(message_id):
                self._calm_down(now)
                return ("sent", patience_of(row), row.next_at, attempts, now_ms, message_id or None, row.id, lease)
            case Retry(at, why):
                self._lanes.wait(row, at, now)
                return ("waiting", why, or_expiry(row, at), attempts, None, None, row.id, lease)
            case Flooded(retry_after, why):
                self._flood(retry_after, now)
                return ("waiting", why, row.next_at, row.attempts, None, None, row.id, lease)
            case Dead(why):
                return ("failed", why, row.next_at, attempts, None, None, row.id, lease)
            case Lost(why):
                return ("unknown", why, row.next_at, attempts, None, None, row.id, lease)

    def _flood(self, retry_after: timedelta, now: datetime) -> None:
        """Silence for the account; what was on its way when it began does not count as another time."""
        if self._pacing.flood_until <= now:
            self._floods += 1
        until = now + delivery.flood_wait(retry_after, self._floods)
        self._pacing.flood_until = max(self._pacing.flood_until, until)
        log.warning("outbox.flood", until=self._pacing.flood_until.isoformat(), floods=self._floods)

    def _calm_down(self, now: datetime) -> None:
        if self._floods and now > self._pacing.flood_until + CALM:
            self._floods = 0

    # Claiming.

    async def _claim(
        self, connection: AsyncConnection, priorities: Collection[Priority], busy: Collection[int], now: datetime
    ) -> tuple[list[Flight], bool]:
        """Rows taken for sending now, and whether there may be more of them."""
        open_to = [each for each in sorted(priorities) if self._online and not self._pacing.gate(each, now)]
        room = self._flights.room
        if not open_to or not room:
            return [], False
        limit = min(room, max(self._pacing.tokens(now), ENOUGH))
        rows = await queue.due(connection, self._account_id, open_to, to_ms(now), busy, limit)
        chosen, held, ended = self._lanes.sort_out(rows, await self._served.standings(connection, rows), now)
        await queue.hold(connection, held)
        await queue.end(connection, ended)
        return await self._take(connection, chosen, now), len(rows) == limit

    async def _take(self, connection: AsyncConnection, rows: Sequence[Queued], now: datetime) -> list[Flight]:
        lease = next(self._leases)
        letters = {row.id: delivery.letter_of(row.content) for row in rows}
        people = {person for letter in letters.values() for person in letter.people}
        faces = await queue.faces_of(connection, people)
        taken = await queue.claim(connection, rows, lease, to_ms(now)) if rows else []
        if quiet := {person for person, face in faces.items() if face.is_quiet}:
            letters |= await hushed(connection, taken, letters, quiet)
        names = {person: face.platform_id for person, face in faces.items()}
        return [
            Flight(row, lease, delivery.address(row), letter.content, letter.addressed(names, self._media), now)
            for row in taken
            for letter in (letters[row.id],)
        ]

    async def _next_due(self, connection: AsyncConnection, busy: Collection[int], now: datetime) -> datetime | None:
        if not self._online or not self._flights.room:
            return None
        looks = await queue.next_looks(connection, self._account_id, list(Priority), to_ms(now), busy)
        return first_opening(self._pacing, looks, now)

    async def _tried_before(self, connection: AsyncConnection, now: datetime) -> list[tuple[Wish, datetime]]:
        if not self._pacing.rules.enabled:
            return []
        since = to_ms(now - DAY - timedelta(hours=2)), to_ms(now - OTHERS_REPLAYED)
        zone = self._pacing.rules.zone
        return [
            (Wish(key, chat, group_zone or zone, Priority(priority), from_ms(at)), from_ms(at))
            for key, chat, group_zone, priority, at in await queue.tried(connection, self._account_id, *since)
        ]


def _earliest(*moments: datetime | None) -> datetime | None:
    return min((at for at in moments if at is not None), default=None)
