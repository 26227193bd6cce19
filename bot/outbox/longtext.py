"""Cuts a text that is too long for one message into several, where a reader would pause."""

from itertools import pairwise

from bot.content import Mention, Text
from bot.platforms.base import LONGEST_NAME

MENTION_LENGTH = LONGEST_NAME + len("@ ")
"""The name itself is not known before the sending."""

_PAUSES = ("\n\n", "\n", "。", "！", "？", "；", ". ", "! ", "? ", "，", " ")
_STAND_IN = "@" * MENTION_LENGTH


def split(text: Text, limit: int) -> list[Text]:
    """The text in parts of at most `limit` characters, cut after a paragraph, else a line, a sentence, a word."""
    flat = "".join(_STAND_IN if isinstance(part, Mention) else part for part in text.parts)
    if len(flat) <= limit:
        return [text]
    cuts = [0]
    while cuts[-1] < len(flat):
        cuts.append(_cut(flat, cuts[-1], limit, text))
    pieces = (_slice(text, start, end) for start, end in pairwise(cuts))
    return [piece for piece in pieces if any(isinstance(part, Mention) or part.strip() for part in piece.parts)]


def _cut(flat: str, start: int, limit: int, text: Text) -> int:
    end = start + limit
    if end >= len(flat):
        return len(flat)
    for pause in _PAUSES:
        at = flat.rfind(pause, start, end)
        if at > start + limit // 3:
            return at + len(pause)
    return next((at for at in _mention_starts(text) if start < at < end < at + MENTION_LENGTH), end)


def _mention_starts(text: Text) -> list[int]:
    starts: list[int] = []
    at = 0
    for part in text.parts:
        if isinstance(part, Mention):
            starts.append(at)
        at += _length(part)
    return starts


def _slice(text: Text, start: int, end: int) -> Text:
    parts: list[str | Mention] = []
    at = 0
    for part in text.parts:
        low, high = max(start - at, 0), min(end - at, _length(part))
        if low < high:
            parts.append(part if isinstance(part, Mention) else part[low:high])
        at += _length(part)
    if isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip("\n")
    return Text(tuple(parts))


def _length(part: str | Mention) -> int:
    return MENTION_LENGTH if isinstance(part, Mention) else len(part)
