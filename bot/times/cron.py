"""Wall-clock times by cron fields: APScheduler's triggers, read the way Unix reads a cron line.

Unlike APScheduler's own reading, 0 and 7 are Sunday, and a day of the month given together with a weekday means either.
"""

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from importlib import import_module
from typing import Any

Fields = tuple[tuple[str, str], ...]
"""APScheduler's field names with their expressions; together they say when, and what is left out is any."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_LIMITS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_PART = re.compile(r"(?:\*|(\d+)(?:-(\d+))?)(?:/(\d+))?")
_TICK = timedelta(microseconds=1)


def next_fire(alternatives: tuple[Fields, ...], after: datetime) -> datetime | None:
    """The first wall-clock time after the naive `after` that any of the alternatives names."""
    now = after.replace(tzinfo=UTC) + _TICK
    fires = [_trigger(fields).get_next_fire_time(None, now) for fields in alternatives]
    return min((fire.replace(tzinfo=None) for fire in fires if fire is not None), default=None)


@lru_cache(maxsize=4096)
def cron_fields(line: str) -> tuple[Fields, ...]:
    """What a standard five-field line means; ValueError for one that is malformed or can never fire."""
    texts = _by_number(line.lower()).split()
    minute, hour, day, month, weekday = (_values(text, *limits) for text, limits in zip(texts, _LIMITS, strict=True))
    by_day, by_weekday = not texts[2].startswith("*"), not texts[4].startswith("*")
    if not by_weekday and all(min(day) > LONGEST_MONTHS[m - 1] for m in month):
        raise ValueError(f"no month has that day: {line}")
    common = (("month", _expression(month)), ("hour", _expression(hour)), ("minute", _expression(minute)))
    on_day = ("day", _expression(day))
    on_weekday = ("day_of_week", _expression({(n - 1) % 7 for n in weekday}))
    if by_day and by_weekday:
        return ((*common, on_day), (*common, on_weekday))
    return ((*common, on_day, on_weekday),)


def _by_number(line: str) -> str:
    minute_to_day, month, weekday = line.rsplit(maxsplit=2)
    for number, name in enumerate(_MONTHS, 1):
        month = month.replace(name, str(number))
    for number, name in enumerate(_WEEKDAYS):
        weekday = weekday.replace(name, str(number))
    return f"{minute_to_day} {month} {weekday}"


def _values(text: str, low: int, high: int) -> set[int]:
    values: set[int] = set()
    for part in text.split(","):
        match = _PART.fullmatch(part)
        if match is None:
            raise ValueError(f"not a cron field: {text}")
        first, last, step = (None if group is None else int(group) for group in match.groups())
        start = low if first is None else first
        end = last if last is not None else high if first is None or step else start
        if not low <= start <= end <= high or step == 0:
            raise ValueError(f"out of range: {text}")
        values.update(range(start, end + 1, step or 1))
    return values


def _expression(values: set[int]) -> str:
    return ",".join(map(str, sorted(values)))


@lru_cache(maxsize=4096)
def _trigger(fields: Fields) -> Any:
    """A trigger evaluated as if in UTC, where every wall-clock time exists exactly once."""
    return import_module("apscheduler.triggers.cron").CronTrigger(timezone=UTC, **dict(fields))
