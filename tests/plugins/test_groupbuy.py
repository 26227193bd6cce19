"""Group buys in chat: opening one, joining it in few words, and what becomes of it."""

from tests.world import GroupChat, World, open_world

NEW = "/拼团 新建 新疆红枣 10份 99, 30份 89 截止 周五 20:00"
"""The clock stands at Monday 2026-03-02, 10:01."""


async def begun(group: GroupChat, line: str = NEW) -> None:
    """An open group buy, with everything said so far read."""
    await group.owner.says(line)
    group.bot_replied("拼团 #", "拼到 ")
    group.bot_replied("开好了")


async def test_a_group_buy_from_the_first_word_to_the_list(world: World, group: GroupChat) -> None:
    """Nobody is answered for joining; the group hears of each price, the hour before, and the result with the list."""
    await group.owner.says(f"{NEW} 每人最多 20\n下一步：今晚找阿宁付款，周日发货")
    opened = group.bot_replied("拼团 #1「新疆红枣」开始了", "拼到 10 份：每份 99 元", "拼到 30 份：每份 89 元")
    assert "截止 2026-03-06 周五 20:00 (Asia/Shanghai)，每人最多 20 份" in opened
    assert "我只记数不收钱" in opened
    group.bot_replied("拼团 #1 开好了", "/撤销")
    await group.member.says("拼 2")
    await world.advance(minutes=5)
    group.bot_stayed_silent()
    await group["小红"].says("拼团 3份")
    await world.advance(minutes=1)
    group.bot_replied("「新疆红枣」拼了 5 份，过半了，再 5 份就能成，每份 99 元。想要的说「拼 2」。")
    await group["老周"].says("拼20份")
    await world.advance(minutes=5)
    group.bot_replied("「新疆红枣」拼到 25 份了，每份 99 元。再 5 份就是每份 89 元。")
    await group.member.says("拼 7")
    group.bot_replied("「新疆红枣」改成 7 份了", mentions=[group.member.id])
    await world.advance(minutes=5)
    group.bot_replied("拼到 30 份了，每份 89 元。已经是最低价了。")
    await world.advance(days=4, hours=8, minutes=50)
    group.bot_replied("还有一小时截止：30 份，每份 89 元。")
    await world.advance(hours=1)
    said = group.bot_replied("「新疆红枣」拼成了：30 份，每份 89 元。")
    assert said.split("\n")[1:] == [
        "1. 小明 7 份",
        "2. 小红 3 份",
        "3. 老周 20 份",
        "接下来：今晚找阿宁付款，周日发货",
    ]
    await world.advance(minutes=1)
    group.owner.was_told("「读书会」的拼团 #1「新疆红枣」结束了：拼成了", "1. 小明 7 份，623 元", "一共 30 份，2670 元")
    assert "拼团 1 新疆红枣.csv" in group.owner.was_told()
    group.bot_stayed_silent()


async def test_too_few_pay_nothing(world: World, group: GroupChat) -> None:
    """It is said kindly, and whoever made it still gets to know who was interested."""
    await begun(group)
    await group.member.says("拼 2")
    await world.advance(days=5)
    group.bot_replied("还有一小时截止：2 份，再 8 份就能成")
    group.bot_replied("「新疆红枣」这次没拼成：2 份，离 10 份还差一点。谁都不用付钱，谢谢 1 位捧场")
    group.owner.was_told("没拼成，2 份", "1. 小明 2 份")
    group.owner.was_told("csv")


async def test_nobody_is_told_of_nobody(world: World, group: GroupChat) -> None:
    """Without anybody in it there is no reminder and no list."""
    await begun(group)
    await world.advance(days=5)
    group.bot_replied("这次没有人要")
    group.bot_stayed_silent()
    group.owner.was_told_nothing()


async def test_plain_talk_is_nobodys_order(group: GroupChat) -> None:
    """The words within talk, other units and other numbers are not answered; without a group buy none is."""
    await group.member.says("拼 2")
    await group.member.says("取消拼团")
    await begun(group)
    for text in ("拼 不动了", "拼命加班", "拼 2 天", "拼团什么时候截止", "拼图2块", "buy milk please", "拼5天就够了"):
        await group.member.says(text)
        group.bot_stayed_silent()
    await group.member.says("/拼团")
    group.bot_replied("拼团 #1「新疆红枣」：0 份，再 10 份就能成")


