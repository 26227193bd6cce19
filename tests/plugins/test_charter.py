"""The charter and the rules, in conversations."""

from tests.world import GroupChat, World


async def test_the_charter(group: GroupChat):
    """Written, shown, cleared, and the clearing undone."""
    await group.admin.says("/群定位")
    group.bot_replied("还没有写群定位")
    await group.admin.says("/群定位 设置\n为了想读书的人，靠大家互相督促")
    group.bot_replied("群定位记下了")
    await group.admin.says("/群定位 清空")
    group.bot_replied("群定位清空了")
    await group.admin.says("/撤销")
    group.bot_replied("撤销了：清空了群定位")
    await group.admin.says("/charter")
    group.bot_replied("群定位：\n为了想读书的人，靠大家互相督促", "每发 3 条有用的内容，才发 1 条推广")
    await group.member.says("/群定位 设置\n发财")
    group.bot_replied("只有群主或管理员可以设置群定位。")


async def test_anybody_may_ask_what_the_group_is_for(world: World, group: GroupChat):
    """Purpose and what people do here, without what only admins need; once a minute, and greetings quote both."""
    await group.member.says("/群定位")
    group.bot_replied("这个群还没有写群定位")
    await group.admin.says("/群定位 设置\n为了想读书的人")
    await group.admin.says("/群定位 做什么\n周一选书，周五晚上一起聊")
    group.heard()
    await group.member.says("/群定位")
    said = group.bot_replied("群定位：\n为了想读书的人\n周一选书，周五晚上一起聊")
    assert "/" not in said
    await group["小红"].says("/charter")
    group.bot_stayed_silent()
    await group.admin.says("/欢迎 设置\n欢迎 {昵称}。{群定位}")
    group.heard()
    await group.joins("小林")
    await world.advance(minutes=2)
    group.bot_replied("欢迎 @小林 。为了想读书的人\n周一选书，周五晚上一起聊")


async def test_anybody_may_ask_for_the_rules_once_a_minute(world: World, group: GroupChat):
    """By command or by the word alone; talk that only begins with the word is left alone."""
    await group.member.says("群规")
    group.bot_stayed_silent()
    await group.member.says("/群规")
    group.bot_replied("这个群还没有写群规")
    await group.admin.says("/群规 设置\n1. 好好说话")
    group.bot_replied("大家发「群规」就能看到")
    await world.advance(minutes=1)
    await group.member.says("群规")
    group.bot_replied("群规：\n1. 好好说话")
    await group["小红"].says("/群规")
    group.bot_stayed_silent()
    await world.advance(minutes=1)
    await group["小红"].says("群规 真不错")
    group.bot_stayed_silent()
    await group["小红"].says("rules")
    group.bot_replied("1. 好好说话")


async def test_a_minute_is_sixty_seconds_wherever_it_begins(world: World, group: GroupChat):
    """The turn of the clock's minute opens nothing; what an admin has changed meanwhile can be seen at once."""
    await group.admin.says("/群规")
    group.bot_replied("还没有群规")
    await group.admin.says("/群规 设置\n一")
    group.bot_replied("群规记下了")
    await world.advance(seconds=55)
    await group.member.says("/群规")
    group.bot_replied("群规：\n一")
    for _ in range(5):
        await world.advance(seconds=11)
        await group["小红"].says("群规")
        group.bot_stayed_silent()
    await group.admin.says("/群规 设置\n二")
    group.bot_replied("群规记下了")
    await group.member.says("/群规")
    group.bot_replied("群规：\n二")
    await world.advance(seconds=61)
    await group["小红"].says("群规")
    group.bot_replied("群规：\n二")


async def test_in_private_the_rules_are_told_as_often_as_asked(world: World, group: GroupChat):
    """Nobody else is disturbed."""
    await group.admin.says("/群规 设置\n一")
    await group.owner.whispers("/用 1")
    group.owner.private.heard()
    for _ in range(2):
        await group.owner.whispers("/群规")
        group.owner.was_told("群规：\n一")
