"""Days that come once a year: by the solar calendar, by the lunar one, by the sun, or by the week.

A lunar date can come twice in a solar year, or not at all. One in a leap month comes in the regular month of that
number when the year has no such leap month; one in a regular month never comes in the leap month. A day that a month
does not have is the month's last.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Protocol

from bot.phrases import Phrase
from bot.times.calendar import library, lunar_date, lunar_months

TERMS = (
    Phrase("冬至", "Winter Solstice"),
    Phrase("小寒", "Minor Cold"),
    Phrase("大寒", "Major Cold"),
    Phrase("立春", "Start of Spring"),
    Phrase("雨水", "Rain Water"),
    Phrase("惊蛰", "Insects Awaken"),
    Phrase("春分", "Spring Equinox"),
    Phrase("清明", "Qingming"),
    Phrase("谷雨", "Grain Rain"),
    Phrase("立夏", "Start of Summer"),
    Phrase("小满", "Grain Buds"),
    Phrase("芒种", "Grain in Ear"),
    Phrase("夏至", "Summer Solstice"),
    Phrase("小暑", "Minor Heat"),
    Phrase("大暑", "Major Heat"),
    Phrase("立秋", "Start of Autumn"),
    Phrase("处暑", "End of Heat"),
    Phrase("白露", "White Dew"),
    Phrase("秋分", "Autumn Equinox"),
    Phrase("寒露", "Cold Dew"),
    Phrase("霜降", "Frost's Descent"),
    Phrase("立冬", "Start of Winter"),
    Phrase("小雪", "Minor Snow"),
    Phrase("大雪", "Major Snow"),
)


class Yearly(Protocol):
    """A rule for a day of each year."""

    def dates(self, year: int) -> tuple[date, ...]:
        """Its days in a solar year, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Solar:
    """A month and a day."""

    month: int
    day: int

    def dates(self, year: int) -> tuple[date, ...]:
        """29 February is the 28th in most years."""
        return (date(year, self.month, min(self.day, monthrange(year, self.month)[1])),)


@dataclass(frozen=True, slots=True)
class Lunar:
    """A month and a day of the lunar calendar."""

    month: int
    day: int
    is_leap: bool = False

    def dates(self, year: int) -> tuple[date, ...]:
        """A lunar year ends in the next solar one."""
        return tuple(day for lunar_year in (year - 1, year) if (day := self._in(lunar_year)).year == year)

    def _in(self, year: int) -> date:
        leap = next(((first, n) for month, first, n in lunar_months(year) if month == -self.month), None)
        if not self.is_leap or leap is None:
            return lunar_date(year, self.month, self.day)
        first, length = leap
        return first + timedelta(days=min(self.day, length) - 1)


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The second Sunday of May: the how many-th such weekday of a month, Monday is 0."""

    month: int
    nth: int
    weekday: int

    def dates(self, year: int) -> tuple[date, ...]:
        """Always one."""
        first = date(year, self.month, 1)
        return (first + timedelta(days=(self.weekday - first.weekday()) % 7 + 7 * (self.nth - 1)),)


@dataclass(frozen=True, slots=True)
class SolarTerm:
    """One of TERMS."""

    number: int

    def dates(self, year: int) -> tuple[date, ...]:
        """Always one, by Beijing time."""
        return (_solar_terms(year)[self.number],)


@cache
def _solar_terms(year: int) -> dict[int, date]:
    """The 24 terms that fall into a solar year; the library's table runs from before its first to beyond its last."""
    table: dict[str, Any] = library().Lunar.fromYmd(year, 6, 1).getJieQiTable()
    days = [date.fromisoformat(solar.toYmd()) for solar in table.values()]
    return {(n - 1) % len(TERMS): day for n, day in enumerate(days) if day.year == year}
