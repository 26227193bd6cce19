"""The calendar in conversations: what is coming, a month as a picture, and the days a group has of its own."""

from tests.world import GroupChat, World


async def test_the_next_days_and_this_month(group: GroupChat):
    """Each special day with how many days to go; days off with the days that make up for them."""
    await group.admin.says("/日历")
    assert group.bot_replied().endswith(".png")
    words = group.bot_replied("接下来 30 天（读书会，Asia/Shanghai）：\n03-03 周二 元宵节，明天\n")
    assert "\n03-05 周四 惊蛰，还有 3 天\n03-08 周日 妇女节、38，还有 6 天\n" in words
    assert "/日历 添加 群生日 2024-05-20" in words
    group.bot_stayed_silent()
