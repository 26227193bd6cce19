"""What a week is compared with, and by how much it is more."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.shares import Share
from plugins.nudges.hearing import Gap
from plugins.nudges.stats import rules
from plugins.nudges.stats.rules import Days, Figures, Span, Standing, Talk

TODAY = date(2026, 3, 15)
WEEK = Span.of(TODAY, 7, "Asia/Shanghai")
HOUR = timedelta(hours=1)


def test_whole_days_up_to_yesterday() -> None:
    """As many before them; newcomers are those of as many days that ended a week ago."""
    assert WEEK.now[:2] == (20260308, 20260314)
    assert WEEK.before[:2] == (20260301, 20260307)
    assert WEEK.newcomers[:2] == (20260301, 20260307)
    assert Span.of(TODAY, 30, "Asia/Shanghai").newcomers[:2] == (20260206, 20260307)
    assert WEEK.now.since == datetime(2026, 3, 7, 16, tzinfo=UTC)
    assert WEEK.dates[0] == date(2026, 3, 8)
    assert WEEK.dates[-1] == date(2026, 3, 14)


def test_days_are_as_long_as_the_zone_makes_them() -> None:
    """A day of a clock change has 23 hours; the same hour is neither lost nor counted twice."""
    changed = Days.before(date(2026, 3, 30), 2, "Europe/London")
    assert changed.until - changed.since == 47 * HOUR


@pytest.mark.parametrize(
    ("now", "before", "more"),
    [(12, 10, 20), (8, 10, -20), (10, 10, 0), (1, 0, None), (0, 0, None), (0, 5, -100), (1001, 1000, 0)],
)
def test_change(now: int, before: int, more: int | None) -> None:
    """In rounded percent of what was before, if there was anything."""
    assert rules.change(now, before) == more


def test_points() -> None:
    """Two rounded shares differ by whole points, as whoever reads both would reckon."""
    assert rules.points(Share(2, 3), Share(1, 3)) == 34
    assert rules.points(Share(1, 2), Share(0, 0)) is None
    assert rules.points(Share(0, 0), Share(1, 2)) is None


@pytest.mark.parametrize(
    ("gap", "is_so"),
    [
        (timedelta(0), True),
        (timedelta(hours=16), True),
        (timedelta(hours=17), False),
        (timedelta(days=30), False),
    ],
)
def test_only_what_was_heard_is_compared(gap: timedelta, is_so: bool) -> None:
    """Nine tenths of both times; more than that missed in either and nothing is said."""
    for days in (WEEK.now, WEEK.before):
        gaps = [Gap(days.until - gap, days.until)] if gap else []
        assert rules.is_comparable(WEEK, gaps) == is_so


def test_sums_compare_like_with_like() -> None:
    """A group that came lately is in the sum, and not in what the sum is compared with."""
    old = rules.figures(Talk(10), Talk(5), Standing(4), is_comparable=True)
    new = rules.figures(Talk(90), Talk(1), Standing(6), is_comparable=False)
    both = rules.total([old, new])
    assert (both.now.messages, both.like.messages, both.before.messages) == (100, 10, 5)
    assert both.standing.members == 10
    assert rules.total([old]) == old
    assert rules.total([Figures()]) == Figures()


def test_peak() -> None:
    """Three hours in a row, past midnight too; of equal ones that which begins the busiest."""
    hours = [0] * 24
    hours[23], hours[0], hours[12] = 6, 3, 1
    assert rules.peak(hours) == (23, 2, 0.9)
    hours[8:11] = [4, 4, 4]
    assert rules.peak(hours)[:2] == (8, 11)


def test_busy_hours_are_known_when_enough_messages_have_one() -> None:
    """Thirty messages, and the hours of four fifths of them."""
    assert not rules.are_known([29], 29)
    assert rules.are_known([30], 30)
    assert not rules.are_known([23], 30)
    assert rules.are_known([24], 30)
