"""The calendar in conversations: what is coming, a month as a picture, and the days a group has of its own."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.errors import UserError
from bot.pictures import canvas, fonts
from plugins.campaigns.calendar.rules import Off, Own, Window, coming, days_off, read_own, read_window
from tests.world import GroupChat, World

TODAY = date(2026, 3, 2)


async def test_the_next_days_and_this_month(group: GroupChat):
    """Each special day with how many days to go; days off with the days that make up for them."""
    await group.admin.says("/日历")
    assert group.bot_replied().endswith(".png")
    words = group.bot_replied("接下来 30 天（读书会，Asia/Shanghai）：\n03-03 周二 元宵节，明天\n")
    assert "\n03-05 周四 惊蛰，还有 3 天\n03-08 周日 妇女节、38，还有 6 天\n" in words
    assert "调休" not in words
    assert words.endswith("/日历 添加 群生日 2024-05-20")
    group.bot_stayed_silent()


async def test_days_ahead_are_words_only(group: GroupChat):
    """With the days off as announced."""
    await group.admin.says("/日历 60天")
    words = group.bot_replied("接下来 60 天", "04-05 周日 清明，还有 34 天", "05-01 周五 劳动节，还有 60 天")
    assert "放假：04-04 到 04-06（3 天）、05-01 到 05-05（5 天）" in words
    group.bot_stayed_silent()


async def test_a_month_with_its_days_off(group: GroupChat):
    """A past one too; then nothing is to go."""
    await group.admin.says("/日历 2月")
    group.bot_replied(".png")
    words = group.bot_replied("2027年2月（读书会，Asia/Shanghai）：", "2027-02-06 周六 春节，还有 341 天")
    assert "2027 年的放假调休安排还没公布" in words
    await group.admin.says("/日历 2026-02")
    group.bot_replied(".png")
    words = group.bot_replied("02-16 周一 除夕\n02-17 周二 春节\n")
    assert "放假：02-15 到 02-23（9 天）" in words
    assert "调休上班：02-14 周六、02-28 周六" in words
    assert "公布" not in words


async def test_own_days_come_each_year(world: World, group: GroupChat):
    """In words and in the picture, with which anniversary it is."""
    await group.admin.says("/日历")
    plain = orange(drawn(world, group.bot_replied()))
    group.heard()
    await group.admin.says("/日历 添加 群生日 2024-03-20")
    group.bot_replied("记下了 #1 群生日：3月20日，下次 2026-03-20 周五（2 周年），还有 18 天", "/撤销")
    await group.admin.says("/日历 添加 农历八月初三 店庆")
    group.bot_replied("记下了 #2 店庆：农历八月初三，下次 2026-09-13 周日，还有 195 天")
    await group.admin.says("/日历")
    picture = drawn(world, group.bot_replied())
    group.bot_replied("03-20 周五 ★群生日（2 周年）、龙抬头、春分，还有 18 天", "全部：/日历 日子")
    assert orange(picture) > plain
    await world.advance(days=18)
    group.heard()
    await group.admin.says("/日历 1天")
    group.bot_replied("03-20 周五 ★群生日（2 周年）、龙抬头、春分，就是今天")
    await group.admin.says("/日历 日子")
    lines = group.bot_replied("自己的日子（Asia/Shanghai）：").split("\n")
    assert lines[1:] == [
        "#1 群生日 3月20日，下次 2026-03-20 周五（2 周年），就是今天",
        "#2 店庆 农历八月初三，下次 2026-09-13 周日，还有 177 天",
        "不要了：/日历 删除 1",
    ]


def drawn(world: World, name: str) -> Image.Image:
    """A picture the bot has posted."""
    [file] = Path(world.settings.media_dir).rglob(name)
    return Image.open(BytesIO(file.read_bytes())).convert("RGB")


def orange(picture: Image.Image) -> int:
    """Pixels that a star, or today's frame, is drawn with."""
    wanted = tuple(int(canvas.ORANGE[n : n + 2], 16) for n in (1, 3, 5))
    return sum(n for n, got in picture.getcolors(1 << 24) or [] if got == wanted)


