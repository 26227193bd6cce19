"""A newcomer's steps, in conversations."""

import pytest

from tests.plugins.conftest import settled_group
from tests.world import GroupChat, World, open_world

DAY_1 = "/欢迎 步骤 添加 第1天 10:00\n{昵称}来了一天了，最近在读什么？"


@pytest.fixture
async def quiet(world: World, group: GroupChat) -> GroupChat:
    """A group that says nothing when somebody joins, so that only steps are heard; it is Monday, 10:02."""
    await group.admin.says("/欢迎 关闭")
    group.heard()
    return group


async def test_a_step_comes_so_many_days_after_joining(world: World, quiet: GroupChat):
    """At its time by the group's clock, to those who came that day, in one message; and never again."""
    await quiet.admin.says(DAY_1)
    quiet.bot_replied("加上了 #1：进群第 1 天 10:00。今天进群的人，2026-03-03 周二 10:00 会收到", "/撤销")
    await quiet.joins("小林", "阿木")
    await world.advance(hours=5)
    await quiet.joins("周周")
    await world.advance(hours=18, minutes=30)
    quiet.bot_stayed_silent()
    await world.advance(minutes=30)
    came = [quiet[name].id for name in ("小林", "阿木", "周周")]
    quiet.bot_replied("@小林 @阿木 @周周 来了一天了", mentions=came)
    await world.advance(days=3)
    quiet.bot_stayed_silent()


async def test_more_than_ten_are_counted(world: World, quiet: GroupChat):
    """Ten are mentioned."""
    await quiet.admin.says(DAY_1)
    quiet.heard()
    await quiet.joins(*(f"新人{n}" for n in range(14)))
    await world.advance(days=1)
    text = quiet.bot_replied("@新人9 等 14 位新朋友来了一天了")
    assert "@新人10" not in text
    quiet.bot_stayed_silent()


async def test_who_left_or_has_spoken_is_left_out(world: World, quiet: GroupChat):
    """A step for the silent asks nobody who has said something, and nobody who is gone."""
    await quiet.admin.says("/欢迎 步骤 添加 第1天 10:00 未发言\n{昵称}打个招呼吧")
    quiet.bot_replied("进群第 1 天 10:00，还没发言的。")
    await quiet.joins("小林", "阿木", "周周")
    await quiet["阿木"].says("大家好")
    await quiet.leaves("周周")
    await world.advance(days=1)
    quiet.bot_replied("@小林 打个招呼吧", mentions=[quiet["小林"].id])
    await world.advance(days=2)
    quiet.bot_stayed_silent()


async def test_who_was_there_before_the_step_or_past_its_day_has_no_turn(world: World, quiet: GroupChat):
    """A new step does not reach back; old members are never newcomers."""
    await quiet.joins("小林")
    await world.advance(days=2)
    await quiet.admin.says(DAY_1)
    quiet.heard()
    await world.advance(days=3)
    quiet.bot_stayed_silent()


async def test_the_day_of_joining(world: World, quiet: GroupChat):
    """Who comes after the time has no turn."""
    await quiet.admin.says("/欢迎 步骤 添加 当天 20:00\n{昵称}今天刚来，大家认识一下")
    quiet.bot_replied("进群当天 20:00")
    await quiet.joins("小林")
    await world.advance(hours=10)
    quiet.bot_replied("@小林 今天刚来")
    await quiet.joins("阿木")
    await world.advance(days=2)
    quiet.bot_stayed_silent()


async def test_a_text_without_a_name_is_addressed(world: World, quiet: GroupChat):
    """Whose turn it is has to know."""
    await quiet.admin.says("/欢迎 步骤 添加 第1天 10:00\n记得看群规")
    quiet.heard()
    await quiet.joins("小林")
    await world.advance(days=1)
    assert quiet.bot_replied() == "@小林 \n记得看群规"