async def test_changing_asking_again_and_dropping_out(group: GroupChat) -> None:
    """Each is answered to the one who said it; asking the same once more is answered once."""
    await begun(group)
    await group.member.says("拼")
    group.bot_stayed_silent()
    await group.member.says("拼 1")
    group.bot_replied("你拼了 1 份。要改就说「拼 2」，不要了说「取消拼团」", mentions=[group.member.id])
    await group.member.says("拼")
    group.bot_stayed_silent()
    await group.member.says("拼三份")
    group.bot_replied("改成 3 份了")
    await group.member.says("/拼团")
    group.bot_replied("1. 小明 3 份", "你拼了 3 份")
    await group.member.says("取消拼团")
    group.bot_replied("不给你留了")
    await group.member.says("取消拼团")
    group.bot_replied("你没有拼")
    await group.member.says("/拼团")
    assert "小明" not in group.bot_replied("0 份")


async def test_limits_are_kept(world: World, group: GroupChat) -> None:
    """Of what one may have and of what there is; who had some keeps it."""
    await begun(group, "/拼团 新建 蜂蜜 5瓶 50元 截止 明天 20:00 每人最多 6瓶 限量8")
    await group.member.says("拼 7")
    group.bot_replied("「蜂蜜」每人最多 6 瓶。")
    await group.member.says("拼 6")
    await group["小红"].says("拼 3 瓶")
    group.bot_replied("「蜂蜜」只剩 2 瓶了。", mentions=[group["小红"].id])
    await world.advance(seconds=1)
    await group["小红"].says("拼 2")
    await world.advance(seconds=1)
    await group["老周"].says("拼")
    group.bot_replied("「蜂蜜」已经拼满了，后来说的没记上")
    await group["老周"].says("拼 2")
    group.bot_stayed_silent()
    await group.member.says("拼 8")
    group.bot_replied("每人最多 6 瓶，你还是 6 瓶")
    await group.member.says("拼 1")
    group.bot_replied("改成 1 瓶了")
    await group["老周"].says("拼 5")
    await group.member.says("/拼团")
    group.bot_replied("8 瓶，每瓶 50 元", "截止", "一共 8 瓶", "1. 小明 1 瓶", "2. 小红 2 瓶", "3. 老周 5 瓶")


async def test_with_several_open_the_number_is_needed(group: GroupChat) -> None:
    """Whoever leaves it out is told how; the unit may tell as well."""
    await begun(group)
    await begun(group, "/拼团 新建 蜂蜜 5瓶 50 截止 明天 20:00")
    await group.member.says("拼 2")
    group.bot_replied("说一下是哪个，比如：拼 #1 2", "#1 新疆红枣", "#2 蜂蜜")
    await group.member.says("拼 #2 2")
    group.bot_stayed_silent()
    await group.member.says("取消拼团")
    group.bot_replied("取消拼团 #1")
    await group.member.says("取消拼团 2")
    group.bot_replied("「蜂蜜」不给你留了")
    await group.member.says("/拼团")
    group.bot_replied("#1「新疆红枣」", "#2「蜂蜜」", "看名单：/拼团 2")


async def test_who_comes_too_late_is_told(world: World, group: GroupChat) -> None:
    """Silence would be taken for a yes, and a crowd needs one answer; a day later the word is about something else."""
    await begun(group)
    await world.advance(days=5)
    group.heard()
    await world.advance(hours=4)
    await group.member.says("拼 2")
    group.bot_replied("「新疆红枣」的拼团已经结束了，后来说的没记上")
    await group["小红"].says("拼 2")
    group.bot_stayed_silent()
    await world.advance(minutes=4)
    await group["小红"].says("拼 2")
    group.bot_replied("已经结束了")
    await world.advance(days=1)
    await group["小红"].says("拼 2")
    group.bot_stayed_silent()


