"""/成员, /潜水 and /请假 in conversations."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from storage.engine import Database
from storage.hours import Outage
from tests.plugins.conftest import settled_group
from tests.plugins.silences import WITHOUT_HOURLY
from tests.world import GroupChat, World, open_world


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    """A running bot without what is done every hour."""
    async with open_world(sqlite_url, WITHOUT_HOURLY) as opened:
        yield opened


@pytest.fixture
async def quiet(group: GroupChat) -> GroupChat:
    """A group that greets nobody."""
    await group.admin.says("/欢迎 关闭")
    group.heard()
    return group


async def days_of_talk(group: GroupChat, days: int, *names: str) -> None:
    """Each says something every day for so many days."""
    for _ in range(days):
        for name in names:
            await group[name].says("早")
        await group.world.advance(days=1)


async def test_members_by_kind(world: World, quiet: GroupChat):
    """In numbers beside the usual ones; nobody is named, and members may not ask."""
    await quiet.member.says("/成员")
    quiet.bot_replied("只有群主或管理员可以看")
    await world.advance(days=20)
    await days_of_talk(quiet, 9, "小明")
    await quiet.joins("小林")
    await quiet["老周"].says("在")
    await quiet.member.says("/请假 3天")
    quiet.heard()
    await world.advance(hours=1)
    await quiet.member.says("/请假 结束")
    quiet.heard()
    await quiet.admin.says("/成员")
    picture, text = quiet.heard()
    assert picture.endswith(".png")
    assert "「读书会」的 5 位成员：\n活跃 1 人，20%（常说 10%），多 10 个百分点" in text
    assert "半活跃、半沉睡 2 人，40%（常说 80%），少 40 个百分点" in text
    assert "潜水 2 人，40%（常说 10%），多 30 个百分点" in text
    assert "半活跃 1，新人 1，渐远 0" in text
    assert "小明" not in text


async def test_a_bot_that_has_just_come_says_so(world: World, quiet: GroupChat):
    """What it can't know yet it doesn't pretend to."""
    await world.advance(days=3)
    await quiet.admin.says("/成员")
    assert "我才听了这个群 3 天" in quiet.heard()[-1]


async def test_who_drifts_is_on_leave_or_gone(world: World, quiet: GroupChat):
    """Kinds follow what people do and say."""
    await days_of_talk(quiet, 5, "小明")
    await world.advance(days=14)
    await quiet["小红"].says("/请假 7天")
    await quiet.leaves("老周")
    quiet.heard()
    await quiet.owner.says("/成员")
    text = quiet.heard()[-1]
    assert "渐远 1" in text
    assert "另外：请假的 1 人、退了群的 1 人。" in text
    await quiet.member.says("我回来了")
    await quiet.owner.says("/成员")
    assert "半活跃 2，新人 0，渐远 0" in quiet.heard()[-1]


async def test_definitions_in_words(quiet: GroupChat):
    """Read, changed, undone; what makes no sense is refused with an example."""
    await quiet.admin.says("/成员 设置")
    quiet.bot_replied("新人：进群不到 7 天", "有 4 天以上说过话，现在 14 到 90 天没出声", "近 28 天里有 8 天以上说过话")
    await quiet.admin.says("/成员 设置 新人 14天")
    quiet.bot_replied("好，新人改成 14 天", "/撤销")
    await quiet.admin.says("/成员 设置")
    quiet.bot_replied("新人：进群不到 14 天")
    await quiet.admin.says("/撤销")
    quiet.bot_replied("撤销了：把成员划分里的新人改成 14 天")
    await quiet.admin.says("/成员 设置 活跃 40天")
    quiet.bot_replied("近期是 28 天，活跃的天数不能比它多")
    await quiet.admin.says("/成员 设置 近期 7天")
    quiet.bot_replied("近期是 7 天，活跃的天数不能比它多")
    await quiet.admin.says("/成员 设置 新人 0天")
    quiet.heard()
    await quiet.admin.says("/成员 设置 渐远 100天")
    quiet.bot_replied("渐远可以是 3 到 60 天")
    await quiet.admin.says("/成员 设置 新人")
    quiet.bot_replied("要写几天", "/成员 设置 新人 7天")
    await quiet.admin.says("/成员 设置 随便 3天")
    quiet.bot_replied("看不懂", "例如：/成员 设置 新人 7天")


async def test_who_has_been_silent(world: World, quiet: GroupChat):
    """A number in the group; in private by name, the longest silence first, marked with what one should know."""
    await quiet["小红"].says("早")
    await world.advance(days=10)
    await quiet.member.says("早")
    await quiet.joins("小林")
    await world.advance(days=30, hours=1)
    await quiet["小红"].says("/请假 到 周五")
    await quiet.owner.whispers("你好")
    await quiet["小红"].says("/请假 结束")
    quiet.heard()
    quiet.owner.private.heard()
    await quiet.owner.says("/潜水 35")
    reply = quiet.bot_replied("35 天以上没说话的有 1 位", "私聊我发 /潜水 35")
    assert "老周" not in reply
    await quiet.owner.whispers("/潜水")
    text = quiet.owner.was_told("「读书会」30 天以上没说话的 3 位：\n")
    lines = [line.partition(" ")[2] for line in text.splitlines()[1:4]]
    assert lines == ["老周：40 天没说话", "小明：30 天没说话", "小林：入群后还没说过话（30 天）"]
    await quiet.owner.whispers("/潜水 100")
    quiet.owner.was_told("没有谁 100 天没说话")
    await quiet.member.whispers("/潜水 30")
    quiet.member.was_told("你还没有可以管理的群")
    await quiet.owner.whispers("/潜水 0")
    quiet.owner.was_told("可以看 1 到 1000 天")
    await quiet.owner.whispers("/潜水 很久")
    quiet.owner.was_told("先写天数，再写页码", "例如：/潜水 30")


async def test_pages(world: World, quiet: GroupChat):
    """Twenty a page."""
    await quiet.joins(*(f"书友{n}" for n in range(1, 24)))
    await world.advance(days=40)
    await quiet.owner.whispers("/潜水 ３０天")
    text = quiet.owner.was_told("27 位，第 1/2 页", "下一页：/潜水 30 2")
    assert len(text.splitlines()) == 22
    await quiet.owner.whispers("/潜水 30 2")
    quiet.owner.was_told("书友23：入群后还没说过话（40 天）", "第 2/2 页", "/潜水 清理 90")
    await quiet.owner.whispers("/潜水 30 3")
    quiet.owner.was_told("一共只有 2 页")


async def test_a_week_in_which_the_bot_was_away(world: World, quiet: GroupChat):
    """Is nobody's silence."""
    await quiet.member.says("早")
    await world.advance(days=31)
    now = world.clock.now()
    async with Database(world.settings.database_url) as db, db.write() as session:
        session.add(Outage(account_id=1, since=now - timedelta(days=10), until=now - timedelta(days=3)))
    await quiet.owner.whispers("/潜水 30")
    quiet.owner.was_told("没有谁 30 天没说话")
    await quiet.owner.whispers("/潜水 24")
    quiet.owner.was_told("小明：24 天没说话")


