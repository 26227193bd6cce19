"""Polls in chat: asking, voting, changing one's mind, and what comes of it."""

from tests.world import GroupChat, World, open_world

READ = "/投票 新建 下周读什么 截止 2天\n小说\n散文\n诗"
"""The clock stands at Monday 2026-03-02, 10:01."""


async def asked(group: GroupChat, line: str = READ) -> None:
    """A poll is open; `group.last` is what was posted."""
    await group.owner.says(line)
    group.bot_replied("发起了投票 #", "/撤销")
    group.bot_replied("投票 #")


async def test_a_poll_from_question_to_picture(world: World, group: GroupChat) -> None:
    """Votes are noted without a word; the end is told once, in words and as a picture."""
    await group.owner.says(READ)
    group.bot_replied("发起了投票 #1 下周读什么", "/撤销")
    group.bot_replied(
        "投票 #1：下周读什么\n1. 小说\n2. 散文\n3. 诗\n发「投票 2」", "截止 2026-03-04 周三 10:01（Asia/Shanghai）"
    )
    await group.member.says("投票 2")
    await group["小红"].says("投票 散文")
    await group.admin.says("投票 １")
    group.bot_stayed_silent()
    await world.advance(minutes=5)
    group.bot_replied("投票 #1：下周读什么", "1. 小说　1 票", "2. 散文　2 票", "3. 诗　0 票", "3 人投了")
    await world.advance(days=2)
    group.bot_replied(
        "投票 #1 结束了", "选出来的是：散文（2 票）", "2. 散文　2 票（67%）\n3", "共 3 人投票\n谁投了什么：/投票 查看 1"
    )
    group.bot_replied(".png")
    await world.advance(days=2)
    group.bot_stayed_silent()
    await group.member.says("/投票 历史")
    group.bot_replied("#1 2026-03-04 下周读什么 → 散文（2/3 票）", "/投票 查看 1")
    await group.member.says("/投票 查看 1")
    group.bot_replied("投票 #1 结束了", "散文　2 票（67%）\n　小明、小红")


async def test_a_vote_can_be_changed_and_taken_back(group: GroupChat) -> None:
    """Only the last word counts."""
    await asked(group)
    await group.member.says("投票 2")
    await group.member.says("投票 3")
    await group["小红"].says("投票 3")
    await group["小红"].says("投票 0")
    await group.member.says("/投票")
    group.bot_replied("2. 散文　0 票", "3. 诗　1 票", "1 人投了")


async def test_quoting_the_poll_with_a_number_votes(world: World, group: GroupChat) -> None:
    """In whatever the bot has said about it; a number without a quote is plain talk."""
    await asked(group)
    poll = group.last
    await group.member.says("2", quote=poll)
    await group["小红"].says("2")
    await group.admin.says("投票3", quote=poll)
    await group.member.says("/投票")
    group.bot_replied("2. 散文　1 票", "3. 诗　1 票", "2 人投了")
    await group["小红"].says("就 1 吧", quote=poll)
    await group["小红"].says(" 1", quote=group.last)
    await group.member.says("/投票")
    group.bot_replied("1. 小说　1 票", "3 人投了")
    hello = await group.member.says("大家选好了吗")
    await group["小红"].says("3", quote=hello)
    await world.advance(days=2)
    group.bot_replied("1. 小说　1 票", "3 人投了")
    group.bot_replied("平票：小说、散文、诗，各 1 票")
    group.bot_replied(".png")
    await group["小红"].says("3", quote=poll)
    group.bot_replied("@小红", "投票 #1 已经截止了", "/投票 查看 1")
    await world.advance(days=2)
    await group["小红"].says("投票 3")
    group.bot_stayed_silent()


async def test_plain_talk_stays_plain(world: World, group: GroupChat) -> None:
    """Neither without a poll nor with one is anybody answered who doesn't vote."""
    for words in ("投票", "投票 2", "投票2", "投票 吧", "投票吧大家", "2"):
        await group.member.says(words)
    group.bot_stayed_silent()
    await asked(group)
    for words in ("投票 吧", "投票吧大家", "大家投票 2", "2", "投票 选哪个好呢"):
        await group.member.says(words)
    await world.advance(minutes=10)
    group.bot_stayed_silent()
    await group.member.says("投票")
    group.bot_replied("投票 #1", "0 人投了")
    await group["小红"].says("投票")
    group.bot_stayed_silent()


