"""Queries on volunteers and pairs."""

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, case, delete, exists, func, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute

from plugins.welcome.buddies import rules
from plugins.welcome.buddies.rules import Couple, Newcomer, Volunteer
from plugins.welcome.buddies.tables import Buddy, Pair
from plugins.welcome.cards.rules import is_name
from plugins.welcome.cards.tables import Card, CardTag
from plugins.welcome.tables import Arrival
from plugins.welcome.threshold.tables import Applicant
from storage.base import to_ms
from storage.bulk import insert_many
from storage.engine import ReadSession, Session
from storage.tables import Membership, Person, Schedule

MOST_WAITING = 500
KEEP = {"synchronize_session": False}


class Tally(NamedTuple):
    """What became of pairs: all, met, not yet met, nothing heard though asked, one of them left, still under way."""

    pairs: int
    met: int
    not_yet: int
    silent: int
    left: int
    open: int


async def volunteer(session: Session, group_id: int, person_id: int, now: datetime) -> bool:
    """Whether this is new."""
    row = (group_id, person_id, to_ms(now))
    columns = ("group_id", "person_id", "since")
    return bool(await insert_many(await session.connection(), Buddy, columns, [row], "ON CONFLICT DO NOTHING"))


async def step_back(session: Session, group_id: int, person_id: int) -> bool:
    """Whether they had volunteered."""
    gone = delete(Buddy).where(Buddy.group_id == group_id, Buddy.person_id == person_id)
    return (await session.scalar(gone.returning(Buddy.person_id))) is not None


async def volunteers(session: ReadSession, group_id: int) -> list[Volunteer]:
    """Those who are there, whoever volunteered first being first, with the pairs they have."""
    last = select(Pair.buddy_id, func.max(Pair.paired_at).label("last"), _open_count().label("open"))
    pairs = last.where(Pair.group_id == group_id).group_by(Pair.buddy_id).subquery()
    query = (
        select(Buddy.person_id, Membership.alias, Person.name, Person.is_friend, pairs.c.open, pairs.c.last)
        .join(Person, Person.id == Buddy.person_id)
        .join(Membership, _here(Buddy.group_id, Buddy.person_id))
        .outerjoin(pairs, pairs.c.buddy_id == Buddy.person_id)
        .where(Buddy.group_id == group_id)
        .order_by(Buddy.since, Buddy.person_id)
    )
    return [
        Volunteer(person, alias or name, is_friend, open_ or 0, 0 if last is None else to_ms(last))
        for person, alias, name, is_friend, open_, last in await session.execute(query)
    ]


async def waiting(session: ReadSession, group_id: int, since: datetime) -> list[Newcomer]:
    """Who joined since then and has no buddy, or has lost the first one, in the order they came."""
    pairs_of = (Pair.group_id == Arrival.group_id, Pair.newcomer_id == Arrival.person_id)
    had = select(func.count()).where(*pairs_of).scalar_subquery()
    stands = (Applicant.group_id == Arrival.group_id, Applicant.person_id == Arrival.person_id)
    stands_there = exists().where(*stands, Applicant.ended_at.is_(None))
    query = (
        select(Arrival.person_id, Membership.alias, Person.name, Person.is_friend, Arrival.joined_at, ~stands_there)
        .join(Person, Person.id == Arrival.person_id)
        .join(Membership, _here(Arrival.group_id, Arrival.person_id))
        .where(Arrival.group_id == group_id, Arrival.joined_at >= since)
        .where(Arrival.left_at.is_(None), Arrival.is_return.is_(False))
        .where(~exists().where(*pairs_of, Pair.outcome != "left"), had < 2, ~_is_buddy())
        .order_by(Arrival.joined_at, Arrival.id)
        .limit(MOST_WAITING)
    )
    return [
        Newcomer(person, alias or name, is_friend, joined_at, is_in)
        for person, alias, name, is_friend, joined_at, is_in in await session.execute(query)
    ]


async def shared_tags(
    session: ReadSession, group_id: int, newcomers: Collection[int], volunteers: Collection[int]
) -> Mapping[int, AbstractSet[str]]:
    """What the newcomers have written on their cards, and what of it the volunteers have too, person by person."""
    found = await _tags(session, group_id, newcomers)
    wanted = {tag for tags in found.values() for tag in tags}
    return {**found, **await _tags(session, group_id, volunteers, wanted)} if wanted else {}


async def pair(session: Session, group_id: int, made: Sequence[Couple], now: datetime) -> list[Pair]:
    """Write them down."""
    pairs = [
        Pair(group_id=group_id, newcomer_id=each.newcomer.person_id, buddy_id=each.buddy.person_id, paired_at=now)
        for each in made
    ]
    session.add_all(pairs)
    await session.flush()
    return pairs


async def settle(session: Session, group_id: int, now: datetime) -> None:
    """End the pairs of which somebody is gone or whose time is over; who is gone is no buddy any longer."""
    still = update(Pair).where(Pair.group_id == group_id, Pair.ended_at.is_(None)).execution_options(**KEEP)
    gone = (Membership.group_id == Pair.group_id, Membership.left_at.is_not(None))
    either = exists().where(*gone, Membership.person_id.in_([Pair.newcomer_id, Pair.buddy_id]))
    await session.execute(still.where(either).values(ended_at=now, outcome="left"))
    await session.execute(still.where(Pair.paired_at < now - rules.WAITS).values(ended_at=now, outcome="over"))
    away = exists().where(
        Membership.group_id == Buddy.group_id,
        Membership.person_id == Buddy.person_id,
        Membership.left_at.is_not(None),
    )
    await session.execute(delete(Buddy).where(Buddy.group_id == group_id, away).execution_options(**KEEP))


