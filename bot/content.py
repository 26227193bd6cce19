"""What the bot can post, and how it is kept in the database."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Mention:
    """A real @mention. The adapter writes `@名字` from the alias or name the platform knows now."""

    person_id: int


@dataclass(frozen=True, slots=True)
class Text:
    """Words with mentions among them, as parts in order; a plain string is a part that is only words."""

    parts: tuple[str | Mention, ...]

    @property
    def mentions(self) -> tuple[int, ...]:
        """The people mentioned, each once, in order."""
        return tuple(dict.fromkeys(p.person_id for p in self.parts if isinstance(p, Mention)))


@dataclass(frozen=True, slots=True)
class Image:
    """A picture, by the path of a file we keep, or by the platform message that carried it."""

    path: str = ""
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """A file we keep."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link card."""

    url: str
    title: str
    description: str = ""
    thumbnail: str = ""


@dataclass(frozen=True, slots=True)
class MiniProgram:
    """A mini program card, passed on as the platform's own payload."""

    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Removal:
    """Not words but an act: this person is removed from the group it is posted to."""

    person_id: int


Content = Text | Image | File | Link | MiniProgram | Removal

_KINDS: dict[str, type[Content]] = {
    "image": Image,
    "file": File,
    "link": Link,
    "miniprogram": MiniProgram,
    "removal": Removal,
}


def kind_of(content: Content) -> str:
    """The short name of a content's kind: text, image, file, link, miniprogram, removal."""
    return type(content).__name__.lower()


def to_json(content: Content) -> dict[str, Any]:
    """The content as what a JSON column holds."""
    if isinstance(content, Text):
        parts = [p if isinstance(p, str) else {"at": p.person_id} for p in content.parts]
        return {"kind": "text", "parts": parts}
    fields = {name: getattr(content, name) for name in content.__dataclass_fields__}
    return {"kind": kind_of(content)} | fields


def from_json(data: dict[str, Any]) -> Content:
    """The content that `to_json` wrote."""
    fields = dict(data)
    kind = fields.pop("kind")
    if kind == "text":
        return Text(tuple(p if isinstance(p, str) else Mention(p["at"]) for p in fields["parts"]))
    return _KINDS[kind](**fields)
