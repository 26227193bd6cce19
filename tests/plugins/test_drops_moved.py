"""One post of a drop moved to another moment, in conversations: it comes there once, and the others stay."""

from datetime import timedelta
from typing import Any

import pytest

from bot.context import Context
from bot.phrases import Phrase
from bot.platforms.simulator import Crashed, CrashPoint
from plugins.drops import acts
from plugins.drops.tables import Drop
from tests.plugins.conftest import settled_group
from tests.world import GroupChat, World

MORNING = "/投放 添加 每天 08:30 早报\n{日期}第{第几次}次"


@pytest.fixture
async def group(world: World) -> GroupChat:
    """The usual group, where nothing has to wait for talk or for useful posts."""
    group = await settled_group(world)
    await group.owner.says("/群定位 配比 不限")
    await group.owner.says("/群定位 间隔 不限")
    group.heard()
    return group


async def test_later_this_once(world: World, group: GroupChat):
    """It comes at the new moment only, and from then on as ever."""
    await group.admin.says(MORNING)
    group.heard()
    await group.admin.says("/投放 挪 1 明天 20:00")
    group.bot_replied("#1 早报 这一次挪好了，下次 2026-03-03 周二 20:00（从 2026-03-03 周二 08:30 挪来）", "/撤销")
    await world.advance(hours=33)
    group.bot_stayed_silent()
    await world.advance(hours=2)
    assert group.heard() == ["3月3日第1次"]
    await world.advance(days=1)
    assert group.heard() == ["3月4日第2次"]


async def test_earlier_this_once(world: World, group: GroupChat):
    """The time that it was moved from is let go."""
    await group.admin.says(MORNING)
    group.heard()
    await group.admin.says("/drop move 1 today 20:00")
    group.bot_replied("2026-03-02 周一 20:00（从 2026-03-03 周二 08:30 挪来）")
    await world.advance(hours=11)
    assert group.heard() == ["3月2日第1次"]
    await group.admin.says("/投放")
    group.bot_replied("下次 2026-03-04 周三 08:30")
    await world.advance(days=1)
    group.bot_stayed_silent()
    await world.advance(days=1)
    assert group.heard() == ["3月4日第2次"]


async def test_it_is_shown_everywhere(world: World, group: GroupChat):
    """In the lists, the calendar and the rehearsal it has its own line, and can be asked about afterwards."""
    await group.admin.says(MORNING)
    await group.admin.says("/投放 挪 1 明天 20:00")
    group.heard()
    for line in ("/投放", "/投放 查看 1"):
        await group.admin.says(line)
        group.bot_replied("2026-03-03 周二 20:00（从 2026-03-03 周二 08:30 挪来）")
    await group.admin.says("/投放 日历")
    words = next(said for said in group.heard() if "2026年3月" in said)
    assert "每天 08:30 早报" in words
    assert (
        "03-03 周二（元宵节） 20:00 早报（从 03-03 08:30 挪来）" in words
        or "20:00 早报（从 03-03 08:30 挪来）" in words
    )
    await group.admin.says("/预演 2天")
    group.bot_replied("20:00 早报（从 03-03 周二 08:30 挪来）", "08:30 早报")
    await world.advance(hours=34)
    group.bot_replied("3月3日第1次")
    await group.admin.says("/为什么 13")
    group.bot_replied("这一次原定 2026-03-03 周二 08:30，有人把它挪了时间")
    await group.admin.says("/历史")
    group.bot_replied("把投放 #1 早报 03-03 08:30 那次挪到 03-03 20:00")


async def test_undone(world: World, group: GroupChat):
    """One word puts both back, unless it is too late for the one or the other."""
    await group.admin.says(MORNING)
    await group.admin.says("/投放 挪 1 明天 20:00")
    group.heard()
    await group.admin.says("/撤销")
    group.bot_replied("撤销了：把投放 #1 早报 03-03 08:30 那次挪到 03-03 20:00")
    await world.advance(days=1)
    assert group.heard() == ["3月3日第1次"]
    await group.admin.says("/投放 挪 1 明天 20:00")
    group.heard()
    await world.advance(hours=26)
    await group.admin.says("/撤销")
    group.bot_replied("它的时间已经过去了")
    await world.advance(hours=12)
    assert group.heard() == ["3月4日第2次"]
    await group.admin.says("/撤销")
    group.bot_replied("之后又被改过")


