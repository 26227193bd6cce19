"""Lotteries as members see them: opened, entered, frozen, drawn, claimed."""

import pytest

from tests.plugins.drawing import CODES, HEX, NEW, NEW_EN, TO_THE_DRAW, code_of, drawn, opened
from tests.world import GroupChat, World


async def test_a_draw_from_its_opening_to_the_winners(world: World, group: GroupChat) -> None:
    """The fingerprint of the secret is posted first, then who entered, the frozen list, and winners with the secret."""
    told = await opened(group)
    assert "抽奖 #1「周年抽奖」\n一等奖 × 1：耳机\n参与奖 × 2：书签\n回「抽奖」参加，2026-03-06 周五 20:00" in told
    await group.member.says("抽奖")
    await group["小红"].says("抽奖")
    await group.member.says("抽奖")
    group.bot_stayed_silent()
    await world.advance(minutes=4)
    listed = group.bot_replied("新参加 2 人，一共 2 人", "小明 ", "小红 ")
    await world.advance(**TO_THE_DRAW)
    frozen = group.bot_replied("「周年抽奖」截止，名单定了，2 个号码")
    assert sorted(CODES.findall(listed)) == CODES.findall(frozen)
    winners = group.bot_replied("「周年抽奖」开奖了", "一等奖 耳机 → @", "参与奖 书签 → @", "（1 份没人抽）")
    assert sorted(CODES.findall(winners)) == CODES.findall(frozen)
    assert set(group.last.mentions if group.last else ()) == {group.member.id, group["小红"].id}
    assert len(HEX.findall(told) + HEX.findall(frozen) + HEX.findall(winners)) == 3
    group.bot_stayed_silent()


async def test_words_that_are_plain_talk(world: World, group: GroupChat) -> None:
    """Where nothing is open, or more is said, or nobody has won."""
    await group.member.says("抽奖")
    await group.member.says("领奖")
    group.bot_stayed_silent()
    await opened(group)
    await group.member.says("抽奖 什么时候开？")
    await group.member.says("领奖")
    await world.advance(minutes=10)
    group.bot_stayed_silent()


async def test_owner_and_admins_are_told_once_that_they_sit_it_out(world: World, group: GroupChat) -> None:
    """Saying it again changes nothing."""
    await opened(group)
    await group.owner.says("抽奖")
    group.bot_replied("你是群主或管理员", mentions=[group.owner.id])
    await group.owner.says("抽奖")
    await world.advance(minutes=10)
    group.bot_stayed_silent()
    await group.admin.says("抽奖")
    group.bot_replied("你是群主或管理员")


async def test_nobody_entered(world: World, group: GroupChat) -> None:
    """It is said, and no winners follow."""
    await opened(group)
    await world.advance(**TO_THE_DRAW)
    group.bot_replied("没有人参加")
    await world.advance(days=9)
    group.bot_stayed_silent()
    await group.member.says("/抽奖 验证 1")
    group.bot_replied("#1「周年抽奖」已经开奖了，0 人参加")


async def test_who_comes_too_late_is_told_once(world: World, group: GroupChat) -> None:
    """For a day; then the word is plain talk again."""
    await opened(group)
    await group.member.says("抽奖")
    await world.advance(**TO_THE_DRAW)
    group.heard()
    await group["小红"].says("抽奖")
    group.bot_replied("「周年抽奖」已经截止了", mentions=[group["小红"].id])
    await group["小红"].says("抽奖")
    await group.member.says("抽奖")
    group.bot_stayed_silent()


async def test_who_is_new_or_has_been_quiet_is_told_why_once(world: World, group: GroupChat) -> None:
    """Days in the group and days of speaking, today's word not among them; who meets them later may enter."""
    told = await opened(group, f"{NEW} 条件 进群3天 发言2天")
    assert "条件：进群满 3 天、近 30 天里有 2 天说过话（当天不算）。" in told
    await group.joins("小林")
    await world.advance(minutes=10)
    group.heard()
    await group["小林"].says("抽奖")
    group.bot_replied("要进群满 3 天", mentions=[group["小林"].id])
    await group["小林"].says("抽奖")
    group.bot_stayed_silent()
    await group.member.says("抽奖")
    group.bot_replied("2 天说过话才能参加，你有 0 天（今天不算）")
    for _ in range(3):
        await world.advance(days=1)
        await group.member.says("早")
        await group["小林"].says("早")
    await group.member.says("抽奖")
    await group["小林"].says("抽奖")
    await world.advance(minutes=4)
    group.bot_replied("新参加 2 人")


