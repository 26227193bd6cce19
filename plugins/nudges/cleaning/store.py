"""Queries on cleanings: the one under way in a group, its people, and what became of notices and removals."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, func, select

from plugins.nudges.cleaning.rules import Circle, Stays
from plugins.nudges.cleaning.tables import OPEN, PENDING, Cleaned, Cleaning, Spared
from plugins.nudges.segments.rules import Look
from plugins.nudges.segments.store import keepers_of
from storage.cards import Card
from storage.engine import ReadSession, Session
from storage.tables import Group, Membership, Outbox, Person, Schedule

JOB = "cleaning.go"


class Sent(NamedTuple):
    """What became of something posted."""

    id: int
    state: str
    sent_at: datetime | None
    was_tried: bool


async def open_in(session: ReadSession, group_id: int) -> Cleaning | None:
    """The cleaning under way in a group."""
    query = select(Cleaning).where(Cleaning.group_id == group_id, Cleaning.state.in_(OPEN))
    return await session.scalar(query.order_by(Cleaning.id.desc()).limit(1))


async def people_in(session: ReadSession, cleaning_id: int, *states: str) -> Sequence[Cleaned]:
    """Those of a cleaning that stand like this, the longest silent first."""
    query = select(Cleaned).where(Cleaned.cleaning_id == cleaning_id)
    query = query.where(Cleaned.state.in_(states)) if states else query
    return (await session.scalars(query.order_by(Cleaned.batch, Cleaned.person_id))).all()


async def let_go(session: Session, cleaning: Cleaning) -> None:
    """Nobody it is about has anything more to fear."""
    cleaning.state = "cancelled"
    for row in await people_in(session, cleaning.id, *PENDING):
        row.state, row.why = "stays", Stays.KEPT.value


async def count_in(session: ReadSession, cleaning_id: int) -> Mapping[str, int]:
    """How many stand how."""
    query = select(Cleaned.state, func.count()).where(Cleaned.cleaning_id == cleaning_id).group_by(Cleaned.state)
    return {state: n for state, n in await session.execute(query)}  # noqa: C416


async def waiting_for(session: ReadSession, person_id: int, group_id: int | None) -> Sequence[tuple[Cleaned, Group]]:
    """Where somebody is asked whether they stay and has not been removed, in a group or in any."""
    query = select(Cleaned, Group).join(Cleaning, Cleaning.id == Cleaned.cleaning_id)
    query = query.join(Group, Group.id == Cleaning.group_id)
    query = query.where(Cleaned.person_id == person_id, Cleaned.state.in_(PENDING), Cleaning.state.in_(OPEN))
    query = query if group_id is None else query.where(Cleaning.group_id == group_id)
    return [(row, group) for row, group in await session.execute(query)]


async def awaited(session: ReadSession) -> Sequence[tuple[int, int]]:
    """In which group whose next words keep them there: a removal waits to be carried out."""
    query = select(Cleaning.group_id, Cleaned.person_id).join(Cleaning, Cleaning.id == Cleaned.cleaning_id)
    query = query.where(Cleaning.state.in_(OPEN), Cleaned.state == "asked")
    return [(group_id, person_id) for group_id, person_id in await session.execute(query)]


async def circle_of(session: ReadSession, group: Group, look: Look, days: int, operators: Collection[str]) -> Circle:
    """Who of a group is not to be asked."""
    since = look.silent_before(days)
    cards = select(Card.person_id).where(Card.group_id == group.id, Card.told_at > since)
    said = select(Cleaned.person_id).join(Cleaning, Cleaning.id == Cleaned.cleaning_id)
    said = said.where(Cleaning.group_id == group.id, Cleaning.at > since, Cleaned.why == Stays.SAID.value)
    return Circle(
        await keepers_of(session, group, operators),
        await spared_in(session, group.id),
        set((await session.scalars(cards)).all()),
        set((await session.scalars(said)).all()),
    )


async def spared_in(session: ReadSession, group_id: int) -> set[int]:
    """Who is never asked."""
    return set((await session.scalars(select(Spared.person_id).where(Spared.group_id == group_id))).all())


async def spared_names(session: ReadSession, group_id: int, most: int) -> Sequence[tuple[int, str]]:
    """Their numbers and names, so many of them."""
    here = (Membership.person_id == Person.id) & (Membership.group_id == group_id)
    query = select(Person.id, Person.name, Membership.alias).join(Spared, Spared.person_id == Person.id)
    query = query.outerjoin(Membership, here).where(Spared.group_id == group_id).order_by(Person.id).limit(most)
    return [(person, " ".join((alias or name).split())) for person, name, alias in await session.execute(query)]


async def spare(session: Session, group_id: int, person_id: int, by_id: int, now: datetime) -> None:
    """Never ask them."""
    await session.merge(Spared(group_id=group_id, person_id=person_id, by_id=by_id, at=now))


async def unspare(session: Session, group_id: int, person_id: int) -> bool:
    """Ask them like anybody; whether they were spared."""
    gone = delete(Spared).where(Spared.group_id == group_id, Spared.person_id == person_id)
    gone = gone.returning(Spared.person_id).execution_options(synchronize_session=False)
    return (await session.scalars(gone)).first() is not None


async def sent(session: ReadSession, keys: Collection[str]) -> Mapping[str, Sent]:
    """What became of what was posted under these keys."""
    query = select(Outbox.key, Outbox.id, Outbox.state, Outbox.sent_at, Outbox.tried_at.is_not(None))
    rows = await session.execute(query.where(Outbox.key.in_(keys)))
    return {key: Sent(id_, state, at, was_tried) for key, id_, state, at, was_tried in rows}


def notice_key(cleaning_id: int, batch: int) -> str:
    """What a notice is called in the outbox."""
    return f"cleaning:{cleaning_id}:notice:{batch}"


async def plan(session: Session, cleaning: Cleaning, at: datetime, now: datetime, zone: str) -> None:
    """Let the cleaning go on at that moment; `zone` is for a group without one of its own."""
    key = f"{JOB}:{cleaning.id}"
    row = await session.scalar(select(Schedule).where(Schedule.key == key))
    if row is None:
        place = {"account_id": cleaning.account_id, "group_id": cleaning.group_id, "zone": zone}
        row = Schedule(key=key, job=JOB, args={"cleaning": cleaning.id}, created_at=now, **place)
        session.add(row)
    row.next_due_at = at
    await session.flush()
