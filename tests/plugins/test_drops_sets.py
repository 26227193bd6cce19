"""Drops for several groups at once, in conversations."""

import pytest

from tests.plugins.conftest import settled_group
from tests.world import GroupChat, Human, World

MORNING = "/投放 添加 每天 08:30 早报\n早上好，{群名}"


@pytest.fixture
async def groups(world: World) -> list[GroupChat]:
    """Three groups of 阿宁's, all tagged #读书, of which commands in her private chat are about; nothing waits."""
    found = [await settled_group(world)]
    found += [await world.group(name, "阿宁", "小明", "小芳") for name in ("北京群", "上海群")]
    owner = found[0].owner
    await owner.whispers("/标签 添加 #读书 1-3")
    await owner.whispers("/用 #读书")
    await owner.whispers("/群定位 配比 不限")
    await owner.whispers("/群定位 间隔 不限")
    for chat in (*found, owner.private):
        chat.heard()
    return found


@pytest.fixture
def owner(groups: list[GroupChat]) -> Human:
    """Whose groups they are."""
    return groups[0].owner


async def test_one_drop_for_a_set(world: World, groups: list[GroupChat], owner: Human):
    """Each group gets it with its own name; its author hears nothing as long as all is well."""
    await owner.whispers(MORNING)
    owner.was_told("已添加 #1 早报，下次 2026-03-03 周二 08:30", "（#读书 的 3 个群）", "/撤销")
    owner.was_told("早上好，读书会")
    await world.advance(days=1)
    assert [group.heard() for group in groups] == [["早上好，读书会"], ["早上好，北京群"], ["早上好，上海群"]]
    owner.was_told_nothing()


async def test_the_set_is_read_when_it_fires(world: World, groups: list[GroupChat], owner: Human):
    """A group that gets the tag gets the drop, one that loses it no longer does."""
    await owner.whispers(MORNING)
    late = await world.group("广州群", "阿宁", "小明")
    await owner.whispers("/标签 添加 #读书 4")
    await owner.whispers("/标签 移除 #读书 2")
    late.heard()
    await world.advance(days=1)
    assert [len(group.heard()) for group in (*groups, late)] == [1, 0, 1, 1]


async def test_only_groups_the_author_manages(world: World, groups: list[GroupChat], owner: Human):
    """Somebody else's group with the same tag is not of the set, nor one that was taken from the author."""
    other = await world.group("别人的群", "大刘", "小明")
    await other.owner.says("/标签 添加 #读书")
    other.heard()
    await owner.whispers(MORNING)
    owner.was_told("3 个群")
    await world.platform.change_owner(groups[1].group_id, world.id_of("小明"))
    await world.advance(days=1)
    assert [len(group.heard()) for group in (*groups, other)] == [1, 0, 1, 0]


async def test_what_went_wrong_is_told(world: World, groups: list[GroupChat], owner: Human):
    """How many groups it reached, and of the others name and reason; once all is settled."""
    await groups[1].owner.says("/暂停")
    await owner.whispers(MORNING)
    for chat in (*groups, owner.private):
        chat.heard()
    world.platform.fail_sends("permanent", 1)
    await world.advance(hours=22, minutes=40)
    text = owner.was_told("#1 早报（2026-03-03 周二 08:30，Asia/Shanghai）：成功 1 · 失败 1 · 暂停 1")
    assert text.splitlines()[1:] == ["读书会：失败，平台不收（simulated: refused）。", "北京群：暂停"]
    await owner.whispers("/投放 查看 1")
    owner.was_told("2026-03-03 周二 08:30  成功 1 · 失败 1 · 暂停 1", "读书会：失败")


async def test_at_once_is_confirmed_and_told(world: World, groups: list[GroupChat], owner: Human):
    """Three groups are not written to by a slip; how it went is told even when all went well."""
    await owner.whispers(MORNING)
    owner.private.heard()
    await owner.whispers("/投放 立即 1")
    owner.was_told("现在就把 #1 早报 发到 3 个群", "早上好，读书会", "确认")
    assert [group.heard() for group in groups] == [[], [], []]
    await owner.whispers("确认")
    owner.was_told("马上发 #1")
    assert [len(group.heard()) for group in groups] == [1, 1, 1]
    await world.advance(minutes=6)
    owner.was_told("#1 早报", "成功 3")


