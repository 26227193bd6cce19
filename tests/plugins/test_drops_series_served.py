"""Series as their times come: issue after issue, none lost and none twice."""

from datetime import datetime

import pytest

from bot.content import Image, Text
from plugins.drops.series import rules
from tests.plugins.conftest import settled_group
from tests.plugins.queues import reading
from tests.world import GroupChat, World, open_world


async def test_its_owner_hears_again_after_filling_it_up(world: World, group: GroupChat):
    """When it has run low once more, and when it has run out once more."""
    await reading(group, "一", "二", "三", "四")
    await world.advance(days=1)
    group.admin.was_told_nothing()
    await world.advance(days=1)
    group.admin.was_told("只剩 2 期")
    for issue in ("五", "六", "七"):
        await group.admin.says(f"/栏目 添加 读书\n{issue}")
    await world.advance(days=1)
    group.admin.was_told_nothing()
    await world.advance(days=1)
    group.admin.was_told_nothing()
    await world.advance(days=1)
    group.admin.was_told("只剩 2 期")
    await world.advance(days=3)
    group.admin.was_told("这次没有内容")
    posted = [text for text in group.heard() if text.startswith("【读书")]
    assert posted == [f"【读书 · 第 {n} 期】\n{word}" for n, word in enumerate("一二三四五六七", 1)]
    await group.admin.says("/栏目 添加 读书\n八")
    await world.advance(days=2)
    group.admin.was_told("这次没有内容")
    group.admin.was_told_nothing()
    group.bot_replied("加了一期")
    group.bot_replied("第 8 期")


async def test_evergreen_ones_begin_again(world: World, group: GroupChat):
    """The longest unseen first; a new one goes before them; switched off, it stops."""
    await reading(group, "甲", "乙", how="循环")
    await world.advance(days=3)
    assert [text[-1] for text in group.heard()] == ["甲", "乙", "甲"]
    await group.admin.says("/栏目 添加 读书\n丙")
    group.bot_replied("排在第 1")
    await world.advance(days=3)
    assert [text[-6:] for text in group.heard()] == ["4 期】\n丙", "5 期】\n乙", "6 期】\n甲"]
    group.admin.was_told_nothing()
    await group.admin.says("/栏目 循环 读书 关")
    group.bot_replied("不再循环", "/撤销")
    await world.advance(days=1)
    group.bot_stayed_silent()
    group.admin.was_told("这次没有内容")
    await group.admin.says("/栏目 循环 读书 开")
    group.heard()
    await world.advance(days=1)
    assert group.bot_replied().endswith("第 7 期】\n丙")


async def test_a_course_goes_by_the_day(world: World, group: GroupChat):
    """Each lesson on its day, nothing on others, and a word when it is over."""
    await group.admin.says("/栏目 新建 训练营 每天 12:00 #必发 课程 明天")
    group.bot_replied("没有结束的日子", "/栏目 添加 训练营 第1天", "2026-03-03 周二 (Asia/Shanghai)")
    await group.admin.says("/栏目 添加 训练营\n热身")
    group.bot_replied("第 1 天的内容放好了，2026-03-03 周二")
    await group.admin.says("/栏目 添加 训练营 第4天\n测试")
    group.bot_replied("第 4 天的内容放好了，2026-03-06 周五")
    await group.admin.says("/栏目 添加 训练营 day 3\n今天是第 {期数} 天")
    group.bot_replied("第 3 天的内容放好了")
    await group.admin.says("/栏目 添加 训练营 第三天\n再来")
    group.bot_replied("第 3 天已经有内容了", "/栏目 修改 训练营 3")
    await group.admin.says("/栏目 查看 训练营")
    group.bot_replied("第 1 天 2026-03-03 周二 · 热身\n第 3 天 2026-03-05 周四 · 今天是第 {期数} 天\n第 4 天")
    await world.advance(hours=3)
    group.bot_stayed_silent()
    await world.advance(days=1)
    assert group.bot_replied() == "【训练营 · 第 1 天】\n热身"
    await world.advance(days=1)
    group.bot_stayed_silent()
    await group.admin.says("/栏目 移动 训练营 4 5")
    group.bot_replied("第 4 个移到了第 5")
    await world.advance(days=3)
    assert group.heard() == ["今天是第 3 天", "【训练营 · 第 5 天】\n测试"]
    group.admin.was_told_nothing()
    await world.advance(days=3)
    group.admin.was_told("课程「训练营」全部发完了")
    group.admin.was_told_nothing()
    group.bot_stayed_silent()


