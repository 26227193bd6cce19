"""Pictures are read on light and on dark paper, with every kind of colour vision."""

import asyncio
import re
from collections.abc import Callable
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from bot.pictures import canvas
from bot.pictures.bars import Bar, draw_bars
from bot.pictures.canvas import (
    BLUE,
    DARK,
    FAINT,
    GREEN,
    GREY,
    INK,
    LINE,
    ORANGE,
    PALE,
    PAPER,
    SHADES,
    VERMILLION,
    Ground,
    on_ground,
)
from bot.pictures.lines import Line, draw_lines
from bot.pictures.month import Item, draw_month
from bot.pictures.overview import Column, Columns, Figure, Figures, Rows, Strip, draw_overview
from tests.bot.test_pictures import count, opened

ROOT = Path(__file__).parents[2]
Colour = tuple[float, float, float]

WORDS = [
    *[(INK, paper) for paper in (PAPER, FAINT, PALE, LINE)],
    *[(GREY, paper) for paper in (PAPER, FAINT, PALE)],
    *[(VERMILLION, paper) for paper in (PAPER, FAINT, PALE)],
    *[(BLUE, paper) for paper in (PAPER, FAINT)],
    *[(PAPER, badge) for badge in (GREEN, GREY)],
]
MARKS = [
    *[(mark, paper) for mark in (BLUE, VERMILLION, ORANGE) for paper in (PAPER, PALE)],
    *[(GREEN, PAPER), (BLUE, LINE), (BLUE, FAINT)],
]
SERIES = (BLUE, VERMILLION, GREEN, ORANGE, INK)

# Of Machado, Oliveira and Fernandes 2009, "A Physiologically-based Model for Simulation of Color Vision Deficiency",
# doi:10.1109/TVCG.2009.113: severity 1.0, for linear RGB; https://www.inf.ufrgs.br/~oliveira/pubs_files/CVD_Simulation/
VISIONS = {
    "all": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
APART: dict[Ground, float] = {"light": 15, "dark": 25}
"""By CIELAB's distance of 1976, of which about 2 are just seen."""


def on(ground: Ground, colour: str) -> str:
    """What stands there for it."""
    return DARK[colour] if ground == "dark" else colour


def linear(colour: str) -> Colour:
    """By sRGB's curve."""
    shares = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares)
    return red, green, blue


def dot(row: Colour, colour: Colour) -> float:
    """A row of a matrix times a colour."""
    return sum(share * value for share, value in zip(row, colour, strict=True))


def contrast(first: str, second: str) -> float:
    """By WCAG 2.2, from 1 to 21."""
    darker, lighter = sorted(dot((0.2126, 0.7152, 0.0722), linear(colour)) for colour in (first, second))
    return (lighter + 0.05) / (darker + 0.05)


def lab(colour: Colour) -> Colour:
    """CIELAB under D65."""
    rows = (0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505)
    shares = [dot(row, colour) / sum(row) for row in rows]
    x, y, z = (each ** (1 / 3) if each > 216 / 24389 else (24389 / 27 * each + 16) / 116 for each in shares)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(colour: str, vision: str) -> Colour:
    """How such an eye takes it, as far as that can be shown."""
    red, green, blue = (min(1.0, max(0.0, dot(row, linear(colour)))) for row in VISIONS[vision])
    return lab((red, green, blue))


def apart(first: str, second: str, vision: str) -> float:
    """How far two colours are from each other for such an eye."""
    both = zip(seen(first, vision), seen(second, vision), strict=True)
    return sum((one - other) ** 2 for one, other in both) ** 0.5


def month() -> bytes:
    """With every mark, a day off, a make-up workday and today."""
    items = [Item("早报"), Item("开抢", "promo"), Item("生日", "own")]
    days = {date(2026, 10, 9): items, date(2026, 10, 10): [Item("早报")] * 5}
    return draw_month(date(2026, 10, 1), days, subtitle="读书会", today=date(2026, 10, 15), language="zh")


def bars() -> bytes:
    """With a note and a foot."""
    return draw_bars("漏斗", "读书会", [Bar("进群", "9 人", 0.5, "平时 8")], foot="解释", language="zh")


