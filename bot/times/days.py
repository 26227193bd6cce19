"""Which days something happens on, each with its name in both languages and its next wall-clock time.

A day that a month does not have means the month's last day: 每月31号 in April, 每年2月29日 in most years, lunar 三十.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from bot.phrases import Language, Phrase
from bot.times.calendar import is_workday, lunar_date, lunar_months
from bot.times.cron import Fields, next_fire

Times = tuple[time, ...]
"""Times of the day in order, at least one."""

ONE_DAY = timedelta(days=1)
LAST = 31
"""The day of the month that stands for the last one."""

WEEKDAYS_ZH = "一二三四五六日"
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LUNAR_MONTHS = ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊")
_TEN_DAYS = ("初", "十", "廿")


class Spoken(ABC):
    """Something that can be said in both languages; `str` is its canonical text. `timewords` reads both back."""

    __slots__ = ()

    def __str__(self) -> str:
        return self.describe("zh")

    @abstractmethod
    def describe(self, language: Language) -> str:
        """Its text in one language."""


class Days(Spoken):
    """A rule for days."""

    __slots__ = ()

    @abstractmethod
    def next_wall(self, after: datetime, times: Times) -> datetime | None:
        """The first of the times, on a day of the rule, that comes after the naive `after`."""


class CronDays(Days):
    """Days that cron fields can name."""

    __slots__ = ()

    @abstractmethod
    def fields(self) -> tuple[Fields, ...]:
        """The alternatives, without the time of day."""

    def next_wall(self, after: datetime, times: Times) -> datetime | None:
        """What the first of the triggers says."""
        return next_fire(_at_times(self, times), after)


class DatedDays(Days):
    """Days that a calendar must be asked for."""

    __slots__ = ()

    @abstractmethod
    def on_or_after(self, day: date) -> date:
        """The first such day that is not before `day`."""

    def next_wall(self, after: datetime, times: Times) -> datetime | None:
        """The rest of today if it is such a day, else the next such day."""
        day = self.on_or_after(after.date())
        walls = (datetime.combine(day, t) for t in times)
        found = next((wall for wall in walls if wall > after), None)
        return found or datetime.combine(self.on_or_after(day + ONE_DAY), times[0])


@dataclass(frozen=True, slots=True)
class EveryDay(CronDays):
    """Each day."""

    def describe(self, language: Language) -> str:
        """Such as 每天."""
        return Phrase("每天", "every day")(language)

    def fields(self) -> tuple[Fields, ...]:
        """Any day."""
        return ((),)


@dataclass(frozen=True, slots=True)
class Weekly(CronDays):
    """Some weekdays, Monday is 0, in order."""

    weekdays: tuple[int, ...]

    def describe(self, language: Language) -> str:
        """Such as 每周一、三."""
        zh = "、".join(WEEKDAYS_ZH[n] for n in self.weekdays)
        return Phrase("每周{zh}", "every {en}")(language, zh=zh, en=", ".join(WEEKDAYS_EN[n] for n in self.weekdays))

    def fields(self) -> tuple[Fields, ...]:
        """APScheduler's week begins on Monday too."""
        return ((("day_of_week", ",".join(map(str, self.weekdays))),),)


@dataclass(frozen=True, slots=True)
class Monthly(CronDays):
    """Some days of each month, in order; 31 is the last day, whatever its number."""

    days: tuple[int, ...]

    def describe(self, language: Language) -> str:
        """Such as 每月1号、最后一天."""
        zh = "、".join("最后一天" if day == LAST else f"{day}号" for day in self.days)
        en = ", ".join("last day" if day == LAST else str(day) for day in self.days)
        return Phrase("每月{zh}", "every month on {en}")(language, zh=zh, en=en)

    def fields(self) -> tuple[Fields, ...]:
        """Beside the days themselves the end of February, for a 29th or 30th it does not have."""
        named: Fields = (("day", ",".join("last" if day == LAST else str(day) for day in self.days)),)
        february: Fields = (("month", "2"), ("day", "last"))
        return (named, february) if {29, 30} & set(self.days) else (named,)


