"""How long nobody was there: what an owner is told beside what was missed."""

from datetime import datetime, timedelta

from storage.base import from_ms
from storage.engine import Database
from storage.schedules import last_sign_of_life

BREATH = timedelta(minutes=5)
"""A bot that lives ticks more often than that."""


class Absence:
    """When there was last a sign of life before the present one."""

    def __init__(self, db: Database, account_id: int) -> None:
        self.since: datetime | None = None
        self._db, self._account_id = db, account_id
        self._alive_at: datetime | None = None

    async def open(self, now: datetime) -> None:
        """Look for what was last recorded, before anything new is."""
        async with self._db.read() as session:
            alive = await last_sign_of_life(await session.connection(), self._account_id)
        self._alive_at = None if alive is None else min(from_ms(alive), now)

    def breathe(self, now: datetime) -> None:
        """Be there; if nobody was for a while, remember since when."""
        if self._alive_at is not None and now - self._alive_at > BREATH:
            self.since = self._alive_at
        self._alive_at = now
