"""What a due schedule has to do now: a pure decision over (schedule, now) and the missed-run policy."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from bot.times.recurrence import next_after
from bot.times.timewords import recurrence_of

Next = Callable[[datetime], datetime | None]
"""The first moment after another at which a schedule fires; one that fires once has none."""


class Missed(StrEnum):
    """What becomes of moments nobody was there for: run each, run the last, or let them go.

    Only `skip` asks how late it is: within the grace the last one still runs.
    """

    ALL = "all"
    LATEST = "latest"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Agenda:
    """Which moment to run, if any; from which moment on some were missed, if any; and when it is due again."""

    run: datetime | None
    missed: datetime | None
    next_due: datetime | None


def plan(due: datetime, now: datetime, following: Next, missed: Missed, grace: timedelta) -> Agenda:
    """The agenda of a schedule that has been due since `due`."""
    if missed is Missed.ALL:
        return Agenda(due, None, following(due))
    last = latest(due, now, following)
    in_time = missed is Missed.LATEST or now - last <= grace
    skipped = due if not in_time or last > due else None
    return Agenda(last if in_time else None, skipped, following(last))


def latest(due: datetime, now: datetime, following: Next) -> datetime:
    """The last moment up to `now` of a schedule due since `due`, found by looking back further and further."""
    step = timedelta(minutes=1)
    found = due
    while now - step > due:
        moment = following(now - step)
        if moment is not None and moment <= now:
            found = moment
            break
        step *= 2
    while (moment := following(found)) is not None and moment <= now:
        found = moment
    return found


def following(recurrence: str | None, zone: str) -> Next:
    """When a schedule with this recurrence fires after a moment."""
    return _never if recurrence is None else lambda after: _next(recurrence, after, zone)


@lru_cache(maxsize=4096)
def _next(recurrence: str, after: datetime, zone: str) -> datetime | None:
    return next_after(recurrence_of(recurrence), after, zone)


def _never(after: datetime) -> datetime | None:
    return None
