"""What counts as spoken and as active, whom a step counts, and how sure a difference is."""

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, select
from sqlalchemy.engine import Engine

from bot.shares import Share, compared, newcombe, wilson
from bot.times.localday import day_number, local_day
from plugins.welcome.funnel import rules, store
from plugins.welcome.funnel.rules import Case, Count, DayKey, Said
from plugins.welcome.funnel.store import Part
from plugins.welcome.tables import Arrival
from storage.base import to_ms
from storage.engine import Database
from storage.tables import Account, Activity, Group, Membership, Person

SHANGHAI, NEW_YORK = "Asia/Shanghai", "America/New_York"
JOINED = datetime(2026, 3, 2, 4, tzinfo=UTC)  # Monday noon in Shanghai, Sunday night in New York


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_the_interval_is_newcombes(one: tuple[int, int], other: tuple[int, int], low: float, high: float) -> None:
    """The examples of table II of his paper of 1998, method 10; the other way round they are mirrored."""
    found = newcombe(Share(*one), Share(*other))
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)
    mirrored = newcombe(Share(*other), Share(*one))
    assert (round(mirrored.low, 4), round(mirrored.high, 4)) == (-high, -low)
    assert -1 <= found.low <= found.more <= found.high <= 1


@pytest.mark.parametrize(
    ("of", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_a_shares_interval_is_wilsons(of: int, n: int, low: float, high: float) -> None:
    """The examples of table I of Newcombe's paper on single proportions of the same year, method 3."""
    assert tuple(round(limit, 4) for limit in wilson(Share(of, n))) == (low, high)


def test_too_few_say_nothing() -> None:
    """Thirty in either are needed, however great the difference."""
    assert compared(Share(29, 29), Share(0, 500)) is None
    assert compared(Share(0, 500), Share(29, 29)) is None
    assert compared(Share(0, 0), Share(0, 0)) is None
    assert compared(Share(30, 30), Share(0, 30)) is not None


def late_on(days: int, zone: str) -> int:
    """Half an hour before midnight so many days after joining, in milliseconds."""
    joined = JOINED.astimezone(ZoneInfo(zone)).date()
    return to_ms(datetime.combine(joined + timedelta(days=days), time(23, 30), ZoneInfo(zone)))


def case(spoken: Sequence[int], *, zone: str = SHANGHAI, gone: int | None = None) -> tuple[Case, set[Said]]:
    """Somebody who joined and spoke so many days after, and what the ledger has of them."""
    moments = [late_on(n, zone) for n in spoken]
    left = None if gone is None else late_on(gone, zone)
    day, last = local_day(to_ms(JOINED), zone), max(moments, default=None)
    return (
        Case(1, 1, 1, to_ms(JOINED), day, 0, False, None, last, left, zone),
        {(1, local_day(at, zone), 1) for at in moments},
    )


@pytest.mark.parametrize("zone", [SHANGHAI, NEW_YORK])
@pytest.mark.parametrize(
    ("spoken", "gone", "in_first_week", "active"),
    [
        ([], None, False, False),
        ([0], None, True, False),
        ([7], None, True, False),
        ([8], None, False, False),
        ([23], None, False, False),
        ([24], None, False, True),
        ([30], None, False, True),
        ([31], None, False, False),
        ([3, 40], None, True, False),
        ([3, 27, 40], None, True, True),
        ([3, 27], 30, True, False),
        ([3, 27], 31, True, True),
        ([7, 8], None, True, False),
        ([8, 29, 30, 31], None, False, True),
    ],
)
def test_spoken_and_active(
    spoken: Sequence[int], gone: int | None, in_first_week: bool, active: bool, zone: str
) -> None:
    """By the group's own days: 0 to 7 for the first week, 24 to 30 for being active, and still there then."""
    somebody, ledger = case(spoken, zone=zone, gone=gone)
    today = local_day(late_on(45, zone), zone)
    asked = set(rules.questions(somebody, today))
    settled = rules.settle(somebody, today, ledger & asked)
    assert (settled.spoke is not None, settled.is_active) == (in_first_week, active)
    if settled.spoke is not None:
        assert somebody.day <= local_day(settled.spoke, zone) <= rules.after(somebody.day, 7)
        assert settled.spoke >= somebody.joined


def test_a_month_is_settled_when_its_last_day_is_over() -> None:
    """Not before, though what is known of the first week is."""
    somebody, _ = case([0])
    for days, known in ((29, None), (30, None), (31, False)):
        today = local_day(late_on(days, SHANGHAI), SHANGHAI)
        settled = rules.settle(somebody, today, set())
        assert settled.is_active is known
        assert settled.spoke is not None


def test_what_the_latest_word_tells_needs_no_ledger() -> None:
    """Only who has spoken after the days in question has to be looked up: so most cost nothing."""
    for spoken, asked in (([], 0), ([3], 0), ([27], 8), ([3, 27], 8), ([40], 15), ([3, 40], 15)):
        somebody, _ = case(spoken)
        today = local_day(late_on(45, SHANGHAI), SHANGHAI)
        assert len(list(rules.questions(somebody, today))) == asked


def test_steps_count_whom_they_can() -> None:
    """Whose week is over for the first steps, whose month is settled for the last."""
    counts: dict[DayKey, Count] = {
        (20260302, 0): Count(10, 8, 5, 4, 10, 2),
        (20260320, 0): Count(20, 10, 6, 5, 0, 0),
        (20260401, 0): Count(7, 7, 7, 7, 0, 0),
    }
    found = rules.funnel(counts, 20260408)
    assert (found.joined, found.passed, found.introduced) == (37, Share(18, 30), Share(11, 30))
    assert (found.spoke, found.active) == (Share(9, 30), Share(2, 10))
    assert (found.too_fresh, found.too_young) == (7, 27)
    assert rules.funnel(counts, 20260409).too_fresh == 0
    assert rules.funnel({}, 20260409).spoke == Share(0, 0)


def test_weeks_begin_on_monday() -> None:
    """Across the turn of a year too."""
    counts: dict[DayKey, Count] = {(day, 0): Count(joined=1) for day in (20261227, 20261228, 20270103, 20270104)}
    assert [(monday, each.joined) for monday, each in rules.by_week(counts, 20270301).items()] == [
        (date(2026, 12, 21), 1),
        (date(2026, 12, 28), 2),
        (date(2027, 1, 4), 1),
    ]


async def test_settling_agrees_with_looking_at_every_message(database_url: str) -> None:
    """However nights fell out, what is settled in the end is what all messages say; once more changes nothing."""
    random_ = random.Random(7)
    start = datetime(2026, 3, 1, tzinfo=UTC)
    zones = (None, NEW_YORK, "Pacific/Kiritimati")
    async with Database(database_url) as db:
        people = await _fill(db, zones, start)
        said: dict[tuple[int, int], list[datetime]] = {pair: [] for pair in people}
        now = start
        for night in range(75):
            now = start + timedelta(days=night, hours=21)
            await _talk(db, people, said, zones, start + timedelta(days=night - 1, hours=21), now, random_)
            if random_.random() < 0.6 or night == 74:
                await _settle(db, now)
        assert await _settle(db, now) == 0
        async with db.read() as session:
            found = (await session.scalars(select(Arrival))).all()
        for arrival in found:
            zone = zones[arrival.group_id - 1] or SHANGHAI
            joined = arrival.joined_at.astimezone(ZoneInfo(zone)).date()
            days = {
                (at.astimezone(ZoneInfo(zone)).date() - joined).days for at in said[arrival.group_id, arrival.person_id]
            }
            assert arrival.active_after_30 is bool(days & set(range(24, 31)))
            assert (arrival.spoke_at is not None) is bool(days & set(range(8)))


async def _settle(db: Database, now: datetime) -> int:
    async with db.read() as session:
        settled = await store.unsettled(session, 1, now, SHANGHAI)
    async with db.transaction() as connection:
        await store.keep(connection, settled)
    return len(settled)


async def _fill(db: Database, zones: Sequence[str | None], start: datetime) -> dict[tuple[int, int], datetime]:
    """Groups with newcomers of the first days, and when each joined."""
    joined = {(group, 100 * group + n): start + timedelta(hours=7 * n) for group in (1, 2, 3) for n in range(40)}
    async with db.write() as session:
        session.add(Account(id=1, platform="simulator", platform_id="bot", created_at=start))
        await session.flush()
        for number, zone in enumerate(zones, start=1):
            session.add(Group(id=number, account_id=1, platform_id=f"g{number}", zone=zone, joined_at=start))
        session.add_all(Person(id=person, account_id=1, platform_id=f"p{person}") for _, person in joined)
        await session.flush()
        for (group, person), at in joined.items():
            day = local_day(to_ms(at), zones[group - 1] or SHANGHAI)
            session.add(Membership(group_id=group, person_id=person, joined_at=at, joins=1))
            arrival = Arrival(group_id=group, person_id=person, joined_at=at, day=day, announced=True, is_return=False)
            session.add(arrival)
    return joined


async def _talk(
    db: Database,
    people: dict[tuple[int, int], datetime],
    said: dict[tuple[int, int], list[datetime]],
    zones: Sequence[str | None],
    since: datetime,
    until: datetime,
    random_: random.Random,
) -> None:
    """What is said between two nights, as the ledger keeps it."""
    async with db.write() as session:
        for (group, person), joined in people.items():
            if random_.random() > 0.06:
                continue
            at = since + (until - since) * random_.random()
            if at < joined:
                continue
            said[group, person].append(at)
            day = local_day(to_ms(at), zones[group - 1] or SHANGHAI)
            if await session.get(Activity, (group, day, person)) is None:
                session.add(Activity(group_id=group, day=day, person_id=person, messages=1))
            membership = await session.get_one(Membership, (group, person))
            membership.last_spoken_at = at
        await session.flush()


async def test_a_night_walks_over_no_table(sqlite_url: str) -> None:
    """Of all who ever joined only those of the last month are looked at, each member by their key."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, sql: str, values: Any, *_rest: Any) -> None:
        asked.append((sql, values))

    async with Database(sqlite_url) as db, db.read() as session:
        event.listen(Engine, "before_cursor_execute", note)
        try:
            await store.unsettled(session, 1, JOINED, SHANGHAI)
            await store.unsettled(session, 1, JOINED, SHANGHAI, [1, 2], Part.INVITER)
            await store.counts(session, [1, 2], JOINED, Part.VARIANT)
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        connection = await session.connection()
        plans = [
            [
                row["detail"]
                for row in (await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)).mappings()
            ]
            for sql, values in asked
            if sql.startswith("SELECT a.")
        ]
    assert len(plans) == 5
    for plan in plans:
        assert not [step for step in plan if step.startswith(("SCAN a", "SCAN m"))]
    for plan in plans[:4]:
        assert any("ix_welcome_arrivals_first_month" in step for step in plan)
        assert any("SEARCH m USING PRIMARY KEY (group_id=? AND person_id=?)" in step for step in plan)


async def test_counting_is_by_what_is_asked(database_url: str) -> None:
    """By inviter and by greeting, first joinings only, none from before; what comes back later is theirs."""
    start = datetime(2026, 3, 1, tzinfo=UTC)
    async with Database(database_url) as db:
        async with db.write() as session:
            for n in range(6):
                at = start + timedelta(days=n)
                row = Arrival(group_id=1, person_id=n, joined_at=at, day=day_number(at.date()), announced=True)
                row.is_return, row.inviter_id, row.variant = False, n % 2 or None, "A1" if n < 2 else ""
                row.left_at = at if n == 3 else None
                row.active_after_30 = None if n == 4 else n % 2 == 0
                session.add(row)
            at = start + timedelta(days=8)
            again = Arrival(group_id=1, person_id=3, joined_at=at, day=20260309, announced=True, is_return=True)
            again.passed_at = at
            session.add(again)
        async with db.read() as session:
            by_inviter = await store.counts(session, [1, 2], start + timedelta(days=1), Part.INVITER)
            by_variant = await store.counts(session, [1], start, Part.VARIANT)
            nowhere = await store.counts(session, [2], start)
    assert by_inviter == {
        (20260302, 1): Count(1, 0, 0, 0, 1, 0),
        (20260303, 0): Count(1, 0, 0, 0, 1, 1),
        (20260304, 1): Count(1, 1, 0, 0, 1, 0),
        (20260305, 0): Count(1, 0, 0, 0, 0, 0),
        (20260306, 1): Count(1, 0, 0, 0, 1, 0),
    }
    assert {key: count.joined for key, count in by_variant.items() if key[1]} == {
        (20260301, "A1"): 1,
        (20260302, "A1"): 1,
    }
    assert nowhere == {}