async def test_ending_it_now(world: World, group: GroupChat) -> None:
    """What would come of it is shown first; then it is as if the time were over, and nothing follows."""
    await begun(group)
    await group.member.says("拼 12")
    await world.advance(minutes=1)
    group.heard()
    await group.owner.says("/拼团 结束 1")
    group.bot_replied("现在就结束 #1「新疆红枣」？现在 12 份，按每份 99 元成团", "确认")
    await group.owner.says("确认")
    group.bot_replied("拼成了：12 份", "接下来：怎么付款、怎么拿，群主会来说")
    await world.advance(minutes=1)
    group.owner.was_told("12 份，1188 元")
    group.owner.was_told("csv")
    await group.owner.says("/拼团 结束 1")
    group.bot_replied("#1 已经结束了")
    await world.advance(days=5)
    group.bot_stayed_silent()
    group.owner.was_told_nothing()


async def test_another_end(world: World, group: GroupChat) -> None:
    """The group is told, also when it is taken back; it ends when it was said last."""
    await begun(group)
    await group.member.says("拼 12")
    await world.advance(minutes=1)
    group.heard()
    await group.owner.says("/拼团 延期 1 周日 20:00")
    assert [text[:9] for text in group.heard()] == ["#1 改到 202", "「新疆红枣」的拼团"]
    await world.advance(days=4, hours=12)
    group.bot_stayed_silent()
    await group.owner.says("/拼团 延期 1 周六 20:00")
    group.heard()
    await group.owner.says("/撤销")
    assert any("改到 2026-03-08 周日 20:00 截止" in text for text in group.heard())
    await world.advance(days=2)
    group.bot_replied("还有一小时截止")
    group.bot_replied("拼成了")


async def test_calling_it_off(world: World, group: GroupChat) -> None:
    """After a yes the group hears that nobody pays; nothing else follows."""
    await begun(group)
    await group.member.says("拼 12")
    await group.owner.says("/拼团 取消 1")
    group.bot_replied("取消拼团 #1「新疆红枣」？已经有 1 位拼了 12 份，会在群里说一声")
    await group.owner.says("确认")
    group.bot_replied("「新疆红枣」的拼团取消了，谁都不用付钱")
    await world.advance(days=5)
    group.bot_stayed_silent()
    group.owner.was_told_nothing()
    await group.member.says("/拼团 1")
    group.bot_replied("取消了")


async def test_taking_back_one_that_was_just_made(group: GroupChat) -> None:
    """As long as nobody is in."""
    await begun(group)
    await group.owner.says("/撤销")
    assert any("取消了" in text for text in group.heard())
    await begun(group)
    await group.member.says("拼 2")
    await group.owner.says("/撤销")
    group.bot_replied("已经有人拼了")


async def test_what_follows_can_be_said_later(world: World, group: GroupChat) -> None:
    """And taken back."""
    await begun(group)
    await group.owner.says("/拼团 下一步 1 周日到店取货")
    group.bot_replied("#1 拼成以后会说：周日到店取货", "/撤销")
    await group.owner.says("/撤销")
    group.heard()
    await group.owner.says("/拼团 下一步 1\n{群名} 见")
    group.bot_replied("{群名} 见")
    await group.member.says("拼 12")
    await world.advance(days=5)
    assert "接下来：{群名} 见" in "".join(group.heard())


async def test_who_leaves_is_out(world: World, group: GroupChat) -> None:
    """What they wanted is free for others."""
    await begun(group, "/拼团 新建 蜂蜜 5瓶 50 截止 明天 20:00 限量 8")
    await group.member.says("拼 8")
    await group.leaves("小明")
    group.heard()
    await group["小红"].says("拼 6")
    await world.advance(days=2)
    said = "".join(group.heard())
    assert "拼成了：6 瓶" in said
    assert "小明" not in said


async def test_only_admins_make_and_end_them(group: GroupChat) -> None:
    """Members see them."""
    await group.member.says(NEW)
    group.bot_replied("群主")
    await begun(group)
    for line in ("/拼团 结束 1", "/拼团 取消 1", "/拼团 延期 1 周日 20:00", "/拼团 导出 1", "/拼团 下一步 1 好"):
        await group.member.says(line)
        group.bot_replied("群主")