async def test_who_left_or_became_an_admin_is_not_drawn_among(world: World, group: GroupChat) -> None:
    """The list says so by code, and nobody else's is touched."""
    await opened(group)
    await group.joins("小林")
    for name in ("小明", "小红", "小林"):
        await group[name].says("抽奖")
    await world.advance(minutes=4)
    codes = {name: code_of(group, name) for name in ("小明", "小红", "小林")}
    await group.leaves("小林")
    await group.owner.says("/管理员 添加 @小红")
    group.heard()
    await world.advance(**TO_THE_DRAW)
    group.bot_replied("1 个号码", f"退群，不计入：{codes['小林']}", f"管理员，不计入：{codes['小红']}")
    group.bot_replied("开奖了", codes["小明"], "（2 份没人抽）")


async def test_several_open_ones_need_a_number(world: World, group: GroupChat) -> None:
    """Which ones there are is said with an example."""
    await opened(group)
    told = await opened(group, NEW.replace("周年", "新年"))
    assert "回「抽奖 2」参加" in told
    await group.member.says("抽奖")
    group.bot_replied("说一下是哪个，比如：抽奖 1", "#1 周年抽奖", "#2 新年抽奖")
    await group.member.says("抽奖 2")
    await world.advance(minutes=4)
    group.bot_replied("「新年抽奖」新参加 1 人")


async def test_winners_claim_and_the_owner_is_told_who_did_not(world: World, group: GroupChat) -> None:
    """Once, privately, when the time to claim is over."""
    await drawn(world, group)
    await group.member.says("领奖")
    group.bot_replied("记下了：", mentions=[group.member.id])
    await group.member.says("领奖")
    group.bot_replied("已经记下了")
    await group.member.says("领奖")
    group.bot_stayed_silent()
    await world.advance(days=8)
    told = group.owner.was_told("「读书会」群的抽奖 #1", "来领的：小明", "没来领的：小红", "/抽奖 重抽 1 ")
    group.owner.was_told_nothing()
    assert CODES.findall(told)


async def test_claiming_privately(world: World, group: GroupChat) -> None:
    """Whoever has won nothing is told so there."""
    await drawn(world, group, "小明")
    await group.member.whispers("领奖")
    group.member.was_told("记下了：一等奖 耳机")
    await group["小红"].whispers("领奖")
    group["小红"].was_told("没有找到你中的奖")
    group.bot_stayed_silent()


async def test_what_is_planned_beside_a_draw_is_noted(group: GroupChat) -> None:
    """Whoever plans a campaign is told of it."""
    await opened(group, "/抽奖 新建 周年抽奖 一等奖x1 耳机 截止 2026-03-14 20:00")
    await group.owner.says("/活动 新建 双11 商品=手工皂 价格=99元 日期=2026-03-14")
    assert "和「周年抽奖」挨得很近（20:00）" in group.heard()[0]


async def test_another_zone_moves_no_deadline(world: World, group: GroupChat) -> None:
    """What was promised holds, whatever the group's clock shows by now."""
    await opened(group)
    await group.member.says("抽奖")
    await group.owner.says("/时区 Asia/Tokyo")
    group.heard()
    await world.advance(days=4, hours=9, minutes=58)
    assert not any("开奖了" in text for text in group.heard())
    await world.advance(minutes=3)
    assert any("开奖了" in text for text in group.heard())


