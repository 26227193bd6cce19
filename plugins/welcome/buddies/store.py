"""Queries on volunteers and pairs."""

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, case, delete, exists, func, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute

from plugins.welcome.buddies import rules
from plugins.welcome.buddies.rules import Asked, Couple, Newcomer, Volunteer
from plugins.welcome.buddies.tables import Buddy, Pair
from plugins.welcome.cards.rules import is_name
from plugins.welcome.tables import Arrival
from plugins.welcome.threshold.tables import Applicant
from storage.base import to_ms
from storage.bulk import insert_many, update_many
from storage.cards import Card, CardTag
from storage.engine import ReadSession, Session
from storage.tables import Group, Membership, Person, Schedule

MOST_BUDDIES = 2
"""A newcomer has, one after the other."""
KEEP = {"synchronize_session": False}


class Place(NamedTuple):
    """A group as the jobs see it."""

    name: str
    zone: str | None
    language: str | None
    is_silent: bool


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


async def volunteers(
    session: ReadSession, group_ids: Collection[int], now: datetime
) -> Mapping[int, Sequence[Volunteer]]:
    """Those who are there, by group, whoever volunteered first being first, with the pairs they have."""
    latest, still = func.max(Pair.paired_at).label("latest"), func.count().filter(Pair.ended_at.is_(None))
    recent = select(Pair.group_id, Pair.buddy_id, latest, still.label("still"))
    recent = recent.where(Pair.group_id.in_(group_ids), Pair.paired_at >= now - rules.REMEMBERED)
    pairs = recent.group_by(Pair.group_id, Pair.buddy_id).subquery()
    own = (Buddy.person_id, Membership.alias, Person.name, Person.is_friend)
    query = (
        select(Buddy.group_id, *own, pairs.c.still, pairs.c.latest)
        .join(Person, Person.id == Buddy.person_id)
        .join(Membership, _here(Buddy.group_id, Buddy.person_id))
        .outerjoin(pairs, and_(pairs.c.group_id == Buddy.group_id, pairs.c.buddy_id == Buddy.person_id))
        .where(Buddy.group_id.in_(group_ids))
        .order_by(Buddy.since, Buddy.person_id)
    )
    found: dict[int, list[Volunteer]] = {group_id: [] for group_id in group_ids}
    for group_id, person, alias, name, is_friend, open_, last in await session.execute(query):
        one = Volunteer(person, alias or name, is_friend, open_ or 0, 0 if last is None else to_ms(last))
        found[group_id].append(one)
    return found


async def waiting(session: ReadSession, since: Mapping[int, datetime]) -> Mapping[int, Sequence[Newcomer]]:
    """By group, who joined since that group's moment and has no buddy, or has lost the first one, as they came."""
    if not since:
        return {}
    pairs_of = (Pair.group_id == Arrival.group_id, Pair.newcomer_id == Arrival.person_id)
    had = select(func.count()).where(*pairs_of).scalar_subquery()
    stands = (Applicant.group_id == Arrival.group_id, Applicant.person_id == Arrival.person_id)
    stands_there = exists().where(*stands, Applicant.ended_at.is_(None))
    own = (Arrival.person_id, Membership.alias, Person.name, Person.is_friend, Arrival.joined_at, ~stands_there)
    query = (
        select(Arrival.group_id, *own)
        .join(Person, Person.id == Arrival.person_id)
        .join(Membership, _here(Arrival.group_id, Arrival.person_id))
        .where(Arrival.group_id.in_(since), Arrival.joined_at >= min(since.values()))
        .where(Arrival.left_at.is_(None), Arrival.is_return.is_(False))
        .where(~exists().where(*pairs_of, Pair.outcome != "left"), had < MOST_BUDDIES, ~_is_buddy())
        .order_by(Arrival.joined_at, Arrival.id)
    )
    found: dict[int, list[Newcomer]] = {group_id: [] for group_id in since}
    for group_id, person, alias, name, is_friend, joined_at, is_in in await session.execute(query):
        if joined_at >= since[group_id]:
            found[group_id].append(Newcomer(person, alias or name, is_friend, joined_at, is_in))
    return found


async def shared_tags(
    session: ReadSession, group_id: int, newcomers: Collection[int], volunteers: Collection[int]
) -> Mapping[int, AbstractSet[str]]:
    """What the newcomers have written on their cards, and what of it the volunteers have too, person by person."""
    found = await _tags(session, group_id, newcomers)
    wanted = {tag for tags in found.values() for tag in tags}
    return {**found, **await _tags(session, group_id, volunteers, wanted)} if wanted else {}


