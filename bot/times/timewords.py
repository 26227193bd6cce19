"""Reads moments and recurrences from the words of a command: 明天 9:00, 3小时后, 每周五 20:00, 农历八月十五 18:00.

Words are tokens of a command line; the longest run of them from the first on that is a time is read, the rest is left.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import accumulate
from zoneinfo import ZoneInfo

from bot.commands.wording import chinese_number, normalize
from bot.times import messages as say
from bot.times.clockwords import (
    CLOCK,
    CLOCKS,
    DAY,
    DURATION,
    END,
    HOUR,
    LONGEST_TEXT,
    NUMBER,
    as_time,
    clock_minutes,
    mistake,
    parse_duration,
)
from bot.times.cron import cron_fields
from bot.times.days import ONE_DAY, EveryDay
from bot.times.daywords import (
    DAY_NUMBER,
    MONTH_AND_DAY,
    RULES,
    WEEK,
    WEEKDAY_EN,
    WEEKDAY_ZH,
    month_and_day,
    weekday_number,
)
from bot.times.recurrence import Cron, Interval, Once, OnDays, Recurrence, to_utc

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_LEAP_CYCLE = 9
_AT = r"\s*(?:(?:的|at\b|@)\s*)?"
_TIME = re.compile(rf"{_AT}(?P<time>{CLOCK}){END}", re.IGNORECASE)
_TIMES = re.compile(rf"{_AT}(?P<times>{CLOCKS}){END}", re.IGNORECASE)
_CRON = re.compile(rf"cron\b(?P<line>(?:\s+\S+){{0,5}}){END}", re.IGNORECASE)
_INTERVAL = re.compile(
    rf"(?:每(?P<zh>{NUMBER}|半)?个?(?:(?P<h>小时|钟头)|分钟?)|every\s+(?:(?P<en>\d{{1,6}})\s+)?(?:(?P<hour>hours?)|min(?:ute)?s?))"
    rf"{END}",
    re.IGNORECASE,
)
_INSTANT = re.compile(rf"2[01]\d\d-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d){END}", re.IGNORECASE)
_LATER = re.compile(
    rf"(?:再?过)?(?P<zh>{DURATION})\s*(?:以后|之后|后|later){END}|in\s+(?P<en>{DURATION}){END}", re.IGNORECASE
)
_RELATIVE_DAYS = {"今": 0, "明": 1, "后": 2, "大后": 3, "today": 0, "tonight": 0, "tomorrow": 1}

Read = tuple[Recurrence, int]
"""What was read, and where in the text it ends."""


def parse_recurrence(tokens: Sequence[str], now: datetime, zone: str) -> tuple[Recurrence, int]:
    """The recurrence or the single time that the tokens begin with, and how many of them it took.

    Raises UserError for what can't be read, can never be, or is past.
    """
    text = _joined(tokens)
    read = _cron(text) or _interval(text) or _on_days(text, _wall(now, zone)) or _once(text, now, zone)
    if read is None:
        raise mistake(say.UNREADABLE, tokens[0], "每周五 20:00", "every fri 20:00")
    return read[0], _count(tokens, read[1])


def parse_moment(tokens: Sequence[str], now: datetime, zone: str) -> tuple[datetime, int]:
    """The coming moment (UTC) that the tokens begin with, and how many of them it took; UserError as above."""
    read = _once(_joined(tokens), now, zone)
    if read is None:
        raise mistake(say.UNREADABLE, tokens[0], "明天 9:00", "tomorrow 9:00")
    return to_utc(read[0].at, zone), _count(tokens, read[1])


@lru_cache(maxsize=4096)
def recurrence_of(text: str) -> Recurrence:
    """The recurrence whose canonical text this is; it may be past."""
    tokens = text.split()
    recurrence, used = parse_recurrence(tokens, _LONG_AGO, "UTC")
    if used < len(tokens):
        raise mistake(say.UNREADABLE, text, "每周五 20:00", "every fri 20:00")
    return recurrence


def _joined(tokens: Sequence[str]) -> str:
    if not tokens:
        raise mistake(say.MISSING, "", "每天 08:30", "every day 08:30")
    ends = accumulate(len(token) + 1 for token in tokens)
    return " ".join(normalize(token) for token, end in zip(tokens, ends, strict=True) if end <= LONGEST_TEXT)


def _count(tokens: Sequence[str], end: int) -> int:
    used = position = 0
    while position < end:
        position += len(tokens[used]) + 1
        used += 1
    return used


def _wall(now: datetime, zone: str) -> datetime:
    return now.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def _cron(text: str) -> Read | None:
    match = _CRON.match(text)
    if match is None:
        return None
    line = " ".join(match["line"].lower().split())
    try:
        cron_fields(line)
    except ValueError:
        raise mistake(say.BAD_CRON, line, "cron 30 8 * * 1-5", "cron 30 8 * * 1-5") from None
    return Cron(line), match.end()


def _interval(text: str) -> Read | None:
    match = _INTERVAL.match(text)
    if match is None:
        return None
    unit, whole = (HOUR, DAY) if match["h"] or match["hour"] else (1, HOUR)
    count = match["zh"] or match["en"] or "1"
    minutes = unit // 2 if count == "半" else unit * (chinese_number(count) or 0)
    if not minutes or whole % minutes:
        raise mistake(say.BAD_STEP, match[0], "每2小时", "every 2 hours")
    return Interval(minutes), match.end()


def _on_days(text: str, now: datetime) -> Read | None:
    found = next(((match, rule) for pattern, rule in RULES if (match := pattern.match(text))), None)
    if found is None:
        return None
    match, rule = found
    tail = _TIMES.match(text, match.end())
    if tail is None:
        raise mistake(say.NO_CLOCK_TIME, match[0], f"{match[0]} 9:00", f"{match[0]} 9:00")
    minutes = clock_minutes(tail["times"])
    times = tuple(sorted({as_time(m % DAY) for m in minutes}))
    try:
        days = rule(match, times, now)
    except ValueError:
        raise mistake(say.NO_SUCH_DATE, match[0], "每月1号 9:00", "every month on 1 at 9:00") from None
    if max(minutes) >= DAY and not isinstance(days, EveryDay):
        raise mistake(say.NEXT_DAY, tail["times"], f"{match[0]} 23:59", f"{match[0]} 23:59")
    return OnDays(days, times), tail.end()


# A single time: the dates it could mean, in order; the first that is still ahead is meant.
Dates = Callable[[re.Match[str], date], Iterator[date]]


def _given(match: re.Match[str], today: date) -> Iterator[date]:
    yield date(int(match["y"]), *month_and_day(match))


def _each_year(match: re.Match[str], today: date) -> Iterator[date]:
    month, day = month_and_day(match)
    for year in range(today.year, today.year + _LEAP_CYCLE):
        if (month, day) != (2, 29) or year % 4 == 0:
            yield date(year, month, day)


def _relative(match: re.Match[str], today: date) -> Iterator[date]:
    yield today + ONE_DAY * _RELATIVE_DAYS[match["day"].rstrip("天日").lower()]


def _days_later(match: re.Match[str], today: date) -> Iterator[date]:
    yield today + ONE_DAY * min(chinese_number(match["n"]) or 0, 3660)


def _weekday(match: re.Match[str], today: date) -> Iterator[date]:
    which = match["which"].lower()
    day = today + ONE_DAY * (weekday_number(match["day"]) - today.weekday())
    later = len(which) if which.startswith("下") else which == "next"
    yield day + ONE_DAY * 7 * later
    if not which:
        yield day + ONE_DAY * 7


def _any_day(match: re.Match[str], today: date) -> Iterator[date]:
    yield today
    yield today + ONE_DAY


_DATES: tuple[tuple[re.Pattern[str], Dates], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), dates)
    for pattern, dates in (
        (rf"(?P<y>2[01]\d\d)(?:[-/.]|年)(?P<m>{DAY_NUMBER})(?:[-/.]|月)(?P<d>{DAY_NUMBER})[日号]?", _given),
        (MONTH_AND_DAY, _each_year),
        (r"(?P<day>(?:今|明|后|大后)(?:[天日]|(?=[早晚]))|(?:today|tonight|tomorrow)\b)", _relative),
        (rf"(?P<n>{NUMBER})天(?:以后|之后|后)", _days_later),
        (r"in\s+(?P<n>\d{1,6})\s+days?", _days_later),
        (rf"(?P<which>本|这|下{{0,3}})个?{WEEK}(?P<day>{WEEKDAY_ZH})", _weekday),
        (rf"(?P<which>(?:this|next)?)\s*(?P<day>{WEEKDAY_EN})", _weekday),
        (r"", _any_day),
    )
)


def _once(text: str, now: datetime, zone: str) -> tuple[Once, int] | None:
    try:
        return _instant(text, now, zone) or _dated(text, now, zone) or _later(text, now, zone)
    except ValueError:
        date_and_time = " ".join(text.split()[:2])
        raise mistake(say.NO_SUCH_DATE, date_and_time, "11-11 20:00", "11-11 20:00") from None


def _instant(text: str, now: datetime, zone: str) -> tuple[Once, int] | None:
    match = _INSTANT.match(text)
    return match and (_ahead([datetime.fromisoformat(match[0].upper())], match[0], now, zone), match.end())


def _dated(text: str, now: datetime, zone: str) -> tuple[Once, int] | None:
    today = _wall(now, zone).date()
    for pattern, dates in _DATES:
        match = pattern.match(text)
        tail = match and _TIME.match(text, match.end())
        if match and tail:
            after_midnight = timedelta(minutes=clock_minutes(tail["time"])[0])
            walls = [datetime.combine(day, time()) + after_midnight for day in dates(match, today)]
            return _ahead(walls, text[: tail.end()], now, zone), tail.end()
    return None


def _later(text: str, now: datetime, zone: str) -> tuple[Once, int] | None:
    if match := _LATER.match(text):
        moment = (now + parse_duration(match["zh"] or match["en"])).astimezone(ZoneInfo(zone))
        return Once(moment.replace(microsecond=0)), match.end()
    if named := next((match[0] for pattern, _ in _DATES if (match := pattern.match(text))), ""):
        raise mistake(say.NO_CLOCK_TIME, named, f"{named} 9:00", f"{named} 9:00")
    return None


def _ahead(walls: list[datetime], text: str, now: datetime, zone: str) -> Once:
    found = next((wall for wall in walls if to_utc(wall, zone) > now), None)
    if found is None:
        tomorrow = f"{_wall(now, zone) + ONE_DAY:%Y-%m-%d} 09:00"
        raise mistake(say.PAST, text, tomorrow, tomorrow)
    return Once(found)
