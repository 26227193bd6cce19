"""Days of downtimes at any moment: nothing twice, nothing late without an owner's word, nothing forgotten."""

import random
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.times.recurrence import due_between
from bot.times.timewords import recurrence_of
from plugins import PLUGINS
from storage.base import from_ms
from storage.engine import Database
from storage.tables import MissedReport, Outbox
from tests.plugins.notices import NOTICE, plan
from tests.world import START, GroupChat, World, open_world

GRACE = timedelta(minutes=30)
DAYS = 4
PLANS = {"早报": "每天 08:30", "整点": "每2小时", "提问": "每天 9:00 15:00 21:00"}
"""None of them is missed more than ten times in a row by a downtime of at most fourteen hours."""


@pytest.mark.parametrize(("seed", "owners_speak"), [(1, True), (2, True), (4, False)])
async def test_each_moment_is_had_once_or_asked_about(sqlite_url: str, seed: int, owners_speak: bool) -> None:
    """Every moment of every schedule is in the outbox once for every group, and said at most once there."""
    dice = random.Random(seed)
    async with open_world(sqlite_url, (*PLUGINS, NOTICE), quiet_hours="") as world:
        groups = [await world.group("读书会", "阿宁", "小明"), await world.group("电影群", "老李", "小红")]
        for name, at in PLANS.items():
            await plan(world, name, at, None, groups=[1, 2], title=name, form="%d %H:%M")
        told = await live(world, groups, dice, owners_speak=owners_speak)
        rows, end = await posts(world), world.clock.now()
        accepted = [(m.to.group_id, m.text) for m in world.platform.accepted if m.text[:2] in PLANS]
    expected = sum(len(due_between(recurrence_of(at), START, end, "Asia/Shanghai", 999)) for at in PLANS.values())
    assert len(rows) == 2 * expected
    assert max(Counter(accepted).values()) == 1
    late = {row.id for row in rows if row.created_at - moment(row) > GRACE}
    assert late
    assert late <= told
    assert owners_speak or not [row for row in rows if row.id in late and row.state != "missed"]
    assert {row.state for row in rows if row.id not in late} == {"sent"}
    assert len(accepted) == sum(row.state == "sent" for row in rows)


async def live(world: World, groups: Sequence[GroupChat], dice: random.Random, *, owners_speak: bool) -> set[int]:
    """Let days go by with downtimes, and owners say something; which posts they were told of."""
    told = set[int]()
    while world.clock.now() < START + timedelta(days=DAYS):
        await world.advance(minutes=dice.choice([1, 7, 29, 61, 240, 500]))
        for down in dice.choice([[], [20], [600], [2000], [7000], [14 * 3600], [3000, 1], [20000, 45, 20]]):
            await world.crash(seconds=down)
            await world.advance(seconds=down + dice.choice([0, 1, 30, 61]))
        if owners_speak and dice.random() < 0.5:
            await dice.choice(groups).owner.whispers(dice.choice(["补发 1", "跳过", "补发 1 2", "跳过 1"]))
        told |= await in_reports(world)
    await world.advance(minutes=5)
    return told | await in_reports(world)


async def in_reports(world: World) -> set[int]:
    """The posts that owners' present reports are about."""
    async with Database(world.settings.database_url) as db, db.read() as session:
        return set(await session.scalars(select(MissedReport.outbox_id)))


async def posts(world: World) -> Sequence[Outbox]:
    """What the schedules wanted said."""
    async with Database(world.settings.database_url) as db, db.read() as session:
        return (await session.scalars(select(Outbox).where(Outbox.key.startswith("notice.")))).all()


def moment(row: Outbox) -> datetime:
    """The moment it was for, by its key."""
    return from_ms(int(row.key.split(":")[2]))
