"""What importing a log would change; the same log again would change nothing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plugins.nudges.history.gathering import Bounds, Tally
from plugins.nudges.history.matching import Known, Match, match_all, whom_of

Tied = tuple[int, int, int]
"""The day, who turned to somebody, and to whom."""


@dataclass(frozen=True, slots=True)
class Place:
    """The group whose log it is, and the account that is in it."""

    account_id: int
    group_id: int
    name: str
    self_id: str


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a log tells, people by `who`: below 0 stands for somebody who has no key yet."""

    place: Place
    bounds: Bounds
    tally: Tally
    matches: Sequence[Match]
    days: int  # with talk
    activity: dict[tuple[int, int], int]
    hours: dict[int, int]
    ties: dict[Tied, list[int]]

    @property
    def texts(self) -> int:
        """How many messages are to be kept with their words."""
        return sum(match.texts for match in self.matches)

    @property
    def changes(self) -> int:
        """How many counts would be written."""
        return len(self.activity) + len(self.hours) + len(self.ties)


def wishes_of(place: Place, bounds: Bounds, tally: Tally, known: Known) -> Wishes:
    """The sums of a log by the people that its senders are; what the bot itself said is not among them."""
    matches = match_all(place.group_id, tally.senders.values(), known)
    whos = [match.who if match.sender.id != place.self_id else None for match in matches]
    activity: Counter[tuple[int, int]] = Counter()
    for (day, at), count in tally.activity.items():
        who = whos[at]
        if who is not None:
            activity[day, who] += count
    tally.activity.clear()
    ties = _ties(tally, whos, whom_of(matches, known))
    spoken = [match for match in matches if match.sender.id != place.self_id]
    days = len({day for day, _ in activity})
    return Wishes(place, bounds, tally, spoken, days, activity, dict(tally.hours), ties)


def _ties(tally: Tally, whos: Sequence[int | None], whom: Mapping[str, int]) -> dict[Tied, list[int]]:
    ties: dict[Tied, list[int]] = {}
    for (day, at, other), counts in tally.ties.items():
        who, to = whos[at], whom.get(other)
        if who is not None and to is not None and who != to:
            sums = ties.setdefault((day, who, to), [0] * len(counts))
            ties[day, who, to] = [a + b for a, b in zip(sums, counts, strict=True)]
    return ties