async def test_a_prize_is_passed_on_to_the_next_in_order(world: World, group: GroupChat) -> None:
    """With a reason that is told, after a yes; who has left meanwhile is passed over; it can be checked."""
    await group.joins("小林", "豆豆")
    text = "/抽奖 新建 小奖 书x1 三体 截止 周五 20:00"
    winner = await drawn(world, group, "小明", "小红", "小林", "豆豆", text=text)
    await group.owner.says(f"/抽奖 重抽 1 @{winner}")
    group.bot_replied("为什么重抽？")
    await group.owner.says("/抽奖 重抽 1 @阿宁 没来")
    group.bot_replied("「阿宁」不在 #1 的中奖名单上")
    await group.member.says(f"/抽奖 重抽 1 @{winner} 我要")
    group.bot_replied("只有群主或管理员可以")
    await group.owner.says(f"/抽奖 重抽 1 @{winner} 没来领奖")
    group.bot_replied(f"书 三体，{winner}（", "没来领奖", "确认")
    await group.owner.says("确认")
    told = group.bot_replied("书 三体换人，原因：没来领奖", "第 2 位是：@")
    second = told.split("@")[1].split(" ")[0]
    others = {"小明", "小红", "小林", "豆豆"} - {winner, second}
    gone = others.pop()
    await group.leaves(gone)
    await group.owner.says(f"/抽奖 重抽 1 {CODES.findall(told)[0]} 不要了")
    group.bot_replied("确认")
    await group.owner.says("确认")
    told = group.bot_replied("换人，原因：不要了", f"@{others.pop()}")
    assert ("第 3 位（" in told) == ("第 4 位是" in told)
    await group.owner.says("/抽奖 1")
    group.bot_replied(f"第 1 位 书 三体：{winner}", "换人了：没来领奖", "换人了：不要了")
    await group.owner.says("/历史")
    group.bot_replied(f"抽奖 #1 的书 三体重抽：{winner} 换成 {second}，没来领奖")


async def test_who_was_next_has_as_long_to_claim(world: World, group: GroupChat) -> None:
    """The owner hears of the first winners when their time is over, of the next one when theirs is; of each once."""
    await group.joins("小林")
    text = "/抽奖 新建 小奖 书x2 三体 截止 周五 20:00 领奖 3天"
    winner = await drawn(world, group, "小明", "小红", "小林", text=text)
    await world.advance(days=1)
    await group.owner.says(f"/抽奖 重抽 1 @{winner} 不要了")
    await group.owner.says("确认")
    third = group.heard()[-1].split("@")[1].split(" ")[0]
    second = ({"小明", "小红", "小林"} - {winner, third}).pop()
    await world.advance(days=2, hours=1)
    assert third not in group.owner.was_told("领奖时间到了", f"没来领的：{second}")
    await group[third].says("领奖")
    await world.advance(days=1)
    assert second not in group.owner.was_told("领奖时间到了", f"来领的：{third}")
    await world.advance(days=9)
    group.owner.was_told_nothing()


async def test_nobody_is_left_to_pass_on_to(world: World, group: GroupChat) -> None:
    """It stays with whom it was."""
    await drawn(world, group)
    await group.owner.says("/抽奖 重抽 1 @小明 没来")
    group.heard()
    await group.owner.says("确认")
    group.bot_replied("名单上没有下一位了")
    await group.owner.says("/抽奖 1")
    assert "换人" not in group.heard()[0]


async def test_cancelling_is_shown_first_and_told(world: World, group: GroupChat) -> None:
    """Nothing is drawn; it can't be cancelled a second time, nor once it is drawn."""
    await opened(group)
    await group.member.says("抽奖")
    await group.owner.says("/抽奖 取消 1 耳机没到货")
    group.bot_replied("取消抽奖 #1「周年抽奖」？已有 1 人参加")
    await group.owner.says("确认")
    group.bot_replied("抽奖 #1「周年抽奖」取消了，不开奖。原因：耳机没到货")
    await world.advance(**TO_THE_DRAW)
    group.bot_stayed_silent()
    await group.owner.says("/抽奖 取消 1")
    group.bot_replied("#1 已经取消了")
    await group.member.says("抽奖")
    group.bot_stayed_silent()


async def test_an_opening_is_taken_back_while_nobody_has_entered(group: GroupChat) -> None:
    """Whoever has entered was promised a draw."""
    await opened(group)
    await group.owner.says("/撤销")
    assert any("取消了，不开奖" in text for text in group.heard())
    await opened(group)
    await group.member.says("抽奖")
    await group.owner.says("/撤销")
    assert not any("取消了，不开奖" in text for text in group.heard())
    await group.owner.says("/抽奖 2")
    group.bot_replied("1 人参加")


async def test_drawing_early(world: World, group: GroupChat) -> None:
    """After a yes; nobody enters from then on."""
    await opened(group)
    await group.member.says("抽奖")
    await group.owner.says("/抽奖 开奖 1")
    group.bot_replied("现在就开「周年抽奖」的奖？已有 1 人参加，原定 2026-03-06 周五 20:00")
    await group.owner.says("确认")
    group.bot_replied("一分钟内开奖")
    await group["小红"].says("抽奖")
    group.bot_replied("已经截止了")
    await world.advance(minutes=1)
    group.bot_replied("新参加 1 人")
    group.bot_replied("1 个号码")
    group.bot_replied("开奖了", "@小明")
    await world.advance(days=5)
    group.bot_stayed_silent()


