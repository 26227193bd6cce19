"""What people change about a schedule: that it goes on, and the clock it goes by."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import or_, select

from bot.scheduler.agenda import Next, following, rezoned, same_wall
from storage.base import from_ms, to_ms
from storage.engine import Session
from storage.tables import Schedule


class Rezoned(NamedTuple):
    """A schedule's zone, due moment and end (ms) before it went by another clock, and its zone and moment after."""

    id: int
    zone: str
    due: int
    ends: int | None
    new_zone: str
    new_due: int | None


async def resume(session: Session, key: str, now: datetime) -> None:
    """Let a paused schedule go on with its first moment from now."""
    row = await _row(session, key)
    if row is None or row.paused_at is None:
        return
    row.paused_at = None
    if row.next_due_at is not None and row.next_due_at < now:
        row.next_due_at = _fires(row)(now)
    await session.flush()


async def rezone(session: Session, group_ids: Collection[int], zone: str, now: datetime) -> dict[int, list[Rezoned]]:
    """Let groups' schedules go by another zone's clock; what happens at an instant, whatever the clock, stays."""
    changed: dict[int, list[Rezoned]] = defaultdict(list)
    elsewhere = Schedule.group_id.in_(group_ids), Schedule.zone != zone, Schedule.next_due_at.is_not(None)
    by_wall = or_(Schedule.recurrence.is_not(None), Schedule.by_wall)
    for row in await session.scalars(select(Schedule).where(*elsewhere, by_wall).order_by(Schedule.id)):
        assert row.group_id is not None
        assert row.next_due_at is not None
        before = row.zone, to_ms(row.next_due_at), None if row.ends_at is None else to_ms(row.ends_at)
        due = _rezone(row, row.next_due_at, zone, now)
        changed[row.group_id].append(Rezoned(row.id, *before, zone, None if due is None else to_ms(due)))
    await session.flush()
    return changed


async def undo_rezone(session: Session, changed: Sequence[Rezoned], now: datetime) -> None:
    """Let schedules go by the zone they had before."""
    before = {each.id: each for each in changed}
    for row in await session.scalars(select(Schedule).where(Schedule.id.in_(before))):
        old = before[row.id]
        due = None if row.next_due_at is None else to_ms(row.next_due_at)
        if (row.zone, due) == (old.new_zone, old.new_due):
            row.zone, row.ends_at = old.zone, None if old.ends is None else from_ms(old.ends)
            is_to_come = from_ms(old.due) > now or row.recurrence is None
            row.next_due_at = from_ms(old.due) if is_to_come else _fires(row)(now)
        elif row.zone == old.new_zone and row.next_due_at is not None:
            _rezone(row, row.next_due_at, old.zone, now)
    await session.flush()


def _rezone(row: Schedule, due: datetime, zone: str, now: datetime) -> datetime | None:
    was, row.zone = row.zone, zone
    if row.ends_at is not None:
        row.ends_at = same_wall(row.ends_at, was, zone)
    is_moved = row.moved_from is not None
    there = rezoned(due, None if is_moved else row.recurrence, was, zone, now)
    row.moved_from = None if row.moved_from is None else same_wall(row.moved_from, was, zone)
    row.next_due_at = None if row.ends_at is not None and there > row.ends_at else there
    return row.next_due_at


def _fires(row: Schedule) -> Next:
    return following(row.recurrence, row.zone, row.ends_at)


async def _row(session: Session, key: str) -> Schedule | None:
    return await session.scalar(select(Schedule).where(Schedule.key == key))
