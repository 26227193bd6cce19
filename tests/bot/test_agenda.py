"""What a due schedule does, as tables of times."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.scheduler.agenda import Agenda, Missed, following, latest, plan, rezoned

HOUR = timedelta(hours=1)
GRACE = HOUR / 2
DAILY = following("每天 08:30", "Asia/Shanghai")
HALF_HOURLY = following("每30分钟", "Asia/Shanghai")
ONCE = following(None, "Asia/Shanghai")


def day(number: int, hour: float = 0.5) -> datetime:
    """An hour (UTC) of a day in March; 08:30 in Shanghai is half past midnight."""
    return datetime(2026, 3, number, tzinfo=UTC) + hour * HOUR


def halves(first: float, end: float) -> tuple[datetime, ...]:
    """Every half hour of 2 March from the first up to before the end."""
    return tuple(day(2, first + n / 2) for n in range(round((end - first) * 2)))


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
        (Missed.REPORT, Agenda(None, None, day(5), (day(2), day(3), day(4)))),
    ],
)
def test_after_days_away_the_policy_decides(missed: Missed, agenda: Agenda) -> None:
    """Each of them one after another, only the last, none, or each for the owner to decide."""
    assert plan(day(2), day(4, 12), DAILY, missed, GRACE) == agenda


@pytest.mark.parametrize(
    ("missed", "agenda"),
    [
        (Missed.ALL, Agenda(day(2), None, None)),
        (Missed.LATEST, Agenda(day(2), None, None)),
        (Missed.SKIP, Agenda(None, day(2), None)),
        (Missed.REPORT, Agenda(None, None, None, (day(2),))),
    ],
)
def test_a_single_moment_long_past(missed: Missed, agenda: Agenda) -> None:
    """Run late, let go, or left to the owner."""
    assert plan(day(2), day(4), ONCE, missed, GRACE) == agenda


def test_back_within_the_grace_only_the_last_runs() -> None:
    """A backlog of short intervals is no reason to flood."""
    agenda = Agenda(day(2, 11.5), day(2), day(2, 12))
    assert plan(day(2), day(2, 11.8), HALF_HOURLY, Missed.SKIP, GRACE) == agenda


@pytest.mark.parametrize(
    ("now", "agenda"),
    [
        (day(2, 11.8), Agenda(day(2, 11.5), day(2, 0.5), day(2, 12), halves(6.5, 11.5), 12)),
        (day(2, 2.2), Agenda(day(2, 2), None, day(2, 2.5), halves(0.5, 2))),
        (day(2, 12.1), Agenda(day(2, 12), day(2, 0.5), day(2, 12.5), halves(7, 12), 13)),
    ],
)
def test_the_owner_is_asked_about_ten_at_most(now: datetime, agenda: Agenda) -> None:
    """The latest; of those before only the number is kept. What is late by less than the grace just runs."""
    assert plan(day(2), now, HALF_HOURLY, Missed.REPORT, GRACE) == agenda


def test_a_year_away_is_counted_up_to_a_thousand() -> None:
    """And looked through in no time."""
    agenda = plan(day(2), day(2) + timedelta(days=365, minutes=-1), HALF_HOURLY, Missed.REPORT, timedelta())
    assert (agenda.more, len(agenda.reported)) == (1000, 10)
    assert agenda.next_due == day(2) + timedelta(days=365)


@pytest.mark.parametrize(
    ("remaining", "used", "reported", "run"),
    [
        (1, 1, (day(2),), None),
        (3, 3, (day(2), day(3), day(4)), None),
        (9, 4, (day(2), day(3), day(4)), day(5)),
    ],
)
def test_what_is_reported_uses_up_its_times(
    remaining: int, used: int, reported: tuple[datetime, ...], run: datetime | None
) -> None:
    """Ten times in all are ten, had or missed; the first ones, not those after."""
    agenda = plan(day(2), day(5, 0.6), DAILY, Missed.REPORT, GRACE, remaining)
    assert (agenda.used, agenda.reported, agenda.run) == (used, reported, run)


@pytest.mark.parametrize("missed", Missed)
def test_nothing_runs_that_lies_after_the_end(missed: Missed) -> None:
    """However long one was away."""
    ending = following("每天 08:30", "Asia/Shanghai", day(3))
    agenda = plan(day(2), day(9), ending, missed, GRACE)
    assert {agenda.run, agenda.missed, *agenda.reported} <= {None, day(2), day(3)}
    assert missed is Missed.ALL or agenda.next_due is None


@pytest.mark.parametrize(
    ("recurrence", "due", "was", "zone", "now", "moved"),
    [
        # 08:30 there is still to come on the same day
        ("每天 08:30", day(3), "Asia/Shanghai", "America/New_York", day(2, 1), day(3, 13.5)),
        # it is past there already: the next day's
        ("每天 08:30", day(3, 13.5), "America/New_York", "Asia/Shanghai", day(3, 2), day(4)),
        # an hour later there by the clock
        ("每天 08:30", day(3), "Asia/Shanghai", "Asia/Tokyo", day(2, 1), day(2, 23.5)),
        # over the night in which New York's clocks go forward
        ("每天 08:30", day(8), "Asia/Shanghai", "America/New_York", day(7, 1), day(8, 12.5)),
        # in London half past one does not exist that night: it fires after the gap
        ("每天 01:30", day(28, 17.5), "Asia/Shanghai", "Europe/London", day(28, 1), day(29, 1)),
        # half an hour off
        ("每2小时", day(2, 4), "Asia/Shanghai", "Asia/Kolkata", day(2, 3), day(2, 6.5)),
        # once, at a time on the wall
        (None, day(3), "Asia/Shanghai", "America/New_York", day(2, 1), day(3, 13.5)),
        # once, and past there: now
        (None, day(3, 13.5), "America/New_York", "Asia/Shanghai", day(3, 2), day(3, 2)),
    ],
)
def test_a_zone_changed_while_it_stands(
    recurrence: str | None, due: datetime, was: str, zone: str, now: datetime, moved: datetime
) -> None:
    """The same time on the wall of the other zone, never a second time for the same day."""
    assert rezoned(due, recurrence, was, zone, now) == moved


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


def test_missed_moments_keep_their_wall_clock_over_a_clock_change() -> None:
    """New York's clocks go forward on the 8th: 08:30 is an hour earlier from then on, and none is missing."""
    new_york = following("每天 08:30", "America/New_York")
    agenda = plan(day(6, 13.5), day(9, 20), new_york, Missed.REPORT, GRACE)
    assert agenda.reported == (day(6, 13.5), day(7, 13.5), day(8, 12.5), day(9, 12.5))


