"""A few lines over the same days or weeks: each with its own sign, and its name where it ends instead of a legend."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count, groupby, pairwise

from bot.phrases import Language
from bot.pictures import canvas
from bot.pictures.canvas import SMALLEST, WIDTH, Point, Sheet, fitted, width_of, wrapped

MOST = 4
"""Lines that one picture is still read with."""
FOOT = 6
"""Lines of words below the chart."""

_MARGIN, _HEAD, _CHART, _UNDER, _LINE = 48, 200, 480, 84, 44
_TEXT, _SMALL = 38, 30
_NAMES, _LABEL, _REACH = 236, 84, 34
"""Of what stands at the ends: how wide, how high, and how far from there."""
_STEPS = 4
"""So many at most from nothing to the top of the scale."""
_APART = 72
"""Pixels between two signs on a line."""
_LOOKS = (("●", canvas.BLUE), ("◆", canvas.VERMILLION), ("▲", canvas.GREEN), ("■", canvas.INK))


@dataclass(frozen=True, slots=True)
class Line:
    """A value of 0 or more for each day or week, None where it is not known; `figure` tells the last in words."""

    name: str
    values: Sequence[float | None]
    figure: str


@dataclass(frozen=True, slots=True)
class _Field:
    """Where on the sheet which value of which day is."""

    left: float
    right: float
    most: float
    days: int

    def at(self, day: int, value: float) -> Point:
        """The first day at the left, the last at the right."""
        x = self.right if self.days < 2 else self.left + day / (self.days - 1) * (self.right - self.left)
        return x, _HEAD + _CHART * (1 - value / self.most)


def draw_lines(
    title: str, subtitle: str, series: Sequence[Line], *, labels: Sequence[str], foot: str = "", language: Language
) -> bytes:
    """The first `MOST` lines as a PNG; `labels` are of the days, "" for those without, and as many as values."""
    series, below = series[:MOST], wrapped(foot, _SMALL, WIDTH - 2 * _MARGIN, FOOT)
    sheet = Sheet(_HEAD + _CHART + _UNDER + len(below) * _LINE + _MARGIN // 2, language)
    sheet.words((_MARGIN, 82), fitted(title, 60, WIDTH - 2 * _MARGIN), 60)
    sheet.words((_MARGIN, 136), fitted(subtitle, 34, WIDTH - 2 * _MARGIN), 34, canvas.GREY)
    scale = steps(max((value for line in series for value in line.values if value), default=1))
    wide = max(width_of(_number(step), SMALLEST) for step in scale)
    field = _Field(_MARGIN + wide + 24, WIDTH - _MARGIN - _NAMES - _REACH, scale[-1], len(labels))
    _draw_scale(sheet, field, scale)
    _draw_labels(sheet, field, labels)
    for line, look in zip(series, _LOOKS, strict=False):
        _draw_line(sheet, field, line, look)
    _draw_names(sheet, field, series)
    for n, text in enumerate(below):
        sheet.words((_MARGIN, _HEAD + _CHART + _UNDER + n * _LINE + 34), text, _SMALL, canvas.GREY)
    return sheet.png()


def steps(most: float) -> list[float]:
    """From 0 to at least `most`, which is more than 0, in a few round numbers."""
    unit = 10.0 ** next(n for n in count(-3) if 10 ** (n + 1) * _STEPS >= most)
    step = next(unit * part for part in (1, 2, 5, 10) if unit * part * _STEPS >= most)
    return [n * step for n in range(next(n for n in count(1) if n * step >= most) + 1)]


def spread(wanted: Sequence[float], least: float, lowest: float) -> list[float]:
    """Places at least so far from each other and in the same order, none beyond the lowest, near the wanted ones."""
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    placed = list(wanted)
    for upper, lower in pairwise(order):
        placed[lower] = max(placed[lower], placed[upper] + least)
    for n, place in enumerate(reversed(order)):
        placed[place] = min(placed[place], lowest - n * least)
    return placed


def _draw_scale(sheet: Sheet, field: _Field, scale: Sequence[float]) -> None:
    for value in scale:
        _, y = field.at(0, value)
        sheet.box((field.left, y, field.right, y + 1), fill=canvas.LINE if value else canvas.GREY)
        sheet.words((field.left - 16, y + 10), _number(value), SMALLEST, canvas.GREY, anchor="rs")


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) else f"{value:g}"


def _draw_labels(sheet: Sheet, field: _Field, labels: Sequence[str]) -> None:
    """Those that have room beside the one before."""
    free = 0.0
    for day, label in enumerate(labels):
        (x, y), half = field.at(day, 0), width_of(label, SMALLEST) / 2
        if label and x - half >= free:
            sheet.words((x, y + 42), label, SMALLEST, anchor="ms")
            free = x + half + 20


def _draw_line(sheet: Sheet, field: _Field, line: Line, look: tuple[str, str]) -> None:
    sign, colour = look
    points = [None if value is None else field.at(day, value) for day, value in enumerate(line.values)]
    for known in _runs(points):
        sheet.path(known if len(known) > 1 else known * 2, colour, 6)
    free = WIDTH + 0.0
    for point in reversed([point for point in points if point]):
        if point[0] <= free:
            sheet.sign(point, sign, 34, colour)
            free = point[0] - _APART


def _runs(points: Iterable[Point | None]) -> list[list[Point]]:
    """Those that follow each other without a gap."""
    return [[point for point in run if point] for known, run in groupby(points, bool) if known]


def _draw_names(sheet: Sheet, field: _Field, series: Sequence[Line]) -> None:
    """Each beside its end, or a little away with a thread to it."""
    ends = [_end(field, line) for line in series]
    places = spread([y for _, y in ends], _LABEL, _HEAD + _CHART)
    for line, (sign, colour), (x, y), place in zip(series, _LOOKS, ends, places, strict=False):
        left = field.right + _REACH
        sheet.path([(x + 16, y), (left - 8, place)], canvas.GREY, 2)
        sheet.sign((left + 12, place), sign, 30, colour)
        sheet.words((left + 34, place + 10), fitted(line.figure, _TEXT, _NAMES - 34), _TEXT)
        sheet.words((left, place + 46), fitted(line.name, SMALLEST, _NAMES), SMALLEST, canvas.GREY)


def _end(field: _Field, line: Line) -> Point:
    known = [(day, value) for day, value in enumerate(line.values) if value is not None]
    return field.at(*known[-1]) if known else (field.right, _HEAD + _CHART)