@dataclass(frozen=True, slots=True)
class Yearly(CronDays):
    """A date of each year."""

    month: int
    day: int

    def describe(self, language: Language) -> str:
        """Such as 每年11月11日."""
        return Phrase("每年{m}月{d}日", "every year on {m}-{d}")(language, m=self.month, d=self.day)

    def fields(self) -> tuple[Fields, ...]:
        """29 February is the end of February."""
        return ((("month", str(self.month)), ("day", "last" if (self.month, self.day) == (2, 29) else str(self.day))),)


@dataclass(frozen=True, slots=True)
class EveryNDays(DatedDays):
    """Every so many days from a first one on."""

    every: int
    start: date

    def describe(self, language: Language) -> str:
        """Such as 每3天."""
        return Phrase("从{start}起每{n}天", "from {start} every {n} days")(language, start=self.start, n=self.every)

    def on_or_after(self, day: date) -> date:
        """Counted from the first."""
        return self.start if day <= self.start else day + ONE_DAY * (-(day - self.start).days % self.every)


@dataclass(frozen=True, slots=True)
class Workdays(DatedDays):
    """The days people in China work, make-up weekends among them; `off`: the days they don't."""

    off: bool = False

    def describe(self, language: Language) -> str:
        """Such as 工作日."""
        return (Phrase("休息日", "days off") if self.off else Phrase("工作日", "workdays"))(language)

    def on_or_after(self, day: date) -> date:
        """As the table of holidays says."""
        while is_workday(day) == self.off:
            day += ONE_DAY
        return day


@dataclass(frozen=True, slots=True)
class LunarYearly(DatedDays):
    """A lunar date of each year, in the regular month and never in a leap month."""

    month: int
    day: int

    def describe(self, language: Language) -> str:
        """Such as 农历八月十五."""
        zh = LUNAR_MONTHS[self.month - 1] + "月" + lunar_day_name(self.day)
        return Phrase("农历{zh}", "lunar {m}-{d}")(language, zh=zh, m=self.month, d=self.day)

    def on_or_after(self, day: date) -> date:
        """Lunar years begin up to two months after solar ones."""
        years = range(day.year - 1, day.year + 2)
        return next(d for year in years if (d := lunar_date(year, self.month, self.day)) >= day)


@dataclass(frozen=True, slots=True)
class LunarMonthly(DatedDays):
    """Some days of each lunar month, in order, leap months included."""

    days: tuple[int, ...]

    def describe(self, language: Language) -> str:
        """Such as 农历每月初一、十五."""
        zh, en = "、".join(map(lunar_day_name, self.days)), ", ".join(map(str, self.days))
        return Phrase("农历每月{zh}", "lunar every month on {en}")(language, zh=zh, en=en)

    def on_or_after(self, day: date) -> date:
        """Among the dates of the lunar years around it."""
        years = range(day.year - 1, day.year + 2)
        return next(d for year in years for d in _lunar_dates(year, self.days) if d >= day)


def lunar_day_name(day: int) -> str:
    """初一 to 三十."""
    if day in (20, 30):
        return {20: "二十", 30: "三十"}[day]
    tens, ones = divmod(day - 1, 10)
    return _TEN_DAYS[tens] + (*"一二三四五六七八九", "十")[ones]


@lru_cache(maxsize=256)
def _lunar_dates(year: int, days: tuple[int, ...]) -> tuple[date, ...]:
    dates = {first + ONE_DAY * (min(day, length) - 1) for _, first, length in lunar_months(year) for day in days}
    return tuple(sorted(dates))


@lru_cache(maxsize=4096)
def _at_times(days: CronDays, times: Times) -> tuple[Fields, ...]:
    return tuple((*fields, ("hour", str(t.hour)), ("minute", str(t.minute))) for fields in days.fields() for t in times)
