"""From an outbox row to the platform's terms, and from the platform's answer to what becomes of the row. All pure."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from bot.content import Content, File, Image, Removal, Text, from_json
from bot.outbox.pacing import Priority
from bot.outbox.post import Policy
from bot.platforms.base import (
    Destination,
    Expulsion,
    MentionOf,
    Outcome,
    Parcel,
    Refused,
    Sent,
    TooFast,
    TryAgain,
    Unknown,
    Words,
)
from bot.serving import Over, Wait
from storage.base import FORGOTTEN, to_ms
from storage.outbox import Queued

HERE = Path()
MAX_ATTEMPTS = 20
"""With the backoff below, about two and a half hours of trying."""
FIRST_BACKOFF = timedelta(seconds=2)
LONGEST_BACKOFF = timedelta(minutes=10)
DEFAULT_FLOOD_WAIT = timedelta(minutes=1)
LONGEST_FLOOD_WAIT = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Accepted:
    """The platform has it."""

    message_id: str


@dataclass(frozen=True, slots=True)
class Retry:
    """Try again at `at`."""

    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Dead:
    """It will never be sent; an admin sees the reason."""

    why: str


@dataclass(frozen=True, slots=True)
class Lost:
    """Sent or not, nobody knows: its echo decides, else an admin."""

    why: str


@dataclass(frozen=True, slots=True)
class Flooded:
    """The account must be silent for `retry_after`, or longer when this happens again and again."""

    retry_after: timedelta
    why: str


Verdict = Accepted | Retry | Dead | Lost | Flooded


def judge(outcome: Outcome, *, key: str, attempts: int, now: datetime, policy: Policy) -> Verdict:
    """What the platform's answer to the `attempts`-th attempt means for the message."""
    match outcome:
        case Sent(message_id):
            return Accepted(message_id)
        case Refused(why):
            return Dead(f"refused: {why}")
        case TooFast(why, retry_after):
            return Flooded(retry_after, f"flood: {why}")
        case Unknown(why) if policy is Policy.AT_MOST_ONCE:
            return Lost(f"lost: {why}")
        case TryAgain(why) | Unknown(why):
            if attempts >= MAX_ATTEMPTS:
                return Dead(f"gave_up: {why}")
            return Retry(now + backoff(key, attempts), f"retry: {why}")


def backoff(key: str, attempts: int, longest: timedelta = LONGEST_BACKOFF) -> timedelta:
    """The pause after the `attempts`-th failure: doubling, spread by up to a quarter, the same for the same message."""
    pause = min(FIRST_BACKOFF * 2 ** min(attempts - 1, 20), longest)
    spread = hashlib.sha256(f"{key}:{attempts}".encode()).digest()[0] / 256
    return timedelta(milliseconds=int(pause / timedelta(milliseconds=1) * (1 + spread / 4)))


def flood_wait(retry_after: timedelta, floods: int) -> timedelta:
    """How long to be silent at the `floods`-th time in a row."""
    asked = retry_after if retry_after > timedelta() else DEFAULT_FLOOD_WAIT
    return max(retry_after, min(asked * 2 ** min(floods - 1, 20), LONGEST_FLOOD_WAIT))


def address(row: Queued) -> Destination:
    """Where a row goes."""
    if row.group_id is not None:
        return Destination(group_id=row.group_platform_id or "")
    return Destination(member_id=row.person_platform_id or "")


def parcel(content: Content, people: Mapping[int, str], media: Path) -> Parcel | Expulsion:
    """The content in the platform's ids; a mention of somebody unknown is left out, and so is NUL.

    What is kept in the folder `media` is stored by its path within it.
    """
    if isinstance(content, Removal):
        return Expulsion(people.get(content.person_id, ""))
    if isinstance(content, Image | File) and content.path:
        return replace(content, path=str(media / content.path))
    if not isinstance(content, Text):
        return content
    parts: list[str | MentionOf] = []
    for part in content.parts:
        if isinstance(part, str):
            parts.append(part.replace("\0", ""))
        elif member_id := people.get(part.person_id):
            parts.append(MentionOf(member_id))
    return Words(tuple(parts))


class Letter(NamedTuple):
    """What a row says, the people whose platform ids it needs, and what goes out where it needs none and no file."""

    content: Content
    people: tuple[int, ...]
    ready: Words | None

    def addressed(self, people: Mapping[int, str], media: Path) -> Parcel | Expulsion:
        """As `parcel`."""
        return self.ready or parcel(self.content, people, media)


@lru_cache(maxsize=64)
def letter_of(text: str) -> Letter:
    """What a row has as content; the same often goes to a thousand groups."""
    content = from_json(json.loads(text))
    if isinstance(content, Removal):
        return Letter(content, (content.person_id,), None)
    if not isinstance(content, Text):
        return Letter(content, (), None)
    people = content.mentions
    words = None if people else Words(tuple(part.replace("\0", "") for part in content.parts if isinstance(part, str)))
    return Letter(content, people, words)


def end_of(row: Queued, verdict: Wait | Over | None, now: datetime) -> tuple[str, str] | None:
    """The state and reason of a row that need not wait any longer, for it will never be sent."""
    if row.expires_at is not None and row.expires_at <= to_ms(now):
        return "expired", verdict.why if isinstance(verdict, Over) else "expired"
    if row.left_at is not None:
        return "dropped", "left"
    if row.paused_at is not None and row.priority != Priority.ANSWER:
        return "dropped", "paused"
    if row.is_quiet and row.priority != Priority.ANSWER and not row.is_must:
        return "dropped", "quiet"
    if not (row.group_platform_id or row.person_platform_id) or (row.person_platform_id or "").startswith(FORGOTTEN):
        return "failed", "nobody"
    return ("expired", verdict.why) if isinstance(verdict, Over) else None
