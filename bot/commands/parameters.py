"""What an action can ask for: the kinds of parameters, and how a handler's annotations become them.

Besides the kinds here: `str` (one word, or more in quotes), `int`, `timedelta`, `datetime` (a moment in the group's
zone), `Recurrence`, a `Literal` of words, or an `Enum` whose values are tuples of words, the Chinese one first and the
English one second. `T | None = None` may be left out.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NewType, Union, get_args, get_origin, get_type_hints

from bot.events import MessageKind
from bot.phrases import Language, Phrase
from bot.times.recurrence import Recurrence
from storage.tables import Person


@dataclass(frozen=True, slots=True)
class Label:
    """A parameter's name in help: `<编号>`; used as `Annotated[int, Label("编号", "number")]`."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Body:
    """What is to be posted: the lines below the command's, or else the quoted message.

    `kind` other than "text" is a quoted picture, link or file, had from the platform's message `message_id`.
    """

    text: str
    kind: MessageKind = "text"
    message_id: str = ""


Rest = NewType("Rest", str)
"""What is left of the line, as it was written."""

Words = NewType("Words", str)
"""A body that can only be words."""

Tags = NewType("Tags", tuple[str, ...])
"""Every `#word` of the line, without the #; none is fine."""

Member = Annotated[Person, Label("@成员", "@member")]
"""Somebody in the group, by mention, number, or a name that only one there has."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an action: its python name, its type, its label, and whether it may be left out."""

    name: str
    type: Any
    label: Phrase
    required: bool


_LABELS: dict[Any, Phrase] = {
    int: Phrase("编号", "number"),
    timedelta: Phrase("时长", "duration"),
    datetime: Phrase("时间", "time"),
    Recurrence: Phrase("时间", "when"),
    Rest: Phrase("内容", "text"),
    Tags: Phrase("#标签", "#tag"),
    Body: Phrase("正文", "text"),
    Words: Phrase("正文", "text"),
}


def parameters_of(handler: Callable[..., Any]) -> tuple[Parameter, ...]:
    """What a handler asks for after its context. Raises TypeError for an annotation that nothing can be read into."""
    hints = get_type_hints(handler, include_extras=True)
    asked = list(inspect.signature(handler).parameters.items())[1:]
    return tuple(_parameter(name, hints[name], spec.default is spec.empty) for name, spec in asked)


def choices(kind: Any) -> tuple[tuple[Any, tuple[str, ...]], ...]:
    """The values that a Literal or an Enum allows, each with its words; empty for other kinds."""
    if get_origin(kind) is Literal:
        return tuple((value, (value,)) for value in get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return tuple((each, each.value) for each in kind)
    return ()


def words_of(kind: Any, language: Language) -> list[str]:
    """The word of each choice in one language."""
    return [words[0] if language == "zh" else words[:2][-1] for _, words in choices(kind)]


def _parameter(name: str, hint: Any, required: bool) -> Parameter:
    kind, labels = _unwrapped(hint)
    if kind not in (str, Person) and kind not in _LABELS and not choices(kind):
        raise TypeError(f"nothing can be read into {name}: {kind!r}")
    label = Phrase(labels[-1].zh, labels[-1].en) if labels else _label(name, kind)
    return Parameter(name, kind, label, required and kind is not Tags)


def _unwrapped(hint: Any) -> tuple[Any, list[Label]]:
    """The type within `Annotated` and `| None`, and the labels on the way."""
    if get_origin(hint) is Annotated:
        inner, *extras = get_args(hint)
        kind, labels = _unwrapped(inner)
        return kind, labels + [extra for extra in extras if isinstance(extra, Label)]
    if get_origin(hint) in (Union, UnionType):
        kinds: list[Any] = [each for each in get_args(hint) if each is not NoneType]
        if len(kinds) == 1:
            return _unwrapped(kinds[0])
        return (Recurrence, []) if kinds == [*get_args(Recurrence)] else (hint, [])
    return hint, []


def _label(name: str, kind: Any) -> Phrase:
    if choices(kind):
        return Phrase("|".join(words_of(kind, "zh")), "|".join(words_of(kind, "en")))
    return _LABELS.get(kind, Phrase(name, name))
