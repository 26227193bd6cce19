"""Who in the group is meant by whom in the log."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal, NamedTuple

from plugins.nudges.history.gathering import Sender

How = Literal["before", "id", "name", "stranger"]
STRANGER = "history:"
"""How the platform ids of those begin whom no platform has shown yet."""


class Member(NamedTuple):
    """Somebody who is or was in the group."""

    person_id: int
    name: str
    alias: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What there is to tell senders by: whom earlier logs' senders are, people by platform id, the group's members.

    Whoever has been `forgotten` since an earlier log keeps their counts without a name; their words don't come back.
    """

    before: Mapping[str, int]
    by_id: Mapping[str, int]
    members: Sequence[Member]
    forgotten: Set[int] = frozenset()


class Match(NamedTuple):
    """A sender, and who that is; `who` is a person's key, or below 0 for somebody who has none yet."""

    sender: Sender
    who: int
    how: How
    is_forgotten: bool = False

    @property
    def texts(self) -> int:
        """How many of their words are to be kept."""
        return 0 if self.is_forgotten else self.sender.texts


def hash_of(group_id: int, *parts: object) -> str:
    """A name for what a log holds that shows none of it."""
    written = "\0".join(map(str, (group_id, *parts)))
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def match_all(group_id: int, senders: Iterable[Sender], known: Known) -> list[Match]:
    """By an earlier import, else by platform id, else by a name that one sender and one member bear."""
    senders = list(senders)
    bearers = bearers_of(known.members)
    bearing = Counter(sender.name for sender in senders)
    found: list[Match] = []
    for place, sender in enumerate(senders):
        person: int | None
        if (person := known.before.get(hash_of(group_id, sender.key))) is not None:
            found.append(Match(sender, person, "before", person in known.forgotten))
        elif sender.id and (person := known.by_id.get(sender.id)) is not None:
            found.append(Match(sender, person, "id"))
        elif bearing[sender.name] == 1 and (person := bearers.get(sender.name)) is not None:
            found.append(Match(sender, person, "name"))
        else:
            found.append(Match(sender, -1 - place, "stranger"))
    return found


def bearers_of(members: Iterable[Member]) -> Mapping[str, int]:
    """Who is meant by each name that only one bears: of those who are here, or where nobody here does, of all."""
    here: dict[str, set[int]] = defaultdict(set)
    ever: dict[str, set[int]] = defaultdict(set)
    for member in members:
        for name in {member.name.strip(), member.alias.strip()} - {""}:
            ever[name].add(member.person_id)
            if member.is_here:
                here[name].add(member.person_id)
    bearers = {name: here.get(name) or people for name, people in ever.items()}
    return {name: next(iter(people)) for name, people in bearers.items() if len(people) == 1}


def whom_of(matches: Sequence[Match], known: Known) -> Mapping[str, int]:
    """Whom a log means by an id or a name that stands in a mention or a quote."""
    named = Counter(match.sender.name for match in matches)
    whom = dict(bearers_of(known.members))
    whom |= {match.sender.name: match.who for match in matches if named[match.sender.name] == 1}
    return whom | {match.sender.id: match.who for match in matches if match.sender.id}
