"""How much people will talk: as in the last week, evenly over the waking hours. Some posts wait for it."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from bot.rehearsal.copying import EVERYBODY
from bot.times.localday import day_number, local_day
from storage.base import to_ms
from storage.bulk import insert_many
from storage.engine import Database, ReadSession
from storage.tables import Activity, Group

WEEK = 7
WAKING = range(8, 22)
HOUR = timedelta(hours=1)
COLUMNS = ("group_id", "day", "person_id", "messages")


class Pace(NamedTuple):
    """A group's zone, and its messages in a waking hour."""

    zone: str
    hourly: float


async def paces(session: ReadSession, account_id: int, now: datetime, zone: str) -> dict[int, Pace]:
    """How lively each group was in the last seven days; the silent ones are left out."""
    since = local_day(to_ms(now - timedelta(days=WEEK)), zone)
    query = (
        select(Activity.group_id, Group.zone, func.sum(Activity.messages))
        .join(Group, Group.id == Activity.group_id)
        .where(Group.account_id == account_id, Group.left_at.is_(None), Activity.day >= since)
        .group_by(Activity.group_id, Group.zone)
    )
    rows = (await session.execute(query)).all()
    return {group_id: Pace(own or zone, float(total) / WEEK / len(WAKING)) for group_id, own, total in rows}


class Talk:
    """Lets the members of the scratch database talk while its time goes by."""

    def __init__(self, db: Database, paces: Mapping[int, Pace], now: datetime) -> None:
        self._db, self._paces, self._until = db, paces, now
        self._left: defaultdict[int, float] = defaultdict(float)

    async def go_on(self, moment: datetime) -> None:
        """All that is said up to `moment`, by whole hours."""
        hours = dict[str, list[datetime]]()
        while self._paces and self._until + HOUR <= moment:
            self._until += HOUR
            for zone in {pace.zone for pace in self._paces.values()}:
                local = self._until.astimezone(ZoneInfo(zone))
                if local.hour in WAKING:
                    hours.setdefault(zone, []).append(local)
        rows = [row for group_id, pace in self._paces.items() for row in self._said(group_id, pace, hours)]
        if rows:
            again = (
                "ON CONFLICT (group_id, day, person_id) DO UPDATE SET messages = activity.messages + excluded.messages"
            )
            async with self._db.transaction() as connection:
                await insert_many(connection, Activity, COLUMNS, rows, again)

    def _said(self, group_id: int, pace: Pace, hours: Mapping[str, list[datetime]]) -> list[tuple[int, int, int, int]]:
        said: defaultdict[int, int] = defaultdict(int)
        for local in hours.get(pace.zone, ()):
            self._left[group_id] += pace.hourly
            whole = int(self._left[group_id])
            self._left[group_id] -= whole
            said[day_number(local.date())] += whole
        return [(group_id, day, EVERYBODY, messages) for day, messages in said.items() if messages]
