"""When a group may be woken, how, and whom that may concern: tables of cases."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest

from plugins.nudges.rules import (
    NotNow,
    Rung,
    Silence,
    Standing,
    Tried,
    Turned,
    Why,
    fitting,
    may_be_nudged,
    may_nudge,
    next_day,
    pool_of,
    rung_of,
    worth_until,
)
from plugins.nudges.segments.rules import Known, Segment
from plugins.nudges.segments.store import Member
from plugins.nudges.settings import Nudging
from plugins.nudges.topics.rules import words_of


def at(text: str) -> datetime:
    """A moment by the clock of Shanghai."""
    return datetime.fromisoformat(f"{text}+08:00")


NOW = at("2026-03-05T11:20")
"""A Thursday."""
SILENT = Standing(
    settings=Nudging(on=True),
    zone="Asia/Shanghai",
    quiet_hours=None,
    is_paused=False,
    failures=0,
    stopped_at=None,
    last=None,
    silence=Silence(at("2026-03-02T10:00"), is_long=True),
    served_at=None,
)


def test_a_silent_group_may_be_woken():
    """All that follows is an exception from this."""
    assert may_nudge(SILENT, NOW) is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"settings": Nudging()}, NotNow(Why.OFF)),
        ({"is_paused": True}, NotNow(Why.PAUSED)),
        ({"stopped_at": at("2026-03-01T09:00")}, NotNow(Why.STOPPED, at("2026-03-01T09:00"))),
        ({"silence": Silence(None, False)}, NotNow(Why.UNKNOWN)),
        ({"silence": Silence(at("2026-03-05T09:00"), True)}, NotNow(Why.TALK, at("2026-03-05T12:00"))),
        ({"silence": Silence(at("2026-03-05T08:00"), True)}, None),
        ({"silence": Silence(at("2026-03-05T08:00"), False)}, NotNow(Why.LIVELY, at("2026-03-05T08:00"))),
        ({"last": Tried(1, at("2026-03-05T09:20"), 20260305)}, NotNow(Why.RESTING, at("2026-03-06T00:00"))),
        ({"last": Tried(1, at("2026-03-04T21:20"), 20260304)}, None),
        (
            {"last": Tried(1, at("2026-03-04T21:20"), 20260304), "failures": 1},
            NotNow(Why.RESTING, at("2026-03-06T00:00")),
        ),
        ({"last": Tried(1, at("2026-03-03T21:20"), 20260303), "failures": 1}, None),
        (
            {"last": Tried(1, at("2026-03-03T21:20"), 20260303), "failures": 2},
            NotNow(Why.RESTING, at("2026-03-06T00:00")),
        ),
        ({"served_at": at("2026-03-05T08:30")}, NotNow(Why.SERVED, at("2026-03-05T11:30"))),
        ({"served_at": at("2026-03-05T08:20")}, None),
        ({"planned_at": at("2026-03-05T14:00")}, NotNow(Why.PLANNED, at("2026-03-05T14:00"))),
        ({"planned_at": at("2026-03-05T14:20")}, None),
        (
            {"quiet_hours": (at("2026-03-05T11:00").time(), at("2026-03-05T12:30").time())},
            NotNow(Why.QUIET_HOURS, at("2026-03-05T12:30")),
        ),
        (
            {"quiet_hours": (at("2026-03-05T11:30").time(), at("2026-03-05T12:30").time())},
            NotNow(Why.QUIET_HOURS, at("2026-03-05T12:30")),
        ),
        ({"zone": "America/New_York"}, NotNow(Why.HOURS, at("2026-03-05T22:00"))),
    ],
)
def test_what_keeps_a_group_from_being_woken(change: dict[str, object], reason: NotNow | None):
    """Each alone is enough, and tells from when on it may be different."""
    assert may_nudge(replace(SILENT, **change), NOW) == reason


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-03-05T08:59", "2026-03-05T09:00"),
        ("2026-03-05T09:00", None),
        ("2026-03-05T21:29", None),
        ("2026-03-05T21:30", "2026-03-06T09:00"),
        ("2026-03-05T23:59", "2026-03-06T09:00"),
        ("2026-03-06T00:00", "2026-03-06T09:00"),
    ],
)
def test_only_in_waking_hours(now: str, opens: str | None):
    """Nobody is woken at night."""
    assert may_nudge(SILENT, at(now)) == (None if opens is None else NotNow(Why.HOURS, at(opens)))


def test_hours_hold_across_a_change_of_clocks():
    """In Berlin the clocks went forward that night."""
    berlin = replace(SILENT, zone="Europe/Berlin", silence=Silence(at("2026-03-25T10:00"), True))
    before = datetime.fromisoformat("2026-03-29T06:59+00:00")
    assert may_nudge(berlin, before) == NotNow(Why.HOURS, datetime.fromisoformat("2026-03-29T07:00+00:00"))
    assert may_nudge(berlin, datetime.fromisoformat("2026-03-29T07:00+00:00")) is None


def test_nothing_is_said_late():
    """A quarter of an hour at most, and never into the evening."""
    assert worth_until(SILENT, NOW) == at("2026-03-05T11:35")
    assert worth_until(SILENT, at("2026-03-05T21:20")) == at("2026-03-05T21:30")


def test_each_failure_makes_the_bot_wait_a_day_longer():
    """Across the end of a month as well."""
    assert [next_day(20260227, failures) for failures in range(4)] == [20260228, 20260301, 20260302, 20260303]


@pytest.mark.parametrize(
    ("failures", "settings", "rung"),
    [
        (0, Nudging(), Rung.TOPIC),
        (1, Nudging(), Rung.MENTION),
        (2, Nudging(), Rung.PRIVATE),
        (1, Nudging(mention=False), Rung.TOPIC),
        (2, Nudging(private=False), Rung.MENTION),
        (2, Nudging(mention=False, private=False), Rung.TOPIC),
        (2, Nudging(mention=False), Rung.PRIVATE),
    ],
)
def test_the_ladder(failures: int, settings: Nudging, rung: Rung):
    """Gently first; what the group does not want is left out."""
    assert rung_of(failures, settings) is rung


def member(segment: Segment = Segment.LURKER, *, keeper: bool = False, **known: object) -> Member:
    """Somebody who may be turned to, but for what is said otherwise."""
    who = Known(7, "小明", True, None, None, None, None)._replace(**known)
    return Member(who, segment, 40, False, keeper)


def test_lurkers_and_drifting_members_may_be_turned_to():
    """All that follows is an exception from this."""
    assert may_be_nudged(member(), (), NOW)
    assert may_be_nudged(member(Segment.DRIFTING), (), NOW)
    assert may_be_nudged(member(away_until=NOW - timedelta(days=1)), (), NOW)
    assert may_be_nudged(member(joined_at=NOW - timedelta(days=7)), (), NOW)


@pytest.mark.parametrize(
    "who",
    [
        *(member(each) for each in Segment if each not in (Segment.LURKER, Segment.DRIFTING)),
        member(keeper=True),
        member(quiet_at=NOW - timedelta(days=400)),
        member(away_until=NOW + timedelta(hours=1)),
        member(joined_at=NOW - timedelta(days=6, hours=23)),
    ],
)
def test_others_may_not(who: Member):
    """Whoever talks, leads, is new, away, gone, or said so is left in peace."""
    assert not may_be_nudged(who, (), NOW)


def turned(*days: int, answered: tuple[int, ...] = ()) -> list[Turned]:
    """The bot turned to somebody so many days ago; which of these they answered."""
    return [Turned(NOW - timedelta(days=each), each in answered) for each in days]


@pytest.mark.parametrize(
    ("history", "may"),
    [
        (turned(13), False),
        (turned(14), True),
        (turned(13, answered=(13,)), False),
        (turned(20, 40), False),
        (turned(89, 200), False),
        (turned(90, 200), True),
        (turned(20, 40, answered=(20,)), True),
        (turned(20, 40, answered=(40,)), True),
        (turned(20, 40, 60, answered=(60,)), False),
        (turned(91, 120, 140), True),
    ],
)
def test_a_person_is_left_in_peace(history: list[Turned], may: bool):
    """For two weeks after every time, for ninety days after two in vain."""
    assert may_be_nudged(member(), history, NOW) is may


def test_who_once_was_active_comes_first():
    """Then chance decides, the same for the same dice."""
    people = [member(person_id=n) for n in range(50)] + [member(Segment.DRIFTING, person_id=99)]
    pool = pool_of(people, Random(1))
    assert pool[0].known.person_id == 99
    assert pool == pool_of(reversed(people), Random(1))
    assert pool != pool_of(people, Random(2))


def test_the_topic_that_suits_most_is_chosen():
    """Of those that suit as many, any."""
    topics = [words_of(text) for text in ("大家周末怎么过？", "最近在读什么书？", "你们跑步听什么？")]
    people = [(1, words_of("喜欢跑步")), (2, words_of("跑步、摄影")), (3, words_of("读书"))]
    fit = fitting(topics, people, Random(0))
    assert fit is not None
    assert (fit.topic, list(fit.people)) == (2, [1, 2])
    assert fitting(topics, [(1, words_of("摄影"))], Random(0)) is None
    assert fitting([], people, Random(0)) is None
    close = [words_of("跑完步喝什么？"), words_of("跑步穿什么鞋，跑步戴什么表？")]
    assert {fit.topic for seed in range(9) if (fit := fitting(close, [(1, words_of("跑步鞋"))], Random(seed)))} == {1}