async def test_list_change_and_undo(world: World, quiet: GroupChat):
    """In the order of the days; a change and its way back."""
    await quiet.admin.says("/欢迎 步骤")
    quiet.bot_replied("还没有步骤", "/欢迎 步骤 添加 第1天 10:00")
    await quiet.admin.says("/欢迎 步骤 添加 第七天 晚上8点 私聊\n一周了")
    quiet.bot_replied("加上了 #1：进群第 7 天 20:00，私聊。")
    quiet.bot_replied("私聊只发得到加了我好友的人")
    await quiet.admin.says(DAY_1)
    quiet.heard()
    await quiet.admin.says("/欢迎 步骤")
    text = quiet.bot_replied("#2 进群第 1 天 10:00：{昵称}来了一天了", "#1 进群第 7 天 20:00，私聊：一周了")
    assert text.index("#2") < text.index("#1")
    await quiet.admin.says("/欢迎 步骤 修改 2 第2天 11:30 未介绍")
    quiet.bot_replied("#2 改好了：进群第 2 天 11:30，还没介绍的", "/撤销")
    await quiet.admin.says("/欢迎 步骤 修改 2\n{昵称}两天了")
    quiet.bot_replied("#2 改好了：进群第 2 天 11:30")
    await quiet.admin.says("/欢迎 步骤 预览 2")
    assert quiet.bot_replied() == "@老周 两天了"
    for _ in range(2):
        await quiet.admin.says("/撤销")
        quiet.bot_replied("撤销了")
    await quiet.admin.says("/欢迎 步骤 预览 2")
    quiet.bot_replied("@老周 来了一天了")
    await quiet.joins("小林")
    await world.advance(days=1)
    quiet.bot_replied("@小林 来了一天了")
    await quiet.admin.says("/撤销")
    quiet.bot_replied("撤销了：加了新人步骤 #2")
    await quiet.admin.says("/欢迎 步骤 预览 2")
    quiet.bot_replied("没有 #2 这一步")


async def test_a_step_that_comes_back_addresses_nobody_twice(world: World, quiet: GroupChat):
    """Deleted after it was had, and the deletion taken back."""
    await quiet.admin.says(DAY_1)
    await quiet.joins("小林")
    await world.advance(days=1)
    assert len([text for text in quiet.heard() if "来了一天了" in text and "@小林" in text]) == 1
    await quiet.admin.says("/欢迎 步骤 删除 1")
    quiet.bot_replied("#1 不发了")
    await quiet.admin.says("/撤销")
    quiet.bot_replied("撤销了")
    await world.advance(days=2)
    quiet.bot_stayed_silent()


async def test_pausing(world: World, quiet: GroupChat):
    """Whose turn comes meanwhile skips it."""
    await quiet.admin.says(DAY_1)
    await quiet.joins("小林")
    await quiet.admin.says("/欢迎 步骤 暂停 1")
    quiet.heard()
    await world.advance(days=1, hours=1)
    await quiet.admin.says("/欢迎 步骤")
    quiet.bot_replied("进群第 1 天 10:00（暂停）")
    await quiet.joins("阿木")
    await quiet.admin.says("/欢迎 步骤 恢复 1")
    quiet.bot_replied("#1 继续")
    await world.advance(days=1)
    quiet.bot_replied("@阿木 来了一天了", mentions=[quiet["阿木"].id])
    await world.advance(days=2)
    quiet.bot_stayed_silent()


async def test_a_private_step(world: World, quiet: GroupChat):
    """Friends are told in private, the others in the group, and the owner once why."""
    await quiet.admin.says("/欢迎 步骤 添加 第1天 10:00 私聊\n{昵称}，有不懂的随时问我")
    quiet.heard()
    await quiet.joins("小林", "阿木")
    await quiet["小林"].whispers("你好")
    quiet["小林"].private.heard()
    await world.advance(days=1)
    quiet["小林"].was_told("小林，有不懂的随时问我")
    quiet["小林"].was_told_nothing()
    quiet.bot_replied("@阿木 ，有不懂的随时问我", mentions=[quiet["阿木"].id])
    quiet.owner.was_told("读书会", "没加我好友")
    await quiet.joins("周周")
    await world.advance(days=1)
    quiet.bot_replied("@周周")
    quiet.owner.was_told_nothing()
    quiet.bot_stayed_silent()


