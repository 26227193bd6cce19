"""别@我, /我的数据, /忘记我: what members decide about themselves."""

from tests.world import GroupChat, World


async def test_who_wants_quiet_is_answered_once_and_named_without_an_at(world: World, group: GroupChat) -> None:
    """At once, and in what the bot says by itself only: whoever asks is still addressed."""
    await group.member.says("别@我")
    group.bot_replied("不@你", mentions=[])
    await group.member.says("别@我！")
    group.bot_stayed_silent()


async def test_what_is_kept_is_told_in_private(world: World, group: GroupChat) -> None:
    """In a group only to a friend, and not there."""
    await group.member.says("大家好")
    await group.member.says("/我的数据")
    group.bot_replied("私聊")
    group.member.was_told_nothing()
    await group.member.whispers("我的数据")
    told = group.member.was_told("读书会", "小明", "聊天原文")
    print(told)
    await group.member.says("/我的数据")
    group.bot_replied("私聊发你了")
    group.member.was_told("读书会")


async def test_who_asks_to_be_forgotten_is(world: World, group: GroupChat) -> None:
    """Shown first, done after a yes, told once."""
    await group.member.says("大家好")
    await group.member.says("/忘记我")
    group.bot_replied("私聊")
    await group.member.whispers("忘记我")
    print(group.member.was_told("忘掉你"))
    await group.member.whispers("确认")
    group.member.was_told("开始忘")
    await world.advance(minutes=5)
    group.member.was_told("忘好了")
    await world.advance(minutes=5)
    group.member.was_told_nothing()
