"""Which groups a private command is about: what was chosen by `/用`, or the only group there is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Select, or_, select

from bot import messages as m
from bot.errors import Refusal, UserError
from bot.permissions import Role, role_of
from storage.engine import ReadSession
from storage.tables import Grant, Group, GroupTag, Person, Selection

if TYPE_CHECKING:
    from bot.context import Context

NAMED = 3
"""How many groups are named after what was done to them."""


async def is_operator(ctx: "Context", person: Person) -> bool:
    """Whether the person runs the bot everywhere."""
    return await role_of(ctx.session, person, None, ctx.operators) is Role.OPERATOR


async def administered(ctx: "Context") -> Select[Group]:
    """The groups the bot is in that the person may manage, by number."""
    return await managed(ctx.session, ctx.account_id, ctx.sender, ctx.operators)


async def managed(session: ReadSession, account_id: int, person: Person, operators: frozenset[str]) -> Select[Group]:
    """The same for a person anywhere."""
    groups = select(Group).where(Group.account_id == account_id, Group.left_at.is_(None)).order_by(Group.id)
    if await role_of(session, person, None, operators) is Role.OPERATOR:
        return groups
    granted = select(Grant.group_id).where(Grant.person_id == person.id)
    return groups.where(or_(Group.owner_id == person.id, Group.id.in_(granted)))


async def chosen_groups(ctx: "Context") -> tuple[tuple[Group, ...], str, Role]:
    """The groups a private command acts on, the tag that chose them, and the least role held in them."""
    mine = await administered(ctx)
    if ctx.order is not None and ctx.order.group_ids:
        return await _ordered(ctx, mine, ctx.order.group_ids)
    selection = await ctx.session.get(Selection, ctx.sender.id)
    tag = (selection.tag if selection is not None else None) or ""
    if tag:
        tagged = select(GroupTag.group_id).where(GroupTag.account_id == ctx.account_id, GroupTag.tag == tag)
        groups = tuple((await ctx.session.scalars(mine.where(Group.id.in_(tagged)))).all())
    elif selection is not None:
        groups = tuple((await ctx.session.scalars(mine.where(Group.id == selection.group_id))).all())
    else:
        groups = tuple((await ctx.session.scalars(mine.limit(2))).all())
        if not groups:
            raise Refusal(m.NO_GROUPS)
    if not groups or (selection is None and len(groups) > 1):
        raise UserError(m.CHOOSE_A_GROUP)
    return groups, tag, await _role_in(ctx, groups)


async def _ordered(
    ctx: "Context", mine: Select[Group], group_ids: Sequence[int]
) -> tuple[tuple[Group, ...], str, Role]:
    """Those an order names; of what is not the person's own, nothing is told."""
    groups = tuple((await ctx.session.scalars(mine.where(Group.id.in_(group_ids)))).all())
    if len(groups) != len(set(group_ids)):
        raise Refusal(m.NO_GROUPS)
    return groups, "", await _role_in(ctx, groups)


async def _role_in(ctx: "Context", groups: Sequence[Group]) -> Role:
    if len(groups) == 1:
        return await role_of(ctx.session, ctx.sender, groups[0], ctx.operators)
    return Role.OPERATOR if await is_operator(ctx, ctx.sender) else Role.ADMIN


def where(ctx: "Context") -> str:
    """Which groups a private command acted on, to be put after what was done; nothing in the group itself."""
    if ctx.here is not None or not ctx.groups:
        return ""
    if len(ctx.groups) == 1:
        return ctx.t(m.IN_GROUP, name=ctx.groups[0].name)
    if ctx.tag:
        return ctx.t(m.IN_GROUPS, tag=ctx.tag, n=len(ctx.groups))
    names = ctx.t(m.COMMA).join(group.name for group in ctx.groups[:NAMED])
    return ctx.t(m.IN_SEVERAL if ctx.groups[NAMED:] else m.IN_GROUP, name=names, n=len(ctx.groups))
