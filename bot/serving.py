"""Serve before you ask: a promo waits for enough value, and whatever is scheduled waits until people have talked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar, Literal, NamedTuple

PATIENCE = timedelta(hours=3)
"""How long a scheduled post waits for people to talk."""
LONGEST = timedelta(days=7)
"""How long a promo without an expiry waits for value."""
LISTEN = timedelta(minutes=10)
"""How often it is looked whether people have talked meanwhile."""
GLANCE = timedelta(hours=1)
"""The same for value; what is sent says so by itself, a setting that was put back does not."""
MOMENT = 4
"""How many parts of a key tell what is served, when and where."""

Why = Literal["ratio", "fatigue"]


@dataclass(frozen=True, slots=True)
class Serving:
    """How many value posts come before each promo, and how many messages of members between two scheduled posts.

    Zero is no rule.
    """

    prefix: ClassVar[str] = "serving"
    ratio: int = 3
    talk: int = 5


class Wanted(NamedTuple):
    """A message of scheduled content that is due; `ready_at` is then, or the end of the quiet hours that lies in."""

    key: str
    is_promo: bool
    is_must: bool
    ready_at: datetime
    expires_at: datetime | None


class Standing(NamedTuple):
    """What a group has had, and how much its members have said since."""

    rules: Serving = Serving()
    last_at: datetime | None = None
    last_key: str = ""
    values: int = 0
    """Sent since the last promo."""
    said: int = 0
    """Messages of members since `last_at`."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Look again at `until`; `lacking` posts or messages are still to come, and at `end` it is given up."""

    why: Why
    until: datetime
    end: datetime
    lacking: int


@dataclass(frozen=True, slots=True)
class Over:
    """It has waited long enough and is not sent."""

    why: Why


def judge(wanted: Wanted, standing: Standing, now: datetime) -> Wait | Over | None:
    """What keeps scheduled content from a group; None when nothing does.

    What goes on with what was served last goes with it.
    """
    if moment_of(wanted.key) == standing.last_key:
        return None
    short = standing.rules.ratio - standing.values
    if wanted.is_promo and short > 0:
        return _wait("ratio", short, GLANCE, wanted.expires_at or wanted.ready_at + LONGEST, now)
    quiet = standing.rules.talk - standing.said
    if quiet > 0 and standing.last_at is not None and not wanted.is_must:
        return _wait("fatigue", quiet, LISTEN, _out_of_patience(wanted, standing.last_at), now)
    return None


def moment_of(key: str) -> str:
    """What the keys of all messages that are served together have in common; the first one's whole key."""
    return ":".join(key.partition("#")[0].split(":")[:MOMENT])


def _out_of_patience(wanted: Wanted, last_at: datetime) -> datetime:
    """A promo may have become ready only when value was sent, so its patience begins then."""
    end = PATIENCE + (max(wanted.ready_at, last_at) if wanted.is_promo else wanted.ready_at)
    return end if wanted.expires_at is None else min(end, wanted.expires_at)


def _wait(why: Why, lacking: int, pause: timedelta, end: datetime, now: datetime) -> Wait | Over:
    return Over(why) if now >= end else Wait(why, min(now + pause, end), end, lacking)
