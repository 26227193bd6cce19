"""Asking newcomers and hearing their answers, in conversations."""

import pytest

from tests.plugins.asking import QUESTION, prepare
from tests.world import GroupChat, World


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


async def test_a_right_answer_in_the_group(world: World, asking: GroupChat):
    """Asked by mention after the window; plain words are heard, whatever their width, case, spaces or punctuation."""
    await asking.joins("小林", "阿木")
    asking.bot_stayed_silent()
    await world.advance(seconds=62)
    ids = [asking["小林"].id, asking["阿木"].id]
    asking.bot_replied("@小林 @阿木 \n", "我们这个群读什么书？", "24 小时内", "直接在群里说", mentions=ids)
    await asking["小林"].says("大家好")
    await asking["小林"].says("科幻游戏")
    asking.bot_stayed_silent()
    await asking["小林"].says("悬 疑、小説。")
    asking.bot_stayed_silent()
    await asking["小林"].says("　推理 小说！")
    said = asking.bot_replied("@小林 答上了，欢迎正式加入", mentions=[asking["小林"].id])
    assert "推理" not in said
    await asking["小林"].says("推理小说")
    await asking.member.says("推理小说")
    asking.bot_stayed_silent()
    await asking.admin.says("/门槛")
    assert "小林" not in asking.bot_replied("等着的 1 位", "2. 阿木，2026-03-03 周二 10:02 到时")


async def test_the_question_follows_the_greeting(world: World, group: GroupChat):
    """In the order a newcomer can make sense of."""
    await group.admin.says(QUESTION)
    group.heard()
    await group.joins("小林")
    await world.advance(seconds=62)
    group.bot_replied("欢迎 @小林")
    group.bot_replied("@小林 \n进这个群要先答一个问题")
    group.bot_stayed_silent()


async def test_answers_to_the_bot_are_counted(world: World, asking: GroupChat):
    """By mention or quote; five wrong ones, and an admin has to look."""
    await asking.joins("小林")
    await world.advance(seconds=62)
    asking.bot_replied("@小林")
    await asking["小林"].says("@蒲公英 言情", quote=asking.last)
    asking.bot_replied("@小林 还不对，你还能试 4 次", mentions=[asking["小林"].id])
    await asking["小林"].says("科幻", quote=asking.last)
    asking.bot_replied("还能试 3 次")
    for left in (2, 1):
        await asking["小林"].says("@蒲公英 散文")
        asking.bot_replied(f"还能试 {left} 次")
    await asking["小林"].says("@蒲公英 诗")
    asking.bot_replied("等管理员来看看")
    await asking["小林"].says("推理小说")
    asking.bot_stayed_silent()
    await world.advance(hours=1)
    asking.owner.was_told("「读书会」有 1 位新人没通过", "1. 小林", "/门槛 放行 1")
    await asking.admin.says("/门槛")
    asking.bot_replied("1. 小林", "答错 5 次")
    await world.advance(days=3)
    asking.bot_stayed_silent()
    asking.owner.was_told_nothing()


async def test_in_private(world: World, asking: GroupChat):
    """Who writes first is told the question; then their answers count, and the group hears nothing of it."""
    await asking.joins("小林")
    await world.advance(seconds=62)
    asking.bot_replied("@小林")
    lin = asking["小林"]
    await lin.whispers("你好，我是小林")
    lin.was_told("进「读书会」要先答一个问题", "读什么书", "24 小时内")
    await lin.whispers("言情")
    lin.was_told("「读书会」的这一关还不对，你还能试 4 次")
    await lin.whispers("答案是：推理")
    lin.was_told("答上了，欢迎正式加入「读书会」")
    await lin.whispers("推理")
    lin.was_told("我是蒲公英")
    asking.bot_stayed_silent()


async def test_friends_are_asked_in_private_too(world: World, asking: GroupChat):
    """They can answer there at once."""
    world.private(world.id_of("小林"))
    await world.say(world.id_of("小林"), "在吗")
    await asking.joins("小林")
    asking["小林"].private.heard()
    await world.advance(seconds=62)
    asking.bot_replied("@小林")
    asking["小林"].was_told("进「读书会」要先答一个问题")
    await asking["小林"].whispers("推理")
    asking["小林"].was_told("答上了")


async def test_who_asks_before_being_asked(world: World, asking: GroupChat):
    """Is told the question once in private; a right answer before the question is one."""
    await asking.joins("小林", "阿木")
    await asking["小林"].whispers("这里是读书会吗")
    asking["小林"].was_told("进「读书会」要先答一个问题")
    await asking["阿木"].says("推理小说")
    asking.bot_replied("@阿木 答上了")
    await world.advance(seconds=62)
    asking.bot_replied("@小林 \n进这个群要先答一个问题", mentions=[asking["小林"].id])
    asking["小林"].was_told_nothing()


