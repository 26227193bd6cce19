"""Lines over days are told apart by more than colour, and their names never lie on each other."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pictures.canvas import BLUE, GREEN, INK, VERMILLION, WIDTH
from bot.pictures.fonts import drawable
from bot.pictures.lines import MOST, Line, draw_lines, spread, steps
from tests.bot.test_pictures import KB, count, opened

DAYS = [f"11-{n + 1:02}" if n % 7 == 0 else "" for n in range(30)]


def drawn(*values: Sequence[float | None], name: str = "消息", labels: Sequence[str] = DAYS, foot: str = "") -> bytes:
    """Lines through these values."""
    series = [Line(name, each, "98 条") for each in values]
    return draw_lines("趋势", "读书会", series, labels=labels, foot=foot, language="zh")


def test_lines_make_a_small_picture_whatever_they_say() -> None:
    """As wide as a phone shows, at most 150 KB, the same for the same data, cut at the most that can be read."""
    values = [[float(n * (k + 3) % 17) for n in range(30)] for k in range(9)]
    png = drawn(*values, name="名字很长🔥" * 30, foot="解释" * 300)
    assert opened(png).width == WIDTH
    assert len(png) <= 150 * KB
    assert png == drawn(*values[:MOST], name="名字很长🔥" * 30, foot="解释" * 300)
    assert opened(drawn()).height < opened(png).height


def test_each_line_has_its_own_colour_and_sign() -> None:
    """A line more brings its colour; the font has every sign."""
    colours = BLUE, VERMILLION, GREEN
    for many in range(1, 4):
        png = drawn(*[[float(n + 5 * k) for n in range(30)] for k in range(many)])
        assert [count(png, colour) > 1000 for colour in colours] == [n < many for n in range(3)]
    assert drawable("●◆▲■") == "●◆▲■"


def test_what_is_not_known_is_left_open() -> None:
    """A gap has no line, a day alone has its sign, and nothing at all is drawn without a fault."""
    whole = count(drawn([5.0] * 30), BLUE)
    half = count(drawn([5.0] * 8 + [None] * 14 + [5.0] * 8), BLUE)
    nothing = count(drawn([None] * 30), BLUE)
    assert nothing < count(drawn([None] * 10 + [5.0] + [None] * 19), BLUE) < half < whole
    assert count(drawn([0.0] * 30), BLUE) > nothing
    assert count(drawn([3.0], labels=["一"]), BLUE) > nothing
    assert opened(drawn(labels=[])).width == WIDTH


@pytest.mark.parametrize(
    ("most", "scale"),
    [
        (1, [0, 0.5, 1]),
        (4, [0, 1, 2, 3, 4]),
        (70, [0, 20, 40, 60, 80]),
        (114, [0, 50, 100, 150]),
        (0.3, [0, 0.1, 0.2, 0.3]),
    ],
)
def test_the_scale_is_round(most: float, scale: list[float]) -> None:
    """From 0, in steps a person counts in."""
    assert steps(most) == pytest.approx(scale)


@given(st.floats(0.001, 1e9))
def test_the_scale_reaches_the_most(most: float) -> None:
    """With at most five lines, and none too many."""
    scale = steps(most)
    assert scale[0] == 0
    assert scale[-2] < most <= scale[-1]
    assert len(scale) <= 5


@given(st.lists(st.floats(200, 680), max_size=MOST))
def test_names_keep_apart(wanted: list[float]) -> None:
    """In the order of their lines, none below the chart; those with room stay where they are."""
    placed = spread(wanted, 84, 680)
    ordered = [placed[n] for n in sorted(range(len(wanted)), key=wanted.__getitem__)]
    assert all(lower - upper >= 84 - 1e-6 for upper, lower in pairwise(ordered))
    assert all(200 - 1e-6 <= place <= 680 for place in placed)
    if all(lower - upper >= 84 for upper, lower in pairwise(sorted(wanted))):
        assert placed == wanted


def test_ink_is_the_fourth() -> None:
    """It stands out on any paper, which a yellow would not."""
    three, four = (drawn(*[[float(n * (k + 1)) for n in range(30)] for k in range(many)]) for many in (3, 4))
    assert count(four, INK) > count(three, INK) + 1000
