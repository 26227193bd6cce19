"""Asks the platform now and then who is in each group, since it does not announce every coming and going."""

from datetime import datetime, timedelta

from sqlalchemy import select

from bot.platforms.base import Platform
from storage.engine import Database
from storage.tables import Group

EVERY = timedelta(hours=6)
SPREAD = timedelta(seconds=2)


class Reconciler:
    """One group at a time, the one not seen for longest first."""

    def __init__(self, db: Database, platform: Platform, account_id: int) -> None:
        self._db, self._platform, self._account_id = db, platform, account_id
        self._asked: dict[int, datetime] = {}

    async def tick(self, now: datetime) -> datetime | None:
        """Ask about the next group that is due; the next moment to ask."""
        stale = select(Group.id, Group.platform_id).where(
            Group.account_id == self._account_id,
            Group.left_at.is_(None),
            Group.synced_at.is_(None) | (Group.synced_at < now - EVERY),
        )
        self._asked = {group_id: at for group_id, at in self._asked.items() if at > now - EVERY}
        async with self._db.read() as session:
            rows = (await session.execute(stale.where(Group.id.not_in(self._asked)).limit(1))).all()
        for group_id, platform_id in rows:
            self._asked[group_id] = now
            await self._platform.reconcile(platform_id)
            return now + SPREAD
        return now + timedelta(minutes=10)
