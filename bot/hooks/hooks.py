"""Delivers what was announced. A row is claimed under a lease before it is sent and settled by that lease after.

Should we be killed between the two, it is sent again once the lease is over: with the same id, by which a receiver
knows it. What one hook is told may overtake what else it is told.
"""

import asyncio
import json
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import structlog
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.content import Text
from bot.fetching import Fence, post
from bot.hooks import messages as m
from bot.hooks.judging import KEEP_TRYING, Taken, Unwanted, Verdict, judge
from bot.hooks.signing import signed
from bot.outbox import Cause, Outbox, Post
from bot.outbox.delivery import Dead, Retry
from bot.phrases import Language
from storage.base import to_ms
from storage.bulk import Row, update_many
from storage.engine import Database
from storage.hooks import Hook, Notice

log = structlog.get_logger()

LEASE = timedelta(minutes=1)
TIMEOUT_S = 8.0
AT_ONCE, OF_ONE = 16, 4
"""Requests at a time, and of these to one hook."""
ENDED = "hook"
"""The kind of cause of being told that a hook was stopped; its id is the hook's."""


class Claimed(NamedTuple):
    """A row that is ours to send, and where to."""

    id: int
    key: str
    kind: str
    data: dict[str, Any]
    created_at: datetime
    attempts: int
    hook_id: int
    person_id: int
    url: str
    secret: str
    taken_at: datetime | None

    def __repr__(self) -> str:
        return f"<Claimed {self.id} for hook {self.hook_id}>"

    @property
    def message_id(self) -> str:
        """The same at every attempt, and nobody else's."""
        made_of = f"{self.hook_id}:{self.key}:{to_ms(self.created_at)}"
        return f"msg_{sha256(made_of.encode()).hexdigest()[:32]}"

    @property
    def body(self) -> bytes:
        """What is sent."""
        told = {"type": self.kind, "timestamp": self.created_at.isoformat(), "data": self.data}
        return json.dumps(told, ensure_ascii=False).encode()


class Hooks:
    """The webhooks of one account."""

    def __init__(self, db: Database, account_id: int, outbox: Outbox, fence: Fence, language: Language) -> None:
        self.woken = asyncio.Event()
        self.woken.set()
        self._db, self._account_id, self._outbox, self._fence = db, account_id, outbox, fence
        self._language: Language = language
        self._due: datetime | None = None

    def wake(self) -> None:
        """There may be something to tell."""
        self.woken.set()

    async def tick(self, now: datetime) -> datetime | None:
        """Tell what is due; the next moment something may be."""
        if not self.woken.is_set() and (self._due is None or now < self._due):
            return self._due
        self.woken.clear()
        due = await self._next_due()
        if due is not None and due <= now:
            await self._deliver(now)
            due = await self._next_due()
        self._due = due
        return due

    async def _deliver(self, now: datetime) -> None:
        lease = secrets.token_hex(8)
        async with self._db.write() as session:
            claimed = await _claim(await session.connection(), self._account_id, lease, now)
        verdicts = await asyncio.gather(*(self._send(each, now) for each in claimed))
        async with self._db.write() as session:
            told = await self._settle(await session.connection(), list(zip(claimed, verdicts, strict=True)), lease, now)
        if told:
            self._outbox.wake()

    async def _send(self, row: Claimed, now: datetime) -> Verdict:
        headers = {**signed(row.secret, row.message_id, row.body, now), "Content-Type": "application/json"}
        outcome = await post(row.url, row.body, headers, fence=self._fence, timeout_s=TIMEOUT_S)
        return judge(outcome, key=row.message_id, attempts=row.attempts, created_at=row.created_at, now=now)

    async def _settle(
        self, connection: AsyncConnection, landed: Sequence[tuple[Claimed, Verdict]], lease: str, now: datetime
    ) -> bool:
        """Write what became of them; whether an owner is told that a hook was stopped."""
        columns = ("state", "why", "next_at", "data")
        rows = [_settled(each, verdict, lease, now) for each, verdict in landed]
        await update_many(connection, Notice, ("id", "lease"), columns, rows)
        taken = {each.hook_id for each, verdict in landed if isinstance(verdict, Taken)}
        await connection.execute(update(Hook).where(Hook.id.in_(taken)).values(taken_at=now))
        ended = {each.hook_id: (each, verdict) for each, verdict in landed if _ends(each, verdict, taken)}
        for each, verdict in ended.values():
            await self._end(connection, each, verdict, now)
        return bool(ended)

    async def _end(self, connection: AsyncConnection, row: Claimed, verdict: Verdict, now: datetime) -> None:
        stopped = update(Hook).where(Hook.id == row.hook_id, Hook.ended_at.is_(None)).values(ended_at=now)
        if not (await connection.execute(stopped)).rowcount:
            return
        log.warning("hook.stopped", hook=row.hook_id, why=type(verdict).__name__.lower())
        waiting = update(Notice).where(Notice.hook_id == row.hook_id, Notice.state == "waiting")
        await connection.execute(waiting.values(state="failed", why="stopped", data={}))
        phrase = m.UNWANTED if isinstance(verdict, Unwanted) else m.NOT_TAKEN
        said = phrase(self._language, n=row.hook_id, host=urlsplit(row.url).hostname, days=KEEP_TRYING.days)
        key, cause = f"hook:{row.hook_id}:{row.id}", Cause(ENDED, str(row.hook_id))
        told = Post(key, Text((said,)), cause, person_id=row.person_id, is_must=True)
        await self._outbox.add(connection, [told], now)

    async def _next_due(self) -> datetime | None:
        waiting = select(func.min(Notice.next_at)).where(
            Notice.account_id == self._account_id, Notice.state == "waiting"
        )
        async with self._db.read() as session:
            return await session.scalar(waiting)


