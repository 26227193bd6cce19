"""Invitations, in conversations."""

import pytest

from tests.plugins.conftest import settled_group
from tests.world import GroupChat, World, open_world

TRICK = "/邀请 {昵称}\n@所有人 "
NIGHT = 19
"""Hours from the morning on which a test begins until that night's count is done."""


@pytest.fixture
async def quiet(world: World, group: GroupChat) -> GroupChat:
    """A group that says nothing when somebody joins; it is Monday, 10:02."""
    await group.admin.says("/欢迎 关闭")
    group.heard()
    return group


async def came_to_stay(group: GroupChat, *names: str, inviter: str) -> None:
    """People join by somebody's invitation and say hello; a week and a night go by."""
    await group.joins(*names, inviter=inviter)
    for name in names:
        await group[name].says("大家好")
    await group.world.advance(days=7, hours=NIGHT)


async def test_an_invitation_counts_after_seven_days_and_a_word(world: World, quiet: GroupChat):
    """Not a day sooner, and not in silence."""
    await quiet.joins("小林", "阿木", inviter="小明")
    await quiet["小林"].says("大家好")
    await quiet.member.says("我的邀请")
    mine = [quiet.member.id]
    quiet.bot_replied(
        "@小明 你邀请来 2 位，还没有算数的。", "小林（再留 7 天）、阿木（再留 7 天，还没说话）", mentions=mine
    )
    await world.advance(days=6, hours=NIGHT)
    await quiet.member.says("我的邀请")
    quiet.bot_replied("还没有算数的", "小林（再留 1 天）、阿木（再留 1 天，还没说话）")
    await world.advance(hours=6)
    await quiet.member.says("我的邀请")
    quiet.bot_replied("还没有算数的", "小林（今夜就算）、阿木（还没说话）")
    await world.advance(hours=18)
    await quiet.member.says("我的邀请")
    quiet.bot_replied("邀请来 2 位，算数的 1 位，其中本月 1 位", "还在等：阿木（还没说话）")
    await quiet["阿木"].says("我也来了")
    await world.advance(days=1)
    await quiet.member.says("我的邀请")
    assert quiet.bot_replied("算数的 2 位").endswith("其中本月 2 位。")
    await world.advance(days=30)
    await quiet.member.says("我的邀请")
    assert quiet.bot_replied().endswith("算数的 2 位。")


async def test_who_speaks_first_after_a_month_counts_no_more(world: World, quiet: GroupChat):
    """They are no longer waited for either."""
    await quiet.joins("小林", "阿木", inviter="小明")
    await world.advance(days=29)
    await quiet["小林"].says("才看到")
    await world.advance(days=2)
    await quiet["阿木"].says("我也才看到")
    await world.advance(days=5)
    await quiet.member.says("我的邀请")
    assert "还在等" not in quiet.bot_replied("你邀请来 2 位，算数的 1 位")


async def test_leaving_and_coming_back_do_not_count(world: World, quiet: GroupChat):
    """Who leaves within the week has left, whoever brings them back; an old member is nobody's guest."""
    await quiet.joins("小林", inviter="小明")
    await quiet["小林"].says("大家好")
    await world.advance(days=6)
    await quiet.leaves("小林")
    await world.advance(hours=1)
    await quiet.joins("小林", inviter="阿宁")
    await quiet["小林"].says("又来了")
    await quiet.leaves("小红")
    await quiet.joins("小红", inviter="小明")
    await quiet["小红"].says("我又来了")
    await world.advance(days=20)
    await quiet.member.says("我的邀请")
    assert quiet.bot_replied().endswith("你邀请来 1 位，还没有算数的。")
    await quiet.owner.says("我的邀请")
    quiet.bot_replied("你还没邀请过人")


