"""Whom a cleaning is about, as tables."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import UserError
from plugins.nudges.cleaning.rules import (
    Circle,
    Stays,
    left_of_stay,
    minutes,
    read_left_out,
    sort_out,
    stays,
    was_away,
)
from plugins.nudges.hearing import Gap
from plugins.nudges.segments.rules import Known, Look
from plugins.nudges.segments.settings import Definitions

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CIRCLE = Circle(keepers={1}, spared={2}, introduced={3}, staying={4})


def ago(days: float) -> datetime:
    """So many days before now."""
    return NOW - timedelta(days=days)


def look(*gaps: Gap, **definitions: int) -> Look:
    """Now, of a group the bot has been in for four hundred days."""
    return Look(NOW, "Asia/Shanghai", ago(400), gaps, Definitions(**definitions))


def known(person_id: int = 9, spoke: float | None = 100, joined: float | None = None, away: float = 0) -> Known:
    """Somebody who spoke and joined so many days ago, on leave for `away` days more."""
    moments = [None if each is None else ago(each) for each in (joined, spoke)]
    return Known(person_id, f"友{person_id}", False, None, ago(-away) if away else None, *moments)


CASES = [
    (None, Stays.LEFT),
    (known(), None),
    (known(spoke=90), None),
    (known(spoke=89.99), Stays.SPOKE),
    (known(spoke=None), None),
    (known(spoke=None, joined=89), Stays.SPOKE),
    (known(spoke=300, joined=20), Stays.SPOKE),
    (known(1), Stays.KEEPER),
    (known(2), Stays.SPARED),
    (known(3), Stays.INTRODUCED),
    (known(4), Stays.SAID),
    (known(away=1), Stays.AWAY),
    (known(2, spoke=1, away=1), Stays.SPOKE),
]


@pytest.mark.parametrize(("who", "why"), CASES)
def test_why_somebody_stays(who: Known | None, why: Stays | None):
    """Ninety days of silence, and nothing that speaks for them."""
    assert stays(who, CIRCLE, look(), 90) is why


def test_newcomers_stay_whatever_is_asked():
    """Where newcomers are so for longer than the silence has to last."""
    assert stays(known(spoke=None, joined=20), CIRCLE, look(newcomer=30), 14) is Stays.NEWCOMER


def test_silence_is_counted_in_heard_days():
    """A week in which nobody heard is nobody's."""
    away = Gap(ago(50), ago(43))
    assert stays(known(spoke=96), CIRCLE, look(away), 90) is Stays.SPOKE
    assert stays(known(spoke=97), CIRCLE, look(away), 90) is None


def test_the_longest_silent_come_first():
    """And those who are not asked are told apart by why."""
    people = [known(5, spoke=95), known(1), known(6, spoke=120), known(7, spoke=1), known(8, spoke=None)]
    found = sort_out(people, CIRCLE, look(), 90)
    assert [who.person_id for who in found.asked] == [8, 6, 5]
    assert {why: [who.person_id for who in some] for why, some in found.exempt.items()} == {Stays.KEEPER: [1]}


def test_days_to_answer_are_heard_days():
    """They stand still while the bot is away."""
    assert left_of_stay(ago(7), 7, NOW, ()) == timedelta()
    assert left_of_stay(ago(5), 7, NOW, ()) == timedelta(days=2)
    assert left_of_stay(ago(9), 7, NOW, [Gap(ago(8), ago(2))]) == timedelta(days=4)


def test_a_word_may_have_been_missed():
    """In half an hour of absence, not in a moment."""
    assert not was_away(ago(1), NOW, [Gap(ago(2), ago(1))])
    assert not was_away(ago(1), NOW, [Gap(ago(0.5), ago(0.5) + timedelta(minutes=29))])
    assert was_away(ago(1), NOW, [Gap(ago(0.5), ago(0.5) + timedelta(minutes=30))])


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("", []),
        ("除 3", [3]),
        ("除了3、5", [3, 5]),
        ("除 #3 #5", [3, 5]),
        ("不含 ３，５", [3, 5]),
        ("except 3 5, 7", [3, 5, 7]),
        ("Without 12", [12]),
    ],
)
def test_who_is_left_out(line: str, numbers: list[int]):
    """By their numbers."""
    assert read_left_out(line) == numbers


@pytest.mark.parametrize("line", ["3 5", "除", "除 小明", "全部", "except", "除 3 和 5"])
def test_what_names_nobody(line: str):
    """Is not taken as everybody."""
    with pytest.raises(UserError):
        read_left_out(line)


def test_how_long_it_takes():
    """Three a minute, or as many as the group may get."""
    assert [minutes(1, 6), minutes(46, 6), minutes(10, 2)] == [1, 16, 5]
