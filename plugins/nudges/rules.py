"""When a group may be woken, how, and whom that may concern. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.outbox.pacing import quiet_until
from bot.times.localday import day_number, local_day
from bot.times.recurrence import to_utc
from plugins.nudges.segments.rules import Segment
from plugins.nudges.segments.store import Member
from plugins.nudges.settings import Nudging
from plugins.nudges.topics.rules import shares
from storage.base import to_ms

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
LOOKS_BACK = 2 * HOUR
"""So long after a nudge what is said counts as its effect."""
SPEAKERS = 2
"""So many members must have spoken for a nudge to have had an effect."""
WORTH = timedelta(minutes=15)
"""How late it may still be said."""
STOPS_AT = 3
"""After so many nudges in a row without effect the group is left alone."""
TALK_RESTS = 2
"""So many whole hours before the current one must have been without talk."""
APART = 3 * HOUR
"""How far from scheduled content, before and after."""
PERSON_RESTS = 14 * DAY
PERSON_IGNORES = 2
"""After so many in a row that somebody did not answer they are left in peace."""
PEACE = 90 * DAY
AT_LEAST_THERE = 7 * DAY
MOST_PEOPLE = 3
WAKEABLE = (Segment.DRIFTING, Segment.LURKER)
POOL = 24
"""Of so many people it is looked what suits them."""


class Rung(Enum):
    """How the bot tries, from the gentlest on."""

    TOPIC = "topic"
    MENTION = "mention"
    PRIVATE = "private"


class Why(Enum):
    """What speaks against waking a group now."""

    OFF = "off"
    PAUSED = "paused"
    STOPPED = "stopped"
    UNKNOWN = "unknown"
    LIVELY = "lively"
    TALK = "talk"
    RESTING = "resting"
    SERVED = "served"
    HOURS = "hours"
    QUIET_HOURS = "quiet hours"
    PLANNED = "planned"


class NotNow(NamedTuple):
    """Why not, and from when on it may be different, where that is known."""

    why: Why
    until: datetime | None = None


class Silence(NamedTuple):
    """Since when nobody has spoken, None where nobody was ever heard; whether that is longer than is usual there."""

    since: datetime | None
    is_long: bool


class Tried(NamedTuple):
    """The last chance that was taken or let pass: its number, when, and on which day of the group's."""

    nudge_id: int
    at: datetime
    day: int


@dataclass(frozen=True, slots=True)
class Standing:
    """All that decides whether a group may be woken; `planned_at` is when scheduled content comes, if that is near."""

    settings: Nudging
    zone: str
    quiet_hours: tuple[time, time] | None
    is_paused: bool
    failures: int
    stopped_at: datetime | None
    last: Tried | None
    silence: Silence
    served_at: datetime | None
    planned_at: datetime | None = None


class Turned(NamedTuple):
    """That the bot turned to somebody, and whether they have spoken since."""

    at: datetime
    has_answered: bool


def may_nudge(standing: Standing, now: datetime) -> NotNow | None:
    """What speaks against waking the group now, what lasts longest first; None when nothing does."""
    settings = standing.settings
    if not settings.on:
        return NotNow(Why.OFF)
    if standing.is_paused:
        return NotNow(Why.PAUSED)
    if standing.stopped_at is not None:
        return NotNow(Why.STOPPED, standing.stopped_at)
    return _too_early(standing, now) or _out_of_time(standing, now)


def _too_early(standing: Standing, now: datetime) -> NotNow | None:
    silence, last = standing.silence, standing.last
    if silence.since is None:
        return NotNow(Why.UNKNOWN)
    if (rested := _rested_at(silence.since)) > now:
        return NotNow(Why.TALK, rested)
    if not silence.is_long:
        return NotNow(Why.LIVELY, silence.since)
    if last is not None and (first := day_begins(next_day(last.day, standing.failures), standing.zone)) > now:
        return NotNow(Why.RESTING, first)
    if standing.served_at is not None and standing.served_at + APART > now:
        return NotNow(Why.SERVED, standing.served_at + APART)
    return None


