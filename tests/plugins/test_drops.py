"""Drops, in conversations: adding them, what they say and when, and what can be done with one."""

import pytest

from tests.plugins.conftest import settled_group
from tests.world import GroupChat, World


@pytest.fixture
async def group(world: World) -> GroupChat:
    """The usual group, where nothing has to wait for talk or for useful posts."""
    return await unheld(await settled_group(world))


async def unheld(group: GroupChat) -> GroupChat:
    """A group in which everything scheduled goes out when it is due."""
    await group.owner.says("/群定位 配比 不限")
    await group.owner.says("/群定位 间隔 不限")
    group.heard()
    return group


MORNING = "/投放 添加 每天 08:30 早报\n早上好"


async def test_a_drop_comes_at_its_time(world: World, group: GroupChat):
    """Day after day, with a number to call it by and its next time told with weekday and zone."""
    await group.admin.says(MORNING)
    group.bot_replied("已添加 #1 早报，下次 2026-03-03 周二 08:30（Asia/Shanghai）", "2026-05-31", "/撤销")
    group.bot_stayed_silent()
    await world.advance(hours=22)
    group.bot_stayed_silent()
    await world.advance(hours=1)
    assert group.bot_replied() == "早上好"
    await world.advance(days=1)
    assert group.bot_replied() == "早上好"
    group.bot_stayed_silent()


async def test_slots_are_filled(world: World, group: GroupChat):
    """For the day and the group, and shown at once as they will be."""
    await group.admin.says(
        "/投放 添加 每天 08:30 打卡\n{日期}，{星期}，农历{农历}。{群名}有 {人数} 人，第{第几天}天，第{第几次}次。"
        "{{不是}}"
    )
    group.bot_replied("已添加 #1 打卡")
    expected = "3月3日，星期二，农历正月十五。读书会有 4 人，第1天，第1次。{不是}"
    group.bot_replied(f"到时候是这样的：\n{expected}")
    await world.advance(days=1)
    assert group.bot_replied() == expected
    await world.advance(days=1)
    group.bot_replied("3月4日，星期三，农历正月十六", "第2天，第2次")


async def test_the_list(world: World, group: GroupChat):
    """The soonest first, with when, next time, and what is special about each."""
    await group.admin.says("/投放")
    group.bot_replied("还没有投放", "例如：/投放 添加 每天 08:30 早报")
    await group.admin.says("/投放 添加 每周五 20:00 直播 #推广 #必发\n今晚直播")
    await group.admin.says(MORNING)
    await group.admin.says("/投放 添加 2026-11-11 20:00 大促\n来啦")
    await group.admin.says("/投放 暂停 1")
    group.heard()
    await group.admin.says("/投放")
    assert group.bot_replied().splitlines() == [
        "投放，共 3 条（Asia/Shanghai）：",
        "2  早报：每天 08:30，下次 2026-03-03 周二 08:30",
        "1  直播：每周五 20:00，下次 2026-03-06 周五 20:00［推广］［必发］［暂停］",
        "3  大促：2026-11-11 周三 20:00 发",
        "看一条：/投放 查看 2",
    ]


async def test_finding(world: World, group: GroupChat):
    """By title or text, in any page, also what is over."""
    await group.admin.says(MORNING)
    await group.admin.says("/投放 添加 10分钟后 通知\n今晚停水")
    await world.advance(hours=1)
    group.heard()
    await group.admin.says("/投放 找 停水")
    text = group.bot_replied("找到 1 条", "2  通知：已经发完了")
    assert "早报" not in text
    await group.admin.says("/投放 找 早 1")
    group.bot_replied("1  早报")
    await group.admin.says("/投放 找 早 2")
    group.bot_replied("只有 1 页")
    await group.admin.says("/投放 找 %_")
    group.bot_replied("没有找到带「%_」的投放")
    await group.admin.says("/投放")
    assert "通知" not in group.bot_replied("共 1 条")


async def test_one_in_full(world: World, group: GroupChat):
    """Its next five times, its last ones with what came of them, and its text as it was written."""
    await group.admin.says("/投放 添加 每天 08:30 早报 共7次\n早上好，{群名}")
    await world.advance(days=2)
    group.heard()
    await group.admin.says("/投放 查看 1")
    lines = group.bot_replied().splitlines()
    assert lines[0] == "#1 早报"
    assert lines[1] == "每天 08:30（Asia/Shanghai），再发 5 次。接下来："
    assert lines[2:7] == [f"2026-03-0{n} 周{day} 08:30" for n, day in zip(range(5, 10), "四五六日一", strict=True)]
    assert lines[7:10] == ["最近：", "2026-03-04 周三 08:30  成功 1", "2026-03-03 周二 08:30  成功 1"]
    assert "早上好，{群名}" in lines