async def test_a_group_the_bot_came_back_to(world: World, quiet: GroupChat):
    """While it was not there nobody was silent, and what they did before is not forgotten."""
    await days_of_talk(quiet, 10, "小明")
    await world.platform.kick_bot(quiet.group_id)
    await world.advance(days=60)
    people = {human.id: name for name, human in quiet.people.items()}
    await world.platform.add_bot(quiet.group_id, quiet.name, quiet.owner.id, people)
    await world.advance(days=5)
    quiet.heard()
    await quiet.owner.whispers("/潜水 10")
    assert "小明" not in quiet.owner.was_told("老周：15 天没说话")
    await quiet.owner.says("/成员")
    assert "活跃 1 人" in quiet.heard()[-1]


async def test_leave(world: World, quiet: GroupChat):
    """For so long or until a day; it ends by itself or by a word, and holds in every group."""
    member = quiet.member
    await member.says("/请假")
    quiet.bot_replied("你没有在请假", "/请假 7天", mentions=[member.id])
    await member.says("/请假 7天")
    quiet.bot_replied("请假到 2026-03-09 周一 10:01 (Asia/Shanghai)")
    await member.says("/请假")
    quiet.bot_replied("你请假到 2026-03-09 周一")
    await member.says("/请假 到 周五")
    quiet.bot_replied("请假到 2026-03-06 周五 23:59")
    await member.says("/请假到周六")
    quiet.bot_replied("请假到 2026-03-07 周六 23:59")
    await member.says("/请假 到 3月20日 晚上8点")
    quiet.bot_replied("请假到 2026-03-20 周五 20:00")
    await quiet.owner.whispers("/潜水 1")
    quiet.owner.private.heard()
    await world.advance(days=2)
    await quiet.owner.whispers("/潜水 1")
    quiet.owner.was_told("小红")
    await member.whispers("/请假")
    member.was_told("你请假到 2026-03-20 周五 20:00")
    await member.whispers("请假 结束")
    member.was_told("欢迎回来，假销了")
    await member.says("/请假 结束")
    quiet.bot_replied("你没有在请假")
    for wrong in ("/请假 到", "/请假 到 昨天下午", "/请假 到 周五 吧"):
        await member.says(wrong)
        quiet.bot_replied("要写到哪天", "例如：/请假 到 周五")
    await member.says("/请假 3000天")
    quiet.bot_replied("最长 366 天")
    await member.says("/请假 1分钟")
    quiet.bot_replied("请假最短 1 小时")


