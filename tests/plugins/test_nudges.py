"""/激活 in conversations: a silent group is woken gently, and left alone when that does not help."""

from collections.abc import AsyncIterator

import pytest

from plugins.nudges import store
from tests.plugins.conftest import settled_group
from tests.plugins.nudging import failures_of, nudges_of, people_of, silent_group, talk, until_nudged
from tests.world import GroupChat, World, open_world


@pytest.fixture
async def quiet(world: World) -> GroupChat:
    """A group that may be woken from Friday, 11:20, on."""
    return await silent_group(world)


@pytest.fixture
async def anywhere(database_url: str) -> AsyncIterator[World]:
    """The bot on each kind of database."""
    async with open_world(database_url) as opened:
        yield opened


async def test_it_is_off_until_switched_on(group: GroupChat):
    """Silent for ever, it stays silent; the command tells how to begin."""
    await group.admin.says("/激活")
    group.bot_replied("激活关着。", "时段 09:00-21:30", "还没叫醒过。", "打开：/激活 开启", "预览", "设置")
    await group.world.advance(days=9)
    group.bot_stayed_silent()


async def test_none_of_many_groups_is_forgotten(world: World, monkeypatch: pytest.MonkeyPatch):
    """They are looked at some at a time, each once."""
    monkeypatch.setattr(store, "BATCH", 2)
    names = [f"读书会{n}" for n in range(5)]
    for name in names:
        group = await world.group(name, "阿宁", "老周", "小明", "小红")
        await group.owner.says("/激活 开启")
    assert world.app is not None
    async with world.app.db.read() as session:
        found = [[group.name for group in some] async for some in store.switched_on(session, 1)]
    assert found == [names[:2], names[2:4], names[4:]]


async def test_a_silent_group_gets_a_topic(quiet: GroupChat):
    """After three days without a word, in the first hour that is open; and anybody may ask why."""
    await quiet.world.advance(days=3, minutes=50)
    quiet.bot_stayed_silent()
    await quiet.world.advance(minutes=30)
    [topic] = quiet.heard()
    assert "@" not in topic
    [nudge] = await nudges_of(quiet.world)
    assert (nudge.rung, nudge.is_held_out, nudge.day) == ("topic", False, 20260306)
    await quiet.admin.says("/为什么", quote=quiet.last)
    quiet.bot_replied(
        "2026-03-03 周二 10:00 (Asia/Shanghai) 起没人说话", "在群里抛个话题", "别@我", "/激活 关闭", "11:20"
    )


async def test_an_answer_is_an_effect(quiet: GroupChat):
    """Two members within two hours; then all begins anew."""
    await until_nudged(quiet)
    await quiet.admin.says("/激活")
    quiet.bot_replied("最近几次", "2026-03-06 周五 11:20", "还在看")
    await talk(quiet, "小明", "小红", "小明")
    await quiet.world.advance(hours=3)
    await quiet.admin.says("/激活")
    quiet.bot_replied("2 人接话", "不插话", "之后会在群里抛个话题")
    assert await failures_of(quiet.world) == 0


async def test_one_member_alone_is_no_effect(quiet: GroupChat):
    """Nor is somebody who only talks to the bot."""
    await until_nudged(quiet)
    await talk(quiet, "小明", "小明")
    await quiet["小红"].says("/帮助")
    await quiet.world.advance(hours=3)
    quiet.heard()
    assert await failures_of(quiet.world) == 1


