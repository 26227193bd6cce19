"""What is asked for in the office's addresses, and the fields of its forms, said shortly."""

from collections.abc import Sequence

from bot.pages import Field, Look
from bot.phrases import Phrase


def asked(look: Look, name: str) -> int:
    """The number that is asked for; 0, which nothing has, for none."""
    given = look.query.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 16 else 0


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


def slots(*names: str) -> dict[str, str]:
    """Values that leave these slots of a phrase to be filled by the form."""
    return {name: f"{{{name}}}" for name in names}