def overview() -> bytes:
    """With every part, and both kinds of columns."""
    figures = Figures([Figure("消息", "9", change, "每天") for change in ("↑5%", "↓5%", "持平")])
    week = Columns("每天", [Column(n, 7 - n, "周", n > 4) for n in range(7)], ("这周", "上周"))
    days = Columns("每天", [Column(n, None, "", n % 7 > 4) for n in range(30)], ("", ""))
    parts = [figures, week, days, Strip("时段", list(range(24)), "晚上"), Rows("帮忙", [("小明", "3")])]
    return draw_overview("读书会", "近 7 天", parts, foot="解释", language="zh")


def lines() -> bytes:
    """As many as there may be."""
    series = [Line(f"第 {n} 条", [n, n + 2, None, n + 1], "9") for n in range(4)]
    return draw_lines("趋势", "读书会", series, labels=["一", "", "", "四"], foot="解释", language="zh")


KINDS = month, bars, overview, lines


@pytest.mark.parametrize("ground", ["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(WORDS, 4.5), (MARKS, 3.0)], ids=["words", "marks"])
def test_what_is_drawn_stands_out(ground: Ground, pairs: list[tuple[str, str]], least: float) -> None:
    """Words by 4.5, marks by 3."""
    for pair in pairs:
        assert contrast(*(on(ground, colour) for colour in pair)) >= least, pair


@pytest.mark.parametrize("ground", ["light", "dark"])
@pytest.mark.parametrize("vision", VISIONS)
def test_every_eye_tells_the_colours_apart(ground: Ground, vision: str) -> None:
    """Those that mean something beside each other, whichever cones are missing."""
    for first, second in combinations([on(ground, colour) for colour in SERIES], 2):
        assert apart(first, second, vision) >= APART[ground], (first, second)


@pytest.mark.parametrize("ground", ["light", "dark"])
@pytest.mark.parametrize("vision", VISIONS)
def test_more_is_always_further_from_the_paper(ground: Ground, vision: str) -> None:
    """Shades climb evenly enough that no two neighbours are taken for one."""
    lightness = [seen(on(ground, shade), vision)[0] for shade in SHADES]
    steps = [(later - earlier) * (1 if ground == "dark" else -1) for earlier, later in pairwise(lightness)]
    assert min(steps) >= 5


def test_the_measures_are_right() -> None:
    """Black on white is 21 to 1 and 100 apart; red and green are near to each other without red cones."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert apart("#000000", "#FFFFFF", "all") == pytest.approx(100, abs=0.1)
    assert apart("#A00000", "#3A4A00", "protan") < apart("#A00000", "#3A4A00", "all") / 3


@pytest.mark.parametrize("draw", KINDS)
def test_the_same_is_drawn_in_other_colours(draw: Callable[[], bytes]) -> None:
    """As large, on dark paper with light words, and with nothing left of the light paper."""
    light = draw()
    with on_ground("dark"):
        dark = draw()
    assert opened(light).size == opened(dark).size
    assert count(light, PAPER) > count(light, DARK[PAPER]) * 5
    assert count(dark, DARK[PAPER]) > opened(dark).width * opened(dark).height / 3
    assert count(dark, DARK[INK]) > 300
    assert count(dark, PAPER) == 0
    assert draw() == light


async def test_a_ground_reaches_threads_and_nobody_else() -> None:
    """Two pictures drawn at once stand each on its own paper; whoever asked for none has the light one."""

    async def drawn(ground: Ground) -> bytes:
        with on_ground(ground):
            await asyncio.sleep(0)
            return await asyncio.to_thread(bars)

    light, dark = bars(), await drawn("dark")
    assert await asyncio.gather(drawn("light"), drawn("dark"), asyncio.to_thread(bars)) == [light, dark, light]
    assert dark != light


def test_a_fault_while_drawing_leaves_the_ground_light() -> None:
    """The next picture is not dark because of it."""
    light = bars()
    with pytest.raises(ZeroDivisionError), on_ground("dark"):
        _ = 1 / 0
    assert bars() == light


def test_every_colour_has_a_name() -> None:
    """One that is written beside the code that draws would be missing on dark paper."""
    sources = [*ROOT.glob("bot/pictures/*.py"), *ROOT.glob("plugins/**/*.py")]
    written = [path.name for path in sources if re.search(r'"#[0-9A-Fa-f]{6}"', path.read_text("utf-8"))]
    assert written == [Path(canvas.__file__).name]
    assert len(set(DARK.values())) == len(DARK)
