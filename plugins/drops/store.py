"""Queries on drops."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    String,
    cast,
    delete,
    exists,
    func,
    literal,
    or_,
    select,
    type_coerce,
)

from bot.scheduler import JobRun
from plugins.drops.outcomes import Fate
from plugins.drops.tables import Drop, DropOptOut, DropPost
from storage.engine import ReadSession, Session
from storage.tables import Grant, Group, GroupTag, Outbox, Person, Schedule


def key_of(drop_id: int) -> str:
    """The key of a drop's schedule."""
    return f"drop:{drop_id}"


async def schedule_of(session: ReadSession, drop: Drop) -> Schedule | None:
    """When the drop comes; one that was over long ago has none left."""
    return await session.get(Schedule, drop.schedule_id)


class Addressee(NamedTuple):
    """A group a drop is for; `outcome` is why it gets nothing, None when it does."""

    id: int
    name: str
    members: int
    zone: str | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class Moment:
    """A drop that is due, and by which clock it comes."""

    drop: Drop
    recurrence: str | None
    zone: str


async def moment_of(run: JobRun) -> Moment | None:
    """The drop whose moment this is, the schedule's own or one that somebody wants at once; None where it is gone."""
    wanted: int | None = run.args.get("drop")
    query = select(Drop, Schedule.recurrence, Schedule.zone).join(Schedule, Schedule.id == Drop.schedule_id)
    query = query.where(Drop.schedule_id == run.schedule_id if wanted is None else Drop.id == wanted)
    with run.session.no_autoflush:
        found = (await run.session.execute(query.where(Drop.deleted_at.is_(None)))).one_or_none()
    return None if found is None else Moment(*found)


async def addressees(run: JobRun, drop: Drop) -> list[Addressee]:
    """The groups a drop is for as they are now, in the order of their numbers."""
    columns = select(Group.id, Group.name, Group.member_count, Group.zone, Group.left_at, Group.paused_at)
    assert run.batch is not None
    with run.session.no_autoflush:
        if drop.group_id is not None:
            wants_none, groups = frozenset[int](), columns.where(Group.id == drop.group_id)
        else:
            everywhere = await is_operator(run.session, drop.author_id, run.batch.operators)
            wants_none = await opted_out(run.session, drop.id)
            groups = of_set(columns, drop, everywhere=everywhere).order_by(Group.id)
        found = (await run.session.execute(groups)).all()
    return [
        Addressee(number, name, members, zone, _why_not(number in wants_none, left, paused))
        for number, name, members, zone, left, paused in found
    ]


def _why_not(wants_none: bool, left_at: datetime | None, paused_at: datetime | None) -> str | None:
    return "left" if left_at else "opted_out" if wants_none else "paused" if paused_at else None


S = TypeVar("S", bound=Select[*tuple[Any, ...]])


def of_set(groups: S, drop: Drop, *, everywhere: bool) -> S:
    """Of these groups the set of a drop: they have one of its tags, and its author manages them."""
    in_set = groups.where(
        Group.account_id == drop.account_id, Group.id.in_(tagged(drop.account_id, tags_in(drop.tag or "")))
    )
    if everywhere:
        return in_set
    granted = select(Grant.group_id).where(Grant.person_id == drop.author_id)
    return in_set.where(or_(Group.owner_id == drop.author_id, Group.id.in_(granted)))


def standing(account_id: int) -> Select[Drop]:
    """The drops of an account that were not deleted."""
    return select(Drop).where(Drop.account_id == account_id, Drop.deleted_at.is_(None))


async def count(session: ReadSession, account_id: int, group_id: int | None, tag: str | None) -> int:
    """How many drops that are not over a group or a set of groups has."""
    ahead = exists().where(Schedule.id == Drop.schedule_id, Schedule.next_due_at.is_not(None))
    mine = standing(account_id).where(Drop.group_id == group_id if group_id else Drop.tag == tag, ahead)
    return await session.scalar(select(func.count()).select_from(mine.subquery())) or 0


def tags_in(text: str) -> list[str]:
    """The tags of a set of groups as a drop keeps them."""
    return text.split()


def tagged(account_id: int, tags: Sequence[str]) -> Select[int]:
    """The numbers of the groups that have one of these tags."""
    return select(GroupTag.group_id).where(GroupTag.account_id == account_id, GroupTag.tag.in_(tags))


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


async def opted_out(session: ReadSession, drop_id: int) -> frozenset[int]:
    """The groups that want none of a drop."""
    found = await session.scalars(select(DropOptOut.group_id).where(DropOptOut.drop_id == drop_id))
    return frozenset(found.all())


async def waiting_posts(session: ReadSession, drop_id: int) -> Sequence[int]:
    """The messages of a drop's last moment that still wait to be sent."""
    last = select(func.max(DropPost.due_at)).where(DropPost.drop_id == drop_id).scalar_subquery()
    mine = DropPost.drop_id == drop_id, DropPost.due_at == last, Outbox.state == "waiting"
    return (await session.scalars(select(Outbox.id).join(DropPost, Outbox.key == post_key()).where(*mine))).all()


def post_key() -> ColumnElement[str]:
    """The key in the outbox of the first message of a `DropPost`."""
    due_ms = cast(type_coerce(DropPost.due_at, BigInteger), String)
    return (
        literal("drop:")
        .concat(cast(DropPost.drop_id, String))
        .concat(":")
        .concat(due_ms)
        .concat(":")
        .concat(cast(DropPost.group_id, String))
    )


async def fates(session: ReadSession, drop_id: int, due_at: datetime) -> list[Fate]:
    """What became of one moment of a drop, by group."""
    query = select(Group.name, DropPost.outcome, Outbox.state, Outbox.reason).select_from(DropPost)
    query = query.join(Group, Group.id == DropPost.group_id).outerjoin(Outbox, Outbox.key == post_key())
    query = query.where(DropPost.drop_id == drop_id, DropPost.due_at == due_at).order_by(DropPost.group_id)
    return [Fate(*row) for row in (await session.execute(query)).all()]


async def forget(session: Session, drop_id: int) -> None:
    """Let go of a drop that is still deleted, with its schedule and all that came of it."""
    drop = await session.get(Drop, drop_id)
    if drop is None or drop.deleted_at is None:
        return
    await session.execute(delete(DropPost).where(DropPost.drop_id == drop_id))
    await session.execute(delete(DropOptOut).where(DropOptOut.drop_id == drop_id))
    await session.execute(delete(Schedule).where(Schedule.key == key_of(drop_id)))
    await session.delete(drop)


async def forget_posts(session: Session, drop_id: int, before: datetime) -> None:
    """Let go of what came of a drop long ago."""
    await session.execute(delete(DropPost).where(DropPost.drop_id == drop_id, DropPost.due_at < before))


KEPT = timedelta(days=400)
"""How long it is known what came of each time; the outbox remembers no longer."""
