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


async def test_the_code_makes_an_operator_once(world: World, group: GroupChat):
    """In private only, however it is typed, and never again."""
    code = world.codes[-1]
    await group.member.says(f"/绑定 {code}")
    group.bot_replied("私聊发给我")
    await group.member.whispers(f"/绑定 {code.lower()[:5]}-{code[5:]}")
    group.member.was_told("绑定好了")
    await group.member.whispers("/群")
    group.member.was_told("1  读书会")
    await group["小红"].whispers(f"/绑定 {code}")
    group["小红"].was_told("没有待用的绑定码")
    await group.member.says("/身份")
    group.bot_replied("小明", "运营者")


async def test_guessing_the_code_is_limited(world: World, group: GroupChat):
    """Five wrong tries an hour; then even the right one has to wait."""
    for _ in range(5):
        await group.member.whispers("/绑定 AAAAAAAAAA")
        group.member.was_told("绑定码不对")
    await group.member.whispers(f"/绑定 {world.codes[-1]}")
    group.member.was_told("试错太多次")
    await world.advance(hours=1, minutes=1)
    await group.member.whispers(f"/绑定 {world.codes[-1]}")
    group.member.was_told("绑定好了")


async def test_operators_of_the_settings_need_no_code(sqlite_url: str):
    """OPERATORS names them, and no code is printed."""
    async with open_world(sqlite_url, operators="m2") as world:
        group = await world.group("读书会", "阿宁", "小明")
        group.heard()
        assert world.codes == []
        await group["小明"].says("/身份")
        group.bot_replied("运营者", "平台编号：m2")
        await group["小明"].whispers("/群")
        group["小明"].was_told("读书会")


async def test_whoami(group: GroupChat):
    """Number and role for anybody; the platform's id where it is nobody else's business."""
    await group.member.says("/身份")
    text = group.bot_replied("你是 小明", "群成员", "这个群的编号：1")
    assert group.member.id not in text
    await group.member.whispers("/身份")
    group.member.was_told("你是 小明", f"平台编号：{group.member.id}", "DANDELION_OPERATORS")
    await group.owner.says("/whoami")
    group.bot_replied("群主")


async def test_admins_are_made_by_the_owner(group: GroupChat):
    """By mention, number or a unique name; admins may look but not choose."""
    await group.owner.says("/管理员")
    group.bot_replied("群主：阿宁", "管理员：老周")
    await group.admin.says("/管理员 添加 @小明")
    group.bot_replied("只有群主可以添加管理员。")
    await group.owner.says("/管理员 添加 @小明")
    group.bot_replied("小明 现在是管理员了", "/撤销")
    await group.member.says("/欢迎 关闭")
    group.bot_replied("不再欢迎新人了")
    await group.owner.says("/管理员 添加 小明")
    group.bot_replied("小明 已经是管理员了")
    await group.owner.says("/管理员 移除 @小明")
    group.bot_replied("小明 不再是管理员了")
    await group.member.says("/欢迎 开启")
    group.bot_replied("只有群主或管理员可以开启欢迎。")
    await group.owner.says("/撤销")
    group.bot_replied("撤销了：取消了 小明 的管理员")
    await group.member.says("/欢迎 开启")
    group.bot_replied("有新人进群我会欢迎")
    await group.owner.says("/管理员 移除 @阿宁")
    group.bot_replied("阿宁 是群主")
    await group.owner.says("/管理员 移除 @小红")
    group.bot_replied("小红 不是管理员")
    await group.owner.says("/管理员 添加 @不在的人")
    group.bot_replied("没有找到「不在的人」")


async def test_a_mention_counts_wherever_it_stands(group: GroupChat):
    """Before the command as well as after it, and the bot's own never does."""
    for text in (
        "@小明 @蒲公英 /管理员 添加",
        "@蒲公英 @小明 管理员 移除",
        "@蒲公英 管理员 添加 @小明",
        "/管理员 移除 @小明 @蒲公英",
    ):
        await group.owner.says(text)
        group.bot_replied("小明 现在是管理员了" if "添加" in text else "小明 不再是管理员了")
    await group.owner.says("@老周 @蒲公英 /管理员 移除 小明")
    group.bot_replied("多了「小明」")
    await group.owner.says("@蒲公英 /管理员 添加")
    group.bot_replied("还缺")


async def test_an_admin_of_one_group_is_nobody_in_another(world: World, group: GroupChat):
    """Roles belong to a group."""
    other = await world.group("别的群", "别人", "老周")
    other.heard()
    await other["老周"].says("/欢迎 关闭")
    other.bot_replied("只有群主或管理员可以关闭欢迎。")


async def test_a_new_owner_has_the_owners_rights(world: World, group: GroupChat):
    """The platform says who owns a group; the old owner is a member again."""
    await world.platform.change_owner(group.group_id, group.member.id)
    await world.settle()
    await group["小明"].says("/管理员 添加 @小红")
    group.bot_replied("小红 现在是管理员了")
    await group["阿宁"].says("/管理员 添加 @阿宁")
    group.bot_replied("只有群主可以添加管理员。")


async def test_a_nickname_gives_no_rights(world: World, group: GroupChat):
    """Calling oneself like the owner changes nothing."""
    await group.joins("阿宁2")
    await world.advance(minutes=1)
    group.heard()
    world.platform.groups[group.group_id].members[group["阿宁2"].id] = "阿宁"
    await group["阿宁2"].says("/暂停")
    group.bot_replied("只有群主或管理员可以")


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


async def test_why_the_bot_said_something(world: World, group: GroupChat):
    """By number, by quoting it, or from the list of the latest."""
    await group.joins("小林", inviter="小明")
    await world.advance(seconds=5)
    group.bot_replied("欢迎")
    welcome = group.last
    await group.admin.says("/身份")
    group.bot_replied("老周")
    await group.admin.says("/为什么", quote=group.last)
    group.bot_replied("这是回答", "发出了", "老周 说的是「/身份」")
    await group.admin.says("/为什么", quote=welcome)
    group.bot_replied(
        "群里有了变化",
        "2026-03-02 周一 10:01 (Asia/Shanghai) 发出了",
        "小林 2026-03-02 周一 10:01 进的群。邀请人：小明。",
    )
    await group.admin.says("/为什么")
    lines = group.bot_replied("最近几条（Asia/Shanghai）", "已发送：", "缘由：/为什么").splitlines()
    assert len(lines) == 7
    number = lines[-2].split()[0]
    await group.admin.says(f"/为什么 {number}")
    group.bot_replied("发出了")
    await group.admin.says("/为什么 99999")
    group.bot_replied("没有编号 99999 的消息")
    await group.member.says("/为什么")
    group.bot_replied("只有群主或管理员可以问我为什么说那句话。")


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
    await group.admin.says("/补发")
    group.bot_replied("都送到了")
    await group.admin.says("/补发 abc")
    group.bot_replied("「abc」不是编号", "例如：/补发 12")
    await group.member.says("/补发")
    group.bot_replied("只有群主或管理员可以再发没送到的。")


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
