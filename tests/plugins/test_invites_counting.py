"""What counts, as tables: windows, rankings, trees, and the night's statement on planted data."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text

from plugins.welcome.invites import rules, store
from plugins.welcome.invites.rules import Place, Window
from plugins.welcome.invites.tree import DEPTH, LINES, Edge, Line, grow
from plugins.welcome.tables import Arrival
from storage.base import to_ms
from storage.engine import Database
from storage.invitations import Counted, counted
from storage.tables import Account, Group, Membership, Person

DAY = timedelta(days=1)
NOW = datetime(2026, 4, 1, 20, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    ("late", "last", "window"),
    [
        (0, 24, Window(NOW - 31 * DAY, NOW - 7 * DAY)),
        (0, None, Window(NOW - 30 * DAY, NOW - 7 * DAY)),
        (1, 24, Window(NOW - 31 * DAY, NOW - 7 * DAY)),
        (2, 24, Window(NOW - 31 * DAY, NOW - 8 * DAY)),
        (2, 240, Window(NOW - 40 * DAY, NOW - 17 * DAY)),
        (2, None, None),
    ],
)
def test_what_a_count_looks_at(late: int, last: int | None, window: Window | None) -> None:
    """A late one looks at nobody who might have left unseen, and passes over nobody an absence kept from counting."""
    last_ran_at = None if last is None else NOW - timedelta(hours=last)
    assert rules.window(NOW - timedelta(hours=late), NOW, last_ran_at) == window


@pytest.mark.parametrize(
    ("zone", "begins"),
    [("Asia/Shanghai", "2026-03-31T16:00"), ("UTC", "2026-04-01T00:00"), ("America/Los_Angeles", "2026-04-01T07:00")],
)
def test_a_month_begins_by_the_groups_clock(zone: str, begins: str) -> None:
    """At its first midnight."""
    assert rules.month_begins(NOW, zone) == datetime.fromisoformat(begins).replace(tzinfo=UTC)


@pytest.mark.parametrize(("hours", "days"), [(0, 7), (1, 7), (24, 6), (25, 6), (167, 1), (168, 0), (999, 0)])
def test_how_long_somebody_has_to_stay_yet(hours: int, days: int) -> None:
    """In days, of which one that has begun is one."""
    assert rules.days_left(NOW - timedelta(hours=hours), NOW) == days


def test_equals_share_a_place() -> None:
    """The next comes after all of them; ten lines are enough."""
    assert rules.ranking({7: 2, 5: 3, 9: 3, 4: 1}) == [Place(1, 5, 3), Place(1, 9, 3), Place(3, 7, 2), Place(4, 4, 1)]
    assert [each.place for each in rules.ranking(dict.fromkeys(range(30), 1))] == [1] * 10


def edges(*pairs: tuple[int, int], gone: Sequence[int] = ()) -> list[Edge]:
    """Edges from (inviter, newcomer)."""
    return [Edge(newcomer, inviter, newcomer not in gone, has_counted=False) for inviter, newcomer in pairs]


def drawn(found: Sequence[Edge], root: int | None = None) -> list[tuple[int, int | None, int]]:
    """Depth, person and number of each line."""
    return [(line.depth, line.person_id, line.below) for line in grow(found, root).lines]


def test_the_largest_branch_stands_first() -> None:
    """And where they are alike, who came first; a leaf has nobody below."""
    found = edges((1, 2), (1, 3), (3, 4), (5, 6))
    assert drawn(found) == [(0, 1, 3), (1, 3, 1), (2, 4, 0), (1, 2, 0), (0, 5, 1), (1, 6, 0)]
    assert drawn(found, 3) == [(0, 3, 1), (1, 4, 0)]
    assert drawn(found, 4) == []
    assert drawn([]) == []


def test_who_is_gone_stands_in_it_for_those_they_brought() -> None:
    """Or not at all."""
    assert drawn(edges((1, 2), (2, 3), (1, 4), (5, 6), gone=(2, 4, 6))) == [(0, 1, 1), (1, 2, 1), (2, 3, 0)]


def test_circles_and_second_inviters_do_no_harm() -> None:
    """Only a mistake makes them; the first edge to a person is true, and nobody is drawn for ever."""
    assert drawn(edges((1, 2), (3, 2))) == [(0, 1, 1), (1, 2, 0)]
    assert drawn(edges((1, 2), (2, 1))) == []
    assert len(drawn(edges((1, 2), (2, 1)), 1)) <= LINES


def test_a_long_line_and_a_wide_family_are_cut() -> None:
    """The numbers tell what is not drawn."""
    chain = grow(edges(*((n, n + 1) for n in range(1, 1000))))
    assert chain.lines[-1] == Line(DEPTH, DEPTH + 1, 999 - DEPTH)
    wide = grow(edges(*((1, n) for n in range(2, 50))))
    assert wide.lines[-1] == Line(1, None, 42)
    many = grow(edges(*((n, n + 1000) for n in range(500))))
    assert (len(many.lines), many.is_cut, chain.is_cut, wide.is_cut) == (LINES, True, False, False)


class Planted:
    """A group and its newcomers, told in days before now; an old member for each who invites."""

    def __init__(self) -> None:
        self.rows: list[Account | Group | Person | Membership | Arrival] = [
            Account(id=1, platform="x", platform_id="x", created_at=NOW),
            Account(id=2, platform="x", platform_id="y", created_at=NOW),
        ]
        for group, account, left in ((1, 1, None), (2, 1, None), (3, 1, NOW), (4, 2, None)):
            self.rows.append(Group(id=group, account_id=account, platform_id=f"{group}", joined_at=NOW, left_at=left))
        self.people = 0

    def person(self) -> int:
        """Somebody new."""
        self.people += 1
        self.rows.append(Person(id=self.people, account_id=1, platform_id=f"{self.people}"))
        return self.people

    def comes(
        self,
        joined: float,
        spoke: float | None = 1,
        left: float | None = None,
        *,
        group: int = 1,
        inviter: int | None = 99,
        is_return: bool = False,
        recorded_left: bool = True,
    ) -> int:
        """Somebody joined so many days ago and last spoke, or left, so many days ago; who they are."""
        person = self.person()
        at, gone = NOW - joined * DAY, None if left is None else NOW - left * DAY
        self.rows.append(
            Membership(
                group_id=group,
                person_id=person,
                joined_at=at,
                left_at=gone,
                last_spoken_at=None if spoke is None else NOW - spoke * DAY,
            )
        )
        self.rows.append(
            Arrival(
                group_id=group,
                person_id=person,
                joined_at=at,
                day=20260301,
                inviter_id=person if inviter == 0 else inviter,
                announced=True,
                is_return=is_return,
                left_at=gone if recorded_left else None,
            )
        )
        return person

    async def write(self, db: Database) -> None:
        """Into an empty database."""
        order = (Account, Group, Person, Membership, Arrival)
        async with db.write() as session:
            for kind in order:
                session.add_all([row for row in self.rows if type(row) is kind])
                await session.flush()


async def count(db: Database, now: datetime = NOW, account_id: int = 1) -> None:
    """The count of a night that follows another."""
    window = rules.window(now, now, now - DAY)
    assert window is not None
    async with db.write() as session:
        await store.count(session, account_id, window, now)


async def all_counted(db: Database) -> set[tuple[int, int, int]]:
    """Group, newcomer and inviter of what has counted."""
    async with db.read() as session:
        rows = await session.execute(select(Counted.group_id, Counted.person_id, Counted.inviter_id))
        return {(group, person, inviter) for group, person, inviter in rows}


async def test_what_counts(database_url: str) -> None:
    """Each condition by itself keeps one from counting; counting again changes nothing."""
    planted = Planted()
    counts = [
        planted.comes(7),
        planted.comes(30.9),
        planted.comes(10, spoke=10),
        planted.comes(8, inviter=5),
    ]
    planted.comes(6.99)
    planted.comes(31.1)
    planted.comes(10, spoke=None)
    planted.comes(10, spoke=11)
    planted.comes(10, left=2)
    planted.comes(10, left=2, recorded_left=False)
    planted.comes(10, inviter=None)
    planted.comes(10, inviter=0)
    planted.comes(10, is_return=True)
    planted.comes(10, group=3)
    planted.comes(10, group=4)
    elsewhere = planted.comes(9, group=2)
    async with Database(database_url) as db:
        await planted.write(db)
        expected = {(1, person, 99) for person in counts[:3]} | {(1, counts[3], 5), (2, elsewhere, 99)}
        for _ in range(2):
            await count(db)
            assert await all_counted(db) == expected
        async with db.read() as session:
            assert await counted(session, 1, NOW, NOW + DAY) == {99: 3, 5: 1}
            assert await counted(session, 1, NOW - DAY, NOW) == {}
            assert await counted(session, 2, NOW - DAY, NOW + DAY) == {99: 1}
            month = await store.tally(session, 1, 99, NOW)
            assert await store.tally(session, 1, 99, NOW + DAY) == month._replace(this_month=0)
            assert month == (9, 3, 3)
            assert await store.tally(session, 1, 12345, NOW) == (0, 0, 0)


async def test_two_records_of_one_joining_count_once(database_url: str) -> None:
    """As when two people turn out to be one."""
    planted = Planted()
    person = planted.comes(10)
    arrival = {"joined_at": NOW - 9 * DAY, "day": 20260301, "announced": True, "is_return": False}
    planted.rows.append(Arrival(group_id=1, person_id=person, inviter_id=7, **arrival))
    async with Database(database_url) as db:
        await planted.write(db)
        await count(db)
        assert len(await all_counted(db)) == 1


async def test_it_is_as_a_plain_reading_of_the_rule(database_url: str) -> None:
    """Night after night, whatever people do."""
    dice = random.Random(4)
    planted, truth = Planted(), set[tuple[int, int, int]]()
    for _ in range(400):
        joined, spoke = dice.uniform(0, 40), dice.choice([None, dice.uniform(0, 40)])
        left = dice.choice([None, None, dice.uniform(0, joined)])
        inviter, group = dice.choice([None, 1, 2, 3]), dice.choice([1, 2])
        person = planted.comes(joined, spoke, left, inviter=inviter, group=group, is_return=dice.random() < 0.1)
        arrival = planted.rows[-1]
        assert isinstance(arrival, Arrival)
        stays = left is None and 7 <= joined <= 31 and not arrival.is_return and inviter not in (None, person)
        if stays and spoke is not None and spoke <= joined:
            truth.add((group, person, inviter or 0))
    async with Database(database_url) as db:
        await planted.write(db)
        await count(db)
        assert await all_counted(db) == truth
        assert len(truth) > 10


async def test_the_night_goes_along_the_index(sqlite_url: str) -> None:
    """No table is read through."""
    async with Database(sqlite_url) as db, db.read() as session:
        values = {"account": 1, "now": 0, "since": 0, "until": to_ms(NOW)}
        rows = await session.execute(text(f"EXPLAIN QUERY PLAN {store.COUNT}"), values)
        plan = "\n".join(row[3] for row in rows)
        assert "ix_welcome_arrivals_invited (group_id=? AND joined_at>? AND joined_at<?)" in plan
        assert "SCAN" not in plan
