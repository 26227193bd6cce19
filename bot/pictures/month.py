"""A month on one page: what is on which day, and what day that is in China."""

from calendar import Calendar, month_name
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.phrases import Language, Phrase
from bot.pictures import canvas
from bot.pictures import messages as m
from bot.pictures.canvas import SMALLEST, WIDTH, Sheet, fitted, wrapped
from bot.times.days import WEEKDAYS_EN, WEEKDAYS_ZH
from bot.times.festivals import DayOff, day_off, lunar_of, occasions

TITLES = 3
"""Named on a day; of more only the number is told."""
LABEL = 3
"""Lines of what the day is known for, which English needs."""
ROOMY = 2
"""So few on a day have two lines each."""

_MARGIN, _HEAD, _FOOT = 16, 236, 132
_COLUMN = (WIDTH - 2 * _MARGIN) // 7
_PAD, _NUMBER, _LINE, _LEAST, _SIGN = 6, 54, 38, 150, 23
_SATURDAY = 5
_OFF: dict[DayOff, tuple[Phrase, str, Phrase]] = {
    "off": (m.OFF, canvas.GREEN, m.LEGEND_OFF),
    "made up": (m.MADE_UP, canvas.GREY, m.LEGEND_MADE_UP),
}


Mark = Literal["value", "promo", "own"]
_MARKS: dict[Mark, tuple[str, str, Phrase]] = {
    "value": ("●", canvas.BLUE, m.VALUE),
    "promo": ("◆", canvas.VERMILLION, m.PROMO),
    "own": ("★", canvas.ORANGE, m.OWN),
}


@dataclass(frozen=True, slots=True)
class Item:
    """Something that goes out on a day, or a day of the group's own."""

    title: str
    mark: Mark = "value"


Days = Mapping[date, Sequence[Item]]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A day with its words already fitted into a column; each item in one or two lines."""

    day: date
    labels: Sequence[str]
    is_occasion: bool
    items: Sequence[tuple[Item, Sequence[str]]]
    more: int

    @property
    def height(self) -> int:
        lines = len(self.labels) + sum(len(title) for _, title in self.items) + bool(self.more)
        return _NUMBER + lines * _LINE + 2 * _PAD


@dataclass(frozen=True, slots=True)
class _Legend:
    """What of a month is to be explained."""

    marks: Collection[Mark]
    offs: Collection[DayOff]


def draw_month(month: date, days: Days, *, subtitle: str, today: date, language: Language) -> bytes:
    """The month of this day as a PNG; a day's items in the order they are to be read."""
    weeks = [[_cell(day, days, language) for day in week] for week in _weeks(month)]
    heights = [max(_LEAST, *(cell.height for cell in week if cell.day.month == month.month)) for week in weeks]
    sheet = Sheet(_HEAD + sum(heights) + _FOOT, language)
    _draw_head(sheet, month, subtitle, language)
    top = _HEAD
    for week, height in zip(weeks, heights, strict=True):
        for column, cell in enumerate(week):
            box = (_MARGIN + column * _COLUMN, top, _MARGIN + (column + 1) * _COLUMN, top + height)
            if cell.day.month == month.month:
                _draw_day(sheet, cell, box, today, language)
            else:
                sheet.box(box, fill=canvas.FAINT, line=canvas.LINE)
        top += height
    inside = [cell.day for week in weeks for cell in week if cell.day.month == month.month]
    legend = _Legend({item.mark for items in days.values() for item in items}, {day_off(day) for day in inside})
    _draw_legend(sheet, top, legend, today in inside, language)
    return sheet.png()


def _weeks(month: date) -> list[list[date]]:
    return Calendar().monthdatescalendar(month.year, month.month)


def _cell(day: date, days: Days, language: Language) -> _Cell:
    room, items = _COLUMN - 2 * _PAD, days.get(day, ())
    names = occasions(day)
    if names:
        several = m.AND(language).join(name(language) for name in names)
        labels = wrapped(names[0](language) if items else several, SMALLEST, room, LABEL)
    else:
        labels = [fitted(lunar_of(day).name(language), SMALLEST, room)]
    lines = 2 if len(items) <= ROOMY else 1
    named = [(item, wrapped(item.title, SMALLEST, room - _SIGN, lines)) for item in items[:TITLES]]
    return _Cell(day, labels, bool(names), named, len(items) - len(named))


