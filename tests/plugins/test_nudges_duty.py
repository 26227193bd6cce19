"""Questions nobody answers, and those on duty who are asked to look at them."""

from collections.abc import AsyncIterator

import pytest

from tests.plugins.conftest import settled_group
from tests.plugins.reconnecting import ONLY
from tests.world import GroupChat, World, open_world

ASKED = "请问哪里能买到旧书？"


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    """A running bot that does little else."""
    async with open_world(sqlite_url, ONLY) as opened:
        yield opened


@pytest.fixture
async def club(world: World, group: GroupChat) -> GroupChat:
    """The usual group on Monday at 10:01 with 小明 on duty."""
    group.heard()
    await group.member.says("/值日 加入")
    group.bot_replied("谢谢！有问题没人接的时候，我会轮着请你看看")
    return group


async def schedules(world: World) -> list[str]:
    """The keys of what is planned for duty."""
    assert world.app is not None
    async with world.app.db.read() as session:
        rows = await (await session.connection()).exec_driver_sql("SELECT key FROM schedules WHERE key LIKE 'duty%'")
        return [key for (key,) in rows]


async def test_volunteering(world: World, group: GroupChat):
    """The first has questions looked for, the last has it end."""
    await group.member.says("/值日")
    group.bot_replied("值日：还没有人", "09:00 到 21:30 之间，在群里说，一天最多 3 个", "/值日 加入")
    assert await schedules(world) == []
    await group.member.says("/值日 加入")
    await group["小红"].says("/值日 加入")
    await group.member.says("/值日 加入")
    group.heard()
    await group.member.says("/值日")
    assert "管理员可以改" not in group.bot_replied("值日：小明、小红\n")
    assert await schedules(world) == ["duty:1"]
    await group["小红"].says("/值日 退出")
    group.bot_replied("不再请你看问题了")
    await group["小红"].says("/值日 退出")
    group.bot_replied("本来就没有值日")
    assert await schedules(world) == ["duty:1"]
    await group.member.says("/值日 退出")
    assert await schedules(world) == []
    await group["小红"].says(ASKED)
    group.heard()
    await world.advance(days=1)
    group.bot_stayed_silent()


async def test_a_question_nobody_answers(world: World, club: GroupChat):
    """After an hour whoever is on duty is really mentioned, once."""
    await club["小红"].says(ASKED)
    await world.advance(minutes=59)
    club.bot_stayed_silent()
    await world.advance(minutes=15)
    text = club.bot_replied(mentions=[club["小明"].id])
    assert text == "@小明 小红问的「请问哪里能买到旧书？」过了一个小时还没人接，你知道的话帮忙看看？"
    await world.advance(days=8)
    club.bot_stayed_silent()


async def test_why(world: World, club: GroupChat):
    """Whose question and whose turn it was."""
    await club["小红"].says(ASKED)
    await world.advance(minutes=75)
    club.bot_replied("@小明")
    await club.admin.says("/为什么", quote=club.last)
    club.bot_replied("小红的问题按白天算等了一个小时没人接，轮到 小明 值日，所以提了一句（/值日）。")


async def test_what_is_a_reply(world: World, club: GroupChat):
    """A quote or a mention of the asker, three messages of others, or the asker's own word."""
    asked = await club["小红"].says(ASKED)
    await club.admin.says("学校后门", quote=asked)
    await world.advance(hours=3)
    await club["小红"].says(ASKED)
    await world.advance(minutes=30)
    await club.admin.says("@小红 学校后门")
    await world.advance(hours=2)
    await club["小红"].says(ASKED)
    for name in ("老周", "小明", "老周"):
        await club[name].says("今天天气真好")
    await world.advance(hours=2)
    await club["小红"].says(ASKED)
    await world.advance(minutes=50)
    await club["小红"].says("已解决")
    await world.advance(hours=2)
    club.bot_stayed_silent()


async def test_what_is_no_reply(world: World, club: GroupChat):
    """Two messages of others; what the asker adds; a mention of somebody else; an answer to what was before."""
    await club["小红"].says("早")
    before = await club["小红"].says("昨天那本书真好看")
    await club.admin.says("是的", quote=before)
    await world.advance(minutes=20)
    await club["小红"].says(ASKED)
    await club["小红"].says("急用，有人知道吗")
    await club.member.says("不知道")
    await club.member.says("@阿宁 早")
    await world.advance(minutes=75)
    club.bot_replied("小红问的「请问哪里能买到旧书？」")


