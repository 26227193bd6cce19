"""How warm a group is, by its last week against its own weeks before. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from statistics import median_high
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.times.localday import day_number, local_day
from plugins.nudges.temperature.rules import DAY, GETTING_KNOWN, HOUR_MS, WEEK, WEEKS, Heard, Temperature
from storage.base import from_ms, to_ms

DAYS = 7 * (WEEKS + 1)
"""The last week and those it is compared with."""
COOL, WARM = 0.5, 0.7
"""Below the one a group is cooling; it stays so until it has come back to the other."""
COLD = (Temperature.COOLING, Temperature.DEAD)
"""Who is, stays so in a week in which no two spoke: nothing against nothing is no warmth."""
LEAST_WEEKS = 2
LEAST_DAYS = 4
"""Of a week so many days, heard as well as in the last, make it comparable."""
MUCH_AS = 3
"""Hours by which one day may be heard more than another."""
HEARD_DAY = 6
"""Heard hours that make a day a heard one."""
DEAD_DAYS = 14
LEAST_SPEAKERS = 2
FEW_MESSAGES, FEW_SPEAKERS = 10, 3
"""Who usually has less of either in a week is too quiet to cool: chance does more."""
LONGEST_REST = 90
"""Days for which a group that came back from as long a silence before is believed to rest."""
MOST = 9.99
AFTER = timedelta(minutes=65)
"""So long after a day's end all that was said on it is counted, by the pass before."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Thirty-five local days: their first hour, and for each hour from there on which of the days' hours it is."""

    first: int
    slots: tuple[int, ...]
    days: tuple[int, ...]

    @property
    def end(self) -> int:
        """The hour after the last."""
        return self.first + len(self.slots)


@lru_cache(maxsize=256)
def calendar(last: int, zone: str) -> Calendar:
    """The days up to this one, given and told as YYYYMMDD; an hour is where it begins."""
    tz, today = ZoneInfo(zone), date.fromisoformat(str(last))
    days = [today - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]
    first, end = (
        -(-to_ms(datetime.combine(day, time(), tz)) // HOUR_MS) for day in (days[0], today + timedelta(days=1))
    )
    moments = (from_ms(hour * HOUR_MS).astimezone(tz) for hour in range(first, end))
    slots = tuple((moment.date() - days[0]).days * DAY + moment.hour for moment in moments)
    return Calendar(first, slots, tuple(day_number(day) for day in days))


def day_ended(now: datetime, zone: str) -> int:
    """The last local day, YYYYMMDD, of which all that was said is counted."""
    today = date.fromisoformat(str(local_day(to_ms(now - AFTER), zone)))
    return day_number(today - timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Ears:
    """What of those days was heard, and so which weeks can be compared with the last, by which days and hours."""

    hours: tuple[int, ...]
    slots: frozenset[int]
    heard_days: tuple[int, ...]
    pairs: Mapping[int, int]
    """By week, the oldest 0: a bit for each of its days that was heard as well as that of the last week."""

    def lately(self) -> tuple[int, ...]:
        """The last fourteen heard days, by their number; empty where there are fewer."""
        return self.heard_days[-DEAD_DAYS:] if len(self.heard_days) >= DEAD_DAYS else ()


def ears(days: Calendar, heard: Heard) -> Ears:
    """What was heard of these days."""
    hours = tuple(heard.hours(days.first, days.end))
    slots = frozenset(days.slots[hour - days.first] for hour in hours)
    by_day = [0] * DAYS
    for slot in slots:
        by_day[slot // DAY] += 1
    pairs: dict[int, int] = {}
    for week in range(WEEKS):
        alike = [_alike(by_day[week * 7 + day], by_day[WEEKS * 7 + day]) for day in range(7)]
        if sum(alike) >= LEAST_DAYS:
            pairs[week] = sum(1 << day for day in range(7) if alike[day])
    return Ears(hours, slots, tuple(day for day in range(DAYS) if by_day[day] >= HEARD_DAY), pairs)


def _alike(one: int, other: int) -> bool:
    return min(one, other) > 0 and abs(one - other) <= MUCH_AS


class Voices(NamedTuple):
    """Of a week: messages of all, of who wrote most, of who wrote second most."""

    said: int = 0
    most: int = 0
    second: int = 0

    @property
    def share(self) -> float:
        """What is left when who wrote most counts only as much as who wrote second most: one alone is no talk."""
        return (self.said - self.most + self.second) / self.said if self.said else 1.0


class Compared(NamedTuple):
    """The last week and one before it, of the hours and days in which both were heard."""

    messages: float
    usual_messages: float
    speakers: int
    usual_speakers: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a group on the evening of a day.

    `known_days` is how long it has been heard of; `lately` how many spoke in the last fourteen heard days, None where
    so many were not heard; `resting` for how many days no two have spoken, `rested` the longest that lasted before.
    """

    known_days: int
    weeks: Sequence[Compared]
    lately: int | None = None
    resting: int = 0
    rested: int = 0

    @property
    def is_dead(self) -> bool:
        """Whether fewer than two spoke for two weeks, and for longer than they ever came back from."""
        return (
            self.lately is not None and self.lately < LEAST_SPEAKERS and self.resting > min(self.rested, LONGEST_REST)
        )


