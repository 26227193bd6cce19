"""What keeps the bot from waking anybody: each time it should stay silent, and speak once the reason is gone."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from storage.tables import Person
from tests.plugins.nudging import (
    failures_of,
    link_down,
    link_up,
    nudges_of,
    people_of,
    silent_group,
    talk,
    until_nudged,
)
from tests.world import GroupChat, World, open_world


@pytest.fixture
async def quiet(world: World) -> GroupChat:
    """A group that may be woken from Friday, 11:20, on."""
    return await silent_group(world)


async def test_nothing_once_it_is_off(quiet: GroupChat):
    """From that moment on."""
    await quiet.admin.whispers("/激活 关闭")
    await quiet.world.advance(days=9)
    quiet.bot_stayed_silent()
    assert await nudges_of(quiet.world) == []


async def test_nothing_while_the_group_is_paused(quiet: GroupChat):
    """Whoever pauses the group pauses this."""
    await quiet.admin.whispers("/暂停")
    await quiet.world.advance(days=6)
    quiet.bot_stayed_silent()
    await quiet.admin.whispers("/激活")
    assert "这个群暂停了" in quiet.admin.private.heard()[-1]
    await quiet.admin.whispers("/恢复")
    await until_nudged(quiet, days=1)


async def test_nothing_after_the_bot_has_left(quiet: GroupChat):
    """There is nobody to wake."""
    await quiet.world.platform.kick_bot(quiet.group_id)
    await quiet.world.advance(days=9)
    quiet.bot_stayed_silent()
    assert await nudges_of(quiet.world) == []


async def test_nothing_into_a_conversation(quiet: GroupChat):
    """A word in the last three hours is one."""
    await quiet.world.advance(days=3)
    await talk(quiet, "小明")
    await quiet.world.advance(days=2, hours=23)
    quiet.bot_stayed_silent()


async def test_nothing_at_night(world: World):
    """What would be due in the night waits for the morning."""
    group = await silent_group(world)
    await world.advance(hours=11)
    await talk(group, "小明", "小红")
    await world.advance(days=3, hours=11)
    group.bot_stayed_silent()
    await world.advance(hours=1, minutes=20)
    assert len(group.heard()) == 1
    [nudge] = await nudges_of(world)
    assert f"{nudge.at + timedelta(hours=8):%H:%M}" == "09:20"


async def test_nothing_in_the_hours_a_group_has_set(quiet: GroupChat):
    """Its own hours for nudges, and its own quiet hours."""
    await quiet.admin.whispers("/激活 设置 时段 17:00-20:00")
    await quiet.admin.whispers("/暂停 每天 12:00-18:00")
    await quiet.world.advance(days=3, hours=7, minutes=55)
    quiet.bot_stayed_silent()
    await quiet.world.advance(minutes=30)
    assert len(quiet.heard()) == 1


async def test_once_a_day_at_most(quiet: GroupChat):
    """Even where the first one helped at once and the group is silent again."""
    await until_nudged(quiet)
    await talk(quiet, "小明", "小红")
    await quiet.admin.whispers("/激活 设置 安静 1天")
    await quiet.world.advance(days=6)
    quiet.heard()
    days = [nudge.day for nudge in await nudges_of(quiet.world)]
    assert len(days) == len(set(days)) > 2


async def test_nothing_near_what_is_scheduled(quiet: GroupChat):
    """Three hours after content that was served, and three before what is planned."""
    await quiet.admin.whispers("/投放 添加 2026-03-06 11:00 早报 #必发\n今天的新闻。")
    await quiet.admin.whispers("/投放 添加 2026-03-06 16:00 晚报 #必发\n晚上的新闻。")
    await quiet.world.advance(days=3, hours=1)
    assert quiet.heard() == ["今天的新闻。"]
    await quiet.admin.whispers("/激活 预览")
    assert "刚发过安排好的内容，2026-03-06 周五 14:00" in quiet.admin.private.heard()[-1]
    await quiet.world.advance(hours=3, minutes=30)
    quiet.bot_stayed_silent()
    await quiet.admin.whispers("/激活 预览")
    quiet.admin.was_told("2026-03-06 周五 16:00 (Asia/Shanghai) 有安排好的内容")
    await quiet.world.advance(hours=4)
    assert quiet.heard() == ["晚上的新闻。"]
    await quiet.world.advance(hours=1)
    assert len(quiet.heard()) == 1


async def test_silence_while_the_bot_was_away_is_none(quiet: GroupChat):
    """A week offline; then three days have to go by that it has heard."""
    await quiet.world.crash(days=7)
    await quiet.world.advance(days=9, hours=20)
    quiet.bot_stayed_silent()
    await until_nudged(quiet, days=2)


async def test_an_effect_nobody_could_hear_counts_for_nothing(quiet: GroupChat):
    """The bot was away in the two hours: neither a failure nor a success."""
    await until_nudged(quiet)
    await quiet.world.crash(hours=5)
    await quiet.world.advance(hours=8)
    [nudge] = await nudges_of(quiet.world)
    assert (nudge.settled_at is not None, nudge.speakers) == (True, None)
    assert await failures_of(quiet.world) == 0
    await quiet.admin.whispers("/激活")
    quiet.admin.was_told("那会儿我不在线")


async def test_nobody_is_called_who_said_so(world: World):
    """别@我 holds at once, 请假 as long as it says; newcomers, owner and admins are never called."""
    group = await silent_group(world, "甲", "乙", "丙")
    await until_nudged(group)
    await group["甲"].whispers("别@我")
    await group["乙"].whispers("/请假 20天")
    await group["小明"].whispers("别@我")
    await group.leaves("小红")
    await group.joins("新来的")
    group.heard()
    await group.world.advance(days=2)
    group.heard()
    while len(await people_of(world)) < 1:
        await until_nudged(group)
    assert {person for _, person in await people_of(world)} == {await person_called(group, "丙")}


async def person_called(group: GroupChat, name: str) -> int:
    """The number of somebody."""
    assert group.world.app is not None
    async with group.world.app.db.read() as session:
        return await session.scalar(select(Person.id).where(Person.platform_id == group[name].id)) or 0


async def test_nobody_is_called_twice_in_two_weeks_in_any_group(world: World):
    """The rest holds across groups; who was called in one is not in the other."""
    one = await silent_group(world)
    two = await world.group("跑团", "阿宁", "小明", "小红")
    await two.owner.says("/激活 开启")
    await world.advance(days=13)
    people = [person for _, person in await people_of(world)]
    assert len(people) == len(set(people)) == 2
    assert sum("@小明" in text for text in [*one.heard(), *two.heard()]) == 1


async def test_who_never_answers_is_left_in_peace(world: World):
    """Two in vain, then ninety days of peace, though the group goes on being silent."""
    group = await silent_group(world)
    for _ in range(9):
        await world.advance(days=10)
        await group.admin.whispers("/激活 开启")
    group.heard()
    times = [nudge for nudge, _ in await people_of(world)]
    assert len(set(times)) == 2
    first, last = (nudge.at for nudge in await nudges_of(world) if nudge.id in times)
    assert last - first >= timedelta(days=14)
    await world.advance(days=100 - (world.clock.now() - last).days)
    await group.admin.whispers("/激活 开启")
    await world.advance(days=20)
    assert len({nudge for nudge, _ in await people_of(world)}) > 2


async def test_what_was_not_sent_in_time_is_not_sent_later(sqlite_url: str):
    """While the platform is away; that is no failure, and the next hour is another chance."""
    async with open_world(sqlite_url) as world:
        group = await silent_group(world)
        await world.advance(days=3, hours=1, minutes=10)
        await link_down(world)
        await world.advance(minutes=50)
        await link_up(world)
        group.bot_stayed_silent()
        assert await failures_of(world) == 0
        await until_nudged(group, days=1)
        missed, *_ = await nudges_of(world)
        assert (missed.settled_at is not None, missed.sent_at, missed.speakers) == (True, None, None)


async def test_what_waits_is_not_said_once_it_is_off(quiet: GroupChat):
    """What waits is dropped when the group is switched off."""
    await quiet.world.advance(days=3, hours=1, minutes=10)
    await link_down(quiet.world)
    await quiet.world.advance(minutes=10)
    assert len(await nudges_of(quiet.world)) == 1
    await quiet.admin.whispers("/激活 关闭")
    await link_up(quiet.world)
    await quiet.world.advance(days=4)
    quiet.bot_stayed_silent()
