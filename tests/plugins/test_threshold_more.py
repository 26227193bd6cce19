"""The threshold with crowds, odd names, several groups, in English, on both databases."""

import pytest

from tests.plugins.asking import QUESTION, newcomers, prepare
from tests.plugins.conftest import settled_group
from tests.world import GroupChat, World, open_world


@pytest.fixture
async def quiet(group: GroupChat) -> GroupChat:
    """A group that greets nobody, so that only the threshold is heard; it is Monday, 10:02."""
    await group.admin.says("/欢迎 关闭")
    group.heard()
    return group


@pytest.fixture
async def asking(group: GroupChat) -> GroupChat:
    """The usual group with a question and no greeting."""
    return await prepare(group)


async def test_a_set_of_groups(world: World, quiet: GroupChat):
    """One command for all, one undo."""
    other = await world.group("别的群", "阿宁", "小明")
    await world.advance(minutes=1)
    owner = await world.operator("阿宁")
    await owner.whispers("/标签 添加 #新 1 2")
    await owner.whispers("/用 #新")
    owner.heard()
    await owner.whispers("/门槛 暗号 芝麻开门")
    owner.bot_replied("新人要先说出暗号", "#新 的 2 个群")
    await other.joins("周周")
    await world.advance(seconds=65)
    assert "暗号" in "".join(other.heard())
    await owner.whispers("/撤销")
    owner.bot_replied("撤销了")
    await quiet.joins("周周")
    await world.advance(days=2)
    quiet.bot_stayed_silent()


async def test_in_english(sqlite_url: str):
    """The same, word for word."""
    async with open_world(sqlite_url, language="en") as world:
        group = await settled_group(world)
        await group.owner.says("/threshold question\nWhat do we read?\nDetective stories")
        group.bot_replied("Newcomers now answer “What do we read?” within 24 hours")
        group.bot_replied("Everybody has seen the answer")
        await group.joins("Yu")
        await world.advance(seconds=62)
        group.bot_replied("Welcome to")
        group.bot_replied("please answer a question:\nWhat do we read?")
        await group["Yu"].says("DETECTIVE-stories")
        group.bot_replied("That's it. Welcome in!")
        await group.owner.says("/threshold")
        group.bot_replied("The threshold is a question", "1 answer is accepted", "Nobody is waiting")


async def test_on_both_databases(database_url: str):
    """Asking, answering, reminding, letting in, undoing, removing, forgetting."""
    async with open_world(database_url) as world:
        group = await settled_group(world)
        await group.admin.says(QUESTION)
        await group.admin.says("/门槛 自动移出 开")
        await group.admin.says("确认")
        await group.joins("小林", "阿木", "周周", "豆豆", "小雨")
        await world.advance(minutes=2)
        await group["小林"].says("推理")
        await group["阿木"].says("推理")
        await group.admin.says("/门槛 放行 3")
        await group.admin.says("/撤销")
        await group.admin.says("/门槛 移出 4")
        await group.admin.says("确认")
        await group["周周"].whispers("推理")
        group["周周"].was_told("欢迎正式加入")
        await group.leaves("豆豆")
        await group.joins("豆豆")
        await world.advance(minutes=2)
        group.heard()
        await world.advance(days=1, hours=4)
        said = group.heard()
        assert any("还差一个回答" in text for text in said)
        assert any("请你们离开" in text for text in said)
        members = world.platform.groups[group.group_id].members
        assert group["豆豆"].id not in members
        assert group["小雨"].id not in members
        assert group["小林"].id in members
        await group.joins("豆豆")
        await world.advance(days=35)
        await group.joins("大海")
        await world.advance(minutes=2)
        group.heard()
        await group.admin.says("/门槛 关闭")
        group.bot_replied("门槛撤了")
        await group.admin.says("/撤销")
        group.bot_replied("撤销了")


async def test_names_that_are_something_else(world: World, asking: GroupChat):
    """Commands, templates, mentions, nothing, three hundred emoji, written from the right: they are only names."""
    names = ["/门槛 关闭", "{昵称}", "@所有人", " ", "🎉" * 300, "\u202eאבג"]
    await world.platform.join(asking.group_id, {f"x{n}": name for n, name in enumerate(names)})
    await world.settle()
    await world.advance(seconds=62)
    asking.bot_replied("读什么书", mentions=[f"x{n}" for n in range(6)])
    await asking.admin.says("/门槛")
    text = asking.bot_replied("1. /门槛 关闭，", "2. {昵称}，", "3. @所有人，", "4. 没有昵称的人，")
    assert len(text) < 600
    await asking.admin.says("/门槛 移出 全部")
    asking.bot_replied("把这 6 位移出")
    await asking.admin.says("确认")
    asking.bot_replied("移出 6 位")
    await world.advance(minutes=6)
    assert "x0" not in world.platform.groups[asking.group_id].members


