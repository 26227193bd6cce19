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


async def test_plain_talk_stays_plain(world: World, group: GroupChat) -> None:
    """Where nothing is open, nobody is answered."""
    for words in ("接龙", "+1", "取消接龙", "#接龙\n拼车\n1. 小明\n2. 小红", "接龙开始了吗"):
        await group["小明"].says(words)
    group.bot_stayed_silent()
    await opened(group)
    await group["小明"].says("#接龙\n拼车\n1. 小明\n2. 小红")
    await group["小明"].says("我们接龙吧 +1")
    await world.advance(minutes=10)
    group.bot_stayed_silent()


async def test_full_there_is_a_waiting_list_that_moves_up(world: World, group: GroupChat) -> None:
    """Who waits is told at once, and again by a real mention when there is a seat."""
    await opened(group)
    await group["小明"].says("接龙 2人")
    await group["小红"].says("+1")
    await group["老周"].says("接龙")
    group.bot_replied("@老周 「周六徒步」满了，你排在候补第 1", mentions=["m2"])
    await group["小红"].says("取消接龙")
    group.bot_replied("@小红 「周六徒步」的报名取消了", mentions=["m4"])
    group.bot_replied("@老周 「周六徒步」有位子了", "取消接龙", mentions=["m2"])
    await world.advance(minutes=4)
    group.bot_replied("1. 小明 2人\n3. 老周")
    await world.advance(minutes=30)
    group.bot_stayed_silent()


async def test_a_free_seat_goes_to_the_first_for_whom_it_is_enough(group: GroupChat) -> None:
    """Who needs two waits on, in front of all others."""
    await opened(group)
    await group["小明"].says("接龙 3")
    await group["小红"].says("接龙 2 带朋友")
    await group["老周"].says("接龙")
    assert len(group.heard()) == 2
    await group["小明"].says("接龙 2")
    group.bot_replied("@老周 「周六徒步」有位子了")
    await group["小明"].says("取消接龙")
    group.heard()
    await group.owner.says("/接龙")
    group.bot_replied("名额 3 位，满了", "2. 小红 2人 带朋友\n3. 老周")


async def test_who_is_in_changes_how_many_they_are(group: GroupChat) -> None:
    """More only as long as there are seats; the same word again is answered once an hour."""
    await opened(group)
    await group["小明"].says("接龙")
    await group["小红"].says("接龙")
    await group["小明"].says("接龙 3")
    group.bot_replied("只剩 1 位了，还是按 1 人算")
    await group["小明"].says("接龙 带1人")
    group.bot_stayed_silent()
    await group["小明"].says("+1")
    group.bot_replied("@小明 你已经在「周六徒步」里了（2 人）", "接龙 3")
    await group["小明"].says("接龙")
    group.bot_stayed_silent()
    await group["小红"].says("接龙 99")
    group.bot_replied("一个人最多报 20 位")


async def test_of_several_the_number_tells_which(group: GroupChat) -> None:
    """It is asked for with an example; withdrawing needs none where one is in only one."""
    await opened(group)
    await opened(group, "/接龙 新建 拼车")
    await group["小明"].says("接龙")
    group.bot_replied("现在有几个接龙", "接龙 #1", "#2 拼车")
    await group["小明"].says("接龙 #2 2人")
    await group["小明"].says("接龙 #7")
    group.bot_replied("没有接龙 #7")
    await group.owner.says("/接龙")
    group.bot_replied("#2 拼车：已报 2 人", "#1 周六徒步：名额 3 位")
    await group.owner.says("/接龙 2")
    group.bot_replied("1. 小明 2人", "接龙 #2")
    await group["小明"].says("取消接龙")
    group.bot_replied("「拼车」的报名取消了")
    await group["小明"].says("取消接龙")
    group.bot_replied("你没有报「周六徒步」")


async def test_after_the_deadline_a_seat_can_be_given_back(world: World, group: GroupChat) -> None:
    """Until the day itself; somebody who waits gets it."""
    await opened(group)
    await group["小明"].says("接龙 3")
    await group["小红"].says("接龙")
    await world.advance(days=4, hours=9)
    assert "候补没轮上：小红" in group.heard()[-1]
    await group["小明"].says("取消接龙")
    group.bot_replied("取消了")
    group.bot_replied("@小红 「周六徒步」有位子了")
    await group.owner.says("/接龙 加 @老周")
    group.bot_replied("加上了 老周（1 人）")
    await world.advance(hours=12)
    group.bot_replied("@小红 @老周 \n再过两小时：「周六徒步」2026-03-07 周六 09:00，香山东门")
    group.bot_stayed_silent()


