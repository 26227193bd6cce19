"""Horizontal bars, one below the other: each with what it is of above it, and its figure in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.phrases import Language
from bot.pictures import canvas
from bot.pictures.canvas import WIDTH, Sheet, fitted, width_of, wrapped

MOST = 16
"""Bars that one picture is still read with."""
FOOT = 6
"""Lines below the bars."""

_MARGIN, _HEAD, _ROW, _NOTE, _GAP, _LINE = 48, 172, 96, 42, 30, 44
_TEXT, _SMALL, _BAR, _ROUND = 38, 30, 34, 8


@dataclass(frozen=True, slots=True)
class Bar:
    """A share of the full width, 0 to 1, or None where it is not known; `figure` tells it, `note` says more."""

    label: str
    figure: str
    share: float | None
    note: str = ""


def draw_bars(title: str, subtitle: str, bars: Sequence[Bar], *, foot: str = "", language: Language) -> bytes:
    """The bars as a PNG, in this order, at most `MOST`; `foot` explains them."""
    bars, below = bars[:MOST], wrapped(foot, _SMALL, WIDTH - 2 * _MARGIN, FOOT)
    heights = [_ROW + (_NOTE if bar.note else 0) + _GAP for bar in bars]
    sheet = Sheet(_HEAD + sum(heights) + len(below) * _LINE + _MARGIN, language)
    sheet.words((_MARGIN, 82), fitted(title, 60, WIDTH - 2 * _MARGIN), 60)
    sheet.words((_MARGIN, 136), fitted(subtitle, 34, WIDTH - 2 * _MARGIN), 34, canvas.GREY)
    y = float(_HEAD)
    for bar, height in zip(bars, heights, strict=True):
        _draw(sheet, bar, y)
        y += height
    for line in below:
        y += _LINE
        sheet.words((_MARGIN, y - 10), line, _SMALL, canvas.GREY)
    return sheet.png()


def _draw(sheet: Sheet, bar: Bar, top: float) -> None:
    left, right, base = _MARGIN, WIDTH - _MARGIN, top + _TEXT + 6
    room = right - left - width_of(bar.figure, _TEXT) - _GAP
    sheet.words((left, base), fitted(bar.label, _TEXT, room), _TEXT)
    sheet.words((right, base), bar.figure, _TEXT, anchor="rs")
    upper, lower = top + _ROW - _BAR, top + _ROW
    sheet.box((left, upper, right, lower), fill=canvas.FAINT, line=canvas.LINE, width=2, r=_ROUND)
    if bar.share:
        end = left + max(2 * _ROUND, min(bar.share, 1.0) * (right - left))
        sheet.box((left, upper, end, lower), fill=canvas.BLUE, r=_ROUND)
    if bar.note:
        sheet.words((left, lower + _NOTE - 8), fitted(bar.note, _SMALL, right - left), _SMALL, canvas.GREY)
