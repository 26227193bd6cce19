"""The month of drops in conversations: words, a picture, a file, and a word when the next one is empty."""

import os
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from PIL import Image

from bot.errors import UserError
from bot.pictures import fonts
from bot.times.timewords import recurrence_of
from plugins.drops.calendar import rules
from plugins.drops.calendar.rules import Planned, bounds, comes, coming, moments_of, read_month, read_span
from tests.world import GroupChat, World

TODAY = date(2026, 3, 2)
START = datetime(2026, 3, 2, tzinfo=UTC)


async def test_the_month_is_a_picture_and_words(group: GroupChat):
    """A line for each day with something: its times and titles, what the day is known for, what is promo."""
    await group.admin.says("/投放 添加 每周五 20:00 晚间读书\n今晚一起读一章吧")
    await group.admin.says("/投放 添加 3月20日 09:00 团购 #推广\n开团啦")
    group.heard()
    await group.admin.says("/投放 日历")
    assert group.bot_replied().endswith(".png")
    words = group.bot_replied("2026年3月（读书会，Asia/Shanghai）", "03-06 周五 20:00 晚间读书\n03-13 周五")
    assert "03-20 周五（龙抬头） 09:00 团购（推广）；20:00 晚间读书" in words
    assert "/预演 7天" in words
    group.bot_stayed_silent()


async def test_the_picture_shows_what_went_out_and_what_will(world: World, group: GroupChat):
    """The words go on from today; the picture is of the whole month."""
    await group.admin.says("/投放 添加 每天 08:30 早报\n早上好")
    await world.advance(days=3)
    group.heard()
    await group.admin.says("/投放 日历 本月")
    before = drawn(world, group.bot_replied())
    assert group.bot_replied("2026年3月", "\n每天 08:30 早报\n").count("早报") == 1
    await group.admin.says("/投放 暂停 1")
    group.heard()
    await group.admin.says("/投放 日历 3月")
    after = drawn(world, group.bot_replied())
    assert group.bot_replied("03-05 周四（惊蛰） 08:30 早报").count("早报") == 1
    assert before.width == after.width == 1080
    assert before.height == after.height > 900
    blue = [sum(1 for pixel in pixels(picture) if pixel == (0, 0x72, 0xB2)) for picture in (before, after)]
    assert blue[0] > 5 * blue[1] > 0


def drawn(world: World, name: str) -> Image.Image:
    """A picture the bot has posted."""
    [file] = Path(world.settings.media_dir).rglob(name)
    return Image.open(BytesIO(file.read_bytes())).convert("RGB")


def pixels(picture: Image.Image) -> list[tuple[int, ...]]:
    """Its pixels, one by one."""
    data = picture.tobytes()
    return [tuple(data[n : n + 3]) for n in range(0, len(data), 3)]


async def test_another_month_and_an_empty_one(group: GroupChat):
    """By number or by name; nothing planned says how to plan something, what can't be read says how to write it."""
    await group.admin.says("/投放 添加 2026-11-11 20:00 双11\n来啦")
    group.heard()
    await group.admin.says("/投放 日历 11月")
    group.bot_replied(".png")
    group.bot_replied("2026年11月", "11-11 周三（双11） 20:00 双11")
    await group.admin.says("/投放 日历 下月")
    group.bot_replied(".png")
    group.bot_replied("2026年4月", "这个月还没有安排", "/投放 添加")
    await group.admin.says("/投放 日历 十三月")
    group.bot_replied("看不懂月份「十三月」", "例如：/投放 日历 11月")
    await group.admin.says("/投放 日历 2040-01")
    group.bot_replied("只看得到过去一年和以后 24 个月")
    group.bot_stayed_silent()


async def test_only_admins_see_it(group: GroupChat):
    """It would tell what is to come."""
    await group.member.says("/投放 日历")
    group.bot_replied("只有群主或管理员")
    group.bot_stayed_silent()


async def test_thousands_of_moments_are_counted(group: GroupChat):
    """What comes every five minutes is one entry a day."""
    await group.admin.says("/投放 添加 每5分钟 心跳 不限\n咚")
    group.heard()
    await group.admin.says("/投放 日历 4月")
    group.bot_replied(".png")
    group.bot_replied("\n每天 00:00 起 288 次 心跳\n")