async def test_a_paused_group_is_drawn_in_later(world: World, group: GroupChat) -> None:
    """Nothing is said while it is paused, and nothing is lost."""
    await opened(group)
    await group.member.says("抽奖")
    await world.advance(minutes=4)
    await group.owner.says("/暂停")
    group.heard()
    await world.advance(days=5)
    group.bot_stayed_silent()
    await group.owner.says("/恢复")
    group.heard()
    await world.advance(hours=2)
    group.bot_replied("1 个号码")
    group.bot_replied("开奖了", "@小明")


async def test_a_group_that_the_bot_has_left_is_not_drawn_in(world: World, group: GroupChat) -> None:
    """Nor does the owner hear of it later."""
    await opened(group)
    await group.member.says("抽奖")
    await world.platform.kick_bot(group.group_id)
    await world.settle()
    group.heard()
    await world.advance(days=14)
    group.bot_stayed_silent()


async def test_what_was_opened_privately_is_said_in_the_group(group: GroupChat) -> None:
    """The owner gets an answer where they wrote."""
    await group.owner.whispers(NEW)
    group.owner.was_told("抽奖 #1「周年抽奖」开好了", "读书会")
    group.bot_replied("抽奖 #1「周年抽奖」", "指纹")


async def test_in_english(english: GroupChat) -> None:
    """The same, in its own words."""
    world = english.world
    told = await opened(english, f"{NEW_EN} who joined 3d spoke 1d")
    assert "First prize × 1: headphones\nThanks × 2: bookmark\nSay “draw” to enter" in told
    assert "3 days in the group, spoke on 1 of the last 30 days" in told
    await world.advance(days=1)
    await english.member.says("hello")
    await world.advance(days=1)
    await english.member.says("draw")
    await world.advance(minutes=4)
    english.bot_replied("1 more has entered “Anniversary draw”, 1 in all")
    await world.advance(days=3)
    english.bot_replied("The list is fixed, 1 code:")
    english.bot_replied("has been drawn", "First prize headphones → @小明", "(2 left over)", "say “collect”")
    await english.member.says("collect")
    english.bot_replied("Noted: First prize headphones.")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("周年抽奖", "抽什么奖"),
        ("一等奖x1 耳机", "这次抽奖叫什么"),
        ("周年 一等奖x0 耳机", "每种至少 1 份"),
        ("周年 一等奖x101 耳机", "一共 100 份"),
        ("周年 一等奖x1 耳机; 二等奖", "看不懂奖品「二等奖」"),
        ("周年 一等奖x1 耳机 截止 昨天", "时间"),
        ("周年 一等奖x1 耳机 截止 周五 20:00 左右", "看不懂截止时间"),
        ("周年 一等奖x1 耳机 截止 2027-03-01 20:00", "最多 90 天以后"),
        ("周年 一等奖x1 耳机 条件 长得好看", "看不懂条件「长得好看」"),
        ("周年 一等奖x1 耳机 条件 进群900天", "最多要求 365 天"),
        ("周年 一等奖x1 耳机 条件 参加活动9", "没有活动 #9"),
        ("周年 一等奖x1 耳机 领奖 100天", "领奖期限"),
        (f"{'周' * 41} 一等奖x1 耳机", "名字太长了"),
    ],
)
async def test_what_cant_be_opened(group: GroupChat, text: str, answer: str) -> None:
    """What is wrong, with an example where one helps; nothing is opened."""
    await group.owner.says(f"/抽奖 新建 {text}")
    group.bot_replied(answer)
    await group.owner.says("/抽奖")
    group.bot_replied("还没有抽奖")


async def test_no_more_than_five_are_open(group: GroupChat) -> None:
    """One after the other is better."""
    for n in range(5):
        await opened(group, NEW.replace("周年", str(n)))
    await group.owner.says(NEW)
    group.bot_replied("最多同时开 5 个")
    await group.member.says("/抽奖")
    group.bot_replied("最近的抽奖（Asia/Shanghai）", "#5 4抽奖，0 人，正在进行")