async def test_a_day_is_dropped_and_comes_back(group: GroupChat):
    """By number or by name; undone, it has its number again."""
    for line in ("群生日 2024-05-20", "店庆 9-1"):
        await group.admin.says(f"/日历 添加 {line}")
    group.heard()
    await group.admin.says("/日历 删除 2")
    group.bot_replied("去掉了 #2 店庆", "/撤销")
    await group.admin.says("/日历 删除 群生日")
    group.bot_replied("去掉了 #1 群生日")
    await group.admin.says("/日历 日子")
    group.bot_replied("还没有记下自己的日子", "/日历 添加 群生日 2024-05-20")
    await group.admin.says("/撤销")
    group.bot_replied("群生日")
    await group.admin.says("/撤销")
    group.bot_replied("店庆")
    await group.admin.says("/日历 日子")
    assert group.bot_replied("#1 群生日 5月20日", "#2 店庆 9月1日").count("\n") == 3


async def test_adding_can_be_undone(group: GroupChat):
    """Once; and a number once shown never means another day."""
    await group.admin.says("/日历 添加 店庆 9-1")
    await group.admin.says("/撤销")
    group.heard()
    await group.admin.says("/日历 添加 店庆 9-1")
    group.bot_replied("记下了 #2 店庆")
    await group.admin.says("/日历 删除 1")
    group.bot_replied("没有叫「1」的日子", "例如：/日历 删除 2")


async def test_undoing_a_deletion_does_not_double_a_day(group: GroupChat):
    """Who noted it again has it already."""
    await group.admin.says("/日历 添加 店庆 9-1")
    await group.admin.says("/日历 删除 店庆")
    await group.owner.says("/日历 添加 店庆 9月1日")
    group.heard()
    await group.admin.says("/撤销")
    group.bot_replied("又被改过")


async def test_the_same_is_not_noted_twice(group: GroupChat):
    """However it is written; the same name on another day is another one, and then the number decides."""
    await group.admin.says("/日历 添加 生日 9-1")
    await group.admin.says("/日历 添加 生日 9月1日")
    group.bot_replied("记下了 #1")
    group.bot_replied("已经记着了，是 #1")
    await group.admin.says("/日历 添加 生日 10-2")
    group.bot_replied("记下了 #2")
    await group.admin.says("/日历 删除 生日")
    group.bot_replied("叫「生日」的不止一个，请写编号：#1, #2")


async def test_a_group_has_only_so_many(group: GroupChat):
    """They would hide each other."""
    for n in range(30):
        await group.admin.says(f"/日历 添加 第{n}天 {n % 12 + 1}-{n // 2 + 1}")
    group.heard()
    await group.admin.says("/日历 添加 再来 9-30")
    group.bot_replied("一个群最多记 30 个日子")
    await group.admin.says("/日历 日子")
    assert len(group.bot_replied("#30 第29天").split("\n")) == 32


async def test_a_leap_month_is_explained(group: GroupChat):
    """2026 has no leap sixth month."""
    await group.admin.says("/日历 添加 开张 农历闰六月初一")
    group.bot_replied("开张：农历闰六月初一，下次 2026-07-14 周二", "没有闰六月的年份，就在平常的六月过")