async def test_a_wrong_number_is_told_at_once(group: GroupChat) -> None:
    """To who wrote it, by a mention, and not for every try."""
    await asked(group)
    await group.member.says("投票 4")
    group.bot_replied("@小明", "选项是 1 到 3")
    await group.member.says("投票 5")
    group.bot_stayed_silent()
    await group["小红"].says("投票 1 2")
    group.bot_replied("@小红", "最多选 1 个")
    await group.admin.says("/投票 哪个")
    group.bot_replied("「哪个」没看懂", "/投票 2")


async def test_several_choices(world: World, group: GroupChat) -> None:
    """Up to so many; shares are of those who voted, and only those tied are named."""
    await asked(group, "/投票 新建 周末做什么 多选 2 截止 今天 20:00\n1. 爬山\n2. 3.5 公里跑\n3. 喝茶")
    poll = group.last
    assert poll is not None
    assert "2. 3.5 公里跑\n3. 喝茶\n最多选 2 个" in poll.text
    await group.member.says("投票 1、3")
    await group["小红"].says("1 2", quote=poll)
    await group.admin.says("投票 1 2 3")
    group.bot_replied("@老周", "最多选 2 个")
    await group.admin.says("投票 3，2")
    await world.advance(hours=10)
    group.bot_replied("3 人投了")
    group.bot_replied("平票：爬山、3.5 公里跑、喝茶，各 2 票", "1. 爬山　2 票（67%）", "共 3 人投票")


async def test_several_polls_need_the_number(world: World, group: GroupChat) -> None:
    """It is said how; an option's own words, or a quote, tell which one is meant."""
    await asked(group)
    first = group.last
    await asked(group, "/投票 新建 哪天聚 截止 2天\n周六\n周日")
    assert group.last is not None
    assert "发「投票 #2 2」" in group.last.text
    await group.member.says("投票 2")
    group.bot_replied("@小明", "投票 #1 2", "#1 下周读什么\n#2 哪天聚")
    await group.member.says("投票 #2 2")
    await group["小红"].says("投票 周日")
    await group["小红"].says("2", quote=first)
    await group.admin.says("/投票 #1 2")
    await group.admin.says("投票 #7 2")
    group.bot_stayed_silent()
    await group.member.says("/投票")
    group.bot_replied("投票 #1", "2. 散文　2 票", "投票 #2", "2. 周日　2 票")
    await group.admin.says("/投票 结束")
    group.bot_replied("有 2 个投票在进行，请写编号", "/投票 结束 5")


async def test_anonymous_votes_are_never_shown(world: World, group: GroupChat) -> None:
    """Not to admins, not at the end; who likes may vote in private, and can still change it there."""
    await group.member.whispers("投票 1")
    group.member.was_told("现在没有投票")
    await asked(group, "/投票 新建 换不换群主 截止 1天 匿名\n换\n不换")
    assert group.last is not None
    assert "匿名" in group.last.text
    await group.member.whispers("投票 2")
    assert "不换" not in group.member.was_told("记下了你在投票 #1 的选择")
    await group.member.whispers("投票1")
    group.member.was_told("记下了")
    await group["小红"].says("投票 1")
    await group.owner.says("/投票 查看 1")
    assert "小" not in group.bot_replied("1. 换　2 票")
    await world.advance(days=1)
    group.bot_replied("2 人投了")
    assert "小" not in group.bot_replied("选出来的是：换（2 票）")
    group.bot_replied(".png")
    await group.owner.says("/投票 查看 1")
    assert "小" not in group.bot_replied("换　2 票（100%）")


