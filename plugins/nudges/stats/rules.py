"""What is counted of a group's days, against as many days before them. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple, Self

from bot.shares import Share
from bot.times.localday import day_number
from bot.times.recurrence import to_utc
from plugins.nudges.hearing import Gap, heard

DAY = timedelta(days=1)
SETTLING = 7
"""Days after which it shows whether a newcomer stays."""
HEARD_ENOUGH = 0.9
"""Of a time of which less was heard nothing is compared."""
HELPERS = 5
MOST_ANSWERS, THANKS = 3, 2
"""So many answers to one person on one day count, and to be thanked counts so many answers, as for 本周之星."""
ENOUGH = 30
"""Messages by which the hours that are busy can be told."""
KNOWN = 0.8
"""Of the messages, those whose hour is counted, by which it can."""
PEAK = 3
"""Hours in a row that are called the busiest."""
HOURS = 24


def date_of(day: int) -> date:
    """The day of a YYYYMMDD."""
    return date.fromisoformat(str(day))


class Days(NamedTuple):
    """Whole local days in a row, as YYYYMMDD, and from when to when they are."""

    first: int
    last: int
    since: datetime
    until: datetime

    @classmethod
    def before(cls, end: date, days: int, zone: str) -> Self:
        """So many of them, ending with the day before."""
        first = end - days * DAY
        since, until = (to_utc(datetime.combine(day, datetime.min.time()), zone) for day in (first, end))
        return cls(day_number(first), day_number(end - DAY), since, until)


@dataclass(frozen=True, slots=True)
class Span:
    """What is looked at: whole days up to yesterday, as many before them, and when newcomers came who could settle."""

    today: date
    days: int
    now: Days
    before: Days
    newcomers: Days

    @classmethod
    def of(cls, today: date, days: int, zone: str) -> Self:
        """As seen from a local day."""
        return cls(
            today,
            days,
            Days.before(today, days, zone),
            Days.before(today - days * DAY, days, zone),
            Days.before(today - SETTLING * DAY, days, zone),
        )

    @property
    def dates(self) -> list[date]:
        """The days themselves, oldest first."""
        return [self.today - n * DAY for n in range(self.days, 0, -1)]


class Talk(NamedTuple):
    """What happened in some days: `turns` is how often somebody turned to somebody, `among` how often without keepers.

    A group's keepers are its owner and its admins.
    """

    messages: int = 0
    speakers: int = 0
    turns: int = 0
    among: int = 0
    joined: int = 0
    left: int = 0

    @property
    def among_members(self) -> Share:
        """Of all turning to each other, that of members to members."""
        return Share(self.among, self.turns)


class Standing(NamedTuple):
    """Who is there now, how many of them spoke lately, and what became of the newcomers who could settle."""

    members: int = 0
    speakers: int = 0
    newcomers: int = 0
    stayed: int = 0
    spoke: int = 0


class Figures(NamedTuple):
    """Of one group or of several; `before` is that of groups that were heard then too, `like` these groups' now."""

    now: Talk = Talk()
    like: Talk = Talk()
    before: Talk = Talk()
    standing: Standing = Standing()


class Helper(NamedTuple):
    """Somebody who helped: questions they answered, and who thanked them, each person once a day."""

    person_id: int
    answers: int
    thanks: int


@dataclass(frozen=True, slots=True)
class Report:
    """All that is to be told; `by_day` and `hours` are messages, by YYYYMMDD and by local hour of the day."""

    span: Span
    groups: Mapping[int, Figures]
    by_day: Mapping[int, int]
    today: Talk
    hours: Sequence[int]
    helpers: Sequence[Helper]
    names: Mapping[int, str]
    unheard: timedelta = timedelta()

    @property
    def total(self) -> Figures:
        """Of all groups together; who speaks in two of them counts twice."""
        return total(self.groups.values())


def total(figures: Iterable[Figures]) -> Figures:
    """All of them together."""
    each = [*figures]
    return Figures(
        Talk(*_sums(figure.now for figure in each)),
        Talk(*_sums(figure.like for figure in each)),
        Talk(*_sums(figure.before for figure in each)),
        Standing(*_sums(figure.standing for figure in each)),
    )


def _sums(rows: Iterable[tuple[int, ...]]) -> list[int]:
    return [sum(column) for column in zip(*rows, strict=True)]


def figures(now: Talk, before: Talk, standing: Standing, *, is_comparable: bool) -> Figures:
    """One group's."""
    return Figures(now, now, before, standing) if is_comparable else Figures(now, standing=standing)


def is_comparable(span: Span, gaps: Sequence[Gap]) -> bool:
    """Whether both times were heard well enough."""
    return all(
        heard(days.since, days.until, gaps) >= HEARD_ENOUGH * (days.until - days.since)
        for days in (span.now, span.before)
    )


def change(now: int, before: int) -> int | None:
    """By how many percent it is more, rounded; None when there was nothing before."""
    return round((now - before) / before * 100) if before else None


def points(now: Share, before: Share) -> int | None:
    """By how many percentage points a share is larger; None when there was nothing to have a share of."""
    return round(now.part * 100) - round(before.part * 100) if now.n and before.n else None


def are_known(hours: Sequence[int], messages: int) -> bool:
    """Whether enough of the messages have an hour, and there are enough, to tell the busy ones."""
    return messages >= ENOUGH and sum(hours) >= KNOWN * messages


def peak(hours: Sequence[int]) -> tuple[int, int, float]:
    """From when until when it is busiest, and the share of all messages; it may go on past midnight.

    Of equally busy times that which begins the busiest.
    """
    sums = [sum(hours[(start + n) % HOURS] for n in range(PEAK)) for start in range(HOURS)]
    start = max(range(HOURS), key=lambda hour: (sums[hour], hours[hour]))
    return start, (start + PEAK) % HOURS, sums[start] / max(1, sum(hours))
