"""When an invitation counts, and how it is ranked."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.times.recurrence import to_utc

STAY = timedelta(days=7)
"""So long a newcomer stays before an invitation counts."""
OPEN = timedelta(days=30)
"""So long after joining a newcomer may take to speak."""
LATE = timedelta(hours=1)
"""A count as late as this comes after an absence, in which people may have left unseen."""
TOP = 10


class Window(NamedTuple):
    """Between which moments those joined whose invitations may count now."""

    since: datetime
    until: datetime


class Place(NamedTuple):
    """Where somebody stands; who has the same count stands at the same place."""

    place: int
    person_id: int
    n: int


def window(due_at: datetime, now: datetime, last_ran_at: datetime | None) -> Window | None:
    """What a count looks at: who was seen to stay; who might have counted during an absence is not left out.

    None when it comes late and there was none before.
    """
    seen = now if now - due_at <= LATE else last_ran_at
    return None if seen is None else Window((last_ran_at or now) - OPEN, seen - STAY)


def month_begins(now: datetime, zone: str) -> datetime:
    """When the present month began by the group's clock."""
    first = now.astimezone(ZoneInfo(zone)).date().replace(day=1)
    return to_utc(datetime.combine(first, time()), zone)


def days_left(joined_at: datetime, now: datetime) -> int:
    """How many days a newcomer still has to stay, one that has begun being one."""
    return max(0, -((now - joined_at - STAY) // timedelta(days=1)))


def ranking(counts: Mapping[int, int]) -> list[Place]:
    """The first ones."""
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:TOP]
    return [Place(1 + sum(more > n for more in counts.values()), person, n) for person, n in ordered]
