"""/数据 in conversations: what is counted, against what, and who sees which part of it."""

from collections.abc import AsyncIterator
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete, select

from plugins import PLUGINS, nudges
from plugins.nudges.stats.store import HOUR_MS
from storage.base import to_ms
from storage.hours import GroupHour
from storage.tables import Group
from tests.plugins.conftest import settled_group
from tests.world import START, GroupChat, World, open_world

EVERYTHING = PLUGINS if nudges.plugins[0] in PLUGINS else (*PLUGINS, *nudges.plugins)


@pytest.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    """A running bot that knows the nudges too, on either database."""
    async with open_world(database_url, EVERYTHING) as opened:
        yield opened


@pytest.fixture
async def quiet(world: World) -> GroupChat:
    """A group that says nothing when somebody joins, in which half a day has passed; it is Monday night."""
    group = await settled_group(world)
    await group.admin.says("/欢迎 关闭")
    await world.advance(hours=12)
    group.heard()
    return group


async def seen(group: GroupChat, command: str = "/数据") -> str:
    """What the owner is told in private, below the picture."""
    await group.owner.whispers(command)
    assert group.owner.private.bot_replied().endswith(".png")
    words = group.owner.private.bot_replied()
    group.owner.was_told_nothing()
    return words


async def test_all_of_it_in_private(world: World, quiet: GroupChat):
    """Talk, comings and goings, ties and help of whole days, with today beside them; the owner helps nobody here."""
    await world.advance(days=1)
    await quiet.joins("小林", "阿木")
    question = await quiet["小明"].says("请问几点集合？")
    await quiet["小红"].says("七点", quote=question)
    await quiet.owner.says("南门", quote=question)
    await quiet["小明"].says("谢谢 @小红")
    await quiet["小明"].says("谢谢 @小红 ，真快")
    await quiet["阿木"].says("大家好")
    await quiet.leaves("阿木")
    await world.advance(days=8)
    await quiet["小明"].says("今天")
    words = await seen(quiet, "/数据 14天")
    assert words.split("\n") == [
        "近 14 天（读书会，02-25 周三 至 03-10 周二，Asia/Shanghai）",
        "消息 8 条",
        "说话 5 人，5 名成员里的 80%",
        "进群 2 人，退群 1 人，净增 +1",
        "新人：02-18 周三 至 03-03 周二 进群的 2 人里，还在的 1 人（50%），说过话的 1 人（50%）",
        "成员之间的交流占 60%（5 次回复和 @ 里，双方都不是群主或管理员的）",
        "帮忙最多：小红（回答 1 · 感谢 1）",
        "几点最热闹：数据还不够，过几天再看",
        "今天到现在：1 条，1 人",
        "再往前 14 天没有听全，不比。",
        "这些天里有 130 小时没听到（不在线，或者还没进群），数会偏少。",
    ]


async def test_a_week_against_the_week_before(world: World, quiet: GroupChat):
    """Arrows tell by how much it is more or less, and that it is the same where it is."""
    await world.advance(days=1)
    for n in range(10):
        await quiet["小明"].says(f"第{n}句")
    await quiet["小红"].says("我也 @小明")
    await world.advance(days=7)
    for n in range(15):
        await quiet["小明"].says(f"又{n}句")
    await quiet["小明"].says("好 @小红")
    await quiet["小明"].says("嗯")
    await world.advance(days=6)
    words = await seen(quiet)
    assert "消息 17 条，↑31%\n说话 1 人，↓75%，4 名成员里的 25%\n进群 0 人，退群 0 人，净增 0\n" in words
    assert "成员之间的交流占 100%，↑50 点（1 次" in words
    assert words.endswith("\n箭头是和再往前 7 天比。")
    await quiet.owner.whispers("/stats 7d")
    assert quiet.owner.private.heard()[1] == words


async def test_what_everybody_sees(world: World, quiet: GroupChat):
    """In the group: nothing of who left or stayed, and by name only who was thanked there."""
    question = await quiet["小明"].says("有人知道怎么报名吗")
    await quiet["小红"].says("群公告里", quote=question)
    await quiet.joins("小林")
    await quiet["小林"].says("谢谢 @小红")
    await quiet["小红"].says("谁有链接")
    await quiet["小林"].says("我发你", quote="said1")
    await quiet.leaves("小明")
    await world.advance(days=9)
    await quiet["小红"].says("早")
    await world.advance(days=1)
    await quiet.admin.says("/数据 14天")
    assert quiet.bot_replied().endswith(".png")
    words = quiet.bot_replied("近 14 天", "\n说话 5 人\n新来 1 人\n", "谢谢帮忙的：小红（回答 1 · 感谢 1）\n")
    assert words.endswith("私聊我发 /数据 就能看。")
    for untold in ("退群", "净增", "还在", "没说"):
        assert untold not in words
    await quiet["小红"].says("/数据")
    quiet.bot_replied("只有群主或管理员可以")


