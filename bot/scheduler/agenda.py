"""What a due schedule has to do now: a pure decision over (schedule, now) and the missed-run policy."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.times.recurrence import next_after, to_utc
from bot.times.timewords import recurrence_of

Next = Callable[[datetime], datetime | None]
"""The first moment after another at which a schedule fires; one that fires once has none."""

MOST_REPORTED = 10
"""Of a schedule's missed moments so many, the latest, can still be had."""
MOST_COUNTED = 1000
INSTANT = timedelta(milliseconds=1)


class Missed(StrEnum):
    """What becomes of moments nobody was there for: run each, run the last, let them go, or ask the owner.

    Only `skip` and `report` ask how late it is: within the grace the last one still runs.
    """

    ALL = "all"
    LATEST = "latest"
    SKIP = "skip"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Agenda:
    """Which moment to run, if any; from which moment on some were let go, if any; and when it is due again.

    `reported` are the missed moments an owner is to be asked about, oldest first, and `more` how many were let go.
    """

    run: datetime | None
    missed: datetime | None
    next_due: datetime | None
    reported: tuple[datetime, ...] = ()
    more: int = 0

    @property
    def used(self) -> int:
        """How many of a schedule's remaining times this takes; what is reported is not had a second time."""
        return (self.run is not None) + len(self.reported) + self.more


def plan(
    due: datetime, now: datetime, following: Next, missed: Missed, grace: timedelta, remaining: int | None = None
) -> Agenda:
    """The agenda of a schedule that has been due since `due`, with so many times `remaining`."""
    if missed is Missed.ALL:
        return Agenda(due, None, following(due))
    if missed is Missed.REPORT:
        return _report(due, now, following, grace, remaining)
    last = latest(due, now, following)
    in_time = missed is Missed.LATEST or now - last <= grace
    skipped = due if not in_time or last > due else None
    return Agenda(last if in_time else None, skipped, following(last))


def latest(due: datetime, now: datetime, following: Next) -> datetime:
    """The last moment up to `now` of a schedule due since `due`."""
    return last_ones(due, now, following, 1)[-1]


def last_ones(due: datetime, now: datetime, following: Next, count: int) -> tuple[datetime, ...]:
    """The last moments up to `now` of a schedule due since `due`, found by looking back further and further."""
    step = timedelta(minutes=count)
    while now - step > due:
        moments = _walk(following(now - step), now, following, count)
        if len(moments) == count:
            return moments
        step *= 2
    return _walk(due, now, following, count)


def following(
    recurrence: str | None, zone: str, ends_at: datetime | None = None, moved_from: datetime | None = None
) -> Next:
    """When a schedule with this recurrence fires after a moment, up to its end; never at a time that was moved."""
    if moved_from is None:
        return lambda after: _next(recurrence, after, zone, ends_at)
    return lambda after: _next(recurrence, max(after, moved_from), zone, ends_at)


def rezoned(due: datetime, recurrence: str | None, was: str, zone: str, now: datetime) -> datetime:
    """When a schedule due at `due` is due by the clock of another zone: at the same time of the same day, if to come.

    A repeating one that is past there goes on with its next time; one that fires once is due now.
    """
    there = same_wall(due, was, zone)
    if recurrence is None:
        return max(there, now)
    fires = following(recurrence, zone)
    moment = fires(there - INSTANT)
    return moment if moment is not None and moment > now else fires(now) or there


def same_wall(moment: datetime, was: str, zone: str) -> datetime:
    """When the clocks of a zone show what those of another showed at a moment."""
    return to_utc(moment.astimezone(ZoneInfo(was)).replace(tzinfo=None, fold=0), zone)


def _report(due: datetime, now: datetime, following: Next, grace: timedelta, remaining: int | None) -> Agenda:
    most = MOST_REPORTED + 1
    limited = remaining is not None
    found = _walk(due, now, following, most, remaining) if limited else last_ones(due, now, following, most)
    last = found[-1]
    run = last if now - last <= grace else None
    reported = found[-most:-1] if run else found[-MOST_REPORTED:]
    more = _count(due, reported[0], following) if reported else 0
    return Agenda(run, due if more else None, following(last), reported, more)


def _walk(
    first: datetime | None, until: datetime, following: Next, keep: int, most: int | None = None
) -> tuple[datetime, ...]:
    """The last `keep` moments from `first` up to `until`, of the first `most` where that is limited."""
    kept = deque[datetime](maxlen=keep)
    n = 0
    while first is not None and first <= until and n != most:
        kept.append(first)
        first, n = following(first), n + 1
    return tuple(kept)


def _count(first: datetime, until: datetime, following: Next) -> int:
    """How many moments there are from `first` to before `until`, counted up to a thousand."""
    n, moment = 0, first
    while moment < until and n < MOST_COUNTED:
        n += 1
        after = following(moment)
        if after is None:
            break
        moment = after
    return n


@lru_cache(maxsize=4096)
def _next(recurrence: str | None, after: datetime, zone: str, ends_at: datetime | None) -> datetime | None:
    if recurrence is None:
        return None
    moment = next_after(recurrence_of(recurrence), after, zone)
    return None if moment is None or (ends_at is not None and moment > ends_at) else moment
