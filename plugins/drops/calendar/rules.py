"""Which moments fall into a month, and which month is meant. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.commands.wording import fold
from bot.errors import UserError
from bot.times.localday import local_day
from bot.times.months import month_in, months_on
from bot.times.recurrence import Recurrence, due_between, to_utc
from plugins.drops.calendar import messages as m
from storage.base import to_ms

MOST_MOMENTS = 30_000
"""In one calendar; what comes more often than that is only named."""
MOST_IN_FILE = 5_000
MONTHS_BACK, MONTHS_AHEAD = 12, 24
INSTANT = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Planned:
    """A drop and when it comes."""

    drop_id: int
    title: str
    is_promo: bool
    is_paused: bool
    recurrence: Recurrence | None
    zone: str
    next_due_at: datetime | None
    ends_at: datetime | None
    remaining: int | None
    stock: int | None = None
    """How many times it has something to say; None where it always has."""
    days: frozenset[int] | None = None
    """The days (YYYYMMDD) on which it has something, where that depends on the day."""
    moved_from: datetime | None = None
    """The regular time that the next one stands in for, where it was moved."""
    is_for_several: bool = False
    """Whether it goes to a set of groups, so that only its author may change it."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that went out or will, at a moment."""

    at: datetime
    drop_id: int
    title: str
    is_promo: bool
    moved_from: datetime | None = None
    """From when it was moved to this moment."""


@dataclass(frozen=True, slots=True)
class Span:
    """What happens between two moments in order of time, and what comes too often to be told."""

    happenings: Sequence[Happening]
    too_often: Sequence[Planned]


def read_month(text: str, today: date) -> date:
    """The first day of the month that is meant; UserError for none, and for one too far away."""
    month = month_in(text, today)
    if month is None:
        raise UserError(m.NO_SUCH_MONTH, text=text.strip()[:20])
    if not months_on(today, -MONTHS_BACK) <= month <= months_on(today, MONTHS_AHEAD):
        raise UserError(m.MONTH_TOO_FAR, ahead=MONTHS_AHEAD)
    return month


def read_span(text: str, today: date) -> tuple[date, date]:
    """The first day of a file and the one after its last: of a month, of a year, else of a year from today."""
    word = fold(text).strip().rstrip("年")
    if not word:
        return today, date(today.year + 1, today.month, 1)
    if re.fullmatch(r"20\d\d", word) and today.year <= int(word) <= today.year + MONTHS_AHEAD // 12:
        return date(int(word), 1, 1), date(int(word) + 1, 1, 1)
    month = read_month(text, today)
    return month, months_on(month, 1)


def bounds(first: date, after: date, zone: str) -> tuple[datetime, datetime]:
    """The moments from the beginning of one day up to that of another, which is no longer part of it."""
    return to_utc(datetime.combine(first, time()), zone), to_utc(datetime.combine(after, time()), zone)


def coming(plans: Iterable[Planned], start: datetime, end: datetime, most: int = MOST_MOMENTS) -> Span:
    """What these drops will post from `start` up to `end`, that excluded."""
    found, too_often = list[Happening](), list[Planned]()
    for planned in plans:
        moments = moments_of(planned, start, end, most - len(found) + 1)
        if len(found) + len(moments) > most:
            too_often.append(planned)
        else:
            found += [_happening(planned, at) for at in moments]
    return Span(sorted(found, key=lambda each: (each.at, each.drop_id)), too_often)


def _happening(planned: Planned, at: datetime) -> Happening:
    moved_from = planned.moved_from if at == planned.next_due_at else None
    return Happening(at, planned.drop_id, planned.title, planned.is_promo, moved_from)


def moments_of(planned: Planned, start: datetime, end: datetime, most: int) -> list[datetime]:
    """The first so many moments of a drop from `start` up to `end`, that excluded, at which it has something."""
    due = planned.next_due_at
    if due is None or planned.is_paused or due >= end:
        return []
    last = end - INSTANT if planned.ends_at is None else min(end - INSTANT, planned.ends_at)
    regular = max(due, planned.moved_from or due)
    if planned.recurrence is None:
        every = [due]
    elif (limit := _limit(planned)) is not None:
        every = [due, *due_between(planned.recurrence, regular, last, planned.zone, limit - 1)] if limit else []
    else:
        first = [due] if due >= start else []
        most_looked_at = most if planned.days is None else MOST_MOMENTS
        every = [
            *first,
            *due_between(planned.recurrence, max(regular, start - INSTANT), last, planned.zone, most_looked_at),
        ]
    return [at for at in every if start <= at <= last and _has_something(planned, at)][:most]


def _limit(planned: Planned) -> int | None:
    return min((n for n in (planned.remaining, planned.stock) if n is not None), default=None)


def _has_something(planned: Planned, at: datetime) -> bool:
    if planned.days is not None:
        return local_day(to_ms(at), planned.zone) in planned.days
    return planned.stock != 0


def comes(planned: Planned, start: datetime, end: datetime) -> bool:
    """Whether a drop has any moment from `start` up to `end`."""
    return bool(moments_of(planned, start, end, 1))


def by_day(happenings: Iterable[Happening], zone: str) -> dict[date, list[Happening]]:
    """The same by local day."""
    days: dict[date, list[Happening]] = {}
    tz = ZoneInfo(zone)
    for each in happenings:
        days.setdefault(each.at.astimezone(tz).date(), []).append(each)
    return days


def by_drop(happenings: Iterable[Happening]) -> list[list[Happening]]:
    """What happens on a day, the moments of one drop together, in the order of each one's first; a moved one apart."""
    drops: dict[tuple[int, datetime | None], list[Happening]] = {}
    for each in happenings:
        drops.setdefault((each.drop_id, each.moved_from), []).append(each)
    return list(drops.values())
