"""Queries on groups, their tags and who chose which."""

from collections.abc import Sequence

from sqlalchemy import Select, delete, func, insert, select

from bot.context import Context
from bot.targets import administered
from plugins.groups.rules import PAGE, Query
from storage.engine import Session
from storage.tables import Group, GroupTag, Selection

FEW = 6
"""How many groups a name may match to be listed, one too many included."""


async def find(ctx: Context, query: Query) -> tuple[Sequence[Group], int]:
    """One page of the groups the sender manages that match, and how many match in all."""
    matching = await administered(ctx)
    if query.tag:
        matching = matching.where(Group.id.in_(_tagged(ctx.account_id, query.tag)))
    elif query.word:
        matching = matching.where(Group.name.icontains(query.word, autoescape=True))
    total = await ctx.session.scalar(select(func.count()).select_from(matching.order_by(None).subquery())) or 0
    page = matching.offset((query.page - 1) * PAGE).limit(PAGE)
    return (await ctx.session.scalars(page)).all(), total


async def by_number(ctx: Context, number: int) -> Group | None:
    """The group of this number, if the sender manages it."""
    return await ctx.session.scalar((await administered(ctx)).where(Group.id == number))


async def by_name(ctx: Context, name: str) -> Sequence[Group]:
    """The groups the sender manages that are called so, else a few whose name holds it."""
    mine = await administered(ctx)
    same = (await ctx.session.scalars(mine.where(Group.name == name).limit(FEW))).all()
    return same or (await ctx.session.scalars(mine.where(Group.name.icontains(name, autoescape=True)).limit(FEW))).all()


async def several(ctx: Context, wanted: Sequence[int] | str) -> Sequence[Group]:
    """The groups the sender manages that have these numbers, or whose name holds a text."""
    mine = await administered(ctx)
    asked = Group.name.icontains(wanted, autoescape=True) if isinstance(wanted, str) else Group.id.in_(wanted)
    return (await ctx.session.scalars(mine.where(asked))).all()


async def by_tag(ctx: Context, tag: str) -> Sequence[Group]:
    """The groups the sender manages that have this tag."""
    return (
        await ctx.session.scalars((await administered(ctx)).where(Group.id.in_(_tagged(ctx.account_id, tag))))
    ).all()


async def choose(session: Session, person_id: int, group_id: int | None, tag: str | None) -> None:
    """Let the person's private commands act on one group or on a tag's groups."""
    await session.merge(Selection(person_id=person_id, group_id=group_id, tag=tag))


async def tag_counts(ctx: Context) -> Sequence[tuple[str, int]]:
    """The tags of the groups the sender manages, and how many groups each has."""
    mine = (await administered(ctx)).order_by(None).with_only_columns(Group.id)
    mine_tagged = (GroupTag.account_id == ctx.account_id, GroupTag.group_id.in_(mine))
    query = select(GroupTag.tag, func.count()).where(*mine_tagged).group_by(GroupTag.tag).order_by(GroupTag.tag)
    return [(tag, n) for tag, n in (await ctx.session.execute(query)).all()]


async def put_tag(session: Session, groups: Sequence[Group], tag: str, *, on: bool) -> Sequence[int]:
    """Give groups of one account a tag or take it away; returns those where that changed something."""
    account_id = groups[0].account_id
    ids = [group.id for group in groups]
    mine = (GroupTag.account_id == account_id, GroupTag.tag == tag, GroupTag.group_id.in_(ids))
    tagged = set((await session.scalars(select(GroupTag.group_id).where(*mine))).all())
    if not on:
        await session.execute(delete(GroupTag).where(*mine))
        return sorted(tagged)
    fresh = [group_id for group_id in ids if group_id not in tagged]
    rows = [{"account_id": account_id, "tag": tag, "group_id": group_id} for group_id in fresh]
    if rows:
        await session.execute(insert(GroupTag), rows)
    return fresh


def _tagged(account_id: int, tag: str) -> Select[int]:
    return select(GroupTag.group_id).where(GroupTag.account_id == account_id, GroupTag.tag == tag)
