"""Figures, days, hours and names on one page: readable, small, and right at the edges."""

from collections.abc import Sequence

import pytest

from bot.pictures import canvas
from bot.pictures.canvas import WIDTH
from bot.pictures.overview import Column, Columns, Figure, Figures, Part, Rows, Strip, draw_overview
from tests.bot.test_pictures import KB, count, opened

WEEK = [Column(30 + n, 40 - n, f"周{n}", n > 4) for n in range(7)]
MONTH = [Column(n * 7 % 90, None, f"11-{n + 1:02}" if n % 7 == 0 else "", n % 7 > 4) for n in range(30)]


def drawn(*parts: Part, foot: str = "") -> bytes:
    """A page of these parts."""
    return draw_overview("读书会", "近 7 天", parts, foot=foot, language="zh")


@pytest.mark.parametrize("columns", [WEEK, MONTH])
def test_a_full_page_is_a_small_picture(columns: Sequence[Column]) -> None:
    """As wide as a phone shows, at most 150 KB, the same for the same data."""
    figures = Figures([Figure("消息", "12,345", "↑12%", "每天 176 条")] * 6)
    hours = Strip("什么时候热闹", list(range(24)), "22–24 点")
    rows = Rows("帮忙最多的人", [("名字很长很长" * 20, "回答 5 · 感谢 3")] * 5)
    parts = figures, Columns("每天的消息", columns, ("这 7 天", "之前 7 天")), hours, rows
    png = drawn(*parts, foot="解释" * 200)
    assert opened(png).width == WIDTH
    assert len(png) <= 150 * KB
    assert png == drawn(*parts, foot="解释" * 200)


def test_flat_colours_are_exact() -> None:
    """The paper is white and the columns are the blue that every eye tells apart."""
    found = {colour for _, colour in opened(drawn(Columns("", WEEK, ("", "")))).getcolors(1 << 16) or []}
    for wanted in (canvas.PAPER, canvas.BLUE, canvas.LINE):
        assert tuple(bytes.fromhex(wanted[1:])) in found


def test_less_and_more_differ_in_colour_and_sign() -> None:
    """What rises is blue, what falls is not, and what is the same is neither."""
    more, less, same = (drawn(Figures([Figure("消息", "1", change)])) for change in ("↑5%", "↓5%", "持平"))
    assert count(more, canvas.BLUE) > 50 > count(less, canvas.BLUE)
    assert count(less, canvas.VERMILLION) > 50 > count(more, canvas.VERMILLION)
    assert count(same, canvas.BLUE) + count(same, canvas.VERMILLION) < 50


def test_nothing_is_drawn_as_nothing() -> None:
    """Days and hours without a word have no column and the palest cells, and nothing is divided by none of them."""
    empty = drawn(Columns("", [Column(0)] * 7, ("", "")), Strip("", [0] * 24))
    assert count(empty, canvas.BLUE) < count(drawn(Columns("", WEEK, ("", ""))), canvas.BLUE)
    assert opened(drawn()).height < 300


def test_what_was_before_is_explained_only_where_it_is_known() -> None:
    """Its colour is neither in the legend nor behind the columns otherwise."""
    alone = drawn(Columns("每天", [Column(5)] * 7, ("这 7 天", "之前 7 天")))
    both = drawn(Columns("每天", [Column(5, 9)] * 7, ("这 7 天", "之前 7 天")))
    assert count(alone, canvas.LINE) < 300 < count(both, canvas.LINE)
