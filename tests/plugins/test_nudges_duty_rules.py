"""Which questions wait, how long, and what counts as a reply: the rules as tables."""

from datetime import datetime, timedelta

import pytest

from plugins.nudges.reconnect.rules import Help, last_week, ranked, thanked
from plugins.nudges.reconnect.waiting import (
    Heard,
    Open,
    asks_anybody,
    follow,
    hour_after,
    next_look,
    says_solved,
    without_repeats,
)

ZONE = "Asia/Shanghai"
NOON = datetime.fromisoformat("2026-03-04T12:00:00+08:00")
ASKER, OTHER, THIRD = 1, 2, 3


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ("2026-03-04T12:00", "2026-03-04T13:00"),
        ("2026-03-04T20:30", "2026-03-04T21:30"),
        ("2026-03-04T20:31", "2026-03-05T09:01"),
        ("2026-03-04T21:20", "2026-03-05T09:50"),
        ("2026-03-04T21:30", "2026-03-05T10:00"),
        ("2026-03-04T23:59", "2026-03-05T10:00"),
        ("2026-03-05T00:00", "2026-03-05T10:00"),
        ("2026-03-05T08:59", "2026-03-05T10:00"),
        ("2026-03-05T09:00", "2026-03-05T10:00"),
    ],
)
def test_an_hour_by_day(asked: str, due: str):
    """The night is not counted."""
    moments = [datetime.fromisoformat(f"{each}:00+08:00") for each in (asked, due)]
    assert hour_after(moments[0], ZONE) == moments[1]


def test_an_hour_by_day_when_the_clock_changes():
    """The morning after is by the new clock."""
    asked = datetime.fromisoformat("2026-03-28T21:00:00+01:00")
    assert hour_after(asked, "Europe/Berlin") == datetime.fromisoformat("2026-03-29T09:30:00+02:00")


@pytest.mark.parametrize(
    ("now", "zones", "dues", "then"),
    [
        ("12:01", [ZONE], [], "13:00"),
        ("12:00", [ZONE], [], "13:00"),
        ("12:01", [ZONE], ["12:20", "12:40"], "12:30"),
        ("12:01", [ZONE], ["12:30"], "12:45"),
        ("12:01", [ZONE], ["12:01"], "12:15"),
        ("20:30", [ZONE], [], "21:00"),
        ("21:00", [ZONE], ["21:10"], "21:15"),
        ("21:00", [ZONE], [], "09:00"),
        ("21:00", [ZONE, "Europe/Berlin"], [], "22:00"),
        ("05:00", [ZONE, "Europe/Berlin"], [], "09:00"),
        ("12:01", [], [], "13:00"),
    ],
)
def test_when_to_look_again(now: str, zones: list[str], dues: list[str], then: str):
    """Hourly while it is day somewhere, and soon after a question has waited long enough."""
    moment = datetime.fromisoformat(f"2026-03-04T{now}:00+08:00")
    waiting = [datetime.fromisoformat(f"2026-03-04T{due}:00+08:00") for due in dues]
    assert next_look(moment, zones, waiting).astimezone(moment.tzinfo).strftime("%H:%M") == then


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("请问哪里能买到旧书？", True),
        ("有人知道周六几点集合吗", True),
        ("Does anybody know a good dentist?", True),
        ("@小明 你几点到？", False),
        ("好吗？", False),
        ("/投票 去哪里？", False),
        ("今天天气真好", False),
    ],
)
def test_what_asks_anybody(text: str, asks: bool):
    """A question to one person, a command, or two characters are nobody else's business."""
    assert asks_anybody(text) is asks


@pytest.mark.parametrize(
    ("text", "solved"),
    [
        ("已解决，谢谢大家", True),
        ("搞定了", True),
        ("谢谢", True),
        ("sorted, thanks", True),
        ("还没解决", False),
        ("没有找到", False),
        ("有人知道吗，谢谢？", False),
        ("再等等", False),
    ],
)
def test_what_says_that_it_is_solved(text: str, solved: bool):
    """In the asker's own words."""
    assert says_solved(text) is solved


def said(number: int, who: int, text: str, minutes: float = 0, group: int = 1) -> Heard:
    """A message so many minutes after noon."""
    return Heard(number, group, who, NOON + timedelta(minutes=minutes), text)


def follow_all(*messages: Heard, known: tuple[Open, ...] = (), after: float = 60) -> list[Open]:
    """What is known so long after noon."""
    return follow(known, messages, {1: ZONE, 2: ZONE}, NOON + timedelta(minutes=after))


QUESTION = said(1, ASKER, "请问哪里能买到旧书？")


def test_a_question_waits_from_when_it_was_asked():
    """For an hour, by the group's day."""
    [found] = follow_all(QUESTION)
    assert (found.asked_at, found.due_at, found.message_id) == (NOON, NOON + timedelta(hours=1), 1)
    assert not found.is_settled


