"""Who is meant by a name."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import select

from bot.commands.wording import fold
from storage.engine import ReadSession
from storage.tables import Membership, Person


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