async def test_what_cannot_be_read_is_named(group: GroupChat) -> None:
    """With an example to copy; nothing is opened."""
    for line, word in (
        ("/拼团 新建 红枣", "几份多少钱"),
        ("/拼团 新建 红枣 10份 99, 30份 109 截止 周五 20:00", "应该比 10 份便宜"),
        ("/拼团 新建 红枣 10份 99", "什么时候截止"),
        ("/拼团 新建 红枣 10份 99 截止 改天", "改天"),
        ("/拼团 新建 红枣 10份 99 截止 周五 20:00 每人最多 很多", "很多"),
        ("/拼团 新建 红枣 10份 99 截止 周五 20:00 限量 5", "到不了"),
        ("/拼团 新建 红枣 10份 99 截止 2027-03-01 20:00", "太远"),
    ):
        await group.owner.says(line)
        group.bot_replied(word, "/拼团 新建 新疆红枣 10份 99, 30份 89 截止 周五 20:00")
    await group.owner.says("/拼团 结束 7")
    group.bot_replied("没有拼团 #7")
    await group.member.says("/拼团")
    group.bot_replied("现在没有拼团")


async def test_export_is_private(world: World, group: GroupChat) -> None:
    """The whole list as a file, those who dropped out among it, to the admin who asked."""
    await begun(group)
    await group.member.says("拼 2")
    await group.owner.says("/拼团 导出 1")
    group.bot_replied("私聊发给你了")
    group.owner.was_told("拼团 1 新疆红枣.csv")


async def test_a_paused_group_hears_nothing(world: World, group: GroupChat) -> None:
    """It ends all the same, and whoever made it is told that the group was not."""
    await begun(group)
    await group.member.says("拼 12")
    await group.owner.says("/暂停")
    group.heard()
    await world.advance(days=5)
    group.bot_stayed_silent()
    group.owner.was_told("拼成了，12 份", "群里没说")


async def test_words_can_be_switched_off(group: GroupChat) -> None:
    """By the group, as all members' words."""
    await begun(group)
    await group.owner.says("/口令 关闭 拼")
    group.heard()
    await group.member.says("拼 2")
    await group.member.says("/拼团")
    group.bot_replied("0 份")


async def test_in_private_one_is_sent_to_the_group(group: GroupChat) -> None:
    """Members join where the others see it."""
    await begun(group)
    await group.member.whispers("拼 2")
    group.member.was_told("在群里说")


async def test_in_english(english: GroupChat) -> None:
    """The same words in another language."""
    group = english
    await group.owner.says("/groupbuy new red dates, 2.5 kg 10 boxes $99, 30 boxes $89.50 until fri 20:00 each 15")
    group.bot_replied("Group buy #1: red dates, 2.5 kg", "From 10 boxes: $99 a box", "15 boxes each at most")
    group.bot_replied("Group buy #1 is open")
    await group.member.says("buy 12 boxes")
    await group.world.advance(minutes=1)
    group.bot_replied("“red dates, 2.5 kg”: 12 boxes by now, so $99 a box. 18 boxes more and it is $89.5 a box.")
    await group.member.says("buy 1")
    group.bot_replied("that's 1 box of “red dates, 2.5 kg” now")
    await group.member.says("unbuy")
    group.bot_replied("you're out of")
    await group["小红"].says("buy 2")
    await group.world.advance(days=5)
    group.bot_replied("One hour left", "2 boxes; 8 boxes more and it is $99 a box")
    group.bot_replied("didn't come together this time: 2 boxes, of 10 boxes needed. Nobody pays")


async def test_on_both_databases(database_url: str) -> None:
    """From opening to the report."""
    async with open_world(database_url) as world:
        group = await world.group("读书会", "阿宁", "小明", "小红")
        group.heard()
        await begun(group, f"{NEW} 限量 30")
        await group.member.says("拼 12")
        await group["小红"].says("拼 20")
        group.bot_replied("只剩 18 份")
        await group["小红"].says("拼 18")
        await group.leaves("小明")
        await group.owner.says("/拼团 延期 1 明天 20:00")
        await world.advance(days=2)
        assert any("拼成了：18 份" in text for text in group.heard())
        group.owner.was_told("1782 元")
