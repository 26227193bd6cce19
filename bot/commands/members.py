"""Who is meant: the people a message really mentions, and those named by number or by a name of their own."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import and_, or_, select

from bot.commands import messages as m
from bot.commands.readers import short
from bot.commands.wording import normalize
from bot.errors import UserError
from storage.tables import Membership, Person

if TYPE_CHECKING:
    from bot.context import Context

MOST = 100
"""How many mentions of one message are looked up."""

SHOWN = 4

_NUMBER = re.compile(r"#?(\d{1,15})", re.ASCII)


class Mentioned:
    """The people a message mentions, in order, and the names their mentions may carry."""

    def __init__(self, people: Sequence[tuple[Person, frozenset[str]]]) -> None:
        self._people = list(people)
        self.names = frozenset[str]().union(*(names for _, names in people))

    def assign(self, written: Sequence[str]) -> list[Person | None]:
        """Whom each written mention means: by name, and else in order, as a name may be newer than ours."""
        found: list[Person | None] = [self._take(name) for name in written]
        return [who or (self._people.pop(0)[0] if self._people else None) for who in found]

    @property
    def unwritten(self) -> Sequence[Person]:
        """Those that no written mention has been assigned."""
        return [person for person, _ in self._people]

    def _take(self, name: str) -> Person | None:
        for place, (_, names) in enumerate(self._people):
            if name in names:
                return self._people.pop(place)[0]
        return None


async def mentioned(ctx: "Context") -> Mentioned:
    """The people that the message being answered mentions."""
    wanted = ctx.said.mentions[:MOST]
    if not wanted:
        return Mentioned([])
    here = and_(Membership.person_id == Person.id, Membership.group_id == ctx.said.group_id)
    query = select(Person, Membership.alias).outerjoin(Membership, here).where(Person.id.in_(wanted))
    rows = {person.id: (person, alias) for person, alias in (await ctx.session.execute(query)).all()}
    found = [rows[each] for each in dict.fromkeys(wanted) if each in rows]
    return Mentioned([(person, frozenset({person.name, alias or ""} - {""})) for person, alias in found])


async def find_member(ctx: "Context", word: str) -> Person:
    """The member of the group at hand with this number, or the only one now there with this name."""
    if number := _NUMBER.fullmatch(normalize(word)):
        query = select(Person).join(Membership, Membership.person_id == Person.id)
        query = query.where(Membership.group_id == ctx.group.id, Person.id == int(number[1]))
        if person := await ctx.session.scalar(query):
            return person
    name = word.lstrip("@＠").encode("utf-8", "ignore").decode().replace("\0", "")
    called = await _called(ctx, name) if name else ()
    if not called:
        raise UserError(m.NOBODY_CALLED if ctx.here else m.NOBODY_CALLED_PRIVATELY, name=short(name))
    if len(called) > 1:
        numbers = ", ".join(str(person.id) for person in called[:SHOWN])
        raise UserError(m.SEVERAL_CALLED, name=short(name), numbers=numbers + ("…" if len(called) > SHOWN else ""))
    return called[0]


async def _called(ctx: "Context", name: str) -> Sequence[Person]:
    query = (
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.group_id == ctx.group.id, Membership.left_at.is_(None))
        .where(or_(Membership.alias == name, Person.name == name))
        .order_by(Person.id)
    )
    return (await ctx.session.scalars(query.limit(SHOWN + 1))).all()
