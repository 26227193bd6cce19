"""When an invitation counts, where it stands, and how a group's tree of invitations is drawn."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.times.recurrence import to_utc

STAY = timedelta(days=7)
"""So long a newcomer stays before an invitation counts."""
OPEN = timedelta(days=30)
"""So long after joining a newcomer may take to say the first word."""
LATE = timedelta(hours=1)
"""A count as late as this comes after an absence, in which people may have left unseen."""

TOP = 10
NAMED = 5
BRANCHES = 8
LINES = 40
DEPTH = 5


@dataclass(frozen=True, slots=True)
class Window:
    """Between which moments those joined whose invitations are looked at."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Edge:
    """Somebody who was invited, and by whom; `is_here` still, and whether it has counted."""

    person_id: int
    inviter_id: int
    is_here: bool
    has_counted: bool


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of a tree: who stands there, or nobody where only the number of those left out does.

    `below` is how many came through them, `depth` 0 at the root.
    """

    depth: int
    person: int | None
    below: int
    is_here: bool = True
    has_counted: bool = False


def window(due_at: datetime, now: datetime, last_ran_at: datetime | None) -> Window | None:
    """What a count looks at: those who have been seen to stay so long, none of them left out by an absence.

    None when it comes late and nobody knows since when nobody looked.
    """
    seen = now if now - due_at <= LATE else last_ran_at
    return None if seen is None else Window(min(last_ran_at or now, now) - OPEN, seen - STAY)


def month_begins(now: datetime, zone: str) -> datetime:
    """When the present month began by the group's clock."""
    first = now.astimezone(ZoneInfo(zone)).replace(day=1, hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    return to_utc(first, zone)


def days_left(joined_at: datetime, now: datetime) -> int:
    """How many more days a newcomer has to stay, a begun one being one; 0 when they have stayed."""
    return max(0, -((now - joined_at - STAY) // timedelta(days=1)))


def places(counts: Mapping[int, int]) -> list[tuple[int, int, int]]:
    """Place, person and count of the first ones; who has the same count has the same place."""
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:TOP]
    return [(1 + sum(n > count for n in counts.values()), person, count) for person, count in ordered]
