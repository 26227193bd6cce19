"""What is known of somebody, beyond what `storage.forgetting` counts."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Select, func, select

from storage import forgetting
from storage.engine import ReadSession
from storage.tables import Activity, Grant, Group, Membership


class Place(NamedTuple):
    """Somebody in a group, or who was there; `days` on which they wrote `messages`."""

    name: str
    alias: str
    joined_at: datetime | None
    left_at: datetime | None
    last_spoken_at: datetime | None
    days: int
    messages: int


async def places(session: ReadSession, person_id: int) -> Sequence[Place]:
    """The groups the person is or was in, those they are in first."""
    wrote = (
        select(Activity.group_id, func.count().label("days"), func.sum(Activity.messages).label("messages"))
        .where(Activity.person_id == person_id, Activity.group_id.in_(_groups(person_id)))
        .group_by(Activity.group_id)
        .subquery()
    )
    query = (
        select(
            Group.name,
            Membership.alias,
            Membership.joined_at,
            Membership.left_at,
            Membership.last_spoken_at,
            func.coalesce(wrote.c.days, 0),
            func.coalesce(wrote.c.messages, 0),
        )
        .join(Membership, Membership.group_id == Group.id)
        .outerjoin(wrote, wrote.c.group_id == Group.id)
        .where(Membership.person_id == person_id)
        .order_by(Membership.left_at.is_not(None), Group.id)
    )
    return [Place(*row) for row in (await session.execute(query)).all()]


async def written_since(session: ReadSession, person_id: int, day: int) -> tuple[int, int | None]:
    """How many messages the person wrote in groups since a day, and the first day of these."""
    query = select(func.coalesce(func.sum(Activity.messages), 0), func.min(Activity.day))
    query = query.where(Activity.person_id == person_id, Activity.group_id.in_(_groups(person_id)), Activity.day >= day)
    messages, first = (await session.execute(query)).one()
    return messages, first


async def rights(session: ReadSession, person_id: int) -> Sequence[tuple[str | None, str]]:
    """The roles somebody gave the person: the group, None where it is all of them, and the role."""
    query = select(Group.name, Grant.role).outerjoin(Group, Group.id == Grant.group_id)
    rows = await session.execute(query.where(Grant.person_id == person_id).order_by(Grant.group_id))
    return [(name, role) for name, role in rows.all()]


async def counts(session: ReadSession, person_id: int, besides: frozenset[str]) -> dict[str, int]:
    """How many rows bear the person, by table; those `besides` are told of apart."""
    found: dict[str, int] = {}
    for spot in forgetting.spots():
        name = spot.table.name
        if name not in besides and (n := await forgetting.count(session, spot, person_id)):
            found[name] = found.get(name, 0) + n
    return found


def _groups(person_id: int) -> Select[int]:
    return select(Membership.group_id).where(Membership.person_id == person_id)