def test_three_messages_of_others_are_replies():
    """Two are not; those of the asker and of another group are not counted."""
    talk = [said(n, OTHER, "天气真好", n) for n in (2, 3)]
    elsewhere = [said(4, OTHER, "天气真好", 4, group=2), said(5, ASKER, "急", 5)]
    assert not follow_all(QUESTION, *talk, *elsewhere)[0].is_settled
    assert follow_all(QUESTION, *talk, *elsewhere, said(6, THIRD, "嗯", 6))[0].is_settled


def test_who_turned_to_the_asker_and_spoke_since_may_have_replied():
    """Of what came before it was first seen nobody knows more; who said nothing since did not."""
    [found] = follow_all(QUESTION, said(2, OTHER, "后门那家", 2))
    found.weigh({OTHER: 1, THIRD: 2}, NOON)
    assert found.is_settled
    [found] = follow_all(QUESTION, said(2, OTHER, "天气真好", 2))
    found.weigh({THIRD: 2}, NOON)
    assert (found.is_settled, found.turned) == (False, 2)


def test_whoever_turns_to_the_asker_later_replies():
    """Once it is known how often others had done so before."""
    waits = Open(7, 1, 1, ASKER, NOON, NOON + timedelta(hours=1), turned=2)
    waits.weigh({OTHER: 2}, NOON)
    assert not waits.is_settled
    waits.weigh({OTHER: 2, THIRD: 1}, NOON)
    assert waits.is_settled
    assert waits.answered_at is None


def test_after_it_was_shown():
    """Who was asked and speaks soon has seen to it; others' talk is no reply; after a day nobody looks any more."""

    def shown() -> Open:
        asked_at, due_at = NOON - timedelta(hours=2), NOON - timedelta(hours=1)
        return Open(7, 1, 1, ASKER, asked_at, due_at, shown_at=NOON, to_id=OTHER)

    question = shown()
    follow_all(*(said(n, THIRD, "天气真好", n) for n in range(2, 9)), known=(question,))
    assert not question.is_settled
    follow_all(said(9, OTHER, "我来看看", 10), known=(question,))
    assert (question.is_settled, question.answered_at) == (True, NOON + timedelta(minutes=10))
    late, solved, forgotten = shown(), shown(), shown()
    follow_all(said(9, OTHER, "早", 121), known=(late,), after=121)
    assert not late.is_settled
    follow_all(said(9, ASKER, "已解决", 300), known=(solved,), after=300)
    assert solved.answered_at == NOON + timedelta(minutes=300)
    forgotten.weigh({}, NOON + timedelta(days=1))
    assert (forgotten.is_settled, forgotten.answered_at) == (True, None)


def test_one_question_of_a_person_at_a_time():
    """What they add is part of it; what was said hours ago is no question of now."""
    more = said(2, ASKER, "有人知道吗？", 1)
    assert len(follow_all(QUESTION, more)) == 1
    assert len(follow_all(QUESTION, more, said(3, OTHER, "请问几点集合？", 2))) == 2
    assert follow_all(QUESTION, after=14 * 60 + 1) == []


def test_the_same_words_again_are_the_same_question():
    """However they are written."""
    new = follow_all(said(9, ASKER, "请问，哪里能买到旧书", 0))
    assert without_repeats(new, [(1, ASKER, QUESTION.text)]) == []
    assert without_repeats(new, [(1, OTHER, QUESTION.text), (2, ASKER, QUESTION.text)]) == new


@pytest.mark.parametrize(
    ("now", "zone", "monday"),
    [
        ("2026-03-09T00:00:00+08:00", ZONE, "2026-03-02"),
        ("2026-03-08T23:59:00+08:00", ZONE, "2026-02-23"),
        ("2026-03-09T00:00:00+08:00", "Europe/Berlin", "2026-02-23"),
        ("2026-01-01T12:00:00+08:00", ZONE, "2025-12-22"),
    ],
)
def test_the_last_whole_week(now: str, zone: str, monday: str):
    """Monday to Sunday, where the group is."""
    week = last_week(datetime.fromisoformat(now), zone)
    assert str(week.first) == monday
    assert week.last - week.first == timedelta(days=6)


def test_who_is_ranked_how():
    """By points, then thanks, then the same way every time; who gave nothing is not there."""
    some = [Help(1, "a", 2, 0), Help(2, "b", 0, 1), Help(3, "c", 0, 0), Help(4, "d", 2, 0), Help(5, "e", 1, 1)]
    assert [each.person_id for each in ranked(some)] == [5, 2, 1, 4]


@pytest.mark.parametrize(
    ("before", "first"), [([], 1), ([1], 1), ([1, 1], 2), ([1, 2], 1), ([2, 2], 1), ([None, 1], 1)]
)
def test_who_comes_first_not_three_times(before: list[int | None], first: int):
    """As long as somebody else helped."""
    assert thanked([Help(1, "a", 2, 0), Help(2, "b", 1, 0)], before)[0].person_id == first
    assert [each.person_id for each in thanked([Help(1, "a", 2, 0)], before)] == [1]
