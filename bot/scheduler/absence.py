"""How long nobody was there: what an owner is told beside what was missed."""

from datetime import datetime, timedelta

from sqlalchemy import update

from storage.base import from_ms
from storage.engine import Database
from storage.schedules import signs_of_life
from storage.tables import Account

BREATH = timedelta(minutes=5)
"""A bot that lives ticks more often than that."""


class Heartbeat:
    """Writes down now and then that somebody is there, so that it is known how long nobody was.

    Only by the clock: whoever drives by hand jumps over hours, and what is heard and done is sign enough there.
    """

    def __init__(self, db: Database, account_id: int) -> None:
        self._db, self._account_id = db, account_id

    async def tick(self, now: datetime) -> datetime:
        """Be alive; when to say so again."""
        async with self._db.write() as session:
            await session.execute(update(Account).where(Account.id == self._account_id).values(alive_at=now))
        return now + BREATH


class Absence:
    """Since when nobody was there before the present life; `is_known` tells that from the last sign of life."""

    def __init__(self, db: Database, account_id: int) -> None:
        self.since: datetime | None = None
        self.is_known = False
        self._db, self._account_id = db, account_id
        self._alive_at: datetime | None = None

    async def open(self, now: datetime) -> None:
        """Look for what was last recorded, before anything new is."""
        async with self._db.read() as session:
            sign, beat = await signs_of_life(await session.connection(), self._account_id)
        if (alive := max((at for at in (sign, beat) if at is not None), default=None)) is not None:
            self._alive_at = min(from_ms(alive), now)
            self.is_known = beat is not None and from_ms(alive) - from_ms(beat) <= 2 * BREATH
        self.breathe(now)

    def breathe(self, now: datetime) -> None:
        """Be there; if nobody was for a while, remember since when."""
        if self._alive_at is not None and now - self._alive_at > BREATH:
            self.since = self._alive_at
        self._alive_at = now