async def test_one_reminder_then_the_owner_is_told(world: World, asking: GroupChat):
    """At half time, which at night is the evening before; nobody is removed for it."""
    await asking.joins("小林", "阿木")
    await world.advance(hours=9, minutes=50)
    asking.bot_replied("@小林 @阿木")
    asking.bot_stayed_silent()
    await world.advance(minutes=10)
    asking.bot_replied("@小林 @阿木 \n还差一个回答：\n我们这个群读什么书？")
    await world.advance(hours=14)
    asking.owner.was_told_nothing()
    await world.advance(hours=1)
    asking.owner.was_told("「读书会」有 2 位新人没通过：\n1. 小林\n2. 阿木", "/门槛 移出 1")
    await asking["阿木"].says("推理")
    asking.bot_replied("@阿木 答上了")
    await world.advance(days=5)
    asking.bot_stayed_silent()
    asking.owner.was_told_nothing()
    assert asking["小林"].id in world.platform.groups[asking.group_id].members


async def test_who_leaves_is_dropped_and_who_returns_is_asked_anew(world: World, asking: GroupChat):
    """With a fresh time and fresh tries."""
    await asking.joins("小林")
    await world.advance(seconds=62)
    await asking["小林"].says("@蒲公英 诗")
    asking.heard()
    await asking.leaves("小林")
    await world.advance(days=2)
    asking.bot_stayed_silent()
    asking.owner.was_told_nothing()
    await asking.joins("小林")
    await world.advance(seconds=62)
    asking.bot_replied("@小林 \n进这个群要先答一个问题")
    await asking["小林"].says("@蒲公英 诗")
    asking.bot_replied("还能试 4 次")
    await asking["小林"].says("推理")
    asking.bot_replied("答上了")


async def test_a_code_word_set_in_private(world: World, quiet: GroupChat):
    """The group never hears it from the bot."""
    await quiet.admin.whispers("/门槛 暗号 蒲公英")
    quiet.admin.was_told("新人要先说出暗号")
    await quiet.admin.whispers("/门槛")
    quiet.admin.was_told("门槛是一句暗号：蒲公英")
    await quiet.admin.says("/门槛")
    assert "蒲公英" not in quiet.bot_replied("门槛是一句暗号，私聊我")
    await quiet.joins("小林")
    await world.advance(seconds=62)
    assert "蒲公英" not in quiet.bot_replied("对一下暗号")
    await quiet["小林"].says("暗号：蒲公英")
    assert "蒲公英" not in quiet.bot_replied("答上了")


async def test_answers_set_in_the_group_are_seen(quiet: GroupChat):
    """Said once; the list in the group keeps them to itself all the same."""
    await quiet.admin.says(QUESTION)
    quiet.bot_replied("新人要先答「我们这个群读什么书？」，24 小时内", "/撤销")
    quiet.bot_replied("答案大家都看到了")
    await quiet.admin.says("/门槛")
    assert "推理" not in quiet.bot_replied("能算对的答案有 2 个")


async def test_a_new_question_is_asked_of_who_waits(world: World, asking: GroupChat):
    """With a fresh time, in one message."""
    await asking.joins("小林")
    await world.advance(hours=5)
    asking.heard()
    await asking.admin.says("/门槛 问题\n群主叫什么？\n阿宁")
    asking.bot_replied("群主叫什么")
    asking.bot_replied("等着的 1 位，我按新的再问一遍")
    asking.bot_replied("答案大家都看到了")
    await asking["小林"].says("推理")
    await world.advance(seconds=62)
    asking.bot_replied("@小林 \n", "群主叫什么？")
    await asking["小林"].says("阿宁")
    asking.bot_replied("答上了")


async def test_taking_it_away(world: World, asking: GroupChat):
    """Nobody waits any longer; undone, they do again."""
    await asking.joins("小林")
    await world.advance(seconds=62)
    asking.heard()
    await asking.admin.says("/门槛 关闭")
    asking.bot_replied("门槛撤了", "/撤销")
    await asking["小林"].says("推理")
    asking.bot_stayed_silent()
    await asking.admin.says("/撤销")
    asking.bot_replied("撤销了")
    await asking["小林"].says("推理")
    asking.bot_replied("答上了")
    await asking.admin.says("/门槛 关闭")
    asking.heard()
    await asking.joins("阿木")
    await world.advance(days=3)
    asking.bot_stayed_silent()
