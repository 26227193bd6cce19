"""Queries on those who joined."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from sqlalchemy import Select, Update, and_, bindparam, delete, exists, func, select, update

from bot.events import Joined
from plugins.welcome.gathering import RAID_TIME, Rush
from plugins.welcome.tables import Arrival, Newcomer
from storage.base import to_ms
from storage.bulk import in_batches, insert_many
from storage.engine import ReadSession, Session
from storage.names import names_of
from storage.tables import Membership, Outbox, RosterChange, Schedule

ARRIVAL = ("group_id", "person_id", "joined_at", "day", "inviter_id", "announced", "is_return")
NEWCOMER = ("group_id", "person_id", "joined_at", "place", "waits_since", "event_id")

MAYBE_NEVER_AWAY = timedelta(days=1)
LISTED_WITHIN = timedelta(days=1)
"""By then a list has shown who was removed, where that is not announced."""

Moment = Literal["greeted_at", "passed_at", "introduced_at", "spoke_at", "removed_at"]


class Waiting(NamedTuple):
    """Somebody to be welcomed, and what told of their joining."""

    person_id: int
    is_return: bool
    event_id: int


async def arrive(session: Session, joined: Joined, day: int) -> None:
    """Begin the record of everybody who joined, on this local day of the group; an earlier one of theirs ends.

    Who is back without an announcement within a day was perhaps never away: their record goes on.
    """
    still = set[int]() if joined.announced else await _go_on(session, joined)
    await leave(session, joined.group_id, [person for person in joined.rejoined if person not in still], joined.at)
    at, inviter, announced = to_ms(joined.at), joined.inviter_id, joined.announced
    who = [(person, False) for person in joined.people]
    who += [(person, True) for person in joined.rejoined if person not in still]
    rows = [(joined.group_id, person, at, day, inviter, announced, is_return) for person, is_return in who]
    await insert_many(await session.connection(), Arrival, ARRIVAL, rows)


async def leave(session: Session, group_id: int, people: Sequence[int], at: datetime) -> None:
    """End the records of these people in the group."""
    for some in in_batches(people):
        await session.execute(_leave(), {"group": group_id, "people": some, "at": at})


async def mark(session: Session, group_id: int, people: Sequence[int], moment: Moment, at: datetime) -> None:
    """Note for these people when they first did it, or when it was done to them, since they joined."""
    for some in in_batches(people):
        await session.execute(
            update(Arrival)
            .where(Arrival.group_id == group_id, Arrival.person_id.in_(some), Arrival.left_at.is_(None))
            .where(getattr(Arrival, moment).is_(None))
            .values({moment: at})
            .execution_options(synchronize_session=False)
        )


async def unmark(session: Session, group_id: int, people: Sequence[int], moment: Moment, at: datetime) -> None:
    """Take back what was noted for these people at this moment."""
    column = getattr(Arrival, moment)
    for some in in_batches(people):
        noted = Arrival.group_id == group_id, Arrival.person_id.in_(some), column == at
        await session.execute(
            update(Arrival).where(*noted).values({moment: None}).execution_options(synchronize_session=False)
        )


async def assign(session: Session, group_id: int, people: Sequence[int], variant: str) -> None:
    """Keep which text these people were greeted with."""
    for some in in_batches(people):
        await session.execute(
            update(Arrival)
            .where(Arrival.group_id == group_id, Arrival.person_id.in_(some), Arrival.left_at.is_(None))
            .values(variant=variant)
            .execution_options(synchronize_session=False)
        )


async def current(session: ReadSession, group_id: int, person_id: int) -> Arrival | None:
    """The record of somebody who joined while we looked and has not left."""
    return (await currents(session, group_id, [person_id])).get(person_id)


async def currents(session: ReadSession, group_id: int, people: Sequence[int]) -> Mapping[int, Arrival]:
    """The same of many, by person."""
    found: dict[int, Arrival] = {}
    for some in in_batches(people):
        query = select(Arrival).where(
            Arrival.group_id == group_id, Arrival.person_id.in_(some), Arrival.left_at.is_(None)
        )
        found |= {arrival.person_id: arrival for arrival in await session.scalars(query)}
    return found


async def rush(session: ReadSession, group_id: int, now: datetime) -> Rush:
    """Who joined the group lately."""
    query = select(
        func.count().filter(Arrival.joined_at > now - RAID_TIME),
        func.max(Arrival.greeted_at),
    ).where(Arrival.group_id == group_id, Arrival.joined_at > now - 2 * RAID_TIME)
    joined, greeted_at = (await session.execute(query)).one()
    return Rush(joined, greeted_at)


async def planned(session: ReadSession, key: str) -> datetime | None:
    """When what this schedule does is due."""
    return await session.scalar(_planned(), {"key": key})


async def waiting_since(session: ReadSession, group_id: int) -> datetime:
    """Since when the group's waiting newcomers wait."""
    since = await session.scalar(select(func.min(Newcomer.waits_since)).where(Newcomer.group_id == group_id))
    assert since is not None
    return since