async def test_what_comes_every_day_is_told_once(group: GroupChat):
    """So is what comes on workdays; the days are left to what is special."""
    for line in ("每天 08:30 早报", "工作日 12:00 午读", "每周五 20:00 读书", "每2小时 喝水"):
        await group.admin.says(f"/投放 添加 {line} 不限\n来")
    group.heard()
    await group.admin.says("/投放 日历 10月")
    group.bot_replied(".png")
    lines = group.bot_replied("2026年10月").split("\n")
    assert set(lines[1:4]) == {"每天 08:30 早报", "工作日 12:00 午读", "每天 00:00 起 12 次 喝水"}
    assert lines[4:6] == ["10-02 周五 20:00 读书", "10-09 周五 20:00 读书"]
    assert len(lines) == 10


async def test_a_crowded_month_is_one_message(group: GroupChat):
    """However much there is, the words stay short enough to be read; the picture has every day."""
    for n in range(45):
        when = ("每天", "每周一、四", "每月3号")[n % 3]
        await group.admin.says(f"/投放 添加 {when} {8 + n // 4}:{n % 4}0 第{n}条有一个很长很长的标题\n来")
    group.heard()
    await group.admin.says("/投放 日历 4月")
    group.bot_replied(".png")
    words = group.bot_replied("……这样的还有", "04-02 周四", "；还有")
    assert 500 < len(words) < 1900
    group.bot_stayed_silent()


async def test_english(english: GroupChat):
    """The same in English."""
    await english.admin.says("/drop add every fri 20:00 Evening read #promo\nRead with us")
    english.heard()
    await english.admin.says("/drop calendar may")
    english.bot_replied(".png")
    english.bot_replied("May 2026 (读书会, Asia/Shanghai)", "05-01 Fri (Labour Day) 20:00 Evening read (promo)")


async def test_a_set_of_groups_in_private(world: World, group: GroupChat):
    """What any of them gets; each once."""
    other = await world.group("画画", "阿宁", "小明")
    for chat in (group, other):
        await chat.owner.says("/标签 添加 #晚课")
    await other.owner.says("/投放 添加 每周日 10:00 写生\n去写生")
    await group.owner.whispers("/用 #晚课")
    await group.owner.whispers("/投放 添加 每周五 20:00 晚课\n上课啦")
    group.owner.private.heard()
    await group.owner.whispers("/投放 日历")
    group.owner.was_told(".png")
    words = group.owner.was_told("#晚课 的 2 个群", "03-06 周五 20:00 晚课\n03-08 周日（妇女节） 10:00 写生")
    assert words.count("20:00 晚课") == 4
    await group.owner.says("/投放 日历")
    assert "写生" not in "".join(group.heard())


async def test_a_group_that_opted_out_does_not_see_it(world: World, group: GroupChat):
    """One drop of its set is none of its calendar."""
    await group.owner.says("/标签 添加 #晚课")
    await (await world.group("画画", "阿宁", "小明")).owner.says("/标签 添加 #晚课")
    await group.owner.whispers("/用 #晚课")
    await group.owner.whispers("/投放 添加 每周五 20:00 晚课\n上课啦")
    await group.admin.says("/投放 退出 1")
    group.heard()
    await group.admin.says("/投放 日历")
    group.bot_replied(".png")
    group.bot_replied("这个月还没有安排")


async def test_a_series_is_there_as_long_as_it_has_issues(group: GroupChat):
    """Two are queued, so two are shown; a course has its own days, an evergreen one all of them."""
    for line in (
        "/栏目 新建 读书 每周五 20:00",
        "/栏目 添加 读书\n《活着》",
        "/栏目 添加 读书\n《边城》",
        "/栏目 新建 课 每天 15:00 课程 2026-03-09",
        "/栏目 添加 课 第3天\n第三课",
        "/栏目 新建 空着 每天 09:00",
        "/栏目 新建 经典 每月20号 19:00 循环",
        "/栏目 添加 经典\n甲",
    ):
        await group.admin.says(line)
    assert "意外" not in "".join(group.heard())
    await group.admin.says("/投放 日历")
    group.bot_replied(".png")
    lines = group.bot_replied("2026年3月").split("\n")
    assert lines[1:5] == [
        "03-06 周五 20:00 读书",
        "03-11 周三 15:00 课",
        "03-13 周五 20:00 读书",
        "03-20 周五（龙抬头） 19:00 经典",
    ]
    assert lines[5].startswith("想看每条")


