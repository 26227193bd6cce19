"""Twenty groups of different characters: who is in them, when they talk of themselves, and how they take a nudge."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

SHANGHAI = "Asia/Shanghai"
DAYS = 180
BEST = "help"
"""The kind of topic that is answered far better than any other where effects are planted."""
BEST_TITLE = "互助"
ANSWERED = {"help": 0.8, "": 0.12}
"""How likely a topic of a kind makes a group talk; of the others, by the empty name."""
EVERYWHERE = "四海"
"""A lurker in half of the groups."""

Rate = Callable[[int, int], float]
"""Conversations a day by the day of the half-year and of the week."""


class Line(NamedTuple):
    """Somebody says something of themselves."""

    at: datetime
    place: int
    member: str


@dataclass(frozen=True)
class Character:
    """One kind of group; `hours` are those of the local day in which it talks, over 24 for the next day's."""

    title: str
    size: int
    rate: Rate
    hours: tuple[float, float] = (9, 22)
    zone: str = SHANGHAI
    core: int = 6
    is_on: bool = True
    insists: bool = False
    starts: int = 0
    has_everywhere: bool = False
    alone: bool = False


def _always(rate: float) -> Rate:
    return lambda day, weekday: rate


def _declining(day: int, weekday: int) -> float:
    return 6 * 0.5 ** (max(0, day - 40) / 15)


def _holidays(day: int, weekday: int) -> float:
    return 8 if day % 60 in range(25, 32) else 0


def _weekend(day: int, weekday: int) -> float:
    return 9 if weekday >= 5 else 0


def _dying(day: int, weekday: int) -> float:
    return 3 if day < 40 else 0


def _quiet(n: int, *, has_everywhere: bool = False) -> Character:
    return Character(f"安静{n}", 14 + n, _always(0.12), insists=True, core=8, has_everywhere=has_everywhere)


CHARACTERS: Mapping[int, Character] = {
    1: Character("热闹", 40, _always(8), core=14, has_everywhere=True),
    2: Character("柏林", 16, _always(2.5), zone="Europe/Berlin"),
    3: Character("渐冷", 24, _declining, core=8, has_everywhere=True),
    4: Character("夜猫", 18, _always(4), hours=(21.5, 26), has_everywhere=True),
    5: Character("过节", 20, _holidays, has_everywhere=True),
    6: Character("死群", 15, _dying, has_everywhere=True),
    7: Character("刷屏", 18, _always(1.2), has_everywhere=True),
    8: Character("新人", 12, _always(1.5)),
    9: Character("独白", 14, _always(2), alone=True, insists=True),
    10: Character("周末", 22, _weekend, has_everywhere=True),
    11: Character("新群", 16, _always(1.5), starts=100),
    12: Character("换号", 16, _always(0.2), insists=True),
    13: Character("纽约", 15, _always(0.15), zone="America/New_York", insists=True),
    14: Character("进出", 16, _always(0.6), insists=True),
    15: Character("没开", 14, _always(0.1), is_on=False),
    16: _quiet(1, has_everywhere=True),
    17: _quiet(2, has_everywhere=True),
    18: _quiet(3),
    19: _quiet(4),
    20: _quiet(5),
}
MOVES = {7: (90, 96)}
"""The days of somebody's spam wave, by group."""
OWNERS_OWN = 9


def talk_of(place: int, day: int, first: date, people: list[str], rng: Random) -> Iterator[Line]:
    """What a group says of itself on a day, in no order: conversations of a few, and now and then a lurker's word."""
    who = CHARACTERS[place]
    today = first + timedelta(days=day)
    midnight = datetime.combine(today, time(), ZoneInfo(who.zone))
    core = people[:1] if who.alone else people[1 : 1 + who.core]
    for _ in range(_poisson(who.rate(day, today.weekday()), rng)):
        begins = midnight + timedelta(hours=rng.uniform(*who.hours))
        speakers = rng.sample(core, k=min(len(core), rng.randint(1 if rng.random() < 0.15 else 2, 4)))
        for n in range(len(speakers) + rng.randint(0, 4)):
            speaker = speakers[n] if n < len(speakers) else rng.choice(speakers)
            yield Line(begins + timedelta(seconds=rng.randint(0, 1500)), place, speaker)
    if rng.random() < who.rate(day, today.weekday()) / 20 and not who.alone:
        yield Line(midnight + timedelta(hours=rng.uniform(10, 20)), place, rng.choice(people[1:]))
    if day in range(*MOVES.get(place, (0, 0))):
        for _ in range(150):
            yield Line(midnight + timedelta(hours=rng.uniform(9, 22)), place, people[-1])


def takes_up(kind: str, rng: Random) -> bool:
    """Whether a group takes up a topic of a kind."""
    return rng.random() < ANSWERED.get(kind, ANSWERED[""])


def _poisson(mean: float, rng: Random) -> int:
    """How many there are, by Knuth's way of multiplying chances; for small means."""
    n, left = 0, rng.random()
    limit = 2.718281828**-mean
    while left > limit:
        n, left = n + 1, left * rng.random()
    return n
