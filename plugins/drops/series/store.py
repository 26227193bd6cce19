"""Queries on series and their issues."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, case, func, select, update

from plugins.drops import store as drops
from plugins.drops.series.tables import Issue, Series
from plugins.drops.tables import Drop, DropPost
from storage.engine import ReadSession, Session
from storage.tables import Group, Outbox

UNREAD = frozenset({"expired", "dropped"})
"""What became of a message that nobody has seen, and nobody will."""
LOOKED_BACK = 3
"""So many of the last issues may turn out to have reached nobody."""


def standing(account_id: int, visible: ColumnElement[bool]) -> Select[Drop, Series]:
    """The series of those drops that may be seen, each with its drop."""
    with_series = select(Drop, Series).join(Series, Series.id == Drop.source_id)
    return with_series.where(Drop.account_id == account_id, Drop.source == "series", Drop.deleted_at.is_(None), visible)


async def rows(session: ReadSession, query: Select[Drop, Series]) -> Sequence[tuple[Drop, Series]]:
    """Each drop with its series, in the order of their numbers."""
    return [(drop, series) for drop, series in (await session.execute(query.order_by(Drop.id))).all()]


async def group_names(session: ReadSession, found: Iterable[Drop]) -> Mapping[int, str]:
    """What the groups of these drops are called."""
    ids = {drop.group_id for drop in found if drop.group_id is not None}
    return dict(iter((await session.execute(select(Group.id, Group.name).where(Group.id.in_(ids)))).all()))


async def left(session: ReadSession, series_ids: Iterable[int]) -> Mapping[int, int]:
    """How many issues of each series have not been posted yet."""
    waiting = Issue.series_id.in_(tuple(series_ids)), Issue.number.is_(None)
    query = select(Issue.series_id, func.count()).where(*waiting).group_by(Issue.series_id)
    return dict(iter((await session.execute(query)).all()))


async def lessons(session: ReadSession, series_ids: Iterable[int]) -> Mapping[int, int]:
    """How many days of each course have something."""
    query = select(Issue.series_id, func.count()).where(Issue.series_id.in_(tuple(series_ids)))
    query = query.where(Issue.course_day.is_not(None)).group_by(Issue.series_id)
    return dict(iter((await session.execute(query)).all()))


def coming(series: Series) -> Select[Issue]:
    """The issues of a series in the order they come; of a course all of them, day by day."""
    mine = select(Issue).where(Issue.series_id == series.id)
    if series.starts_on is not None:
        return mine.where(Issue.course_day.is_not(None)).order_by(Issue.course_day, Issue.id)
    if not series.is_evergreen:
        return mine.where(Issue.number.is_(None)).order_by(Issue.place, Issue.id)
    has_come = Issue.number.is_not(None)
    return mine.order_by(has_come, Issue.posted_at, Issue.place, Issue.id)


async def in_order(session: ReadSession, series: Series, start: int = 0, size: int | None = None) -> Sequence[Issue]:
    """Some of them."""
    return (await session.scalars(coming(series).offset(start).limit(size))).all()


async def how_many(session: ReadSession, series: Series) -> int:
    """How many of them there are."""
    ids = coming(series).with_only_columns(Issue.id).order_by(None).subquery()
    return await session.scalar(select(func.count()).select_from(ids)) or 0


async def lesson(session: ReadSession, series_id: int, day: int) -> Issue | None:
    """What a day of a course has."""
    return await session.scalar(
        select(Issue).where(Issue.series_id == series_id, Issue.course_day == day).order_by(Issue.id).limit(1)
    )


async def last_day(session: ReadSession, series_id: int) -> int:
    """The last day of a course that has something; 0 for none."""
    return await session.scalar(select(func.max(Issue.course_day)).where(Issue.series_id == series_id)) or 0


async def last_place(session: ReadSession, series_id: int) -> int:
    """The place of the last in line."""
    return await session.scalar(select(func.max(Issue.place)).where(Issue.series_id == series_id)) or 0


async def move_to(session: Session, issue: Issue, place: int) -> None:
    """Put an issue that waits at a place; those between there and where it was move up or down by one."""
    up = place < issue.place
    between = (
        Issue.place >= min(place, issue.place),
        Issue.place <= max(place, issue.place),
        Issue.series_id == issue.series_id,
        Issue.number.is_(None),
        Issue.id != issue.id,
    )
    step = update(Issue).where(*between).values(place=Issue.place + (1 if up else -1))
    await session.execute(step.execution_options(synchronize_session="fetch"))
    issue.place = place
    await session.flush()


async def latest(session: ReadSession, series_id: int) -> Sequence[Issue]:
    """The issues posted last, the oldest of them first."""
    query = select(Issue).where(Issue.series_id == series_id, Issue.posted_at.is_not(None))
    return (await session.scalars(query.order_by(Issue.posted_at.desc()).limit(LOOKED_BACK))).all()[::-1]


async def states(
    session: ReadSession, drop_id: int, moments: Iterable[datetime], now: datetime
) -> Mapping[datetime, set[str]]:
    """What became of the messages of some moments of a drop: the states there are, empty for one not known.

    What waits and may do so no longer has expired, whether or not the outbox has looked at it yet.
    """
    too_late = and_(Outbox.state == "waiting", Outbox.expires_at <= now)
    fate = case((too_late, "expired"), else_=func.coalesce(Outbox.state, ""))
    query = select(DropPost.due_at, fate).distinct().select_from(DropPost)
    query = query.outerjoin(Outbox, Outbox.key == drops.post_key())
    query = query.where(DropPost.drop_id == drop_id, DropPost.due_at.in_(tuple(moments)), DropPost.outcome.is_(None))
    found: dict[datetime, set[str]] = {}
    for due_at, state in (await session.execute(query)).all():
        found.setdefault(due_at, set()).add(state)
    return found
