"""What members do with a sign-up, a poll and the like, and what has to come of it, reckoned without the bot."""

import re
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import ClassVar

from tests.simulation.store_truth import Show


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody by platform id and by name."""

    id: str
    name: str


@dataclass
class Part(ABC):
    """Something open in one group; nobody acts on it once it has closed."""

    kind: ClassVar[str]
    opening: ClassVar[re.Pattern[str]]
    """How its first message reads; its group is the number it goes by."""

    show: Show
    step: int
    place: int
    number: int
    text: str
    opened: datetime
    closes: datetime
    members: Sequence[Member]
    limbo: list[datetime] = field(default_factory=list[datetime])
    """When something was said while the bot was away."""
    said: int = 0
    unsure: bool = False
    """What became of something that was said can't be told from outside."""

    @abstractmethod
    def says(self, rng: Random, who: Member) -> str:
        """What a member says now, noted as if it had been understood."""

    def whispers(self, rng: Random, who: Member) -> str:
        """What somebody who has spoken says in private a little later; nothing mostly."""
        return ""

    @abstractmethod
    def wrongs(self) -> Iterator[str]:
        """What was said about it that can't be."""

    def hears(self, text: str) -> None:  # noqa: B027 - not all listen
        """A later message of the bot's about it."""

    @property
    @abstractmethod
    def endings(self) -> int:
        """How often it was said to be over."""

    @property
    def label(self) -> str:
        """By what it is found in a report."""
        return f"{self.kind} #{self.number} of {self.show.slug} in group {self.place}"


@dataclass
class Entry:
    """Somebody in a sign-up, in the order of coming."""

    order: int
    heads: int
    state: str


@dataclass
class SignupPart(Part):
    """Seats go to who comes first and fits; who gives one back lets the next who fits move up."""

    kind = "signup"
    opening = re.compile(r"#接龙\n[\s\S]*「接龙(?: #(\d+))?」")

    entries: dict[str, Entry] = field(default_factory=dict[str, Entry])
    orders: int = 0
    results: list[int] = field(default_factory=list[int])
    most: int = 0

    @property
    def endings(self) -> int:
        """Each time with a number."""
        return len(self.results)

    @property
    def cap(self) -> int | None:
        """How many there is room for, as its owner filled it in."""
        return int(self.show.values["名额"]) if self.show.slug == "meetup" else None

    @property
    def taken(self) -> int:
        """People in."""
        return sum(each.heads for each in self.entries.values() if each.state == "in")

    def says(self, rng: Random, who: Member) -> str:
        """Noted as it is said."""
        mine = self.entries.get(who.id)
        if mine is not None and mine.state != "out":
            return self._leaves(who) if rng.random() < 0.3 else f"接龙{self.named}"
        if rng.random() < 0.15 and who.id not in self.entries:
            self._enters(who, 1)
            return f"{self.text}\n{len(self.entries) + 1}. {who.name}"
        heads = rng.choice((1, 1, 1, 2, 3))
        self._enters(who, heads)
        words = {1: ("", " 谢谢"), 2: (" 2", " 2人", " 带1人"), 3: (" 3", " 3位 带小孩")}[heads]
        return f"接龙{self.named}{rng.choice(words)}"

    @property
    def title(self) -> str:
        """What it is called."""
        return self.text.splitlines()[1]

    @property
    def named(self) -> str:
        """How a member says which is meant, where the list says so."""
        found = self.opening.match(self.text)
        return f" #{found[1]}" if found and found[1] else ""

    def hears(self, text: str) -> None:
        """How it ended."""
        if text.startswith(f"#接龙\n{self.title}\n"):
            self.text = text
        elif text.startswith(f"「{self.title}」报名截止"):
            found = re.search(r"一共 (\d+) 人", text)
            self.results.append(int(found[1]) if found else 0)

    def wrongs(self) -> Iterator[str]:
        """Counted as the members counted."""
        if self.cap is not None and any(n > self.cap for n in self.results):
            yield f"{self.label}: {self.results} seats of {self.cap}"
        if self.results and not self.unsure and self.results != [self.taken]:
            yield f"{self.label}: closed with {self.results}, {self.taken} are in"

    def _enters(self, who: Member, heads: int) -> None:
        self.orders += 1
        fits = self.cap is None or self.taken + heads <= self.cap
        self.entries[who.id] = Entry(self.orders, heads, "in" if fits else "waiting")

    def _leaves(self, who: Member) -> str:
        self.entries[who.id].state = "out"
        for each in sorted(self.entries.values(), key=lambda each: each.order):
            if each.state == "waiting" and self.taken + each.heads <= (self.cap or 0):
                each.state = "in"
        return f"取消接龙{self.named}"


@dataclass
class PollPart(Part):
    """The last vote of each counts."""

    kind = "poll"
    opening = re.compile(r"投票 #(\d+)：[\s\S]*引用这条")

    votes: dict[str, tuple[int, ...]] = field(default_factory=dict[str, tuple[int, ...]])
    results: list[str] = field(default_factory=list[str])

    @property
    def endings(self) -> int:
        """Each time with a result."""
        return len(self.results)

    @property
    def options(self) -> dict[int, str]:
        """By number."""
        return {int(n): text for n, text in re.findall(r"^(\d+)\. (.*)$", self.text, re.MULTILINE)}

    @property
    def first(self) -> list[str]:
        """The options with the most votes."""
        counts = Counter(place for chosen in self.votes.values() for place in chosen)
        most = max(counts.values(), default=0)
        return [self.options[place] for place in sorted(counts) if counts[place] == most]

    def says(self, rng: Random, who: Member) -> str:
        """Noted as it is said."""
        several = 2 if "最多选 2 个" in self.text else 1
        self.votes[who.id] = tuple(rng.sample(sorted(self.options), rng.randint(1, several)))
        return f"投票 #{self.number} {' '.join(map(str, self.votes[who.id]))}"

    def hears(self, text: str) -> None:
        """How it ended."""
        if text.startswith(f"投票 #{self.number} 结束了"):
            self.results.append(text)

    def wrongs(self) -> Iterator[str]:
        """Counted as the members counted."""
        if not self.results or self.unsure:
            return
        said = self.results[0]
        if f"共 {len(self.votes)} 人投票" not in said and (self.votes or "没有人投票" not in said):
            yield f"{self.label}: {len(self.votes)} voted, but {said!r}"
        outcome = said.splitlines()[1]
        if any(each not in outcome for each in self.first) or ("平票" in outcome) != (len(self.first) > 1):
            yield f"{self.label}: {self.first} came first, but {said!r}"
