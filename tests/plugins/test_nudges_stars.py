"""Members of the week: who helped, and the weekly thanks."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.plans import Sight
from plugins.nudges.reconnect import plans
from storage.tables import Group
from tests.plugins.conftest import settled_group
from tests.plugins.reconnecting import ONLY
from tests.world import GroupChat, World, open_world

SHOWN = "上周（03-02 周一到 03-08 周日）"


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    """A running bot that does little else."""
    async with open_world(sqlite_url, ONLY) as opened:
        yield opened


async def answers(group: GroupChat, who: str, asker: str = "小红") -> None:
    """Somebody answers a question by quoting it, and is not thanked."""
    asked = await group[asker].says("哪里能买到旧书？")
    await group[who].says("学校后门那家", quote=asked)


async def test_who_helped_last_week(world: World, group: GroupChat):
    """Answers and thanks count, each for what it is; this week's come next week."""
    await answers(group, "小明")
    await group["小红"].says("谢谢 @小明 ")
    await group["小明"].says("谢谢 @小红 ")
    await answers(group, "老周")
    await group.member.says("/本周之星")
    group.bot_replied("上周（02-23 周一到 03-01 周日）还没有看到")
    await world.advance(days=7)
    await group.member.says("/本周之星")
    text = group.bot_replied(f"{SHOWN}帮大家最多的：")
    assert text.splitlines()[1:] == [
        "1. 小明：回答了 1 次、被谢了 1 次",
        "2. 小红：被谢了 1 次",
        "3. 老周：回答了 1 次",
        "回答别人的问题一次算 1 分，被谢一次算 2 分。",
    ]
    await world.advance(days=7)
    await group.member.says("/本周之星")
    group.bot_replied("还没有看到")


async def test_the_owner_is_no_star(world: World, group: GroupChat):
    """Nor is a second owner, or who has left; praise of the bot is nobody's."""
    await answers(group, "阿宁")
    await group["小红"].says("谢谢 @阿宁 ")
    await group["小红"].says("谢谢 @蒲公英 ")
    await group["小红"].says("谢谢 @老周 ")
    group.heard()
    await group.leaves("老周")
    await world.advance(days=7)
    group.heard()
    await group.member.says("/本周之星")
    group.bot_replied(f"{SHOWN}还没有看到")


async def test_admins_see_the_whole_table_in_private(world: World, group: GroupChat):
    """Ten with their points; in the group they see what everybody does."""
    helpers = [f"热心{n}" for n in range(12)]
    await group.joins(*helpers)
    for name in helpers:
        await group["小红"].says(f"多谢 @{name} ")
    group.heard()
    await world.advance(days=7)
    group.heard()
    await group.admin.says("/本周之星")
    text = group.bot_replied("1. 热心0", "3. 热心2", "私聊我发 /本周之星", "每周在群里感谢：没开")
    assert "热心3" not in text
    await group.admin.whispers("/本周之星")
    text = group.admin.was_told("10. 热心9：被谢了 1 次，2 分")
    assert "热心10" not in text


async def test_nobody_is_made_a_star_by_one_friend(world: World, group: GroupChat):
    """One person's thanks count once a day, answers to one person three times."""
    for _ in range(5):
        await group["小红"].says("谢谢 @小明 ")
        await answers(group, "老周")
    await world.advance(days=7)
    await group.member.says("/本周之星")
    group.bot_replied("1. 老周：回答了 3 次\n2. 小明：被谢了 1 次")


async def test_weekly_thanks(world: World, group: GroupChat):
    """Off until an admin wants them; then once a week by name, really mentioned, and silence without help."""
    await answers(group, "小明")
    await answers(group, "老周")
    await group["小红"].says("感谢 @小明 ")
    await world.advance(days=7, hours=2)
    group.bot_stayed_silent()
    await group.member.says("/本周之星 开启")
    group.bot_replied("只有群主或管理员可以")
    await group.admin.says("/本周之星 开启 每周二 9:30")
    group.bot_replied("好，每周二 09:30 我在群里谢谢", "/撤销")
    await world.advance(hours=21)
    group.bot_stayed_silent()
    await world.advance(hours=1)
    text = group.bot_replied(mentions=[group["小明"].id, group["老周"].id])
    assert (
        text
        == "一周过去了，最热心的是 @小明 ：回答了 1 次、被谢了 1 次。谢谢你！\n也谢谢 @老周 ，有你们在，问题就有人接。"
    )
    await world.advance(days=21)
    group.bot_stayed_silent()


