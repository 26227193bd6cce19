"""A list in WeChat's own format, as somebody pasted it: #接龙, a title, numbered names. Pure."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from bot.commands.wording import fold
from bot.errors import UserError
from plugins.campaigns.people import key_of
from plugins.campaigns.signup import messages as m
from plugins.campaigns.signup.rules import LONGEST_WORDS, MOST_ENTRIES, Said, read_said

_HEAD = re.compile(r"\s*[#＃]\s?(?:群?接龙|sign-?up)[ \t:：]*([^\n]*)", re.IGNORECASE)
_ITEM = re.compile(r"\s*(\d{1,4})\s*[.．、:：)）]\s*(.*)")
_NAME_ENDS = re.compile(r"[\s+＋(（:：,，;；×]")
_AFTER_NAME = " \t+＋(（:：,，;；×x*带-—"


class Pasted(NamedTuple):
    """The lines that may be the title, and what stands behind each number."""

    titles: tuple[str, ...]
    lines: tuple[str, ...]


class Named(NamedTuple):
    """A name as it was written, and what was said with it."""

    name: str
    said: Said


def looks_like_one(text: str) -> bool:
    """A quick look at how it begins."""
    return text[:1] in "#＃ \n" and _HEAD.match(text[:64]) is not None


def read(text: str) -> Pasted | None:
    """The list that a text is; None where nobody is on it. Raises UserError for more than any list holds."""
    head = _HEAD.match(text)
    if head is None:
        return None
    titles, lines = [head[1].strip()], list[str]()
    for line in text[head.end() :].split("\n"):
        item = _ITEM.fullmatch(line)
        if item and item[2].strip():
            lines.append(item[2].strip())
        elif not lines and not item:
            titles.append(line.strip())
    if len(lines) > MOST_ENTRIES:
        raise UserError(m.PASTED_TOO_MANY, most=MOST_ENTRIES)
    found = tuple(title for title in titles if title)
    return Pasted(found, tuple(lines)) if lines else None


def named(line: str, known: Collection[str]) -> Named:
    """Who a line is about: the longest name that is known, else its first word, and what follows."""
    for end in _ends(line):
        if key_of(line[:end]) in known:
            return _named(line[:end], line[end:])
    first = _NAME_ENDS.search(line)
    end = first.start() if first and first.start() else len(line)
    return _named(line[:end], line[end:])


def _ends(line: str) -> Iterator[int]:
    """Where a name can end, the longest first."""
    yield len(line)
    for end in range(min(len(line) - 1, LONGEST_WORDS), 0, -1):
        if line[end] in _AFTER_NAME or line[end - 1] in " )）" or line[end].isdigit():
            yield end


def _named(name: str, rest: str) -> Named:
    words = rest.strip(" \t:：,，;；-—()（）")
    try:
        said = read_said(words)
    except UserError:
        said = Said(None, words[:LONGEST_WORDS])
    return Named(name.strip()[:LONGEST_WORDS], said)


def is_title(written: str, title: str) -> bool:
    """Whether a line of a paste is a sign-up's title."""
    return fold(key_of(written)) == fold(key_of(title))
