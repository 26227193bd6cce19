"""What the pages of the family share."""

from bot.pages import Act, Field, Look
from bot.phrases import Phrase

LONGEST = 15
"""Digits of a number that is asked for."""


def number_asked(look: Look, name: str) -> int | None:
    """The number that the page's address has under this name."""
    asked = look.query.get(name, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= LONGEST else None


def to_fill(look: Look, command: Phrase, **known: object) -> str:
    """The command of a form: what is known is put in, all else is left to be filled in."""
    return look.t(command, **{name: f"{{{name}}}" for slots in command.slots for name in slots} | known)


def act(look: Look, label: Phrase, command: Phrase, *, grave: bool = False, **values: object) -> Act:
    """A button in the page's language."""
    return Act(look.t(label), look.t(command, **values), grave)


def line(look: Look, name: str, label: Phrase, hint: Phrase | None = None, *, required: bool = True) -> Field:
    """A line to be filled in, in the page's language."""
    return Field(name, look.t(label), hint="" if hint is None else look.t(hint), required=required)
