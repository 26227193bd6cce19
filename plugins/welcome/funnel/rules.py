"""How far newcomers got: whom a step counts, and what "spoke" and "still active" mean."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from bot.shares import Share
from bot.times.localday import day_number, local_day
from bot.times.recurrence import to_utc
from storage.base import to_ms

WEEK, MONTH = 7, 30
"""Days after the day of joining within which somebody should have spoken, and be still active at the end."""
LAST_DAYS = 7
"""Who has spoken within the last of the first month's days is active."""

Key = int | str
"""What newcomers are told apart by: who invited them, how they were greeted."""
DayKey = tuple[int, Key]


def date_of(day: int) -> date:
    """The day of a YYYYMMDD."""
    return date.fromisoformat(str(day))


@lru_cache(maxsize=4096)
def after(day: int, days: int) -> int:
    """So many days later."""
    return day_number(date_of(day) + timedelta(days=days))


class Case(NamedTuple):
    """A joining about which something may be settled; moments in milliseconds, `day` and its like in the group's zone.

    `last_spoken` is the person's latest word in the group, `gone` when they left it, both ever.
    """

    id: int
    group_id: int
    person_id: int
    joined: int
    day: int
    key: Key
    is_return: bool
    spoke: int | None
    last_spoken: int | None
    gone: int | None
    zone: str


class Settled(NamedTuple):
    """What is known of a joining now: when they spoke in their first week, and whether they are active after a month.

    None is what was known before, or is not known yet.
    """

    case: Case
    spoke: int | None
    is_active: bool | None


Said = tuple[int, int, int]
"""Group, local day and person of an entry in the ledger."""


def questions(case: Case, today: int) -> Iterable[Said]:
    """What has to be asked of the ledger, because the latest word is not the one that counts."""
    if case.last_spoken is None:
        return
    last = local_day(case.last_spoken, case.zone)
    if case.spoke is None and last > after(case.day, WEEK):
        yield from _entries(case, 0, WEEK)
    if after(case.day, MONTH) < min(today, last):
        yield from _entries(case, MONTH - LAST_DAYS + 1, MONTH)


def settle(case: Case, today: int, said: Set[Said]) -> Settled:
    """What is known of the joining on this local day of its group, `said` answering the questions."""
    is_over = after(case.day, MONTH) < today
    return Settled(case, _spoke(case, said), _is_active(case, said) if is_over else None)


def _spoke(case: Case, said: Set[Said]) -> int | None:
    """Some moment, of its day in the group, at which they had spoken in the first week."""
    if case.spoke is not None or case.last_spoken is None or case.last_spoken < case.joined:
        return None
    if local_day(case.last_spoken, case.zone) <= after(case.day, WEEK):
        return case.last_spoken
    days = [day for _, day, _ in _entries(case, 0, WEEK) if (case.group_id, day, case.person_id) in said]
    if not days:
        return None
    midnight = datetime.combine(date_of(days[0]), datetime.min.time())
    return max(case.joined, to_ms(to_utc(midnight, case.zone)))


def _is_active(case: Case, said: Set[Said]) -> bool:
    """Still there when the first month was over, and heard in its last days."""
    last_day = after(case.day, MONTH)
    if case.gone is not None and local_day(case.gone, case.zone) <= last_day:
        return False
    if case.last_spoken is None:
        return False
    last = local_day(case.last_spoken, case.zone)
    if last <= last_day:
        return last > after(case.day, MONTH - LAST_DAYS)
    return not said.isdisjoint(_entries(case, MONTH - LAST_DAYS + 1, MONTH))


def _entries(case: Case, first: int, last: int) -> list[Said]:
    return [(case.group_id, after(case.day, n), case.person_id) for n in range(first, last + 1)]


class Count(NamedTuple):
    """How many joined on a day, and how many of them did what by now; `settled` are those whose month is over."""

    joined: int = 0
    passed: int = 0
    introduced: int = 0
    spoke: int = 0
    settled: int = 0
    active: int = 0


def total(counts: Iterable[Count]) -> Count:
    """All of them together."""
    return Count(*(sum(column) for column in zip(Count(), *counts, strict=True)))


@dataclass(frozen=True, slots=True)
class Funnel:
    """Newcomers, and what became of those whose first week, and whose first month, is over."""

    joined: int
    passed: Share
    introduced: Share
    spoke: Share
    active: Share

    @property
    def too_fresh(self) -> int:
        """Whose first week is not over."""
        return self.joined - self.spoke.n

    @property
    def too_young(self) -> int:
        """Whose first month is not over."""
        return self.joined - self.active.n


def funnel(counts: Mapping[DayKey, Count], today: int) -> Funnel:
    """All of them together, as of this local day."""
    everybody = total(counts.values())
    over = total(count for (day, _), count in counts.items() if after(day, WEEK) < today)
    return Funnel(
        everybody.joined,
        Share(over.passed, over.joined),
        Share(over.introduced, over.joined),
        Share(over.spoke, over.joined),
        Share(everybody.active, everybody.settled),
    )


def by_week(counts: Mapping[DayKey, Count], today: int) -> dict[date, Funnel]:
    """The newcomers of each week by its Monday, in order, weeks without any left out."""
    weeks: dict[date, dict[DayKey, Count]] = {}
    for (day, key), count in sorted(counts.items()):
        joined = date_of(day)
        weeks.setdefault(joined - timedelta(days=joined.weekday()), {})[day, key] = count
    return {monday: funnel(some, today) for monday, some in weeks.items()}


def by_key(counts: Mapping[DayKey, Count], today: int) -> dict[Key, Funnel]:
    """Those that are told apart by the same, the most numerous first."""
    parts: dict[Key, dict[DayKey, Count]] = {}
    for (day, key), count in sorted(counts.items()):
        parts.setdefault(key, {})[day, key] = count
    funnels = {key: funnel(some, today) for key, some in parts.items()}
    return dict(sorted(funnels.items(), key=lambda each: -each[1].joined))


def last_trial(counts: Mapping[DayKey, Count]) -> str:
    """The trial of two welcomes that newcomers were greeted in last; empty for none."""
    return max(((day, str(key)) for day, key in counts if key), default=(0, ""))[1][1:]
