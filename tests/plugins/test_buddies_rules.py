"""Who is paired with whom and when, and what is an answer, as tables."""

from datetime import datetime, timedelta

import pytest

from plugins.welcome.buddies import rules
from plugins.welcome.buddies.rules import Couple, Newcomer, Volunteer
from plugins.welcome.buddies.showing import introduction

ZONE = "Asia/Shanghai"
NOON = datetime.fromisoformat("2026-03-02T12:00:00+08:00")


def new(person_id: int, ago: timedelta = timedelta(hours=2), *, is_in: bool = True) -> Newcomer:
    """Somebody who joined so long before noon."""
    return Newcomer(person_id, f"n{person_id}", False, NOON - ago, is_in)


def old(person_id: int, open_: int = 0, last: int = 0) -> Volunteer:
    """A member who has so many already."""
    return Volunteer(person_id, f"v{person_id}", False, open_, last)


@pytest.mark.parametrize(
    ("newcomers", "volunteers", "tags", "paired"),
    [
        ([1], [], {}, []),
        ([1], [old(8), old(9)], {}, [(1, 8)]),
        ([1], [old(8, 1), old(9)], {}, [(1, 9)]),
        ([1], [old(8, 0, 20), old(9, 0, 10)], {}, [(1, 9)]),
        ([1, 2, 3], [old(8), old(9)], {}, [(1, 8), (2, 9), (3, 8)]),
        ([1, 2], [old(8, 4)], {}, [(1, 8)]),
        ([1], [old(8, 5)], {}, []),
        ([1], [old(8, 3), old(9)], {1: {"a"}, 8: {"a"}}, [(1, 8)]),
        ([1], [old(8, 5), old(9)], {1: {"a"}, 8: {"a"}}, [(1, 9)]),
        ([1], [old(8), old(9)], {1: {"a", "b"}, 8: {"a"}, 9: {"a", "b"}}, [(1, 9)]),
        ([1], [old(8), old(9, 1)], {1: {"a", "b"}, 8: {"a"}, 9: {"a", "b"}}, [(1, 8)]),
    ],
)
def test_couples(newcomers: list[int], volunteers: list[Volunteer], tags: dict[int, set[str]], paired: object):
    """Something in common, then few to care for, then more in common, then who had nobody for longest."""
    made = rules.couples([new(each) for each in newcomers], volunteers, tags)
    assert [(each.newcomer.person_id, each.buddy.person_id) for each in made] == paired


def test_one_message_holds_thirty():
    """However many there are, and nobody has more than five."""
    made = rules.couples([new(n) for n in range(500)], [old(1000 + n) for n in range(50)], {})
    assert len(made) == 30
    made = rules.couples([new(n) for n in range(500)], [old(1000), old(1001)], {})
    assert len(made) == 10


@pytest.mark.parametrize(
    ("at", "then"),
    [
        ("2026-03-02T09:00", "2026-03-02T09:00"),
        ("2026-03-02T20:59", "2026-03-02T20:59"),
        ("2026-03-02T21:00", "2026-03-03T09:00"),
        ("2026-03-02T00:10", "2026-03-02T09:00"),
    ],
)
def test_by_day(at: str, then: str):
    """The next moment when people may be called."""
    assert rules.by_day(*in_zone(at)) == in_zone(then)[0]


def in_zone(text: str) -> tuple[datetime, str]:
    """A moment, and the zone it is told in."""
    return datetime.fromisoformat(f"{text}+08:00"), ZONE


@pytest.mark.parametrize(
    ("waiting", "made", "then"),
    [
        ([], 0, None),
        ([new(1, timedelta(minutes=10))], 0, NOON + timedelta(minutes=50)),
        ([new(1)], 0, NOON + timedelta(hours=21)),
        ([new(1, is_in=False)], 0, NOON + timedelta(hours=1)),
        ([new(1), new(2, timedelta(minutes=10))], 0, NOON + timedelta(minutes=50)),
        ([new(n) for n in range(40)], 30, NOON + timedelta(hours=1)),
        ([new(n) for n in range(30)], 30, None),
    ],
)
def test_the_next_pairing(waiting: list[Newcomer], made: int, then: datetime | None):
    """A first hour that ends, those whom one message could not hold, or the next morning."""
    couples = [Couple(each, old(99), ()) for each in waiting[:made]]
    assert rules.next_pairing(waiting, couples, NOON, ZONE) == then


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("见了", (True, None)),
        (" 见过了！", (True, None)),
        ("聊过了～", (True, None)),
        ("见了 3", (True, 3)),
        ("见了#3", (True, 3)),
        ("见了 ＃３", (True, 3)),
        ("还没", (False, None)),
        ("还没有。", (False, None)),
        ("还没 @小林\u2005", (False, None)),
        ("Met", (True, None)),
        ("not yet.", (False, None)),
        ("见了鬼了", None),
        ("还没想好", None),
        ("见了 3 次", None),
        ("Metro", None),
        ("", None),
    ],
)
def test_answers(text: str, answer: tuple[bool, int | None] | None):
    """Only what says nothing else; what is none is not even noticed."""
    assert rules.read_answer(text) == answer
    if not text.startswith(" "):
        assert rules.notices(text) is (answer is not None)


def test_a_buddy_with_several_stands_on_one_line():
    """Whoever was paired with them in between."""
    made = rules.couples([new(1), new(2), new(3)], [old(8), old(9)], {3: {"a", "b"}, 8: {"a"}})
    said = introduction(made, "en")
    assert said.mentions == (8, 1, 3, 9, 2)
    assert "(a) " in said.parts