async def test_who_comes_back_is_not_led_again(world: World, quiet: GroupChat):
    """Who leaves and comes back within the month goes on where they were; who was there of old is no newcomer."""
    await quiet.admin.says(DAY_1)
    await quiet.admin.says("/欢迎 步骤 添加 第2天 10:00\n{昵称}两天了")
    quiet.heard()
    await quiet.joins("小林")
    await world.advance(days=1)
    quiet.bot_replied("@小林 来了一天了")
    for name in ("小林", "小红"):
        await quiet.leaves(name)
        await quiet.joins(name)
    await world.advance(days=1)
    quiet.bot_stayed_silent()
    await world.advance(days=1)
    quiet.bot_replied("@小林 两天了", mentions=[quiet["小林"].id])
    await world.advance(days=5)
    quiet.bot_stayed_silent()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "先写第几天，再写几点"),
        ("第1天", "看不懂「第1天」"),
        ("10:00", "看不懂「10:00」"),
        ("第99天 10:00", "第几天要在 0 到 60 之间"),
        ("第1天 10:00 没来过", "看不懂「没来过」，这里可以写 未发言"),
    ],
)
async def test_what_cannot_be_read(quiet: GroupChat, line: str, said: str):
    """What is wrong, and an example."""
    await quiet.admin.says(f"/欢迎 步骤 添加 {line}\n你好")
    quiet.bot_replied(said, "例如：/欢迎 步骤 添加 第1天 10:00")


async def test_wrong_numbers_and_slots(quiet: GroupChat):
    """Refused at once; members may not."""
    await quiet.admin.says("/欢迎 步骤 删除 7")
    quiet.bot_replied("没有 #7 这一步")
    await quiet.admin.says("/欢迎 步骤 删除")
    quiet.bot_replied("哪一步")
    await quiet.admin.says("/欢迎 步骤 添加 第1天 25:00\n你好")
    quiet.bot_replied("没有「25:00」这个钟点")
    await quiet.admin.says("/欢迎 步骤 添加 第1天 10:00\n{邀请人}")
    quiet.bot_replied("不认识「{邀请人}」")
    await quiet.admin.says("/欢迎 步骤 添加 第1天 10:00")
    quiet.bot_replied("内容从第二行写起")
    await quiet.member.says(DAY_1)
    quiet.bot_replied("只有群主或管理员可以")


async def test_another_group_is_not_changed_from_here(world: World, quiet: GroupChat):
    """Its steps are not even known here."""
    await quiet.admin.says(DAY_1)
    quiet.heard()
    other = await world.group("别的群", "别人")
    other.heard()
    await other.owner.says("/欢迎 步骤 删除 1")
    other.bot_replied("这个群没有 #1 这一步")


async def test_another_zone(world: World, quiet: GroupChat):
    """A step keeps its time by the clock of the group's new zone."""
    await quiet.admin.says(DAY_1)
    await quiet.owner.says("/时区 Europe/Berlin")
    quiet.heard()
    await quiet.joins("小林")
    await world.advance(days=1, hours=6)
    quiet.bot_stayed_silent()
    await world.advance(hours=1)
    quiet.bot_replied("@小林 来了一天了")


async def test_in_english(sqlite_url: str):
    """The same, word for word."""
    async with open_world(sqlite_url, language="en") as world:
        group = await world.group("Readers", "Ann", "老周")
        group.heard()
        await group.owner.says("/welcome steps add day 1 10:30 unspoken private\nHow is it going, {nickname}?")
        group.bot_replied("Added #1: day 1 after joining, 10:30, who hasn't spoken, privately. Who joins today gets it")
        group.bot_replied("In private I only reach")
        await group.owner.says("/welcome steps")
        group.bot_replied("#1 day 1 after joining, 10:30, who hasn't spoken, privately: How is it going")


