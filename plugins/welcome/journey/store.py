"""Queries on steps and on whose turn it is; a thousand groups ask at the same moment, so in bulk."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, delete, func, or_, select

from bot.phrases import Language
from plugins.welcome.journey.tables import Step, StepDone
from storage.base import MILLISECOND, to_ms
from storage.bulk import in_batches, insert_later, select_many
from storage.engine import ReadSession, Session
from storage.tables import Group

FIRST_MONTH = timedelta(days=30)
"""Who comes back within it after first joining goes on with the journey."""
KEPT = timedelta(days=150)
"""Longer than anybody's turns at a step can be apart."""
DONE = ("step_id", "person_id", "at")
DAY_MS = timedelta(days=1) // MILLISECOND


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


class Turn(NamedTuple):
    """A step and the local days of joining whose turn it is."""

    step: Due
    days: Sequence[int]


class Traveller(NamedTuple):
    """Somebody whose turn it is."""

    person_id: int
    name: str
    is_friend: bool


_WANTED = ("step_id bigint", "group_id bigint", "day bigint", "begins bigint", "ends bigint")
_TRAVELLER = "a.joined_at, a.id, w.step_id, a.person_id, m.alias, p.name, p.is_friend"
_WHOSE_TURN = f"""welcome_arrivals AS a
    ON a.group_id = w.group_id AND a.joined_at >= w.begins AND a.joined_at < w.ends AND a.day = w.day
    JOIN memberships AS m ON m.group_id = a.group_id AND m.person_id = a.person_id
    JOIN people AS p ON p.id = a.person_id
    WHERE a.left_at IS NULL AND m.left_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM welcome_steps_done AS d WHERE d.step_id = w.step_id AND d.person_id = a.person_id)
    AND (NOT a.is_return OR EXISTS (
        SELECT 1 FROM welcome_arrivals AS f WHERE f.group_id = a.group_id AND f.person_id = a.person_id
        AND NOT f.is_return AND f.joined_at >= a.joined_at - {FIRST_MONTH // MILLISECOND}
    ))"""
"""Who is new, or has come back within their first month; not somebody of old who only came back."""
_ONLY = {
    "": "",
    "spoken": " AND (m.last_spoken_at IS NULL OR m.last_spoken_at < a.joined_at)",
    "introduced": " AND a.introduced_at IS NULL",
    "passed": " AND a.passed_at IS NULL",
}


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


async def due(session: ReadSession, step_ids: Sequence[int]) -> Mapping[int, Due]:
    """These steps, but for those that are gone or rest."""
    found: dict[int, Due] = {}
    for some in in_batches(step_ids):
        found |= {row[0]: Due(*row) for row in await session.execute(_due(), {"steps": some})}
    return found


async def whose_turn(session: ReadSession, turns: Sequence[Turn]) -> Mapping[int, list[Traveller]]:
    """Who joined on these local days, is still there, is whom the step is for and has not had it; by step."""
    connection, found = await session.connection(), list[tuple[Any, ...]]()
    for only in {turn.step.only for turn in turns}:
        wanted = [
            (turn.step.id, turn.step.group_id, day, *_around(day))
            for turn in turns
            if turn.step.only == only
            for day in turn.days
        ]
        found += await select_many(connection, _TRAVELLER, _WANTED, wanted, _WHOSE_TURN + _ONLY[only])
    travellers: dict[int, dict[int, Traveller]] = {}
    for _, _, step_id, person, alias, name, is_friend in sorted(found, key=itemgetter(0, 1)):
        travellers.setdefault(step_id, {})[person] = Traveller(person, alias or name, bool(is_friend))
    return {step_id: list(theirs.values()) for step_id, theirs in travellers.items()}


async def note_done(session: Session, travellers: Mapping[int, Sequence[Traveller]], at: datetime) -> None:
    """Their turns at these steps are over."""
    at_ms = to_ms(at)
    rows = [(step_id, each.person_id, at_ms) for step_id, theirs in travellers.items() for each in theirs]
    await insert_later(await session.connection(), StepDone, DONE, rows, "ON CONFLICT DO NOTHING")


async def forget(session: Session, step_ids: Sequence[int], before: datetime) -> None:
    """Let go of who had a step so long ago that nothing can make it their turn again."""
    for some in in_batches(step_ids):
        await session.execute(delete(StepDone).where(StepDone.step_id.in_(some), StepDone.at < before))


@lru_cache
def _due() -> Select[*tuple[Any, ...]]:
    silent = or_(Group.paused_at.is_not(None), Group.left_at.is_not(None))
    own = (Step.id, Step.days, Step.minute, Step.only, Step.is_private, Step.contents, Step.language, Step.since)
    query = select(*own, Group.id, Group.name, Group.member_count, silent).join(Group, Group.id == Step.group_id)
    mine = Step.id.in_(bindparam("steps", expanding=True))
    return query.where(mine, Step.deleted_at.is_(None), Step.paused_at.is_(None))


@lru_cache(maxsize=256)
def _around(day: int) -> tuple[int, int]:
    """Moments (ms) between which every zone has this day, so that the index is of use."""
    begins = to_ms(datetime(day // 10_000, day // 100 % 100, day % 100, tzinfo=UTC))
    return begins - DAY_MS, begins + 2 * DAY_MS