async def test_helpers_are_members_who_are_there(world: World, quiet: GroupChat):
    """Five at most, the most helpful first, three answers a day to the same person; neither the owner nor who left."""
    await quiet.joins(*(f"助{n}" for n in range(8)))
    question = await quiet["小明"].says("这个怎么弄")
    for n in range(1, 8):
        await quiet[f"助{n}"].says("这样", quote=question)
        for thankful in range(n - 1):
            await quiet[f"助{thankful}"].says(f"谢谢 @助{n}")
    for _ in range(5):
        await quiet["助2"].says("还有", quote=question)
        await quiet.owner.says("那样", quote=question)
    await quiet["小明"].says("谢谢 @阿宁")
    await quiet.leaves("助7")
    await world.advance(days=1)
    words = await seen(quiet)
    helpers = "、".join(f"助{n}（回答 1 · 感谢 {n - 1}）" for n in (6, 5, 4, 3))
    assert f"\n帮忙最多：{helpers}、助2（回答 3 · 感谢 1）\n" in words


async def test_nothing_to_tell_yet(world: World, group: GroupChat):
    """On its first day the bot says so; a week in which nobody spoke is told without a picture."""
    await group["小明"].says("在")
    await group.owner.whispers("/数据")
    assert group.owner.was_told("我刚来，满一天才有数据（读书会）。").endswith("\n今天到现在：2 条，2 人")
    await world.advance(days=12)
    await group.joins("小林")
    await world.advance(days=1)
    group.heard()
    await group.owner.whispers("/数据")
    assert group.owner.was_told() == "近 7 天没有人说话（读书会）。\n进群 1 人，退群 0 人，净增 +1"
    await group.admin.says("/数据")
    group.bot_replied("近 7 天没有人说话（读书会）。\n新来 1 人\n今天到现在：1 条，1 人")
    group.owner.was_told_nothing()


async def test_busy_hours(world: World, quiet: GroupChat):
    """From the ledger of hours, once it knows of enough messages; they may go on past midnight."""
    for n in range(30):
        await quiet["小明"].says(f"第{n}句")
    await world.advance(days=1)
    assert "\n最热闹：22:00–1:00，占 94%\n" in await seen(quiet)
    await hours_are(world, quiet, {23: 18})
    assert "几点最热闹：数据还不够" in await seen(quiet)
    await hours_are(world, quiet, {23: 18, 0: 8, 12: 2})
    assert "\n最热闹：23:00–2:00，占 93%\n" in await seen(quiet)


async def hours_are(world: World, group: GroupChat, hours: dict[int, int]) -> None:
    """So many messages in these hours of the group's first day."""
    assert world.app is not None
    midnight = to_ms(START) // HOUR_MS - START.astimezone(ZoneInfo("Asia/Shanghai")).hour
    async with world.app.db.write() as session:
        [row] = (await session.scalars(select(Group).where(Group.name == group.name))).all()
        await session.execute(delete(GroupHour).where(GroupHour.group_id == row.id))
        session.add_all(GroupHour(group_id=row.id, hour=midnight + hour, messages=n) for hour, n in hours.items())


async def test_several_groups(world: World, quiet: GroupChat):
    """Their sums, and a line for each, the loudest first."""
    other = await world.group("画画", "阿宁", "小明", "小黑")
    await quiet.owner.whispers("/标签 添加 #周末 1 2")
    await quiet.owner.whispers("/用 #周末")
    quiet.owner.private.heard()
    await world.advance(days=1)
    await quiet["小明"].says("一")
    await other["小明"].says("二")
    await other["小黑"].says("三")
    await world.advance(days=1)
    words = await seen(quiet)
    assert words.startswith("近 7 天（#周末 的 2 个群，")
    assert "\n消息 5 条\n说话 5 人，7 名成员里的 71%\n" in words
    lines = words.split("\n")
    assert lines[-2:] == [
        "读书会：消息 3 条，说话 3 人（75%），净增 0",
        "画画：消息 2 条，说话 2 人（67%），净增 0",
    ]


async def test_what_was_not_heard_is_told(world: World, quiet: GroupChat):
    """Hours without the bot make the figures low, and weeks of which much was not heard are not compared."""
    await quiet["小明"].says("在")
    await world.advance(days=7)
    await quiet["小明"].says("还在")
    await world.crash(hours=30)
    await world.advance(days=3)
    words = await seen(quiet)
    assert "再往前 7 天没有听全，不比。\n这些天里有 30 小时没听到" in words


@pytest.mark.parametrize("period", ["6天", "31天", "1小时"])
async def test_other_periods_are_refused(quiet: GroupChat, period: str):
    """With what can be asked for."""
    await quiet.owner.whispers(f"/数据 {period}")
    quiet.owner.was_told("可以看近 7 到 30 天。")


async def test_in_english(database_url: str):
    """The same in English."""
    async with open_world(database_url, EVERYTHING, language="en") as world:
        group = await settled_group(world)
        await world.advance(hours=14)
        await group["小明"].says("hello @小红")
        await group["小红"].says("thanks @小明")
        await group.joins("小林")
        await world.advance(days=9)
        words = await seen(group, "/stats 14d")
    assert words.startswith("The last 14 days (读书会, Thu 02-26 to Wed 03-11, Asia/Shanghai)\nMessages: 3\n")
    assert "\nPeople who spoke: 3, 60% of 5 members\nJoined: 1, left: 0, net +1\n" in words
    assert "of the 1 who joined from Thu 02-19 to Wed 03-04, 1 are still there (100%) and 0 have spoken (0%)" in words
    assert "\nHelped most: 小明 (1 thank-you)\nBusiest hours: too little to tell yet\n" in words
