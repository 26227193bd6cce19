"""What really happened in the half-year, whatever the bot made of it: what it is judged by."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import TypeVar

LAST = "\uffff"
T = TypeVar("T")
Log = dict[T, list[tuple[datetime, bool]]]
"""When something began and ended, by whom or what."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A message of the bot's, with why it was written; `member` is whom a private one went to."""

    number: int
    at: datetime
    place: int | None
    member: str
    mentions: tuple[str, ...]
    text: str
    cause: str
    cause_id: str
    outbox_id: int
    due_at: datetime

    @property
    def addressed(self) -> tuple[str, ...]:
        """Whom it turns to by name or in private."""
        return (self.member,) if self.member else self.mentions


@dataclass
class Diary:
    """By group and person; a person is known by the id they had first. What was `asked` of the bot is no talk."""

    heard: dict[int, list[tuple[datetime, str]]] = field(default_factory=lambda: defaultdict(list))
    asked: dict[int, list[tuple[datetime, str]]] = field(default_factory=lambda: defaultdict(list))
    unheard: dict[int, list[tuple[datetime, str]]] = field(default_factory=lambda: defaultdict(list))
    inside: Log[tuple[int, str]] = field(default_factory=lambda: defaultdict(list))
    opted_out: Log[str] = field(default_factory=lambda: defaultdict(list))
    is_on: Log[int] = field(default_factory=lambda: defaultdict(list))
    is_there: Log[int] = field(default_factory=lambda: defaultdict(list))
    away: dict[str, list[tuple[datetime, datetime]]] = field(default_factory=lambda: defaultdict(list))
    hours: dict[int, list[tuple[datetime, time, time]]] = field(default_factory=lambda: defaultdict(list))
    downs: list[tuple[datetime, datetime]] = field(default_factory=list[tuple[datetime, datetime]])
    chiefs: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    joined: dict[tuple[int, str], datetime] = field(default_factory=dict[tuple[int, str], datetime])
    first_id: dict[str, str] = field(default_factory=dict[str, str])
    sent: list[Sent] = field(default_factory=list[Sent])

    def who(self, member_id: str) -> str:
        """The id a person had first."""
        return self.first_id.get(member_id, member_id)

    def speakers(self, place: int, start: datetime, end: datetime) -> set[str]:
        """Who was heard to speak after the one moment, until the other."""
        return {who for _, who in self.lines(place, start, end)}

    def words(self, place: int, start: datetime, end: datetime) -> list[tuple[datetime, str]]:
        """The same with what was asked of the bot."""
        return [*self.lines(place, start, end), *(each for each in self.asked[place] if start < each[0] <= end)]

    def lines(self, place: int, start: datetime, end: datetime) -> list[tuple[datetime, str]]:
        """Who spoke when."""
        said = self.heard[place]
        return said[bisect_right(said, (start, LAST)) : bisect_right(said, (end, LAST))]

    def last_heard(self, place: int, before: datetime) -> datetime | None:
        """When somebody spoke last."""
        n = bisect_right(self.heard[place], (before, ""))
        return self.heard[place][n - 1][0] if n else None


def stands(log: Sequence[tuple[datetime, bool]], at: datetime, *, otherwise: bool) -> bool:
    """Whether something holds at a moment, by the changes there were in it."""
    return next((value for since, value in reversed(log) if since <= at), otherwise)


def deaf(diary: Diary, place: int, start: datetime, end: datetime) -> timedelta:
    """For how long of the time nobody heard a group, be it that the bot was away or not in it."""
    spans = list(diary.downs)
    for (since, is_there), (until, _) in pairwise([*diary.is_there[place], (end, True)]):
        spans += [] if is_there else [(since, until)]
    both = (min(until, end) - max(since, start) for since, until in spans)
    return sum((each for each in both if each > timedelta()), timedelta())
