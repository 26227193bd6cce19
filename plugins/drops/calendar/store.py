"""Queries on what is coming and what went out."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select

from bot.times.timewords import recurrence_of
from plugins.drops.calendar.rules import Happening, Planned
from plugins.drops.tables import Drop, DropOptOut, DropPost
from storage.engine import ReadSession
from storage.tables import Schedule

MOST_DROPS = 3000
MOST_POSTED = 20_000


async def planned(session: ReadSession, account_id: int, which: ColumnElement[bool]) -> list[Planned]:
    """The drops, among those that `which` is true of, that still have something ahead."""
    query = (
        select(Drop, Schedule)
        .join(Schedule, Schedule.id == Drop.schedule_id)
        .where(Drop.account_id == account_id, Drop.deleted_at.is_(None), Schedule.next_due_at.is_not(None), which)
        .order_by(Drop.id)
        .limit(MOST_DROPS)
    )
    return [planned_of(drop, schedule) for drop, schedule in (await session.execute(query)).all()]


def planned_of(drop: Drop, schedule: Schedule) -> Planned:
    """A drop with its schedule."""
    return Planned(
        drop.id,
        drop.title,
        drop.is_promo,
        schedule.paused_at is not None,
        None if schedule.recurrence is None else recurrence_of(schedule.recurrence),
        schedule.zone,
        schedule.next_due_at,
        schedule.ends_at,
        schedule.remaining,
    )


async def posted(session: ReadSession, group_ids: Sequence[int], start: datetime, end: datetime) -> list[Happening]:
    """What went to these groups from `start` up to `end`, each moment of a drop once."""
    query = (
        select(DropPost.due_at, Drop.id, Drop.title, Drop.is_promo)
        .join(Drop, Drop.id == DropPost.drop_id)
        .where(DropPost.group_id.in_(group_ids), DropPost.due_at >= start, DropPost.due_at < end)
        .where(DropPost.outcome.is_(None))
        .distinct()
        .order_by(DropPost.due_at, Drop.id)
        .limit(MOST_POSTED)
    )
    return [Happening(*row) for row in (await session.execute(query)).all()]


async def unwanted(session: ReadSession, group_id: int) -> frozenset[int]:
    """The drops of its sets that a group has opted out of."""
    return frozenset((await session.scalars(select(DropOptOut.drop_id).where(DropOptOut.group_id == group_id))).all())
