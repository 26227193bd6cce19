"""The fields of the office's forms, said shortly."""

from collections.abc import Sequence

from bot.pages import Field, Look
from bot.phrases import Phrase


def line(look: Look, name: str, label: Phrase, hint: Phrase | None = None, *, required: bool = False) -> Field:
    """A line, which may be left empty unless it is required."""
    return Field(name, look.t(label), hint="" if hint is None else look.t(hint), required=required)


def text(look: Look, name: str, label: Phrase, value: str = "", *, required: bool = False) -> Field:
    """A text of any length."""
    return Field(name, look.t(label), "text", value, required=required)


def choice(look: Look, name: str, label: Phrase, choices: Sequence[tuple[str, Phrase]], value: str = "") -> Field:
    """One of several: what is put in, and what is shown."""
    return Field(
        name, look.t(label), "choice", value, choices=[(put, look.t(shown)) for put, shown in choices], required=False
    )


def picture(look: Look, label: Phrase, *, required: bool = False) -> Field:
    """A picture that comes along."""
    return Field("picture", look.t(label), "picture", required=required)


def file(look: Look, label: Phrase) -> Field:
    """A file that comes along."""
    return Field("file", look.t(label), "file")
