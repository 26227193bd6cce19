"""What the pages of the family share."""

from bot.pages import Look
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