async def test_admins_edit_the_list_and_take_it_back(world: World, group: GroupChat) -> None:
    """Adding, taking off, another cap and deadline, closing, reopening."""
    await opened(group)
    await group.admin.says("/接龙 加 @小明 2")
    group.bot_replied("加上了 小明（2 人）")
    await group.admin.says("/接龙 加 张老师 带1人")
    group.bot_replied("满了，张老师 排进了候补")
    await group.admin.says("/接龙 修改 名额5 截止 周四 12:00")
    group.bot_replied("张老师 「周六徒步」有位子了")
    group.bot_replied("改好了 #1 周六徒步", "名额 5 位", "截止：2026-03-05 周四 12:00")
    await group.admin.says("/接龙 去掉 1")
    group.bot_replied("去掉了 1. 小明")
    await group.admin.says("/撤销")
    group.bot_replied("小明")
    await group.admin.says("/接龙")
    group.bot_replied("1. 小明 2人\n2. 张老师 2人")
    await group.admin.says("/接龙 截止")
    group.bot_replied("#1 周六徒步 截止了，一共 4 人")
    group.bot_replied("「周六徒步」报名截止，一共 4 人。")
    await group["小红"].says("+1")
    await group.admin.says("/接龙 重开")
    group.bot_replied("#1 周六徒步 又开了，截止 2026-03-05 周四 12:00")
    await group["小红"].says("+1")
    await world.advance(minutes=4)
    group.bot_replied("3. 小红")
    await group.admin.says("/接龙 修改 名额 2")
    group.bot_replied("名额 2 位，已报 5 人", "已经报的 5 人都留着")
    await group["小红"].says("/接龙 截止")
    group.bot_replied("管理员")


async def test_an_admin_changes_how_many_somebody_brings(group: GroupChat) -> None:
    """And takes it back."""
    await opened(group, "/接龙 新建 周六徒步 名额 2")
    await group["小明"].says("接龙 2")
    await group["小红"].says("接龙 2")
    group.heard()
    await group.admin.says("/接龙 加 @小明 1")
    group.bot_replied("加上了 小明（1 人）", "/撤销")
    await group.admin.says("/接龙")
    group.bot_replied("候补 2 人：小红 2人", "1. 小明")
    await group.admin.says("/撤销")
    group.bot_replied("撤销了")
    await group.admin.says("/接龙")
    group.bot_replied("1. 小明 2人")


async def test_what_cannot_be_read_is_said_with_an_example(group: GroupChat) -> None:
    """Nothing is opened."""
    await group.owner.says("/接龙 新建")
    group.bot_replied("这次接龙叫什么", "/接龙 新建 周六徒步")
    await group.owner.says("/接龙 新建 徒步 名额 很多")
    group.bot_replied("看不懂名额「很多」")
    await group.owner.says("/接龙 新建 徒步 截止 周五")
    group.bot_replied("/接龙 新建 周六徒步")
    await group.owner.says("/接龙 新建 徒步 截止 2026-03-01 18:00")
    group.bot_replied("过去")
    await group.owner.says("/接龙 去掉 3")
    group.bot_replied("现在没有开着的接龙")
    await group.owner.says("/接龙")
    group.bot_replied("现在没有接龙")
    await opened(group)
    await group.owner.says("/接龙 新建 周六 徒步")
    group.bot_replied("已经有一个开着的「周六徒步」：#1")
    await group.owner.says("/接龙 去掉 3")
    group.bot_replied("「3」不在名单上")


async def test_words_can_be_switched_off(group: GroupChat) -> None:
    """A group that means something else by +1."""
    await opened(group)
    await group.owner.says("/口令 关闭 +1")
    group.heard()
    await group["小明"].says("+1")
    await group.owner.says("/接龙")
    group.bot_replied("还有 3 位")


async def test_in_english(english: GroupChat) -> None:
    """The same in the other language."""
    group = english
    await group.owner.says("/signup new Saturday hike cap 2 until fri 18:00 when sat 9:00 where East gate")
    group.bot_replied("Sign-up #1 Saturday hike is open")
    group.bot_replied("#signup\nSaturday hike\nWhen: 2026-03-07 Sat 09:00\nWhere: East gate\n2 seats, 2 left")
    await group["小明"].says("signup 2 with a friend")
    await group["小红"].says("signup")
    group.bot_replied("“Saturday hike” is full; you're at place 1")
    await group["小明"].says("withdraw")
    group.bot_replied("given back")
    group.bot_replied("there is a seat for you")


async def test_admins_are_asked_which_too(group: GroupChat) -> None:
    """Where several are open, an act without a number is none, and says how to name one."""
    for title in ("周六徒步", "周日看展"):
        await group.owner.says(f"/接龙 新建 {title} 截止 周五 18:00")
    group.heard()
    await group.owner.says("/接龙 截止")
    group.bot_replied("现在有几个接龙", "比如：#", "周日看展")
