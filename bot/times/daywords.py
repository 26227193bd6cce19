"""Reads which days something repeats on: 每周一、三, 每月最后一天, 工作日, 农历八月十五, every fri, lunar 8-15."""

import re
from collections.abc import Callable
from datetime import date, datetime

from bot.commands.wording import chinese_number
from bot.times import messages as say
from bot.times.clockwords import NUMBER, mistake, unnamed
from bot.times.cron import LONGEST_MONTHS
from bot.times.days import (
    LAST,
    LUNAR_MONTHS,
    ONE_DAY,
    WEEKDAYS_EN,
    WEEKDAYS_ZH,
    Days,
    EveryDay,
    EveryNDays,
    LunarMonthly,
    LunarYearly,
    Monthly,
    Times,
    Weekly,
    Workdays,
    Yearly,
)

DaysRule = Callable[[re.Match[str], Times, datetime], Days]
"""Makes the days from what was matched, the times on them, and the wall-clock time now; ValueError for no such date."""

WEEK = r"(?:周|星期|礼拜)"
WEEKDAY_ZH = r"(?:[一二三四五六日天](?![点时十])|[1-7](?![\d:点时ap]))"
WEEKDAY_EN = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?\b"
DAY_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})"
MONTH_AND_DAY = rf"(?P<m>{DAY_NUMBER})(?:[-/]|月)(?P<d>{DAY_NUMBER})[日号]?"

_SEP = r"\s*(?:[、,和及/&]|and\b)\s*"
_SEP_OR_NONE = rf"(?:{_SEP})?"
_SEP_OR_AFTER_FIRST_TEN = rf"(?:{_SEP}|(?<=初[一二三四五六七八九十]))"
_SEP_OR_SPACE = rf"(?:{_SEP}|\s+)"
_TO = r"\s*(?:[到至~-]|to\b)\s*"
_EVERY_MONTH = r"(?:every\s+month|monthly)\s+(?:on\s+)?"
_LUNAR = r"(?:每年)?(?:农历|阴历)"
_LUNAR_DAY = (
    r"(?:初[一二三四五六七八九十]|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?"
    r"|卅|[一二三四五六七八九](?![点时十])|\d{1,2}(?![:点时]))[日号]?"
)
_WEEKDAYS = re.compile(
    rf"{WEEK}?(?P<a>{WEEKDAY_ZH}|{WEEKDAY_EN})(?:{_TO}{WEEK}?(?P<b>{WEEKDAY_ZH}|{WEEKDAY_EN}))?", re.IGNORECASE
)
_MONTH_DAY = rf"(?:{DAY_NUMBER}[日号]?(?![:点时\d])|最后一[天日]|月底)"
_MONTH_DAY_EN = r"(?:the\s+)?(?:\d{1,2}(?:st|nd|rd|th)?(?![:\dap])|last(?:\s+day)?\b)"
_DAY_OF_MONTH = re.compile(rf"最后一[天日]|月底|last|{_LUNAR_DAY}|{DAY_NUMBER}", re.IGNORECASE)


def weekday_number(word: str) -> int:
    """Monday is 0; reads 一, 日, 天, 1, Mon, Friday."""
    if word in "1234567":
        return int(word) - 1
    if word.isascii():
        return WEEKDAYS_EN.index(word[:3].capitalize())
    return WEEKDAYS_ZH.index(word.replace("天", "日"))


def next_weekday(weekday: int, day: date) -> date:
    """The first such weekday that is not before `day`."""
    return day + ONE_DAY * ((weekday - day.weekday()) % 7)


def month_and_day(match: re.Match[str], longest: tuple[int, ...] = LONGEST_MONTHS) -> tuple[int, int]:
    """The month and day that were matched; ValueError for a date which no year has."""
    month, day = _number(match["m"]), _number(match["d"])
    if not (1 <= month <= 12 and 1 <= day <= longest[month - 1]):
        raise ValueError(match[0])
    return month, day


def _number(word: str) -> int:
    if word in LUNAR_MONTHS:
        return LUNAR_MONTHS.index(word) + 1
    return chinese_number(word.rstrip("日号")) or 0


def _weekly(match: re.Match[str], times: Times, now: datetime) -> Days:
    found: set[int] = set()
    for span in _WEEKDAYS.finditer(match["days"]):
        first, last = weekday_number(span["a"]), weekday_number(span["b"] or span["a"])
        found.update((first + n) % 7 for n in range((last - first) % 7 + 1))
    return Weekly(tuple(sorted(found)) or (5, 6))


def _monthly(match: re.Match[str], times: Times, now: datetime) -> Days:
    return Monthly(_days_of_month(match, LAST))


def _lunar_monthly(match: re.Match[str], times: Times, now: datetime) -> Days:
    return LunarMonthly(_days_of_month(match, 30))


