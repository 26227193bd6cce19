"""When a group usually talks, when it is silent beyond that, and how warm it is. Pure; hours count since 1970 UTC.

What was not heard, because nobody was there or the bot had not come yet, is in no figure, on neither side of any.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from math import exp, log
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.phrases import Phrase
from storage.base import from_ms

HOUR_MS = 3_600_000
DAY = 24
WEEK = 7 * DAY
WEEKS = 4
"""A group's usual week is made of so many before."""
OWN_DAY = 4
"""For so many weeks the hour of day, whatever the day, speaks beside what was heard of an hour of the week."""
UNLIKELY = 0.05
LEAST_SILENCE = 3
"""Heard hours; less is never remarkable."""
PATIENCE = 3 * DAY
"""Heard hours without a word that are too many for any group, unless its own setting says otherwise."""
LOOK_BACK = WEEK
"""Heard hours of a silence that its chance is made of; beyond them only its length matters."""
CERTAIN = 0.99
"""No single hour says more than that."""
GETTING_KNOWN = 14
"""Days the bot has to have been in a group to say how warm it is."""

Stretch = tuple[int, int]
"""Hours from the first to before the second."""


class Temperature(Enum):
    """How a group is, against its own usual weeks."""

    FORMING = Phrase("还在认识", "getting to know")
    ACTIVE = Phrase("活跃", "active")
    COOLING = Phrase("变凉", "cooling")
    DEAD = Phrase("沉寂", "gone quiet")

    @property
    def key(self) -> str:
        """As it is kept."""
        return self.name.lower()


def temperature_of(key: str) -> Temperature:
    """The temperature that is kept so."""
    return Temperature[key.upper()]


@dataclass(frozen=True, slots=True)
class Heard:
    """Of which hours it is known whether a group talked: all from `since` on but the account's `gaps`, and `before`."""

    since: int
    gaps: Sequence[Stretch] = ()
    before: Sequence[Stretch] = ()

    def hours(self, first: int, end: int) -> list[int]:
        """The heard hours from `first` to before `end`."""
        known: list[int] = []
        for start, stop in self.before:
            known += range(max(first, start), min(end, stop, self.since))
        at = max(first, self.since)
        for start, stop in self.gaps:
            known += range(at, min(end, start))
            at = max(at, stop)
        known += range(at, end)
        return known

    def length(self, first: int, end: int) -> int:
        """How many they are."""
        known = sum(max(0, min(end, stop, self.since) - max(first, start)) for start, stop in self.before)
        at = max(first, self.since)
        missed = sum(max(0, min(end, stop) - max(at, start)) for start, stop in self.gaps)
        return known + max(0, end - at) - missed


class Silence(NamedTuple):
    """For how many heard hours nobody has talked, and how likely that is by the group's own week; 1 where unknown."""

    hours: int
    chance: float

    def is_remarkable(self, patience: int = PATIENCE) -> bool:
        """Whether it is longer than usual for the group, or than anybody's patience (heard hours)."""
        return self.hours >= patience or (self.hours >= LEAST_SILENCE and self.chance <= UNLIKELY)


@lru_cache(maxsize=1024)
def cells(first: int, end: int, zone: str) -> tuple[int, ...]:
    """The hour of the local week, from Monday 00:00 on, that each of these hours begins in."""
    tz = ZoneInfo(zone)
    found: list[int] = []
    for day in range(first // DAY, -(-end // DAY)):
        found += _cells_of_day(day, tz)
    start = first // DAY * DAY
    return tuple(found[first - start : end - start])


@lru_cache(maxsize=4096)
def _cells_of_day(day: int, tz: ZoneInfo) -> tuple[int, ...]:
    moments = (from_ms((day * DAY + hour) * HOUR_MS).astimezone(tz) for hour in range(DAY))
    return tuple(local.weekday() * DAY + local.hour for local in moments)


def profile(talked: Iterable[int], heard: Sequence[int], first: int, week: Sequence[int]) -> bytes:
    """How likely a group talks in each hour of its week, of 255.

    `heard` are the heard hours of the last four weeks, `talked` those in which somebody talked, `week` the hours of
    the week of all hours from `first` on. Of the n times an hour of the week was heard the group talked in k; of the
    n' times its hour of the day was, in k'. With q = (k' + 1/2) / (n' + 1) for the day, p = (k + m q) / (n + m),
    m = 4: the mean of a beta distribution that the hour of the day gives its beginning.
    """
    n, k = [0] * WEEK, [0] * WEEK
    for hour in heard:
        n[week[hour - first]] += 1
    for hour in set(heard).intersection(talked):
        k[week[hour - first]] += 1
    made = bytearray(WEEK)
    for hour in range(DAY):
        q = (sum(k[hour::DAY]) + 0.5) / (sum(n[hour::DAY]) + 1)
        for cell in range(hour, WEEK, DAY):
            made[cell] = round(255 * (k[cell] + OWN_DAY * q) / (n[cell] + OWN_DAY))
    return bytes(made)


_SILENT = tuple(log(1 - min(CERTAIN, each / 255)) for each in range(256))
"""The logarithm of the chance that an hour of a profile goes by without a word."""


def silence(made: bytes | None, last: int, now: int, heard: Heard, zone: str) -> Silence:
    """The silence between the hour of the last word and the present one, in heard whole hours.

    Its chance is the product of 1 - p over the first week of them.
    """
    hours = heard.length(last + 1, now)
    if made is None or not hours:
        return Silence(hours, 1.0)
    end = min(now, last + 1 + 4 * WEEK)
    within = heard.hours(last + 1, end)[:LOOK_BACK]
    week = cells(last + 1, end, zone)
    return Silence(hours, exp(sum(_SILENT[made[week[hour - last - 1]]] for hour in within)))
