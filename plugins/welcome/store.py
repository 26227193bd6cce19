"""Queries on those who joined."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Literal

from sqlalchemy import delete, func, select, update

from bot.events import Joined
from plugins.welcome.tables import Arrival, Newcomer
from storage.base import to_ms
from storage.bulk import BATCH, insert_many
from storage.engine import ReadSession, Session
from storage.tables import Membership

ARRIVAL = ("group_id", "person_id", "joined_at", "day", "inviter_id", "announced", "is_return")
COLUMNS = ("group_id", "person_id", "joined_at", "place", "greet_at")

Moment = Literal["greeted_at", "passed_at", "introduced_at", "spoke_at"]


async def arrive(session: Session, joined: Joined, day: int) -> None:
    """Begin the record of everybody who joined, on this local day of the group; an earlier one of theirs ends."""
    await leave(session, joined.group_id, (*joined.people, *joined.rejoined), joined.at)
    at, inviter, announced = to_ms(joined.at), joined.inviter_id, joined.announced
    who = [(person, False) for person in joined.people] + [(person, True) for person in joined.rejoined]
    rows = [(joined.group_id, person, at, day, inviter, announced, is_return) for person, is_return in who]
    await insert_many(await session.connection(), Arrival, ARRIVAL, rows)


async def leave(session: Session, group_id: int, people: Sequence[int], at: datetime) -> None:
    """End the records of these people in the group."""
    for some in _in_slices(people):
        await session.execute(
            update(Arrival)
            .where(Arrival.group_id == group_id, Arrival.person_id.in_(some), Arrival.left_at.is_(None))
            .values(left_at=at)
            .execution_options(synchronize_session=False)
        )


async def mark(session: Session, group_id: int, people: Sequence[int], moment: Moment, at: datetime) -> None:
    """Note for these people when they first did it, or when it was done to them, since they joined."""
    for some in _in_slices(people):
        await session.execute(
            update(Arrival)
            .where(Arrival.group_id == group_id, Arrival.person_id.in_(some), Arrival.left_at.is_(None))
            .where(getattr(Arrival, moment).is_(None))
            .values({moment: at})
            .execution_options(synchronize_session=False)
        )


async def current(session: ReadSession, group_id: int, person_id: int) -> Arrival | None:
    """The record of somebody who joined while we looked and has not left."""
    return (await currents(session, group_id, [person_id])).get(person_id)


async def currents(session: ReadSession, group_id: int, people: Sequence[int]) -> Mapping[int, Arrival]:
    """The same of many, by person."""
    found: dict[int, Arrival] = {}
    for some in _in_slices(people):
        query = select(Arrival).where(
            Arrival.group_id == group_id, Arrival.person_id.in_(some), Arrival.left_at.is_(None)
        )
        found |= {arrival.person_id: arrival for arrival in await session.scalars(query)}
    return found


async def next_greeting(session: ReadSession, group_id: int) -> datetime | None:
    """When the latest of the group's waiting newcomers are to be welcomed."""
    return await session.scalar(select(func.max(Newcomer.greet_at)).where(Newcomer.group_id == group_id))


async def wait(session: Session, group_id: int, people: Sequence[int], joined_at: datetime, greet_at: datetime) -> None:
    """Let these people wait; who waits already keeps their place."""
    at, then = to_ms(joined_at), to_ms(greet_at)
    rows = [(group_id, person, at, place, then) for place, person in enumerate(people)]
    await insert_many(await session.connection(), Newcomer, COLUMNS, rows, "ON CONFLICT DO NOTHING")


async def take(session: Session, group_id: int, since: datetime) -> Sequence[int]:
    """Everybody who waits in the group no longer does; those still there and due since `since`, as they came."""
    present = (
        select(Newcomer.person_id)
        .join(
            Membership,
            (Membership.group_id == Newcomer.group_id) & (Membership.person_id == Newcomer.person_id),
        )
        .where(Newcomer.group_id == group_id, Newcomer.greet_at >= since, Membership.left_at.is_(None))
        .order_by(Newcomer.joined_at, Newcomer.place)
    )
    people = (await session.scalars(present)).all()
    await session.execute(delete(Newcomer).where(Newcomer.group_id == group_id))
    return people


def _in_slices(people: Sequence[int]) -> Iterator[Sequence[int]]:
    return (people[start : start + BATCH] for start in range(0, len(people), BATCH))