async def test_nobody_is_asked_about_their_own_question(world: World, club: GroupChat):
    """Where there is nobody else it is let be."""
    await club.member.says(ASKED)
    await world.advance(hours=9)
    club.bot_stayed_silent()
    await club["小红"].says("/值日 加入")
    await club.member.says("请问周六几点集合？")
    club.heard()
    await world.advance(days=1)
    club.bot_replied("@小红 小明问的「请问周六几点集合？」")
    club.bot_stayed_silent()


async def test_whose_turn_it_is(world: World, club: GroupChat):
    """Whoever was asked longest ago; one question at a time, the oldest first, at most three a day."""
    await world.advance(seconds=1)
    await club["老周"].says("/值日 加入")
    await club.joins("小林")
    club.heard()
    for name in ("小红", "阿宁", "小林"):
        await club[name].says(f"请问{name}那件事怎么办？")
    await world.advance(minutes=75)
    club.bot_replied("@小明 小红问的")
    club.bot_stayed_silent()
    await world.advance(minutes=15)
    club.bot_replied("@老周 阿宁问的")
    await world.advance(minutes=15)
    club.bot_replied("@小明 小林问的")
    await world.advance(hours=3)
    await club["小红"].says("请问第四件事怎么办？")
    await world.advance(hours=9)
    club.bot_stayed_silent()
    await world.advance(hours=12)
    await club["小红"].says("请问第五件事怎么办？")
    await world.advance(minutes=75)
    club.bot_replied("@老周 小红问的「请问第五件事怎么办？」")


async def test_at_night(world: World, club: GroupChat):
    """The hour goes on in the morning."""
    await world.advance(hours=11, minutes=9)
    await club["小红"].says(ASKED)  # 21:10
    await world.advance(hours=12, minutes=29)
    club.bot_stayed_silent()
    await world.advance(minutes=6)
    club.bot_replied("@小明 小红问的")


async def test_in_quiet_hours(world: World, club: GroupChat):
    """It waits until they are over."""
    await club.admin.says("/暂停 每天 11:00-14:00")
    club.heard()
    await club["小红"].says(ASKED)
    await world.advance(hours=3, minutes=55)
    club.bot_stayed_silent()
    await world.advance(minutes=10)
    club.bot_replied("@小明 小红问的")


async def test_who_asks_and_leaves(world: World, club: GroupChat):
    """Needs no answer any more."""
    await club["小红"].says(ASKED)
    await club.leaves("小红")
    await world.advance(days=1)
    club.bot_stayed_silent()


async def test_another_zone(world: World, club: GroupChat):
    """Day is where the group is."""
    await club.owner.says("/时区 Europe/Berlin")
    club.heard()
    await club["小红"].says(ASKED)  # 03:01 there
    await world.advance(hours=6, minutes=50)
    club.bot_stayed_silent()
    await world.advance(minutes=25)
    club.bot_replied("@小明 小红问的")


async def test_who_is_away_or_wants_to_be_left_alone(world: World, club: GroupChat):
    """Is not asked, and has not lost their turn."""
    assert world.app is not None
    await club["老周"].says("/值日 加入")
    club.heard()
    async with world.app.db.write() as session:
        await (await session.connection()).exec_driver_sql("UPDATE people SET quiet_at = 1 WHERE name = '小明'")
    await club["小红"].says(ASKED)
    await world.advance(minutes=75)
    club.bot_replied("@老周 小红问的")
    async with world.app.db.write() as session:
        away = f"UPDATE people SET away_until = {2**50} WHERE name = '老周'"
        await (await session.connection()).exec_driver_sql(away)
    await club["小红"].says("请问周六几点集合？")
    await world.advance(days=1)
    club.bot_stayed_silent()
    async with world.app.db.write() as session:
        await (await session.connection()).exec_driver_sql("UPDATE people SET quiet_at = NULL")
    await club["小红"].says("请问周日几点集合？")
    await world.advance(minutes=75)
    club.bot_replied("@小明 小红问的「请问周日几点集合？」")