async def test_only_members_vote_in_private(world: World, group: GroupChat) -> None:
    """Who is in none of the groups finds no poll; in an open one the choice is repeated."""
    other = await world.group("别处", "外人")
    other.heard()
    await asked(group)
    await other["外人"].whispers("投票 2")
    other["外人"].was_told("现在没有投票")
    await group.member.whispers("投票 2")
    group.member.was_told("投票 #1 你选了：散文")
    await group.member.whispers("投票 0")
    group.member.was_told("你的票收回了")
    await group.member.whispers("投票 9")
    group.member.was_told("选项是 1 到 3")


async def test_votes_of_who_left_do_not_count(world: World, group: GroupChat) -> None:
    """Those who left before the end, that is; who leaves later has decided with the others."""
    await asked(group)
    await group.member.says("投票 2")
    await group["小红"].says("投票 1")
    await group.leaves("小明")
    await group.owner.says("/投票")
    group.bot_replied("2. 散文　0 票", "1 人投了")
    await world.advance(days=2)
    group.bot_replied("1 人投了")
    group.bot_replied("选出来的是：小说（1 票）", "共 1 人投票")
    group.bot_replied(".png")
    await group.leaves("小红")
    await group.owner.says("/投票 查看 1")
    group.bot_replied("选出来的是：小说（1 票）\n1. 小说　1 票（100%）\n　小红")


async def test_ending_early_is_confirmed(world: World, group: GroupChat) -> None:
    """Then the result is told at once, and nothing more at the deadline."""
    await asked(group)
    await group.member.says("投票 2")
    await group.owner.says("/投票 结束 1")
    group.bot_replied("现在就结束投票 #1「下周读什么」？已有 1 人投票", "确认")
    await group.owner.says("确认")
    await world.advance(minutes=1)
    group.bot_replied("投票 #1 结束了", "散文")
    group.bot_replied(".png")
    await group.owner.says("/投票 结束 1")
    group.bot_replied("投票 #1 已经结束了")
    await world.advance(days=3)
    group.bot_stayed_silent()


async def test_cancelling_can_be_taken_back(world: World, group: GroupChat) -> None:
    """With the votes there were; what stays cancelled has no result."""
    await asked(group)
    await group.member.says("投票 2")
    await group.owner.says("/投票 取消")
    group.bot_replied("投票 #1 取消了", "/撤销")
    await group.member.says("投票 1")
    group.bot_stayed_silent()
    await group.owner.says("/撤销")
    group.bot_replied("撤销了")
    await group["小红"].says("投票 2")
    await group.owner.says("/投票")
    group.bot_replied("2. 散文　2 票")
    await group.owner.says("/投票 取消 1")
    await world.advance(days=3)
    group.heard()
    await group.owner.says("/撤销")
    group.bot_replied("投票 #1 的时间已经过了")
    await group.owner.says("/投票 历史")
    group.bot_replied("下周读什么 → 取消了")


async def test_opening_can_be_taken_back(world: World, group: GroupChat) -> None:
    """As if it had been cancelled."""
    await asked(group)
    await group.owner.says("/撤销")
    group.bot_replied("撤销了")
    await world.advance(days=3)
    group.bot_stayed_silent()


async def test_nobody_has_voted(world: World, group: GroupChat) -> None:
    """That is said, without a picture."""
    await asked(group)
    await world.advance(days=3)
    group.bot_replied("投票 #1 结束了：下周读什么\n没有人投票")
    group.bot_stayed_silent()


async def test_members_ask_nothing(group: GroupChat) -> None:
    """Only admins open, end and cancel polls."""
    await group.member.says(READ)
    group.bot_replied("只有群主或管理员可以发起投票")
    await asked(group)
    await group.member.says("/投票 结束 1")
    group.bot_replied("只有群主或管理员")
    await group.member.says("/投票 取消 1")
    group.bot_replied("只有群主或管理员")


