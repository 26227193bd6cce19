"""What kind of member somebody is, at the edges."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from plugins.nudges.hearing import Gap
from plugins.nudges.segments.rules import Known, Look, Segment, Spoken, has_spoken, segment_of, tenths
from plugins.nudges.segments.settings import Definitions

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ZONE = "Asia/Shanghai"
CAME = NOW - timedelta(days=400)


def ago(days: float) -> datetime:
    """So many days before now."""
    return NOW - timedelta(days=days)


def look(gaps: Sequence[Gap] = (), came: datetime = CAME, **definitions: int) -> Look:
    """Now, by these definitions."""
    return Look(NOW, ZONE, came, gaps, Definitions(**definitions))


def known(
    spoke: float | None = None, joined: float | None = None, away: float | None = None, left: float | None = None
) -> Known:
    """Somebody, by how many days ago what happened; `away` is how many days are left of their leave."""
    moments = [None if each is None else ago(each) for each in (joined, spoke, left)]
    away_until = None if away is None else ago(-away)
    return Known(1, "小明", False, None, away_until, *moments)


CASES = [
    (known(joined=1), Spoken(), Segment.NEWCOMER, "joined yesterday and said nothing"),
    (known(joined=6.99, spoke=1), Spoken(7), Segment.NEWCOMER, "still new, however lively"),
    (known(joined=7), Spoken(), Segment.LURKER, "no longer new"),
    (known(joined=7, spoke=7), Spoken(1), Segment.HALF_ACTIVE, "said hello and nothing since"),
    (known(), Spoken(), Segment.LURKER, "was there before the bot and never spoke"),
    (known(spoke=0), Spoken(8), Segment.ACTIVE, "on eight days"),
    (known(spoke=0), Spoken(7), Segment.HALF_ACTIVE, "on seven"),
    (known(spoke=27), Spoken(1), Segment.HALF_ACTIVE, "once in the window"),
    (known(spoke=14, joined=200), Spoken(6, 4), Segment.DRIFTING, "just long enough silent"),
    (known(spoke=13.99), Spoken(6, 4), Segment.HALF_ACTIVE, "not yet long enough"),
    (known(spoke=14), Spoken(6, 3), Segment.HALF_ACTIVE, "was never active"),
    (known(spoke=15), Spoken(9, 13), Segment.DRIFTING, "was active in the window, and is no longer"),
    (known(spoke=90), Spoken(0, 20), Segment.DRIFTING, "three months ago"),
    (known(spoke=90.01), Spoken(0, 20), Segment.LURKER, "longer ago than anybody remembers"),
    (known(spoke=60, joined=10), Spoken(0, 9), Segment.LURKER, "spoke only before they came back"),
    (known(spoke=200, away=1), Spoken(), Segment.AWAY, "on leave"),
    (known(spoke=200, away=0), Spoken(), Segment.LURKER, "the leave ends now"),
    (known(joined=1, away=3), Spoken(), Segment.AWAY, "new and on leave"),
    (known(spoke=1, away=3, left=1), Spoken(9), Segment.GONE, "gone, whatever else"),
]


@pytest.mark.parametrize(("who", "spoken", "segment", "why"), CASES, ids=[why for *_, why in CASES])
def test_the_first_definition_that_fits(who: Known, spoken: Spoken, segment: Segment, why: str):
    """Each kind begins and ends exactly where it says."""
    assert segment_of(who, spoken, look()) is segment


def test_definitions_are_the_groups_own():
    """With other numbers the same people are of another kind."""
    strict = look(newcomer=3, active=20, window=30, drifting=7)
    assert segment_of(known(joined=3), Spoken(), strict) is Segment.LURKER
    assert segment_of(known(spoke=0), Spoken(19), strict) is Segment.HALF_ACTIVE
    assert segment_of(known(spoke=7), Spoken(9, 10), strict) is Segment.DRIFTING
    assert segment_of(known(spoke=7), Spoken(9, 9), strict) is Segment.HALF_ACTIVE


def test_a_week_in_which_nobody_heard():
    """Silence while the bot was away makes nobody drift, and the window reaches back further."""
    away = [Gap(ago(9), ago(2))]
    assert segment_of(known(spoke=20), Spoken(5, 9), look(away)) is Segment.HALF_ACTIVE
    assert segment_of(known(spoke=21), Spoken(5, 9), look(away)) is Segment.DRIFTING
    assert segment_of(known(spoke=97), Spoken(0, 9), look(away)) is Segment.DRIFTING
    assert look().window(NOW) == (20261026, 20261122)
    assert look(away).window(NOW) == (20261019, 20261122)


def test_how_long_somebody_has_been_silent():
    """Since their last word, since they came, or since the bot did: whichever is known."""
    new = look(came=ago(10))
    assert new.silent_days(known()) == 10
    assert new.silent_days(known(joined=3)) == 3
    assert new.silent_days(known(spoke=40)) == 40
    assert new.silent_days(known(spoke=40, joined=5)) == 5
    assert new.silent_days(known(spoke=-1)) == 0
    assert look([Gap(ago(30), ago(23))]).silent_days(known(spoke=40)) == 33


def test_a_word_from_before_they_came_back_is_none():
    """Who returned and has been silent since has not spoken."""
    assert not has_spoken(known(spoke=40, joined=5))
    assert has_spoken(known(spoke=5, joined=5))
    assert has_spoken(known(spoke=40))
    assert not has_spoken(known())


@pytest.mark.parametrize(
    ("zone", "first", "last"),
    [("Asia/Shanghai", 20261026, 20261122), ("Pacific/Kiritimati", 20261027, 20261123), ("UTC", 20261026, 20261122)],
)
def test_days_are_those_of_the_zone(zone: str, first: int, last: int):
    """After a change of zone the window is 28 days of the new one."""
    assert Look(NOW, zone, CAME, (), Definitions()).window(NOW) == (first, last)


def test_a_day_of_23_hours_is_a_day():
    """Where the clock changes the window is still 28 local days."""
    for spring in (datetime(2026, 4, 9, 22, 10, tzinfo=UTC), datetime(2026, 4, 10, 21, 50, tzinfo=UTC)):
        assert Look(spring, "Europe/Berlin", CAME, (), Definitions()).window(spring) == (20260314, 20260410)


def test_the_three_tenths():
    """Newcomers and who drifts are of the middle; who is on leave is of none."""
    counts = {
        Segment.ACTIVE: 5,
        Segment.NEWCOMER: 2,
        Segment.HALF_ACTIVE: 10,
        Segment.DRIFTING: 3,
        Segment.LURKER: 30,
        Segment.AWAY: 4,
    }
    assert tenths(counts) == (5, 15, 30, 4)
    assert tenths(counts).members == 50