async def test_a_day_to_come_is_once(world: World, group: GroupChat):
    """Its year says so; afterwards it is over."""
    await group.admin.says("/日历 添加 线下聚会 2026-03-12")
    group.bot_replied("线下聚会：2026-03-12 只这一次，下次 2026-03-12 周四，还有 10 天")
    await world.advance(days=12)
    group.heard()
    await group.admin.says("/日历 日子")
    group.bot_replied("#1 线下聚会 2026-03-12 只这一次，已经过了")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("/日历 添加", "没看到日期"),
        ("/日历 添加 店庆", "没看到日期"),
        ("/日历 添加 2024-05-20", "把名字也写上"),
        ("/日历 添加 店庆 2-30", "没看到日期"),
        ("/日历 添加 店庆 2026-13-01", "没看到日期"),
        ("/日历 添加 店庆 农历十三月初一", "没看到日期"),
        (f"/日历 添加 {'店' * 21} 5-20", "名字太长了，最多 20 个字"),
        ("/日历 删除", "例如：/日历 删除 2"),
        ("/日历 删除 9", "没有叫「9」的日子"),
        ("/日历 明年", "看不懂「明年」"),
        ("/日历 十三月", "看不懂「十三月」"),
        ("/日历 400天", "天数要在 1 到 366 之间"),
        ("/日历 2051-01", "日历只有 1990 到 2050 年"),
        ("/日历 1989-12", "日历只有 1990 到 2050 年"),
    ],
)
async def test_what_cannot_be_read_is_said(group: GroupChat, said: str, answer: str):
    """With an example to copy."""
    await group.admin.says(said)
    group.bot_replied(answer)
    group.bot_stayed_silent()


async def test_only_admins_ask(group: GroupChat):
    """A picture for whoever likes would be noise."""
    for line in ("/日历", "/日历 日子", "/日历 添加 生日 9-1", "/日历 删除 1"):
        await group.member.says(line)
        group.bot_replied("只有群主或管理员")
    group.bot_stayed_silent()


async def test_a_set_of_groups_in_private(world: World, group: GroupChat):
    """Each group has it, once is enough to name it, and another's days stay another's."""
    other = await world.group("晨跑团", "阿宁", "小明")
    foreign = await world.group("别家", "老王", "小明")
    await foreign.owner.says("/日历 添加 秘密 9-9")
    await other.owner.says("/标签 添加 #一家")
    await group.owner.says("/标签 添加 #一家")
    group.heard()
    other.heard()
    mine = group.owner.private
    await mine.whispers("/用 #一家")
    mine.heard()
    await mine.whispers("日历 添加 店庆 9-1")
    mine.bot_replied("记下了 #2 店庆：9月1日", "#一家 的 2 个群")
    await mine.whispers("日历 日子")
    assert "秘密" not in mine.bot_replied("#2 店庆 9月1日，下次 2026-09-01 周二，还有 183 天（2 个群）")
    await mine.whispers("日历 9月")
    mine.bot_replied(".png")
    mine.bot_replied("2026年9月（#一家 的 2 个群，Asia/Shanghai）：\n09-01 周二 ★店庆，还有 183 天")
    await other.owner.says("/日历 删除 3")
    other.bot_replied("去掉了 #3 店庆")
    await mine.whispers("日历 删除 2")
    mine.bot_replied("去掉了 #2 店庆")
    await mine.whispers("撤销")
    mine.bot_replied()
    await mine.whispers("日历 日子")
    mine.bot_replied("#2 店庆", "（1 个群）")


async def test_in_english(english: GroupChat):
    """All of it."""
    await english.admin.says("/calendar add Shop birthday May 20")
    english.bot_replied("Noted #1 Shop birthday: 20 May, next 2026-05-20 Wed, in 79 days")
    await english.admin.says("/calendar may")
    assert english.bot_replied().endswith(".png")
    words = english.bot_replied("May 2026 (读书会, Asia/Shanghai):", "05-20 Wed ★Shop birthday, 5.20, in 79 days")
    assert "Days off: 05-01 to 05-05 (5 days)" in words
    assert "Make-up workdays: 05-09 Sat" in words
    await english.admin.says("/calendar add Opening lunar leap 6-1")
    english.bot_replied("lunar leap 6-1", "In years without a leap month 6 it is in the regular month 6")
    await english.admin.says("/calendar 2d")
    english.bot_replied("The next 2 days", "03-03 Tue Lantern Festival, tomorrow")


