"""Roles and the guards that ask for them. Keyed by our ids, never by nicknames."""

from collections.abc import Callable
from enum import IntEnum
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, or_, select

from bot import messages as m
from bot.errors import Refusal
from storage.engine import ReadSession
from storage.tables import Grant, Group, Person

if TYPE_CHECKING:
    from bot.context import Context


class Role(IntEnum):
    """What a person may do in a group; a higher one may all that a lower one may."""

    MEMBER = 0
    ADMIN = 1
    OWNER = 2
    OPERATOR = 3


_WHO = (
    select(Group, Person, Grant.role)
    .select_from(Person)
    .join(Group, Group.id == bindparam("group"))
    .outerjoin(Grant, (Grant.person_id == Person.id) & or_(Grant.group_id == 0, Grant.group_id == Group.id))
    .where(Person.id == bindparam("person"))
)
"""Built once: every answer asks it, and building takes as long as asking."""


async def role_of(session: ReadSession, person: Person, group: Group | None, operators: frozenset[str]) -> Role:
    """The person's highest role in the group, or the highest held anywhere when there is no group."""
    if person.platform_id in operators:
        return Role.OPERATOR
    grants = select(Grant.role).where(Grant.person_id == person.id)
    if group is not None:
        grants = grants.where(or_(Grant.group_id == 0, Grant.group_id == group.id))
    granted = [Role[name.upper()] for name in (await session.scalars(grants)).all()]
    owns = await _owns_any(session, person) if group is None else group.owner_id == person.id
    return max([Role.MEMBER, *granted, *([Role.OWNER] if owns else [])])


async def who_in(
    session: ReadSession, person_id: int, group_id: int, operators: frozenset[str]
) -> tuple[Group, Person, Role]:
    """A person, a group, and the person's highest role there, in one statement."""
    rows = (await session.execute(_WHO, {"person": person_id, "group": group_id})).all()
    group, person, _ = rows[0]
    if person.platform_id in operators:
        return group, person, Role.OPERATOR
    granted = [Role[role.upper()] for _, _, role in rows if role]
    return group, person, max([Role.OWNER if group.owner_id == person.id else Role.MEMBER, *granted])


async def _owns_any(session: ReadSession, person: Person) -> bool:
    owned = select(Group.id).where(Group.owner_id == person.id, Group.left_at.is_(None)).limit(1)
    return await session.scalar(owned) is not None


def anyone(ctx: "Context") -> None:
    """Lets everybody pass."""


def admin(ctx: "Context") -> None:
    """Asks for the group's admin, its owner or an operator."""
    if ctx.role < Role.ADMIN:
        raise Refusal(m.ONLY_ADMINS, what=ctx.action_title)


def manager(ctx: "Context") -> None:
    """The same; who manages nothing is told in private how one comes to."""
    if ctx.here is None and ctx.role < Role.ADMIN:
        raise Refusal(m.NO_GROUPS)
    admin(ctx)


def owner(ctx: "Context") -> None:
    """Asks for the group's owner or an operator."""
    if ctx.role < Role.OWNER:
        raise Refusal(m.ONLY_OWNER, what=ctx.action_title)


def operator(ctx: "Context") -> None:
    """Asks for an operator."""
    if ctx.role < Role.OPERATOR:
        raise Refusal(m.ONLY_OPERATOR, what=ctx.action_title)


async def in_private(ctx: "Context") -> bool:
    """Lets help show a command in a private chat alone."""
    return ctx.here is None


_NEEDED: dict[Callable[["Context"], None], Role] = {
    admin: Role.ADMIN,
    manager: Role.ADMIN,
    owner: Role.OWNER,
    operator: Role.OPERATOR,
}


def needed_by(guard: Callable[["Context"], None]) -> Role:
    """The least role a guard lets pass, for help; a plugin's own guard counts as letting everybody pass."""
    return _NEEDED.get(guard, Role.MEMBER)
