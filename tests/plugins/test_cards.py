"""Self-introductions and the cards they make, in conversations."""

import pytest

from bot.platforms.simulator import CrashPoint
from tests.plugins.conftest import settled_group
from tests.world import GroupChat, World, open_world

MING = "大家好！\n【称呼】小明\n【城市】杭州\n【在做】产品经理\n【能提供】文案、摄影\n很高兴认识大家"
HONG = "称呼：小红\n城市：上海\n想找：摄影，跑步搭子"


async def test_an_introduction_is_kept_and_thanked_for(group: GroupChat):
    """Once, by a real mention; everybody can see it then."""
    await group.member.says(MING)
    group.bot_replied("@小明 谢谢介绍，名片收好了。", mentions=[group.member.id])
    await group["小红"].says("/名片 @小明")
    assert group.bot_replied() == ("小明 的名片\n【称呼】小明\n【城市】杭州\n【在做】产品经理\n【能提供】文案、摄影")
    group.bot_stayed_silent()


async def test_plain_talk_is_left_alone(group: GroupChat):
    """Colons, brackets, a template without answers, and questions about it."""
    for talk in (
        "明天 10:30 集合：老地方",
        "时间：周六\n地点：城市书房\n费用：AA",
        "【通知】本周六【爬山】报名",
        "【称呼】\n【城市】\n【在做】\n【能提供】\n【想找】",
        "请大家按【称呼】【城市】【在做】介绍一下自己",
        "你的城市：杭州，在做：什么呀",
        "[捂脸]哈哈[旺柴]真的",
        "【称呼】怎么填？",
    ):
        await group.member.says(talk)
    group.bot_stayed_silent()


async def test_posting_again_changes_the_card(group: GroupChat):
    """A short word, no second thanks; what is not told again stays, what is told to be nothing goes."""
    await group.member.says(MING)
    group.bot_replied("谢谢介绍")
    await group.member.says("[城市]：宁波\n[在做]：开书店\n[能提供]：无")
    assert group.bot_replied() == "@小明 名片更新了。"
    await group.member.says("/名片 我的")
    assert group.bot_replied() == "小明 的名片\n【称呼】小明\n【城市】宁波\n【在做】开书店"
    await group.member.says("[城市]：宁波\n[在做]：开书店")
    group.bot_stayed_silent()
    await group.member.says("@蒲公英 [城市]：宁波\n[在做]：开书店")
    group.bot_replied("@小明 名片上就是这样写的。")


async def test_people_who_fit_are_introduced(group: GroupChat):
    """By real mentions and with what they share, in the thanks; and never a second time."""
    await group.member.says(MING)
    group.heard()
    await group["小红"].says(HONG)
    text = group.bot_replied(
        "@小红 谢谢介绍", "@小明 能提供你想找的 摄影", "/名片 不介绍", mentions=[group["小红"].id, group.member.id]
    )
    assert "跑步" not in text
    await group["小红"].says(HONG + "\n能提供：文案")
    assert group.bot_replied() == "@小红 名片更新了。"
    await group.member.says(MING + "\n【想找】跑步搭子")
    assert group.bot_replied() == "@小明 名片更新了。"


async def test_at_most_two_and_the_closest(world: World, group: GroupChat):
    """Help counts more than living in the same town."""
    await group.joins("甲", "乙", "丙")
    await world.advance(minutes=2)
    for name, told in (("甲", "【城市】杭州"), ("乙", "【城市】杭州\n【想找】合伙人"), ("丙", "【能提供】设计")):
        await group[name].says(f"【称呼】{name}\n{told}")
        await world.advance(days=1)
    group.heard()
    await group.member.says("【城市】杭州\n【想找】设计、合伙人")
    text = group.bot_replied("@丙 能提供你想找的 设计", "@乙 也提到了 杭州、合伙人")
    assert text.index("@丙") < text.index("@乙")
    assert "@甲" not in text


async def test_the_silent_the_gone_and_the_unwilling_are_not_introduced(world: World, group: GroupChat):
    """Nor anybody who would have to be named a third time within a day."""
    await group.joins("阿七")
    await world.advance(minutes=2)
    await group.member.says(MING)
    await group["阿七"].says("【称呼】阿七\n【城市】杭州")
    await group["老周"].says("【称呼】老周\n【城市】杭州")
    await group["老周"].says("/名片 不介绍")
    group.heard()
    await group.leaves("阿七")
    await world.advance(days=15)
    await group["小红"].says("【称呼】小红\n【城市】杭州")
    assert "认识一下" not in group.bot_replied("谢谢介绍")
    await group.member.says("回来了")
    await group.joins("新甲", "新乙", "新丙")
    await world.advance(minutes=2)
    group.heard()
    for name in ("新甲", "新乙", "新丙"):
        await group[name].says(f"【称呼】{name}\n【城市】杭州")
    assert "@小明" in group.bot_replied()
    assert "@小明" in group.bot_replied()
    assert "@小明" not in group.bot_replied("谢谢介绍")


