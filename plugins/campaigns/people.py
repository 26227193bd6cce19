"""What the members of a group are called there, and who is meant by a name."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select

from bot.commands.wording import fold
from storage.bulk import BATCH
from storage.engine import ReadSession
from storage.tables import Membership, Person


async def names_of(session: ReadSession, group_id: int, people: Sequence[int]) -> Mapping[int, str]:
    """What these people are called in the group, in this order; who has no name is left out."""
    found: dict[int, str] = {}
    here = (Membership.person_id == Person.id) & (Membership.group_id == group_id)
    for some in in_slices(people):
        query = select(Person.id, Person.name, Membership.alias).outerjoin(Membership, here).where(Person.id.in_(some))
        found |= {person: alias or name for person, name, alias in await session.execute(query)}
    return {person: found[person] for person in people if found.get(person)}


async def people_by_name(session: ReadSession, group_id: int) -> Mapping[str, int]:
    """Who is now in the group by folded name, of the names that only one of them bears."""
    query = select(Person.id, Person.name, Membership.alias).join(Membership, Membership.person_id == Person.id)
    query = query.where(Membership.group_id == group_id, Membership.left_at.is_(None))
    bearers = defaultdict[str, set[int]](set)
    for person, *names in await session.execute(query):
        for name in filter(None, names):
            bearers[key_of(name)].add(person)
    return {name: who.pop() for name, who in bearers.items() if len(who) == 1}


def key_of(name: str) -> str:
    """The name as names are compared: width, case and spaces do not matter."""
    return "".join(fold(name).split())


def in_slices(people: Sequence[int]) -> Iterator[Sequence[int]]:
    """So many of them as a statement takes."""
    return (people[start : start + BATCH] for start in range(0, len(people), BATCH))