async def test_in_private(world: World, club: GroupChat):
    """To who has the bot as a friend; an admin's choice, with its way back."""
    await club.member.says("/值日 提醒 私聊")
    club.bot_replied("只有群主或管理员可以")
    await club.admin.says("/值日 提醒 私聊")
    club.bot_replied("私聊值日的人", "/撤销")
    await club["小红"].says(ASKED)
    await world.advance(minutes=75)
    club.bot_replied("@小明 小红问的")
    await world.advance(hours=2)
    await club.member.whispers("你好")
    club.member.private.heard()
    await club["小红"].says("请问周六几点集合？")
    await world.advance(minutes=75)
    club.bot_stayed_silent()
    club.member.was_told("「读书会」里小红问了「请问周六几点集合？」", "去群里回一句")
    await world.advance(hours=2)
    await club.admin.says("/撤销")
    club.bot_replied("撤销了：改了没人接的问题在哪里提")
    await club["小红"].says("请问周日几点集合？")
    await world.advance(minutes=75)
    club.bot_replied("@小明 小红问的")


async def test_how_many_a_day(world: World, club: GroupChat):
    """An admin may set it, and none at all."""
    await club.admin.says("/值日 每天 11")
    club.bot_replied("一天 0 到 10 个")
    await club.admin.says("/值日 每天 0")
    club.bot_replied("没人接的问题不再提了", "/撤销")
    await club.admin.says("/值日")
    club.bot_replied("设成了一天 0 个", "/值日 每天 5")
    await club["小红"].says(ASKED)
    await world.advance(days=1)
    club.bot_stayed_silent()
    await club.admin.says("/撤销")
    club.heard()
    await club["小红"].says(ASKED)
    await world.advance(minutes=75)
    club.bot_replied("@小明 小红问的")
    await club.admin.says("/历史")
    club.bot_replied("把没人接的问题改成一天最多提 0 个")


@pytest.fixture
async def both(database_url: str) -> AsyncIterator[tuple[World, GroupChat]]:
    """A group on either database."""
    async with open_world(database_url, ONLY) as world:
        yield world, await settled_group(world)


async def test_on_both_databases(both: tuple[World, GroupChat]):
    """All that is asked of the tables."""
    world, group = both
    other = await world.group("别的群", "阿宁", "小明", "小红")
    for each in (group, other):
        for name in ("小明", "阿宁"):
            await each[name].says("/值日 加入")
            await world.advance(seconds=1)
        each.heard()
    asked = await group["小红"].says(ASKED)
    await other["小红"].says(ASKED)
    await group["小红"].says("早")
    await world.advance(minutes=20)
    await group["老周"].says("学校后门", quote=asked)
    await world.advance(minutes=60)
    group.bot_stayed_silent()
    other.bot_replied("@小明 小红问的")
    await other["小明"].says("我去问问")
    await group["小红"].says("请问周六几点集合？")
    await world.advance(minutes=75)
    group.bot_replied("@小明 小红问的")
    await other["小红"].says("/值日 记录")
    other.bot_replied("提了 1 个没人接的问题，之后有人接的 1 个", "有人接了")
    for each in (group, other):
        for name in ("小明", "阿宁"):
            await each[name].says("/值日 退出")
    assert await schedules(world) == []


async def test_in_english(sqlite_url: str):
    """The same, word for word."""
    async with open_world(sqlite_url, ONLY, language="en") as world:
        group = await settled_group(world)
        await group.member.says("/duty join")
        group.bot_replied("Thank you! When a question stays without an answer")
        await group["小红"].says("Does anybody know where the shop is?")
        await world.advance(minutes=75)
        group.bot_replied(
            "@小明 nobody has taken up what 小红 asked an hour ago: “Does anybody know where the shop is?”"
        )
        await group.admin.says("/duty log")
        group.bot_replied("In the last 7 days I brought up 1 unanswered question; 0 were taken up after that.")
        await group.admin.says("/duty daily 1")
        group.bot_replied("Fine: at most 1 unanswered question a day")
        await group.admin.says("/duty")
        group.bot_replied("On duty: 小明\n", "between 09:00 and 21:30, in the group, at most 1 a day", "/duty daily 5")
        await group.member.says("/duty leave")
        group.bot_replied("I'll no longer ask you")