def _draw_head(sheet: Sheet, month: date, subtitle: str, language: Language) -> None:
    name = month.month if language == "zh" else month_name[month.month]
    title = m.MONTH(language, year=month.year, month=name)
    sheet.words((_MARGIN, 84), title, 64)
    sheet.words((_MARGIN, 144), fitted(subtitle, 34, WIDTH - 2 * _MARGIN), 34, canvas.GREY)
    for column in range(7):
        name = WEEKDAYS_ZH[column] if language == "zh" else WEEKDAYS_EN[column]
        colour = canvas.VERMILLION if column >= _SATURDAY else canvas.INK
        sheet.words((_MARGIN + (column + 0.5) * _COLUMN, 212), name, 34, colour, anchor="ms")


def _draw_day(sheet: Sheet, cell: _Cell, box: canvas.Box, today: date, language: Language) -> None:
    left, top, right, _ = box
    is_today = cell.day == today
    sheet.box(box, fill=canvas.PALE if is_today else None, line=canvas.LINE)
    if is_today:
        sheet.box(box, line=canvas.ORANGE, width=5)
    _draw_number(sheet, cell, (left, top, right), language)
    y = top + _NUMBER + _PAD
    for label in cell.labels:
        sheet.words((left + _PAD, y + 28), label, SMALLEST, canvas.INK if cell.is_occasion else canvas.GREY)
        y += _LINE
    for item, title in cell.items:
        _draw_mark(sheet, (left + _PAD + 8, y + 18), item.mark)
        for line in title:
            sheet.words((left + _PAD + _SIGN, y + 28), line, SMALLEST)
            y += _LINE
    if cell.more:
        more = fitted(m.MORE(language, n=cell.more), SMALLEST, _COLUMN - 2 * _PAD)
        sheet.words((left + _PAD, y + 28), more, SMALLEST, canvas.GREY)


def _draw_number(sheet: Sheet, cell: _Cell, place: tuple[float, float, float], language: Language) -> None:
    left, top, right = place
    off = day_off(cell.day)
    is_free = off == "off" or (not off and cell.day.weekday() >= _SATURDAY)
    sheet.words((left + _PAD, top + 46), str(cell.day.day), 42, canvas.VERMILLION if is_free else canvas.INK)
    if off:
        word, colour, _ = _OFF[off]
        sheet.badge((right - _PAD, top + 12), word(language), colour)


def _draw_mark(sheet: Sheet, centre: canvas.Point, mark: Mark) -> None:
    sign, colour, _ = _MARKS[mark]
    sheet.sign(centre, sign, 20, colour)


def _draw_legend(sheet: Sheet, top: float, legend: _Legend, today: bool, language: Language) -> None:
    x, y = float(_MARGIN), top + 50
    for mark, (_, _, word) in _MARKS.items():
        if mark in legend.marks:
            _draw_mark(sheet, (x + 8, y - 10), mark)
            x = _explain(sheet, (x + 24, y), word(language))
    sheet.words((x, y), m.LUNAR(language), SMALLEST, canvas.GREY)
    x, y = float(_MARGIN), y + 52
    for kind, (sign, colour, word) in _OFF.items():
        if kind in legend.offs:
            wide = canvas.width_of(sign(language), SMALLEST) + 12
            sheet.badge((x + wide, y - 29), sign(language), colour)
            x = _explain(sheet, (x + wide + 8, y), word(language))
    if today:
        sheet.box((x, y - 28, x + 34, y + 6), fill=canvas.PALE, line=canvas.ORANGE, width=4)
        _explain(sheet, (x + 44, y), m.LEGEND_TODAY(language))


def _explain(sheet: Sheet, at: canvas.Point, word: str) -> float:
    """Write a word of the legend; where the next sign may begin."""
    sheet.words(at, word, SMALLEST)
    return at[0] + canvas.width_of(word, SMALLEST) + 36
