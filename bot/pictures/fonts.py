"""The one font of all pictures, with the shapes of simplified Chinese, and what it lacks."""

import unicodedata
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from PIL import ImageFont, features

from bot.errors import DandelionError
from bot.phrases import Language, Phrase

PACKAGE, FILE = "cvttf_NotoSansCJK_Regular", "NotoSansCJKtc-Regular.otf"
LANGUAGES: dict[Language, str] = {"zh": "zh-Hans", "en": "en"}
"""What the font chooses a character's shape by; without it a 骨 looks Traditional."""

NO_FONT = Phrase(
    "缺少画图用的字体，请重新安装依赖（包 cvttf-notosanscjk-regular）",
    "the font of the pictures is missing; install the dependencies again (package cvttf-notosanscjk-regular)",
)
NO_SHAPING = Phrase(
    "Pillow 不带 raqm，汉字字形会不对；请安装 libraqm 或用官方的轮子",
    "Pillow lacks raqm, so characters would have the wrong shapes; install libraqm or use its official wheel",
)

_NOWHERE = "\U0010ffff"
"""A character no font has: it shows what missing ones look like."""
_PROBE = 16
_NEVER = ("Cc", "Cf", "Co", "Cn", "Cs", "Mn", "Mc", "Me")
"""Kinds of characters that show nothing by themselves, or are no characters."""


class FontError(DandelionError):
    """Nothing can be drawn on this machine, and what to do about it."""

    def __init__(self, why: Phrase) -> None:
        super().__init__(why("en"))
        self.why = why


def path() -> Path:
    """Where the font is. Raises FontError when it can't be used."""
    try:
        font = Path(str(files(PACKAGE) / FILE))
    except ModuleNotFoundError:
        raise FontError(NO_FONT) from None
    if not font.is_file():
        raise FontError(NO_FONT)
    if not features.check("raqm"):
        raise FontError(NO_SHAPING)
    return font


@lru_cache(maxsize=32)
def font(size: int) -> ImageFont.FreeTypeFont:
    """The font in a size, in pixels."""
    return ImageFont.truetype(str(path()), size, layout_engine=ImageFont.Layout.RAQM)


def drawable(text: str) -> str:
    """The text in one line, without what the font lacks: emoji vanish, no box takes their place."""
    whole = unicodedata.normalize("NFC", text)
    return " ".join("".join(char for char in whole if char.isspace() or _has(char)).split())


@lru_cache(maxsize=8192)
def _has(char: str) -> bool:
    return unicodedata.category(char) not in _NEVER and _look(char) != _look(_NOWHERE)


def _look(char: str) -> tuple[tuple[int, int], bytes]:
    mask: Any = font(_PROBE).getmask(char)
    return mask.size, bytes(mask)
