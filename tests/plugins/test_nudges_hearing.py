"""How long silence is when the bot was away for some of it."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from plugins.nudges.hearing import Gap, before, heard, heard_days, heard_for, merged

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def ago(**time: float) -> datetime:
    """So long before now."""
    return NOW - timedelta(**time)


def test_a_week_away_is_no_silence():
    """Who spoke ten days ago, a week of which nobody heard, has been silent for three."""
    assert heard_days(ago(days=10), NOW, [Gap(ago(days=8), ago(days=1))]) == 3


def test_only_what_lies_between_counts():
    """A gap that began before, and one that lasts beyond, are taken by their part."""
    gaps = [Gap(ago(days=12), ago(days=9)), Gap(ago(hours=12), NOW + timedelta(days=3))]
    assert heard(ago(days=10), NOW, gaps) == timedelta(days=8, hours=12)


def test_no_time_is_heard_backwards():
    """A clock that was set back makes nobody silent for less than no time."""
    assert heard(NOW + timedelta(hours=1), NOW, []) == timedelta()


def test_overlapping_gaps_are_one():
    """No hour is missed twice, and an empty gap is none."""
    gaps = [Gap(ago(days=3), ago(days=1)), Gap(ago(days=5), ago(days=2)), Gap(ago(days=9), ago(days=9))]
    assert merged(gaps) == [Gap(ago(days=5), ago(days=1))]


def test_nothing_is_heard_before_the_bot_comes():
    """Three days after it came nobody has been silent for four, unless a log tells of the time before."""
    came = ago(days=3)
    assert heard_days(ago(days=100), NOW, before(came, [])) == 3
    told = [(ago(days=90), ago(days=80)), (ago(days=10), ago(days=2))]
    assert heard_days(ago(days=100), NOW, merged(before(came, told))) == 20


MOMENTS = st.integers(0, 400).map(lambda hours: ago(hours=hours))


@given(st.lists(st.tuples(MOMENTS, MOMENTS)), st.integers(0, 500))
def test_so_much_is_heard_since_then(pairs: list[tuple[datetime, datetime]], hours: int):
    """Of the time since that moment exactly so much was heard, and of any longer time no less."""
    gaps, time = merged(Gap(*sorted(pair)) for pair in pairs), timedelta(hours=hours)
    since = heard_for(time, NOW, gaps)
    assert heard(since, NOW, gaps) == time
    assert heard(since + timedelta(minutes=1), NOW, gaps) < time or not time
