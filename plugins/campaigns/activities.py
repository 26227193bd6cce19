"""What a campaign can open in a group, such as a sign-up or a poll; each kind says how in its own folder."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from bot.content import Content
from bot.phrases import Language
from bot.scheduler import JobRun
from storage.engine import ReadSession, Session


class Opening(NamedTuple):
    """One activity to be opened in one group; `params` are as an admin would type them, `until` is when it closes."""

    campaign_id: int
    group_id: int
    group_name: str
    author_id: int
    title: str
    params: Mapping[str, str]
    until: datetime | None
    zone: str
    language: Language


class Part(NamedTuple):
    """Somebody who took part in a group."""

    group_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class ActivityKind:
    """How a campaign deals with one kind of activity.

    `check` raises UserError for params nobody could open it with, before the campaign begins. `open` opens many at once
    in few statements and gives for each what is said with the phase. `close` ends those still open without a word.
    `summary` is a line of the recap by group, of those with anything to tell; `results` is what each group has decided.
    """

    check: Callable[[Mapping[str, str], Language], None]
    open: Callable[[JobRun, Sequence[Opening]], Awaitable[Sequence[tuple[Content, ...]]]]
    close: Callable[[Session, int, datetime], Awaitable[None]]
    took_part: Callable[[ReadSession, int], Awaitable[Sequence[Part]]]
    summary: Callable[[ReadSession, int, Language], Awaitable[Mapping[int, str]]]
    results: Callable[[ReadSession, int], Awaitable[Mapping[int, str]]] | None = None


def is_for_nobody(campaign_id: int | None, took_part: int) -> bool:
    """Whether an activity ends without a word: a campaign opened it and nobody came, perhaps as nobody heard of it."""
    return campaign_id is not None and not took_part


ACTIVITIES: dict[str, ActivityKind] = {}
"""By kind; put together where all of them are known, in the package itself."""
