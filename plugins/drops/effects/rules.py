"""Did it work? How much more is said after a drop than at the same time on days without it, and how sure that is."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import sqrt
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.times.localday import day_number
from bot.times.recurrence import to_utc
from storage.base import from_ms, to_ms

HOUR = timedelta(hours=1)
LOOK_BACK = 14
"""Days before a drop's last time that may be compared with."""
ENOUGH = 5
"""Fewer times than this, with the drop or without, say nothing."""
MOST_CONTROLS = 40
STALE = timedelta(days=30)
"""What has not come for so long is compared with no more days."""
SURE = 1.959964
"""The normal distribution's 97.5th percentile: what lies outside the interval has one chance in twenty."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Of the hours after a drop's times in one group, or of the same hours without: how many, and what was said."""

    n: int = 0
    messages: int = 0
    squares: int = 0
    speakers: int = 0

    def plus(self, messages: int, speakers: int) -> "Sums":
        """With one hour more."""
        return Sums(self.n + 1, self.messages + messages, self.squares + messages**2, self.speakers + speakers)


class Sample(NamedTuple):
    """One group's hours with a drop and without."""

    posts: Sums
    controls: Sums


@dataclass(frozen=True, slots=True)
class Effect:
    """Messages and speakers in the hour after, the same without, and by how many messages they differ, from `low` to
    `high`.
    """

    posts: int
    controls: int
    messages: float
    speakers: float
    usual_messages: float
    usual_speakers: float
    more: float
    low: float
    high: float


def estimate(samples: Iterable[Sample]) -> Effect | None:
    """What a drop did to its groups, or None when there is too little to say so.

    Welch's interval for the difference of two means (B. L. Welch, Biometrika 34, 1947, 28-35):
    m1 - m2 ± t(v) sqrt(s1²/n1 + s2²/n2), v = (s1²/n1 + s2²/n2)² / ((s1²/n1)²/v1 + (s2²/n2)²/v2).
    Each group's own mean without the drop is taken off first, so that lively groups are compared with themselves; that
    costs the controls a degree of freedom a group.
    """
    groups = [sample for sample in samples if sample.posts.n and sample.controls.n]
    n1, n2 = sum(each.posts.n for each in groups), sum(each.controls.n for each in groups)
    if n1 < ENOUGH or n2 < ENOUGH or n2 <= len(groups):
        return None
    off = [(each.posts, each.controls.messages / each.controls.n) for each in groups]
    more = sum(posts.messages - posts.n * usual for posts, usual in off) / n1
    squares = sum(posts.squares - 2 * usual * posts.messages + posts.n * usual**2 for posts, usual in off)
    v1, v2 = n1 - 1, n2 - len(groups)
    of_posts = max(0.0, squares - n1 * more**2) / v1 / n1
    of_controls = sum(_spread(each.controls) for each in groups) / v2 / n2
    margin = _margin(of_posts, v1, of_controls, v2)
    messages = sum(each.posts.messages for each in groups) / n1
    speakers = sum(each.posts.speakers for each in groups) / n1
    usual_speakers = sum(each.posts.n * each.controls.speakers / each.controls.n for each in groups) / n1
    return Effect(
        n1, n2, messages, speakers, messages - more, usual_speakers, more, low=more - margin, high=more + margin
    )


def t_quantile(freedom: float) -> float:
    """Student's t for 95%, two-sided: Abramowitz and Stegun, 26.7.5; within 0.01 from four degrees of freedom on."""
    x = SURE
    return (
        x
        + (x**3 + x) / (4 * freedom)
        + (5 * x**5 + 16 * x**3 + 3 * x) / (96 * freedom**2)
        + (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / (384 * freedom**3)
    )


def _spread(sums: Sums) -> float:
    """The sum of squared distances from the mean."""
    return max(0.0, sums.squares - sums.messages**2 / sums.n)


def _margin(one: float, v1: int, other: float, v2: int) -> float:
    """Half the interval, given each mean's variance and degrees of freedom."""
    both = one + other
    if both == 0:
        return 0.0
    freedom = both**2 / (one**2 / v1 + other**2 / v2)
    return t_quantile(freedom) * sqrt(both)


class Past(NamedTuple):
    """What is known of a drop in a group: its last time (ms), how many hours are measured, and on which local days."""

    last_ms: int
    posts: int
    controls: int
    days: Collection[int]


def controls(past: Past, now: datetime, zone: str, oldest_ms: int) -> Iterator[int]:
    """When (ms) to look what is said without the drop: at its usual time on days it did not come, the latest first."""
    wanted = min(MOST_CONTROLS, max(LOOK_BACK, past.posts)) - past.controls
    last = from_ms(past.last_ms).astimezone(ZoneInfo(zone))
    if now - last > STALE:
        return
    for day in _days_before(now.astimezone(ZoneInfo(zone)).date()):
        if wanted <= 0:
            return
        at = to_ms(to_utc(datetime.combine(day, last.time().replace(tzinfo=None)), zone))
        if day_number(day) not in past.days and oldest_ms <= at <= to_ms(now - HOUR):
            wanted -= 1
            yield at


def _days_before(today: date) -> Iterator[date]:
    return (today - timedelta(days=back) for back in range(1, LOOK_BACK + 1))