async def test_nobody_counts_twice(world: World, quiet: GroupChat):
    """What has counted stays so when the newcomer goes, and does not come again with them."""
    await came_to_stay(quiet, "小林", inviter="小明")
    await quiet.leaves("小林")
    await quiet.joins("小林", inviter="小明")
    await quiet["小林"].says("又来了")
    await world.advance(days=10)
    await quiet.member.says("我的邀请")
    quiet.bot_replied("你邀请来 1 位，算数的 1 位")


async def test_nobody_invites_themselves(world: World, quiet: GroupChat):
    """Whatever the platform says."""
    await came_to_stay(quiet, "小林", inviter="小林")
    await quiet["小林"].says("我的邀请")
    quiet.bot_replied("你还没邀请过人")
    await quiet.member.says("/邀请 @小林")
    quiet.bot_replied("小林 是3月2日 周一进群的，不知道是谁邀请的")


async def test_the_command_tells_the_rule(quiet: GroupChat):
    """Members their own; admins also what else there is."""
    await quiet.member.says("/邀请")
    quiet.bot_replied("@小明 你还没邀请过人", "留满 7 天、说过话的才算，走了又来的不算")
    await quiet.admin.says("/invites")
    quiet.bot_replied("/邀请 排行", "/邀请 树")


async def test_how_somebody_came(world: World, quiet: GroupChat):
    """By whom, or that it is not known, or that they were there before."""
    await quiet.joins("小林", inviter="小明")
    await quiet.joins("阿木")
    await quiet.member.says("/邀请 @小林")
    quiet.bot_replied("小林 是 小明 邀请来的，3月2日 周一进群。\n小林 还没邀请过人。")
    await quiet.member.says("/邀请 @阿木")
    quiet.bot_replied("阿木 是3月2日 周一进群的，不知道是谁邀请的")
    await quiet.member.says("/邀请 小明")
    quiet.bot_replied(
        "小明 在我来之前就在群里了。\n小明 邀请来 1 位，还没有算数的。\n还在等：小林（再留 7 天，还没说话）"
    )


async def test_a_ranking(world: World, quiet: GroupChat):
    """By what counts; equals share a place; who has left stands in none; the month begins anew."""
    await quiet.member.says("/邀请 排行")
    quiet.bot_replied("还没有算数的邀请。留满 7 天")
    await quiet.joins("甲", "乙", inviter="小明")
    await quiet.joins("丙", "丁", inviter="小红")
    await quiet.joins("戊", inviter="老周")
    await quiet.joins("己", inviter="甲")
    for name in "甲乙丙丁戊己":
        await quiet[name].says("大家好")
    await world.advance(days=8)
    await quiet.member.says("/邀请 排行 本月")
    text = quiet.bot_replied("本月邀请排行：\n1. 小明 2 位\n1. 小红 2 位\n3. 老周 1 位\n3. 甲 1 位\n留满 7 天")
    await quiet.member.says("/邀请 排行 本月")
    quiet.bot_stayed_silent()
    assert "@" not in text
    await quiet.leaves("小红")
    await world.advance(days=30)
    await quiet.member.says("/邀请 排行 本月")
    quiet.bot_replied("本月还没有算数的邀请")
    await quiet.member.says("/invites rank")
    quiet.bot_replied("邀请排行：\n1. 小明 2 位\n2. 老周 1 位\n2. 甲 1 位\n")
    await quiet.member.says("/邀请 排行 去年")
    quiet.bot_replied("去年", "本月")