async def test_the_whole_ladder(anywhere: World):
    """A topic, a few by name, a private word to a friend, then a report, and peace until somebody asks for more."""
    group = await silent_group(anywhere, "甲", "乙", "丙", "丁")
    group.owner.private.heard()
    friends = [group[name] for name in "甲乙丙丁"]
    for friend in friends:
        await friend.whispers("你好")
        friend.private.heard()
    assert "@" not in await until_nudged(group)
    text = await until_nudged(group)
    assert text.count("@") - text.count("别@我") == 3
    assert "潜水" not in text
    await anywhere.advance(days=3, hours=3)
    group.bot_stayed_silent()
    uncalled = [friend for friend in friends if f"@{friend.name}" not in text]
    for friend in uncalled:
        friend.was_told("我是「读书会」群里的助手", "别@我")
        await friend.whispers("/为什么")
        friend.was_told("比平时安静", "别@我")
    assert [friend.private.heard() for friend in friends] == [[], [], [], []]
    assert len(await people_of(anywhere)) == 3 + len(uncalled)
    [report] = [told for told in group.owner.private.heard() if "我试了 3 次" in told]
    assert all(word in report for word in ("「读书会」已经", "先停下", "甲（", "想让我再试：/激活 开启"))
    assert [nudge.speakers for nudge in await nudges_of(anywhere)] == [0, 0, 0]
    await anywhere.advance(days=20)
    group.bot_stayed_silent()
    await group.admin.whispers("/激活")
    group.admin.was_told("连着三次没用", "停下了", "打开：/激活 开启")
    await group.admin.whispers("/激活 开启")
    group.admin.was_told("打开了", "/撤销")
    await group.admin.whispers("/撤销")
    group.admin.was_told("撤销了")
    await anywhere.advance(days=5)
    group.bot_stayed_silent()
    await group.admin.whispers("/激活 开启")
    assert "@" not in await until_nudged(group)


async def test_three_in_vain_and_nobody_else_is_called(quiet: GroupChat):
    """Who was called lately is not called again; a topic is all that is left."""
    await until_nudged(quiet)
    assert "@小明" in await until_nudged(quiet)
    assert "@" not in await until_nudged(quiet)
    called = await people_of(quiet.world)
    assert len(called) == 2


async def test_success_leads_back_to_the_foot_of_the_ladder(quiet: GroupChat):
    """Names are called only after a topic was in vain."""
    await until_nudged(quiet)
    await until_nudged(quiet)
    await talk(quiet, "小明", "小红")
    await quiet.world.advance(hours=3)
    assert await failures_of(quiet.world) == 0
    assert "@" not in await until_nudged(quiet)


async def test_who_is_called_gets_what_suits_them(world: World):
    """A topic that shares words with their card or with what they said last."""
    group = await silent_group(world, "甲", "乙")
    await group["乙"].says("昨天去拍了一组摄影照片。")
    await group.admin.whispers("/激活 关闭")
    await world.advance(days=29)
    await group.admin.says("/激活 开启")
    await group.admin.says("/激活 设置 人数 1")
    group.heard()
    await until_nudged(group)
    await group.admin.says("/激活 话题 添加\n大家拍过最满意的一张摄影照片是哪张？")
    group.heard()
    text = await until_nudged(group)
    assert "摄影照片" in text
    assert "@乙" in text


async def test_the_preview_is_what_is_said(quiet: GroupChat):
    """To the letter, whether or not now is the time."""
    await quiet.world.advance(days=2, hours=23)
    await quiet.admin.whispers("/激活 预览")
    told = quiet.admin.was_told("现在不会：2026-03-03 周二 10:00", "要是现在说（在群里抛个话题")
    assert await until_nudged(quiet) in told
    await quiet.admin.whispers("/激活 预览")
    quiet.admin.was_told("前不久试过，歇到")
    await quiet.world.advance(days=2, hours=-3)
    await quiet.admin.whispers("/激活 预览")
    told = quiet.admin.was_told("要是现在说（点名邀请几位", "@小")
    assert await until_nudged(quiet) in told


async def test_a_chance_that_is_let_pass(world: World):
    """By lot nothing is said, and what happens by itself is measured like the rest."""
    group = await settled_group(world)
    await group.admin.says("/激活 开启")
    group.heard()
    await world.advance(days=3, hours=5)
    group.bot_stayed_silent()
    [held] = await nudges_of(world)
    assert (held.is_held_out, held.speakers, held.sent_at) == (True, 0, held.at)
    assert await failures_of(world) == 0
    await until_nudged(group)
    await world.advance(hours=3)
    await group.admin.whispers("/激活 效果")
    group.admin.was_told("说了 1 次，有用 0 次", "抽签留着没说 1 次，自己聊起来 0 次（0%）")


