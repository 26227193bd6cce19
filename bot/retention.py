"""Forgets what is older than it needs to be, in small slices that never hold the writer for long."""

from datetime import datetime, timedelta

from sqlalchemy import Select, delete, exists, func, select, text, update
from sqlalchemy.orm import InstrumentedAttribute

from bot import missed, passes
from storage.base import Base
from storage.engine import Database
from storage.hooks import Notice
from storage.missed import drop_old
from storage.outside import Order, Pass
from storage.tables import FINISHED_ONCE, Confirmation, Event, Message, Outbox, Run, Schedule

SLICE = 500
PAUSE = timedelta(hours=6)
EVENTS_FOR = timedelta(days=14)
FINISHED_FOR = timedelta(days=14)
ORDERS_FOR = timedelta(days=7)
NOTICES_FOR = timedelta(days=14)
SECRETS_FOR = timedelta(days=2)
"""So old are the newest secrets whose telling was surely blanked."""
RUNS_FOR = timedelta(days=400)
SENDING_FOR = timedelta(days=400)
"""How long it is known what was sent and why; no caps or pauses look back further."""
OPEN = ("waiting", "sending")


class Retention:
    """Message text goes after `keep_messages`, what was sent after `SENDING_FOR`; counts stay."""

    def __init__(self, db: Database, account_id: int, keep_messages: timedelta) -> None:
        self._db, self._account_id, self._keep = db, account_id, keep_messages
        self._due: datetime | None = None

    async def tick(self, now: datetime) -> datetime | None:
        """Delete one slice of each kind; soon again while there is more, else in a few hours."""
        if self._due is None or not self._due - PAUSE <= now < self._due:
            self._due = now + (timedelta(seconds=1) if await self._forget_all(now) else PAUSE)
        return self._due

    async def _forget_all(self, now: datetime) -> bool:
        """Whether there may be more to forget."""
        messages = await self._forget(
            Message,
            Message.id,
            select(Message.id)
            .where(Message.account_id == self._account_id, Message.sent_at < now - self._keep)
            .limit(SLICE),
        )
        oldest = select(Event.id, Event.received_at, Event.state).order_by(Event.id).limit(SLICE).subquery()
        newest = select(func.max(Event.id)).scalar_subquery()
        handled = select(oldest.c.id).where(oldest.c.received_at < now - EVENTS_FOR, oldest.c.state != "pending")
        handled = handled.where(oldest.c.id < newest)  # what was said about it bears its number: nothing else may
        events = await self._forget(Event, Event.id, handled)
        first = select(Outbox.id, Outbox.created_at, Outbox.state).order_by(Outbox.id).limit(SLICE).subquery()
        ended = select(first.c.id).where(first.c.created_at < now - SENDING_FOR, first.c.state.not_in(OPEN))
        sent = await self._forget(Outbox, Outbox.id, ended)
        async with self._db.write() as session:
            await drop_old(session, self._account_id, now - missed.KEPT)
            last = update(Event).where(Event.id == newest, Event.received_at < now - EVENTS_FOR)
            await session.execute(last.where(Event.state != "pending").values(payload={}))
            await session.execute(delete(Confirmation).where(Confirmation.expires_at < now))
            await session.execute(delete(Order).where(Order.at < now - ORDERS_FOR))
            await session.execute(delete(Pass).where(Pass.expires_at < now))
            await session.execute(delete(Notice).where(Notice.created_at < now - NOTICES_FOR))
            await passes.blank_told(session, now - SECRETS_FOR)
            await session.execute(delete(Run).where(Run.due_at < now - RUNS_FOR))
        return SLICE in (messages, events, sent, await self._forget_finished(now))

    async def _forget_finished(self, now: datetime) -> int:
        """Schedules that were due once, with their runs, of the longest known; how many."""
        old = now - FINISHED_FOR
        finished = Schedule.account_id == self._account_id, text(FINISHED_ONCE)
        oldest = select(Schedule.id, Schedule.created_at).where(*finished).order_by(Schedule.id).limit(SLICE).subquery()
        ran_lately = exists().where(Run.schedule_id == oldest.c.id, Run.ran_at >= old)
        async with self._db.write() as session:
            ids = (await session.scalars(select(oldest.c.id).where(oldest.c.created_at < old, ~ran_lately))).all()
            if ids:
                await session.execute(delete(Run).where(Run.schedule_id.in_(ids)))
                await session.execute(delete(Schedule).where(Schedule.id.in_(ids)))
        return len(ids)

    async def _forget(self, table: type[Base], key: InstrumentedAttribute[int], old: Select[int]) -> int:
        async with self._db.read() as session:
            ids = (await session.scalars(old)).all()
        if ids:
            async with self._db.write() as session:
                await session.execute(delete(table).where(key.in_(ids)))
        return len(ids)