async def test_a_tree(world: World, quiet: GroupChat):
    """Who brought whom, as far as they are here; who has gone stands in it only for those they brought."""
    await quiet.admin.says("/邀请 树")
    quiet.bot_replied("还没有谁是群里的人邀请来的")
    await quiet.joins("甲", "乙", inviter="小明")
    await quiet["乙"].says("大家好")
    await quiet.joins("丙", "丁", inviter="甲")
    await quiet.joins("戊", inviter="丙")
    await quiet.joins("己", inviter="小红")
    await quiet.joins("庚")
    await world.advance(days=8)
    for name in ("甲", "丁", "庚"):
        await quiet.leaves(name)
    await quiet.admin.says("/邀请 树")
    assert quiet.bot_replied().partition("\n")[2].split("\n") == [
        "小明 3",
        "　甲（走了） 2",
        "　　丙 1",
        "　　　戊",
        "　乙 ✓",
        "小红 1",
        "　己",
    ]
    await quiet.admin.says("/邀请 树 @丙")
    assert quiet.bot_replied().partition("\n")[2] == "丙 1\n　戊"
    await quiet.admin.says("/邀请 树 @戊")
    quiet.bot_replied("戊 邀请来的人，没有还在群里的")
    await quiet.member.says("/邀请 树")
    quiet.bot_replied("只有群主或管理员可以看谁带来了谁")


async def test_a_large_tree_is_cut(world: World, quiet: GroupChat):
    """What fits is drawn, the rest counted; names that play tricks stay names."""
    await quiet.joins(*(f"甲{n}" for n in range(20)), inviter="小明")
    await quiet.admin.says("/邀请 树")
    lines = quiet.bot_replied("小明 20").split("\n")
    assert lines[-1] == "　…还有 14 位"
    assert len(lines) == 1 + 1 + 6 + 1
    for n in range(20):
        await quiet.joins(f"{TRICK}{n}", f"丙{n}", inviter=f"甲{n}")
    await quiet.joins(*(f"丁{n}" for n in range(8)), inviter="小红")
    await quiet.admin.says("/邀请 树")
    text = quiet.bot_replied("小明 60", "　…还有 42 位", "小红 8", "…还有 2 位")
    assert "\n　　/邀请 {昵称} @所有人 0\n" in text
    assert quiet.last is not None
    assert quiet.last.mentions == ()
    for n in range(20):
        await quiet.joins(f"戊{n}", inviter=f"{TRICK}{n}")
    await quiet.admin.says("/邀请 树")
    lines = quiet.bot_replied("画不下了").split("\n")
    assert len(lines) == 1 + 30 + 1


async def test_in_private(world: World, quiet: GroupChat):
    """Admins for their group; a member is told where to ask."""
    await quiet.joins("小林", inviter="小明")
    await quiet.owner.whispers("/邀请 小明")
    quiet.owner.was_told("小明 邀请来 1 位", "小林（再留 7 天，还没说话）")
    await quiet.owner.whispers("/邀请 排行")
    quiet.owner.was_told("还没有算数的邀请")
    await quiet.member.whispers("我的邀请")
    quiet.member.was_told("到群里说「我的邀请」")


async def test_talk_that_only_begins_with_the_word(quiet: GroupChat):
    """It is not ours; nor is the word where it is switched off."""
    await quiet.member.says("我的邀请 发给大家了")
    quiet.bot_stayed_silent()
    await quiet.admin.says("/口令 关闭 我的邀请")
    quiet.heard()
    await quiet.member.says("我的邀请")
    quiet.bot_stayed_silent()


async def test_another_group_is_another_matter(world: World, quiet: GroupChat):
    """The same person may count once in each; one schedule counts for all."""
    other = await world.group("别的群", "别人", "小明")
    for each in (quiet, other):
        await each.joins("小林", inviter="小明")
        await each["小林"].says("大家好")
    await world.advance(days=8)
    for each in (quiet, other):
        each.heard()
        await each.member.says("我的邀请")
        each.bot_replied("你邀请来 1 位，算数的 1 位")


@pytest.mark.parametrize("hours", [0.0, NIGHT - 1])
async def test_a_crash_on_the_way(world: World, quiet: GroupChat, hours: float):
    """Killed before or while it would count: it counts when it is back, once."""
    await quiet.joins("小林", inviter="小明")
    await quiet["小林"].says("大家好")
    await world.advance(days=7, hours=hours)
    await world.crash(minutes=90)
    await world.advance(days=1)
    await world.crash()
    await world.advance(days=1)
    await quiet.member.says("我的邀请")
    quiet.bot_replied("你邀请来 1 位，算数的 1 位")


