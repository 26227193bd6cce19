"""Roles and the guards that ask for them. Keyed by our ids, never by nicknames."""

from collections.abc import Callable
from enum import IntEnum
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot import messages as m
from bot.errors import UserError
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


async def role_of(session: ReadSession, person: Person, group: Group | None, operators: frozenset[str]) -> Role:
    """The person's highest role in the group, or anywhere at all when there is no group."""
    if person.platform_id in operators:
        return Role.OPERATOR
    wanted = {0} if group is None else {0, group.id}
    query = select(Grant.role).where(Grant.person_id == person.id, Grant.group_id.in_(wanted))
    granted = [Role[name.upper()] for name in (await session.scalars(query)).all()]
    owns = [Role.OWNER] if group is not None and group.owner_id == person.id else []
    return max([Role.MEMBER, *granted, *owns])


def anyone(ctx: "Context") -> None:
    """Lets everybody pass."""


def admin(ctx: "Context") -> None:
    """Asks for the group's admin, its owner or an operator."""
    if ctx.role < Role.ADMIN:
        raise UserError(m.ONLY_ADMINS, what=ctx.action_title)


def owner(ctx: "Context") -> None:
    """Asks for the group's owner or an operator."""
    if ctx.role < Role.OWNER:
        raise UserError(m.ONLY_OWNER, what=ctx.action_title)


def operator(ctx: "Context") -> None:
    """Asks for an operator."""
    if ctx.role < Role.OPERATOR:
        raise UserError(m.ONLY_OPERATOR, what=ctx.action_title)


_NEEDED: dict[Callable[["Context"], None], Role] = {admin: Role.ADMIN, owner: Role.OWNER, operator: Role.OPERATOR}


def needed_by(guard: Callable[["Context"], None]) -> Role:
    """The least role a guard lets pass, for help; a plugin's own guard counts as letting everybody pass."""
    return _NEEDED.get(guard, Role.MEMBER)