class Judgement(NamedTuple):
    """How warm a group is, and its last week as a part of its own usual one."""

    temperature: Temperature
    messages: float | None = None
    speakers: float | None = None


def compare(
    ears: Ears, said: Mapping[int, int], voices: Mapping[int, Voices], speakers: Mapping[int, tuple[int, int]]
) -> list[Compared]:
    """The comparable weeks, the oldest first.

    `said` are messages by slot, `voices` by week, `speakers` how many spoke on the compared days of the last week and
    of that one.
    """
    return list(_compare(ears, said, voices, speakers))


def _compare(
    ears: Ears, said: Mapping[int, int], voices: Mapping[int, Voices], speakers: Mapping[int, tuple[int, int]]
) -> Iterator[Compared]:
    now_share = voices.get(WEEKS, Voices()).share
    for week in ears.pairs:
        then, now, away = 0, 0, (WEEKS - week) * WEEK
        for slot, messages in said.items():
            if slot // WEEK == week and slot + away in ears.slots and slot in ears.slots:
                then += messages
            elif slot // WEEK == WEEKS and slot - away in ears.slots and slot in ears.slots:
                now += messages
        spoke, spoke_then = speakers.get(week, (0, 0))
        yield Compared(now * now_share, then * voices.get(week, Voices()).share, spoke, spoke_then)


def judge(was: Temperature, facts: Facts) -> Judgement:
    """How warm a group is, given how warm it was."""
    if facts.known_days < GETTING_KNOWN:
        return Judgement(Temperature.FORMING)
    if len(facts.weeks) < LEAST_WEEKS:
        return Judgement(Temperature.DEAD if facts.is_dead else was)
    messages = median_high(_ratio(week.messages, week.usual_messages) for week in facts.weeks)
    speakers = median_high(_ratio(week.speakers, week.usual_speakers) for week in facts.weeks)
    if facts.is_dead:
        return Judgement(Temperature.DEAD, messages, speakers)
    if was in COLD and _speak(facts) < LEAST_SPEAKERS:
        return Judgement(was, messages, speakers)
    heat = min(messages, speakers)
    is_cool = heat < (WARM if was is Temperature.COOLING else COOL)
    too_quiet = was is not Temperature.COOLING and is_usually_quiet(facts.weeks)
    return Judgement(Temperature.COOLING if is_cool and not too_quiet else Temperature.ACTIVE, messages, speakers)


def _ratio(now: float, usual: float) -> float:
    """Nothing against nothing is as usual."""
    if usual == 0:
        return 1.0 if now == 0 else MOST
    return min(MOST, now / usual)


def _speak(facts: Facts) -> int:
    return max(week.speakers for week in facts.weeks)


def is_usually_quiet(weeks: Sequence[Compared]) -> bool:
    """Whether so little is said in a usual week that chance does more than anything else."""
    return (
        median_high(week.usual_messages for week in weeks) < FEW_MESSAGES
        or median_high(week.usual_speakers for week in weeks) < FEW_SPEAKERS
    )
