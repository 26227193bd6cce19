"""When something happens, once or again and again, and the moments it fires at. Pure functions of time.

Rules are wall-clock times in the group's zone. A time that a clock change skips fires at the first instant after the
gap; one that comes twice fires at its first. Steps below a day stand on the clock: 每2小时 is 00:00, 02:00, 04:00 …
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.phrases import Language, Phrase
from bot.times.cron import Fields, cron_fields, next_fire
from bot.times.days import Days, Spoken, Times

_SECOND = timedelta(seconds=1)
_HOUR = 60


@dataclass(frozen=True, slots=True)
class OnDays(Spoken):
    """Days by a rule, and the times on each."""

    days: Days
    times: Times

    def describe(self, language: Language) -> str:
        """Such as 每周五 20:00."""
        return f"{self.days.describe(language)} {' '.join(f'{t:%H:%M}' for t in self.times)}"

    def next_wall(self, after: datetime) -> datetime | None:
        """The first wall-clock time after the naive `after`, as the days say."""
        return self.days.next_wall(after, self.times)


@dataclass(frozen=True, slots=True)
class Interval(Spoken):
    """Every so many minutes on the clock: a divisor of the hour, or hours that divide the day."""

    minutes: int

    def describe(self, language: Language) -> str:
        """Such as 每2小时."""
        hours, minutes = divmod(self.minutes, _HOUR)
        if hours:
            return Phrase("每{n}小时", "every {n} {n|hour|hours}")(language, n=hours)
        return Phrase("每{n}分钟", "every {n} {n|minute|minutes}")(language, n=minutes)

    def next_wall(self, after: datetime) -> datetime | None:
        """The next step on the clock."""
        return next_fire((_steps(self.minutes),), after)


@dataclass(frozen=True, slots=True)
class Cron(Spoken):
    """A standard five-field cron line."""

    line: str

    def describe(self, language: Language) -> str:
        """The line itself, the same in both languages."""
        return f"cron {self.line}"

    def next_wall(self, after: datetime) -> datetime | None:
        """The first time after `after` that the line names."""
        return next_fire(cron_fields(self.line), after)


@dataclass(frozen=True, slots=True)
class Once(Spoken):
    """A single time: naive is a wall-clock time wherever the group is, aware is that instant."""

    at: datetime

    def describe(self, language: Language) -> str:
        """2026-11-11 20:00, or the ISO form of an instant."""
        return self.at.isoformat(timespec="seconds") if self.at.tzinfo else f"{self.at:%Y-%m-%d %H:%M}"


Recurrence = OnDays | Interval | Cron | Once


def next_after(recurrence: Recurrence, after: datetime, zone: str) -> datetime | None:
    """The first moment (UTC) strictly after `after` at which it fires, or None when it never will again."""
    if isinstance(recurrence, Once):
        moment = to_utc(recurrence.at, zone)
        return moment if moment > after else None
    wall: datetime | None = after.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
    while (wall := recurrence.next_wall(wall)) is not None:
        if (moment := to_utc(wall, zone)) > after:
            return moment
    return None


def due_between(recurrence: Recurrence, start: datetime, end: datetime, zone: str, limit: int) -> list[datetime]:
    """The moments (UTC) after `start` up to and including `end`, the first `limit` of them."""
    moments: list[datetime] = []
    moment = next_after(recurrence, start, zone)
    while moment is not None and moment <= end and len(moments) < limit:
        moments.append(moment)
        moment = next_after(recurrence, moment, zone)
    return moments


def to_utc(wall: datetime, zone: str) -> datetime:
    """The instant of a wall-clock time in a zone by this module's rules; an aware time is already one."""
    if wall.tzinfo is not None:
        return wall.astimezone(UTC)
    tz = ZoneInfo(zone)
    moment = wall.replace(tzinfo=tz, fold=0).astimezone(UTC)
    if moment.astimezone(tz).replace(tzinfo=None, fold=0) == wall:
        return moment
    return _end_of_gap(wall.replace(tzinfo=tz, fold=1).astimezone(UTC), moment, tz)


def _end_of_gap(before: datetime, after: datetime, tz: ZoneInfo) -> datetime:
    new_offset = after.astimezone(tz).utcoffset()
    while after - before > _SECOND:
        middle = before + (after - before) // _SECOND // 2 * _SECOND
        if middle.astimezone(tz).utcoffset() == new_offset:
            after = middle
        else:
            before = middle
    return after


@lru_cache(maxsize=64)
def _steps(minutes: int) -> Fields:
    hours = minutes // _HOUR
    if hours:
        return (("hour", ",".join(map(str, range(0, 24, hours)))), ("minute", "0"))
    return (("minute", f"*/{minutes}"),)
