"""What somebody wants said: the content, why, where and how urgently."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Literal

from bot.content import Content, Text, to_json
from bot.outbox.longtext import split
from bot.outbox.pacing import Priority
from storage.base import to_ms
from storage.bulk import Row

Serves = Literal["", "value", "promo"]
"""Whom scheduled content is for: the members, or whoever wants something of them; empty for all else."""


class Policy(StrEnum):
    """What to do when nobody can know whether a message was sent: rather never twice, or rather never not at all."""

    AT_MOST_ONCE = "at_most_once"
    AT_LEAST_ONCE = "at_least_once"


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a message exists, for `/为什么`: "command" or "event" with the event's id, "schedule" with the schedule's."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Post:
    """One message to a group or to a person; `key` is what keeps it from being said twice.

    Only scheduled content has `serving`; its key's first four parts, as in `drop:12:1700000000000:5:1`, are the same
    for all that is served at one moment, and the first message has only these. `is_must` lets it go into a silent chat,
    and in private to somebody who said 别@我, since they have asked for it or have to know it.
    """

    key: str
    content: Content
    cause: Cause
    group_id: int | None = None
    person_id: int | None = None
    priority: Priority = Priority.POST
    policy: Policy = Policy.AT_MOST_ONCE
    due_at: datetime | None = None
    expires_at: datetime | None = None
    serving: Serves = ""
    is_must: bool = False
    title: str = ""
    """What a report calls it, should it be missed."""

    def __post_init__(self) -> None:
        if (self.group_id is None) == (self.person_id is None):
            raise ValueError(f"post {self.key} needs either a group or a person")


COLUMNS = (
    "key",
    "account_id",
    "group_id",
    "person_id",
    "cause_kind",
    "cause_id",
    "content",
    "priority",
    "policy",
    "created_at",
    "due_at",
    "next_at",
    "expires_at",
    "state",
    "reason",
    "attempts",
    "serving",
    "is_must",
)


def rows_of(post: Post, account_id: int, max_text: int, now_ms: int, *, missed: bool = False) -> Iterator[Row]:
    """The outbox rows of a post, in the order of `COLUMNS`: one, or the parts of a long text."""
    content = post.content
    messages = _texts(content, max_text) if isinstance(content, Text) else (as_json(content),)
    due = now_ms if post.due_at is None else to_ms(post.due_at) if missed else max(now_ms, to_ms(post.due_at))
    reason = (f"missed: {post.title}" if post.title else "missed") if missed else None
    for number, message in enumerate(messages, start=1):
        yield (
            post.key if number == 1 else f"{post.key}#{number}",
            account_id,
            post.group_id,
            post.person_id,
            post.cause.kind,
            post.cause.id,
            message,
            int(post.priority),
            str(post.policy),
            now_ms,
            due,
            due,
            None if post.expires_at is None else to_ms(post.expires_at),
            "missed" if missed else "waiting",
            reason,
            0,
            post.serving,
            post.is_must,
        )


@lru_cache(maxsize=64)
def _texts(text: Text, max_text: int) -> tuple[str, ...]:
    """As many messages as it needs; the same words often go to a thousand groups."""
    return tuple(as_json(part) for part in split(text, max_text))


def as_json(content: Content) -> str:
    """As JSON without halves of surrogate pairs, which no database takes."""
    return json.dumps(to_json(content), ensure_ascii=False).encode("utf-8", "replace").decode()
