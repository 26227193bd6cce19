"""Admin-written text with declared {slots}, checked when it is saved and filled in one pass when it is used.

Full-width braces count as braces, a doubled brace is the brace itself, and a value is never read again as a template.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot import template_messages as m
from bot.commands.suggest import suggest
from bot.content import Mention, Text
from bot.errors import UserError
from bot.phrases import Language, Phrase

_TOKEN = re.compile(r"\{\{|\}\}|｛｛|｝｝|[{｛]([^{}｛｝\n]*)[}｝]|[{}｛｝]")

T = TypeVar("T")
DOUBLED = "{{ }}"

Value = str | Sequence[str | Mention]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a value, by the slot's canonical name."""

    name: str


Line = tuple[str | Slot, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A text ready to be filled, line by line."""

    lines: tuple[Line, ...]

    @property
    def slots(self) -> frozenset[str]:
        """The canonical names of the slots it uses."""
        return frozenset(part.name for line in self.lines for part in line if isinstance(part, Slot))

    def render(self, values: Mapping[str, Value]) -> Text:
        """The text with every slot filled; a line that held nothing but empty values disappears."""
        rendered = [_fill(line, values) for line in self.lines]
        kept = [parts for line, parts in zip(self.lines, rendered, strict=True) if parts or not line]
        joined = [part for n, parts in enumerate(kept) for part in (("\n", *parts) if n else parts)]
        return Text(tuple(_merged(joined)))


def compile(text: str, slots: Sequence[Phrase], language: Language) -> Template:  # noqa: A001 - templates.compile
    """The template a text means; each slot may be written by either of its names, the English one being canonical.

    Raises UserError naming a slot that does not exist, the nearest one, and all there are.
    """
    return Template(tuple(tuple(_merged(_parts(line, slots, language))) for line in text.split("\n")))


def _parts(line: str, slots: Sequence[Phrase], language: Language) -> Iterator[str | Slot]:
    end = 0
    for token in _TOKEN.finditer(line):
        yield line[end : token.start()]
        yield _read(token, slots, language)
        end = token.end()
    yield line[end:]


def _read(token: re.Match[str], slots: Sequence[Phrase], language: Language) -> str | Slot:
    name: str | None = token[1]
    if name is None and len(token[0]) == 2:
        return token[0][0]
    known = " ".join(f"{{{slot(language)}}}" for slot in slots)
    if name is None:
        raise UserError(m.LONELY_BRACE, brace=token[0], known=known, doubled=DOUBLED)
    names = {each: slot.en for slot in slots for each in (slot.zh, slot.en)}
    wanted = name.strip().lower()
    if wanted in names:
        return Slot(names[wanted])
    near = suggest(wanted, list(names))
    if near is None:
        raise UserError(m.UNKNOWN_SLOT, slot=token[0][:30], known=known, doubled=DOUBLED)
    raise UserError(m.UNKNOWN_SLOT_NEAR, slot=token[0][:30], near=f"{{{near}}}", known=known, doubled=DOUBLED)


def _fill(line: Line, values: Mapping[str, Value]) -> Sequence[str | Mention]:
    """The line's parts; none when it had slots, all of them are empty and there is nothing else to see."""
    parts: list[str | Mention] = []
    for part in line:
        value = values[part.name] if isinstance(part, Slot) else part
        parts += [value] if isinstance(value, str) else value
    has_slot = any(isinstance(part, Slot) for part in line)
    blank = not any(isinstance(part, Mention) or part.strip() for part in parts)
    return () if has_slot and blank else parts


def _merged(parts: Iterable[str | T]) -> Iterator[str | T]:
    """The parts with words that touch joined and empty ones left out."""
    words = ""
    for part in parts:
        if isinstance(part, str):
            words += part
            continue
        if words:
            yield words
        words = ""
        yield part
    if words:
        yield words
