"""The calendar in words and as a picture. Pure, and slow enough to be done beside the event loop."""

from calendar import month_name
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import structlog

from bot.phrases import Language, Phrase
from bot.times.calendar import workday_table_known
from bot.times.days import LUNAR_MONTHS, WEEKDAYS_EN, WEEKDAYS_ZH
from bot.times.months import months_on
from bot.times.occasions import rule
from bot.times.yearly import Lunar
from plugins.campaigns.calendar import messages as m
from plugins.campaigns.calendar.rules import ONE_DAY, Day, Off, Own, Window, coming, days_off

if TYPE_CHECKING:
    from bot.pictures.month import Item

log = structlog.get_logger()

MOST_LINES = 40


@dataclass(frozen=True, slots=True)
class Asked:
    """What of whose calendar is to be shown, and how."""

    window: Window
    own: Sequence[Own]
    where: str
    zone: str
    today: date
    language: Language


@dataclass(frozen=True, slots=True)
class Shown:
    """What is answered; no picture of a mere number of days, nor where nothing can be drawn."""

    words: str
    picture: bytes | None


def show(asked: Asked) -> Shown:
    """What is asked for."""
    return Shown(told(asked), drawn(asked))


def told(asked: Asked) -> str:
    """The days in words."""
    return "\n".join(_lines(asked))


def _lines(asked: Asked) -> Iterator[str]:
    say, window = asked.language, asked.window
    yield _head(asked)
    days = coming(asked.own, window)
    yield from [_day(day, asked) for day in days[:MOST_LINES]] or [m.NOTHING(say)]
    if days[MOST_LINES:]:
        yield m.MORE_DAYS(say, n=len(days) - MOST_LINES)
    offs = days_off(window)
    for kind, line in (("off", m.OFF), ("made up", m.MADE_UP)):
        spans = [_span(each, asked) for each in offs if each.kind == kind]
        if spans:
            yield line(say, spans=m.AND(say).join(spans))
    for year in range(window.first.year, window.last.year + 1):
        if not workday_table_known(year):
            yield m.UNANNOUNCED(say, year=year)
    yield m.HINT_OWN(say) if asked.own else m.HINT_ADD(say)


def _head(asked: Asked) -> str:
    say, first = asked.language, asked.window.first
    if asked.window.is_ahead:
        return m.AHEAD(say, n=(asked.window.last - first).days, where=asked.where, zone=asked.zone)
    month = first.month if say == "zh" else month_name[first.month]
    return m.MONTH(say, year=first.year, month=month, where=asked.where, zone=asked.zone)


def _day(day: Day, asked: Asked) -> str:
    say = asked.language
    names = [own_name(own, day.day, say) for own in day.own] + [name(say) for name in day.names]
    dated = {"day": _date(day.day, asked), "weekday": weekday(day.day, say)}
    return m.DAY(say, **dated, names=m.AND(say).join(names), left=left(day.day, asked.today, say))


def own_name(own: Own, day: date, language: Language) -> str:
    """As it stands in a list of days."""
    return m.OWN(language, name=own.name, years=years(own, day, language))


def years(own: Own, day: date, language: Language) -> str:
    """Which anniversary it is; nothing where nobody counts."""
    n = own.years_on(day)
    return m.YEARS(language, n=n) if n > 0 else ""


def weekday(day: date, language: Language) -> str:
    """周五, Fri."""
    return f"周{WEEKDAYS_ZH[day.weekday()]}" if language == "zh" else WEEKDAYS_EN[day.weekday()]


def left(day: date, today: date, language: Language) -> str:
    """How many days to go; nothing for what is past."""
    n = (day - today).days
    if n < 0:
        return ""
    return m.IN_DAYS(language, n=n) if n > 1 else (m.TODAY, m.TOMORROW)[n](language)


def when(own: Own, language: Language) -> str:
    """Its date as it is kept: 5月20日, 农历八月初三; of one that comes once, that day."""
    yearly = own.yearly
    if yearly is None:
        return f"{own.day} {m.ONCE(language)}"
    return yearly.name(language)


def next_time(own: Own, today: date, language: Language) -> str:
    """When it comes next."""
    day = own.next_on_or_after(today)
    if day is None:
        return m.OVER(language)
    to_go, nth = left(day, today, language), years(own, day, language)
    return m.NEXT(language, day=day, weekday=weekday(day, language), years=nth, left=to_go)


def leap(own: Own, language: Language) -> str:
    """What becomes of a day in a leap month, which most years don't have."""
    found = rule(own.rule) if own.rule else None
    if found is None or not isinstance(found.on, Lunar) or not found.on.is_leap:
        return ""
    month = found.on.month
    return m.LEAP(language, month=Phrase(f"{LUNAR_MONTHS[month - 1]}月", f"month {month}"))


def _date(day: date, asked: Asked) -> str:
    return f"{day:%m-%d}" if day.year == asked.today.year else str(day)


def _span(off: Off, asked: Asked) -> str:
    say = asked.language
    if off.first == off.last:
        return f"{_date(off.first, asked)} {weekday(off.first, say)}"
    n = (off.last - off.first).days + 1
    return m.SPAN(say, first=_date(off.first, asked), last=_date(off.last, asked), n=n)


def drawn(asked: Asked) -> bytes | None:
    """Their month; None of a mere number of days, or where nothing can be drawn."""
    month = asked.window.month
    if month is None:
        return None
    from bot.pictures.fonts import FontError
    from bot.pictures.month import draw_month

    whole = Window(month, months_on(month, 1) - ONE_DAY, month, is_ahead=False)
    items = {day.day: _items(day) for day in coming(asked.own, whole) if day.own}
    subtitle = m.SUBTITLE(asked.language, where=asked.where)
    try:
        return draw_month(month, items, subtitle=subtitle, today=asked.today, language=asked.language)
    except FontError as error:
        log.error("calendar.not_drawn", why=str(error))
        return None


def _items(day: Day) -> "Sequence[Item]":
    from bot.pictures.month import Item

    return [Item(own.name, "own") for own in day.own]
