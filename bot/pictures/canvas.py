"""What every picture is drawn with: a sheet with measured words and a few colours, kept as a small PNG."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from io import BytesIO
from itertools import product
from typing import Any, Literal

from PIL import Image, ImageDraw

from bot.phrases import Language
from bot.pictures.fonts import LANGUAGES, drawable, font

WIDTH = 1080
SMALLEST = 28
"""Of letters, in pixels."""
ELLIPSIS = "…"

# After Okabe and Ito's colours, told apart with any kind of colour vision, https://jfly.uni-koeln.de/color/; all but
# the blue are darker, to stand out on white: words by 4.5, marks by 3, see WCAG 2.2.
BLUE, VERMILLION, GREEN, ORANGE = "#0072B2", "#C03D28", "#005F45", "#BA8100"
PAPER, INK, GREY, FAINT, LINE = "#FFFFFF", "#1F2328", "#626976", "#F3F5F7", "#D5DAE0"
PALE = "#FFF4CC"
"""A ground that words stand well on."""
SHADES = ("#EEF3F8", "#CFE1EF", "#9CC4E0", "#5C9FCC", "#0072B2", "#003F6B")
"""From nothing to the most, further from the paper for every kind of colour vision; the last but one is BLUE."""

Ground = Literal["light", "dark"]
DARK = {
    BLUE: "#80D4FE",
    VERMILLION: "#ED7647",
    GREEN: "#329A79",
    ORANGE: "#FAC636",
    PAPER: "#14171B",
    INK: "#EEF1F4",
    GREY: "#A7AFBA",
    FAINT: "#1E2329",
    LINE: "#5E6873",
    PALE: "#38310F",
    SHADES[0]: "#2A323A",
    SHADES[1]: "#1F4560",
    SHADES[2]: "#2A6A92",
    SHADES[3]: "#4A9CCB",
    SHADES[5]: "#D8F1FF",
}
"""What every colour becomes on dark paper; all drawing is in the light ones."""
_GROUND: ContextVar[Ground] = ContextVar("ground", default="light")

_FINE = 3
"""How many times as large a stroke is drawn before it is made small."""
_COLOURS = 96
_MOST_COLOURS = 1 << 16
"""Of letters with smooth edges on flat grounds; a page has about two thousand."""
_APART = 8
"""By less than that no eye tells two colours."""
_EFFORT = 6
"""Of packing, from 1 to 9; 9 takes seven times as long for a tenth less."""

_LOOSE = " ·-—–:：,，、.。|｜#"
"""Not left standing before an ellipsis."""
_HANGING = " ·|｜"
"""Nor at the end of a line that goes on in the next."""

_NEVER_FIRST = "，。；：、？！）」』》】…％%,.;:?!)"
"""Nor at the beginning of one."""

Point = tuple[float, float]
Box = tuple[float, float, float, float]


@contextmanager
def on_ground(ground: Ground) -> Generator[None]:
    """What is drawn within, threads started from there included, stands on this paper."""
    token = _GROUND.set(ground)
    try:
        yield
    finally:
        _GROUND.reset(token)


class Sheet:
    """A picture in the making, in one language and on the ground that was asked for; see `on_ground`."""

    def __init__(self, height: int, language: Language) -> None:
        self._is_dark = _GROUND.get() == "dark"
        self._image = Image.new("RGB", (WIDTH, height), self._seen(PAPER))
        self._draw = ImageDraw.Draw(self._image)
        self._language = LANGUAGES[language]

    def words(self, at: Point, text: str, size: int, colour: str = INK, *, anchor: str = "ls") -> None:
        """Words by Pillow's anchors; "ls" is the left end of their base line."""
        self._draw.text(
            at, drawable(text), font=font(size), fill=self._seen(colour), anchor=anchor, language=self._language
        )

    def box(self, box: Box, *, fill: str | None = None, line: str | None = None, width: int = 1, r: int = 0) -> None:
        """A rectangle, with round corners of radius `r`."""
        inside, around = fill and self._seen(fill), line and self._seen(line)
        self._draw.rounded_rectangle(box, radius=r, fill=inside, outline=around, width=width)

    def sign(self, centre: Point, sign: str, size: int, colour: str) -> None:
        """A sign such as ● or ◆ around a point; as letters are, it is drawn with smooth edges."""
        left, top, right, bottom = font(size).getbbox(sign, anchor="ls")
        x, y = centre[0] - (left + right) / 2, centre[1] - (top + bottom) / 2
        self._draw.text((x, y), sign, font=font(size), fill=self._seen(colour), anchor="ls")

    def path(self, points: Sequence[Point], colour: str, width: int) -> None:
        """Strokes from point to point, with smooth edges."""
        left, top = (int(min(values)) - width for values in zip(*points, strict=True))
        right, bottom = (int(max(values)) + width + 1 for values in zip(*points, strict=True))
        mask = Image.new("L", ((right - left) * _FINE, (bottom - top) * _FINE))
        fine = [((x - left) * _FINE, (y - top) * _FINE) for x, y in points]
        ImageDraw.Draw(mask).line(fine, fill=255, width=width * _FINE, joint="curve")
        self._image.paste(self._seen(colour), (left, top), mask.reduce(_FINE))

    def badge(self, at: Point, text: str, colour: str) -> float:
        """A word in the paper's colour on a small coloured ground, its right top corner at `at`; its width."""
        wide = width_of(text, SMALLEST, self._language) + 12
        x, y = at
        self.box((x - wide, y, x, y + 38), fill=colour, r=8)
        self.words((x - wide / 2, y + 30), text, SMALLEST, PAPER, anchor="ms")
        return wide

    def _seen(self, colour: str) -> str:
        return DARK[colour] if self._is_dark else colour

    def png(self) -> bytes:
        """The picture with few colours, which is all that flat drawing needs."""
        buffer = BytesIO()
        small = self._image.quantize(palette=_palette(self._image), dither=Image.Dither.NONE)
        small.save(buffer, "PNG", compress_level=_EFFORT)
        return buffer.getvalue()


