"""The desk, in conversations: help, roles, history, undo, confirmation, and what became of messages."""

import pytest

from tests.world import GroupChat, Human, World, open_world


async def test_help_in_a_group(group: GroupChat):
    """Members see what they may do; admins what they may besides."""
    await group.member.says("/帮助")
    text = group.bot_replied("/帮助", "/群规")
    assert "/暂停" not in text
    await group.admin.says("@蒲公英 帮助")
    group.bot_replied("/暂停", "/欢迎")
    await group.admin.says("/帮助 欢迎")
    group.bot_replied("/欢迎 设置", "/welcome set", "例：/欢迎 设置\n")
    await group.admin.says("/帮助 欢赢")
    group.bot_replied("是想看「欢迎」吗")


async def test_help_in_private(group: GroupChat):
    """Who manages a group sees what admins may do, without choosing one first; the prefix may be left out."""
    await group.owner.whispers("帮助")
    group.owner.was_told("/欢迎 设置", "/管理员 添加")
    await group.member.whispers("help")
    assert "/欢迎 设置" not in group.member.was_told("/帮助")


async def test_help_shows_what_makes_sense_to_the_reader(world: World, group: GroupChat):
    """/绑定 in private until there is an operator, /用 in private, /群 to whom has groups."""
    await group.member.whispers("帮助")
    assert "/群 " not in group.member.was_told("/绑定")
    await group.admin.says("/帮助")
    shown = group.bot_replied("/群 ")
    assert "/绑定" not in shown
    assert "/用" not in shown
    await world.operator("小舵")
    for who in (group.member, group.admin):
        await who.whispers("帮助")
        assert "/绑定" not in "".join(who.private.heard())
    await group.admin.whispers("帮助 用")
    group.admin.was_told(
        "/用 [编号|#标签|群名]：选定要管理的群（群主、管理员）\n也可以写 /use [number|#tag|name]\n例：/用 3"
    )
    await group.member.says("/帮助 群规")
    assert group.bot_replied() == "/群规：看群规\n也可以写 /rules"


async def test_every_example_of_help_is_understood(group: GroupChat):
    """What help shows can be copied: no example is met by 'no such command' or an unexpected failure."""
    app = group.world.app
    assert app is not None
    assert app.bot is not None
    for command in app.bot.services.router.commands:
        for action in command.actions:
            for example in (action.example.zh, action.example.en):
                await group.owner.says(example)
                said = "\n".join(group.heard())
                assert "没有「" not in said or "条消息" in said, (example, said)
                assert "出了点意外" not in said, (example, said)


async def test_the_bot_introduces_itself_once_an_hour(world: World, group: GroupChat):
    """Talk addressed to it is answered, but two bots can't talk for ever."""
    await group.member.says("@蒲公英 你好")
    group.bot_replied("我是蒲公英")
    await group.member.says("@蒲公英 你好")
    group.bot_stayed_silent()
    await world.advance(hours=1)
    await group.member.says("@蒲公英 你好")
    group.bot_replied("我是蒲公英")


async def test_plain_talk_is_not_answered(group: GroupChat):
    """Nor are slashes that are no commands of ours, from members."""
    for text in ("大家早", "/", "//", "/etc/passwd", "11/11 见", "/没有这个", "确认", "帮助", "欢迎 设置"):
        await group.member.says(text)
        group.bot_stayed_silent()


async def test_a_wrong_command_of_an_admin_is_helped(group: GroupChat):
    """With the nearest one."""
    await group.admin.says("/欢赢")
    group.bot_replied("是想发 /欢迎 吗")
    await group.admin.says("/欢迎 设定\n你好")
    group.bot_replied("是想写「设置」吗", "例如：/欢迎 设置")


async def test_the_history(world: World, group: GroupChat):
    """Who did what and when, the latest first, ten a page, what was undone marked."""
    for n in range(11):
        await group.admin.says(f"/群规 设置\n第 {n} 版")
        await world.advance(minutes=1)
    await group.owner.says("/欢迎 关闭")
    await group.owner.says("/撤销")
    group.heard()
    await group.admin.says("/历史")
    text = group.bot_replied("（Asia/Shanghai）", "2026-03-02 周一 10:12 阿宁 撤销：关闭了欢迎", "更早的：/历史 2")
    assert text.splitlines()[2].endswith("阿宁 关闭了欢迎，已撤销")
    assert len(text.splitlines()) == 12
    await group.admin.says("/历史 2")
    group.bot_replied("阿宁 让 老周 做管理员")
    await group.admin.says("/历史 3")
    group.bot_replied("没有更早的了")
    await group.member.says("/历史")
    group.bot_replied("只有群主或管理员可以看谁做过什么。")


