"""Whom a drop is for at its moment, read in few statements however many groups there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from bot.audience import of_audience
from bot.scheduler import JobRun
from plugins.drops import store
from plugins.drops.tables import Drop
from storage.tables import Group, Schedule

_GROUP = (Group.id, Group.name, Group.member_count, Group.zone, Group.left_at, Group.paused_at)


class Addressee(NamedTuple):
    """A group a drop is for; `outcome` is why it gets nothing, None when it does."""

    id: int
    name: str
    members: int
    zone: str | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class Moment:
    """A drop that is due, by which clock it comes, and for whom: groups in the order of their numbers."""

    drop: Drop
    recurrence: str | None
    zone: str
    groups: Sequence[Addressee]


async def moment_of(run: JobRun) -> Moment | None:
    """The drop whose moment this is, the schedule's own or one that somebody wants at once; None where it is gone."""
    wanted: int | None = run.args.get("drop")
    query = select(Drop, Schedule.recurrence, Schedule.zone, *_GROUP)
    query = query.join(Schedule, Schedule.id == Drop.schedule_id).outerjoin(Group, Group.id == Drop.group_id)
    query = query.where(Drop.schedule_id == run.schedule_id if wanted is None else Drop.id == wanted)
    with run.session.no_autoflush:
        found = (await run.session.execute(query.where(Drop.deleted_at.is_(None)))).one_or_none()
        if found is None:
            return None
        drop, recurrence, zone, *group = found
        is_set = drop.tag is not None
        return Moment(drop, recurrence, zone, await _set_of(run, drop) if is_set else [_addressee(group, frozenset())])


async def _set_of(run: JobRun, drop: Drop) -> list[Addressee]:
    wants_none = await store.opted_out(run.session, drop.id)
    everybody = select(*_GROUP).order_by(Group.id)
    groups = await of_audience(run.session, everybody, store.audience_of(drop), run.batch.operators)
    return [_addressee(row, wants_none) for row in (await run.session.execute(groups)).all()]


def _addressee(row: Sequence[Any], wants_none: frozenset[int]) -> Addressee:
    number, name, members, zone, left_at, paused_at = row
    return Addressee(number, name, members, zone, _why_not(number in wants_none, left_at, paused_at))


def _why_not(wants_none: bool, left_at: datetime | None, paused_at: datetime | None) -> str | None:
    return "left" if left_at else "opted_out" if wants_none else "paused" if paused_at else None