async def test_pause_and_resume(world: World, group: GroupChat):
    """Pausing holds from the next time on; what fell into the pause is not made up for."""
    await group.admin.says(MORNING)
    await group.admin.says("/投放 暂停 1")
    group.heard()
    await world.advance(days=3)
    group.bot_stayed_silent()
    await group.admin.says("/投放 恢复 1")
    group.bot_replied("恢复了，下次 2026-03-06 周五 08:30")
    group.bot_stayed_silent()
    await world.advance(days=1)
    assert group.bot_replied() == "早上好"


async def test_skip(world: World, group: GroupChat):
    """The next time, or a few; undone as long as none has passed."""
    await group.admin.says(MORNING)
    group.heard()
    await group.admin.says("/投放 跳过 1 2次")
    group.bot_replied("跳过 2 次，下次 2026-03-05 周四 08:30", "/撤销")
    await group.admin.says("/撤销")
    group.bot_replied("撤销了：让投放 #1 早报 跳过 2 次")
    await group.admin.says("/投放 跳过 1")
    group.bot_replied("下次 2026-03-04 周三 08:30")
    await world.advance(days=1)
    group.bot_stayed_silent()
    await world.advance(days=1)
    assert group.bot_replied() == "早上好"
    await group.admin.says("/撤销")
    group.bot_replied("之后又被改过")
    await group.admin.says("/投放 跳过 1 999次")
    group.bot_replied("最多跳过 100 次")
    await group.admin.says("/投放 添加 明天 9:00 一次\n内容")
    group.heard()
    await group.admin.says("/投放 跳过 2")
    group.bot_replied("就不会再发了", "/投放 删除 2")


async def test_delete_and_undo(world: World, group: GroupChat):
    """Deleting can be taken back, and it goes on as if nothing had been."""
    await group.admin.says(MORNING)
    await group.admin.says("/投放 删除 1")
    group.heard()
    await group.admin.says("/投放 查看 1")
    group.bot_replied("没有 #1 这条投放")
    await world.advance(days=2)
    group.bot_stayed_silent()
    await group.admin.says("/撤销")
    group.bot_replied("撤销了：删除了投放 #1 早报")
    await world.advance(days=1)
    assert group.bot_replied() == "早上好"


async def test_a_deleted_drop_is_forgotten_after_a_month(world: World, group: GroupChat):
    """Until then it can come back, then there is nothing left of it."""
    await group.admin.says(MORNING)
    await group.admin.says("/投放 删除 1")
    await world.advance(days=31)
    group.heard()
    await group.admin.says("/撤销")
    group.bot_replied("没有动它")


async def test_adding_is_undone(world: World, group: GroupChat):
    """And undoing it again brings nothing else back."""
    await group.admin.says(MORNING)
    await group.admin.says("/撤销")
    group.heard()
    await world.advance(days=2)
    group.bot_stayed_silent()
    await group.admin.says("/投放")
    group.bot_replied("还没有投放")


async def test_editing(world: World, group: GroupChat):
    """Time, title, text and marks, together or alone, in one act that can be taken back."""
    await group.admin.says(MORNING)
    group.heard()
    await group.admin.says("/投放 修改 1 每周五 20:00 晚报 #推广\n晚上好，{群名}")
    group.bot_replied("改好了 #1 晚报，下次 2026-03-06 周五 20:00")
    group.bot_replied("晚上好，读书会")
    await group.admin.says("/投放")
    group.bot_replied("1  晚报：每周五 20:00", "［推广］")
    await group.admin.says("/撤销")
    group.bot_replied("撤销了")
    await world.advance(days=1)
    assert group.bot_replied() == "早上好"
    await group.admin.says("/投放 修改 1")
    group.bot_replied("要改什么")
    await group.admin.says("/投放 修改 1 昨天 9:00")
    group.heard()
    await group.admin.says("/投放 修改 1 明天 9:00")
    group.bot_replied("2026-03-04 周三 09:00（Asia/Shanghai）发")
    await world.advance(days=1)
    assert group.bot_replied() == "早上好"
    await world.advance(days=5)
    group.bot_stayed_silent()


async def test_another_end(world: World, group: GroupChat):
    """An end may be named later, not before the next time; what is over goes on with a new one."""
    await group.admin.says("/投放 添加 每天 08:30 早报 共2次\n早上好")
    group.heard()
    await group.admin.says("/投放 跳过 1 3次")
    group.bot_replied("下次 2026-03-06 周五 08:30")
    await group.admin.says("/投放 修改 1 直到 2026-03-05")
    group.bot_replied("一次都还没轮到")
    await group.admin.says("/投放 修改 1 直到 2026-03-07")
    group.bot_replied("到 2026-03-07 周六 为止")
    await world.advance(days=7)
    assert group.heard() == ["早上好"] * 2
    await group.admin.says("/投放 修改 1 共1次")
    group.bot_replied("下次 2026-03-10 周二 08:30", "再发 1 次")
    await world.advance(days=3)
    assert group.heard() == ["早上好"]


