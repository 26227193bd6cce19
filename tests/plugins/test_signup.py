"""Sign-ups in chat: opened by an admin, filled by members, closed in time."""

from tests.world import GroupChat, World

NEW = "/接龙 新建 周六徒步 名额3 截止 周五 18:00 时间 周六 9:00 地点 香山东门"
"""The clock stands at Monday 2026-03-02, 10:00."""


async def opened(group: GroupChat, line: str = NEW) -> GroupChat:
    """A sign-up that is open, everything said so far read."""
    await group.owner.says(line)
    group.heard()
    return group


async def test_a_sign_up_from_beginning_to_end(world: World, group: GroupChat) -> None:
    """One list for all who come, not a word for each; at the deadline the result."""
    await group.owner.says(NEW)
    group.bot_replied("开了接龙 #1 周六徒步", "/撤销")
    group.bot_replied(
        "#接龙\n周六徒步\n时间：2026-03-07 周六 09:00\n地点：香山东门\n名额 3 位，还有 3 位",
        "截止：2026-03-06 周五 18:00 (Asia/Shanghai)",
    )
    await group["小明"].says("接龙")
    await group["小红"].says("接龙 2 带小孩")
    group.bot_stayed_silent()
    await world.advance(minutes=4)
    group.bot_replied("\n1. 小明\n2. 小红 2人 带小孩", "满了")
    await world.advance(days=4, hours=8)
    group.bot_replied("明天见：「周六徒步」2026-03-07 周六 09:00，香山东门", mentions=["m3", "m4"])
    group.bot_replied("「周六徒步」报名截止，一共 3 人。\n1. 小明\n2. 小红 2人 带小孩")
    await group["老周"].says("接龙")
    group.bot_replied("@老周", "已经截止了")
