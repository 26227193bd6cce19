"""What a file says shall be there: drops with where each takes its content from, and materials of the library."""

import json
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from bot.content import Content, to_json
from bot.errors import UserError
from bot.phrases import Language
from bot.times.recurrence import Once, Recurrence
from plugins.drops.exchange import messages as m
from plugins.drops.library.rules import Pick

MOST_ITEMS = 2000
"""Drops, issues and materials that one file may hold."""
LARGEST = 2 << 20
"""Bytes of a file."""


@dataclass(frozen=True, slots=True)
class Where:
    """A group by its name or number, or all of a tag; with nothing named, what the person has chosen."""

    group: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True)
class End:
    """When it stops repeating: at a moment, after a day in the drop's zone, after so many times, or `never`.

    With nothing said it runs as long as one that was set up in chat without an end; then as there, and where it
    `renews`, somebody is asked before it ends.
    """

    at: datetime | date | None = None
    times: int | None = None
    never: bool = False
    renews: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Content of its own: what `/投放 添加` makes."""

    contents: tuple[Content, ...]


@dataclass(frozen=True, slots=True)
class PlannedIssue:
    """One issue of a series, of a course with its day; `number` and `posted_at` of one that has been posted."""

    contents: tuple[Content, ...]
    day: int | None = None
    number: int | None = None
    posted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Queue:
    """A series with its issues in order; `served` is the number of the last one posted."""

    name: str
    is_evergreen: bool = False
    starts_on: int | None = None
    served: int = 0
    issues: tuple[PlannedIssue, ...] = ()


@dataclass(frozen=True, slots=True)
class News:
    """A feed; `most` entries in one post."""

    url: str
    title: str = ""
    most: int = 3
    template: str = ""


Source = Words | Pick | Queue | News


@dataclass(frozen=True, slots=True)
class PlannedDrop:
    """Something to be posted by schedule. An empty zone is that of the groups it is for.

    `starts` is the first moment it may run, where that is not simply the next; `came` how often it has, since `since`;
    `without` the groups that have opted out of it.
    """

    line: int
    when: Recurrence
    source: Source
    where: Where = Where()
    zone: str = ""
    title: str = ""
    is_promo: bool = False
    is_must: bool = False
    end: End = End()
    starts: datetime | None = None
    is_paused: bool = False
    language: Language | None = None
    came: int = 0
    since: datetime | None = None
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedMaterial:
    """Something for the library, and how often it was taken from there."""

    line: int
    content: Content
    tags: tuple[str, ...] = ()
    used: int = 0
    last_used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a file holds.

    `passed` counts what was due once and is over, in a file we have written ourselves; `ignored` are columns that mean
    nothing to us.
    """

    drops: tuple[PlannedDrop, ...] = ()
    materials: tuple[PlannedMaterial, ...] = ()
    passed: int = 0
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at a line."""

    line: int
    error: UserError

    def text(self, language: Language) -> str:
        """With its place, where that is known."""
        what = self.error.phrase(language, **self.error.values)
        return (m.AT_LINE if self.line else m.SOMEWHERE)(language, line=self.line, what=what)


@dataclass(slots=True)
class Problems:
    """What is wrong with a file, as it is found."""

    found: list[Problem] = field(default_factory=list[Problem])

    @contextmanager
    def at(self, line: int) -> Generator[None]:
        """Note what is wrong at this line and go on after it."""
        try:
            yield
        except UserError as error:
            self.found.append(Problem(line, error))

    def sorted(self) -> list[Problem]:
        """By line."""
        return sorted(self.found, key=lambda problem: problem.line)


@dataclass(frozen=True, slots=True)
class Reading:
    """What has to be known to read a file: the time, the zone where it names none, the language it is written in."""

    now: datetime
    zone: str
    language: Language


def identity(item: PlannedDrop | PlannedMaterial) -> str:
    """The same for two items that are meant to be one: drops that say the same at the same times in the same place,
    a place's series of one name, its feeds of one address, materials that say the same.
    """
    if isinstance(item, PlannedMaterial):
        return json.dumps([to_json(item.content), sorted(item.tags)], ensure_ascii=False, sort_keys=True)
    where = [item.where.group, item.where.tag]
    match item.source:
        case Queue(name):
            parts = ["series", name]
        case News(url):
            parts = ["feed", url]
        case Pick(tag, rest_days):
            parts = [*_told(item), tag, rest_days]
        case Words(contents):
            parts = [*_told(item), [to_json(content) for content in contents]]
    return json.dumps([*where, *parts], ensure_ascii=False, sort_keys=True)


def _told(drop: PlannedDrop) -> list[object]:
    """When and as what a drop comes; until when does not matter."""
    when = drop.when
    if isinstance(when, Once) and when.at.tzinfo is not None:
        when = Once(when.at.astimezone(UTC))
    return [str(when), drop.zone, drop.title, drop.is_promo, drop.is_must]


def counted(plan: Plan) -> int:
    """How many items that are, issues included."""
    issues = sum(len(drop.source.issues) for drop in plan.drops if isinstance(drop.source, Queue))
    return len(plan.drops) + len(plan.materials) + issues


def without_lines(plan: Plan) -> Plan:
    """The same plan, wherever it was written."""
    return Plan(
        tuple(replace(drop, line=0) for drop in plan.drops),
        tuple(replace(material, line=0) for material in plan.materials),
    )
