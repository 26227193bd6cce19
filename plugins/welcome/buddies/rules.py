"""Who is paired with whom, and when that and the question after it may be said."""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.commands.wording import fold
from bot.times.recurrence import to_utc

MORNING, EVENING = time(9), time(21)
FIRST_HOUR = timedelta(hours=1)
"""A newcomer is left alone for so long; so long somebody must be away before their buddy is replaced."""
SHARED = timedelta(minutes=10)
"""So long after somebody volunteers others may still do, to share those who wait."""
WAITS = timedelta(days=7)
"""A newcomer waits so long for a free buddy; a pair burdens its buddy for so long."""
ASKED_AFTER = timedelta(days=3)
ASKED = "每天 19:00"
LATE = timedelta(hours=2)
MOST_OPEN = 5
"""Newcomers a buddy has at once."""
MOST_PAIRS = 30
"""New pairs, or questions, of one message."""
MOST_TAGS = 3
REMEMBERED = timedelta(days=30)
"""Whose last turn is longer ago than this has waited equally long."""

YES = frozenset({"见了", "见过了", "聊了", "聊过了", "met", "we met"})
NO = frozenset({"还没", "还没有", "not yet"})
LONGEST = 20
_STARTS = tuple(start for word in YES | NO for start in {word, word.capitalize()})
_ANSWER = re.compile(r"(?P<word>[^\d#@]+?)\s*(?:#?(?P<number>\d{1,15})|@.*)?")


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who could do with a buddy; not yet while they stand at the threshold."""

    person_id: int
    name: str
    is_friend: bool
    joined_at: datetime
    is_in: bool = True


@dataclass(frozen=True, slots=True)
class Volunteer:
    """Somebody who would be one, and how much they have to do already; `last` is when (ms) they were last paired."""

    person_id: int
    name: str
    is_friend: bool
    open: int
    last: int


@dataclass(frozen=True, slots=True)
class Couple:
    """A newcomer, their buddy, and what both have written about themselves."""

    newcomer: Newcomer
    buddy: Volunteer
    shared: Sequence[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A pair to be asked about."""

    id: int
    newcomer_id: int
    buddy_id: int


def couples(
    newcomers: Sequence[Newcomer], volunteers: Sequence[Volunteer], tags: Mapping[int, AbstractSet[str]]
) -> list[Couple]:
    """A buddy for each newcomer as long as there are free ones: of those with a tag in common, or else of all, whoever
    has the fewest to care for, then the most in common, then whose last turn is longest ago.
    """
    none, made = frozenset[str](), list[Couple]()
    load = {each.person_id: each.open for each in volunteers}
    last = {each.person_id: (each.last, 0) for each in volunteers}
    for newcomer in newcomers[:MOST_PAIRS]:
        free = [each for each in volunteers if load[each.person_id] < MOST_OPEN]
        if not free:
            break
        theirs = tags.get(newcomer.person_id, none)
        common = {each.person_id: theirs & tags.get(each.person_id, none) for each in free}

        def order(each: Volunteer, common: Mapping[int, AbstractSet[str]] = common) -> tuple[object, ...]:
            who = each.person_id
            return not common[who], load[who], -len(common[who]), last[who], who

        buddy = min(free, key=order)
        load[buddy.person_id] += 1
        last[buddy.person_id] = (2**62, len(made))
        made.append(Couple(newcomer, buddy, sorted(common[buddy.person_id])[:MOST_TAGS]))
    return made


def by_day(at: datetime, zone: str) -> datetime:
    """The moment itself, or the morning after it when it is at night."""
    local = at.astimezone(ZoneInfo(zone))
    if MORNING <= local.time() < EVENING:
        return at
    return _morning(local.date() + timedelta(days=local.time() >= EVENING), zone)


def next_morning(now: datetime, zone: str) -> datetime:
    """When those who still wait are looked at again."""
    return _morning(now.astimezone(ZoneInfo(zone)).date() + timedelta(days=1), zone)


def next_pairing(waiting: Sequence[Newcomer], made: Sequence[Couple], now: datetime, zone: str) -> datetime | None:
    """When to look again: after somebody's first hour, soon where one message could not hold all, else the next day.

    Of a crowd whose first hours end one after the other, those of ten minutes share a message.
    """
    paired = {each.newcomer.person_id for each in made}
    left = [each for each in waiting if each.person_id not in paired]
    hour, soon = now + FIRST_HOUR, now + SHARED
    reasons = [
        by_day(max(each.joined_at + FIRST_HOUR, soon) if each.is_in else hour, zone)
        for each in left
        if not is_ready(each, now)
    ]
    if any(is_ready(each, now) for each in left):
        reasons.append(by_day(hour, zone) if len(made) == MOST_PAIRS else next_morning(now, zone))
    return min(reasons, default=None)


def is_free(volunteer: Volunteer) -> bool:
    """Whether they can have one more."""
    return volunteer.open < MOST_OPEN


def is_ready(newcomer: Newcomer, now: datetime) -> bool:
    """Whether their first hour is over, and they have been let in."""
    return newcomer.is_in and newcomer.joined_at <= now - FIRST_HOUR


def asked_before(now: datetime, zone: str) -> datetime:
    """Pairs made before this moment, the end of a day, are asked about now."""
    day = now.astimezone(ZoneInfo(zone)).date() - ASKED_AFTER + timedelta(days=1)
    return to_utc(datetime.combine(day, time()), zone)


def notices(text: str) -> bool:
    """Whether a text may be an answer: asked of everything that is said."""
    return len(text) <= LONGEST and text.startswith(_STARTS) and read_answer(text) is not None


def read_answer(text: str) -> tuple[bool, int | None] | None:
    """Whether they met and the number of the pair, where that is named; None for any other text."""
    match = _ANSWER.fullmatch(fold(text).strip().rstrip("。.!~ "))
    word = "" if match is None else match["word"].strip()
    if match is None or word not in YES | NO:
        return None
    return word in YES, None if match["number"] is None else int(match["number"])


def _morning(day: date, zone: str) -> datetime:
    return to_utc(datetime.combine(day, MORNING), zone)
