"""What changes nothing leaves nothing to take back, in conversations."""

import pytest

from tests.world import GroupChat, World


@pytest.mark.parametrize(
    "text",
    [
        "/欢迎 重置",
        "/欢迎 开启",
        "/群定位 清空",
        "/群规 清空",
        "/口令 开启 群规",
        "/标签 移除 #没有",
        "/时区 上海",
        "/语言 中文",
    ],
)
async def test_an_act_that_changes_nothing_is_not_kept(group: GroupChat, text: str):
    """It is answered all the same; the second time it is neither offered for undoing nor in the history."""
    await group.admin.says(text)
    await group.admin.says(text)
    assert "/撤销" not in group.heard()[-1]
    await group.admin.says("/历史")
    assert group.bot_replied("做过的事").count(" 老周 ") <= 2


async def test_undo_takes_back_the_last_change(group: GroupChat):
    """Saying the same twice does not make two steps of it."""
    await group.admin.says("/群规 设置\n一")
    await group.admin.says("/欢迎 关闭")
    await group.admin.says("/欢迎 关闭")
    group.heard()
    await group.admin.says("/撤销")
    group.bot_replied("撤销了：关闭了欢迎")
    await group.admin.says("/撤销")
    group.bot_replied("撤销了：设置了群规")
    await group.admin.says("/撤销")
    group.bot_replied("没有可以撤销的")


async def test_of_a_set_only_the_groups_that_changed_are_kept(world: World, group: GroupChat):
    """A group that was paused before stays so when pausing the set is undone."""
    other = await world.group("别的群", "阿宁", "小明")
    for each in (group, other):
        await each.owner.says("/标签 添加 #读书")
    await group.owner.says("/暂停")
    await group.owner.whispers("用 #读书")
    await group.owner.whispers("暂停")
    await group.owner.whispers("撤销")
    group.owner.private.heard()
    group.heard()
    other.heard()
    await group.member.says("/身份")
    group.bot_stayed_silent()
    await other.member.says("/身份")
    other.bot_replied("小明")