async def to_ask(session: ReadSession, group_id: int, before: datetime) -> Sequence[Pair]:
    """Open pairs made before then that nobody has been asked about, oldest first, as many as one message holds."""
    query = select(Pair).where(Pair.group_id == group_id, Pair.ended_at.is_(None), Pair.met.is_(None))
    query = query.where(Pair.asked_at.is_(None), Pair.paired_at < before)
    return (await session.scalars(query.order_by(Pair.id).limit(rules.MOST_PAIRS))).all()


async def open_pairs(session: ReadSession, person_id: int, group_id: int | None = None) -> Sequence[Pair]:
    """The pairs that somebody is one of, in a group or in all."""
    query = select(Pair).where(Pair.ended_at.is_(None), or_(Pair.newcomer_id == person_id, Pair.buddy_id == person_id))
    if group_id is not None:
        query = query.where(Pair.group_id == group_id)
    return (await session.scalars(query.order_by(Pair.id))).all()


async def pair_in(session: ReadSession, group_id: int, number: int) -> Pair | None:
    """The group's pair with this number."""
    return await session.scalar(select(Pair).where(Pair.group_id == group_id, Pair.id == number))


async def concerns(session: ReadSession, group_id: int, people: Sequence[int]) -> bool:
    """Whether one of these people is a buddy in the group or has an open pair there."""
    either = or_(Pair.newcomer_id.in_(people), Pair.buddy_id.in_(people))
    pairs = exists().where(Pair.group_id == group_id, Pair.ended_at.is_(None), either)
    mine = exists().where(Buddy.group_id == group_id, Buddy.person_id.in_(people))
    return bool(await session.scalar(select(or_(pairs, mine))))


async def count_open(session: ReadSession, group_id: int) -> int:
    """How many pairs the group has at present."""
    query = select(func.count()).where(Pair.group_id == group_id, Pair.ended_at.is_(None))
    return await session.scalar(query) or 0


async def tally(session: ReadSession, group_id: int, since: datetime) -> Tally:
    """What became of the pairs made since then."""
    unheard = and_(Pair.met.is_(None), Pair.ended_at.is_not(None))
    counts = [
        func.count(),
        _sum(Pair.met.is_(True)),
        _sum(Pair.met.is_(False)),
        _sum(and_(unheard, Pair.outcome != "left")),
        _sum(and_(unheard, Pair.outcome == "left")),
        _sum(and_(Pair.met.is_(None), Pair.ended_at.is_(None))),
    ]
    row = (await session.execute(select(*counts).where(Pair.group_id == group_id, Pair.paired_at >= since))).one()
    return Tally(*(int(each or 0) for each in row))


async def busiest(session: ReadSession, group_id: int, since: datetime, most: int) -> list[tuple[int, int]]:
    """Who has had the most pairs since then: (person, how many)."""
    n = func.count()
    query = select(Pair.buddy_id, n).where(Pair.group_id == group_id, Pair.paired_at >= since)
    query = query.group_by(Pair.buddy_id).order_by(n.desc(), Pair.buddy_id).limit(most)
    return [(buddy, count) for buddy, count in await session.execute(query)]


async def come_again(session: Session, schedule_id: int, at: datetime) -> None:
    """Let a schedule that was due once be due again."""
    again = update(Schedule).where(Schedule.id == schedule_id).values(next_due_at=at)
    await session.execute(again.execution_options(**KEEP))


async def _tags(
    session: ReadSession, group_id: int, people: Collection[int], among: Collection[str] | None = None
) -> Mapping[int, AbstractSet[str]]:
    """Of those who let themselves be made known; what somebody is called is nothing to have in common."""
    query = select(CardTag.person_id, CardTag.field, CardTag.tag).where(CardTag.group_id == group_id)
    query = query.join(Card, and_(Card.group_id == CardTag.group_id, Card.person_id == CardTag.person_id))
    query = query.where(CardTag.person_id.in_(people), Card.is_willing)
    found: dict[int, set[str]] = {}
    for person, field, tag in await session.execute(query if among is None else query.where(CardTag.tag.in_(among))):
        if not is_name(field):
            found.setdefault(person, set()).add(tag)
    return found


def _open_count() -> ColumnElement[int]:
    return func.count().filter(Pair.ended_at.is_(None))


def _sum(what: ColumnElement[bool]) -> ColumnElement[int | None]:
    return func.sum(case((what, 1), else_=0))


def _here(group_id: InstrumentedAttribute[int], person_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    mine = and_(Membership.group_id == group_id, Membership.person_id == person_id)
    return and_(mine, Membership.left_at.is_(None))


def _is_buddy() -> ColumnElement[bool]:
    return exists().where(Buddy.group_id == Arrival.group_id, Buddy.person_id == Arrival.person_id)