async def test_who_does_not_want_to_be_introduced(group: GroupChat):
    """Can say so before there is a card, and change their mind; deleting the card does not."""
    await group.member.says(MING)
    await group["小红"].says("/名片 不介绍")
    group.heard()
    await group["小红"].says(HONG)
    assert "认识一下" not in group.bot_replied("谢谢介绍")
    await group["小红"].says("/名片 删除")
    group.bot_replied("要删掉你的名片吗")
    await group["小红"].says("确认")
    group.bot_replied("名片删掉了")
    await group["小红"].says(HONG)
    assert "认识一下" not in group.bot_replied("谢谢介绍")
    await group["小红"].says("/名片 我的")
    group.bot_replied("小红 的名片（不介绍给别人）")
    await group["小红"].says("/名片 可介绍")
    group.bot_replied("我会介绍你们认识")
    await group["小红"].says(HONG.replace("上海", "苏州"))
    group.bot_replied("名片更新了", "@小明 能提供你想找的 摄影")


async def test_finding_people(world: World, group: GroupChat):
    """By a field, by any word, by several; only those still there, the latest first."""
    await group.member.says(MING)
    await world.advance(minutes=1)
    await group["小红"].says(HONG)
    group.heard()
    await group.owner.says("/名片 找 城市=杭州")
    group.bot_replied("小明：杭州 · 产品经理 · 文案、摄影", "看一张：/名片 ")
    await group.owner.says("/名片 找 摄影")
    text = group.bot_replied("小红", "小明")
    await group.owner.says(f"/名片 {text.rpartition(' ')[2]}")
    group.bot_replied("小红 的名片")
    await group.owner.says("/名片 找 摄影 城市：上海")
    assert "小明" not in group.bot_replied("小红")
    await group.owner.says("/名片 找 想找=杭州")
    group.bot_replied("没找到")
    await group.owner.says("/名片 找 省份=浙江")
    group.bot_replied("没有「省份」这一项", "称呼 城市 在做 能提供 想找", "例如：/名片 找 城市=杭州")
    await group.owner.says("/名片 找 %")
    group.bot_replied("没找到")
    await group.leaves("小明")
    await group.owner.says("/名片 找 城市=杭州")
    group.bot_replied("没找到")


async def test_a_long_list_has_pages(world: World, group: GroupChat):
    """Ten people a page."""
    names = [f"新人{n}" for n in range(12)]
    await group.joins(*names)
    await world.advance(minutes=2)
    for name in names:
        await group[name].says("/名片 不介绍")
        await group[name].says(f"【称呼】{name}\n【城市】成都")
    group.heard()
    await group.member.says("/名片 找 城市=成都")
    assert group.bot_replied("下一页：/名片 找 城市=成都 2").count("：成都") == 10
    await group.member.says("/名片 找 城市=成都 2")
    assert group.bot_replied().count("\n") == 2
    await group.member.says("/名片 找 城市=成都 3")
    group.bot_replied("没有更多了")


async def test_without_a_card(group: GroupChat):
    """How to have one is told, to be copied; of others only that they have none."""
    await group.member.says("/名片 我的")
    group.bot_replied("你还没有名片", "【称呼】\n【城市】\n【在做】\n【能提供】\n【想找】")
    await group.member.says("/名片 @小红")
    group.bot_replied("小红 还没有名片。")
    await group.member.says("/名片")
    group.bot_replied("0 个人有名片", "【称呼】", "/名片 找 城市=…")


async def test_whose_card_can_be_deleted(group: GroupChat):
    """One's own after a yes; somebody else's by an admin only."""
    await group.member.says(MING)
    group.heard()
    await group["小红"].says("/名片 删除 @小明")
    group.bot_replied("别人的名片只有群主或管理员能删。")
    await group.admin.says("/名片 删除 @小明")
    group.bot_replied("要删掉 小明 的名片吗")
    await group.admin.says("确认")
    group.bot_replied("名片删掉了")
    await group["小红"].says("/名片 找 杭州")
    group.bot_replied("没找到")
    await group.member.says("/名片 删除")
    group.bot_replied("你还没有名片")


