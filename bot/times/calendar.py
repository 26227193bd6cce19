"""The Chinese calendar: workdays with make-up days, and lunar dates. The library's tables are loaded at first use."""

from datetime import date, timedelta
from functools import cache
from importlib import import_module
from typing import Any

_SATURDAY = 5
_JULIAN_NOON = 2451545  # the Julian day number of 2000-01-01, counted from noon
_NEW_MILLENNIUM = date(2000, 1, 1)
_FULL_YEAR = 20
"""Fewer entries are only the edge of a neighbouring year's table; every announced year has more."""


def is_workday(day: date) -> bool:
    """Whether people in China work that day: make-up weekends count, legal holidays don't.

    For a year whose make-up days aren't announced yet (`workday_table_known`), Monday to Friday but legal holidays.
    """
    return day_off_table(day.year).get(day, day.weekday() < _SATURDAY)


def day_off_table(year: int) -> dict[date, bool]:
    """The days of a year that are not like others: off (False) or worked to make up (True); announced, or by law."""
    return _announced(year) if workday_table_known(year) else _legal_holidays(year)


def workday_table_known(year: int) -> bool:
    """Whether the announced holidays and make-up workdays of that year are in the table."""
    return len(_announced(year)) >= _FULL_YEAR


def lunar_date(year: int, month: int, day: int) -> date:
    """The solar date of a day in a regular (not leap) lunar month; day 30 of a short month is its day 29."""
    first, length = next((first, length) for m, first, length in lunar_months(year) if m == month)
    return first + timedelta(days=min(day, length) - 1)


@cache
def lunar_months(year: int) -> tuple[tuple[int, date, int], ...]:
    """The months of a lunar year in order: number (negative for the leap month), first solar date, length in days."""
    months: Any = library().LunarYear.fromYear(year).getMonths()
    return tuple(
        (m.getMonth(), _NEW_MILLENNIUM + timedelta(days=int(m.getFirstJulianDay()) - _JULIAN_NOON), m.getDayCount())
        for m in months
        if m.getYear() == year
    )


@cache
def _announced(year: int) -> dict[date, bool]:
    """Every day off (False) and make-up workday (True) the government announced for the year."""
    days: Any = library(".util").HolidayUtil.getHolidays(year)
    return {date.fromisoformat(h.getDay()): bool(h.isWork()) for h in days}


@cache
def _legal_holidays(year: int) -> dict[date, bool]:
    """The thirteen days off that the law fixes for every year."""
    solar = [date(year, month, day) for month, day in ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))]
    new_year = lunar_date(year, 1, 1)
    spring_festival = [new_year + timedelta(days=n) for n in (-1, 0, 1, 2)]
    terms: Any = library().Lunar.fromYmd(year, 1, 1).getJieQiTable()
    tomb_sweeping = date.fromisoformat(terms["清明"].toYmd())
    lunar = [lunar_date(year, 5, 5), lunar_date(year, 8, 15)]
    return dict.fromkeys([*solar, *spring_festival, tomb_sweeping, *lunar], False)


def library(module: str = "") -> Any:
    """lunar-python or one of its modules; loading it takes longer than all the rest of a start."""
    return import_module("lunar_python" + module)
