"""What a campaign came to. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from statistics import mean, variance

ENOUGH = 10
"""Groups of each text without which nothing is said about their difference."""
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class InGroup:
    """One group: who took part, who joined, what was said on each day, and on a usual day where that is known."""

    group_id: int
    name: str
    took_part: int
    joined: int
    by_day: Mapping[date, int]
    usual: float | None
    lines: Sequence[str]

    @property
    def messages(self) -> int:
        """All of them."""
        return sum(self.by_day.values())


@dataclass(frozen=True, slots=True)
class Variant:
    """How much was said after one of several texts, by group."""

    number: int
    variant: int
    talk: Sequence[int]


@dataclass(frozen=True, slots=True)
class Held:
    """In how many groups a phase has not gone out, and why: the outbox's state or reason."""

    number: int
    why: str
    groups: int


@dataclass(frozen=True, slots=True)
class Difference:
    """By how much the mean of one text is above the first one's, and between what it lies with 95 %."""

    mean: float
    low: float
    high: float

    @property
    def is_sure(self) -> bool:
        """Whether the interval is on one side of zero."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Whole:
    """All of it."""

    number: int
    title: str
    day: date
    first: date
    last: date
    is_over: bool
    people: int
    invited: int
    groups: Sequence[InGroup]
    not_posted: int
    held: Sequence[Held]
    variants: Sequence[Variant]

    @property
    def days(self) -> int:
        """How many days it took."""
        return (self.last - self.first).days + 1

    @property
    def messages(self) -> int:
        """What was said in all its groups."""
        return sum(group.messages for group in self.groups)

    @property
    def joined(self) -> int:
        """Who joined one of them."""
        return sum(group.joined for group in self.groups)

    @property
    def usual(self) -> float | None:
        """What is usually said in so many days; None where it is not known of every group."""
        if not self.groups or any(group.usual is None for group in self.groups):
            return None
        return sum(group.usual or 0 for group in self.groups) * self.days


def more_than_usual(messages: int, usual: float | None) -> int | None:
    """By how many percent; None where it is not more, or what is usual is not known."""
    if not usual or messages <= usual:
        return None
    return round(100 * (messages / usual - 1)) or None


def difference(first: Sequence[int], other: Sequence[int]) -> Difference | None:
    """Of two samples' means, with Welch's interval (B. L. Welch, Biometrika 34, 1947) by the normal quantile.

    None when either is too small to tell.
    """
    if min(len(first), len(other)) < ENOUGH:
        return None
    apart = mean(other) - mean(first)
    error = _Z * sqrt(variance(first) / len(first) + variance(other) / len(other))
    return Difference(apart, apart - error, apart + error)