async def test_a_set_of_groups_gets_the_same_issue(world: World, group: GroupChat):
    """Whatever happens in one of them."""
    other = await world.group("读书二群", "阿宁")
    for each in (group, other):
        await each.owner.says("/标签 添加 #读书")
        each.heard()
    await group.owner.whispers("用 #读书")
    await group.owner.whispers("栏目 新建 共读 每天 12:00 #必发")
    await group.owner.whispers("栏目 添加 共读\n{群名}好")
    await group.owner.whispers("栏目 添加 共读\n再见")
    group.owner.private.heard()
    await world.advance(hours=3)
    assert group.bot_replied() == "【共读 · 第 1 期】\n读书会好"
    assert other.bot_replied() == "【共读 · 第 1 期】\n读书二群好"
    await other.owner.says("/暂停")
    other.heard()
    await world.advance(days=1)
    assert group.bot_replied() == "【共读 · 第 2 期】\n再见"
    other.bot_stayed_silent()


async def test_no_crash_loses_or_doubles_an_issue(world: World, group: GroupChat):
    """It is taken in the transaction that posts it."""
    await reading(group, *"甲乙丙丁")
    for point in ("before_send", "after_send", "before_send"):
        world.crash_at_next_send(point, seconds=40)
        await world.advance(days=1)
    await world.advance(days=1)
    assert [text[-5:] for text in group.heard()] == [f"{n} 期】\n{word}"[-5:] for n, word in enumerate("甲乙丙丁", 1)]


async def test_after_a_downtime_one_issue_waits_for_a_word(world: World, group: GroupChat):
    """However long it was; resent it goes out, let go it comes at the next time, and none is lost."""
    await reading(group, *"甲乙丙丁")
    await world.crash(days=3)
    await world.advance(days=3, hours=1)
    group.bot_stayed_silent()
    group.owner.was_told("错过", "读书")
    await group.owner.whispers("跳过")
    group.owner.private.heard()
    await world.advance(days=1)
    assert group.bot_replied() == "【读书 · 第 1 期】\n甲"
    await world.crash(days=2)
    await world.advance(days=2, minutes=5)
    group.owner.was_told("错过")
    await group.owner.whispers("补发 1")
    group.owner.private.heard()
    await world.advance(minutes=5)
    assert group.bot_replied() == "【读书 · 第 2 期】\n乙"
    await world.advance(days=2)
    assert [text[-1] for text in group.heard()] == ["丙", "丁"]


async def test_an_issue_nobody_has_seen_comes_again(world: World, group: GroupChat):
    """Held back until it expired, it goes out under its number at a later time."""
    await group.admin.says("/栏目 新建 读书 每天 12:00")
    for issue in "甲乙丙":
        await group.admin.says(f"/栏目 添加 读书\n{issue}")
    group.heard()
    await world.advance(days=4)
    seen = [text for text in group.heard() if text.startswith("【读书")]
    for _ in range(3):
        for n in range(8):
            await group.member.says(f"聊天 {n}")
        await world.advance(days=1)
        seen += [text for text in group.heard() if text.startswith("【读书")]
    assert seen == [f"【读书 · 第 {n} 期】\n{word}" for n, word in enumerate("甲乙丙", 1)]