async def test_a_file_for_the_phones_calendar(world: World, group: GroupChat):
    """Sent to the asker alone: each moment an event in the group's zone, with the same UID in every file."""
    await group.admin.says("/时区 东京")
    await group.admin.says("/投放 添加 每周五 20:00 晚间读书 直到 2026-03-31\n今晚读书")
    group.heard()
    await group.admin.says("/投放 日历 ics")
    group.bot_replied("私聊发给你了，里面有 4 条（Asia/Tokyo）")
    assert group.admin.was_told() == "投放日历 2026-03.ics"
    first = events(world)
    assert [event["DTSTART"].dt.isoformat() for event in first][:2] == [
        "2026-03-06T20:00:00+09:00",
        "2026-03-13T20:00:00+09:00",
    ]
    assert {str(event["DTSTART"].params["TZID"]) for event in first} == {"Asia/Tokyo"}
    assert {str(event["SUMMARY"]) for event in first} == {"晚间读书"}
    await world.advance(days=5)
    group.heard()
    await group.admin.whispers("/投放 日历 ics 3月")
    assert group.admin.was_told() == "投放日历 2026-03.ics"
    group.admin.was_told("3 条都在这个文件里")
    assert {str(event["UID"]) for event in events(world)} < {str(event["UID"]) for event in first}
    await group.admin.whispers("/投放 日历 ics 5月")
    group.admin.was_told("没有安排")


def events(world: World) -> list[Any]:
    """Those of the newest file."""
    files = sorted(Path(world.settings.media_dir).rglob("*.ics"), key=lambda file: file.stat().st_mtime_ns)
    calendar: Any = Calendar.from_ical(files[-1].read_bytes())
    return list(calendar.walk("VEVENT"))


async def test_without_the_font_the_words_are_there(group: GroupChat, monkeypatch: pytest.MonkeyPatch):
    """A broken installation costs the picture only; the doctor says what is missing."""
    monkeypatch.setattr(fonts, "FILE", "Missing.otf")
    fonts.font.cache_clear()
    await group.admin.says("/投放 日历 4月")
    group.bot_replied("2026年4月", "这个月还没有安排")
    group.bot_stayed_silent()


async def test_old_pictures_are_removed(world: World, group: GroupChat):
    """A picture a day for years would fill the disk."""
    await group.admin.says("/投放 日历 3月")
    [old] = Path(world.settings.media_dir).rglob("*.png")
    long_ago = world.clock.now().timestamp() - 8 * 86_400
    os.utime(old, (long_ago, long_ago))
    await group.admin.says("/投放 日历 5月")
    [new] = Path(world.settings.media_dir).rglob("*.png")
    assert new != old


async def test_an_empty_next_month_is_told_once(world: World, group: GroupChat):
    """On the 25th at ten, one message for all groups of an owner that had something lately."""
    other = await world.group("画画", "阿宁", "小明")
    await world.group("安静群", "阿宁", "小明")
    for chat in (group, other):
        await chat.owner.says("/投放 添加 3月10日 09:00 通知\n开会")
    await other.owner.says("/投放 添加 每周五 20:00 晚课 直到 2026-04-30\n上课")
    owner = group.owner
    await world.advance(days=22, hours=23)
    owner.private.heard()
    await world.advance(hours=2)
    text = owner.was_told("下个月（4月）还没有安排内容：读书会。", "/投放 日历 4月")
    assert "画画" not in text
    assert "安静群" not in text
    owner.was_told_nothing()
    await world.advance(days=31)
    assert "下个月（5月）还没有安排内容：读书会、画画。" in "".join(owner.private.heard())


async def test_a_crash_does_not_tell_it_twice(world: World, group: GroupChat):
    """Nor is it forgotten when nobody was there at ten."""
    await group.owner.says("/投放 添加 3月10日 09:00 通知\n开会")
    await world.advance(days=22, hours=23)
    group.owner.private.heard()
    await world.crash(hours=3)
    await world.advance(hours=4)
    group.owner.was_told("下个月（4月）")
    await world.crash(minutes=1)
    await world.advance(days=1)
    group.owner.was_told_nothing()


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("", "2026-03"),
        ("本月", "2026-03"),
        ("下个月", "2026-04"),
        ("上月", "2026-02"),
        ("11月", "2026-11"),
        ("十一月", "2026-11"),
        ("2月", "2027-02"),
        ("3", "2026-03"),
        ("2026-02", "2026-02"),
        ("2025年12月", "2025-12"),
        ("２０２６－１１", "2026-11"),
        ("Nov", "2026-11"),
        ("january", "2027-01"),
        ("next month", "2026-04"),
    ],
)
def test_months(text: str, month: str):
    """A month without a year is the one that is coming, or the present one."""
    assert f"{read_month(text, TODAY):%Y-%m}" == month


