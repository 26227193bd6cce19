"""Queries on what is coming and what went out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, select, true

from bot.times.timewords import recurrence_of
from plugins.drops.calendar.rules import Happening, Planned
from plugins.drops.store import tags_in
from plugins.drops.tables import Drop, DropOptOut, DropPost
from storage.engine import ReadSession
from storage.tables import Group, GroupTag, Schedule

MOST_DROPS = 3000
MOST_POSTED = 20_000


async def planned(session: ReadSession, account_id: int, which: ColumnElement[bool]) -> list[Planned]:
    """The drops, among those that `which` is true of, that still have something ahead."""
    rows = await session.execute(_ahead(account_id, which).order_by(Drop.id).limit(MOST_DROPS))
    return [planned_of(drop, schedule) for drop, schedule in rows.all()]


def _ahead(account_id: int, which: ColumnElement[bool]) -> Select[Drop, Schedule]:
    drops = select(Drop, Schedule).join(Schedule, Schedule.id == Drop.schedule_id)
    return drops.where(
        Drop.account_id == account_id, Drop.deleted_at.is_(None), Schedule.next_due_at.is_not(None), which
    )


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


class Usual(NamedTuple):
    """A group that usually has something."""

    group_id: int
    name: str
    zone: str | None


async def usual(session: ReadSession, account_id: int, since: datetime) -> list[Usual]:
    """The groups that something was posted in since then, and where the bot still speaks."""
    had = select(DropPost.group_id).where(DropPost.due_at >= since, DropPost.outcome.is_(None))
    query = select(Group.id, Group.name, Group.zone).where(
        Group.account_id == account_id, Group.left_at.is_(None), Group.paused_at.is_(None), Group.id.in_(had)
    )
    return [Usual(*row) for row in (await session.execute(query.order_by(Group.id))).all()]


async def planned_where(session: ReadSession, account_id: int) -> list[tuple[Planned, Sequence[int]]]:
    """Everything that has something ahead, and the groups it is for; of a set all groups that have its tag."""
    rows = await session.execute(_ahead(account_id, true()))
    tagged: defaultdict[str, list[int]] = defaultdict(list)
    tags = select(GroupTag.tag, GroupTag.group_id).where(GroupTag.account_id == account_id)
    for tag, group_id in (await session.execute(tags)).all():
        tagged[tag].append(group_id)
    return [(planned_of(drop, schedule), _groups_of(drop, tagged)) for drop, schedule in rows.all()]


def _groups_of(drop: Drop, tagged: Mapping[str, Sequence[int]]) -> Sequence[int]:
    if drop.group_id is not None:
        return [drop.group_id]
    return [group_id for tag in tags_in(drop.tag or "") for group_id in tagged.get(tag, ())]
