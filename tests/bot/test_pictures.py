"""Pictures are small, the same for the same data, and show no boxes."""

from collections.abc import Sequence
from datetime import date, timedelta
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from bot.phrases import Language
from bot.pictures import canvas
from bot.pictures.bars import Bar, draw_bars
from bot.pictures.canvas import SMALLEST, WIDTH, fitted, width_of, wrapped
from bot.pictures.fonts import drawable, font
from bot.pictures.month import Item, Mark, draw_month

KB = 1024
MARKS: tuple[Mark, ...] = ("value", "promo", "own")
MONTHS = {date(2027, 2, 1): 4, date(2026, 11, 1): 6, date(2026, 10, 1): 5}  # and their weeks


def picture(month: date, language: Language = "zh", items: Sequence[Item] = (), today: date = date.min) -> bytes:
    """A month with these items each day."""
    days = {month + timedelta(days=n): items for n in range(28)}
    return draw_month(month, days, subtitle="读书会", today=today, language=language)


def opened(png: bytes) -> Image.Image:
    """Its pixels."""
    return Image.open(BytesIO(png)).convert("RGB")


def count(png: bytes, colour: str) -> int:
    """Pixels of about this colour."""
    wanted = tuple(int(colour[n : n + 2], 16) for n in (1, 3, 5))
    found = opened(png).getcolors(1 << 24) or []
    return sum(n for n, got in found if isinstance(got, tuple) and max(map(_apart, got, wanted)) < 12)


def _apart(a: float, b: float) -> float:
    return abs(a - b)


@pytest.mark.parametrize("month", MONTHS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_full_month_is_a_small_picture(month: date, language: Language) -> None:
    """However much there is, it is as wide as a phone shows, at most 300 KB, and as long as its weeks."""
    items = [Item("一个很长很长的标题 and more", MARKS[n % 3]) for n in range(9)]
    png = picture(month, language, items)
    assert opened(png).width == WIDTH
    assert len(png) <= 300 * KB
    assert png == picture(month, language, items)


def test_an_empty_month_is_shorter() -> None:
    """Rows are as high as what is in them, so an empty month fits a screen."""
    heights = [opened(picture(month)).height for month in MONTHS]
    assert heights[0] < heights[2] < heights[1] < 1400
    assert heights[1] < opened(picture(date(2026, 11, 1), items=[Item("早报")] * 9)).height


def test_every_mark_is_its_own() -> None:
    """By colour and by shape; the legend explains those that are there, and no others."""
    colours: dict[Mark, str] = {"value": canvas.BLUE, "promo": canvas.VERMILLION, "own": canvas.ORANGE}
    empty = picture(date(2027, 2, 1))
    for mark, colour in colours.items():
        marked = picture(date(2027, 2, 1), items=[Item("早报", mark)])
        assert count(marked, colour) > count(empty, colour) + 28 * 30
        assert [each for each in (canvas.BLUE, canvas.ORANGE) if each != colour and count(marked, each)] == []


def test_today_and_days_off_are_marked() -> None:
    """Only in a month that has them."""
    assert count(picture(date(2026, 11, 1)), canvas.PALE) == 0
    assert count(picture(date(2026, 11, 1), today=date(2026, 11, 12)), canvas.PALE) > 5_000
    assert count(picture(date(2026, 11, 1)), canvas.GREEN) == 0
    assert count(picture(date(2026, 10, 1)), canvas.GREEN) > 5_000


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("早报🔥开抢", "早报开抢"),
        ("👨‍👩‍👧 家庭 ❤️ 日", "家庭 日"),
        ("a\nb\tc\u2028d\u2005e", "a b c d e"),
        ("สวัสดี", ""),
        ("cafe\u0301", "café"),
        ("\ud800x\x00\ue000", "x"),
        ("骨𠮷é《》①℃★", "骨𠮷é《》①℃★"),
    ],
)
def test_what_the_font_lacks_is_left_out(text: str, drawn: str) -> None:
    """No box stands for it, and the rest is whole."""
    assert drawable(text) == drawn


def test_characters_have_their_simplified_shapes() -> None:
    """The font's own are Traditional; 骨 返 角 are written differently there."""
    for char in "骨返角次":
        simplified = font(64).getmask(char, language="zh-Hans")
        assert list(simplified) != list(font(64).getmask(char, language="zh-Hant"))  # pyright: ignore
    assert list(font(64).getmask("门", language="zh-Hans")) == list(font(64).getmask("门"))  # pyright: ignore


