"""Polls in chat: asking, voting, changing one's mind, and what comes of it."""

from tests.world import GroupChat, World

READ = "/投票 新建 下周读什么 截止 2天\n小说\n散文\n诗"


async def asked(group: GroupChat, line: str = READ) -> None:
    """A poll is open, and read."""
    await group.owner.says(line)
    group.bot_replied("投票 #")


async def test_a_poll_from_question_to_picture(world: World, group: GroupChat) -> None:
    """Votes are noted without a word; the end is told once, in words and as a picture."""
    await group.owner.says(READ)
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
    group.bot_replied("投票 #1 结束了", "选出来的是：散文（2 票）", "2. 散文　2 票（67%）\n　小明、小红", "共 3 人投票")
    group.bot_replied(".png")
    await world.advance(days=2)
    group.bot_stayed_silent()
    await group.member.says("/投票 历史")
    group.bot_replied("#1 2026-03-04 下周读什么 → 散文（2/3 票）")


async def test_a_vote_can_be_changed_and_taken_back(world: World, group: GroupChat) -> None:
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
