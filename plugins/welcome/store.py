"""Queries on the waiting newcomers."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select

from plugins.welcome.tables import Newcomer
from storage.base import to_ms
from storage.bulk import insert_many
from storage.engine import ReadSession, Session
from storage.tables import Membership

COLUMNS = ("group_id", "person_id", "joined_at", "place", "greet_at")


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
