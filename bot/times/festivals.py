"""What a day is known for in China: festivals, solar terms, shopping days, its lunar date, days off and made up."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from bot.phrases import Phrase
from bot.times.calendar import day_off_table, lunar_months
from bot.times.days import LUNAR_MONTHS, lunar_day_name
from bot.times.occasions import OCCASIONS

DayOff = Literal["off", "made up", ""]
"""Off by law, a weekend day that makes up for one, or neither."""


@dataclass(frozen=True, slots=True)
class LunarDay:
    """A day of the lunar calendar."""

    month: int
    day: int
    is_leap: bool = False

    @property
    def name(self) -> Phrase:
        """廿三; on the first of a month the month itself: 十月, 闰六月."""
        if self.day > 1:
            return Phrase(lunar_day_name(self.day), f"{self.month}-{self.day}")
        leap = Phrase("闰" if self.is_leap else "", "leap " if self.is_leap else "")
        return Phrase(f"{leap.zh}{LUNAR_MONTHS[self.month - 1]}月", f"{leap.en}{self.month}-1")


def occasions(day: date) -> tuple[Phrase, ...]:
    """What the day is known for, what most people would name first; mostly nothing."""
    return _of_year(day.year).get(day, ())


@lru_cache(maxsize=1024)
def lunar_of(day: date) -> LunarDay:
    """The day's lunar date."""
    for year in (day.year, day.year - 1):
        for month, first, length in lunar_months(year):
            if first <= day < first + timedelta(days=length):
                return LunarDay(abs(month), (day - first).days + 1, month < 0)
    raise ValueError(day)


def day_off(day: date) -> DayOff:
    """Whether people are off by law, or work to make up for it; as announced, else as the law fixes."""
    works = day_off_table(day.year).get(day)
    return "" if works is None else "made up" if works else "off"


@lru_cache(maxsize=64)
def _of_year(year: int) -> dict[date, tuple[Phrase, ...]]:
    days: defaultdict[date, list[Phrase]] = defaultdict(list)
    for each in OCCASIONS:
        for day in each.dates(year):
            days[day].append(each.name)
    return {day: tuple(names) for day, names in days.items()}