async def test_who_is_on_leave_is_marked(world: World, quiet: GroupChat):
    """An admin sees it before turning to them."""
    await world.advance(days=40)
    await quiet.member.whispers("/请假 7天")
    await quiet.owner.whispers("/潜水")
    quiet.owner.was_told("小明：我来以后还没说过话（40 天），请假到 2026-04-18 周六 10:01")


async def test_in_english(sqlite_url: str):
    """The same, word for word."""
    async with open_world(sqlite_url, WITHOUT_HOURLY, language="en") as world:
        group = await settled_group(world)
        await group.admin.says("/welcome off")
        await world.advance(days=40)
        await group.member.says("hello")
        await group.member.says("/leave until fri")
        group.heard()
        await group.admin.says("/members")
        assert "The 4 members of “读书会”:\nActive: 0, 0% (10% is usual), 10 points fewer" in group.heard()[-1]
        await group.member.says("/leave end")
        group.bot_replied("Welcome back; your leave is over.")
        await group.admin.says("/members set")
        group.bot_replied("Newcomer: joined less than 7 days ago", "on 4 days or more of the 28")
        await group.admin.says("/members set drifting 10d")
        group.bot_replied("Done: drifting is 10 days now", "/undo")
        await group.admin.says("/lurkers 30")
        group.bot_replied("2 have been silent for 30 days or more.", "/lurkers 30")
        await group.owner.whispers("/lurkers 30d 1")
        group.owner.was_told("小红: has not spoken since I came (40 days)")


async def test_on_both_databases(database_url: str):
    """Kinds, silence, leave."""
    async with open_world(database_url, WITHOUT_HOURLY) as world:
        group = await settled_group(world)
        await group.admin.says("/欢迎 关闭")
        await days_of_talk(group, 5, "小明")
        await world.advance(days=30)
        await group["小红"].says("/请假 7天")
        group.heard()
        await group.admin.says("/成员")
        assert "半活跃 1，新人 0，渐远 1" in group.heard()[-1]
        await group.owner.whispers("/潜水 30")
        group.owner.was_told("小明：31 天没说话")