async def test_who_wants_no_mention(world: World, group: GroupChat):
    """Is thanked by name without being called; so is who is on leave."""
    assert world.app is not None
    await group.admin.says("/本周之星 开启")
    await answers(group, "小明")
    await group["小红"].says("感谢 @小明 ")
    await answers(group, "老周")
    group.heard()
    async with world.app.db.write() as session:
        connection = await session.connection()
        await connection.exec_driver_sql("UPDATE people SET quiet_at = 1 WHERE name = '小明'")
        await connection.exec_driver_sql(f"UPDATE people SET away_until = {2**50} WHERE name = '老周'")
    await world.advance(days=7)
    group.bot_replied("最热心的是 小明：回答了", "也谢谢 老周，", mentions=[])


async def test_once_a_week_whatever_the_time_is_changed_to(world: World, group: GroupChat):
    """The same week is not thanked for again; switched off it is silent, and undoing goes back to the plan before."""
    await group.admin.says("/本周之星 开启")
    group.bot_replied("每周一 10:00")
    await answers(group, "小明")
    await world.advance(days=7)
    group.bot_replied("@小明 ：回答了 1 次")
    await group.admin.says("/本周之星 开启 每周三 20:00")
    group.bot_replied("每周三 20:00")
    await answers(group, "小明")
    await world.advance(days=5)
    group.bot_stayed_silent()
    await group.admin.says("/撤销")
    group.bot_replied("撤销了：开启了每周感谢（每周三 20:00）")
    await world.advance(days=2)
    group.bot_replied("@小明 ：回答了 1 次")
    await answers(group, "小明")
    await group.admin.says("/本周之星 关闭")
    group.bot_replied("不再每周在群里感谢了", "/撤销")
    await world.advance(days=14)
    group.bot_stayed_silent()
    await group.admin.says("/历史")
    group.bot_replied("关闭了每周感谢", "开启了每周感谢（每周一 10:00）")


async def test_not_always_the_same_one(world: World, group: GroupChat):
    """The third time in a row somebody else comes first, if anybody else helped."""
    await group.admin.says("/本周之星 开启")
    group.heard()
    first: list[str] = []
    for _ in range(4):
        for _ in range(2):
            await answers(group, "小明")
        await answers(group, "老周")
        await world.advance(days=7)
        first.append(group.bot_replied("谢谢你", "也谢谢").split("@")[1][:2])
    assert first == ["小明", "小明", "老周", "小明"]
    for _ in range(3):
        await answers(group, "小明")
        await world.advance(days=7)
        assert "也谢谢" not in group.bot_replied("@小明")


async def test_at_odd_times(group: GroupChat):
    """Once a week and by day, nothing else."""
    for when in ("每天 10:00", "每周一、三 10:00", "每周一 23:00", "明天 10:00", "每周一 10:00 20:00"):
        await group.admin.says(f"/本周之星 开启 {when}")
        group.bot_replied("一周一次，选一天，时间在 09:00 到 21:30 之间", "/本周之星 开启 每周一 10:00")


async def test_why(world: World, group: GroupChat):
    """It says which week it was for."""
    await group.admin.says("/本周之星 开启")
    await answers(group, "小明")
    group.heard()
    await world.advance(days=7)
    group.bot_replied("@小明")
    await group.admin.says("/为什么", quote=group.last)
    group.bot_replied("这个群开了每周感谢（/本周之星）", "2026-03-02")


