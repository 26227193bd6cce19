"""Queries on drops."""

from collections.abc import Sequence
from dataclasses import dataclass
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
    select,
    type_coerce,
)

from bot.audience import Audience
from plugins.drops.outcomes import Fate
from plugins.drops.rules import PAGE
from plugins.drops.tables import Drop, DropOptOut, DropPost
from storage.base import to_ms
from storage.engine import ReadSession, Session
from storage.tables import Group, Outbox, Schedule


def key_of(drop_id: int) -> str:
    """The key of a drop's schedule."""
    return f"drop:{drop_id}"


def now_key(drop_id: int, due_at: datetime) -> str:
    """The key of the schedule by which a drop goes out at once."""
    return f"drop:{drop_id}:now:{to_ms(due_at)}"


async def is_taken(session: ReadSession, drop_id: int, due_at: datetime) -> bool:
    """Whether a drop came, or is to come, at this very moment."""
    posted = await session.scalar(
        select(DropPost.drop_id).where(DropPost.drop_id == drop_id, DropPost.due_at == due_at).limit(1)
    )
    asked = await session.scalar(select(Schedule.id).where(Schedule.key == now_key(drop_id, due_at)))
    return posted is not None or asked is not None


async def schedule_of(session: ReadSession, drop: Drop) -> Schedule | None:
    """When the drop comes; one that was over long ago has none left."""
    return await session.get(Schedule, drop.schedule_id)


def audience_of(drop: Drop) -> Audience:
    """For which groups it is."""
    return Audience(drop.account_id, drop.group_id, drop.tag, drop.author_id)


def standing(account_id: int) -> Select[Drop]:
    """The drops of an account that were not deleted."""
    return select(Drop).where(Drop.account_id == account_id, Drop.deleted_at.is_(None))


async def count(session: ReadSession, account_id: int, group_id: int | None, tag: str | None) -> int:
    """How many drops that are not over a group or a set of groups has."""
    ahead = exists().where(Schedule.id == Drop.schedule_id, Schedule.next_due_at.is_not(None))
    mine = standing(account_id).where(Drop.group_id == group_id if group_id else Drop.tag == tag, ahead)
    return await session.scalar(select(func.count()).select_from(mine.subquery())) or 0


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


async def fates(session: ReadSession, drop_id: int, due_at: datetime, only: int | None = None) -> list[Fate]:
    """What became of one moment of a drop, by group, or in one of them."""
    query = select(Group.name, DropPost.outcome, Outbox.state, Outbox.reason).select_from(DropPost)
    query = query.join(Group, Group.id == DropPost.group_id).outerjoin(Outbox, Outbox.key == post_key())
    query = query.where(DropPost.drop_id == drop_id, DropPost.due_at == due_at).order_by(DropPost.group_id)
    if only is not None:
        query = query.where(DropPost.group_id == only)
    return [Fate(*row) for row in (await session.execute(query)).all()]


async def last_moments(session: ReadSession, drop_id: int, most: int) -> Sequence[datetime]:
    """The last times a drop came, the latest first."""
    moments: list[datetime] = []
    mine = select(func.max(DropPost.due_at)).where(DropPost.drop_id == drop_id)
    while len(moments) < most:
        before = mine.where(DropPost.due_at < moments[-1]) if moments else mine
        moment = await session.scalar(before)
        if moment is None:
            break
        moments.append(moment)
    return moments


@dataclass(frozen=True, slots=True)
class Held:
    """How many messages of a drop's last time wait although they are due, and for what the first of them does."""

    n: int
    reason: str | None


async def held(session: ReadSession, drop_ids: Sequence[int], now: datetime) -> dict[int, Held]:
    """Which of these drops have messages waiting."""
    last = select(DropPost.drop_id, func.max(DropPost.due_at).label("due_at")).where(DropPost.drop_id.in_(drop_ids))
    latest = last.group_by(DropPost.drop_id).subquery()
    query = select(DropPost.drop_id, func.count(), func.max(Outbox.reason)).select_from(latest)
    query = query.join(DropPost, (DropPost.drop_id == latest.c.drop_id) & (DropPost.due_at == latest.c.due_at))
    query = query.join(Outbox, Outbox.key == post_key()).where(Outbox.state == "waiting", Outbox.due_at <= now)
    found = await session.execute(query.group_by(DropPost.drop_id))
    return {drop_id: Held(n, reason) for drop_id, n, reason in found.all()}


async def page(
    session: ReadSession,
    account_id: int,
    concerned: ColumnElement[bool],
    word: str,
    number: int,
    *,
    are_over: bool = False,
) -> tuple[list[tuple[Drop, Schedule | None]], int]:
    """One page of them, the soonest first, and how many there are in all; what is over only where a word is given.

    With `are_over` only that.
    """
    matching = _matching(account_id, concerned, word, are_over=are_over)
    ordered = matching.with_only_columns(Drop.id, func.count().over())
    ordered = ordered.order_by(Schedule.next_due_at.is_(None), Schedule.next_due_at, Drop.id)
    found = (await session.execute(ordered.offset((number - 1) * PAGE).limit(PAGE))).all()
    if not found:
        return [], await session.scalar(matching.with_only_columns(func.count())) or 0
    both = select(Drop, Schedule).outerjoin(Schedule, Schedule.id == Drop.schedule_id)
    rows = (await session.execute(both.where(Drop.id.in_([drop_id for drop_id, _ in found])))).all()
    by_id = {drop.id: (drop, schedule) for drop, schedule in rows}
    return [by_id[drop_id] for drop_id, _ in found], found[0][1]


def _matching(account_id: int, concerned: ColumnElement[bool], word: str, *, are_over: bool) -> Select[Drop]:
    query = standing(account_id).outerjoin(Schedule, Schedule.id == Drop.schedule_id).where(concerned)
    if are_over:
        return query.where(Schedule.next_due_at.is_(None))
    if not word:
        return query.where(Schedule.next_due_at.is_not(None))
    return query.where(Drop.words.contains(word.lower(), autoescape=True))


async def opt_out(session: Session, drop_id: int, group_id: int, *, wants_none: bool) -> bool:
    """Let a group have none of a drop or have it again; whether that changed anything."""
    row = await session.get(DropOptOut, (drop_id, group_id))
    if (row is not None) == wants_none:
        return False
    if row is None:
        session.add(DropOptOut(drop_id=drop_id, group_id=group_id))
    else:
        await session.delete(row)
    await session.flush()
    return True


async def forget_posts(session: Session, drop_id: int, before: datetime) -> None:
    """Let go of what came of a drop long ago."""
    await session.execute(delete(DropPost).where(DropPost.drop_id == drop_id, DropPost.due_at < before))


KEPT = timedelta(days=400)
"""How long it is known what came of each time; the outbox remembers no longer."""
