"""What has to come when in the store's year: dates written down by hand, packs read without the bot's own reader."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

PACKS = Path(__file__).parents[2] / "plugins" / "campaigns" / "scenes" / "packs"
DAYS = 370
SHANGHAI = "Asia/Shanghai"
_OFFSET = re.compile(r"T(?:([+-]\d+)天?)? (\d\d):(\d\d)")

DATES = {
    "lantern-festival": (date(2026, 3, 3), date(2027, 2, 20)),
    "reading-month": (date(2026, 4, 23),),
    "labour-day": (date(2026, 5, 1),),
    "mothers-day": (date(2026, 5, 10),),
    "618": (date(2026, 6, 18),),
    "dragon-boat": (date(2026, 6, 19),),
    "teachers-day": (date(2026, 9, 10),),
    "mid-autumn": (date(2026, 9, 25),),
    "national-day": (date(2026, 10, 1),),
    "double-11": (date(2026, 11, 11),),
    "new-year-goods": (date(2027, 1, 15),),
    "spring-festival": (date(2027, 2, 6),),
}
"""From printed calendars: the first full moon, the second Sunday of May, the eighth of the last month, and so on."""


@dataclass(frozen=True, slots=True)
class Step:
    """A phase as its file has it; a message of it holds one of the `marks`."""

    number: int
    days: int
    clock: time
    marks: tuple[str, ...]
    is_promo: bool
    is_must: bool
    activity: dict[str, Any] | None
    asks_poll: bool


@dataclass
class Show:
    """A campaign as its owner has it in mind; `places` are numbers of groups."""

    slug: str
    name: str
    day: date
    places: Sequence[int]
    tag: str
    values: dict[str, str]
    lead: int
    zone: str = SHANGHAI
    number: int = 0
    begun: datetime | None = None
    left_out: set[int] = field(default_factory=set[int])
    moved: dict[int, tuple[int, time]] = field(default_factory=dict[int, tuple[int, time]])
    marks: dict[int, str] = field(default_factory=dict[int, str])
    had: dict[int, datetime] = field(default_factory=dict[int, datetime])
    """When steps came before the clock on the wall was another."""
    over_after: int | None = None
    """The number of the last message before its owner read that it is called off."""
    pauses: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    """From the message that said so to the one that took it back."""

    @cached_property
    def steps(self) -> Sequence[Step]:
        """In the order of their moments."""
        return steps_of(self.slug)

    def due(self, number: int) -> datetime:
        """When a step comes."""
        if number in self.had:
            return self.had[number]
        step = self.steps[number - 1]
        days, clock = self.moved.get(number, (step.days, step.clock))
        return self.moment(days, clock)

    def moment(self, days: int, clock: time) -> datetime:
        """A moment by the clock on the wall."""
        return datetime.combine(self.day + timedelta(days=days), clock, ZoneInfo(self.zone))

    def closes(self, number: int) -> datetime | None:
        """When what a step opens closes."""
        activity = self.steps[number - 1].activity or {}
        found = offset_of(activity["until"]) if "until" in activity else None
        return None if found is None else self.moment(*found)

    def move_house(self, zone: str, now: datetime) -> None:
        """What is still to come, comes by another clock."""
        self.had |= {step.number: due for step in self.steps if (due := self.due(step.number)) <= now}
        self.zone = zone

    def marks_of(self, number: int) -> tuple[str, ...]:
        """By what a message of a step is known."""
        return (self.marks[number],) if number in self.marks else self.steps[number - 1].marks

    def asks_poll(self, number: int) -> bool:
        """Whether a step says what the group has decided."""
        return number not in self.marks and self.steps[number - 1].asks_poll

    def is_silent(self, message: int) -> bool:
        """Whether nothing may come as the message of that number: called off, or held back."""
        is_over = self.over_after is not None and message > self.over_after
        return is_over or any(start < message <= end for start, end in self.pauses)


def offset_of(text: str) -> tuple[int, time]:
    """Days and clock of `T-7天 20:00`."""
    match = _OFFSET.fullmatch(text)
    assert match, text
    return int(match[1] or 0), time(int(match[2]), int(match[3]))


def slugs() -> list[str]:
    """Of every scene that ships."""
    return sorted(path.stem for path in PACKS.glob("*.toml"))


def examples_of(slug: str) -> dict[str, str]:
    """What its file proposes to fill in, by the names of its inputs."""
    inputs = _pack(slug).get("input", {})
    return {each["name"]["zh"]: _zh(each["example"]) for each in inputs.values()}


def name_of(slug: str) -> str:
    """What it is called."""
    return _pack(slug)["name"]["zh"]


def steps_of(slug: str) -> Sequence[Step]:
    """The steps of a scene by their moments."""
    found = [(*offset_of(phase["at"]), phase) for phase in _pack(slug)["phase"]]
    found.sort(key=lambda each: each[:2])
    return [
        Step(
            number,
            days,
            clock,
            _marks(phase.get("text", [])),
            phase.get("serving") == "promo",
            bool(phase.get("must")),
            phase.get("activity"),
            "{投票结果}" in str(phase.get("text")),
        )
        for number, (days, clock, phase) in enumerate(found, 1)
    ]


def _pack(slug: str) -> dict[str, Any]:
    return tomllib.loads((PACKS / f"{slug}.toml").read_text("utf-8"))


def _zh(text: Any) -> str:
    return text if isinstance(text, str) else text["zh"]


def _marks(texts: Any) -> tuple[str, ...]:
    """Of each variant the longest piece on a line between what is filled in."""
    variants: list[Any] = [texts] if isinstance(texts, str | dict) else texts
    return tuple(max(re.split(r"\{[^}]*\}|\n", _zh(each)), key=len) for each in variants)
