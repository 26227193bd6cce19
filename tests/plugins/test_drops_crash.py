"""Drops through crashes, downtimes and changed clocks: nothing twice, nothing lost without a word."""

from datetime import timedelta

import pytest

from bot.platforms.simulator import Crashed, CrashPoint
from bot.scheduler import JobRun
from plugins.drops import body, sources
from plugins.drops.sources import NothingToServe, Served
from plugins.drops.tables import Drop
from tests.plugins.conftest import settled_group
from tests.world import GroupChat, World

MORNING = "/投放 添加 每天 08:30 早报\n早上好，第{第几次}次"


@pytest.fixture
async def group(world: World) -> GroupChat:
    """The usual group, where nothing has to wait for talk."""
    group = await settled_group(world)
    await group.owner.says("/群定位 间隔 不限")
    group.heard()
    return group


async def test_a_crash_between_claim_and_commit(world: World, group: GroupChat, monkeypatch: pytest.MonkeyPatch):
    """The moment is had again from the start, and it is the first time still."""
    crashes = iter([True, False, False])
    world._stage.crash_lasts(timedelta(minutes=5))

    async def crashing(run: JobRun, drop: Drop) -> Served | NothingToServe:
        if next(crashes):
            world.platform.crashed = True
            raise Crashed
        return await body.serve(run, drop)

    monkeypatch.setitem(sources.SOURCES, "body", crashing)
    await group.admin.says(MORNING)
    group.heard()
    await world.advance(hours=22, minutes=30)
    group.bot_stayed_silent()
    await world.advance(minutes=10)
    assert group.heard() == ["早上好，第1次"]
    await world.advance(days=1)
    assert group.heard() == ["早上好，第2次"]


@pytest.mark.parametrize("point", ["before_send", "after_send"])
async def test_a_crash_while_sending(world: World, group: GroupChat, point: CrashPoint):
    """Nothing is sent twice; what may not have been sent is listed."""
    await group.admin.says(MORNING)
    group.heard()
    world.crash_at_next_send(point, minutes=5)
    await world.advance(days=1)
    heard = group.heard()
    assert heard in ([], ["早上好，第1次"])
    await group.admin.says("/投放 查看 1")
    group.bot_replied("2026-03-03 周二 08:30  成功 1" if heard else "2026-03-03 周二 08:30  不确定 1")


async def test_what_was_missed_waits_for_a_word(world: World, group: GroupChat):
    """A short delay is made up for; after a long one its owner is asked, once."""
    await group.admin.says(MORNING)
    group.heard()
    await world.advance(hours=22)
    await world.crash(minutes=45)
    await world.advance(hours=1)
    assert group.heard() == ["早上好，第1次"]
    await world.advance(hours=23)
    await world.crash(hours=2)
    await world.advance(hours=3)
    assert group.heard() == []
    group.owner.was_told("错过 1 条", "早报", "补发 1")
    await group.owner.whispers("补发 1")
    group.owner.was_told("重新排队 1 条")
    assert group.heard() == ["早上好，第2次"]
    await group.admin.says("/投放 查看 1")
    group.bot_replied("2026-03-04 周三 08:30  成功 1", "2026-03-03 周二 08:30  成功 1")


async def test_the_zone_changes_while_a_drop_stands(world: World, group: GroupChat):
    """It comes by the new clock at the same time of day; undone, by the old one."""
    await group.admin.says("/投放 添加 每天 20:00 晚安\n{日期}晚安")
    await group.admin.says("/时区 东京")
    group.heard()
    await group.admin.says("/投放")
    group.bot_replied("1  晚安：每天 20:00，下次 2026-03-02 周一 20:00")
    await world.advance(hours=9, minutes=1)
    assert group.heard() == ["3月2日晚安"]
    await group.admin.says("/撤销")
    group.heard()
    await group.admin.says("/投放 查看 1")
    group.bot_replied("每天 20:00（Asia/Shanghai）", "接下来：\n2026-03-03 周二 20:00")
    await world.advance(hours=4)
    group.bot_stayed_silent()


async def test_clocks_that_change(world: World, group: GroupChat):
    """A time that is skipped, as on 8 March in New York, is a time all the same."""
    await group.admin.says("/时区 纽约")
    await world.advance(days=5)
    await group.admin.says("/投放 添加 每天 02:30 夜里 不限\n{日期}第{第几天}天")
    group.heard()
    await world.advance(days=3)
    assert group.heard() == ["3月7日第1天", "3月8日第2天", "3月9日第3天"]


@pytest.mark.parametrize(
    ("start", "line", "days"),
    [
        (27, "每月31号 08:30 共2次", ["3月31日", "4月30日"]),
        (61, "工作日 08:30 共5次", ["5月6日", "5月7日", "5月8日", "5月9日", "5月11日"]),  # the 9th is made up
        (0, "农历每月初一 08:30 共2次", ["3月19日", "4月17日"]),
    ],
)
async def test_days_of_every_kind(world: World, group: GroupChat, start: int, line: str, days: list[str]):
    """The ends of months, holidays and made up workdays, lunar months."""
    await world.advance(days=start)
    await group.admin.says(f"/投放 添加 {line}\n{{日期}}")
    group.heard()
    await world.advance(days=47)
    assert group.heard() == days
