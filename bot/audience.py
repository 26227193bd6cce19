"""For which groups something that stands for long is: one group, or those that have one of its tags.

A set of groups is kept by its tags and its author, so that it is as it is now: groups that get the tag later are of it,
and one its author manages no longer is not.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from sqlalchemy import ColumnElement, Select, and_, or_, select

from bot import messages as m
from bot.errors import UserError
from bot.targets import administered
from bot.targets import is_operator as runs_everything
from storage.engine import ReadSession
from storage.tables import Grant, Group, GroupTag, Person

if TYPE_CHECKING:
    from bot.context import Context

S = TypeVar("S", bound=Select[*tuple[Any, ...]])


class View(Protocol):
    """From where groups are looked at: a handler's context, or what a job makes for itself."""

    @property
    def session(self) -> ReadSession:
        """For reading."""
        ...

    @property
    def account_id(self) -> int:
        """Whose groups they are."""
        ...

    @property
    def operators(self) -> frozenset[str]:
        """The platform ids of those who run the bot everywhere by its settings."""
        ...

    @property
    def groups(self) -> Sequence[Group]:
        """Those at hand."""
        ...


class Audience(NamedTuple):
    """One group, or with a tag (several with blanks between) a set of groups of its author's."""

    account_id: int
    group_id: int | None
    tag: str | None
    author_id: int


def tags_in(text: str) -> list[str]:
    """The tags of a set of groups as they are kept."""
    return text.split()


def tag_shown(tag: str) -> str:
    """A set's tags as they follow a #."""
    return " #".join(tags_in(tag))


def tag_kept(ctx: "Context") -> str | None:
    """The set of groups at hand as it is kept; None for a single group."""
    return " ".join(ctx.tag.replace("#", " ").split()) or None


def tagged(account_id: int, tags: Sequence[str]) -> Select[int]:
    """The numbers of the groups that have one of these tags."""
    return select(GroupTag.group_id).where(GroupTag.account_id == account_id, GroupTag.tag.in_(tags))


async def tags_of(session: ReadSession, group_ids: Iterable[int]) -> dict[int, list[str]]:
    """Each group's tags in order."""
    query = select(GroupTag.group_id, GroupTag.tag).where(GroupTag.group_id.in_(tuple(group_ids)))
    found: dict[int, list[str]] = defaultdict(list)
    for group_id, tag in (await session.execute(query.order_by(GroupTag.tag))).all():
        found[group_id].append(tag)
    return found


def managed_by(person_id: int) -> Select[int]:
    """The numbers of the groups a person manages."""
    granted = select(Grant.group_id).where(Grant.person_id == person_id)
    return select(Group.id).where(or_(Group.owner_id == person_id, Group.id.in_(granted)))


async def is_operator(session: ReadSession, person_id: int, operators: frozenset[str]) -> bool:
    """Whether a person runs the bot everywhere, by the setting or by a grant."""
    if await session.scalar(select(Grant.role).where(Grant.person_id == person_id, Grant.group_id == 0)) == "operator":
        return True
    person = await session.get(Person, person_id)
    return person is not None and person.platform_id in operators


async def manages(session: ReadSession, person_id: int, group_id: int, operators: frozenset[str]) -> bool:
    """Whether a person manages a group."""
    if await is_operator(session, person_id, operators):
        return True
    return await session.scalar(managed_by(person_id).where(Group.id == group_id)) is not None


async def of_audience(session: ReadSession, groups: S, audience: Audience, operators: frozenset[str]) -> S:
    """Of a selection of groups those that something is for, those that are paused or were left among them."""
    if audience.group_id is not None:
        return groups.where(Group.id == audience.group_id)
    in_set = groups.where(
        Group.account_id == audience.account_id,
        Group.id.in_(tagged(audience.account_id, tags_in(audience.tag or ""))),
    )
    if await is_operator(session, audience.author_id, operators):
        return in_set
    granted = select(Grant.group_id).where(Grant.person_id == audience.author_id)
    return in_set.where(or_(Group.owner_id == audience.author_id, Group.id.in_(granted)))


async def groups_of(ctx: "Context", audience: Audience) -> tuple[Group, ...]:
    """The groups something is for that the bot is in; a single one even after the bot has left it."""
    groups = select(Group).order_by(Group.id)
    if audience.group_id is None:
        groups = groups.where(Group.left_at.is_(None))
    return tuple((await ctx.session.scalars(await of_audience(ctx.session, groups, audience, ctx.operators))).all())


async def aim(ctx: "Context", tags: Sequence[str]) -> None:
    """Act on the groups that have one of these tags and that the sender manages; without tags on those at hand."""
    if not tags:
        return
    mine = (await administered(ctx)).where(Group.id.in_(tagged(ctx.account_id, tags)))
    found = (await ctx.session.scalars(mine)).all()
    if not found:
        raise UserError(m.NO_GROUP_TAGGED, tag=tag_shown(" ".join(tags)))
    ctx.groups, ctx.tag = tuple(found), tag_shown(" ".join(tags))


def from_here(ctx: "Context") -> str:
    """Which set of groups a command in a group acted on; nothing for the group itself, nor in private."""
    return ctx.t(m.IN_GROUPS, tag=ctx.tag, n=len(ctx.groups)) if ctx.here is not None and ctx.tag else ""


async def visible(ctx: "Context", of: type[Any]) -> ColumnElement[bool]:
    """Of all rows of such a table those of this group, or in a private chat those of all groups the sender manages."""
    if ctx.here is not None:
        return await concerning(ctx, of, [ctx.here])
    groups = (await administered(ctx)).order_by(None).with_only_columns(Group.id)
    sets = of.tag.is_not(None)
    own = sets if await runs_everything(ctx, ctx.sender) else and_(sets, of.author_id == ctx.sender.id)
    return or_(of.group_id.in_(groups), own)


async def concerning(view: View, of: type[Any], groups: Sequence[Group]) -> ColumnElement[bool]:
    """Of all rows of such a table those for one of these groups, by themselves or as one of a set."""
    ids = [group.id for group in groups]
    of_one = of.group_id == ids[0] if len(ids) == 1 else of.group_id.in_(ids)
    reaching = await _sets_reaching(view, of, ids)
    return or_(of_one, *(and_(of.tag == tag, of.author_id == author) for tag, author in reaching))


async def _sets_reaching(view: View, of: type[Any], group_ids: Sequence[int]) -> list[tuple[str, int]]:
    """The sets, tag and author, that have one of these groups among theirs."""
    sets = select(of.tag, of.author_id).where(
        of.account_id == view.account_id, of.tag.is_not(None), of.deleted_at.is_(None)
    )
    known = [(tag, author) for tag, author in (await view.session.execute(sets.distinct())).all() if tag]
    if not known:
        return []
    tagged = select(GroupTag.tag, GroupTag.group_id).where(
        GroupTag.account_id == view.account_id, GroupTag.group_id.in_(group_ids)
    )
    theirs = [(tag, group_id) for tag, group_id in (await view.session.execute(tagged)).all()]
    managed = {author: await _managed(view, author, group_ids) for author in {author for _, author in known}}
    return [
        (tag, author)
        for tag, author in known
        if any(name in tags_in(tag) and group_id in managed[author] for name, group_id in theirs)
    ]


async def _managed(view: View, person_id: int, group_ids: Sequence[int]) -> frozenset[int]:
    """Which of the groups a person manages."""
    if await is_operator(view.session, person_id, view.operators):
        return frozenset(group_ids)
    query = managed_by(person_id).where(Group.id.in_(group_ids))
    return frozenset((await view.session.scalars(query)).all())