async def test_the_effect_is_told(quiet: GroupChat):
    """As far as it can be; before the first there is nothing."""
    await quiet.admin.whispers("/激活 效果")
    quiet.admin.was_told("还没有结果")
    await until_nudged(quiet)
    await talk(quiet, "小明", "小红")
    await quiet.world.advance(hours=3)
    await quiet.admin.whispers("/激活 效果")
    quiet.admin.was_told(
        "说了 1 次，有用 1 次（100%）", "样本不足", "· 在群里抛个话题：1 次，有用 1 次", "两小时内至少两人说话"
    )


async def test_settings_are_shown_and_changed(quiet: GroupChat):
    """Each in words, each with its way back."""
    for said, answer in (
        ("时段 8点到20:00", "时段 08:00-20:00"),
        ("安静 5天", "5 天没人说话算安静"),
        ("点名 关", "点名关"),
        ("私聊 关", "私聊关"),
        ("人数 2", "一次最多 2 人"),
    ):
        await quiet.admin.says(f"/激活 设置 {said}")
        quiet.bot_replied("改好了", answer, "/撤销")
    await quiet.admin.says("/激活 设置")
    quiet.bot_replied("时段 08:00-20:00", "5 天", "点名关；私聊关；一次最多 2 人")
    await quiet.admin.says("/撤销")
    quiet.bot_replied("撤销了")
    await quiet.admin.says("/激活 设置")
    quiet.bot_replied("一次最多 3 人", "要改：")


async def test_slips_are_answered_with_an_example(quiet: GroupChat):
    """What is wrong, and one correct line."""
    for said, answer in (
        ("时段", "写上要改成什么"),
        ("时段 22:00-8:00", "时段要在 06:00 到 23:00 之间"),
        ("时段 5:00-9:00", "时段要在"),
        ("时段 随便", "看不懂「随便」"),
        ("安静 31天", "要在 1 到 30 之间"),
        ("安静 3小时", "看不懂「3小时」"),
        ("点名 也许", "看不懂「也许」"),
        ("人数 4", "要在 1 到 3 之间"),
        ("人数 几个", "看不懂「几个」"),
        ("天数 3", "没有「天数」这一项。能改的有：时段、安静、点名、私聊、人数"),
    ):
        await quiet.admin.says(f"/激活 设置 {said}")
        quiet.bot_replied(answer, "/激活 设置 时段 9:00-21:30")


async def test_members_change_nothing(quiet: GroupChat):
    """Waking the group is for who manages it."""
    for what in ("", " 关闭", " 设置 点名 关", " 预览", " 效果"):
        await quiet.member.says(f"/激活{what}")
        quiet.bot_replied("只有群主或管理员")


async def test_a_set_of_groups_at_once(quiet: GroupChat):
    """Switched on and off together, told together."""
    other = await quiet.world.group("跑团", "阿宁", "小明")
    await quiet.owner.says("/标签 添加 #北京")
    await other.owner.says("/标签 添加 #北京")
    quiet.heard()
    await quiet.owner.whispers("/用 #北京")
    await quiet.owner.whispers("/激活 开启")
    assert "打开了" in quiet.owner.private.heard()[-1]
    await quiet.owner.whispers("/激活")
    quiet.owner.was_told("2 个群里，开着激活的 2 个")
    await quiet.owner.whispers("/激活 设置 安静 2天")
    quiet.owner.was_told("改好了：2 天没人说话算安静", "#北京")
    await quiet.owner.whispers("/激活 效果")
    quiet.owner.was_told("还没有结果")
    other.heard()
    await quiet.world.advance(days=2, hours=3)
    assert len(other.heard()) + len(quiet.heard()) == sum(not n.is_held_out for n in await nudges_of(quiet.world))
    await quiet.owner.whispers("/激活 关闭")
    assert "关掉了" in quiet.owner.private.heard()[-1]
    await quiet.world.advance(days=4)
    other.bot_stayed_silent()


async def test_in_english(english: GroupChat):
    """The same in the other language."""
    await english.admin.says("/nudge on")
    english.bot_replied("It is on.", "/undo")
    assert (await until_nudged(english)).isascii()
    await english.admin.says("/nudge")
    english.bot_replied("Nudges are on.", "Not now:", "too early to tell")
    assert "I would love to hear from you. Say “quiet me”" in await until_nudged(english)
    await english.admin.whispers("/nudge preview")
    english.admin.was_told("It would be (")
