"""What the pages of the family share."""

from bot.pages import Field, Look
from bot.phrases import Phrase


def line(look: Look, name: str, label: Phrase, hint: Phrase | None = None, *, required: bool = True) -> Field:
    """A line to be filled in, in the page's language."""
    return Field(name, look.t(label), hint="" if hint is None else look.t(hint), required=required)
