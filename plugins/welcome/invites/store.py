"""Queries on invitations: who came by whose, and which of them have counted."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import BigInteger, ColumnElement, and_, bindparam, case, func, select, text

from plugins.welcome.invites.rules import Window
from plugins.welcome.invites.tree import Edge
from plugins.welcome.tables import Arrival
from storage.base import to_ms
from storage.engine import ReadSession, Session
from storage.invitations import Counted
from storage.tables import Membership, Person, Run

MOST_WAITING = 100
MOST_EDGES = 5000
"""Of a group's invitations so many, the latest, are looked at for a tree."""

# CROSS JOIN: SQLite keeps to this order, group by group along the index of what may count. That who has spoken since
# joining has spoken since :since, and that nothing counts twice, is said twice for PostgreSQL, which goes by it.
COUNT = (
    "INSERT INTO invites_counted (group_id, person_id, inviter_id, counted_at) "
    "SELECT a.group_id, a.person_id, a.inviter_id, :now "
    "FROM groups g CROSS JOIN welcome_arrivals a CROSS JOIN memberships m "
    "WHERE g.account_id = :account AND g.left_at IS NULL "
    "AND a.group_id = g.id AND a.joined_at > :since AND a.joined_at <= :until "
    "AND a.inviter_id IS NOT NULL AND a.left_at IS NULL AND NOT a.is_return AND a.inviter_id <> a.person_id "
    "AND m.group_id = a.group_id AND m.person_id = a.person_id AND m.left_at IS NULL "
    "AND m.last_spoken_at >= a.joined_at AND m.last_spoken_at > :since "
    "AND NOT EXISTS (SELECT 1 FROM invites_counted c WHERE c.group_id = a.group_id AND c.person_id = a.person_id) "
    "ON CONFLICT DO NOTHING"
)


class Tally(NamedTuple):
    """How many somebody has invited to a group, and how many of them have counted, in all and since the month began."""

    invited: int
    counted: int
    this_month: int


class Waiting(NamedTuple):
    """Somebody whose invitation may yet count."""

    person_id: int
    joined_at: datetime
    has_spoken: bool


class Face(NamedTuple):
    """What somebody is called in a group, and whether they are there."""

    name: str
    is_here: bool


async def last_ran_at(session: ReadSession, schedule_id: int, before: datetime) -> datetime | None:
    """When a schedule's run before this due moment was done."""
    query = select(func.max(Run.ran_at)).where(Run.schedule_id == schedule_id, Run.due_at < before)
    return await session.scalar(query.where(Run.outcome == "done"))


async def count(session: Session, account_id: int, window: Window, now: datetime) -> None:
    """Let every invitation of the window count whose newcomer is there and has spoken; none counts twice."""
    # Its values stand in the statement: PostgreSQL takes ten times as long by a plan that has to do for any window.
    values = {"account": account_id, "now": to_ms(now), "since": to_ms(window.since), "until": to_ms(window.until)}
    inline = (bindparam(name, value, BigInteger, literal_execute=True) for name, value in values.items())
    await session.execute(text(COUNT).bindparams(*inline))


async def tally(session: ReadSession, group_id: int, inviter_id: int, month_begins: datetime) -> Tally:
    """What has become of all that somebody invited."""
    month = func.sum(case((Counted.counted_at >= month_begins, 1), else_=0))
    query = select(func.count(), func.count(Counted.person_id), func.coalesce(month, 0))
    query = query.select_from(Arrival).outerjoin(Counted, _has_counted()).where(*_invited(group_id, inviter_id))
    return Tally(*(await session.execute(query)).one())


async def waiting(session: ReadSession, group_id: int, inviter_id: int, since: datetime) -> Sequence[Waiting]:
    """Whom somebody invited since then that are there and have not counted, in the order they came."""
    has_spoken = func.coalesce(Membership.last_spoken_at >= Arrival.joined_at, False)
    query = (
        select(Arrival.person_id, Arrival.joined_at, has_spoken)
        .join(Membership, _membership())
        .outerjoin(Counted, _has_counted())
        .where(*_invited(group_id, inviter_id), Arrival.joined_at > since, Arrival.left_at.is_(None))
        .where(Membership.left_at.is_(None), Counted.person_id.is_(None))
        .order_by(Arrival.joined_at, Arrival.id)
        .limit(MOST_WAITING)
    )
    return [Waiting(*row) for row in await session.execute(query)]


async def first_arrival(session: ReadSession, group_id: int, person_id: int) -> Arrival | None:
    """How somebody first came to the group; None for who was there before the bot."""
    query = select(Arrival).where(Arrival.group_id == group_id, Arrival.person_id == person_id, ~Arrival.is_return)
    return await session.scalar(query.order_by(Arrival.id).limit(1))


async def edges(session: ReadSession, group_id: int) -> Sequence[Edge]:
    """Who was invited by whom, in the order they came."""
    query = (
        select(Arrival.person_id, Arrival.inviter_id, Membership.left_at.is_(None), Counted.person_id.is_not(None))
        .join(Membership, _membership())
        .outerjoin(Counted, _has_counted())
        .where(Arrival.group_id == group_id, ~Arrival.is_return)
        .where(Arrival.inviter_id.is_not(None), Arrival.inviter_id != Arrival.person_id)
        .order_by(Arrival.joined_at.desc(), Arrival.id.desc())
        .limit(MOST_EDGES)
    )
    rows = (await session.execute(query)).all()
    return [Edge(person, inviter, is_here, has) for person, inviter, is_here, has in reversed(rows) if inviter]


async def faces(session: ReadSession, group_id: int, people: Collection[int]) -> Mapping[int, Face]:
    """What these people are called, and which of them are in the group."""
    here = and_(Membership.person_id == Person.id, Membership.group_id == group_id)
    is_here = and_(Membership.person_id.is_not(None), Membership.left_at.is_(None))
    query = select(Person.id, Person.name, Membership.alias, is_here).outerjoin(Membership, here)
    rows = await session.execute(query.where(Person.id.in_(people)))
    return {person: Face(" ".join((alias or name).split()), here) for person, name, alias, here in rows}


def _invited(group_id: int, inviter_id: int) -> tuple[ColumnElement[bool], ...]:
    mine = Arrival.inviter_id == inviter_id, Arrival.person_id != inviter_id
    return Arrival.group_id == group_id, *mine, ~Arrival.is_return


def _membership() -> ColumnElement[bool]:
    return and_(Membership.group_id == Arrival.group_id, Membership.person_id == Arrival.person_id)


def _has_counted() -> ColumnElement[bool]:
    return and_(Counted.group_id == Arrival.group_id, Counted.person_id == Arrival.person_id)