def test_a_moment_that_a_clock_change_skips_is_missed_at_the_end_of_the_gap() -> None:
    """It exists once, on that day too."""
    new_york = following("每天 02:30", "America/New_York")
    agenda = plan(day(7, 7.5), day(9, 12), new_york, Missed.REPORT, GRACE)
    assert agenda.reported == (day(7, 7.5), day(8, 7), day(9, 6.5))


@pytest.mark.parametrize(
    ("text", "due", "now", "dates"),
    [
        ("cron 0 9 29 2 *", (2024, 2, 29), (2033, 1, 1), [(2024, 2, 29), (2028, 2, 29), (2032, 2, 29)]),
        ("每月31号 9:00", (2026, 1, 31), (2026, 5, 1), [(2026, 1, 31), (2026, 2, 28), (2026, 3, 31), (2026, 4, 30)]),
    ],
)
def test_rare_days_are_missed_like_others(
    text: str, due: tuple[int, int, int], now: tuple[int, int, int], dates: list[tuple[int, int, int]]
) -> None:
    """The 29th of February, years apart; the 31st, which is the last day of shorter months."""
    first, later = datetime(*due, 1, tzinfo=UTC), datetime(*now, tzinfo=UTC)
    agenda = plan(first, later, following(text, "Asia/Shanghai"), Missed.REPORT, GRACE)
    assert [(at.year, at.month, at.day) for at in agenda.reported] == dates
