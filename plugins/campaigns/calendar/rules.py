"""Which days a group has of its own, how they are written, and what is coming. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bot.commands.wording import fold
from bot.errors import UserError
from bot.phrases import Phrase
from bot.times.clockwords import parse_duration
from bot.times.festivals import day_off, occasions
from bot.times.months import month_in, months_on
from bot.times.occasions import Occasion, rule
from bot.times.yearly import Lunar
from plugins.campaigns.calendar import messages as m

FIRST_YEAR, LAST_YEAR = 1990, 2050
MOST_DAYS = 366
MOST_OWN = 30
"""Days of its own a group can have; all of them fit into one message."""
LONGEST_NAME = 20
USUAL = timedelta(days=30)
ONE_DAY = timedelta(days=1)

_YEAR = 365.2425
_MOST_WORDS = 4
_DATED = re.compile(r"(?P<y>\d{4})(?:[-/.]|年) ?(?P<rest>\S.*)")
_LUNAR_DATED = re.compile(r"(?P<said>农历|阴历|旧历|lunar) ?(?P<y>\d{4})(?:[-/.]|年) ?(?P<rest>\S.*)")


@dataclass(frozen=True, slots=True)
class Own:
    """A day of a group's own: each year by a rule, from `day` on where that is known; without a rule once."""

    name: str
    rule: str
    day: date | None
    number: int = 0
    groups: int = 1

    @property
    def yearly(self) -> Occasion | None:
        """Its rule."""
        return rule(self.rule) if self.rule else None

    def between(self, first: date, last: date) -> list[date]:
        """When it comes, in order."""
        start, yearly = max(first, self.day or first), self.yearly
        if yearly is None:
            return [start] if start == self.day and start <= last else []
        days = (day for year in range(start.year, last.year + 1) for day in yearly.dates(year))
        return [day for day in days if start <= day <= last]

    def next_on_or_after(self, day: date) -> date | None:
        """When it comes next; None once it is over."""
        start, yearly = max(day, self.day or day), self.yearly
        if yearly is None:
            return self.day if start == self.day else None
        return yearly.next_on_or_after(start)

    def years_on(self, day: date) -> int:
        """Which anniversary that day is, 0 for the first time itself or when nobody knows; lunar years count alike."""
        return round((day - self.day).days / _YEAR) if self.rule and self.day else 0


@dataclass(frozen=True, slots=True)
class Day:
    """A day that is something: what calendars print on it, and what it is in the group."""

    day: date
    names: tuple[Phrase, ...]
    own: tuple[Own, ...]


@dataclass(frozen=True, slots=True)
class Off:
    """Days off in a row, or in a row worked to make up for others."""

    first: date
    last: date
    kind: Literal["off", "made up"]


@dataclass(frozen=True, slots=True)
class Window:
    """The days that are asked for; of a month there is a picture."""

    first: date
    last: date
    month: date | None
    is_ahead: bool


def read_window(text: str, today: date) -> Window:
    """The month that is meant; without one the next 30 days, with a picture of this month. Raises UserError."""
    if not text.strip():
        return Window(today, today + USUAL, months_on(today, 0), is_ahead=True)
    month = month_in(text, today)
    if month is None:
        return Window(today, today + timedelta(days=_days(text)), None, is_ahead=True)
    if not FIRST_YEAR <= month.year <= LAST_YEAR:
        raise UserError(m.TOO_FAR, first=FIRST_YEAR, last=LAST_YEAR)
    return Window(month, months_on(month, 1) - ONE_DAY, month, is_ahead=False)


def _days(text: str) -> int:
    try:
        days = parse_duration(" ".join(fold(text).split())).days
    except UserError:
        raise UserError(m.UNREADABLE, text=text.strip()[:LONGEST_NAME]) from None
    if not 1 <= days <= MOST_DAYS:
        raise UserError(m.TOO_MANY_DAYS, most=MOST_DAYS)
    return days


def read_own(text: str, today: date) -> Own:
    """The name and the date, whichever comes first. Raises UserError.

    A date with a year that has begun is each year's; one that is still to come is once.
    """
    words = text.split()
    for n in range(min(_MOST_WORDS, len(words)), 0, -1):
        for date_words, name in ((words[-n:], words[:-n]), (words[:n], words[n:])):
            found = _date(" ".join(date_words), today)
            if found is not None and name:
                return Own(_name(" ".join(name)), *found)
    if words and _date(" ".join(words), today):
        raise UserError(m.NO_NAME)
    raise UserError(m.NO_DATE)


def coming(own: Iterable[Own], window: Window) -> list[Day]:
    """The days that are something, in order."""
    mine: dict[date, list[Own]] = {}
    for each in own:
        for day in each.between(window.first, window.last):
            mine.setdefault(day, []).append(each)
    days = (Day(day, occasions(day), tuple(mine.get(day, ()))) for day in _each(window))
    return [each for each in days if each.names or each.own]


def days_off(window: Window) -> list[Off]:
    """When people are off by law and when they work instead; a row that the window cuts is told whole."""
    found = list[Off]()
    for day in _each(window):
        kind = day_off(day)
        if kind and not (found and found[-1].kind == kind and day <= found[-1].last):
            found.append(Off(_end(day, -ONE_DAY), _end(day, ONE_DAY), kind))
    return found


def together(own: Sequence[Own]) -> list[Own]:
    """What is the same in several groups once, by the first's number."""
    same: dict[tuple[str, str, date | None], list[Own]] = {}
    for each in own:
        same.setdefault((each.name, each.rule, each.day), []).append(each)
    return [Own(*what, min(each.number for each in some), len(some)) for what, some in same.items()]


def _name(name: str) -> str:
    if len(name) > LONGEST_NAME:
        raise UserError(m.NAME_TOO_LONG, most=LONGEST_NAME)
    return name


def _date(text: str, today: date) -> tuple[str, date | None] | None:
    """The rule and the first day, where a year is said."""
    word = fold(text)
    lunar = _LUNAR_DATED.fullmatch(word)
    dated = lunar or _DATED.fullmatch(word)
    if dated is None:
        found = rule(word)
        return None if found is None else (found.name.zh, None)
    found = rule(f"农历{dated['rest']}" if lunar else dated["rest"])
    year = int(dated["y"])
    if found is None or found.kind != "own" or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    day = _in_year(found, year)
    return ("" if day > today else found.name.zh), day


def _in_year(found: Occasion, year: int) -> date:
    """A lunar year goes on into the next solar one, and begins after 20 January."""
    begins = date(year, 1, 20) if isinstance(found.on, Lunar) else date(year, 1, 1)
    return found.next_on_or_after(begins)


def _each(window: Window) -> Iterator[date]:
    return (window.first + timedelta(days=n) for n in range((window.last - window.first).days + 1))


def _end(day: date, step: timedelta) -> date:
    kind = day_off(day)
    while day_off(day + step) == kind:
        day += step
    return day
