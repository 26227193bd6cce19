"""What members do with a lottery, a group buy and codes, and what has to come of it, reckoned without the bot."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any, ClassVar

from tests.simulation.store_parts import Member, Part, PollPart, SignupPart

VERIFIER = Path(__file__).parents[2] / "scripts" / "verify_draw.py"
_CODE = re.compile(r"\b[2-9A-Z]{6}\b")
_HEX = re.compile(r"\b[0-9a-f]{64}\b")


@dataclass
class LotteryPart(Part):
    """Who says so is in, once; who wins follows from what was published."""

    kind = "lottery"
    opening = re.compile(r"抽奖 #(\d+)「[\s\S]*指纹")

    entrants: set[str] = field(default_factory=set[str])
    frozen: list[str] = field(default_factory=list[str])
    drawn: list[str] = field(default_factory=list[str])

    @property
    def endings(self) -> int:
        """Each time the list was fixed."""
        return len(self.frozen)

    @property
    def title(self) -> str:
        """What it is called."""
        return re.findall("「(.+?)」", self.text)[0]

    def says(self, rng: Random, who: Member) -> str:
        """Noted as it is said."""
        self.entrants.add(who.id)
        return f"抽奖 #{self.number}"

    def hears(self, text: str) -> None:
        """How it ended."""
        if text.startswith(f"「{self.title}」截止"):
            self.frozen.append(text)
        elif text.startswith(f"「{self.title}」开奖了"):
            self.drawn.append(text)

    def wrongs(self) -> Iterator[str]:
        """Counted as the members counted."""
        if len(self.drawn) > 1 or (self.endings and self.entrants and not self.drawn and not self.unsure):
            yield f"{self.label}: drawn {len(self.drawn)} times"
        if self.drawn and not self.frozen and not self.unsure:
            yield f"{self.label}: drawn before the list was fixed"
        if self.frozen and not self.unsure:
            found = re.search(r"(\d+) 个号码", self.frozen[0])
            if int(found[1] if found else 0) != len(self.entrants):
                yield f"{self.label}: {len(self.entrants)} entered, but {self.frozen[0]!r}"
        if self.frozen and self.drawn:
            yield from (f"{self.label}: {wrong}" for wrong in self._verified())

    def _verified(self) -> list[str]:
        """What the program for members says about what was posted in the group."""
        counted = re.findall(r"^(\S+) × (\d+)", self.text, re.MULTILINE)
        won = [(name, _CODE.findall(line)) for name, _ in counted for line in self._lines_of(name)]
        winners = [(code, name) for name, codes in won for code in codes]
        told: dict[str, Any] = {
            "rule": "dandelion-draw-1",
            "commitment": _HEX.findall(self.text)[0],
            "secret": _HEX.findall(self.drawn[0])[0],
            "entries": _CODE.findall(self.frozen[0].splitlines()[1]),
            "entries_sha256": _HEX.findall(self.frozen[0])[0],
            "prizes": [{"name": name, "count": int(n)} for name, n in counted],
            "winners": [{"place": n, "code": code, "prize": name} for n, (code, name) in enumerate(winners, 1)],
        }
        return verifier().wrong(told, told["commitment"], told["entries_sha256"])

    def _lines_of(self, name: str) -> list[str]:
        return [line for line in self.drawn[0].splitlines() if line.startswith(name)]


@dataclass
class GroupbuyPart(Part):
    """The last number each says counts; the more, the lower the price."""

    kind = "groupbuy"
    opening = re.compile(r"拼团 #(\d+)「[^」]*」开始了")

    wants: dict[str, int] = field(default_factory=dict[str, int])
    results: list[str] = field(default_factory=list[str])

    @property
    def endings(self) -> int:
        """Each time with a result."""
        return len(self.results)

    def says(self, rng: Random, who: Member) -> str:
        """Noted as it is said."""
        if self.wants.get(who.id) and rng.random() < 0.2:
            self.wants[who.id] = 0
            return f"取消拼团 #{self.number}"
        self.wants[who.id] = n = rng.choice((1, 1, 2, 3, 5))
        return f"拼 #{self.number} {n}"

    def hears(self, text: str) -> None:
        """How it ended."""
        item = re.findall("「(.+?)」", self.text)[0]
        if text.startswith(f"「{item}」") and re.search("拼成了：|这次没拼成|拼团到时间了", text):
            self.results.append(text)

    def wrongs(self) -> Iterator[str]:
        """Counted as the members counted."""
        if not self.results or self.unsure:
            return
        total = sum(self.wants.values())
        tiers = [(int(n), price) for n, price in re.findall(r"(\d+)份 (\d+)", self.show.values["拼团价"])]
        prices = [price for n, price in tiers if total >= n]
        said = self.results[0].splitlines()[0]
        has_come_off, numbers = "拼成了" in said, re.findall(r"\d+", said.partition("」")[2])
        expected = [str(total), *prices[-1:]] if prices else [str(total)]
        if has_come_off != bool(prices) or (total and numbers[: len(expected)] != expected):
            yield f"{self.label}: {total} wanted, {prices[-1:]} is the price, but {said!r}"


@dataclass
class CodesPart(Part):
    """A code for whoever asks, as long as there are any; the same for all groups of a campaign."""

    kind = "codes"
    opening = re.compile(r"要领码的，发「领码」()|码还在路上()")
    asked: ClassVar[dict[int, list[str]]] = defaultdict(list)
    """By campaign, in the order of asking."""

    @property
    def endings(self) -> int:
        """The groups hear nothing of it."""
        return 0

    @property
    def order(self) -> list[str]:
        """Who has asked in any of the groups."""
        return self.asked[id(self.show)]

    def says(self, rng: Random, who: Member) -> str:
        """Noted as it is said."""
        if who.id not in self.order:
            self.order.append(who.id)
        return "领码"

    def whispers(self, rng: Random, who: Member) -> str:
        """A word in private, by which the bot comes to know them."""
        return rng.choice(("在吗", "你好", ""))

    def wrongs(self) -> Iterator[str]:
        """Counted as the members counted."""
        yield from ()


PARTS: dict[str, type[Part]] = {
    each.kind: each for each in (SignupPart, PollPart, LotteryPart, GroupbuyPart, CodesPart)
}
"""By kind."""


def verifier() -> ModuleType:
    """The program that anyone can check a draw with."""
    spec = spec_from_file_location("verify_draw", VERIFIER)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
