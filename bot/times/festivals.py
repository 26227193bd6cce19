"""What a day is known for in China: festivals, solar terms, shopping days, its lunar date, days off and made up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any, Literal

from bot.phrases import Phrase
from bot.times.calendar import day_off_table, library, lunar_months
from bot.times.days import LUNAR_MONTHS, lunar_day_name

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
    names = [festival for festival, is_on in _FESTIVALS if is_on(day)]
    term = _solar_terms(day.year).get(day)
    return (*names, *([term] if term else []))


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


def _lunar(month: int, day: int) -> Callable[[date], bool]:
    return lambda asked: lunar_of(asked) == LunarDay(month, day)


def _eve(asked: date) -> bool:
    return lunar_of(asked + timedelta(days=1)) == LunarDay(1, 1)


def _solar(month: int, day: int) -> Callable[[date], bool]:
    return lambda asked: (asked.month, asked.day) == (month, day)


def _sunday(month: int, nth: int) -> Callable[[date], bool]:
    return lambda asked: asked.month == month and asked.isoweekday() == 7 and (asked.day - 1) // 7 == nth - 1


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

_FESTIVALS: tuple[tuple[Phrase, Callable[[date], bool]], ...] = (
    (Phrase("元旦", "New Year"), _solar(1, 1)),
    (Phrase("除夕", "Lunar New Year's Eve"), _eve),
    (Phrase("春节", "Spring Festival"), _lunar(1, 1)),
    (Phrase("元宵节", "Lantern Festival"), _lunar(1, 15)),
    (Phrase("龙抬头", "Dragon Raises Its Head"), _lunar(2, 2)),
    (Phrase("劳动节", "Labour Day"), _solar(5, 1)),
    (Phrase("端午节", "Dragon Boat Festival"), _lunar(5, 5)),
    (Phrase("七夕", "Qixi"), _lunar(7, 7)),
    (Phrase("中元节", "Ghost Festival"), _lunar(7, 15)),
    (Phrase("国庆节", "National Day"), _solar(10, 1)),
    (Phrase("中秋节", "Mid-Autumn Festival"), _lunar(8, 15)),
    (Phrase("重阳节", "Double Ninth"), _lunar(9, 9)),
    (Phrase("腊八", "Laba"), _lunar(12, 8)),
    (Phrase("小年", "Little New Year"), _lunar(12, 23)),
    (Phrase("妇女节", "Women's Day"), _solar(3, 8)),
    (Phrase("母亲节", "Mother's Day"), _sunday(5, 2)),
    (Phrase("儿童节", "Children's Day"), _solar(6, 1)),
    (Phrase("父亲节", "Father's Day"), _sunday(6, 3)),
    (Phrase("教师节", "Teachers' Day"), _solar(9, 10)),
    (Phrase("38", "3.8"), _solar(3, 8)),
    (Phrase("520", "5.20"), _solar(5, 20)),
    (Phrase("618", "6.18"), _solar(6, 18)),
    (Phrase("818", "8.18"), _solar(8, 18)),
    (Phrase("99", "9.9"), _solar(9, 9)),
    (Phrase("双11", "Double 11"), _solar(11, 11)),
    (Phrase("双12", "Double 12"), _solar(12, 12)),
)


@cache
def _solar_terms(year: int) -> dict[date, Phrase]:
    """The 24 terms that fall into a solar year; the library's table runs from before its first to beyond its last."""
    table: dict[str, Any] = library().Lunar.fromYmd(year, 6, 1).getJieQiTable()
    days = [date.fromisoformat(solar.toYmd()) for solar in table.values()]
    return {day: TERMS[(n - 1) % len(TERMS)] for n, day in enumerate(days) if day.year == year}