async def test_moved_again_skipped_paused(world: World, group: GroupChat):
    """What is moved can be moved on, back, skipped and paused."""
    await group.admin.says(MORNING)
    await group.admin.says("/投放 挪 1 明天 20:00")
    group.heard()
    await group.admin.says("/投放 挪 1 今天 21:00")
    group.bot_replied("2026-03-02 周一 21:00（从 2026-03-03 周二 08:30 挪来）")
    await group.admin.says("/投放 挪 1 明天 08:30")
    assert "挪来" not in group.bot_replied("下次 2026-03-03 周二 08:30")
    await group.admin.says("/投放 挪 1 今天 21:00")
    group.heard()
    await group.admin.says("/投放 跳过 1")
    assert "挪来" not in group.bot_replied("下次 2026-03-04 周三 08:30")
    await group.admin.says("/撤销")
    group.heard()
    await group.admin.says("/投放 查看 1")
    group.bot_replied("2026-03-02 周一 21:00（从 2026-03-03 周二 08:30 挪来）\n2026-03-04 周三 08:30")
    await group.admin.says("/投放 暂停 1")
    await world.advance(hours=13)
    group.heard()
    await group.admin.says("/投放 恢复 1")
    assert "挪来" not in group.bot_replied("下次 2026-03-03 周二 08:30")


async def test_what_comes_once_is_just_moved(world: World, group: GroupChat):
    """For good, as by /投放 修改."""
    await group.admin.says("/投放 添加 明天 9:00 一次\n内容")
    group.heard()
    await group.admin.says("/投放 挪 1 后天 9:00")
    assert "挪来" not in group.bot_replied("2026-03-04 周三 09:00")
    await world.advance(days=1)
    group.bot_stayed_silent()
    await world.advance(days=1)
    assert group.heard() == ["内容"]
    await group.admin.says("/投放 挪 1 明天 9:00")
    group.bot_replied("已经发完了，没有下一次可挪")


async def test_the_number_of_times_stays(world: World, group: GroupChat):
    """A moved one counts, and the last one may come as late as one likes."""
    await group.admin.says("/投放 添加 每天 08:30 早报 共2次\n{日期}")
    await group.admin.says("/投放 挪 1 今天 20:00")
    await world.advance(days=1)
    assert group.heard()[-1] == "3月2日"
    await group.admin.says("/投放 挪 1 2026-03-09 9:00")
    group.bot_replied("2026-03-09 周一 09:00")
    await world.advance(days=10)
    assert group.heard() == ["3月9日"]


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("/投放 挪 1 2026-03-01 9:00", "已经过去了"),
        ("/投放 挪 1 2026-03-04 08:30", "在 2026-03-04 周三 08:30 本来就会再发一次"),
        ("/投放 挪 1 2026-03-03 08:30", "下次本来就是 2026-03-03 周二 08:30 发"),
        ("/投放 挪 1 每天 9:00", "写一个时间就好"),
        ("/投放 挪 1 明天 9:00 早报", "写一个时间就好"),
        ("/投放 挪 1 随便", "看不懂"),
        ("/投放 挪 1", "例如：/投放 挪 12 明天 9:00"),
        ("/投放 挪 7 明天 9:00", "没有 #7 这条投放"),
        (
            "/投放 挪 2 2026-03-08 9:00",
            "发到 2026-03-07",
        ),
        ("/投放 挪 3 明天 9:00", "正暂停着，先恢复再挪：/投放 恢复 3"),
    ],
)
async def test_where_it_cannot_be_moved(world: World, group: GroupChat, line: str, answer: str):
    """It is said why, with something to copy, and nothing changes."""
    await group.admin.says(MORNING)
    await group.admin.says("/投放 添加 每周五 20:00 直播 直到 2026-03-07\n来")
    await group.admin.says("/投放 添加 每天 08:00 停着\n停")
    await group.admin.says("/投放 暂停 3")
    group.heard()
    await group.admin.says("/投放")
    before = group.bot_replied()
    await group.admin.says(line)
    assert "/投放" in group.bot_replied(answer)
    await group.admin.says("/投放")
    assert group.bot_replied() == before


async def test_an_issue_of_a_series_is_taken_once(world: World, group: GroupChat):
    """At the new moment; the next one follows at the next regular time."""
    await group.admin.says("/栏目 新建 读书 每天 20:00")
    for issue in ("甲", "乙"):
        await group.admin.says(f"/栏目 添加 读书\n{issue}")
    group.heard()
    await group.admin.says("/投放 挪 1 今天 12:00")
    group.bot_replied("2026-03-02 周一 12:00（从 2026-03-02 周一 20:00 挪来）")
    await world.advance(hours=3)
    assert ["甲" in said for said in group.heard()] == [True]
    await world.advance(hours=12)
    group.bot_stayed_silent()
    await world.advance(hours=24)
    assert ["乙" in said for said in group.heard()] == [True]


