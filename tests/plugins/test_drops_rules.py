"""How the line of a drop is read, as tables, and what its slots say."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.content import File, Image, Link, Text
from bot.errors import UserError
from bot.times.timewords import recurrence_of
from plugins.drops import rules
from plugins.drops.outcomes import Fate, counted, named
from plugins.drops.rules import Forever, Line, Options, Times, Until
from plugins.drops.slots import Filling, Place, values_of

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # a Monday, 10:00 in Shanghai
ZONE = "Asia/Shanghai"


def night(year: int, month: int, day: int) -> datetime:
    """23:59 of that day in Shanghai."""
    return datetime(year, month, day, 15, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", Line("", None)),
        ("早报", Line("早报", None)),
        ("早报 今日要闻", Line("早报 今日要闻", None)),
        ("“早 报”", Line("早 报", None)),
        ("早报 直到 2026-12-31", Line("早报", Until(night(2026, 12, 31)))),
        ("早报 直到2026-12-31", Line("早报", Until(night(2026, 12, 31)))),
        ("直到 12月31日 早报", Line("早报", Until(night(2026, 12, 31)))),
        ("早报 until 2026-12-31", Line("早报", Until(night(2026, 12, 31)))),
        ("早报 直到 2026-12-31 20:00", Line("早报", Until(datetime(2026, 12, 31, 12, 0, tzinfo=UTC)))),
        ("早报 截止 2026-12-31", Line("早报", Until(night(2026, 12, 31)))),
        ("早报 共10次", Line("早报", Times(10))),
        ("早报 十次", Line("早报", Times(10))),
        ("共１０次 早报", Line("早报", Times(10))),
        ("news 10 times", Line("news", Times(10))),
        ("早报 不限", Line("早报", Forever())),
        ("news forever", Line("news", Forever())),
        ("news no end", Line("news", Forever())),
        ("第10次 聚会", Line("第10次 聚会", None)),
        ("untilted", Line("untilted", None)),
        ("times 2026", Line("times 2026", None)),
        ("无限的爱", Line("无限的爱", None)),
    ],
)
def test_a_line_is_title_and_end(text: str, line: Line):
    """In any order and either language; what only looks a bit like an end is title."""
    assert rules.read_line(text, NOW, ZONE) == line


@pytest.mark.parametrize("text", ["直到", "早报 直到 随便", "直到 2026-01-01", "直到 2026-02-30", "共0次", "99999次"])
def test_an_end_that_cannot_be_is_refused(text: str):
    """Rather than taken for a title."""
    with pytest.raises(UserError):
        rules.read_line(text, NOW, ZONE)


@pytest.mark.parametrize(
    ("tags", "options"),
    [
        ((), Options(None, None, False, ())),
        (("推广",), Options(True, None, False, ())),
        (("Promo", "MUST"), Options(True, True, False, ())),
        (("有用", "可等"), Options(False, False, False, ())),
        (("预览", "读书", "北京", "读书"), Options(None, None, True, ("读书", "北京"))),
    ],
)
def test_options_and_sets(tags: tuple[str, ...], options: Options):
    """What is no option is the name of a set of groups."""
    assert rules.options_of(tags) == options


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("早报", ("早报", 1)),
        ("早报 2", ("早报", 2)),
        ("2026", ("2026", 1)),
        ("早报 3页", ("早报 3页", 1)),
    ],
)
def test_a_search_may_name_a_page(text: str, found: tuple[str, int]):
    """A number alone is what is looked for."""
    assert rules.read_search(text) == found


@pytest.mark.parametrize(("text", "n"), [("2", 2), ("2次", 2), ("两次", 2), ("2 times", 2), ("1 time", 1)])
def test_how_many_times(text: str, n: int):
    """In digits or in words."""
    assert rules.read_times(text) == n


@pytest.mark.parametrize(
    ("recurrence", "end"),
    [
        ("每天 08:30", NOW + timedelta(days=90)),
        ("每周五 20:00", NOW + timedelta(days=90)),
        ("每月31号 08:30", NOW + timedelta(days=90)),
        ("每年11月11日 20:00", datetime(2028, 11, 11, 12, 0, tzinfo=UTC)),
        ("每年2月29日 08:00", datetime(2029, 2, 28, 0, 0, tzinfo=UTC)),
        ("农历八月十五 18:00", datetime(2028, 10, 3, 10, 0, tzinfo=UTC)),
    ],
)
def test_an_end_by_itself(recurrence: str, end: datetime):
    """Ninety days, or the third time, so that what comes once a year comes at all."""
    assert rules.default_end(recurrence_of(recurrence), NOW, ZONE) == end


@pytest.mark.parametrize(
    ("contents", "title"),
    [
        ((Text(("早上好！\n今天读什么？",)),), "早上好！"),
        ((Text(("一二三四五六七八九十甲乙丙丁",)),), "一二三四五六七八九十甲乙…"),
        ((Image("a.png"), Text(("看图",))), "看图"),
        ((Image("a.png"),), "图片"),
        ((File("a.pdf", "讲义.pdf"),), "讲义.pdf"),
        ((Link("https://a.example", "好文"),), "好文"),
    ],
)
def test_a_title_by_itself(contents: tuple[Text | Image | File | Link, ...], title: str):
    """Its first words, or what it is."""
    assert rules.title_from(contents, "zh") == title


@pytest.mark.parametrize(
    ("day", "zh", "en"),
    [
        (date(2026, 3, 3), ("3月3日", "星期二", "正月十五"), ("3 March", "Tuesday", "1-15")),
        (date(2025, 7, 25), ("7月25日", "星期五", "闰六月初一"), ("25 July", "Friday", "leap 6-1")),
        (date(2025, 6, 25), ("6月25日", "星期三", "六月初一"), ("25 June", "Wednesday", "6-1")),
        (date(2024, 2, 29), ("2月29日", "星期四", "正月二十"), ("29 February", "Thursday", "1-20")),
    ],
)
def test_what_a_day_is_called(day: date, zh: tuple[str, ...], en: tuple[str, ...]):
    """Leap months are told apart."""
    place = Place("群", 3, day, 1, 1)
    assert tuple(values_of(place, "zh")[name] for name in ("date", "weekday", "lunar")) == zh
    assert tuple(values_of(place, "en")[name] for name in ("date", "weekday", "lunar")) == en


def test_what_a_group_is_called_is_never_read_again():
    """A name full of braces is a name; what is no text goes as it is; a text with nothing left does not."""
    filling = Filling((Text(("{群名}{{{count}}}",)), Image("a.png"), Text(("{群名}",))), "zh")
    assert filling.at(Place("{人数}", 7, date(2026, 3, 3), 1, 1)) == (
        Text(("{人数}{7}",)),
        Image("a.png"),
        Text(("{人数}",)),
    )
    assert filling.at(Place("", 7, date(2026, 3, 3), 1, 1)) == (Text(("{7}",)), Image("a.png"))


def test_outcomes_are_counted_and_named():
    """What there is none of is left out; no more than ten groups are named."""
    fates = [Fate("甲", None, "sent", None)] * 18 + [Fate("乙", None, "failed", "refused: 满了")] * 2
    fates += [Fate("丙", "paused", None, None), Fate("丁", None, "waiting", "quiet_hours")]
    assert counted(fates, "zh") == "成功 18 · 失败 2 · 暂停 1 · 等着发 1"
    assert named(fates, "zh")[0] == "乙：失败，平台不收（满了）。"
    many = named([Fate(f"群{n}", "left", None, None) for n in range(30)], "zh")
    assert (len(many), many[-1]) == (11, "还有 20 个群")
