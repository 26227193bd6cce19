"""The threshold, in conversations."""

import pytest

from tests.plugins.conftest import settled_group
from tests.world import GroupChat, World, open_world

QUESTION = "/门槛 问题\n我们这个群读什么书？\n推理小说\n推理"


@pytest.fixture
async def quiet(group: GroupChat) -> GroupChat:
    """A group that greets nobody, so that only the threshold is heard; it is Monday, 10:02."""
    await group.admin.says("/欢迎 关闭")
    group.heard()
    return group


@pytest.fixture
async def asking(quiet: GroupChat) -> GroupChat:
    """The same, with a question."""
    await quiet.admin.says(QUESTION)
    quiet.heard()
    return quiet


async def test_a_right_answer_in_the_group(world: World, asking: GroupChat):
    """Asked by mention after the window; plain words are heard, whatever their width, case, spaces or punctuation."""
    await asking.joins("小林", "阿木")
    asking.bot_stayed_silent()
    await world.advance(seconds=62)
    ids = [asking["小林"].id, asking["阿木"].id]
    asking.bot_replied("@小林 @阿木 \n", "我们这个群读什么书？", "24 小时内", "直接在群里说", mentions=ids)
    await asking["小林"].says("大家好")
    await asking["小林"].says("推理游戏")
    asking.bot_stayed_silent()
    await asking["小林"].says(" 推 理、小説。")
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


async def test_letting_in(world: World, asking: GroupChat):
    """By number or mention; it can be undone."""
    await asking.joins("小林", "阿木", "周周")
    await world.advance(seconds=62)
    asking.heard()
    await asking.admin.says("/门槛 放行 2")
    asking.bot_replied("放行了 阿木", "/撤销")
    asking.bot_replied("@阿木 \n管理员点头了", mentions=[asking["阿木"].id])
    await asking.admin.says("/撤销")
    asking.bot_replied("撤销了")
    await asking["阿木"].says("推理")
    asking.bot_replied("@阿木 答上了")
    await asking.admin.says("/门槛 放行 2")
    asking.bot_replied("没有 2 号在等")
    await asking.admin.says("/门槛 放行 @小林 3")
    asking.bot_replied("放行了 周周、小林")
    asking.bot_replied("管理员点头了")
    await asking.admin.says("/门槛 放行 1")
    asking.bot_replied("没有 1 号在等")
    await asking.admin.says("/门槛 放行 @小红")
    asking.bot_replied("没有")
    await asking.admin.says("/门槛")
    asking.bot_replied("没有人在等")
    await world.advance(days=3)
    asking.bot_stayed_silent()


async def test_removing(world: World, asking: GroupChat):
    """Shown first, confirmed, done once; it is no farewell, and it stands in the history."""
    await asking.admin.says("/欢迎 告别 开启")
    await asking.joins("小林", "阿木")
    await world.advance(seconds=62)
    asking.heard()
    await asking.admin.says("/门槛 移出 1-2")
    asking.bot_replied("把这 2 位移出「读书会」：\n1. 小林\n2. 阿木\n移出了不能撤销", "确认")
    assert asking["小林"].id in world.platform.groups[asking.group_id].members
    await asking.admin.says("确认")
    asking.bot_replied("好，这就移出 2 位")
    await world.advance(minutes=10)
    members = world.platform.groups[asking.group_id].members
    assert {asking["小林"].id, asking["阿木"].id}.isdisjoint(members)
    asking.bot_stayed_silent()
    asking.admin.was_told_nothing()
    await asking.admin.says("/历史")
    asking.bot_replied("让我移出没通过的 小林、阿木")
    await asking.leaves("小红")
    await world.advance(minutes=2)
    asking.bot_replied("小红 离开了")


async def test_a_removal_that_is_refused_is_told_once(world: World, asking: GroupChat):
    """To who wanted it; they stay in the list, and whoever leaves later by themselves is bidden farewell."""
    await asking.admin.says("/欢迎 告别 开启")
    await asking.admin.whispers("在吗")
    asking.admin.private.heard()
    await asking.joins("小林")
    await world.advance(seconds=62)
    asking.heard()
    world.platform.groups[asking.group_id].members.pop(asking["小林"].id)
    await asking.admin.says("/门槛 移出 1")
    await asking.admin.says("确认")
    asking.heard()
    await world.advance(hours=3)
    asking.admin.was_told("「读书会」有 1 位没能移出：小林", "群管理员")
    asking.admin.was_told_nothing()
    await asking.admin.says("/门槛")
    asking.bot_replied("1. 小林", "没能移出")
    await asking["小林"].says("推理小说")
    asking.bot_replied("答上了")
    await asking.leaves("小林")
    await world.advance(minutes=2)
    asking.bot_replied("小林 离开了")


async def test_removing_by_itself(world: World, asking: GroupChat):
    """Only once confirmed; with an hour's notice in the group and to the owner, by day."""
    await asking.admin.says("/门槛 自动移出 开")
    asking.bot_replied("过了 24 小时还没通过", "一小时后移出", "现在等着的 0 位")
    await asking.admin.says("确认")
    asking.bot_replied("提前一小时说一声再移出", "/撤销")
    await world.advance(hours=8)
    await asking.joins("小林", "阿木")
    await world.advance(hours=22)
    asking.bot_replied("进这个群要先答一个问题")
    asking.bot_replied("还差一个回答")
    asking.bot_stayed_silent()
    await world.advance(hours=2)
    asking.bot_replied("@小林 @阿木 \n再不回答，一小时后我就要请你们离开了")
    asking.owner.was_told("2 位新人还没通过，我提醒他们了，一小时后会移出：\n1. 小林\n2. 阿木", "/门槛 放行 1")
    await asking["阿木"].says("推理")
    asking.bot_replied("@阿木 答上了")
    assert asking["小林"].id in world.platform.groups[asking.group_id].members
    await world.advance(hours=1)
    members = world.platform.groups[asking.group_id].members
    assert asking["小林"].id not in members
    assert asking["阿木"].id in members
    await world.advance(minutes=10)
    asking.bot_stayed_silent()
    asking.owner.was_told_nothing()
    await asking.admin.says("/历史")
    asking.bot_replied("到时没通过，自动移出了 小林")


async def test_approval(world: World, quiet: GroupChat):
    """Nobody is asked; the owner is told who came, and again when nothing was said in time. Never removed for it."""
    await quiet.admin.says("/门槛 审批")
    quiet.bot_replied("新人进来要等管理员点头", "/撤销")
    await quiet.admin.says("/门槛 自动移出 开")
    quiet.bot_replied("没点头不怪新人")
    await quiet.joins("小林")
    await world.advance(seconds=62)
    quiet.bot_replied("@小林 \n等管理员点个头")
    quiet.owner.was_told("「读书会」有 1 位新人等你点头：\n1. 小林")
    await quiet["小林"].says("推理")
    await world.advance(days=1, hours=1)
    quiet.bot_stayed_silent()
    quiet.owner.was_told("有 1 位新人没通过")
    await quiet.owner.whispers("/门槛 放行 1")
    quiet.owner.was_told("放行了 小林（读书会）")
    quiet.bot_replied("@小林 \n管理员点头了")


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


async def test_who_looks_after_the_group_is_asked_nothing(world: World, asking: GroupChat):
    """An admin who comes back is no newcomer."""
    await asking.leaves("老周")
    await asking.joins("老周")
    await world.advance(days=1, hours=2)
    asking.bot_stayed_silent()


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
