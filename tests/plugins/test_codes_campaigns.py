"""A campaign's codes: handed over before its step or after it."""

from tests.plugins.test_codes import codes_in, friends
from tests.world import GroupChat, World


async def test_a_campaign_gives_what_was_handed_over(world: World, group: GroupChat) -> None:
    """From its phase on, not before; the recap counts it."""
    await friends(group.member)
    await begun(group)
    await group.owner.whispers("/优惠码 新建 年货券 活动 1\nAAA111\nBBB222")
    group.owner.was_told("年货券：2 个码", "等活动 #1")
    await group.member.says("领码")
    group.member.was_told_nothing()
    await until_said(world, group, "要领码的，发「领码」")
    await group.member.says("领码")
    assert codes_in("".join(group.member.private.heard())) == {"AAA111"}
    await group.owner.whispers("/优惠码")
    assert "截止 " in group.owner.private.heard()[-1]
    await group.owner.says("/活动 取消 1")
    await group.owner.says("确认")
    group.heard()
    await group["小红"].says("领码")
    group.bot_replied("已经结束了")


async def test_a_campaign_without_codes_asks_for_them(world: World, group: GroupChat) -> None:
    """The group hears that they come later, the owner how to hand them over; then the group is told."""
    await friends(group.member)
    await begun(group)
    await until_said(world, group, "码还在路上")
    told = "".join(group.owner.private.heard())
    assert "/优惠码 追加 1" in told
    await group.member.says("领码")
    group.bot_replied("的码还没到")
    await group.owner.whispers("/优惠码 新建 年货券 活动 1\nAAA111")
    await world.advance(minutes=1)
    group.bot_replied("的码到了。发「领码」")
    await group.member.says("领码")
    group.member.was_told("AAA111")


async def begun(group: GroupChat) -> None:
    """A running campaign that has a step for codes."""
    await group.owner.says("/群定位 配比 不限")
    await group.owner.says("/群定位 间隔 不限")
    await group.owner.says("/活动 新建 劳动节 店名=小店 优惠=满100减10 链接=https://example.com")
    await group.owner.says("确认")
    said = group.heard()
    assert "开始了" in said[-1], said
    group.owner.private.heard()


async def until_said(world: World, group: GroupChat, words: str) -> None:
    """Let days go by until the bot says it."""
    for _ in range(100):
        await world.advance(days=1)
        if any(words in said for said in group.heard()):
            return
    raise AssertionError(words)