@pytest.mark.parametrize(
    ("at", "zone", "day"),
    [
        ("2026-03-02T00:00:00+08:00", "Asia/Shanghai", 1),
        ("2026-03-01T23:59:59+08:00", "Asia/Shanghai", 0),
        ("2026-03-02T00:00:00+08:00", "America/New_York", 0),
        ("2026-03-08T07:00:00+00:00", "America/New_York", 7),
        ("2026-03-09T03:59:00+00:00", "America/New_York", 7),
        ("2026-03-09T04:00:00+00:00", "America/New_York", 8),
        ("2028-03-01T12:00:00+08:00", "Asia/Shanghai", 731),
    ],
)
def test_a_course_counts_local_days(at: str, zone: str, day: int):
    """Across the change of clocks and a leap day."""
    assert rules.course_day(20260302, datetime.fromisoformat(at), zone) == day


@pytest.mark.parametrize(
    ("contents", "titled"),
    [
        ((Text(("你好",)),), (Text(("【{栏目} · 第 {期数} 期】\n", "你好")),)),
        ((Text(("第{issue}期",)),), (Text(("第{issue}期",)),)),
        ((Text(("{栏目}",)),), (Text(("{栏目}",)),)),
        ((Image("a.png"),), (Text(("【{栏目} · 第 {期数} 期】",)), Image("a.png"))),
        ((Image("a.png"), Text(("x",))), (Image("a.png"), Text(("【{栏目} · 第 {期数} 期】\n", "x")))),
    ],
)
def test_an_issue_says_which_it_is(contents: tuple[Image | Text, ...], titled: tuple[Image | Text, ...]):
    """Unless its words do."""
    assert rules.titled(contents, "zh", is_course=False) == titled


async def test_the_last_issue_is_told_of(world: World, group: GroupChat):
    """Where there was never more than one, its owner hears that none is left, and a time later that nothing came."""
    await reading(group, "甲")
    await world.advance(days=1)
    group.admin.was_told("轮到最后一期了")
    await world.advance(days=1)
    group.admin.was_told("这次没有内容")
    await world.advance(days=1)
    group.admin.was_told_nothing()


async def test_on_each_database(database_url: str):
    """Queues, evergreen ones, courses, what nobody has seen: the same whatever keeps them."""
    async with open_world(database_url) as world:
        group = await settled_group(world)
        await reading(group, "甲", "乙", how="循环")
        await group.admin.says("/栏目 新建 训练营 每天 13:00 #必发 课程 今天")
        await group.admin.says("/栏目 添加 训练营 第2天\n跑")
        await group.admin.says("/栏目 移动 读书 2 1")
        await group.admin.says("/栏目")
        text = group.heard()[-1]
        assert "#1 读书（循环） · 还有 2 期" in text
        assert "#2 训练营 · 课程 1 天" in text
        await world.advance(days=3)
        assert [text.partition("\n")[2] for text in group.heard()] == ["乙", "甲", "跑", "乙"]
        await group.admin.says("/栏目 查看 读书")
        group.bot_replied("1. 2026-03-05 周四 12:00 · 甲\n2. 2026-03-06 周五 12:00 · 乙")
        await world.crash(days=2)
        await world.advance(days=2, hours=1)
        group.owner.was_told("错过")
        group.bot_stayed_silent()


async def test_a_silent_group_misses_none_and_keeps_the_order(world: World, group: GroupChat):
    """Each time comes before the last one may have gone out; when people talk again, the first is the next."""
    await group.admin.says("/栏目 新建 读书 每小时")
    for issue in "甲乙丙":
        await group.admin.says(f"/栏目 添加 读书\n{issue}")
    group.heard()
    for n in range(8):
        await group.member.says(f"聊天 {n}")
    await world.advance(hours=1)
    assert group.bot_replied() == "【读书 · 第 1 期】\n甲"
    await world.advance(hours=2)
    group.bot_stayed_silent()
    for n in range(8):
        await group.member.says(f"聊天 {n}")
    await world.advance(minutes=20)
    assert group.bot_replied() == "【读书 · 第 2 期】\n乙"