@pytest.mark.parametrize(
    "text", ["早报", "双十一预售开抢啦", "Morning news of the day", "读书会 · 第 5 期", "iiiiiiiiiiiiiiii"]
)
@pytest.mark.parametrize("room", [30, 60, 110, 240])
def test_words_never_leave_their_room(text: str, room: int) -> None:
    """Cut or wrapped by what they measure; what fits is whole."""
    assert width_of(fitted(text, SMALLEST, room), SMALLEST) <= max(room, 2 * SMALLEST)
    lines = wrapped(text, SMALLEST, room, 2)
    assert len(lines) <= 2
    assert all(width_of(line, SMALLEST) <= max(room, 2 * SMALLEST) for line in lines)
    if width_of(text, SMALLEST) <= room:
        assert (fitted(text, SMALLEST, room), lines) == (text, [text])


def test_lines_break_between_words_and_chinese_characters() -> None:
    """A word of letters stays whole when it can, and no dot is left hanging."""
    assert wrapped("Morning news", SMALLEST, 120, 2) == ["Morning", "news"]
    assert wrapped("Sketching", SMALLEST, 120, 2) == ["Sketch…"]
    assert wrapped("双11 预售开抢", SMALLEST, 105, 2) == ["双11 预", "售开抢"]
    assert wrapped("读书 · 第 5 期", SMALLEST, 90, 2) == ["读书", "第 5 期"]
    assert fitted("读书 · 第 5 期", SMALLEST, 110) == "读书…"


def bars(*shares: float | None, note: str = "", foot: str = "") -> bytes:
    """Bars with these shares."""
    drawn = [Bar(f"第 {n} 步", "52 人 · 47%", share, note) for n, share in enumerate(shares)]
    return draw_bars("新人漏斗", "读书会", drawn, foot=foot, language="zh")


def test_bars_are_as_long_as_their_share() -> None:
    """None for what is not known, a stub for what is nearly nothing, never more than all."""
    whole, half, none, stub = (count(bars(share), canvas.BLUE) for share in (1.0, 0.5, None, 0.0001))
    assert half == pytest.approx(whole / 2, rel=0.02)
    assert none == count(bars(0.0), canvas.BLUE) == 0
    assert 0 < stub < whole / 30
    assert count(bars(7.0), canvas.BLUE) == whole


def test_bars_make_a_small_picture_whatever_they_say() -> None:
    """As wide as a phone shows, higher with more bars, notes and a foot, cut at the most that can be read."""
    heights = [
        opened(png).height for png in (bars(1), bars(1, 1), bars(1, 1, note="x"), bars(1, 1, note="x", foot="y"))
    ]
    assert heights == sorted(set(heights))
    full = bars(*[0.5] * 40, note="满 30 天的 70 人里🔥" * 9, foot="只看满 7 天的人。" * 90)
    assert opened(full).size == (WIDTH, opened(bars(*[0.5] * 16, note="x", foot="只看满 7 天的人。" * 90)).height)
    assert len(full) <= 300 * KB
    assert full == bars(*[0.5] * 40, note="满 30 天的 70 人里🔥" * 9, foot="只看满 7 天的人。" * 90)


def test_a_long_label_leaves_the_figure_its_room() -> None:
    """However long a name is, the figure stays whole: only the label differs."""
    short, long = (
        opened(draw_bars("邀请人", "", [Bar(label, "9 人 · 100%", 0.3)], language="zh"))
        for label in ("小明", "一个很长的名字 " * 20)
    )
    assert short.size == long.size
    for box, alike in (((WIDTH - 260, 0, WIDTH, short.height), True), ((0, 0, 260, short.height), False)):
        apart = max(ImageChops.difference(short.crop(box), long.crop(box)).tobytes())
        assert (apart < 12) is alike  # each picture has few colours of its own


def test_no_line_begins_with_what_closes_another() -> None:
    """A full stop or a bracket stays with what it follows."""
    for room in range(90, 400, 10):
        lines = wrapped("只算满 7 天的（742 人），还没满的 57 人不算。更早的（1 周）没有列出来。", SMALLEST, room, 20)
        assert all(line[0] not in "，。（）" or line[0] == "（" for line in lines)
        assert "".join(lines).replace(" ", "").endswith("没有列出来。")
