"""Figures in large, days as columns, hours as a strip and names in rows, one part below the other on one page."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from bot.phrases import Language
from bot.pictures import canvas
from bot.pictures.canvas import SMALLEST, WIDTH, Point, Sheet, fitted, width_of, wrapped

FOOT = 6
"""Lines below everything."""

_MARGIN, _HEAD, _GAP, _LINE = 48, 184, 44, 42
_LEFT, _RIGHT = _MARGIN, WIDTH - _MARGIN
_TITLE, _NOTE = 40, 30

_TILE, _BETWEEN, _PAD, _LARGE, _TEXT = 196, 24, 28, 76, 34
_CHART, _TOP, _UNDER = 300, 44, 56
_CELL, _SCALE = 84, 48
_ROW = 66
_EDGE = 2
"""Around what is as pale as the paper."""
_NARROW = 40
"""Columns narrower than this bear no figure of their own."""
_CHANGED = {"↑": canvas.BLUE, "↓": canvas.VERMILLION}


class Part(ABC):
    """Something with a heading of its own; `height` is without that."""

    heading: str
    note: str

    @property
    @abstractmethod
    def height(self) -> int:
        """Pixels from top to bottom."""

    @abstractmethod
    def draw(self, sheet: Sheet, top: float) -> None:
        """Draw it from there down."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in large with what it is of; `change` stands beside it, in a colour where it begins with ↑ or ↓."""

    label: str
    value: str
    change: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figures(Part):
    """Tiles, two beside each other."""

    figures: Sequence[Figure]
    heading: str = ""
    note: str = ""

    @property
    def height(self) -> int:
        """Of all rows."""
        rows = -(-len(self.figures) // 2)
        return rows * _TILE + (rows - 1) * _BETWEEN

    def draw(self, sheet: Sheet, top: float) -> None:
        """In the order they are read."""
        wide = (_RIGHT - _LEFT - _BETWEEN) / 2
        for n, figure in enumerate(self.figures):
            left, upper = _LEFT + n % 2 * (wide + _BETWEEN), top + n // 2 * (_TILE + _BETWEEN)
            _draw_figure(sheet, figure, (left, upper, left + wide, upper + _TILE))


@dataclass(frozen=True, slots=True)
class Column:
    """A day: its value, the same day's of the time before, and what stands below it, if anything does."""

    value: int
    before: int | None = None
    label: str = ""
    is_free: bool = False


@dataclass(frozen=True, slots=True)
class Columns(Part):
    """Days from left to right; `names` tell what is now and what was before, which is drawn only where it is known."""

    heading: str
    columns: Sequence[Column]
    names: tuple[str, str]
    note: str = ""

    @property
    def height(self) -> int:
        """Always the same."""
        return _TOP + _CHART + _UNDER

    def draw(self, sheet: Sheet, top: float) -> None:
        """With the largest as high as there is room."""
        base, each = top + _TOP + _CHART, (_RIGHT - _LEFT) / len(self.columns)
        most = max(1, *(max(column.value, column.before or 0) for column in self.columns))
        highest = max(self.columns, key=lambda column: column.value)
        for n, column in enumerate(self.columns):
            if column.is_free and each < _NARROW:
                left = _LEFT + n * each
                sheet.box((left, top, left + each, base), fill=canvas.FAINT)
        for n, column in enumerate(self.columns):
            middle = _LEFT + (n + 0.5) * each
            _draw_column(sheet, column, (middle, base), each * (0.36 if each < _NARROW else 0.3), most)
            if column.value and (each >= _NARROW or column is highest):
                _write(sheet, (middle, base - _high(column.value, most) - 12), str(column.value), canvas.INK)
            colour = canvas.VERMILLION if column.is_free else canvas.INK
            _write(sheet, (middle, base + 42), column.label, colour)
        sheet.box((_LEFT, base, _RIGHT, base + 2), fill=canvas.GREY)


@dataclass(frozen=True, slots=True)
class Strip(Part):
    """The hours of a day as cells, darker the more there is."""

    heading: str
    hours: Sequence[int]
    note: str = ""

    @property
    def height(self) -> int:
        """Always the same."""
        return _CELL + _SCALE

    def draw(self, sheet: Sheet, top: float) -> None:
        """With the clock below."""
        each, most = (_RIGHT - _LEFT) / len(self.hours), max(1, *self.hours)
        for hour, value in enumerate(self.hours):
            left = _LEFT + hour * each
            sheet.box((left + 1, top, left + each - 2, top + _CELL), fill=_shade(value, most), r=6)
            if not hour % 3:
                sheet.words((left + each / 2, top + _CELL + 38), str(hour), SMALLEST, canvas.GREY, anchor="ms")


@dataclass(frozen=True, slots=True)
class Rows(Part):
    """Names from the first to the last, each with its figure."""

    heading: str
    rows: Sequence[tuple[str, str]]
    note: str = ""

    @property
    def height(self) -> int:
        """Of all rows."""
        return len(self.rows) * _ROW

    def draw(self, sheet: Sheet, top: float) -> None:
        """Numbered."""
        for n, (name, figure) in enumerate(self.rows, start=1):
            base = top + (n - 1) * _ROW + 44
            sheet.words((_LEFT + 22, base), str(n), _TEXT, canvas.BLUE, anchor="ms")
            room = _RIGHT - _LEFT - 60 - width_of(figure, _TEXT) - _BETWEEN
            sheet.words((_LEFT + 60, base), fitted(name, _TEXT, room), _TEXT)
            sheet.words((_RIGHT, base), figure, _TEXT, canvas.GREY, anchor="rs")


def draw_overview(title: str, subtitle: str, parts: Sequence[Part], *, foot: str, language: Language) -> bytes:
    """The parts as a PNG, in this order; `foot` explains them."""
    below = wrapped(foot, SMALLEST, _RIGHT - _LEFT, FOOT)
    heights = [(_heading(part) + part.height + _GAP) for part in parts]
    sheet = Sheet(_HEAD + sum(heights) + len(below) * _LINE + (_MARGIN - _GAP // 2), language)
    sheet.words((_LEFT, 86), fitted(title, 60, _RIGHT - _LEFT), 60)
    sheet.words((_LEFT, 142), fitted(subtitle, 34, _RIGHT - _LEFT), 34, canvas.GREY)
    y = float(_HEAD)
    for part, height in zip(parts, heights, strict=True):
        _draw_heading(sheet, part, y)
        part.draw(sheet, y + _heading(part))
        y += height
    for line in below:
        sheet.words((_LEFT, y + 14), line, SMALLEST, canvas.GREY)
        y += _LINE
    return sheet.png()


def _heading(part: Part) -> int:
    return 64 if part.heading else 0


def _draw_heading(sheet: Sheet, part: Part, top: float) -> None:
    if not part.heading:
        return
    sheet.words((_LEFT, top + 36), part.heading, _TITLE)
    if isinstance(part, Columns):
        _draw_legend(sheet, part, top + 36)
    else:
        room = _RIGHT - _LEFT - width_of(part.heading, _TITLE) - _BETWEEN
        sheet.words((_RIGHT, top + 36), fitted(part.note, _NOTE, room), _NOTE, canvas.GREY, anchor="rs")


def _draw_legend(sheet: Sheet, part: Columns, base: float) -> None:
    """From the right to the left; columns of one colour need none."""
    now, before = part.names
    if all(column.before is None for column in part.columns):
        return
    x = float(_RIGHT)
    for name, colour, edge in ((before, canvas.LINE, canvas.GREY), (now, canvas.BLUE, None)):
        sheet.words((x, base), name, SMALLEST, canvas.GREY, anchor="rs")
        x -= width_of(name, SMALLEST) + 12
        sheet.box((x - 26, base - 24, x, base + 2), fill=colour, line=edge, width=_EDGE, r=4)
        x -= 26 + _BETWEEN


def _draw_figure(sheet: Sheet, figure: Figure, box: canvas.Box) -> None:
    left, top, right, _ = box
    sheet.box(box, fill=canvas.FAINT, r=20)
    room = right - left - 2 * _PAD
    sheet.words((left + _PAD, top + 50), fitted(figure.label, _NOTE, room), _NOTE, canvas.GREY)
    value = fitted(figure.value, _LARGE, room)
    sheet.words((left + _PAD, top + 128), value, _LARGE)
    if figure.change:
        colour = _CHANGED.get(figure.change[0], canvas.GREY)
        x = left + _PAD + width_of(value, _LARGE) + 16
        sheet.words((x, top + 128), fitted(figure.change, _TEXT, right - _PAD - x), _TEXT, colour)
    sheet.words((left + _PAD, top + 174), fitted(figure.note, SMALLEST, room), SMALLEST, canvas.GREY)


def _draw_column(sheet: Sheet, column: Column, foot: Point, reach: float, most: int) -> None:
    """Up from the foot, so far to both sides; what was before stands behind and is wider."""
    middle, base = foot
    if column.before:
        wide = reach + 4
        behind = middle - wide, base - _high(column.before, most), middle + wide, base
        sheet.box(behind, fill=canvas.LINE, line=canvas.GREY, width=_EDGE)
    if column.value:
        wide = reach if column.before is None else reach * 0.7
        sheet.box((middle - wide, base - _high(column.value, most), middle + wide, base), fill=canvas.BLUE)


def _high(value: int, most: int) -> float:
    return max(4.0, value / most * _CHART) if value else 0.0


def _write(sheet: Sheet, at: Point, words: str, colour: str) -> None:
    """Around the middle, moved where they would reach beyond the margin."""
    x, half = at[0], width_of(words, SMALLEST) / 2
    sheet.words((min(max(x, _LEFT + half), _RIGHT - half), at[1]), words, SMALLEST, colour, anchor="ms")


def _shade(value: int, most: int) -> str:
    return canvas.SHADES[-(-value * (len(canvas.SHADES) - 1) // most)]