async def wait(session: Session, joined: Joined, people: Sequence[int], event_id: int, now: datetime) -> None:
    """Let these people wait; who waits already keeps their place."""
    at, since = to_ms(joined.at), to_ms(now)
    rows = [(joined.group_id, person, at, place, since, event_id) for place, person in enumerate(people)]
    await insert_many(await session.connection(), Newcomer, NEWCOMER, rows, "ON CONFLICT DO NOTHING")


async def take(session: Session, group_id: int, since: datetime) -> list[Waiting]:
    """Everybody who waits in the group no longer does; those still there who wait since `since`, as they came."""
    theirs = (Arrival.group_id == Newcomer.group_id, Arrival.person_id == Newcomer.person_id)
    here = (Membership.group_id == Newcomer.group_id, Membership.person_id == Newcomer.person_id)
    present = (
        select(Newcomer.person_id, Arrival.is_return, Newcomer.event_id)
        .join(Arrival, and_(*theirs, Arrival.left_at.is_(None)))
        .join(Membership, and_(*here, Membership.left_at.is_(None)))
        .where(Newcomer.group_id == group_id, Newcomer.waits_since >= since)
        .order_by(Newcomer.joined_at, Newcomer.event_id, Newcomer.place)
    )
    waiting = [Waiting(*row) for row in await session.execute(present)]
    await session.execute(delete(Newcomer).where(Newcomer.group_id == group_id))
    return waiting


async def left_by_themselves(session: ReadSession, group_id: int, since: datetime) -> Sequence[int]:
    """Who left the group since then without being removed, by us or others, and has not come back, in that order."""
    ours = exists().where(
        Arrival.group_id == RosterChange.group_id,
        Arrival.person_id == RosterChange.person_id,
        Arrival.removed_at.is_not(None),
        Arrival.left_at >= since,
    )
    query = (
        select(RosterChange.person_id)
        .join(
            Membership,
            (Membership.group_id == RosterChange.group_id) & (Membership.person_id == RosterChange.person_id),
        )
        .where(RosterChange.group_id == group_id, RosterChange.at >= since, RosterChange.kind == "left")
        .where(RosterChange.by_id.is_(None), Membership.left_at.is_not(None), ~ours)
        .order_by(RosterChange.id)
    )
    left = dict.fromkeys(await session.scalars(query))
    removed = await _removed_by_us(session, group_id, since - LISTED_WITHIN) if left else ()
    return [person for person in left if person not in removed]


async def _removed_by_us(session: ReadSession, group_id: int, since: datetime) -> Sequence[int]:
    """Whoever wanted it; not whom the platform would not let go."""
    removal = Outbox.content["kind"].as_string() == "removal", Outbox.state != "failed"
    query = select(Outbox.content["person_id"].as_integer())
    return (await session.scalars(query.where(Outbox.group_id == group_id, Outbox.tried_at >= since, *removal))).all()


async def inviters_of(session: ReadSession, group_id: int, people: Sequence[int]) -> list[str]:
    """The names of who invited these people, each once, in the order of the invited."""
    inviters: dict[int, int] = {}
    for some in in_batches(people):
        query = select(Membership.person_id, Membership.inviter_id).where(
            Membership.group_id == group_id, Membership.person_id.in_(some), Membership.inviter_id.is_not(None)
        )
        inviters |= {person: inviter for person, inviter in await session.execute(query) if inviter is not None}
    by = list(dict.fromkeys(inviters[person] for person in people if person in inviters))
    return list((await names_of(session, group_id, by)).values())


@lru_cache
def _leave() -> Update:
    theirs = Arrival.group_id == bindparam("group"), Arrival.person_id.in_(bindparam("people", expanding=True))
    ended = update(Arrival).where(*theirs, Arrival.left_at.is_(None)).values(left_at=bindparam("at"))
    return ended.execution_options(synchronize_session=False)


@lru_cache
def _planned() -> Select[datetime | None]:
    return select(Schedule.next_due_at).where(Schedule.key == bindparam("key"))


async def _go_on(session: Session, joined: Joined) -> set[int]:
    """Reopen the latest records of who has come back soon after a list missed them; who they are."""
    reopened: set[int] = set()
    for some in in_batches(joined.rejoined):
        latest = select(func.max(Arrival.id)).where(Arrival.group_id == joined.group_id, Arrival.person_id.in_(some))
        latest = latest.where(Arrival.left_at >= joined.at - MAYBE_NEVER_AWAY).group_by(Arrival.person_id)
        again = update(Arrival).where(Arrival.id.in_(latest)).values(left_at=None).returning(Arrival.person_id)
        reopened.update(await session.scalars(again.execution_options(synchronize_session=False)))
    return reopened
