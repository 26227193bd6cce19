"""What a collection takes, and which quote it is today."""

from collections.abc import Sequence
from datetime import date

from bot.errors import UserError

from . import messages as m

SEND = "quotes.send"
LONGEST = 200
MOST = 100


def added(lines: Sequence[str], text: str) -> tuple[str, ...]:
    """The collection with one more quote. Raises UserError for one that it can't take."""
    if len(text) > LONGEST:
        raise UserError(m.TOO_LONG, n=len(text), most=LONGEST)
    if len(lines) >= MOST:
        raise UserError(m.FULL, most=MOST)
    if text in lines:
        raise UserError(m.KNOWN)
    return (*lines, text)


def of_day(lines: Sequence[str], day: date) -> str:
    """The quote of a day: each in its turn, a day each."""
    return lines[day.toordinal() % len(lines)]