async def test_who_left_while_the_bot_was_away(world: World, quiet: GroupChat):
    """A count that comes late trusts only what was seen by the one before; nobody is lost by it."""
    await quiet.joins("小林", "阿木", inviter="小明")
    for name in ("小林", "阿木"):
        await quiet[name].says("大家好")
    await world.advance(days=5)
    del world.platform.groups[quiet.group_id].members[quiet["小林"].id]
    await world.crash(days=6)
    await world.advance(days=6, hours=1)
    await quiet.member.says("我的邀请")
    quiet.bot_replied("你邀请来 2 位，还没有算数的")
    await world.advance(days=1)
    await quiet.member.says("我的邀请")
    quiet.bot_replied("你邀请来 2 位，算数的 1 位")
    await quiet.admin.says("/邀请 树")
    quiet.bot_replied("小明 1\n　阿木 ✓")


async def test_a_bot_that_sleeps_at_night(world: World, quiet: GroupChat):
    """Every count is late, and still they all come."""
    await quiet.joins("小林", inviter="小明")
    await quiet["小林"].says("大家好")
    await world.advance(hours=13)
    for _ in range(8):
        await world.crash(hours=11)
        await world.advance(hours=24)
    await quiet.member.says("我的邀请")
    quiet.bot_replied("你邀请来 1 位，算数的 1 位")


async def test_a_paused_group_still_counts(world: World, quiet: GroupChat):
    """Silence is all a pause asks for."""
    await quiet.joins("小林", inviter="小明")
    await quiet["小林"].says("大家好")
    await quiet.admin.says("/暂停")
    await world.advance(days=8)
    await quiet.admin.says("/恢复")
    quiet.heard()
    await quiet.member.says("我的邀请")
    quiet.bot_replied("算数的 1 位")


async def test_in_english(english: GroupChat):
    """The same, word for word."""
    await english.admin.says("/welcome off")
    await english.joins("Yu", "Hai", inviter="小明")
    await english["Yu"].says("hello")
    english.heard()
    await english.member.says("my invites")
    english.bot_replied(
        "You have invited 2; none counts yet.", "Waiting for: Yu (7 days more), Hai (7 days more, silent"
    )
    await english.world.advance(days=8)
    await english.member.says("My  Invites")
    english.bot_replied(
        "You have invited 2; 1 counts, 1 of them since this month began.\nWaiting for: Hai (silent so far)"
    )
    await english.member.says("/invites @Yu")
    english.bot_replied("Yu was invited by 小明 and joined on Mon, 2 Mar.", "Yu hasn't invited anybody yet.")
    await english.admin.says("/invites tree")
    english.bot_replied("小明 2\n　Yu ✓\n　Hai")
    await english.admin.says("/words off my invites")
    english.bot_replied("my invites")
    await english.member.says("my invites")
    english.bot_stayed_silent()
    await english.admin.says("/invites rank month")
    english.bot_replied("Invitations this month:\n1. 小明: 1")


async def test_on_both_databases(database_url: str):
    """Counting, asking, ranking and drawing."""
    async with open_world(database_url) as world:
        group = await settled_group(world)
        await group.admin.says("/欢迎 关闭")
        await group.joins("小林", "阿木", inviter="小明")
        await group["小林"].says("大家好")
        group.heard()
        await world.advance(days=8)
        await group.member.says("/邀请")
        group.bot_replied("你邀请来 2 位，算数的 1 位，其中本月 1 位。\n还在等：阿木（还没说话）")
        await group.member.says("/邀请 @小林")
        group.bot_replied("小林 是 小明 邀请来的")
        await group.member.says("/邀请 排行 本月")
        group.bot_replied("1. 小明 1 位")
        await group.admin.says("/邀请 树")
        group.bot_replied("小明 2\n　小林 ✓\n　阿木")
