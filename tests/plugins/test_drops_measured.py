"""How the hours after drops are measured and compared: pure rules as tables, and a night on planted data."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.scheduler import JobRun
from bot.scheduler.jobs import Batch
from plugins.drops.effects import measuring, store
from plugins.drops.effects.rules import Past, Sample, Sums, controls, estimate, t_quantile
from plugins.drops.effects.store import Window
from plugins.drops.tables import Drop, DropEffect
from storage.base import to_ms
from storage.bulk import insert_many
from storage.engine import Database
from storage.tables import Account, Group, Message, Outbox

ZONE = "Asia/Shanghai"
MINUTE_MS = 60_000


def sums(*hours: int) -> Sums:
    """Hours with so many messages, each by one person."""
    found = Sums()
    for messages in hours:
        found = found.plus(messages, min(1, messages))
    return found


def test_the_estimate_is_welchs() -> None:
    """Means 8 and 4, variances 2.5 and 1, by hand: 4 ± t(6.76) √(2.5/5 + 1/5) = 4 ± 2.38 × 0.837."""
    effect = estimate([Sample(sums(6, 7, 8, 9, 10), sums(3, 3, 4, 5, 5))])
    assert effect is not None
    assert (effect.posts, effect.controls, effect.messages, effect.usual_messages) == (5, 5, 8, 4)
    assert effect.more == pytest.approx(4)
    assert (effect.low, effect.high) == pytest.approx((4 - 1.992, 4 + 1.992), abs=0.01)


def test_lively_groups_are_compared_with_themselves() -> None:
    """A drop that goes more often to a lively group does not seem to make it lively."""
    lively = Sample(sums(50, 51, 52, 53, 54), sums(50, 52, 54))
    silent = Sample(sums(1), sums(0, 0, 1, 1, 2, 2))
    effect = estimate([lively, silent])
    assert effect is not None
    assert effect.more == pytest.approx((0 * 5 + 0.0) / 6, abs=0.01)
    assert effect.low < 0 < effect.high


@pytest.mark.parametrize(
    "samples",
    [
        [],
        [Sample(sums(1, 2, 3, 4), sums(1, 2, 3, 4, 5))],
        [Sample(sums(1, 2, 3, 4, 5), sums(1, 2, 3, 4))],
        [Sample(sums(9, 9, 9, 9, 9), Sums())],
        [Sample(sums(9), sums(1))] * 6,
    ],
)
def test_too_little_says_nothing(samples: Sequence[Sample]) -> None:
    """Fewer than five with or without, or no group measured twice without."""
    assert estimate(samples) is None


def test_hours_without_any_difference_have_an_interval_of_nothing() -> None:
    """Where nobody ever speaks, nothing is divided by zero."""
    effect = estimate([Sample(sums(0, 0, 0, 0, 0), sums(0, 0, 0, 0, 0))])
    assert effect is not None
    assert (effect.more, effect.low, effect.high) == (0, 0, 0)


@pytest.mark.parametrize(("freedom", "t"), [(4, 2.776), (5, 2.571), (10, 2.228), (30, 2.042), (1e9, 1.960)])
def test_students_quantile(freedom: float, t: float) -> None:
    """As tables have it."""
    assert t_quantile(freedom) == pytest.approx(t, abs=0.01)


def local(day: str) -> datetime:
    """A moment by the clock in Shanghai."""
    return datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(ZONE))


NIGHT = local("2026-03-20T04:20")


@pytest.mark.parametrize(
    ("past", "oldest", "days"),
    [
        (Past(to_ms(local("2026-03-19T08:30")), 1, 0, {20260319}), 0, range(18, 5, -1)),
        (Past(to_ms(local("2026-03-19T08:30")), 1, 12, {20260319}), 0, [18, 17]),
        (Past(to_ms(local("2026-03-19T08:30")), 20, 14, {20260319, 20260318}), 0, [17, 16, 15, 14, 13, 12]),
        (Past(to_ms(local("2026-03-19T08:30")), 90, 40, {20260319}), 0, []),
        (Past(to_ms(local("2026-02-18T04:19")), 1, 0, {20260218}), 0, []),
        (Past(to_ms(local("2026-03-19T08:30")), 1, 0, {20260319}), to_ms(local("2026-03-17T08:00")), [18, 17]),
        (Past(to_ms(local("2026-03-19T03:30")), 1, 12, {20260318}), 0, [19, 17]),
        (Past(to_ms(local("2026-03-19T03:30")), 1, 13, set(range(20260306, 20260320))), 0, []),
    ],
)
def test_which_days_are_compared_with(past: Past, oldest: int, days: Sequence[int]) -> None:
    """The latest on which it did not come, at its usual time, as many as are needed and known."""
    found = list(controls(past, NIGHT, ZONE, oldest))
    clock = datetime.fromtimestamp(past.last_ms / 1000, ZoneInfo(ZONE)).time()
    assert found == [to_ms(datetime.combine(date(2026, 3, day), clock, ZoneInfo(ZONE))) for day in days]


def test_the_usual_time_is_by_the_wall_clock() -> None:
    """Through the change of the clocks."""
    past = Past(to_ms(datetime(2026, 3, 30, 8, 30, tzinfo=ZoneInfo("Europe/Berlin"))), 1, 12, {20260330})
    night = datetime(2026, 3, 31, 4, 20, tzinfo=ZoneInfo("Europe/Berlin"))
    found = list(controls(past, night, "Europe/Berlin", 0))
    assert found == [to_ms(datetime(2026, 3, day, hour, 30, tzinfo=UTC)) for day, hour in ((29, 6), (28, 7))]


async def test_an_hour_is_counted_to_the_millisecond(database_url: str) -> None:
    """From its beginning to before its end, each group by itself, private chats aside, hours that overlap as well."""
    async with Database(database_url) as db:
        at = to_ms(NIGHT)
        hour = 60 * MINUTE_MS
        said = [
            (1, 1, at - 1),
            (1, 1, at),
            (1, 1, at + 5),
            (1, 2, at + hour - 1),
            (1, 3, at + hour),
            (2, 7, at + 1),
            (None, 8, at + 2),
        ]
        await plant(db, said)
        asked = [
            Window(5, 1, at),
            Window(6, 1, at + 5),
            Window(5, 2, at),
            Window(5, 3, at),
            Window(5, 1, at + hour, True),
        ]
        async with db.read() as session:
            found = await store.count(session, 1, asked)
        assert [(each.messages, each.speakers) for each in found] == [(3, 2), (3, 3), (1, 1), (0, 0), (1, 1)]


async def plant(db: Database, said: Sequence[tuple[int | None, int, int]]) -> None:
    """Messages: group, person, when."""
    columns = ("account_id", "sent_at", "platform_id", "group_id", "person_id", "kind", "text")
    async with db.transaction() as connection:
        rows = [(1, at, f"m{n}", group_id, person, "text", "") for n, (group_id, person, at) in enumerate(said)]
        await insert_many(connection, Message, columns, rows)


@asynccontextmanager
async def desk(url: str) -> AsyncGenerator[Database]:
    """Drop 1 came to groups 1 and 2 at 08:30 on the 16th to the 19th of March; in group 1 it woke people up."""
    async with Database(url) as db:
        async with db.write() as session:
            session.add(Account(id=1, platform="x", platform_id="bot", created_at=local("2026-01-01T00:00")))
            await session.flush()
            joined = local("2026-03-10T12:00")
            session.add_all([Group(id=n, account_id=1, platform_id=f"room{n}", joined_at=joined) for n in (1, 2)])
            session.add(
                Drop(
                    id=1,
                    account_id=1,
                    group_id=1,
                    author_id=1,
                    schedule_id=1,
                    source="body",
                    title="早报",
                    contents=[],
                    args={},
                    language="zh",
                    created_at=joined,
                    words="",
                )
            )
            for day in range(16, 20):
                sent = local(f"2026-03-{day}T08:30")
                session.add_all([came(group, sent) for group in (1, 2)])
        morning = [local(f"2026-03-{day:02}T08:45") for day in range(1, 20)]
        said = [(1, 5, to_ms(at) + n) for at in morning for n in range(6 if at.day >= 16 else 2)]
        await plant(db, [*said, (1, 6, to_ms(morning[-1]))])
        yield db


def came(group_id: int, at: datetime, key: str = "", **more: Any) -> Outbox:
    """What the outbox has of a drop that was sent."""
    values: dict[str, Any] = {"serving": "value", "state": "sent", "sent_at": at, "tried_at": at} | more
    return Outbox(
        key=key or f"drop:1:{to_ms(at)}:{group_id}",
        account_id=1,
        group_id=group_id,
        cause_kind="schedule",
        cause_id="1",
        content={},
        priority=2,
        policy="at_most_once",
        created_at=at,
        due_at=at,
        next_at=at,
        **values,
    )


async def measure_at(db: Database, now: datetime) -> None:
    """One night."""
    async with db.transaction() as connection:
        batch = Batch(connection)
        run = JobRun(1, "k", "drops.measure", 1, None, {}, ZONE, now, now, batch)
        async with db.read() as session:
            run.prepared = await measuring.prepare(run, session)
        await measuring.measure(run)
        await batch.close()


async def rows_of(db: Database) -> list[tuple[int, str, bool, int, int]]:
    """What is measured: group, local day and time, whether without the drop, messages and speakers."""
    async with db.read() as session:
        found = (await session.scalars(select(DropEffect).order_by(DropEffect.group_id, DropEffect.at))).all()
    return [
        (row.group_id, f"{row.at.astimezone(ZoneInfo(ZONE)):%d %H:%M}", row.is_control, row.messages, row.speakers)
        for row in found
    ]


async def test_a_night_measures_what_came_and_what_would_have_been(database_url: str) -> None:
    """As far back as the bot is in the group; the second night adds nothing to it."""
    async with desk(database_url) as db:
        await measure_at(db, NIGHT)
        found = await rows_of(db)
        with_it = [(n, f"{day} 08:30", False) for n in (1, 2) for day in range(16, 20)]
        without = [(n, f"{day} 08:30", True) for n in (1, 2) for day in range(11, 16)]
        assert sorted(row[:3] for row in found) == sorted(with_it + without)
        assert {row[3:] for row in found if row[0] == 1 and row[2]} == {(2, 1)}
        assert [row[3:] for row in found if row[0] == 1 and not row[2]] == [(6, 1), (6, 1), (6, 1), (7, 2)]
        assert {row[3:] for row in found if row[0] == 2} == {(0, 0)}
        await measure_at(db, NIGHT)
        assert await rows_of(db) == found
        await measure_at(db, NIGHT + timedelta(days=1))
        assert sorted({*await rows_of(db)} - {*found}) == [(n, "20 08:30", True, 0, 0) for n in (1, 2)]


async def test_only_what_arrived_is_measured_once_the_hour_is_over(database_url: str) -> None:
    """Not what failed, is no drop's first message, came just now, or had waited for a lively hour."""
    async with desk(database_url) as db:
        async with db.write() as session:
            session.add_all(
                [
                    came(1, NIGHT - timedelta(minutes=59)),
                    came(1, NIGHT - timedelta(hours=3), key="drop:1:5:1:1"),
                    came(1, NIGHT - timedelta(hours=4), key="welcome:1", serving=""),
                    came(1, NIGHT - timedelta(hours=5), key="drop:1:6:1", state="failed", sent_at=None),
                    came(1, NIGHT - timedelta(hours=6), key="drop:1:7:1"),
                    came(1, NIGHT - timedelta(hours=7), key="drop:1:8:1", reason="fatigue"),
                ]
            )
        await measure_at(db, NIGHT)
        assert [row[1] for row in await rows_of(db) if row[0] == 1 and not row[2]][-2:] == ["19 08:30", "19 22:20"]


async def test_a_group_that_was_left_is_compared_with_nothing(database_url: str) -> None:
    """Nobody was there to listen."""
    async with desk(database_url) as db:
        async with db.write() as session:
            (await session.get_one(Group, 1)).left_at = NIGHT - timedelta(hours=1)
        await measure_at(db, NIGHT)
        assert {row[0] for row in await rows_of(db) if row[2]} == {2}


async def test_a_year_of_it_is_kept(database_url: str) -> None:
    """And a little more."""
    async with desk(database_url) as db:
        await measure_at(db, NIGHT)
        await measure_at(db, NIGHT + timedelta(days=420))
        assert await rows_of(db) == []
