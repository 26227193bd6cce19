"""Queries on drops."""

from collections.abc import Sequence
from datetime import datetime, timedelta

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
from plugins.drops.tables import Drop, DropOptOut, DropPost
from storage.engine import ReadSession, Session
from storage.tables import Grant, Group, GroupTag, Outbox, Person, Schedule


def key_of(drop_id: int) -> str:
    """The key of a drop's schedule."""
    return f"drop:{drop_id}"


async def schedule_of(session: ReadSession, drop: Drop) -> Schedule | None:
    """When the drop comes; one that was over long ago has none left."""
    return await session.get(Schedule, drop.schedule_id)


async def drop_of(session: ReadSession, run: JobRun) -> Drop | None:
    """The drop whose moment this is: the schedule's own, or the one that somebody wants at once."""
    wanted: int | None = run.args.get("drop")
    query = select(Drop).where(Drop.schedule_id == run.schedule_id if wanted is None else Drop.id == wanted)
    drop = await session.scalar(query)
    return None if drop is None or drop.deleted_at is not None else drop


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


def managed_by(person_id: int, *, everywhere: bool) -> Select[Group]:
    """The groups a person manages, those the bot has left among them."""
    if everywhere:
        return select(Group)
    granted = select(Grant.group_id).where(Grant.person_id == person_id)
    return select(Group).where(or_(Group.owner_id == person_id, Group.id.in_(granted)))


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


async def forget_posts(session: Session, drop_id: int, before: datetime) -> None:
    """Let go of what came of a drop long ago."""
    await session.execute(delete(DropPost).where(DropPost.drop_id == drop_id, DropPost.due_at < before))


KEPT = timedelta(days=400)
"""How long it is known what came of each time; the outbox remembers no longer."""