@pytest.mark.parametrize("text", ["13月", "0月", "早报", "2026-13", "2024-11", "2029-01", "mayday 3", "11月11日", "-1"])
def test_no_months(text: str):
    """What is none is refused."""
    with pytest.raises(UserError):
        read_month(text, TODAY)


@pytest.mark.parametrize(
    ("text", "first", "after"),
    [("", "2026-03-02", "2027-03-01"), ("2027", "2027-01-01", "2028-01-01"), ("12月", "2026-12-01", "2027-01-01")],
)
def test_spans(text: str, first: str, after: str):
    """A file is of a month, of a year, else of the year to come."""
    assert [day.isoformat() for day in read_span(text, TODAY)] == [first, after]


def planned(recurrence: str | None = "每天 08:30", **changes: object) -> Planned:
    """A drop that is next due on 3 March 08:30 in Shanghai."""
    fields = {
        "drop_id": 1,
        "title": "早报",
        "is_promo": False,
        "is_paused": False,
        "recurrence": recurrence and recurrence_of(recurrence),
        "zone": "Asia/Shanghai",
        "next_due_at": datetime(2026, 3, 3, 0, 30, tzinfo=UTC),
        "ends_at": None,
        "remaining": None,
    }
    return Planned(**{**fields, **changes})  # pyright: ignore


@pytest.mark.parametrize(
    ("drop", "month", "count"),
    [
        (planned(), "2026-03", 29),
        (planned(), "2026-02", 0),
        (planned(), "2028-02", 29),
        (planned(is_paused=True), "2026-03", 0),
        (planned(next_due_at=None), "2026-03", 0),
        (planned(ends_at=datetime(2026, 3, 5, 0, 30, tzinfo=UTC)), "2026-03", 3),
        (planned(remaining=40), "2026-03", 29),
        (planned(remaining=40), "2026-04", 11),
        (planned(remaining=1), "2026-03", 1),
        (planned(remaining=1), "2026-04", 0),
        (planned(None), "2026-03", 1),
        (planned(None), "2026-04", 0),
        (planned("每月31号 08:30", next_due_at=datetime(2026, 3, 31, 0, 30, tzinfo=UTC)), "2026-04", 1),
        (planned("每年2月29日 08:30", next_due_at=datetime(2027, 2, 28, 0, 30, tzinfo=UTC)), "2028-02", 1),
        (planned("农历每月初一、十五 08:30", next_due_at=datetime(2026, 3, 3, 0, 30, tzinfo=UTC)), "2026-04", 2),
        (planned("工作日 08:30"), "2026-10", 18),
        (planned(stock=0), "2026-03", 0),
        (planned(stock=5), "2026-03", 5),
        (planned(stock=40, remaining=3), "2026-03", 3),
        (planned(stock=40), "2026-04", 11),
        (planned(days=frozenset({20260305, 20260307, 20260401})), "2026-03", 2),
        (planned(None, stock=0), "2026-03", 0),
    ],
)
def test_what_falls_into_a_month(drop: Planned, month: str, count: int):
    """From when it is next due, to its end, as often as it still comes."""
    first = date.fromisoformat(f"{month}-01")
    start, end = bounds(first, rules.months_on(first, 1), "Asia/Shanghai")
    moments = moments_of(drop, start, end, 1000)
    assert len(moments) == count
    assert moments == sorted(set(moments))
    assert comes(drop, start, end) == (count > 0)


def test_the_last_moment_of_a_month_is_its_own():
    """Midnight belongs to the day it begins."""
    drop = planned("每天 00:00", next_due_at=datetime(2026, 3, 1, 16, tzinfo=UTC))
    start, end = bounds(date(2026, 4, 1), date(2026, 5, 1), "Asia/Shanghai")
    moments = moments_of(drop, start, end, 1000)
    assert (len(moments), moments[0], end - moments[-1]) == (30, start, timedelta(days=1))


def test_too_much_is_named_and_not_counted():
    """The others are told in full."""
    often, seldom = planned("每1分钟", drop_id=2), planned(drop_id=3)
    start, end = bounds(date(2026, 4, 1), date(2026, 5, 1), "Asia/Shanghai")
    span = coming([often, seldom], start, end, most=1000)
    assert (len(span.happenings), span.too_often) == (30, [often])
