"""How invitations read."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot import messages as core
from bot.commands.readers import short
from bot.phrases import Language
from plugins.welcome.invites import messages as m
from plugins.welcome.invites import rules
from plugins.welcome.invites.rules import Place
from plugins.welcome.invites.store import Face, Tally, Waiting
from plugins.welcome.invites.tree import Line, Tree

NAMED = 5
INDENT = "\u3000"

Faces = Mapping[int, Face]


def name_of(faces: Faces, person_id: int, language: Language) -> str:
    """A name that fits in a line."""
    face = faces.get(person_id)
    return short(face.name) if face is not None and face.name else m.NAMELESS(language)


def rule(language: Language) -> str:
    """When an invitation counts."""
    return m.RULE(language, days=rules.STAY.days)


def counted(tally: Tally, language: Language) -> str:
    """How many count, the month's where there are any."""
    said = m.COUNTED_THIS_MONTH if tally.this_month else m.COUNTED if tally.counted else m.COUNTED_NONE
    return said(language, counted=tally.counted, month=tally.this_month)


def waiting(those: Sequence[Waiting], faces: Faces, now: datetime, language: Language) -> str:
    """Who may yet count, and what is missing."""
    named = core.COMMA(language).join(_waits(each, faces, now, language) for each in those[:NAMED])
    return (m.WAITING_AND_MORE if those[NAMED:] else m.WAITING)(language, names=named, n=len(those))


def _waits(one: Waiting, faces: Faces, now: datetime, language: Language) -> str:
    days = rules.days_left(one.joined_at, now)
    silent = m.WAITS_FOR_BOTH if days else m.WAITS_TO_SPEAK
    spoken = m.WAITS_TO_STAY if days else m.WAITS_FOR_NIGHT
    return (spoken if one.has_spoken else silent)(language, name=name_of(faces, one.person_id, language), days=days)


def ranking(places: Sequence[Place], faces: Faces, language: Language) -> str:
    """A line each."""
    return "\n".join(
        m.PLACE(language, place=each.place, name=name_of(faces, each.person_id, language), n=each.n) for each in places
    )


def tree(grown: Tree, faces: Faces, language: Language) -> str:
    """A line each, a full-width space further in for each step."""
    lines = "\n".join(_line(line, faces, language) for line in grown.lines)
    return m.TREE(language, lines=lines) + (m.TREE_CUT(language) if grown.is_cut else "")


def _line(line: Line, faces: Faces, language: Language) -> str:
    indent = INDENT * line.depth
    if line.person_id is None:
        return m.MORE_BRANCHES(language, indent=indent, n=line.below)
    face = faces.get(line.person_id)
    values = {
        "indent": indent,
        "name": name_of(faces, line.person_id, language),
        "gone": "" if face is not None and face.is_here else m.GONE(language),
        "tick": " ✓" if line.has_counted else "",
    }
    return m.BRANCH(language, **values, n=line.below) if line.below else m.LEAF(language, **values)
