"""How cards, lists of them and templates read."""

from collections.abc import Sequence

from bot.commands.readers import short
from bot.phrases import Language
from plugins.welcome.cards import messages as m
from plugins.welcome.cards.reading import Template
from plugins.welcome.cards.rules import PAGE, Query, is_name
from plugins.welcome.cards.store import Found
from storage.cards import Card

MOST_TOLD = 3
"""How many fields of a card a list shows."""


def blank(template: Template, language: Language) -> str:
    """The template to be filled in."""
    return "\n".join(m.LINE(language, name=field.name, value="").rstrip() for field in template)


def example_of(template: Template) -> str:
    """A field worth looking for."""
    return next((field.name for field in template if not is_name(field.name)), template[0].name)


def card_text(name: str, card: Card, order: Sequence[str], language: Language) -> str:
    """A whole card, in the template's order; fields that are no longer in it come last."""
    names = [each for each in order if each in card.told] + [each for each in card.told if each not in order]
    lines = [m.LINE(language, name=each, value=card.told[each]) for each in names]
    words = [" ".join(f"#{word}" for word in card.words)] if card.words else []
    alone = "" if card.is_willing else m.NOT_INTRODUCED(language)
    return "\n".join([m.HEAD(language, name=name) + alone, *lines, *words])


def listed(found: Sequence[Found], query: Query, language: Language) -> str:
    """A page of people, a line each."""
    lines = "\n".join(_line(each, language) for each in found[:PAGE])
    if len(found) <= PAGE:
        return lines + m.FOOT(language, number=found[0].person_id)
    asked = " ".join(f"{each.field.name}={each.word}" if each.field else each.word for each in query.conditions)
    return lines + m.NEXT_PAGE(language, query=asked, page=query.page + 1)


def gist_of(found: Found) -> str:
    """The first things that a card tells."""
    told = [short(" ".join(value.split())) for name, value in found.told.items() if not is_name(name)]
    shown = told or [short(value) for value in found.told.values()]
    return " · ".join(shown[:MOST_TOLD])


def name_of(name: str) -> str:
    """A name that fits in a line."""
    return short(" ".join(name.split()))


def _line(found: Found, language: Language) -> str:
    return m.FOUND_LINE(language, number=found.person_id, name=name_of(found.name), told=gist_of(found))