async def test_paused_or_away(world: World, group: GroupChat):
    """A paused group hears nothing; after days without the bot nobody is thanked late."""
    await group.admin.says("/本周之星 开启")
    await answers(group, "小明")
    await group.admin.says("/暂停")
    group.heard()
    await world.advance(days=7)
    group.bot_stayed_silent()
    await group.admin.says("/恢复")
    await answers(group, "小明")
    group.heard()
    await world.advance(days=6, hours=12)
    await world.crash(hours=40)
    await world.advance(days=2)
    group.bot_stayed_silent()


@pytest.mark.parametrize("point", ["before_send", "after_send"])
async def test_a_crash_at_the_thanks(world: World, group: GroupChat, point: str):
    """Never twice."""
    await group.admin.says("/本周之星 开启")
    await answers(group, "小明")
    group.heard()
    await world.advance(days=6, hours=23)
    world.crash_at_next_send("after_send" if point == "after_send" else "before_send", seconds=30)
    await world.advance(days=3)
    assert len(group.heard()) <= 1


async def test_several_groups(world: World, group: GroupChat):
    """One command for a set; each group thanks its own, by its own clock."""
    other = await world.group("别的群", "阿宁", "小明", "小红")
    await world.advance(minutes=1)
    owner = await world.operator("阿宁")
    await other.owner.says("/时区 Europe/Berlin")
    await owner.whispers("/标签 添加 #新 1 2")
    await owner.whispers("/用 #新")
    owner.heard()
    await owner.whispers("/本周之星 开启")
    owner.bot_replied("每周一 10:00", "#新 的 2 个群")
    for each in (group, other):
        await answers(each, "小明")
        each.heard()
    await world.advance(days=7)
    group.bot_replied("@小明")
    other.bot_stayed_silent()
    await world.advance(hours=7)
    other.bot_replied("@小明")
    group.bot_stayed_silent()


async def test_it_is_planned(world: World, group: GroupChat):
    """Whoever plans something else there can mind it."""
    await group.admin.says("/本周之星 开启 每周三 18:00")
    assert world.app is not None
    async with world.app.db.read() as session:
        groups = (await session.scalars(select(Group))).all()
        sight, now = Sight(session, 1, frozenset(), groups), world.clock.now()
        [plan] = await plans.coming(sight, now, now + timedelta(days=7))
        assert f"{plan.at:%a %H:%M} {plan.title}" == "Wed 10:00 每周感谢"
        assert await plans.coming(sight, now, now + timedelta(days=2)) == []


@pytest.fixture
async def both(database_url: str) -> AsyncIterator[tuple[World, GroupChat]]:
    """A group on either database."""
    async with open_world(database_url, ONLY) as world:
        yield world, await settled_group(world)


async def test_on_both_databases(both: tuple[World, GroupChat]):
    """All that is asked of the tables."""
    world, group = both
    await group.admin.says("/本周之星 开启")
    group.heard()
    for _ in range(5):
        await answers(group, "小明")
    await group["小红"].says("谢谢 @老周 ")
    await group["小明"].says("谢谢 @老周 ")
    await world.advance(days=7)
    group.bot_replied("@老周 ：被谢了 2 次。谢谢你！\n也谢谢 @小明")
    await group.admin.whispers("/本周之星")
    group.admin.was_told("1. 老周：被谢了 2 次，4 分\n2. 小明：回答了 3 次，3 分")


async def test_in_english(sqlite_url: str):
    """The same, word for word."""
    async with open_world(sqlite_url, ONLY, language="en") as world:
        group = await settled_group(world)
        await group.admin.says("/stars on every fri 18:00")
        group.bot_replied("Fine: every Fri 18:00 I thank in the group whoever helped most")
        asked = await group["小红"].says("Where can I buy old books?")
        await group["小明"].says("behind the school", quote=asked)
        await group["小红"].says("thank you @小明 ")
        await world.advance(days=7)
        group.bot_stayed_silent()
        await group.member.says("/stars")
        group.bot_replied("last week (Mon 03-02 to Sun 03-08):\n1. 小明: answered 1 time, was thanked 1 time\n")
        await world.advance(days=5)
        group.bot_replied("@小明 : answered 1 time, was thanked 1 time. Thank you!")