async def test_a_crowd(world: World, group: GroupChat):
    """Five hundred within ten minutes: few messages, and all of them wait; those who pass share a welcome."""
    await group.admin.says(QUESTION)
    group.heard()
    names = [f"新人{n}" for n in range(500)]
    for start in range(0, 500, 25):
        await group.joins(*names[start : start + 25])
        for name in names[start : start + 5]:
            await group[name].says("推理小说")
        await world.advance(seconds=30)
    await world.advance(minutes=10)
    said = group.heard()
    assert len(said) <= 10, said
    assert sum("读什么书" in text for text in said) <= 3
    await world.advance(hours=12)
    reminders = group.heard()
    assert len(reminders) == 1
    assert "等 400 位" in reminders[0]
    await group.admin.says("/门槛 2")
    group.bot_replied("等着的 400 位", "下一页：/门槛 3")


async def test_two_groups_in_private(world: World, asking: GroupChat):
    """The answer goes to the group whose question it answers."""
    other = await world.group("电影会", "阿宁")
    await other.owner.says("/门槛 问题\n看什么？\n老电影")
    await asking.joins("小林")
    await other.joins("小林")
    await world.advance(seconds=62)
    lin = asking["小林"]
    await lin.whispers("推理")
    lin.was_told("欢迎正式加入「读书会」")
    await lin.whispers("老电影")
    lin.was_told("欢迎正式加入「电影会」")


async def test_a_paused_group(world: World, asking: GroupChat):
    """Nothing is said or done while it rests."""
    await asking.joins("小林")
    await world.advance(seconds=62)
    await asking.admin.says("/暂停")
    asking.heard()
    await world.advance(days=2)
    asking.bot_stayed_silent()
    asking.owner.was_told_nothing()
    await asking.admin.says("/恢复")
    asking.heard()
    await world.advance(hours=2)
    asking.owner.was_told("1. 小林")


async def test_who_looks_after_the_group_is_asked_nothing(world: World, asking: GroupChat):
    """An admin who comes back is no newcomer."""
    await asking.leaves("老周")
    await asking.joins("老周")
    await world.advance(days=1, hours=2)
    asking.bot_stayed_silent()


async def test_those_who_pass_together_share_a_welcome(world: World, asking: GroupChat):
    """The first at once, the others a minute later."""
    names = ["小林", "阿木", "周周"]
    await asking.joins(*names)
    await world.advance(seconds=62)
    asking.heard()
    for name in names:
        await asking[name].says("推理")
    asking.bot_replied("@小林 答上了")
    asking.bot_stayed_silent()
    await world.advance(minutes=1)
    asking.bot_replied("@阿木 @周周 \n答上了")
    await world.advance(minutes=5)
    asking.bot_stayed_silent()


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("/门槛 问题\n读什么？", "下面一行写一个能算对的答案"),
        ("/门槛 问题", "第二行"),
        ("/门槛 问题\n读什么？\n帮助", "「帮助」对我来说是命令"),
        ("/门槛 暗号", "暗号写在后面"),
        ("/门槛 暗号 确认", "对我来说是命令"),
        ("/门槛 时限 30分钟", "从 2 小时到 30 天"),
        ("/门槛 时限 90分钟", "整小时"),
        ("/门槛 放行", "哪一位"),
        ("/门槛 放行 所有的人", "哪一位"),
        ("/门槛 移出 1", "没有 1 号在等"),
        ("/门槛 3", "没有人在等"),
    ],
)
async def test_what_cannot_be(asking: GroupChat, command: str, said: str):
    """What is wrong."""
    await asking.admin.says(command)
    asking.bot_replied(said)
    asking.bot_stayed_silent()


async def test_members_may_not(asking: GroupChat):
    """Only who looks after the group."""
    for command in ("/门槛", "/门槛 关闭", "/门槛 放行 1", "/门槛 移出 1"):
        await asking.member.says(command)
        asking.bot_replied("只有群主或管理员可以")


async def test_without_a_threshold(world: World, quiet: GroupChat):
    """Nobody is asked anything."""
    await quiet.admin.says("/门槛")
    quiet.bot_replied("没有设门槛")
    await quiet.joins("小林")
    await world.advance(days=2)
    quiet.bot_stayed_silent()


async def test_talk_is_not_listened_to_for_ever(world: World, asking: GroupChat):
    """After twenty lines of a newcomer's talk only what is said to the bot can be an answer."""
    await newcomers(world, asking, "小林")
    for n in range(20):
        await asking["小林"].says(f"第 {n} 句")
    await asking["小林"].says("推理")
    asking.bot_stayed_silent()
    await world.crash(seconds=5)
    await world.advance(seconds=10)
    await asking["小林"].says("推理")
    asking.bot_stayed_silent()
    await asking["小林"].says("@蒲公英 推理")
    asking.bot_replied("@小林 答上了")


async def test_an_introduction_is_no_answer(world: World, asking: GroupChat):
    """A card is thanked for, in the group and in private, and is no wrong answer."""
    await newcomers(world, asking, "小林")
    await asking["小林"].says("【称呼】小林\n【城市】杭州\n【在做】编辑")
    asking.bot_replied("名片")
    await asking["小林"].says("@蒲公英 诗")
    asking.bot_replied("还能试 4 次")
