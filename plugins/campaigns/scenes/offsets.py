"""Times counted from the day of a campaign: T-7天 20:00, T 20:00, T+1天 10:00."""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta

from bot.commands.wording import fold
from bot.errors import UserError
from bot.phrases import Language, Phrase
from bot.times.clockwords import parse_duration, parse_time_of_day
from plugins.campaigns.scenes import messages as m

EVENING = time(20)
"""When a phase comes whose clock is not said."""
EARLIEST, LATEST = -180, 60
"""Days from the day; before that, last time's campaign is hardly over."""

_OFFSET = re.compile(r"t\s*(?:(?P<days>[+-]\s*\d{1,4})(?!\d)\s*(?:天|日|days?|d)?)?\s*(?P<clock>.*)")
_BEGUN = re.compile(r"t(\s|\s*[+\-−\d])")
_MINUS = str.maketrans("−–—", "---")


@dataclass(frozen=True, slots=True, order=True)
class Offset:
    """A time of day, so many days after the day itself."""

    days: int
    clock: time

    def describe(self, language: Language) -> str:
        """As it is written in a file."""
        if not self.days:
            return f"T {self.clock:%H:%M}"
        unit = "天" if language == "zh" else " day" if abs(self.days) == 1 else " days"
        return f"T{self.days:+d}{unit} {self.clock:%H:%M}"


def read_offset(text: str) -> Offset:
    """The offset that a text is. Raises UserError with an example."""
    match = _OFFSET.fullmatch(fold(text).translate(_MINUS).strip())
    if match is None:
        raise UserError(m.NO_OFFSET, text=m.short(text))
    days = int((match["days"] or "0").replace(" ", ""))
    if not EARLIEST <= days <= LATEST:
        raise UserError(m.TOO_FAR, text=m.short(text), before=-EARLIEST, after=LATEST)
    try:
        return Offset(days, parse_time_of_day(match["clock"]) if match["clock"] else EVENING)
    except UserError:
        raise UserError(m.NO_OFFSET, text=m.short(text)) from None


def read_until(text: str) -> Offset | timedelta:
    """When something opened by a phase closes: an offset, or how long it stays open. Raises UserError."""
    if fold(text).lstrip().startswith("t"):
        return read_offset(text)
    try:
        return parse_duration(text)
    except UserError:
        raise UserError(m.NO_UNTIL, text=m.short(text)) from None


def is_moment(text: str) -> bool:
    """Whether it can be when something takes place: an offset, or a time in words that are nobody's offset."""
    if not _BEGUN.match(fold(text)):
        return bool(text)
    try:
        read_offset(text)
    except UserError:
        return False
    return True


def taking_place(text: str, day: date) -> str:
    """The same in words: an offset as its date and time; `T` before other words is the day itself."""
    if not _BEGUN.match(fold(text)):
        return text
    try:
        at = read_offset(text)
    except UserError:
        return f"{day} {text[1:].strip()}"
    return f"{day + timedelta(days=at.days)} {at.clock:%H:%M}"


def is_after(until: Offset | timedelta, opening: Offset) -> bool:
    """Whether something opened then is open for a while."""
    return isinstance(until, timedelta) or until > opening


OFFSET_EXAMPLE = Phrase("T-7天 20:00", "T-7 days 20:00")
UNTIL_EXAMPLE = Phrase("T 22:00", "T 22:00")