def _out_of_time(standing: Standing, now: datetime) -> NotNow | None:
    if (opens := _opens(standing.settings, standing.zone, now)) is not None:
        return NotNow(Why.HOURS, opens)
    if (over := quiet_until(standing.quiet_hours, now + WORTH, standing.zone)) is not None:
        return NotNow(Why.QUIET_HOURS, over)
    if standing.planned_at is not None and standing.planned_at < now + APART:
        return NotNow(Why.PLANNED, standing.planned_at)
    return None


def is_talking(spoken_at: datetime | None, now: datetime) -> bool:
    """Whether people are talking to each other, so that nobody need be woken."""
    return spoken_at is not None and _rested_at(spoken_at) > now


def _rested_at(spoken_at: datetime) -> datetime:
    """When the hour of the last word and as many whole hours as it takes are over."""
    return spoken_at.replace(minute=0, second=0, microsecond=0) + (1 + TALK_RESTS) * HOUR


def is_open(settings: Nudging, zone: str, now: datetime) -> bool:
    """Whether it is an hour at which the group may be woken."""
    return _opens(settings, zone, now) is None


def _opens(settings: Nudging, zone: str, now: datetime) -> datetime | None:
    start, end = settings.hours
    return quiet_until((end, start), now, zone)


def next_day(day: int, failures: int) -> int:
    """The first day after a chance on which there may be another: later the more of them were in vain."""
    return day_number(date.fromisoformat(str(day)) + (1 + min(failures, STOPS_AT)) * DAY)


def day_begins(day: int, zone: str) -> datetime:
    """The first moment of a YYYYMMDD."""
    return to_utc(datetime.combine(date.fromisoformat(str(day)), time()), zone)


def worth_until(standing: Standing, now: datetime) -> datetime:
    """Until when it may still be said: not for long, and not into the evening."""
    _, closes = standing.settings.hours
    local = now.astimezone(ZoneInfo(standing.zone))
    end = to_utc(datetime.combine(local.date(), closes), standing.zone)
    return min(now + WORTH, end) if end > now else now + WORTH


def today(now: datetime, zone: str) -> int:
    """The group's day."""
    return local_day(to_ms(now), zone)


def rung_of(failures: int, settings: Nudging) -> Rung:
    """What is tried after so many in a row that had no effect."""
    if failures >= 2 and settings.private:
        return Rung.PRIVATE
    return Rung.MENTION if failures >= 1 and settings.mention else Rung.TOPIC


def may_be_nudged(member: Member, turned: Sequence[Turned], now: datetime) -> bool:
    """Whether somebody may be turned to; `turned` is the history of that, the latest first."""
    who = member.known
    if member.is_keeper or who.quiet_at is not None or member.segment not in WAKEABLE:
        return False
    if who.away_until is not None and who.away_until > now:
        return False
    if who.joined_at is not None and who.joined_at > now - AT_LEAST_THERE:
        return False
    return not turned or (turned[0].at <= now - PERSON_RESTS and not _in_peace(turned, now))


def _in_peace(turned: Sequence[Turned], now: datetime) -> bool:
    latest = turned[:PERSON_IGNORES]
    in_vain = len(latest) == PERSON_IGNORES and not any(each.has_answered for each in latest)
    return in_vain and latest[0].at > now - PEACE


def pool_of(members: Iterable[Member], random: Random) -> list[Member]:
    """Some to look at more closely: those who once were active first, then by chance."""
    every = sorted(members, key=lambda member: member.known.person_id)
    random.shuffle(every)
    return sorted(every, key=lambda member: member.segment is not Segment.DRIFTING)[:POOL]


class Fit(NamedTuple):
    """A topic by its place, and the people it suits, best first."""

    topic: int
    people: Sequence[int]


def fitting(
    topics: Sequence[frozenset[str]], people: Sequence[tuple[int, frozenset[str]]], random: Random
) -> Fit | None:
    """The topic, given by its words, that suits most of the people, given by theirs; None if none suits anybody.

    Of several that suit as many the one that has most in common with them.
    """
    suits = [Fit(place, [who for who, theirs in people if shares(words, theirs)]) for place, words in enumerate(topics)]
    common = [sum(len(topics[fit.topic] & theirs) for who, theirs in people if who in fit.people) for fit in suits]
    rank = [(len(fit.people), n) for fit, n in zip(suits, common, strict=True)]
    best = max(rank, default=(0, 0))
    return random.choice([fit for fit, each in zip(suits, rank, strict=True) if each == best]) if best[0] else None
