"""Who helped most in a week, and who is thanked first. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.errors import UserError
from bot.times.days import Weekly
from bot.times.localday import day_number
from bot.times.recurrence import OnDays, Recurrence
from plugins.nudges.reconnect import messages as m

ANSWER, THANKS = 1, 2
"""What an answer counts, and what it counts to be thanked."""
MOST_ANSWERS = 3
"""So many answers to one person on one day count; of one person's thanks on a day, one."""
NAMED = 3
LISTED = 10
IN_A_ROW = 2
"""So many weeks in a row the same person is thanked first, as long as others helped too."""
MORNING, EVENING = time(9), time(21, 30)
"""Between these the bot may turn to somebody unasked."""
LATE = timedelta(hours=12)
WEEK = timedelta(days=7)


class Help(NamedTuple):
    """What somebody gave in a week; `is_quiet` is who wants no mention."""

    person_id: int
    name: str
    answers: int
    thanks: int
    is_quiet: bool = False

    @property
    def score(self) -> int:
        """By which they are ranked."""
        return self.answers * ANSWER + self.thanks * THANKS


class Week(NamedTuple):
    """A Monday to a Sunday."""

    first: date
    last: date

    @property
    def number(self) -> int:
        """Its Monday as YYYYMMDD."""
        return day_number(self.first)

    def earlier(self, weeks: int) -> "Week":
        """The one so many weeks before."""
        return Week(self.first - weeks * WEEK, self.last - weeks * WEEK)


def last_week(now: datetime, zone: str) -> Week:
    """The last whole week before the local day of a moment."""
    today = now.astimezone(ZoneInfo(zone)).date()
    monday = today - timedelta(days=today.weekday()) - WEEK
    return Week(monday, monday + timedelta(days=6))


def ranked(given: Iterable[Help]) -> list[Help]:
    """Those who helped, the most first."""
    return sorted((each for each in given if each.score), key=lambda each: (-each.score, -each.thanks, each.person_id))


def thanked(best: Sequence[Help], before: Sequence[int | None]) -> Sequence[Help]:
    """Who is thanked, the star of the week first; `before` are the stars of the weeks before, the latest first.

    Who was the star two weeks in a row lets the next one be it.
    """
    few = list(best[:NAMED])
    if len(few) > 1 and [few[0].person_id] * IN_A_ROW == list(before[:IN_A_ROW]):
        few[0], few[1] = few[1], few[0]
    return few


def weekly(recurrence: Recurrence) -> Recurrence:
    """The same, if it is once a week by day. Raises UserError."""
    match recurrence:
        case OnDays(Weekly((_,)), (at,)) if MORNING <= at <= EVENING:
            return recurrence
        case _:
            raise UserError(m.ONCE_A_WEEK, first=f"{MORNING:%H:%M}", last=f"{EVENING:%H:%M}")
