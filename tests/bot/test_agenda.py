"""What a due schedule does, as tables of times."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.scheduler.agenda import Agenda, Missed, following, latest, plan

HOUR = timedelta(hours=1)
GRACE = HOUR / 2
DAILY = following("每天 08:30", "Asia/Shanghai")
HALF_HOURLY = following("每30分钟", "Asia/Shanghai")
ONCE = following(None, "Asia/Shanghai")


def day(number: int, hour: float = 0.5) -> datetime:
    """An hour (UTC) of a day in March; 08:30 in Shanghai is half past midnight."""
    return datetime(2026, 3, number, tzinfo=UTC) + hour * HOUR


@pytest.mark.parametrize("missed", Missed)
def test_in_time_it_runs_and_goes_on(missed: Missed) -> None:
    """A little late is in time, whatever the policy."""
    assert plan(day(2), day(2, 0.6), DAILY, missed, GRACE) == Agenda(day(2), None, day(3))
    assert plan(day(2), day(2, 0.6), ONCE, missed, GRACE) == Agenda(day(2), None, None)


@pytest.mark.parametrize(
    ("missed", "agenda"),
    [
        (Missed.ALL, Agenda(day(2), None, day(3))),
        (Missed.LATEST, Agenda(day(4), day(2), day(5))),
        (Missed.SKIP, Agenda(None, day(2), day(5))),
    ],
)
def test_after_days_away_the_policy_decides(missed: Missed, agenda: Agenda) -> None:
    """Each of them one after another, only the last, or none."""
    assert plan(day(2), day(4, 12), DAILY, missed, GRACE) == agenda


@pytest.mark.parametrize(
    ("missed", "agenda"),
    [
        (Missed.ALL, Agenda(day(2), None, None)),
        (Missed.LATEST, Agenda(day(2), None, None)),
        (Missed.SKIP, Agenda(None, day(2), None)),
    ],
)
def test_a_single_moment_long_past(missed: Missed, agenda: Agenda) -> None:
    """Run late, or let go."""
    assert plan(day(2), day(4), ONCE, missed, GRACE) == agenda


def test_back_within_the_grace_only_the_last_runs() -> None:
    """A backlog of short intervals is no reason to flood."""
    agenda = Agenda(day(2, 11.5), day(2), day(2, 12))
    assert plan(day(2), day(2, 11.8), HALF_HOURLY, Missed.SKIP, GRACE) == agenda


def test_wall_clock_time_survives_the_clock_change() -> None:
    """08:30 in New York is 08:30 before and after."""
    new_york = following("每天 08:30", "America/New_York")
    assert plan(day(7, 13.5), day(7, 13.6), new_york, Missed.LATEST, GRACE).next_due == day(8, 12.5)


@given(
    st.integers(0, 60 * 24 * 90), st.sampled_from(["每天 08:30", "每30分钟", "每周五 20:00", "cron */7 9-10 * * 1-5"])
)
def test_the_latest_is_the_last_one_before_now(minutes: int, text: str) -> None:
    """However long ago the first was."""
    fires = following(text, "Asia/Shanghai")
    first = fires(day(1))
    assert first is not None
    now = first + timedelta(minutes=minutes)
    last = latest(first, now, fires)
    following_one = fires(last)
    assert first <= last <= now
    assert following_one is not None
    assert following_one > now
