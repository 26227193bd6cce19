"""Serve before you ask, in conversations: the rules, and what is held says why."""

from typing import Any

import pytest

from bot.content import Text
from bot.outbox import Cause, Post
from tests.world import GroupChat, World


async def post(world: World, words: str, **more: Any) -> None:
    """Something scheduled is due in the first group now."""
    assert world.app is not None
    assert world.app.bot is not None
    outbox, db = world.app.bot.outbox, world.app.db
    serving = more.pop("serving", "value")
    key = f"drop:1:{words}:1"
    async with db.transaction() as connection:
        await outbox.add(
            connection,
            [Post(key, Text((words,)), Cause("schedule", "1"), group_id=1, serving=serving, **more)],
            world.clock.now(),
        )
    outbox.wake()
    await world.settle()


async def talk(group: GroupChat, messages: int = 5) -> None:
    """Members talk."""
    for n in range(messages):
        await group.member.says(f"嗯{n}")


async def number_of(group: GroupChat, words: str) -> str:
    """The number of a message in the list of the latest."""
    await group.admin.says("/为什么")
    lines = group.bot_replied(words).split("\n")
    return next(line.split()[0] for line in lines if words in line)


async def test_the_rules_are_shown_and_set(group: GroupChat):
    """With the charter, each by a command of its own, with a way back."""
    await group.admin.says("/群定位")
    group.bot_replied(
        "还没有写群定位", "每发 3 条有用的内容，才发 1 条推广；两次投放之间至少要有 5 条聊天", "/群定位 配比"
    )
    await group.admin.says("/群定位 配比 2比1")
    group.bot_replied("好，以后每发 2 条有用的内容，才发 1 条推广", "/撤销")
    await group.admin.says("/群定位 间隔 不限")
    group.bot_replied("好，以后两次投放之间不用等人说话")
    await group.admin.says("/群定位 配比")
    group.bot_replied("每发 2 条有用的内容，才发 1 条推广；两次投放之间不用等人说话")
    await group.admin.says("/撤销")
    group.bot_replied("撤销了：改了投放的间隔")
    await group.admin.says("/群定位 间隔")
    group.bot_replied("每发 2 条有用的内容", "至少要有 5 条聊天")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("/群定位 配比 ３：１", "每发 3 条有用的内容，才发 1 条推广"),
        ("/群定位 配比 五比一", "每发 5 条"),
        ("/群定位 配比 不限", "推广到点就发"),
        ("/群定位 配比 0:1", "看不懂「0:1」"),
        ("/群定位 配比 21:1", "最多 20:1"),
        ("/群定位 配比 3:2", "例如：/群定位 配比 3:1"),
        ("/群定位 间隔 10", "至少要有 10 条聊天"),
        ("/群定位 间隔 八条聊天", "至少要有 8 条聊天"),
        ("/群定位 间隔 很多", "看不懂「很多」"),
        ("/群定位 间隔 201条", "最多 200 条"),
    ],
)
async def test_how_rules_are_written(group: GroupChat, said: str, answer: str):
    """As people write them; what can't be read is answered by an example."""
    await group.admin.says(said)
    group.bot_replied(answer)


async def test_members_set_no_rules(group: GroupChat):
    """They are told who may."""
    await group.member.says("/群定位 配比 不限")
    group.bot_replied("只有群主或管理员可以")


async def test_a_promo_waits_and_says_what_for(world: World, group: GroupChat):
    """In the list, by its number and in the budget."""
    await post(world, "课程八折", serving="promo")
    group.bot_stayed_silent()
    number = await number_of(group, "课程八折")
    await group.admin.says(f"/为什么 {number}")
    group.bot_replied("还差 3 条有用的内容，才轮到这条推广", "2026-03-09 周一 10:01 (Asia/Shanghai) 还没等到，就不发了")
    await post(world, "早报")
    group.bot_replied("早报")
    await group.admin.says(f"/为什么 {number}")
    group.bot_replied("还差 2 条有用的内容")
    await group.admin.says("/预算")
    group.bot_replied("1 条推广在等有用的内容先发")


