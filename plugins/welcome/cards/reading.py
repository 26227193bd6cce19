"""What of a message is an introduction by the group's template."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from bot.commands.wording import fold

LONGEST = 300
"""Characters kept of a field."""
LONGEST_LABEL = 20
MOST_WORDS = 10
ENOUGH = 2
"""So many fields with something in them make an introduction."""
SURE = 3
"""So many, where none begins a line: 大家好【称呼】…"""

_ONE_LINE_END = {ord("\r"): " ", **{ord(end): "\n" for end in "\v\f\x85\u2028\u2029"}}
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""What would turn or hide the words around it."""
_LEAD = r"^[^\w\n\[【@/]{0,8}(?:(?:\d{1,2}|[①-⑳一二三四五六七八九十])[^\w\n\[【@/]{0,6})?"
"""What may stand before a label at the beginning of its line: `1. `, `- `, an emoji."""
_SP = r"[ \t]*"
_MARKS = "：】:]］"
_ANY = rf"[^\[\]【】:\n]{{1,{LONGEST_LABEL}}}?"
_LABELLED = re.compile(rf"【{_ANY}[\]】:]|\[{_ANY}[\]】:](?=[\s:]*[^\s\[【])|(?<=[^\W\d]){_SP}:(?!//)")
_LED = re.compile(rf"{_LEAD}(?:[\[【]|[^\s:\[\]【】,。!?;、][^:\n\[\]【】,。!?;、]{{0,24}}:)", re.MULTILINE)
_CLOSING = re.compile(r"[\]】］]")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_ITEM = re.compile(r"[ \t]*(?:\d{1,2}[.、)]|[-·•*]|[①-⑳])")
_HASHED = re.compile(r"(?<![A-Za-z0-9/])[#＃]([^\s#＃,，、/;；。:：【】\[\]]{1,40})")
_NOTHING = re.compile(r"[_\-—–…·.。~*\s]*|x{2,}|\([^()]*\)|无|没有|暂无|保密|none|n/?a|nothing")
_AROUND = " \t\n,，;；、|/:：=-—"


class Field(NamedTuple):
    """One line of a template: what it is called, and what else it may be called."""

    name: str
    other: str = ""


Template = tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Introduction:
    """What somebody told: fields by name, empty where they said there is nothing, and words with a # beside them."""

    values: Mapping[str, str]
    words: tuple[str, ...] = ()


class _Mark(NamedTuple):
    start: int
    end: int
    name: str
    leads: bool
    within: bool


def looks_like_one(text: str) -> bool:
    """Whether the text may be an introduction by whatever template; quick, as it is asked of everything said."""
    if "：" in text or "】" in text or ":" in text or "]" in text or "］" in text:
        return sum(map(text.count, _MARKS)) > 1 and _is_labelled(_plain(text))
    return False


def read(text: str, template: Template) -> Introduction | None:
    """The introduction that a text is by this template; None for any other talk."""
    marks = list(_marks(_plain(text), template))
    values: dict[str, str] = {}
    for mark, after in zip(marks, [*marks, None][1:], strict=True):
        if mark.name and not values.get(mark.name):
            values[mark.name] = _told(text, mark, after)
    told = sum(map(bool, values.values()))
    if told < (ENOUGH if any(mark.leads for mark in marks if mark.name) else SURE):
        return None
    ordered = {field.name: values[field.name] for field in template if field.name in values}
    within = {word for value in ordered.values() for word in hashed(value)}
    return Introduction(ordered, tuple(word for word in hashed(text) if word not in within)[:MOST_WORDS])


def _plain(text: str) -> str:
    """Folded, character for character, every line ending in the same way."""
    return fold(text).translate(_ONE_LINE_END)


def _is_labelled(plain: str) -> bool:
    labels = _LABELLED.finditer(plain)
    several = next(labels, None) is not None and next(labels, None) is not None
    return several and ("【" in plain or _LED.search(plain) is not None)


@lru_cache(maxsize=256)
def _pattern(template: Template) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """What finds labels, known and others, and which field each known one names."""
    names = {_squeezed(fold(name)): field.name for field in template for name in field if name}
    spelled = "|".join(_SP.join(map(re.escape, name)) for name in sorted(names, key=len, reverse=True))
    closed = rf"(?:[\]】]{_SP}:?|:{_SP}[\]】]|(?P<within>:))"
    bracketed = rf"(?P<lead>{_LEAD})?[\[【]{_SP}(?P<b>{spelled}|{_ANY}){_SP}{closed}"
    coloned = rf"(?:(?P<led>{_LEAD})|(?<=[\s,;|/、。\]】]))(?P<c>{spelled}){_SP}:(?!//)"
    other = rf"{_LEAD}(?P<u>[^\W\d_][^\s:\[\]【】,;。、]{{0,11}}){_SP}:(?!//)"
    return re.compile(f"{bracketed}|{coloned}|{other}", re.MULTILINE), names


def _marks(plain: str, template: Template) -> Iterator[_Mark]:
    """The labels in order. Within a line, what is neither in 【】 nor after a label that begins it is none."""
    pattern, names = _pattern(template)
    led_until = -1
    for match in pattern.finditer(plain):
        name = names.get(_squeezed(match["b"] or match["c"] or ""), "")
        if match["lead"] is not None or match["led"] is not None:
            end = plain.find("\n", match.end())
            led_until = len(plain) if end < 0 else end
        is_led = match.start() < led_until
        if plain[match.start()] == "【" or match["u"] or (is_led and (name or match["lead"] is not None)):
            yield _Mark(match.start(), match.end(), name, is_led, match["within"] is not None)


def _told(text: str, mark: _Mark, after: _Mark | None) -> str:
    told = text[mark.end : after.start if after else len(text)].translate(_ONE_LINE_END)
    if mark.within:
        told = _CLOSING.split(told, maxsplit=1)[0]
    elif after is None:
        told = _without_afterword(told)
    return _cleaned(_BLANK_LINE.split(told.lstrip(), maxsplit=1)[0])


def _without_afterword(told: str) -> str:
    """Of the last field: its line with the items of a list below, or all that is below an empty one."""
    first, *more = told.split("\n")
    return "\n".join([first, *takewhile(_ITEM.match, more)]) if first.strip() else told


def _cleaned(told: str) -> str:
    lines = (" ".join(line.split()) for line in _UNSEEN.sub("", told).split("\n"))
    value = "\n".join(filter(None, lines)).strip(_AROUND)
    if _NOTHING.fullmatch(fold(value)):
        return ""
    return value if len(value) <= LONGEST else value[:LONGEST] + "…"


def hashed(text: str) -> list[str]:
    """The words with a # before them, each once."""
    return [word for word in dict.fromkeys(_HASHED.findall(_UNSEEN.sub("", text))) if not word.isdigit()]


def _squeezed(name: str) -> str:
    return "".join(name.split())