async def test_on_both_databases(database_url: str):
    """Joining, leaving, coming back, farewell, a list that misses somebody, and steps of each kind."""
    async with open_world(database_url) as world:
        group = await settled_group(world)
        await group.admin.says("/欢迎 告别 开启")
        for line in ("第1天 10:00", "第1天 10:00 未发言", "第1天 10:00 未介绍 私聊", "第1天 10:00 未通过"):
            await group.admin.says(f"/欢迎 步骤 添加 {line}\n{{昵称}}{line}")
        group.heard()
        await group.joins("小林", "阿木", inviter="小明")
        await group["小林"].says("大家好")
        await world.advance(minutes=1)
        group.bot_replied("欢迎 @小林 @阿木")
        await group.leaves("阿木")
        await world.advance(minutes=1)
        group.bot_replied("阿木 离开了")
        await group.joins("阿木", *(f"新人{n}" for n in range(30)))
        await world.advance(minutes=6)
        group.bot_replied("等 31 位新朋友")
        missed = world.platform.groups[group.group_id].members.pop(group["新人0"].id)
        await world.platform.reconcile(group.group_id)
        await world.settle()
        world.platform.groups[group.group_id].members[group["新人0"].id] = missed
        await world.platform.reconcile(group.group_id)
        await world.settle()
        group.heard()
        await world.advance(days=1)
        said = group.heard()
        assert [text.rpartition("第1天 10:00")[2].strip() for text in said] == ["", "未发言", "未介绍 私聊", "未通过"]
        assert [text.partition("位")[0].rpartition("等 ")[2].strip() for text in said] == ["32", "31", "32", "32"]
        group.owner.was_told("没加我好友")
        await group.admin.says("/欢迎 步骤 删除 1")
        await group.admin.says("/撤销")
        await world.advance(days=3)
        assert [text for text in group.heard() if "第1天" in text] == []


async def test_private_steps_that_are_refused_are_not_tried_again(world: World, quiet: GroupChat):
    """WeChat said no: that is the end of it, and the next one comes in the group; the owner is told once."""
    for day in (1, 2, 3):
        await quiet.admin.says(f"/欢迎 步骤 添加 第{day}天 10:00 私聊\n第{day}句")
    await quiet.joins("小林")
    await quiet["小林"].whispers("在吗")
    quiet["小林"].private.heard()
    quiet.heard()
    world.platform.fail_sends("permanent", 1)
    await world.advance(days=1)
    quiet["小林"].was_told_nothing()
    quiet.bot_stayed_silent()
    quiet.owner.was_told_nothing()
    await world.crash(minutes=5)
    await world.advance(days=1)
    quiet.bot_replied("@小林", "第2句", mentions=[quiet["小林"].id])
    quiet.owner.was_told("读书会", "没加我好友", "只提醒这一次")
    await quiet["小林"].whispers("加上你了")
    quiet["小林"].private.heard()
    await world.advance(days=3)
    quiet["小林"].was_told("第3句")
    quiet["小林"].was_told_nothing()
    quiet.owner.was_told_nothing()
    quiet.bot_stayed_silent()


async def test_a_step_waits_for_nobody_in_a_paused_group(world: World, quiet: GroupChat):
    """Their turn passes, as with everything a pause keeps back."""
    await quiet.admin.says(DAY_1)
    await quiet.joins("小林")
    await quiet.admin.says("/暂停")
    await world.advance(days=1)
    await quiet.admin.says("/恢复")
    quiet.heard()
    await world.advance(days=3)
    quiet.bot_stayed_silent()


async def test_steps_for_a_set_of_groups(world: World, quiet: GroupChat):
    """One command adds it to each, one undo takes it from each."""
    other = await world.group("别的群", "阿宁", "小明")
    await world.advance(minutes=1)
    owner = await world.operator("阿宁")
    await owner.whispers("/标签 添加 #新 1 2")
    await owner.whispers("/用 #新")
    owner.heard()
    await owner.whispers(DAY_1)
    owner.bot_replied("2 个群都加上了：进群第 1 天 10:00", "/撤销")
    await other.joins("周周")
    quiet.heard()
    other.heard()
    await world.advance(days=1)
    other.bot_replied("@周周")
    owner.heard()
    await owner.whispers("/撤销")
    owner.bot_replied("撤销了")
    await other.joins("豆豆")
    await world.advance(minutes=1)
    other.heard()
    await world.advance(days=2)
    other.bot_stayed_silent()