async def test_a_new_rule_sets_free_what_waits(world: World, group: GroupChat):
    """At once."""
    await post(world, "课程八折", serving="promo")
    group.bot_stayed_silent()
    await group.admin.says("/群定位 配比 不限")
    assert set(group.heard()) >= {"课程八折"}


async def test_a_silent_group_is_left_alone(world: World, group: GroupChat):
    """What waits for talk says so, and is skipped after three hours."""
    await post(world, "早报")
    group.bot_replied("早报")
    await post(world, "午报")
    group.bot_stayed_silent()
    number = await number_of(group, "等群里聊几句：午报")
    await group.admin.says("/预算")
    group.bot_replied("1 条在等群里多聊几句")
    await world.advance(hours=2)
    await group.admin.says(f"/为什么 {number}")
    group.bot_replied("群里有点安静，再有 2 条聊天就发")
    await world.advance(hours=2)
    group.bot_stayed_silent()
    await group.admin.says(f"/为什么 {number}")
    group.bot_replied("群里没什么人说话，再发会显得吵，所以没发", f"/补发 {number}")
    await group.admin.says(f"/补发 {number}")
    assert "午报" in group.heard()


async def test_talk_brings_what_waits(world: World, group: GroupChat):
    """Within ten minutes."""
    await post(world, "早报")
    await post(world, "午报")
    assert group.heard() == ["早报"]
    await talk(group)
    await world.advance(minutes=10)
    group.bot_replied("午报")


async def test_in_english(english: GroupChat):
    """The same, word for word."""
    world = english.world
    await english.admin.says("/charter ratio 2:1")
    english.bot_replied("All right, from now on a promo goes out only after 2 useful posts", "/undo")
    await english.admin.says("/charter talk 1 message")
    english.bot_replied("from now on any two posts have at least 1 message from members between them")
    await post(world, "Sale", serving="promo")
    number = await english_number(english)
    await english.admin.says(f"/why {number}")
    english.bot_replied("2 more useful posts have to come before this promo.", "If nothing changes by")
    await english.admin.says("/charter ratio three")
    english.bot_replied("I can't read “three”")


async def english_number(group: GroupChat) -> str:
    """The number of the latest message before the question."""
    await group.admin.says("/why")
    return next(line.split()[0] for line in group.bot_replied("Sale").split("\n") if "Sale" in line)


async def test_a_daily_promo_comes_every_third_day(world: World, group: GroupChat):
    """Beside one useful drop a day, with a group that talks; what was passed over says so."""
    await group.admin.says("/投放 添加 每天 08:30 早报\n早上好")
    await group.admin.says("/投放 添加 每天 12:00 课程 #推广\n课程八折")
    group.heard()
    came: list[tuple[int, str]] = []
    await world.advance(hours=22)
    for day in range(9):
        for _ in range(3):
            await talk(group)
            await world.advance(hours=1)
        came += [(day, words) for words in group.heard()]
        await world.advance(hours=21)
        came += [(day, words) for words in group.heard()]
    promos = [day for day, words in came if words == "课程八折"]
    assert [words for _, words in came].count("早上好") == 9
    assert promos == [2, 5, 8]
    await group.admin.says("/为什么")
    group.bot_replied("没轮到：课程八折")


async def test_a_must_comes_into_a_silent_group(world: World, group: GroupChat):
    """Marked as such, or asked for at once; others do not, and even then a promo waits for its turn."""
    await group.admin.says("/投放 添加 每天 08:30 早报\n早上好")
    await group.admin.says("/投放 添加 每天 08:40 提醒 #必发\n记得打卡")
    await group.admin.says("/投放 添加 每天 08:50 午报\n中午好")
    group.heard()
    await world.advance(days=1)
    assert group.heard() == ["早上好", "记得打卡"]
    await group.admin.says("/投放 立即 3")
    assert "中午好" in group.heard()
    await group.admin.says("/投放 添加 每天 09:00 课程 #推广\n课程八折")
    group.heard()
    await group.admin.says("/投放 立即 4")
    assert "课程八折" in group.heard()
    await group.admin.says("/投放 立即 4")
    group.bot_replied("#4 课程 排上了。它是推广")
    group.bot_stayed_silent()