async def test_undo_takes_back_ones_own_acts_one_by_one(group: GroupChat):
    """And leaves alone what somebody has changed since."""
    await group.admin.says("/群规 设置\n一")
    await group.admin.says("/群规 设置\n二")
    group.heard()
    await group.admin.says("/撤销")
    group.bot_replied("撤销了：设置了群规")
    await group.admin.says("/群规")
    group.bot_replied("一")
    await group.owner.says("/群规 设置\n三")
    group.heard()
    await group.admin.says("/撤销")
    group.bot_replied("之后又被改过")
    await group.owner.says("/撤销")
    group.bot_replied("撤销了")
    await group.admin.says("/撤销")
    group.bot_replied("撤销了")
    await group.admin.says("/撤销")
    group.bot_replied("没有可以撤销的")


async def joining_asked(world: World, group: GroupChat) -> tuple[GroupChat, Human]:
    """小舵, an operator, has asked in private to join two groups."""
    other = await world.group("读书会", "阿宁", "小明", "小舵")
    boss = other["小舵"]
    await world.operator("小舵")
    await boss.whispers("/群 关联 1 2")
    boss.was_told("2「读书会」（3 人）", "回复「确认」开始，60 秒内有效")
    other.heard()
    return other, boss


async def test_a_yes_is_the_same_persons_in_the_same_chat(world: World, group: GroupChat):
    """Nobody else's, and not in a group; then the right one's works once."""
    other, boss = await joining_asked(world, group)
    await group.owner.whispers("确认")
    group.owner.was_told("没有等待确认的操作")
    await boss.says("确认")
    other.bot_stayed_silent()
    await boss.whispers("确认")
    boss.was_told("并好了")
    await boss.whispers("确认")
    boss.was_told("没有等待确认的操作")


async def test_a_yes_comes_within_a_minute(world: World, group: GroupChat):
    """Later it is told to ask again."""
    _, boss = await joining_asked(world, group)
    await world.advance(seconds=61)
    await boss.whispers("确认")
    boss.was_told("超过 60 秒")
    await boss.whispers("确认")
    boss.was_told("没有等待确认的操作")


async def test_a_yes_is_bound_to_what_was_shown(world: World, group: GroupChat):
    """When it would now do something else, the new preview is shown and asked about."""
    other, boss = await joining_asked(world, group)
    await other.joins("小林")
    await boss.whispers("确认")
    boss.was_told("2「读书会」（4 人）", "回复「确认」")
    await boss.whispers("confirm")
    boss.was_told("并好了")


async def test_a_yes_survives_a_crash(world: World, group: GroupChat):
    """What waits for it is in the database."""
    _, boss = await joining_asked(world, group)
    await world.crash(seconds=10)
    await world.advance(seconds=20)
    await boss.whispers("确认")
    boss.was_told("并好了")


async def test_what_did_not_arrive_is_listed_ten_at_a_time(world: World, group: GroupChat):
    """The latest first, and how many come after."""
    world.platform.fail_sends("permanent", 12)
    for _ in range(12):
        await group.member.says("/身份")
    await group.admin.says("/跳过")
    text = group.bot_replied("还有 2 条更早的")
    assert len(text.splitlines()) == 13


async def test_why_the_bot_said_something(world: World, group: GroupChat):
    """By number, by quoting it, or from the list of the latest."""
    await group.joins("小林", inviter="小明")
    await world.advance(minutes=1)
    group.bot_replied("欢迎")
    welcome = group.last
    await group.admin.says("/身份")
    group.bot_replied("老周")
    await group.admin.says("/为什么", quote=group.last)
    group.bot_replied("这是回答", "发出了", "老周 说的是「/身份」")
    await group.admin.says("/为什么", quote=welcome)
    group.bot_replied(
        "群里有了变化",
        "2026-03-02 周一 10:02 (Asia/Shanghai) 发出了",
        "小林 2026-03-02 周一 10:01 进的群。邀请人：小明。",
    )
    await group.admin.says("/为什么")
    lines = group.bot_replied("最近几条（Asia/Shanghai）", "已发送：", "缘由：/为什么").splitlines()
    assert len(lines) == 7
    number = lines[-2].split()[0]
    await group.admin.says(f"/为什么 {number}")
    group.bot_replied("发出了")
    await group.admin.says("/为什么 1")
    group.bot_replied("2026-03-02 周一 10:00 我进了这个群。")
    await group.admin.says("/为什么 99999")
    group.bot_replied("没有编号 99999 的消息")


