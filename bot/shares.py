"""Two shares of people, and how sure it is that they differ."""

from math import hypot, sqrt
from typing import NamedTuple

ENOUGH = 30
"""Fewer people than this in either say nothing."""
SURE = 1.959964
"""The normal distribution's 97.5th percentile: what lies outside the interval has one chance in twenty."""


class Share(NamedTuple):
    """So many of so many people."""

    of: int
    n: int

    @property
    def part(self) -> float:
        """From 0 to 1; of nobody it is 0."""
        return self.of / self.n if self.n else 0.0


class Difference(NamedTuple):
    """By how much the first share is larger, from `low` to `high`."""

    more: float
    low: float
    high: float


def wilson(share: Share) -> tuple[float, float]:
    """Between what a share really lies, with 95% confidence; E. B. Wilson, J. Am. Stat. Assoc. 22, 1927, 209-212.

    The roots of (p - of/n)² = z² p (1 - p) / n; n must not be 0.
    """
    of, n = share
    middle, reach = of + SURE**2 / 2, SURE * sqrt(of * (n - of) / n + SURE**2 / 4)
    return max(0.0, (middle - reach) / (n + SURE**2)), min(1.0, (middle + reach) / (n + SURE**2))


def newcombe(one: Share, other: Share) -> Difference:
    """The difference of two independent shares with its 95% interval, neither of nobody.

    Method 10, the hybrid score interval without continuity correction, of R. G. Newcombe, "Interval estimation for the
    difference between independent proportions: comparison of eleven methods", Statistics in Medicine 17, 1998, 873-890:
    d - sqrt((p1 - l1)² + (u2 - p2)²) to d + sqrt((u1 - p1)² + (p2 - l2)²), where l and u are Wilson's limits.
    """
    (p1, p2), (l1, u1), (l2, u2) = (one.part, other.part), wilson(one), wilson(other)
    return Difference(p1 - p2, p1 - p2 - hypot(p1 - l1, u2 - p2), p1 - p2 + hypot(u1 - p1, p2 - l2))


def compared(one: Share, other: Share) -> Difference | None:
    """The difference, or None when there are too few to say anything."""
    return newcombe(one, other) if min(one.n, other.n) >= ENOUGH else None