async def test_without_a_font_there_are_words(group: GroupChat, monkeypatch: pytest.MonkeyPatch):
    """A machine that can't draw still answers."""
    monkeypatch.setattr(fonts, "FILE", "Missing.otf")
    fonts.font.cache_clear()
    await group.admin.says("/日历")
    group.bot_replied("接下来 30 天")
    group.bot_stayed_silent()


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("群生日 2024-05-20", Own("群生日", "5月20日", date(2024, 5, 20))),
        ("2024年5月20日 群生日", Own("群生日", "5月20日", date(2024, 5, 20))),
        ("群 生日 2026/3/2", Own("群 生日", "3月2日", date(2026, 3, 2))),
        ("聚会 2026-03-03", Own("聚会", "", date(2026, 3, 3))),
        ("店庆 农历八月初三", Own("店庆", "农历八月初三", None)),
        ("店庆 农历 八月初三", Own("店庆", "农历八月初三", None)),
        ("店庆 农历2019年八月初三", Own("店庆", "农历八月初三", date(2019, 9, 1))),
        ("店庆 农历2019-12-8", Own("店庆", "农历腊月初八", date(2020, 1, 2))),
        ("Opening lunar 2019-8-3", Own("Opening", "农历八月初三", date(2019, 9, 1))),
        ("年会 双11", Own("年会", "双11", None)),
        ("双11 11-12", Own("双11", "11月12日", None)),
        ("Shop birthday May 20", Own("Shop birthday", "5月20日", None)),
    ],
)
def test_names_and_dates_are_told_apart(text: str, own: Own) -> None:
    """Whichever comes first, with and without a year, lunar and not."""
    assert read_own(text, TODAY) == own


@pytest.mark.parametrize(
    ("own", "day", "years"),
    [
        (Own("群生日", "5月20日", date(2024, 5, 20)), date(2026, 5, 20), 2),
        (Own("群生日", "5月20日", date(2024, 5, 20)), date(2024, 5, 20), 0),
        (Own("店庆", "农历八月初三", date(2019, 9, 1)), date(2026, 9, 13), 7),
        (Own("店庆", "农历八月初三", date(2019, 9, 1)), date(2025, 9, 24), 6),  # later by a leap month
        (Own("店庆", "农历八月初三", None), date(2026, 9, 13), 0),
        (Own("闰年", "2月29日", date(2024, 2, 29)), date(2027, 2, 28), 3),
    ],
)
def test_anniversaries(own: Own, day: date, years: int) -> None:
    """Counted where the first year is known; a lunar one comes on its lunar day."""
    assert own.between(day, day) == [day]
    assert own.years_on(day) == years


def test_nothing_comes_before_it_began() -> None:
    """A day whose first year is known was not there the year before; one that is once is over after it."""
    yearly, once = Own("群生日", "5月20日", date(2024, 5, 20)), Own("聚会", "", date(2026, 3, 12))
    assert yearly.between(date(2022, 1, 1), date(2025, 12, 31)) == [date(2024, 5, 20), date(2025, 5, 20)]
    assert once.between(date(2020, 1, 1), date(2030, 1, 1)) == [date(2026, 3, 12)]
    assert once.next_on_or_after(date(2026, 3, 13)) is None
    assert once.years_on(date(2026, 3, 12)) == 0


def test_days_off_are_told_whole() -> None:
    """Though they begin before what was asked for."""
    window = Window(date(2026, 10, 3), date(2026, 10, 10), None, is_ahead=True)
    assert days_off(window) == [
        Off(date(2026, 10, 1), date(2026, 10, 7), "off"),
        Off(date(2026, 10, 10), date(2026, 10, 10), "made up"),
    ]


@pytest.mark.parametrize("year", [1990, 2033, 2050])
def test_every_month_of_the_years_can_be_asked_for(year: int) -> None:
    """With at least its two solar terms each."""
    for month in range(1, 13):
        assert len(coming([], read_window(f"{year}-{month}", TODAY))) >= 2
    with pytest.raises(UserError):
        read_window(f"{year + 100}-01", TODAY)
