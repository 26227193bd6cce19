"""Welcoming newcomers, in conversations."""

import pytest

from tests.world import GroupChat, World, open_world


async def test_a_newcomer_is_welcomed_by_a_real_mention(world: World, group: GroupChat):
    """One message, a minute after they came."""
    await group.joins("小林", inviter="小明")
    group.bot_stayed_silent()
    await world.advance(minutes=1)
    group.bot_replied("欢迎 @小林 来到读书会！", mentions=[group["小林"].id])
    await world.advance(hours=1)
    group.bot_stayed_silent()


async def test_people_who_come_within_a_minute_share_one_welcome(world: World, group: GroupChat):
    """A second joining does not postpone it; who comes later gets their own."""
    await group.joins("小林", "阿木")
    await world.advance(seconds=40)
    await group.joins("周周")
    await world.advance(seconds=20)
    came = [group[name].id for name in ("小林", "阿木", "周周")]
    group.bot_replied("欢迎 @小林 @阿木 @周周 来到读书会！", mentions=came)
    await group.joins("豆豆")
    await world.advance(minutes=1)
    group.bot_replied("@豆豆", mentions=[group["豆豆"].id])


async def test_a_crowd_gets_one_welcome_with_ten_names(world: World, group: GroupChat):
    """A raid does not make the bot the spammer."""
    await group.joins(*(f"新人{n}" for n in range(12)))
    await world.advance(minutes=1)
    text = group.bot_replied("@新人9 等 12 位新朋友来到读书会")
    assert "@新人10" not in text
    group.bot_stayed_silent()


async def test_who_left_meanwhile_is_not_welcomed(world: World, group: GroupChat):
    """Only those still there are named; for nobody nothing is said."""
    await group.joins("小林", "阿木")
    await group.leaves("小林")
    await world.advance(minutes=1)
    group.bot_replied("欢迎 @阿木 来到", mentions=[group["阿木"].id])
    await group.joins("路人")
    await group.leaves("路人")
    await world.advance(minutes=1)
    group.bot_stayed_silent()


async def test_an_admin_sets_the_text(world: World, group: GroupChat):
    """From the second line on, with slots in either language; the rules' line is there when there are rules."""
    await group.admin.says("/欢迎 设置\n{昵称}你好！这里是{群名}，第 {count} 位\n{群规}")
    group.bot_replied("欢迎语换好了", "/撤销")
    await group.joins("小林")
    await world.advance(minutes=1)
    assert group.bot_replied() == "@小林 你好！这里是读书会，第 5 位"
    await group.owner.says("/群规 设置\n1. 不发广告\n2. 好好说话")
    group.bot_replied("群规记下了")
    await group.admin.says("/欢迎 预览")
    assert group.bot_replied() == "@老周 你好！这里是读书会，第 5 位\n1. 不发广告\n2. 好好说话"


async def test_an_unknown_slot_is_refused(group: GroupChat):
    """With the nearest one, all there are, and nothing saved."""
    await group.admin.says("/欢迎 设置\n欢迎 {呢称}！")
    group.bot_replied(
        "不认识「{呢称}」",
        "{昵称}",
        "{昵称} {群名} {人数} {第几位} {邀请人} {群定位} {群规} {日期}",
        "例如：/欢迎 设置",
    )
    await group.admin.says("/欢迎")
    group.bot_replied("欢迎新人：开启（默认的话）", "欢迎 {昵称}来到{群名}！")


async def test_a_text_without_a_name_is_remarked_on(group: GroupChat):
    """It is taken, and its writer told that nobody will be mentioned."""
    await group.admin.says("/欢迎 设置\n又来新朋友啦")
    group.bot_replied("欢迎语换好了")
    group.bot_replied("没有 {昵称}")


@pytest.mark.parametrize("name", ["{昵称}{群规}", "{{", "}{", "{0.__class__}", "%s \\1 $1", "{昵称"])
async def test_braces_in_a_nickname_do_no_harm(world: World, group: GroupChat, name: str):
    """A nickname is never read as a template."""
    await group.admin.says("/欢迎 设置\n{{欢迎}} {昵称}!")
    group.heard()
    await group.joins(name)
    await world.advance(minutes=1)
    assert group.bot_replied() == f"{{欢迎}} @{name} !"


async def test_a_group_name_full_of_braces_does_no_harm(world: World, group: GroupChat):
    """Nor is the name of the group."""
    await world.platform.rename(group.group_id, "{昵称}{x}")
    await group.joins("小林")
    await world.advance(minutes=1)
    group.bot_replied("来到{昵称}{x}！")


async def test_a_quoted_message_can_be_the_text(world: World, group: GroupChat):
    """Whoever has written it already needs not type it again."""
    await group.admin.says("/群规 设置\n欢迎{昵称}，随便坐")
    group.heard()
    await group.admin.says("/群规")
    group.heard()
    quoted = group.last
    await group.admin.says("/欢迎 设置", quote=quoted)
    group.bot_replied("欢迎语换好了")
    await group.joins("小林")
    await world.advance(minutes=1)
    group.bot_replied("欢迎@小林 ，随便坐")