async def test_a_group_has_its_own_template(group: GroupChat):
    """From then on its fields are what is looked for; the way back is offered."""
    await group.member.says("/名片 模板\n名字\n书")
    group.bot_replied("只有群主或管理员可以换自我介绍的模板。")
    await group.admin.says("/名片 模板\n1. 名字：\n2. 喜欢的书：写一两本\n坐标")
    group.bot_replied("模板换好了：\n【名字】\n【喜欢的书】\n【坐标】", "/撤销")
    await group.member.says(MING)
    group.bot_stayed_silent()
    await group.member.says("坐标：杭州\n喜欢的书：《活着》、《围城》")
    group.bot_replied("谢谢介绍")
    await group.member.says("/名片 我的")
    assert group.bot_replied() == "小明 的名片\n【喜欢的书】《活着》、《围城》\n【坐标】杭州"
    await group.admin.says("/名片 模板 默认")
    group.bot_replied("【称呼】\n【城市】")
    await group.member.says("/名片 模板")
    group.bot_replied("大家这样介绍自己：\n【称呼】")


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("名字", "2 到 10 项"),
        ("名字\n名 字", "写了两遍"),
        ("名字\n城市=?", "「城市=?」不能做一项"),
        ("名字\n" + "长" * 30, "不能做一项"),
    ],
)
async def test_a_template_that_can_not_be_used(group: GroupChat, told: str, why: str):
    """Why, and one that can."""
    await group.admin.says(f"/名片 模板\n{told}")
    group.bot_replied(why, "例如：/名片 模板\n称呼")


async def test_off_and_on(group: GroupChat):
    """Off, an introduction is plain talk; cards stay."""
    await group.member.says(MING)
    await group.admin.says("/名片 关闭")
    group.heard()
    await group["小红"].says(HONG)
    group.bot_stayed_silent()
    await group["小红"].says("/名片 小明")
    group.bot_replied("小明 的名片")
    await group["小红"].says("/名片")
    group.bot_replied("1 个人有名片", "现在不收自我介绍")
    await group.admin.says("/名片 开启")
    group.bot_replied("我会收成名片", "/撤销")


async def test_an_introduction_ends_the_step_for_who_has_not(world: World, group: GroupChat):
    """The journey knows."""
    await group.admin.says("/欢迎 步骤 添加 第1天 10:00 未介绍\n{昵称}介绍一下自己吧")
    await group.joins("小林", "阿木")
    await world.advance(minutes=2)
    await group["小林"].says("@蒲公英 【称呼】小林 【城市】杭州")
    group.heard()
    await world.advance(days=1)
    group.bot_replied("@阿木 介绍一下", mentions=[group["阿木"].id])


async def test_in_private(group: GroupChat):
    """It belongs in the group."""
    await group.member.whispers(MING)
    group.member.was_told("发在群里吧")
    group.bot_stayed_silent()


@pytest.mark.parametrize(
    "told",
    ["{昵称}{群规}", "/帮助", "@小红 @所有人", "\u202e反过来\u202c", "🌸" * 300, "确认", "<b>%s</b>", "长" * 3000],
)
async def test_whatever_is_written_stays_words(group: GroupChat, told: str):
    """No command, no template, no mention, nothing that turns what stands around it; and not endless."""
    await group.member.says(f"【称呼】{told}\n【城市】{told}")
    group.bot_replied("谢谢介绍", mentions=[group.member.id])
    await group["小红"].says("/名片 @小明")
    text = group.bot_replied("小明 的名片\n【称呼】", mentions=[])
    assert len(text) < 700
    assert "\u202e" not in text
    await group["小红"].says(f"【想找】{told}\n【城市】{told}")
    assert set(group.bot_replied("谢谢介绍") and group.last.mentions if group.last else ()) <= {
        group["小红"].id,
        group.member.id,
    }
    group.bot_stayed_silent()


@pytest.mark.parametrize("point", ["before_send", "after_send"])
async def test_a_crash_while_thanking(world: World, group: GroupChat, point: CrashPoint):
    """The card is there, and nobody is thanked or introduced twice."""
    await group.member.says(MING)
    group.heard()
    world.crash_at_next_send(point, minutes=5)
    await group["小红"].says(HONG)
    await world.advance(hours=1)
    assert len(group.heard()) <= 1
    await group["小红"].says("/名片 我的")
    group.bot_replied("小红 的名片")
    await group["小红"].says(HONG + "\n在做：老师")
    assert group.bot_replied() == "@小红 名片更新了。"