def _ends(row: Claimed, verdict: Verdict, taken: set[int]) -> bool:
    """Whether the hook is over: it says so, or has taken nothing since what is given up now happened."""
    was_silent = row.hook_id not in taken and (row.taken_at is None or row.taken_at < row.created_at)
    return isinstance(verdict, Unwanted) or (isinstance(verdict, Dead) and was_silent)


def _settled(row: Claimed, verdict: Verdict, lease: str, now: datetime) -> Row:
    """(state, why, next_at, data, id, lease): what is over says nothing any more."""
    match verdict:
        case Taken():
            return ("sent", "", to_ms(now), "{}", row.id, lease)
        case Retry(at, why):
            return ("waiting", why, to_ms(at), json.dumps(row.data, ensure_ascii=False), row.id, lease)
        case Dead(why):
            return ("failed", why, to_ms(now), "{}", row.id, lease)
        case Unwanted():
            return ("failed", "gone", to_ms(now), "{}", row.id, lease)


async def _claim(connection: AsyncConnection, account_id: int, lease: str, now: datetime) -> list[Claimed]:
    """Take what is due, of each hook the oldest few, for one attempt; nobody else takes it before the lease is over."""
    place = func.row_number().over(partition_by=Notice.hook_id, order_by=(Notice.next_at, Notice.id))
    due = (
        select(Notice.id, place.label("place"))
        .where(Notice.account_id == account_id, Notice.state == "waiting", Notice.next_at <= now)
        .subquery()
    )
    first = select(due.c.id).where(due.c.place <= OF_ONE).order_by(due.c.place, due.c.id).limit(AT_ONCE)
    ids = [id_ for (id_,) in await connection.execute(first)]
    mine = update(Notice).where(Notice.id.in_(ids))
    await connection.execute(mine.values(lease=lease, next_at=now + LEASE, attempts=Notice.attempts + 1))
    columns = (Notice.id, Notice.key, Notice.kind, Notice.data, Notice.created_at, Notice.attempts)
    of_hook = (Hook.id, Hook.person_id, Hook.url, Hook.secret, Hook.taken_at)
    rows = select(*columns, *of_hook).join(Hook, Hook.id == Notice.hook_id).where(Notice.id.in_(ids))
    return [Claimed(*row) for row in await connection.execute(rows.order_by(Notice.id))]
