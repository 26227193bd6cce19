"""Whom a cleaning is about, and who stays. Pure."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from enum import Enum
from typing import NamedTuple

from bot.commands.readers import short
from bot.commands.wording import normalize
from bot.errors import UserError
from plugins.nudges.cleaning import messages as m
from plugins.nudges.hearing import Gap, heard
from plugins.nudges.segments.rules import DAY, Known, Look

LEAST_DAYS, MOST_DAYS = 14, 1000
LEAST_STAY, MOST_STAY = 3, 30
MOST = 100
"""People in one cleaning; the longest silent come first."""
BATCH = 20
"""So many are mentioned in one message."""
AT_ONCE = 3
"""Removals that are under way at the same time, and in a minute."""
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LAPSES = 14 * DAY
"""A list nobody does anything about is forgotten."""
SHORT_GAP = timedelta(minutes=30)
"""Not having heard for less than that is nothing."""

_NUMBERS = re.compile(r"\s*#?(\d{1,15})\s*[,，、]?")
_WITHOUT = re.compile(r"(?:除了|除|不含|不要|except|without)\s*", re.IGNORECASE)


class Stays(Enum):
    """Why somebody is not removed. Of several the first is told."""

    LEFT = "left"
    KEEPER = "keeper"
    SPARED = "spared"
    AWAY = "away"
    NEWCOMER = "newcomer"
    SPOKE = "spoke"
    INTRODUCED = "introduced"
    SAID = "said"
    KEPT = "kept"
    UNTOLD = "untold"
    HELD = "held"


class Circle(NamedTuple):
    """Who of a group is not to be asked: who looks after it, is spared, or lately wrote a card or said 留下."""

    keepers: Collection[int]
    spared: Collection[int]
    introduced: Collection[int]
    staying: Collection[int]


class Sorted(NamedTuple):
    """Who has been silent for so long: those to be asked, the longest silent first, and those who are not, and why."""

    asked: Sequence[Known]
    exempt: Mapping[Stays, Sequence[Known]]


def stays(who: Known | None, circle: Circle, look: Look, days: int) -> Stays | None:
    """Why somebody stays who may have been silent for so many heard days; None is not in the group any more."""
    if who is None:
        return Stays.LEFT
    if look.silent_since(who) > look.silent_before(days):
        return Stays.SPOKE
    if who.person_id in circle.keepers:
        return Stays.KEEPER
    if who.person_id in circle.spared:
        return Stays.SPARED
    if who.away_until is not None and who.away_until > look.now:
        return Stays.AWAY
    if who.joined_at is not None and who.joined_at > look.now - look.definitions.newcomer * DAY:
        return Stays.NEWCOMER
    if who.person_id in circle.introduced:
        return Stays.INTRODUCED
    return Stays.SAID if who.person_id in circle.staying else None


def sort_out(people: Sequence[Known], circle: Circle, look: Look, days: int) -> Sorted:
    """Of everybody in the group those who have been silent for so many heard days."""
    asked, exempt = list[Known](), defaultdict[Stays, list[Known]](list)
    for who in people:
        why = stays(who, circle, look, days)
        if why is None:
            asked.append(who)
        elif why is not Stays.SPOKE:
            exempt[why].append(who)
    asked.sort(key=lambda who: (look.silent_since(who), who.person_id))
    return Sorted(asked, exempt)


def left_of_stay(told_at: datetime, stay_days: int, now: datetime, gaps: Sequence[Gap]) -> timedelta:
    """For how long somebody who was told then may still speak, by heard time."""
    return max(timedelta(), stay_days * DAY - heard(told_at, now, gaps))


def was_away(since: datetime, now: datetime, gaps: Sequence[Gap]) -> bool:
    """Whether somebody may have spoken since then without having been heard."""
    return now - since - heard(since, now, gaps) >= SHORT_GAP


def read_left_out(line: str) -> list[int]:
    """The numbers of who is not to be removed. Raises UserError."""
    text = normalize(line).strip()
    if not text:
        return []
    match = _WITHOUT.match(text)
    rest = text[match.end() :] if match else ""
    if not re.fullmatch(rf"(?:{_NUMBERS.pattern})+", rest):
        raise UserError(m.UNREADABLE_NUMBERS, word=short(text))
    return [int(number) for number in _NUMBERS.findall(rest)]


def minutes(removals: int, per_minute: int) -> int:
    """How long so many removals take."""
    return -(-removals // max(1, min(AT_ONCE, per_minute)))