async def test_a_course_keeps_its_days(world: World, group: GroupChat):
    """A lesson belongs to its day, and may only come at another hour of it."""
    await group.admin.says("/栏目 新建 打卡营 每天 20:00 课程 明天")
    await group.admin.says("/栏目 添加 打卡营 第1天\n第一课")
    await group.admin.says("/投放 跳过 1")
    group.heard()
    await group.admin.says("/投放 挪 1 今天 21:00")
    group.bot_replied("是课程", "只能在 03-03 当天挪", "例如：/投放 挪 12")
    await group.admin.says("/投放 挪 1 明天 12:00")
    group.bot_replied("2026-03-03 周二 12:00（从 2026-03-03 周二 20:00 挪来）")
    await world.advance(days=2)
    assert ["第一课" in said for said in group.heard()] == [True]


async def test_the_zone_changes(world: World, group: GroupChat):
    """A moved one moves with the clock, and so does the time it came from."""
    await group.admin.says("/投放 添加 每天 20:00 晚安\n{日期}晚安")
    await group.admin.says("/投放 挪 1 今天 18:00")
    await group.admin.says("/时区 东京")
    group.heard()
    await group.admin.says("/投放")
    group.bot_replied("下次 2026-03-02 周一 18:00（从 2026-03-02 周一 20:00 挪来）")
    await world.advance(hours=20)
    assert group.heard() == ["3月2日晚安"]


async def test_a_downtime_over_both(world: World, group: GroupChat):
    """What was moved is missed once, and the time it came from is none."""
    await group.admin.says("/投放 添加 每天 20:00 晚安\n{日期}晚安")
    await group.admin.says("/投放 挪 1 今天 18:00")
    group.heard()
    await world.advance(hours=7)
    await world.crash(hours=4)
    await world.advance(hours=5)
    assert group.heard() == []
    group.owner.was_told("错过 1 条", "补发 1")
    await world.advance(hours=24)
    assert group.heard() == ["3月3日晚安"]


@pytest.mark.parametrize("point", ["before_send", "after_send"])
async def test_a_crash_while_sending(world: World, group: GroupChat, point: CrashPoint):
    """Nothing comes twice, neither then nor at the time it was moved from."""
    await group.admin.says(MORNING)
    await group.admin.says("/投放 挪 1 今天 20:00")
    group.heard()
    world.crash_at_next_send(point, minutes=5)
    await world.advance(hours=30)
    assert group.heard() in ([], ["3月2日第1次"])
    await world.advance(days=1)
    assert group.heard() == ["3月4日第2次"]


@pytest.mark.parametrize("is_done", [False, True])
async def test_a_crash_while_moving(world: World, group: GroupChat, monkeypatch: pytest.MonkeyPatch, is_done: bool):
    """Before the commit or after it: in the end it is moved once, and comes once."""
    await group.admin.says(MORNING)
    group.heard()
    if is_done:
        world.crash_at_next_send("before_send", minutes=5)
    else:
        crash_before_the_commit(world, monkeypatch)
    await group.admin.says("/投放 挪 1 今天 20:00")
    await world.advance(minutes=10)
    group.heard()
    await group.admin.says("/历史")
    assert group.bot_replied().count("挪到 03-02 20:00") == 1
    await world.advance(hours=11)
    assert group.heard() == ["3月2日第1次"]
    await world.advance(days=1)
    group.bot_stayed_silent()


def crash_before_the_commit(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once, when all is written but nothing is kept."""
    crashes = iter([True])
    change = acts.change
    world._stage.crash_lasts(timedelta(minutes=5))

    async def crashing(ctx: Context, drop: Drop, summary: Phrase, /, **changes: Any) -> None:
        await change(ctx, drop, summary, **changes)
        if next(crashes, False):
            world.platform.crashed = True
            raise Crashed

    monkeypatch.setattr(acts, "change", crashing)


async def test_english(english: GroupChat):
    """The same in English."""
    await english.admin.says("/drop add every day 08:30 news\nGood morning")
    english.heard()
    await english.admin.says("/drop move 1 tomorrow 9:00")
    english.bot_replied("#1 news is moved this once, next 2026-03-03 Tue 09:00 (moved from 2026-03-03 Tue 08:30)")
    await english.admin.says("/drop move 1 every day 9:00")
    english.bot_replied("One time, please")
