"""What kind of member somebody is, and how long they have been silent. Pure; silence is counted in heard time."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import NamedTuple

from bot.phrases import Phrase
from bot.times.localday import day_number, local_day
from plugins.nudges.hearing import Gap, heard_days, heard_for
from plugins.nudges.segments.settings import Definitions
from storage.base import to_ms

DAY = timedelta(days=1)
LOOK_BACK = 1100 * DAY
"""What was before that is forgotten: nobody asks who has been silent for longer."""
LONGEST_DRIFT = 90 * DAY
"""Who was active longer ago than that is a lurker like any."""


class Segment(Enum):
    """The kinds of members. The first that fits is theirs, in this order."""

    GONE = Phrase("已退群", "gone")
    AWAY = Phrase("请假", "on leave")
    NEWCOMER = Phrase("新人", "newcomers")
    DRIFTING = Phrase("渐远", "drifting")
    ACTIVE = Phrase("活跃", "active")
    HALF_ACTIVE = Phrase("半活跃", "half-active")
    LURKER = Phrase("潜水", "lurkers")


class Known(NamedTuple):
    """What is known of somebody in a group; `joined_at` is None for who was there before the bot."""

    person_id: int
    name: str
    is_friend: bool
    quiet_at: datetime | None
    away_until: datetime | None
    joined_at: datetime | None
    last_spoken_at: datetime | None
    left_at: datetime | None = None


class Spoken(NamedTuple):
    """On how many days somebody spoke: of the window that ends now, and of the one that ended with their last word."""

    lately: int = 0
    before: int = 0


@dataclass(frozen=True, slots=True)
class Look:
    """From where members are looked at: a moment, a zone, when the bot came, what it missed, and the definitions."""

    now: datetime
    zone: str
    came_at: datetime
    gaps: Sequence[Gap]
    definitions: Definitions

    @property
    def heard_days(self) -> int:
        """For how many whole days the group has been heard, as far back as anybody asks."""
        return heard_days(self.now - LOOK_BACK, self.now, self.gaps)

    def silent_since(self, who: Known) -> datetime:
        """Their last word, or when they came, or the bot where it saw neither; never ahead of now."""
        heard_at = who.last_spoken_at or self.came_at
        return min(self.now, max(heard_at, who.joined_at or heard_at))

    def silent_days(self, who: Known) -> int:
        """For how many whole heard days they have said nothing."""
        return heard_days(self.silent_since(who), self.now, self.gaps)

    def silent_before(self, days: int) -> datetime:
        """Who has said nothing since this moment, or since before it, has been silent for so many heard days."""
        return heard_for(days * DAY, self.now, self.gaps)

    def window(self, until: datetime) -> tuple[int, int]:
        """The first and the last local day of the window that ends with the day of this moment.

        It is longer by the whole days that were missed in it.
        """
        days = (until - heard_for(self.definitions.window * DAY, until, self.gaps)) // DAY
        last = local_day(to_ms(until), self.zone)
        return days_before(last, days - 1), last

    def may_drift(self, who: Known) -> bool:
        """Whether they have been silent for as long as somebody who drifts."""
        since, drifting = self.silent_since(who), self.definitions.drifting * DAY
        return who.last_spoken_at is not None and heard_for(LONGEST_DRIFT, self.now, self.gaps) <= since <= heard_for(
            drifting, self.now, self.gaps
        )


def days_before(day: int, days: int) -> int:
    """The YYYYMMDD so many days before another."""
    return day_number(date.fromisoformat(str(day)) - days * DAY)


def has_spoken(who: Known) -> bool:
    """Whether they have said anything since they came, or since the bot did."""
    return who.last_spoken_at is not None and (who.joined_at is None or who.last_spoken_at >= who.joined_at)


def segment_of(who: Known, spoken: Spoken, look: Look) -> Segment:
    """The first definition that fits."""
    given = look.definitions
    if who.left_at is not None:
        return Segment.GONE
    if who.away_until is not None and who.away_until > look.now:
        return Segment.AWAY
    if who.joined_at is not None and who.joined_at > look.now - given.newcomer * DAY:
        return Segment.NEWCOMER
    if spoken.before >= given.once_active and look.may_drift(who):
        return Segment.DRIFTING
    if spoken.lately >= given.active:
        return Segment.ACTIVE
    return Segment.HALF_ACTIVE if spoken.lately else Segment.LURKER


def silent(people: Iterable[Known], look: Look, days: int) -> list[Known]:
    """Who has said nothing for so many heard days, the longest first."""
    line = look.silent_before(days)
    return longest_first((who for who in people if look.silent_since(who) <= line), look)


def longest_first(people: Iterable[Known], look: Look) -> list[Known]:
    """By how long they have said nothing."""
    return sorted(people, key=lambda who: (look.silent_since(who), who.person_id))


class Tenths(NamedTuple):
    """How many of the members are of each of the three parts of 10/80/10, and how many are on leave, in none."""

    active: int
    middle: int
    lurkers: int
    away: int

    @property
    def members(self) -> int:
        """Of whom the parts are parts."""
        return self.active + self.middle + self.lurkers


USUAL = (10, 80, 10)
"""Percent of a group that are active, half-active or half asleep, and silent, as the saying goes."""
NEAR = 5
"""So many percentage points off are as usual."""


def tenths(counts: Mapping[Segment, int]) -> Tenths:
    """Newcomers, drifting and half-active members are the middle."""
    middle = sum(counts.get(each, 0) for each in (Segment.NEWCOMER, Segment.HALF_ACTIVE, Segment.DRIFTING))
    return Tenths(counts.get(Segment.ACTIVE, 0), middle, counts.get(Segment.LURKER, 0), counts.get(Segment.AWAY, 0))


def count(segments: Iterable[Segment]) -> Mapping[Segment, int]:
    """How many are of each kind."""
    return Counter(segments)