async def test_a_group_opts_out(world: World, groups: list[GroupChat], owner: Human):
    """Any of its admins may say so there, and take it back; the others still get it."""
    await owner.whispers(MORNING)
    await groups[0].admin.says("/投放")
    for group in groups:
        group.heard()
    await groups[0].admin.says("/投放 退出 1")
    groups[0].bot_replied("不再收 #1 早报", "/撤销")
    await world.advance(days=1)
    assert [len(group.heard()) for group in groups] == [0, 1, 1]
    await groups[0].admin.says("/投放 查看 1")
    groups[0].bot_replied("#1 早报", "退出 1")
    await groups[0].admin.says("/投放 加入 1")
    groups[0].bot_replied("又会收到 #1 早报")
    await groups[0].admin.says("/撤销")
    groups[0].bot_replied("撤销了")
    await groups[0].admin.says("/撤销")
    groups[0].bot_replied("撤销了：退出了投放 #1 早报")
    await world.advance(days=1)
    assert [len(group.heard()) for group in groups] == [1, 1, 1]


async def test_in_a_group_only_opting_out(world: World, groups: list[GroupChat], owner: Human):
    """What goes to several groups is changed by its author and in private: the others are nobody's business there."""
    await owner.whispers(MORNING)
    owner.private.heard()
    await groups[0].admin.says("/投放 暂停 1")
    groups[0].bot_replied("别人发给好几个群的", "/投放 退出 1")
    await owner.says("/投放 暂停 1")
    groups[0].bot_replied("请私聊我来改", "/投放 退出 1")
    await groups[0].admin.says("/投放")
    groups[0].bot_replied("1  早报：每天 08:30，下次 2026-03-03 周二 08:30，#读书")
    await owner.whispers("/投放 暂停 1")
    owner.was_told("暂停了", "（#读书 的 3 个群）")
    await world.advance(days=2)
    assert [group.heard() for group in groups] == [[], [], []]


async def test_the_set_by_its_tag(world: World, groups: list[GroupChat], owner: Human):
    """Named in the command, from wherever its author is; several tags are all the groups that have one of them."""
    await owner.whispers("/用 1")
    await owner.whispers("/标签 移除 #读书 2")
    await owner.whispers("/标签 添加 #北方 2")
    owner.private.heard()
    await owner.says("/投放 添加 每天 08:30 早报 #北方 #读书\n早上好")
    groups[0].bot_replied("已添加 #1", "（#北方 #读书 的 3 个群）")
    await world.advance(days=1)
    assert [len(group.heard()) for group in groups] == [1, 1, 1]


async def test_a_tag_needs_no_other_choice(world: World, group: GroupChat):
    """Who manages several groups and names a tag need not choose any first; it comes by the clock they have."""
    second = await world.group("东京群", "阿宁", "小明")
    for chat in (group, second):
        await chat.owner.says("/标签 添加 #东京")
        await chat.owner.says("/时区 东京")
        chat.heard()
    await group.owner.whispers(MORNING)
    group.owner.was_told("先选一个群")
    await group.owner.whispers("/投放 添加 每天 08:30 早报 #东京\n早上好")
    group.owner.was_told("下次 2026-03-03 周二 08:30（Asia/Tokyo）", "（#东京 的 2 个群）")
    await world.advance(hours=21, minutes=30)
    assert [chat.heard() for chat in (group, second)] == [["早上好"], ["早上好"]]


async def test_a_set_drop_is_undone(world: World, groups: list[GroupChat], owner: Human):
    """With all its groups, from the private chat."""
    await owner.whispers(MORNING)
    owner.private.heard()
    await owner.whispers("/撤销")
    owner.was_told("撤销了：添加了投放 #1 早报")
    await world.advance(days=1)
    assert [group.heard() for group in groups] == [[], [], []]


async def test_a_single_time_is_told(world: World, groups: list[GroupChat], owner: Human):
    """What comes once is worth a word even when all went well; a group the bot has left is named."""
    await world.platform.kick_bot(groups[2].group_id)
    await owner.whispers("/投放 添加 10分钟后 通知\n今晚停水")
    owner.private.heard()
    await world.advance(minutes=16)
    assert [group.heard() for group in groups] == [["今晚停水"], ["今晚停水"], []]
    owner.was_told("#1 通知", "成功 2 · 不在群里 1", "上海群：不在群里")
