"""Which drops somebody may see and change, and which groups a drop is for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, or_, select

from bot import messages as core
from bot.errors import Refusal, UserError
from bot.targets import administered, is_operator
from plugins.drops import messages as m
from plugins.drops import store
from plugins.drops.tables import Drop
from storage.tables import Group, GroupTag

if TYPE_CHECKING:
    from bot.context import Context


def tag_shown(tag: str) -> str:
    """A set's tags as they follow a #."""
    return " #".join(store.tags_in(tag))


async def aim(ctx: "Context", sets: Sequence[str]) -> None:
    """Act on the groups that have one of these tags and that the sender manages; without tags on those at hand."""
    if not sets:
        return
    tagged = store.tagged(ctx.account_id, sets)
    found = (await ctx.session.scalars((await administered(ctx)).where(Group.id.in_(tagged)))).all()
    if not found:
        raise UserError(m.NO_GROUP_TAGGED, tag=tag_shown(" ".join(sets)))
    ctx.groups, ctx.tag = tuple(found), tag_shown(" ".join(sets))


async def aim_at(ctx: "Context", drop: Drop) -> None:
    """Act on the groups a drop is for, as they are now, in the zone of its schedule."""
    ctx.groups = await groups_of(ctx, drop)
    ctx.tag = tag_shown(drop.tag or "")
    schedule = await store.schedule_of(ctx.session, drop)
    ctx.zone = schedule.zone if schedule is not None else ctx.zone


async def groups_of(ctx: "Context", drop: Drop) -> tuple[Group, ...]:
    """The groups a drop is for that the bot is in."""
    if drop.group_id is not None:
        group = await ctx.session.get(Group, drop.group_id)
        return () if group is None else (group,)
    operators = frozenset(ctx.services.settings.operators)
    everywhere = await store.is_operator(ctx.session, drop.author_id, operators)
    groups = store.of_set(select(Group).where(Group.left_at.is_(None)).order_by(Group.id), drop, everywhere=everywhere)
    return tuple((await ctx.session.scalars(groups)).all())


def from_here(ctx: "Context") -> str:
    """Which set of groups a command in a group acted on; nothing for the group itself, nor in private."""
    return ctx.t(core.IN_GROUPS, tag=ctx.tag, n=len(ctx.groups)) if ctx.here is not None and ctx.tag else ""


async def find(ctx: "Context", number: int) -> Drop:
    """The drop of this number, where it may be seen; the groups at hand are its groups then. Raises UserError."""
    drop = await ctx.session.scalar(store.standing(ctx.account_id).where(Drop.id == number, await visible(ctx)))
    if drop is None:
        raise UserError(m.NO_SUCH_DROP, number=number)
    await aim_at(ctx, drop)
    return drop


async def find_mine(ctx: "Context", number: int) -> Drop:
    """The same, where it may be changed: what goes to several groups only by its author, in a private chat."""
    drop = await find(ctx, number)
    await may_change(ctx, drop)
    return drop


async def may_change(ctx: "Context", drop: Drop) -> None:
    """Raises Refusal to whom the drop is not."""
    if drop.group_id is not None:
        return
    if drop.author_id != ctx.sender.id and not await is_operator(ctx, ctx.sender):
        raise Refusal(m.NOT_YOURS, number=drop.id)
    if ctx.here is not None:
        raise Refusal(m.SET_PRIVATELY, number=drop.id)


async def visible(ctx: "Context") -> ColumnElement[bool]:
    """Of all drops those of this group, or in a private chat those of all groups the sender manages."""
    if ctx.here is not None:
        return await concerning(ctx, [ctx.here])
    groups = (await administered(ctx)).order_by(None).with_only_columns(Group.id)
    sets = Drop.tag.is_not(None)
    own = sets if await is_operator(ctx, ctx.sender) else and_(sets, Drop.author_id == ctx.sender.id)
    return or_(Drop.group_id.in_(groups), own)


async def concerning(ctx: "Context", groups: Sequence[Group]) -> ColumnElement[bool]:
    """Of all drops those that go to one of these groups, by themselves or as one of a set."""
    ids = [group.id for group in groups]
    of_one = Drop.group_id == ids[0] if len(ids) == 1 else Drop.group_id.in_(ids)
    reaching = await _sets_reaching(ctx, ids)
    return or_(of_one, *(and_(Drop.tag == tag, Drop.author_id == author) for tag, author in reaching))


async def _sets_reaching(ctx: "Context", group_ids: Sequence[int]) -> list[tuple[str, int]]:
    """The sets of drops, tag and author, that have one of these groups among theirs."""
    sets = select(Drop.tag, Drop.author_id).where(
        Drop.account_id == ctx.account_id, Drop.tag.is_not(None), Drop.deleted_at.is_(None)
    )
    known = [(tag, author) for tag, author in (await ctx.session.execute(sets.distinct())).all() if tag]
    if not known:
        return []
    tagged = select(GroupTag.tag, GroupTag.group_id).where(
        GroupTag.account_id == ctx.account_id, GroupTag.group_id.in_(group_ids)
    )
    theirs = [(tag, group_id) for tag, group_id in (await ctx.session.execute(tagged)).all()]
    managed = {author: await _managed(ctx, author, group_ids) for author in {author for _, author in known}}
    return [
        (tag, author)
        for tag, author in known
        if any(name in store.tags_in(tag) and group_id in managed[author] for name, group_id in theirs)
    ]


async def _managed(ctx: "Context", person_id: int, group_ids: Sequence[int]) -> frozenset[int]:
    """Which of the groups a person manages."""
    operators = frozenset(ctx.services.settings.operators)
    if await store.is_operator(ctx.session, person_id, operators):
        return frozenset(group_ids)
    query = store.managed_by(person_id).where(Group.id.in_(group_ids))
    return frozenset((await ctx.session.scalars(query)).all())
