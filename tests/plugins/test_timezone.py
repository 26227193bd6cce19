"""A group's time zone changed while things are scheduled there, in conversations."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from bot.times.recurrence import Once
from plugins import PLUGINS
from tests.plugins.conftest import settled_group
from tests.plugins.notices import NOTICE, plan
from tests.world import GroupChat, World, open_world


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    """A bot that announces things on schedule, without quiet hours."""
    async with open_world(sqlite_url, (*PLUGINS, NOTICE), quiet_hours="") as opened:
        yield opened


@pytest.fixture
async def group(world: World) -> GroupChat:
    """A group at one minute past ten on a Monday in Shanghai, past three in the morning in Paris."""
    return await settled_group(world)


async def test_what_is_scheduled_keeps_its_time_on_the_wall(world: World, group: GroupChat):
    """Half past eight stays half past eight, there."""
    await plan(world, "早报", "每天 08:30")
    await group.admin.says("/时区 东京")
    group.bot_replied("时区改成 Asia/Tokyo 了", "安排好的 1 项还是原来的钟点，按那里的钟走", "/撤销")
    await world.advance(hours=21, minutes=28)
    group.bot_stayed_silent()
    await world.advance(minutes=1)
    group.bot_replied("早报 02")  # half past seven in Shanghai, by UTC still the second
    await world.advance(hours=23)
    group.bot_stayed_silent()


async def test_undoing_gives_the_old_times_back(world: World, group: GroupChat):
    """Also of what is past in the other zone already."""
    await plan(world, "午间", "每天 11:00")
    await group.admin.says("/时区 奥克兰")  # three in the afternoon there
    group.heard()
    await group.admin.says("/撤销")
    group.bot_replied("撤销了：把时区改成 Pacific/Auckland")
    await world.advance(hours=1)
    group.bot_replied("午间 02")


async def test_undoing_later_goes_on_by_the_old_clock(world: World, group: GroupChat):
    """Nothing comes twice on one day, nothing is missed on the next."""
    await plan(world, "早报", "每天 08:30")
    await group.admin.says("/时区 东京")
    await world.advance(hours=22)
    await group.admin.says("/撤销")
    group.heard()
    await world.advance(hours=2)
    group.bot_stayed_silent()
    await world.advance(hours=22, minutes=30)
    assert len(group.heard()) == 1


async def test_a_single_time_on_the_wall_moves_and_an_instant_stays(world: World, group: GroupChat):
    """Eight in the evening is eight in the evening there; in half an hour is in half an hour."""
    now = world.clock.now()
    await plan(world, "晚上", Once(datetime.fromisoformat("2026-03-02T20:00")))
    await plan(world, "稍后", now + timedelta(minutes=30))
    await group.admin.says("/时区 东京")
    group.bot_replied("安排好的 1 项")
    await world.advance(minutes=31)
    group.bot_replied("稍后 02")
    await world.advance(hours=8)
    group.bot_stayed_silent()
    await world.advance(minutes=30)
    group.bot_replied("晚上 02")


async def test_other_groups_go_by_their_own_clocks(world: World, group: GroupChat):
    """And a group with nothing scheduled is told nothing of schedules."""
    other = await world.group("电影群", "阿宁")
    other.heard()
    await plan(world, "早报", "每天 11:00", 2)
    await group.admin.says("/时区 东京")
    assert "安排好的" not in group.bot_replied("时区改成")
    await world.advance(hours=1)
    other.bot_replied("早报 02")


async def test_in_several_groups_at_once(world: World, group: GroupChat):
    """One word from the private chat, and one way back."""
    other = await world.group("电影群", "阿宁")
    for number in (1, 2):
        await plan(world, f"早报{number}", "每天 11:00", number)
    await group.owner.whispers("标签 添加 #读书 1 2")
    await group.owner.whispers("用 #读书")
    group.owner.private.heard()
    await group.owner.whispers("时区 伦敦")
    group.owner.was_told("时区改成 Europe/London 了", "安排好的 2 项")
    await world.advance(hours=2)
    other.heard()
    group.bot_stayed_silent()
    await group.owner.whispers("撤销")
    group.owner.was_told("撤销了")
    await world.advance(hours=23)
    assert group.heard() == ["早报1 03"]
    assert other.heard() == ["早报2 03"]