def _days_of_month(match: re.Match[str], last: int) -> tuple[int, ...]:
    words: list[str] = _DAY_OF_MONTH.findall(match["days"])
    days = {last if word.lower().startswith(("最后", "月底", "last")) else _number(word) for word in words}
    if not 1 <= min(days) <= max(days) <= last:
        raise ValueError(match[0])
    return tuple(sorted(days))


def _yearly(match: re.Match[str], times: Times, now: datetime) -> Days:
    return Yearly(*month_and_day(match))


def _lunar_yearly(match: re.Match[str], times: Times, now: datetime) -> Days:
    return LunarYearly(*month_and_day(match, (30,) * 12))


def _leap_month(match: re.Match[str], times: Times, now: datetime) -> Days:
    raise mistake(say.LEAP_MONTH, match[0], "农历六月初六 18:00", "lunar 6-6 18:00")


def _every_n_days(match: re.Match[str], times: Times, now: datetime) -> Days:
    start = date.fromisoformat(match["start"]) if match["start"] else _first_day(times, now)
    return EveryNDays(_count(match), start)


def _every_n_weeks(match: re.Match[str], times: Times, now: datetime) -> Days:
    return EveryNDays(7 * _count(match), next_weekday(weekday_number(match["day"]), _first_day(times, now)))


def _count(match: re.Match[str]) -> int:
    """Without a number it is every other one."""
    count = _number(match["n"]) if match["n"] else 2
    if not 1 <= count <= 366:
        raise mistake(say.UNREADABLE, match[0], "每3天 9:00", "every 3 days 9:00")
    return count


def _first_day(times: Times, now: datetime) -> date:
    return now.date() if now.time() < times[-1] else now.date() + ONE_DAY


def _listed(item: str, separator: str = _SEP) -> str:
    return rf"(?P<days>{item}(?:{separator}{item})*)"


_WEEKDAY_SPAN = unnamed(_WEEKDAYS.pattern)
_TABLE: tuple[tuple[str, DaysRule], ...] = (
    (rf"{_LUNAR}每个?月的?{_listed(_LUNAR_DAY, _SEP_OR_AFTER_FIRST_TEN)}", _lunar_monthly),
    (rf"lunar\s+{_EVERY_MONTH}{_listed(_MONTH_DAY_EN)}", _lunar_monthly),
    (rf"{_LUNAR}闰{DAY_NUMBER}月{_LUNAR_DAY}", _leap_month),
    (rf"{_LUNAR}(?P<m>[正冬腊]|{DAY_NUMBER})月(?P<d>{_LUNAR_DAY})", _lunar_yearly),
    (r"lunar\s+(?P<m>\d{1,2})[-/](?P<d>\d{1,2})", _lunar_yearly),
    (rf"(?:{_LUNAR})?除夕", lambda match, times, now: LunarYearly(12, 30)),
    (r"(?:每个?)?工作日|(?:every\s+)?(?:weekdays?|workdays?|working\s+days?)\b", lambda m, t, n: Workdays()),
    (r"(?:每个?)?休息日|(?:every\s+)?(?:days?\s+off|rest\s+days?)\b", lambda m, t, n: Workdays(off=True)),
    (rf"(?:每(?P<n>{NUMBER})个?|隔){WEEK}{WEEK}?(?P<day>{WEEKDAY_ZH})", _every_n_weeks),
    (rf"every\s+(?:(?P<n>\d{{1,6}})\s+weeks?\s+(?:on\s+)?|other\s+)(?P<day>{WEEKDAY_EN})", _every_n_weeks),
    (rf"(?:从(?P<start>\d{{4}}-\d\d-\d\d)起\s*)?(?:每(?P<n>{NUMBER})|隔)天", _every_n_days),
    (r"(?:from\s+(?P<start>\d{4}-\d\d-\d\d)\s+)?every\s+(?:(?P<n>\d{1,6})\s+days|other\s+day)\b", _every_n_days),
    (rf"每年的?{MONTH_AND_DAY}", _yearly),
    (rf"(?:every\s+year|yearly)\s+(?:on\s+)?{MONTH_AND_DAY}", _yearly),
    (rf"每个?月的?{_listed(_MONTH_DAY)}", _monthly),
    (rf"{_EVERY_MONTH}{_listed(_MONTH_DAY_EN)}", _monthly),
    (rf"每个?{WEEK}(?P<days>末|{unnamed(_listed(_WEEKDAY_SPAN, _SEP_OR_NONE))})", _weekly),
    (rf"(?:every|weekly\s+on)\s+(?P<days>weekend\b|{unnamed(_listed(_WEEKDAY_SPAN, _SEP_OR_SPACE))})", _weekly),
    (r"每[天日]|每(?=早|晚|上午|中午|下午)|daily\b|every\s*day\b", lambda match, times, now: EveryDay()),
)
RULES = tuple((re.compile(pattern, re.IGNORECASE), rule) for pattern, rule in _TABLE)
"""The first that matches is meant; the times of day follow it."""
