"""What people are called in a group."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from storage.bulk import in_batches
from storage.engine import ReadSession
from storage.tables import Membership, Person


async def names_of(session: ReadSession, group_id: int, people: Sequence[int]) -> Mapping[int, str]:
    """What these people are called in the group, in this order; who has no name is left out."""
    found: dict[int, str] = {}
    here = (Membership.person_id == Person.id) & (Membership.group_id == group_id)
    for some in in_batches(people):
        query = select(Person.id, Person.name, Membership.alias).outerjoin(Membership, here).where(Person.id.in_(some))
        found |= {person: alias or name for person, name, alias in await session.execute(query)}
    return {person: found[person] for person in people if found.get(person)}