async def test_members_ask_by_quoting(world: World, group: GroupChat):
    """They are told why it was said, not who had said what before it; in private of what was said to them."""
    await group.admin.says("/身份")
    group.bot_replied("老周")
    await group.member.says("/为什么", quote=group.last)
    assert "老周" not in group.bot_replied("这是回答", "发出了")
    await group.member.says("/为什么")
    group.bot_replied("引用我说的那句话")
    await group.member.whispers("为什么")
    group.member.was_told("最近我没有主动找过你")


async def test_one_group_is_not_told_about_anothers_messages(world: World, group: GroupChat):
    """Numbers of other groups' messages are unknown here."""
    other = await world.group("别的群", "别人")
    other.heard()
    await other.owner.says("/为什么")
    number = other.bot_replied("最近几条").splitlines()[1].split()[0]
    await group.admin.says(f"/为什么 {number}")
    group.bot_replied(f"没有编号 {number} 的消息")
    await group.admin.says(f"/补发 {number}")
    group.bot_replied(f"没有编号 {number} 的消息")


async def test_the_budget(group: GroupChat):
    """What is left today and how long the queue is."""
    await group.admin.says("/预算")
    group.bot_replied("这个群今天主动发了", "不限量", "整个账号今天主动发了", "排队：回答 0，欢迎 0，投放 0")
    await group.member.says("/预算")
    group.bot_replied("只有群主或管理员可以看今天还能发多少。")


async def test_the_budget_under_limits(sqlite_url: str):
    """With pacing on it counts down, and says that a new account goes slower."""
    async with open_world(sqlite_url, pacing="on") as world:
        group = await world.group("读书会", "阿宁")
        await world.advance(minutes=10)
        group.heard()
        await group.owner.says("/预算")
        await world.advance(minutes=1)
        group.bot_replied("这个群今天主动发了 1 条，还能发 19 条", "还能发 199 条", "新账号")


async def test_what_did_not_arrive_is_sent_again_or_let_be(world: World, group: GroupChat):
    """Failed messages are listed with their numbers; each is settled once."""
    world.platform.fail_sends("permanent", 2)
    await group.member.says("/身份")
    await group.member.says("/群规")
    group.bot_stayed_silent()
    await group.admin.says("/补发")
    lines = group.bot_replied("没送到或不确定的", "没发成：你是 小明", "没发成：这个群还没有写群规").splitlines()
    rules, whoami = (line.split()[0] for line in lines[1:3])
    await group.admin.says(f"/补发 {whoami}")
    replies = "\n".join(group.heard())
    assert "重新排队 1 条" in replies
    assert "你是 小明" in replies
    await group.admin.says(f"/跳过 {rules} {whoami}")
    group.bot_replied("跳过 1 条", f"这些不用处理：{whoami}")
    await group.admin.says(f"/跳过 {whoami}")
    assert group.bot_replied() == f"这些不用处理：{whoami}"
    await group.admin.says("/补发")
    group.bot_replied("都送到了")
    await group.admin.says("/补发 abc")
    group.bot_replied("「abc」不是编号", "例如：/补发 12")
    await group.member.says("/补发")
    group.bot_replied("只有群主或管理员可以补发没送到的消息。")


@pytest.mark.parametrize(
    "text", ["/帮助 " + "x" * 5000, "/管理员 添加 \0", "/用 \ud800", "/历史 -1", "/为什么 0", "/时区 ../.."]
)
async def test_odd_input_is_answered_in_words(group: GroupChat, text: str):
    """Whatever is typed, nothing unexpected happens."""
    await group.owner.says(text)
    assert "出了点意外" not in "\n".join(group.heard())


async def test_the_desk_in_english(english: GroupChat):
    """The same, word for word."""
    await english.owner.says("/admins add @小明")
    english.bot_replied("小明 is an admin now", "Send /undo to take it back.")
    await english.owner.says("/undo")
    english.bot_replied("Undone: made 小明 an admin")
    await english.owner.says("/history")
    english.bot_replied("What was done (Asia/Shanghai)", "Mon 10:01", "阿宁 undid: made 小明 an admin")
    await english.member.says("/admins add @小红")
    english.bot_replied("Only the group's owner can add an admin.")
    await english.owner.says("/why")
    english.bot_replied("The latest (Asia/Shanghai)", "sent: ")
    await english.owner.says("/budget")
    english.bot_replied("Posts in this group today:", "without a limit.")
    await english.owner.says("/resend")
    english.bot_replied("Everything was delivered")
    await english.member.whispers("claim 123")
    english.member.was_told("That is not the code")
    await english.owner.says("/welcom")
    english.bot_replied("Did you mean /welcome?")