async def pair(session: Session, made: Mapping[int, Sequence[Couple]], now: datetime) -> None:
    """Write down who is paired, by group."""
    rows = [
        (group_id, each.newcomer.person_id, each.buddy.person_id, to_ms(now))
        for group_id, couples in made.items()
        for each in couples
    ]
    await insert_many(await session.connection(), Pair, ("group_id", "newcomer_id", "buddy_id", "paired_at"), rows)


async def settle(session: Session, group_ids: Collection[int], now: datetime) -> None:
    """End the pairs of which somebody is gone or whose time is over; who is gone is no buddy any longer."""
    still = update(Pair).where(Pair.group_id.in_(group_ids), Pair.ended_at.is_(None)).execution_options(**KEEP)
    gone = (Membership.group_id == Pair.group_id, Membership.left_at.is_not(None))
    either = exists().where(*gone, Membership.person_id.in_([Pair.newcomer_id, Pair.buddy_id]))
    await session.execute(still.where(either).values(ended_at=now, outcome="left"))
    await session.execute(still.where(Pair.paired_at < now - rules.WAITS).values(ended_at=now, outcome="over"))
    away = exists().where(
        Membership.group_id == Buddy.group_id,
        Membership.person_id == Buddy.person_id,
        Membership.left_at.is_not(None),
    )
    await session.execute(delete(Buddy).where(Buddy.group_id.in_(group_ids), away).execution_options(**KEEP))


async def to_ask(session: ReadSession, before: Mapping[int, datetime]) -> Mapping[int, Sequence[Asked]]:
    """By group, the pairs made before that group's moment that nobody has been asked about, one message's worth."""
    if not before:
        return {}
    query = select(Pair.group_id, Pair.id, Pair.newcomer_id, Pair.buddy_id, Pair.paired_at)
    query = query.where(Pair.group_id.in_(before), Pair.ended_at.is_(None), Pair.met.is_(None), Pair.asked_at.is_(None))
    query = query.where(Pair.paired_at < max(before.values())).order_by(Pair.id)
    found: dict[int, list[Asked]] = {}
    for group_id, number, newcomer, buddy, paired_at in await session.execute(query):
        theirs = found.setdefault(group_id, [])
        if paired_at < before[group_id] and len(theirs) < rules.MOST_PAIRS:
            theirs.append(Asked(number, newcomer, buddy))
    return {group_id: theirs for group_id, theirs in found.items() if theirs}


async def note_asked(session: Session, numbers: Sequence[int], at: datetime) -> None:
    """Nobody asks about these again."""
    rows = [(to_ms(at), number) for number in numbers]
    await update_many(await session.connection(), Pair, ("id",), ("asked_at",), rows)


async def open_pairs(session: ReadSession, person_id: int, group_id: int | None = None) -> Sequence[Pair]:
    """The pairs that somebody is one of, in a group or in all."""
    query = select(Pair).where(Pair.ended_at.is_(None), or_(Pair.newcomer_id == person_id, Pair.buddy_id == person_id))
    if group_id is not None:
        query = query.where(Pair.group_id == group_id)
    return (await session.scalars(query.order_by(Pair.id))).all()


async def open_in(session: ReadSession, group_id: int, most: int) -> Sequence[Pair]:
    """The group's pairs at present, the latest first."""
    query = select(Pair).where(Pair.group_id == group_id, Pair.ended_at.is_(None))
    return (await session.scalars(query.order_by(Pair.id.desc()).limit(most))).all()


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


async def groups(session: ReadSession, group_ids: Collection[int]) -> Mapping[int, Place]:
    """What has to be known of groups to speak in them."""
    silent = or_(Group.paused_at.is_not(None), Group.left_at.is_not(None))
    query = select(Group.id, Group.name, Group.zone, Group.language, silent).where(Group.id.in_(group_ids))
    rows = await session.execute(query)
    return {group_id: Place(name, zone, language, is_silent) for group_id, name, zone, language, is_silent in rows}


async def come_again(session: Session, at: Mapping[int, datetime]) -> None:
    """Let schedules that were due once be due again, each at its moment."""
    rows = [(to_ms(then), schedule_id) for schedule_id, then in at.items()]
    await update_many(await session.connection(), Schedule, ("id",), ("next_due_at",), rows)


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


def _sum(what: ColumnElement[bool]) -> ColumnElement[int | None]:
    return func.sum(case((what, 1), else_=0))


def _here(group_id: InstrumentedAttribute[int], person_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    mine = and_(Membership.group_id == group_id, Membership.person_id == person_id)
    return and_(mine, Membership.left_at.is_(None))


def _is_buddy() -> ColumnElement[bool]:
    return exists().where(Buddy.group_id == Arrival.group_id, Buddy.person_id == Arrival.person_id)