async def test_without_a_text_nothing_is_set(group: GroupChat):
    """The answer says where the text goes and shows one."""
    await group.admin.says("/欢迎 设置 大家好")
    group.bot_replied("第二行", "例如：/欢迎 设置\n欢迎 {昵称}")


async def test_only_admins_set_the_text(group: GroupChat):
    """Members are told who may."""
    await group.member.says("/欢迎 设置\n哈哈")
    group.bot_replied("只有群主或管理员可以设置欢迎语。")


async def test_off_and_on(world: World, group: GroupChat):
    """Off means off, for those who wait as well; the preview says so."""
    await group.joins("小林")
    await group.admin.says("/欢迎 关闭")
    group.bot_replied("不再欢迎新人了")
    await world.advance(minutes=1)
    await group.joins("阿木")
    await world.advance(minutes=1)
    group.bot_stayed_silent()
    await group.admin.says("/欢迎 预览")
    group.bot_replied("欢迎 @老周")
    group.bot_replied("现在是关闭的")
    await group.admin.says("/欢迎 开启")
    group.bot_replied("有新人进群我会欢迎")
    await group.joins("周周")
    await world.advance(minutes=1)
    group.bot_replied("@周周", mentions=[group["周周"].id])


async def test_reset_and_undo(group: GroupChat):
    """The default is one command away, and the way back is another."""
    await group.admin.says("/欢迎 设置\n你好 {昵称}")
    await group.admin.says("/欢迎 重置")
    group.heard()
    await group.admin.says("/欢迎")
    group.bot_replied("默认的话")
    await group.admin.says("/撤销")
    group.bot_replied("撤销了：恢复了默认欢迎语")
    await group.admin.says("/欢迎")
    group.bot_replied("你好 {昵称}")


async def test_nothing_is_said_in_a_paused_group(world: World, group: GroupChat):
    """Nor to those who wait when it is paused."""
    await group.joins("小林")
    await group.admin.says("/暂停")
    group.heard()
    await world.advance(minutes=1)
    await group.joins("阿木")
    await world.advance(minutes=1)
    group.bot_stayed_silent()


async def test_who_left_during_a_pause_is_not_welcomed_after_it(world: World, group: GroupChat):
    """A pause keeps the bot from noticing, not the group from knowing."""
    await group.joins("小林", "阿木")
    await group.admin.says("/暂停")
    await group.leaves("小林")
    await group.admin.says("/恢复")
    group.heard()
    await world.advance(minutes=1)
    group.bot_replied("欢迎 @阿木 来到", mentions=[group["阿木"].id])


async def test_nothing_is_said_in_a_group_the_bot_has_left(world: World, group: GroupChat):
    """A joining just before its removal is not answered."""
    await group.joins("小林")
    await world.platform.kick_bot(group.group_id)
    await world.settle()
    await world.advance(minutes=1)
    group.bot_stayed_silent()


async def test_the_members_found_at_first_sight_are_not_welcomed(world: World):
    """The first list is where we start from."""
    group = await world.group("新群", "阿宁", "老周", "小明")
    await world.advance(minutes=1)
    assert [text for text in group.heard() if "欢迎" in text] == []


async def test_newcomers_found_later_are_welcomed_alike(world: World, group: GroupChat):
    """Who came while the bot was down is found by difference."""
    await world.crash(minutes=1)
    await group.joins("小林")
    await world.advance(minutes=2)
    group.bot_replied("欢迎 @小林 来到读书会", mentions=[group["小林"].id])


async def test_a_crash_within_the_window_loses_nobody(world: World, group: GroupChat):
    """Who waits is in the database."""
    await group.joins("小林")
    await world.crash(seconds=30)
    await world.advance(minutes=1)
    group.bot_replied("欢迎 @小林 来到读书会")
    group.bot_stayed_silent()


async def test_who_comes_back_is_welcomed_back(world: World, group: GroupChat):
    """They were seen coming, and know the place."""
    await group.leaves("小红")
    await group.joins("小红")
    await world.advance(minutes=1)
    assert group.bot_replied(mentions=[group["小红"].id]) == "欢迎回来，@小红 "
    group.bot_stayed_silent()


async def test_the_window_can_be_set(sqlite_url: str):
    """WELCOME_WINDOW is how long people are waited for."""
    async with open_world(sqlite_url, welcome_window="5m") as world:
        group = await world.group("读书会", "阿宁")
        group.heard()
        await group.joins("小林")
        await world.advance(minutes=4, seconds=59)
        group.bot_stayed_silent()
        await world.advance(seconds=1)
        group.bot_replied("@小林")


async def test_in_english(english: GroupChat):
    """The same, word for word."""
    world = english.world
    await english.joins("Lin")
    await world.advance(minutes=1)
    english.bot_replied("Welcome to 读书会, @Lin", "Say hello")
    await english.admin.says("/welcome set\nHi {nickname}, you are number {count}")
    english.bot_replied("The welcome text is set", "/undo")
    await english.admin.says("/welcome preview")
    english.bot_replied("Hi @老周 , you are number 5")
    await english.member.says("/welcome off")
    english.bot_replied("Only the owner or an admin can switch the welcome off.")
    await english.admin.says("/welcome set\nHi {nicname}")
    english.bot_replied("did you mean {nickname}?", "For example: /welcome set")