async def test_what_can_not_be_read_is_told_with_an_example(group: GroupChat) -> None:
    """Nothing is opened by it."""
    for line, words in {
        "/投票 新建 下周读什么\n小说": "现在有 1 个",
        "/投票 新建 下周读什么\n小说\n小说": "写了两次",
        "/投票 新建 下周读什么 截止 周八 20:00\n小说\n散文": "",
        "/投票 新建 下周读什么 截止 2000天\n小说\n散文": "90 天以内",
        "/投票 新建 下周读什么 多选 5\n小说\n散文": "1 到 2，不是「5」",
        "/投票 新建 截止 2天\n小说\n散文": "要问什么",
    }.items():
        await group.owner.says(line)
        group.bot_replied(words, "例如：")
    await group.owner.says("/投票")
    group.bot_replied("现在没有投票", "/投票 新建 下周读什么")


async def test_an_owner_asks_from_a_private_chat(world: World, group: GroupChat) -> None:
    """The group sees the poll and its result, the owner what was done."""
    await group.owner.whispers("投票 新建 下周读什么 截止 2天\n小说\n散文")
    group.owner.was_told("发起了投票 #1 下周读什么（读书会）", "/撤销")
    group.bot_replied("投票 #1：下周读什么")
    await group.member.says("投票 1")
    await group.owner.whispers("投票 结束 1")
    group.owner.was_told("已有 1 人投票")
    await group.owner.whispers("确认")
    group.owner.was_told("结果已经发到群里")
    group.bot_replied("选出来的是：小说")
    await group.owner.whispers("投票 新建 再来一次 截止 2天\n小说\n散文")
    group.owner.was_told("发起了投票 #2")
    await group.owner.whispers("投票 取消 2")
    group.owner.was_told("投票 #2 取消了")
    await world.advance(minutes=1)
    assert [text[:9] for text in group.heard() if "png" not in text] == ["投票 #2：再来一", "投票 #2 取消了"]


async def test_a_word_switched_off_is_not_heard(group: GroupChat) -> None:
    """Neither is a number that quotes the poll; the command still works."""
    await asked(group)
    poll = group.last
    await group.owner.says("/口令 关闭 投票")
    group.bot_replied("投票")
    await group.member.says("投票 2")
    await group.member.says("2", quote=poll)
    await group.member.says("投票2")
    await group["小红"].says("/投票 2")
    await group.owner.says("/投票")
    group.bot_replied("1 人投了")


async def test_in_english(english: GroupChat) -> None:
    """The same in the other language."""
    await english.owner.says("/poll new What shall we read until fri 20:00 choose 2\nA novel\nEssays\nPoems")
    english.bot_replied("Poll #1 is open: What shall we read", "/undo")
    english.bot_replied("Poll #1: What shall we read", "2. Essays", "Choose up to 2", "Fri 20:00 (Asia/Shanghai)")
    poll = english.last
    await english.member.says("poll 2 3")
    await english["小红"].says("Poll essays")
    await english.admin.says("1 and 2", quote=poll)
    await english.world.advance(days=5)
    english.bot_replied("Poll #1", "3 voted", "1. A novel: 1")
    english.bot_replied("The choice is: Essays (3 votes)", "2. Essays: 3 (100%)", "/poll show 1")
    english.bot_replied(".png")
    await english.member.says("/poll history")
    english.bot_replied("#1 2026-03-06 What shall we read → Essays (3 of 3)")
    await english.member.says("/poll show 1")
    english.bot_replied("2. Essays: 3 (100%)\n   老周, 小明, 小红")


async def test_all_of_it_on_postgresql(postgres_url: str) -> None:
    """The same statements there."""
    async with open_world(postgres_url) as world:
        group = await world.group("读书会", "阿宁", "老周", "小明", "小红")
        group.heard()
        await asked(group, f"{READ.splitlines()[0]} 匿名 多选\n小说\n散文")
        await group.member.says("投票 2")
        await group.member.says("投票 1 2")
        await group["小红"].whispers("投票 2")
        await group["老周"].says("投票 1")
        await group["老周"].says("投票 0")
        await group["老周"].says("投票 2")
        await group.leaves("老周")
        await world.advance(days=2)
        group.bot_replied("1. 小说　1 票", "2. 散文　2 票", "2 人投了")
        group.bot_replied("选出来的是：散文（2 票）", "共 2 人投票")
        group.bot_replied(".png")
