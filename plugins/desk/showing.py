"""How a message is told of in a line."""

from collections.abc import Sequence
from datetime import datetime

from bot.content import File, Image, Link, MiniProgram, Removal, Text, from_json
from bot.outbox.messages import state_of
from bot.phrases import Language
from bot.times.moments import shown
from plugins.desk import messages as m
from storage.tables import Outbox

SHOWN = 24
"""Characters of a message in a list."""


def lines_of(rows: Sequence[Outbox], zone: str, language: Language) -> str:
    """A line for each message: its number, when, how it stands, how it begins."""
    return "\n".join(
        m.MESSAGE_LINE(
            language,
            id=row.id,
            at=shown(moment_of(row), zone, language),
            state=state_of(row),
            text=beginning(row, language),
        )
        for row in rows
    )


def moment_of(row: Outbox) -> datetime:
    """When it was sent, or else came up; of a missed one, when it was due."""
    return row.sent_at or (row.due_at if row.state == "missed" else row.created_at)


def beginning(row: Outbox, language: Language, most: int = SHOWN) -> str:
    """How the message begins, or what it is where it has no words."""
    match from_json(row.content):
        case Text(parts):
            return short("".join(part if isinstance(part, str) else "@… " for part in parts), most)
        case Image():
            return m.PICTURE(language)
        case File(name=name):
            return m.FILE(language, name=name)
        case Link(title=title):
            return m.LINK(language, title=title)
        case MiniProgram():
            return m.MINI_PROGRAM(language)
        case Removal():
            return m.REMOVAL(language)


def short(text: str, most: int = SHOWN) -> str:
    """The text in one line, cut."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most] + "…"
