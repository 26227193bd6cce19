"""Queries on what is coming and what went out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple, cast

from sqlalchemy import ColumnElement, Select, and_, case, func, select, true

from bot.audience import tags_in
from bot.times.localday import day_number
from bot.times.timewords import recurrence_of
from plugins.drops.calendar.rules import Happening, Planned
from plugins.drops.series.tables import Issue, Series
from plugins.drops.store import post_key
from plugins.drops.tables import Drop, DropOptOut, DropPost
from storage.engine import ReadSession
from storage.tables import Group, GroupTag, Outbox, Schedule

MOST_DROPS = 3000
MOST_POSTED = 20_000


class Stock(NamedTuple):
    """What a series has left: so many issues, or the days of its lessons."""

    issues: int | None
    days: frozenset[int] | None


ENDLESS, NO_STOCK = Stock(None, None), Stock(0, None)


async def planned(session: ReadSession, account_id: int, which: ColumnElement[bool]) -> list[Planned]:
    """The drops, among those that `which` is true of, that still have something ahead."""
    rows = (await session.execute(_ahead(account_id, which).order_by(Drop.id).limit(MOST_DROPS))).all()
    stocks = await _stocks(session, account_id) if any(drop.source == "series" for drop, _ in rows) else {}
    return [planned_of(drop, schedule, stocks) for drop, schedule in rows]


def _ahead(account_id: int, which: ColumnElement[bool]) -> Select[Drop, Schedule]:
    drops = select(Drop, Schedule).join(Schedule, Schedule.id == Drop.schedule_id)
    return drops.where(
        Drop.account_id == account_id, Drop.deleted_at.is_(None), Schedule.next_due_at.is_not(None), which
    )


def planned_of(drop: Drop, schedule: Schedule, stocks: "Mapping[int, Stock]") -> Planned:
    """A drop with its schedule, and with what it has left where it is a series."""
    stock = stocks.get(drop.source_id or 0, NO_STOCK) if drop.source == "series" else ENDLESS
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
        stock.issues,
        stock.days,
        schedule.moved_from,
        drop.tag is not None,
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
    stocks = await _stocks(session, account_id)
    return [(planned_of(drop, schedule, stocks), _groups_of(drop, tagged)) for drop, schedule in rows.all()]


def _groups_of(drop: Drop, tagged: Mapping[str, Sequence[int]]) -> Sequence[int]:
    if drop.group_id is not None:
        return [drop.group_id]
    return [group_id for tag in tags_in(drop.tag or "") for group_id in tagged.get(tag, ())]


async def _stocks(session: ReadSession, account_id: int) -> dict[int, Stock]:
    """What each series has left."""
    fresh = func.sum(case((Issue.number.is_(None), 1), else_=0))
    counts = select(Issue.series_id, func.count(), fresh).group_by(Issue.series_id)
    count = {series: (total, left) for series, total, left in (await session.execute(counts)).all()}
    courses = select(Issue.series_id, Issue.course_day).where(Issue.course_day.is_not(None))
    days: defaultdict[int, set[int]] = defaultdict(set)
    for series_id, day in (await session.execute(courses)).all():
        days[series_id].add(day or 0)
    every = (await session.scalars(select(Series).where(Series.account_id == account_id))).all()
    return {series.id: _stock(series, *count.get(series.id, (0, 0)), days[series.id]) for series in every}


def _stock(series: Series, total: int, left: int, course: set[int]) -> Stock:
    if series.starts_on is not None:
        first = datetime.strptime(str(series.starts_on), "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
        return Stock(None, frozenset(day_number(first + timedelta(days=day - 1)) for day in course))
    return ENDLESS if series.is_evergreen and total else Stock(left, None)


def last_issues(account_id: int) -> list[tuple[Any, Select[Any]]]:
    """What became of the issues of series: one that nobody saw comes again."""
    issued = (
        select(DropPost.drop_id, DropPost.due_at, DropPost.group_id, post_key().label("key"))
        .join(Drop, Drop.id == DropPost.drop_id)
        .join(Issue, and_(Issue.series_id == Drop.source_id, Issue.posted_at == DropPost.due_at))
        .where(Drop.account_id == account_id, Drop.source == "series")
        .subquery()
    )
    posts, messages = cast(Any, DropPost.__table__), cast(Any, Outbox.__table__)
    same = and_(posts.c.drop_id == issued.c.drop_id, posts.c.due_at == issued.c.due_at)
    return [
        (posts, select(posts).join(issued, and_(same, posts.c.group_id == issued.c.group_id))),
        (messages, select(messages).join(issued, messages.c.key == issued.c.key)),
    ]