async def test_at_once(world: World, group: GroupChat):
    """Beside its own times, which stay."""
    await group.admin.says(MORNING)
    group.heard()
    await group.admin.says("/投放 立即 1")
    heard = group.heard()
    assert "早上好" in heard
    assert any("马上发 #1" in text for text in heard)
    await group.admin.says("/投放 立即 1")
    assert "早上好" in group.heard()
    await world.advance(days=1)
    assert group.heard() == ["早上好"]


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("/投放 添加 每天 08:30 早报", "正文写在第二行"),
        ("/投放 添加 每天 08:30\n早上好{群明}", "不认识「{群明}」，是想写 {群名} 吗"),
        ("/投放 添加 昨天 08:30\n早", "看不懂"),
        ("/投放 添加 2026-01-01 08:30\n早", "已经过去了"),
        ("/投放 添加 每月32号 08:30\n早", "没有"),
        ("/投放 添加 每天 08:30 早报 直到 2026-02-01\n早", "已经过去了"),
        ("/投放 添加 每天 08:30 早报 直到 随便\n早", "看不懂「随便」"),
        ("/投放 添加 每周五 20:00 早报 直到 2026-03-05\n早", "一次都还没轮到"),
        ("/投放 添加 每天 08:30 早报 共0次\n早", "1 到 10000"),
        (f"/投放 添加 每天 08:30\n{'长' * 10_001}", "最多 10000"),
        (f"/投放 添加 每天 08:30 {'长' * 41}\n早", "标题有 41 个字"),
        ("/投放 添加 每天 08:30 #没有的\n早", "没有带 #没有的 标签的"),
        ("/投放 查看 7", "没有 #7 这条投放"),
        ("/投放 暂停 7", "没有 #7 这条投放"),
        ("/投放 7", "只有"),
    ],
)
async def test_what_cannot_be_changes_nothing(group: GroupChat, line: str, answer: str):
    """It is said what is wrong, and no drop is there afterwards."""
    if line == "/投放 7":
        await group.admin.says(MORNING)
        group.heard()
    await group.admin.says(line)
    group.bot_replied(answer)
    group.bot_stayed_silent()
    if line != "/投放 7":
        await group.admin.says("/投放")
        group.bot_replied("还没有投放")


async def test_members_cannot(world: World, group: GroupChat):
    """Nor see what is planned."""
    for line in ("/投放", MORNING, "/投放 暂停 1"):
        await group.member.says(line)
        group.bot_replied("只有群主或管理员可以")


async def test_a_preview_adds_nothing(group: GroupChat):
    """It only shows."""
    await group.admin.says("/投放 添加 每天 08:30 早报 #预览\n早上好，{群名}")
    group.bot_replied("还没有添加")
    assert group.bot_replied() == "早上好，读书会"
    await group.admin.says("/投放")
    group.bot_replied("还没有投放")


async def test_another_groups_drop_is_not_found(world: World, group: GroupChat):
    """Its number means nothing here, and its admins may do nothing there."""
    other = await world.group("健身群", "大刘", "小明")
    await other.owner.says(MORNING)
    other.heard()
    await group.admin.says("/投放 删除 1")
    group.bot_replied("没有 #1 这条投放")
    await group.admin.whispers("/投放 删除 1")
    group.admin.was_told("没有 #1 这条投放")


async def test_renewal(world: World, group: GroupChat):
    """Without an end it runs for 90 days, and its author is asked three days before, once."""
    await group.admin.says("/投放 添加 每周一 09:00 周报\n新的一周")
    group.bot_replied("先发到 2026-05-31 周日")
    await world.advance(days=86)
    group.admin.was_told_nothing()
    await world.advance(days=2)
    group.admin.was_told("#1 周报 发到 2026-05-31 周日 就到期了", "/投放 续期 1")
    await group.admin.whispers("/投放 续期 1")
    group.admin.was_told("接着发", "先发到 2026-08-29 周六", "/撤销")
    await world.advance(days=2)
    group.admin.was_told_nothing()
    group.heard()
    await world.advance(days=7)
    group.bot_replied("新的一周")
    await world.advance(days=80)
    group.admin.was_told("发到 2026-08-29 周六")
    await world.advance(days=20)
    group.heard()
    group.admin.was_told_nothing()
    await world.advance(days=20)
    group.bot_stayed_silent()
    await group.admin.whispers("/投放 续期 1 2次")
    group.admin.was_told("再发 2 次")
    await world.advance(days=30)
    assert group.heard() == ["新的一周"] * 2


async def test_english(english: GroupChat):
    """All of it in English as well."""
    await english.owner.says("/charter talk none")
    english.heard()
    await english.admin.says("/drop add every day 08:30 news until 2026-03-05\nGood morning {group}, {weekday} {date}")
    english.bot_replied("Added #1 news, next 2026-03-03 Tue 08:30 (Asia/Shanghai), until 2026-03-05 Thu")
    english.bot_replied("Good morning 读书会, Tuesday 3 March")
    await english.admin.says("/drop show 1")
    english.bot_replied("#1 news", "every day 08:30 (Asia/Shanghai), until 2026-03-05 Thu. Coming up:")
    await english.world.advance(days=5)
    assert len(english.heard()) == 3
    await english.admin.says("/drop skip 1")
    english.bot_replied("would never come again")