def _palette(image: Image.Image) -> Image.Image:
    """The commonest colours that differ from each other: those of flat drawing, just as they are, and edges' shades.

    Several times as fast as any of Pillow's ways, and closer; it finds the nearest of a palette's colours only where
    they are not too near each other.
    """
    taken, chosen = set[tuple[int, int, int]](), list[int]()
    found: Any = image.getcolors(_MOST_COLOURS)
    for _, colour in sorted(found, reverse=True):
        cells = set(product(*({(value - 2) // _APART, (value + 2) // _APART} for value in colour)))
        if taken.isdisjoint(cells):
            taken |= cells
            chosen.extend(colour)
        if len(chosen) == 3 * _COLOURS:
            break
    palette = Image.new("P", (1, 1))
    palette.putpalette(chosen)
    return palette


def width_of(text: str, size: int, language: str = "zh-Hans") -> float:
    """How wide words are, in pixels."""
    return font(size).getlength(text, language=language)


def fitted(text: str, size: int, room: float) -> str:
    """The words, cut with an ellipsis where they are wider than the room there is."""
    text = drawable(text)
    if width_of(text, size) <= room:
        return text
    return text[: _fits(text, size, room - width_of(ELLIPSIS, size))].rstrip(_LOOSE) + ELLIPSIS


def wrapped(text: str, size: int, room: float, most: int) -> list[str]:
    """The words in at most so many lines, between words or Chinese characters; the last is cut to fit."""
    rest, lines = drawable(text), list[str]()
    while rest and len(lines) < most - 1:
        end = _fits(rest, size, room)
        if end < len(rest):
            end = _break_before(rest, end)
        if not end:
            break
        lines.append(rest[:end].rstrip(_HANGING))
        rest = rest[end:].lstrip()
    return [*lines, fitted(rest, size, room)] if rest else lines


def _fits(text: str, size: int, room: float) -> int:
    """How many characters there is room for, at least one."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width_of(text[:middle], size) <= room else (low, middle - 1)
    return low


def _break_before(text: str, end: int) -> int:
    """Where a line of at most `end` characters ends, so that no word of letters or digits is broken and none begins
    with what closes another; 0 for nowhere.
    """
    start = end
    while start and (text[start] in _NEVER_FIRST or (_is_letter(text[start - 1]) and _is_letter(text[start]))):
        start -= 1
    return start


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalnum()
