"""A month in words and as a picture. Pure, and slow enough to be done beside the event loop."""

from calendar import month_name
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import structlog

from bot.phrases import Language, Phrase
from bot.times.calendar import is_workday, workday_table_known
from bot.times.days import WEEKDAYS_EN, WEEKDAYS_ZH
from bot.times.festivals import occasions
from plugins.drops.calendar import messages as m
from plugins.drops.calendar.rules import Happening, Planned, bounds, by_day, by_drop, coming, months_on
from plugins.drops.messages import MOVED_MARK

if TYPE_CHECKING:
    from bot.pictures.month import Item

log = structlog.get_logger()

ENTRIES = 3
"""Drops told of on one day."""
TIMES = 3
"""Times told of one drop on one day."""
SHORT = 16
NAMED = 5
REGULAR, LONGEST = 300, 1200
"""Characters; together with the rest they fit into one message."""
OFTEN = 4
"""What comes on so many days, and on no other, is told once."""
FEW = 10
"""So many empty days are told at most."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A month of some groups as somebody asked for it."""

    month: date
    where: str
    zone: str
    now: datetime
    language: Language

    @property
    def today(self) -> date:
        """In that zone."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """Of the month."""
        return bounds(self.month, months_on(self.month, 1), self.zone)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is answered; no picture where nothing can be drawn."""

    words: str
    picture: bytes | None


def show(asked: Asked, plans: Sequence[Planned], posted: Sequence[Happening]) -> Shown:
    """The month: what went out in it until now, and what will."""
    days, too_often = _days(asked, plans, posted)
    return Shown(in_words(asked, days, too_often), _picture(asked, days))


def draw(asked: Asked, plans: Sequence[Planned], posted: Sequence[Happening]) -> bytes | None:
    """The same as a picture alone; None where nothing can be drawn."""
    return _picture(asked, _days(asked, plans, posted)[0])


def _days(
    asked: Asked, plans: Sequence[Planned], posted: Sequence[Happening]
) -> tuple[dict[date, list[Happening]], Sequence[Planned]]:
    """What is on each day, and what comes too often to be told."""
    start, end = asked.bounds
    span = coming(plans, max(start, asked.now), end)
    return by_day([*posted, *span.happenings], asked.zone), span.too_often


def _picture(asked: Asked, days: Mapping[date, Sequence[Happening]]) -> bytes | None:
    from bot.pictures.fonts import FontError
    from bot.pictures.month import draw_month

    items = {day: _items(happenings) for day, happenings in days.items()}
    subtitle = m.SUBTITLE(asked.language, where=asked.where, n=sum(map(len, days.values())))
    try:
        return draw_month(asked.month, items, subtitle=subtitle, today=asked.today, language=asked.language)
    except FontError as error:
        log.error("calendar.not_drawn", why=str(error))
        return None


def in_words(asked: Asked, days: Mapping[date, Sequence[Happening]], too_often: Sequence[Planned]) -> str:
    """What comes every day, then a line for each day with something else, from today on while the month lasts."""
    say, month = asked.language, asked.month
    last = months_on(month, 1) - timedelta(days=1)
    first = asked.today if month <= asked.today <= last else month
    ahead = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    lines = [m.MONTH(say, month=month_told(asked), where=asked.where, zone=asked.zone)]
    if not too_often and not any(day in days for day in ahead):
        return "\n".join([*lines, m.NOTHING_COMES(say)])
    usual, others = _usual(ahead, days, asked)
    regular = [m.USUAL(say, days=word(say), entry=_entry(drop, asked)) for word, drop in usual]
    lines += _bounded(regular, REGULAR, m.MORE_REGULAR, say)
    lines += _bounded([_line(day, others[day], asked) for day in ahead if others.get(day)], LONGEST, m.MORE_DAYS, say)
    empty = [day for day in ahead if day not in days]
    if 0 < len(empty) <= FEW:
        lines.append(m.EMPTY_DAYS(say, days=" ".join(f"{day:%m-%d}" for day in empty)))
    if too_often:
        names = [m.NUMBERED(say, n=each.drop_id, title=short(each.title)) for each in too_often[:NAMED]]
        lines.append(m.TOO_OFTEN(say, titles=m.BETWEEN(say).join(names)))
    if not workday_table_known(month.year):
        lines.append(m.UNANNOUNCED(say, year=month.year))
    return "\n".join([*lines, m.HINT(say)])


