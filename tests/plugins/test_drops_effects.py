"""Did it work: what is said after drops, against the same hour on days without."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from math import inf
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.times.localday import day_number
from bot.times.recurrence import to_utc
from plugins.drops.effects import store
from plugins.drops.effects.rules import Past, Sample, Sums, controls, estimate, t_quantile
from plugins.drops.effects.store import Window
from storage.base import to_ms
from storage.bulk import insert_many
from storage.engine import Database
from storage.tables import Account, Group, Message
from tests.plugins.conftest import settled_group
from tests.world import GroupChat, World

ZONE = "Asia/Shanghai"
MINUTE_MS = 60_000


@pytest.fixture
async def group(world: World) -> GroupChat:
    """The usual group, where nothing scheduled has to wait."""
    group = await settled_group(world)
    await group.owner.says("/群定位 间隔 不限")
    group.heard()
    return group


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


async def chat(group: GroupChat, messages: int) -> None:
    """Two members talk."""
    for n in range(messages):
        await (group.member if n % 2 else group["小红"]).says(f"嗯 {n}")


async def test_a_drop_that_gets_people_talking(world: World, group: GroupChat):
    """Six days without, six days with; asked for too early, there is too little to tell."""
    await world.advance(hours=22, minutes=30)  # Tuesday, 08:31
    for day in range(6):
        await chat(group, 1 + day % 2)
        await world.advance(days=1)
    await group.admin.says("/投放 效果")
    group.bot_replied("还没有量到效果")
    await group.admin.says("/投放 添加 每天 08:30 早报\n早上好，今天聊什么？")
    group.heard()
    for day in range(6):
        await world.advance(hours=23 if day == 3 else 24)
        await chat(group, 5 + day % 3)
        if day == 0:
            await group.admin.says("/投放 效果")
            assert "还没有量到效果" in group.heard()[-1]
        if day == 2:
            await world.advance(hours=1)
            await group.admin.says("/投放 效果 1")
            assert "#1 早报：样本不足。发了量到 3 次，没发的日子量到" in group.heard()[-1]
    await world.advance(hours=2)
    group.heard()
    await group.admin.says("/投放 效果")
    group.bot_replied("1. #1 早报：平均 6.", "2 人，平时 1.", "多 ", "看一条：/投放 效果 1")
    await group.admin.says("/投放 效果 1")
    group.bot_replied("#1 早报", "量了 6 次", "所以它带来了聊天：多", "95% 的把握")
