"""Queries on steps and on whose turn it is."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.orm import aliased

from bot.phrases import Language
from plugins.welcome.journey.tables import Step, StepDone
from plugins.welcome.tables import Arrival
from storage.base import MILLISECOND, to_ms
from storage.bulk import insert_many
from storage.engine import ReadSession, Session
from storage.tables import Group, Membership, Person

FIRST_MONTH = timedelta(days=30)
"""Who comes back within it after first joining goes on with the journey."""
KEPT = timedelta(days=150)
"""Longer than anybody's turns at a step can be apart."""
DONE = ("step_id", "person_id", "at")


class Due(NamedTuple):
    """A step whose moment has come, and its group."""

    id: int
    days: int
    minute: int
    only: str
    is_private: bool
    contents: list[dict[str, Any]]
    language: Language
    since: datetime
    group_id: int
    group_name: str
    member_count: int
    is_silent: bool


class Traveller(NamedTuple):
    """Somebody whose turn it is."""

    person_id: int
    name: str
    is_friend: bool


async def steps_of(session: ReadSession, group_id: int) -> Sequence[Step]:
    """A group's steps in the order a newcomer meets them."""
    query = select(Step).where(Step.group_id == group_id, Step.deleted_at.is_(None))
    return (await session.scalars(query.order_by(Step.days, Step.minute, Step.id))).all()


async def counts(session: ReadSession, group_ids: Sequence[int]) -> int:
    """How many steps the group with the most of them has."""
    query = select(func.count().label("n")).where(Step.group_id.in_(group_ids), Step.deleted_at.is_(None))
    return await session.scalar(select(func.max(query.group_by(Step.group_id).subquery().c.n))) or 0


async def step_in(session: ReadSession, step_id: int) -> tuple[Step, Group] | None:
    """A step that still is one, and its group."""
    query = select(Step, Group).join(Group, Group.id == Step.group_id)
    row = (await session.execute(query.where(Step.id == step_id, Step.deleted_at.is_(None)))).one_or_none()
    return None if row is None else (row[0], row[1])


async def due(session: ReadSession, step_id: int) -> Due | None:
    """The step, unless it is gone or rests."""
    row = (await session.execute(_due(), {"step": step_id})).one_or_none()
    return None if row is None else Due(*row)


async def whose_turn(session: ReadSession, step: Due, days: Sequence[int]) -> list[Traveller]:
    """Who joined on one of these local days, is still there, is whom the step is for and has not had it."""
    known = {"step": step.id, "group": step.group_id, "days": days, "begins": _begins(min(days))}
    rows = await session.execute(_whose_turn(step.only), known)
    found = {person: Traveller(person, alias or name, is_friend) for person, alias, name, is_friend in rows}
    return list(found.values())


async def note_done(session: Session, step: Due, people: Sequence[int], at: datetime) -> None:
    """Their turn is over."""
    rows = [(step.id, person, to_ms(at)) for person in people]
    await insert_many(await session.connection(), StepDone, DONE, rows, "ON CONFLICT DO NOTHING")


async def forget(session: Session, step_id: int, before: datetime) -> None:
    """Let go of who had a step so long ago that nothing can make it their turn again."""
    await session.execute(delete(StepDone).where(StepDone.step_id == step_id, StepDone.at < before))


@lru_cache
def _due() -> Select[*tuple[Any, ...]]:
    silent = or_(Group.paused_at.is_not(None), Group.left_at.is_not(None))
    own = (Step.id, Step.days, Step.minute, Step.only, Step.is_private, Step.contents, Step.language, Step.since)
    query = select(*own, Group.id, Group.name, Group.member_count, silent).join(Group, Group.id == Step.group_id)
    return query.where(Step.id == bindparam("step"), Step.deleted_at.is_(None), Step.paused_at.is_(None))


@lru_cache
def _whose_turn(only: str) -> Select[int, str, str, bool]:
    """Put together once, since a thousand groups ask at the same moment."""
    here = and_(Membership.group_id == Arrival.group_id, Membership.person_id == Arrival.person_id)
    had = exists().where(StepDone.step_id == bindparam("step"), StepDone.person_id == Arrival.person_id)
    return (
        select(Arrival.person_id, Membership.alias, Person.name, Person.is_friend)
        .join(Membership, here)
        .join(Person, Person.id == Arrival.person_id)
        .where(Arrival.group_id == bindparam("group"), Arrival.joined_at >= bindparam("begins"))
        .where(Arrival.day.in_(bindparam("days", expanding=True)))
        .where(Arrival.left_at.is_(None), Membership.left_at.is_(None), ~had, _only(only), _is_new())
        .order_by(Arrival.joined_at, Arrival.id)
    )


def _begins(day: int) -> datetime:
    """A moment before which no zone has this day, so that the index is of use."""
    return datetime(day // 10_000, day // 100 % 100, day % 100, tzinfo=UTC) - timedelta(days=1)


def _only(what: str) -> ColumnElement[bool]:
    match what:
        case "spoken":
            return or_(Membership.last_spoken_at.is_(None), Membership.last_spoken_at < Arrival.joined_at)
        case "introduced":
            return Arrival.introduced_at.is_(None)
        case "passed":
            return Arrival.passed_at.is_(None)
        case _:
            return true()


def _is_new() -> ColumnElement[bool]:
    """Not somebody of old who only came back."""
    first = aliased(Arrival)
    began = exists().where(
        first.group_id == Arrival.group_id,
        first.person_id == Arrival.person_id,
        first.is_return.is_(False),
        first.joined_at >= Arrival.joined_at - literal(FIRST_MONTH // MILLISECOND, BigInteger),
    )
    return or_(Arrival.is_return.is_(False), began)