def _bounded(lines: Sequence[str], most: int, more: Phrase, language: Language) -> list[str]:
    """The first lines, with about so many characters; of the others only the number is told."""
    ends = accumulate(len(line) + 1 for line in lines)
    kept = [line for line, end in zip(lines, ends, strict=True) if end <= most]
    return [*kept, more(language, n=len(lines) - len(kept))] if len(kept) < len(lines) else kept


def _usual(
    ahead: Sequence[date], days: Mapping[date, Sequence[Happening]], asked: Asked
) -> tuple[list[tuple[Phrase, list[Happening]]], dict[date, list[Happening]]]:
    """What comes at the same times every day or every workday that is left, and everything else by day."""
    every, working = ahead[1:], [day for day in ahead[1:] if is_workday(day)]
    by_id: dict[int, dict[date, list[Happening]]] = {}
    away: dict[int, date] = {}
    for day in ahead:
        for drop in by_drop(days.get(day, ())):
            if drop[0].moved_from is None:
                by_id.setdefault(drop[0].drop_id, {})[day] = drop
            else:
                away[drop[0].drop_id] = drop[0].moved_from.astimezone(ZoneInfo(asked.zone)).date()
    usual: dict[int, tuple[Phrase, list[Happening]]] = {}
    for drop_id, moments in by_id.items():
        on = [day for day in every if day in moments]
        due = [day for day in every if day in moments or day == away.get(drop_id)]
        if len({_clocks(moments[day], asked) for day in on}) == 1 and len(on) >= OFTEN and due in (every, working):
            usual[drop_id] = (m.EVERY_DAY if due == every else m.WORKDAYS, moments[on[0]])
    others = {
        day: [each for each in days.get(day, ()) if each.drop_id not in usual or each.moved_from is not None]
        for day in ahead
    }
    return list(usual.values()), others


def _clocks(moments: Sequence[Happening], asked: Asked) -> tuple[str, ...]:
    return tuple(f"{each.at.astimezone(ZoneInfo(asked.zone)):%H:%M}" for each in moments)


def month_told(asked: Asked) -> str:
    """Its name."""
    month = asked.month
    return m.MONTH_NAME(
        asked.language, year=month.year, month=month.month if asked.language == "zh" else month_name[month.month]
    )


def short(title: str) -> str:
    """A title as it stands in a list."""
    plain = " ".join(title.split())
    return plain if len(plain) <= SHORT else plain[:SHORT] + "…"


def _line(day: date, happenings: Sequence[Happening], asked: Asked) -> str:
    say, drops = asked.language, by_drop(happenings)
    entries = m.BETWEEN(say).join(_entry(drop, asked) for drop in drops[:ENTRIES])
    more = m.AND_MORE(say, n=len(drops) - ENTRIES) if drops[ENTRIES:] else ""
    known = [m.KNOWN(say, name=name) for name in occasions(day)[:1]]
    weekday = WEEKDAYS_ZH[day.weekday()] if say == "zh" else WEEKDAYS_EN[day.weekday()]
    return m.DAY(say, day=f"{day:%m-%d}", weekday=weekday, known="".join(known), entries=entries + more)


def _entry(moments: Sequence[Happening], asked: Asked) -> str:
    say, first = asked.language, moments[0]
    mark = m.PROMO_MARK(say) if first.is_promo else ""
    if first.moved_from is not None:
        mark += MOVED_MARK(say, at=f"{first.moved_from.astimezone(ZoneInfo(asked.zone)):%m-%d %H:%M}")
    clock = _clocks(moments[: TIMES + 1], asked)
    times = " ".join(clock) if len(moments) <= TIMES else m.MANY_TIMES(say, first=clock[0], n=len(moments))
    return m.ENTRY(say, times=times, title=short(first.title), mark=mark)


def _items(happenings: Sequence[Happening]) -> "Sequence[Item]":
    from bot.pictures.month import Item

    return [Item(drop[0].title, "promo" if drop[0].is_promo else "value") for drop in by_drop(happenings)]