async def test_a_crash_in_between(world: World, group: GroupChat):
    """Cards and what was introduced outlive the bot."""
    await group.member.says(MING)
    await group["小红"].says(HONG)
    group.heard()
    await world.crash(hours=3)
    await world.advance(hours=4)
    await group["小红"].says("/名片 找 摄影")
    group.bot_replied("小明", "小红")
    await group["小红"].says(HONG + "\n在做：老师")
    assert group.bot_replied() == "@小红 名片更新了。"


async def test_both_databases(database_url: str):
    """The same is found, and the same people are introduced."""
    async with open_world(database_url) as world:
        group = await settled_group(world)
        await group.member.says(MING + "\n#徒步 #C++")
        group.bot_replied("谢谢介绍")
        await group["小红"].says(HONG + "\n【在做】徒步")
        group.bot_replied("@小明 能提供你想找的 摄影，也提到了 徒步")
        await group.member.says("/名片 找 c++ 城市=杭")
        group.bot_replied("小明")
        await group.member.says("/名片")
        group.bot_replied("2 个人有名片")
        await group.member.says("/名片 删除")
        await group.member.says("确认")
        group.heard()
        await group["小红"].says("/名片 找 杭州")
        group.bot_replied("没找到")


async def test_in_english(english: GroupChat):
    """The same, in the group's words."""
    await english.member.says("Name: Ming\nCity: Leeds\nCan offer: photos, maths")
    english.bot_replied("@小明 Thank you, I'll keep your card.")
    await english["小红"].says("[name] Hong [looking for] Maths #chess")
    english.bot_replied("@小明 can offer Maths, which you look for", "/card alone")
    await english["小红"].says("/card mine")
    assert english.bot_replied() == "The card of 小红\n[name] Hong\n[looking for] Maths #chess"


async def test_who_comes_back_has_introduced_themselves(world: World, group: GroupChat):
    """Their card is still there, and no step asks for another."""
    await group.admin.says("/欢迎 步骤 添加 第1天 10:00 未介绍\n{昵称}介绍一下自己吧")
    await group.joins("小林", "阿木")
    await group["小林"].says("【称呼】小林 【城市】杭州")
    await world.advance(minutes=2)
    for name in ("小林", "阿木"):
        await group.leaves(name)
        await group.joins(name)
    await world.advance(minutes=2)
    group.heard()
    await group.member.says("/名片 找 杭州")
    group.bot_replied("小林")
    await world.advance(days=1)
    group.bot_replied("@阿木 介绍一下", mentions=[group["阿木"].id])


async def test_a_crowd_is_thanked_together(world: World, group: GroupChat):
    """Of forty within ten minutes five are answered, the rest share a few messages; changed or not, a crash or not."""
    names = [f"新人{n}" for n in range(40)]
    await group.joins(*names)
    await world.advance(minutes=2)
    group.heard()
    for n, name in enumerate(names):
        await group[name].says(f"【称呼】{name}\n【城市】杭州")
        await world.advance(seconds=15)
        if n == 9:
            await group[name].says(f"【称呼】{name}\n【城市】宁波")
        if n == 20:
            await world.crash(seconds=30)
            await world.advance(minutes=1)
    await group.leaves("新人39")
    await world.advance(minutes=5)
    said = group.heard()
    assert sum("要改的话" in each for each in said) == 5
    assert 4 <= len(said) - 5 <= 6
    assert "等 8 位新朋友" in said[5] or "@新人5" in said[5]
    assert "谢谢介绍，名片都收好了。" in said[5]
    assert not any("新人39" in each for each in said)
    await group["新人38"].says("/名片 我的")
    group.bot_replied("新人38 的名片")
    await world.advance(hours=1)
    group.bot_stayed_silent()
    await group.member.says(MING)
    group.bot_replied("要改的话")


async def test_an_introduction_is_no_attempt_at_the_threshold(world: World, group: GroupChat):
    """Who stands there may introduce themselves; the question is still to be answered."""
    await group.admin.says("/门槛 问题\n我们这个群读什么书？\n推理小说")
    group.heard()
    await group.joins("小林")
    await world.advance(minutes=2)
    group.heard()
    for city in ("杭州", "宁波", "上海", "成都", "北京", "苏州"):
        await group["小林"].says(f"【称呼】小林\n【城市】{city}")
    said = group.heard()
    assert len(said) == 6
    assert sum("名片更新了" in each for each in said) == 5
    await group["小林"].says("推理小说")
    group.bot_replied("@小林 答上了")
