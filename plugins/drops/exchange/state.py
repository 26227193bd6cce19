"""What there is, as a plan: groups by their numbers, kept files by their names, zones named."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, select

from bot.content import Content, File, Image, from_json
from bot.scheduler.agenda import following
from bot.times.recurrence import Once, Recurrence
from bot.times.timewords import recurrence_of
from plugins.drops.exchange.plan import (
    End,
    News,
    PlannedDrop,
    PlannedIssue,
    PlannedMaterial,
    Queue,
    Source,
    Where,
    Words,
)
from plugins.drops.feeds.tables import Feed
from plugins.drops.library.rules import REST_DAYS, Pick
from plugins.drops.library.tables import Material, MaterialTag
from plugins.drops.series.tables import Issue, Series
from plugins.drops.tables import Drop, DropOptOut
from storage.engine import ReadSession
from storage.tables import Schedule

Row = tuple[Drop, Schedule]


async def drops_of(
    session: ReadSession, which: ColumnElement[bool], now: datetime, media: Path
) -> dict[int, PlannedDrop]:
    """By their numbers the drops that `which` is true of and that have something ahead."""
    query = select(Drop, Schedule).join(Schedule, Schedule.id == Drop.schedule_id)
    ahead = Drop.deleted_at.is_(None), Schedule.next_due_at.is_not(None)
    rows = [(drop, schedule) for drop, schedule in (await session.execute(query.where(which, *ahead))).all()]
    rows.sort(key=lambda row: row[0].id)
    sources = await _Sources.load(session, [drop for drop, _ in rows], media)
    return {drop.id: _planned(drop, schedule, sources, now) for drop, schedule in rows}


async def materials_of(session: ReadSession, which: ColumnElement[bool], media: Path) -> list[PlannedMaterial]:
    """The materials that `which` is true of, oldest first."""
    query = select(Material).where(Material.deleted_at.is_(None), which).order_by(Material.id)
    materials = (await session.scalars(query)).all()
    tags: dict[int, list[str]] = defaultdict(list)
    named = select(MaterialTag.material_id, MaterialTag.tag).join(Material, Material.id == MaterialTag.material_id)
    for material_id, tag in (await session.execute(named.where(which).order_by(MaterialTag.tag))).all():
        tags[material_id].append(tag)
    return [
        PlannedMaterial(0, content_of(each.content, media), tuple(tags[each.id]), each.used, each.last_used_at)
        for each in materials
    ]


class _Sources:
    """What the drops take from, read at once for all."""

    def __init__(self, media: Path) -> None:
        self.media = media
        self.series: dict[int, Queue] = {}
        self.feeds: dict[int, News] = {}
        self.without: dict[int, list[str]] = defaultdict(list)

    @classmethod
    async def load(cls, session: ReadSession, drops: Sequence[Drop], media: Path) -> "_Sources":
        sources = cls(media)
        series = [drop.source_id for drop in drops if drop.source == "series"]
        feeds = [drop.source_id for drop in drops if drop.source == "feed"]
        if series:
            await sources._load_series(session, series)
        if feeds:
            for feed in await session.scalars(select(Feed).where(Feed.id.in_(feeds))):
                sources.feeds[feed.id] = News(feed.url, feed.title, feed.most, feed.template)
        sets = [drop.id for drop in drops if drop.tag is not None]
        if sets:
            for out in await session.scalars(select(DropOptOut).where(DropOptOut.drop_id.in_(sets))):
                sources.without[out.drop_id].append(str(out.group_id))
        return sources

    async def _load_series(self, session: ReadSession, numbers: Sequence[int | None]) -> None:
        issues: dict[int, list[PlannedIssue]] = defaultdict(list)
        query = select(Issue).where(Issue.series_id.in_(numbers)).order_by(Issue.place, Issue.id)
        for issue in await session.scalars(query):
            contents = contents_of(issue.contents, self.media)
            issues[issue.series_id].append(PlannedIssue(contents, issue.course_day, issue.number, issue.posted_at))
        for series in await session.scalars(select(Series).where(Series.id.in_(numbers))):
            self.series[series.id] = Queue(
                series.name, series.is_evergreen, series.starts_on, series.served, tuple(issues[series.id])
            )

    def of(self, drop: Drop) -> Source:
        """What a drop takes from."""
        match drop.source:
            case "series":
                return self.series.get(drop.source_id or 0, Queue(drop.title))
            case "feed":
                return self.feeds.get(drop.source_id or 0, News("", drop.title))
            case "library":
                return Pick(str(drop.args["tag"]), int(drop.args.get("rest_days", REST_DAYS)))
            case _:
                return Words(contents_of(drop.contents, self.media))


def _planned(drop: Drop, schedule: Schedule, sources: _Sources, now: datetime) -> PlannedDrop:
    source = sources.of(drop)
    return PlannedDrop(
        line=0,
        when=when_of(schedule),
        source=source,
        where=Where(tag=drop.tag) if drop.tag else Where(str(drop.group_id)),
        zone=schedule.zone,
        title=title_in_file(drop.title, source),
        is_promo=drop.is_promo,
        is_must=drop.is_must,
        end=_end(schedule),
        starts=_starts(schedule, now),
        is_paused=schedule.paused_at is not None,
        language=drop.language,
        came=drop.served,
        since=drop.first_at,
        without=tuple(sources.without.get(drop.id, ())),
    )


def title_in_file(title: str, source: Source) -> str:
    """A series and a feed are called what they are called; only another title has to be told."""
    own = source.name if isinstance(source, Queue) else source.title if isinstance(source, News) else ""
    return "" if title == own else title


def when_of(schedule: Schedule) -> Recurrence:
    """When a schedule comes; one that comes once at a time of the zone's clock says so."""
    if schedule.recurrence is not None:
        return recurrence_of(schedule.recurrence)
    assert schedule.next_due_at is not None
    local = schedule.next_due_at.astimezone(ZoneInfo(schedule.zone))
    return Once(local.replace(tzinfo=None, fold=0) if schedule.by_wall else local)


def _end(schedule: Schedule) -> End:
    if schedule.recurrence is None:
        return End()
    if schedule.remaining is not None:
        return End(times=schedule.remaining)
    if schedule.ends_at is None:
        return End(never=True)
    return End(schedule.ends_at, renews=bool(schedule.args.get("renews")))


def _starts(schedule: Schedule, now: datetime) -> datetime | None:
    """Its next moment, where that is not the first from now."""
    due = schedule.next_due_at
    if schedule.recurrence is None or due is None or due <= now:
        return None
    return None if due == following(schedule.recurrence, schedule.zone)(now) else due


def contents_of(rows: Sequence[dict[str, Any]], media: Path) -> tuple[Content, ...]:
    """Contents as a file tells them."""
    return tuple(content_of(row, media) for row in rows)


def content_of(row: dict[str, Any], media: Path) -> Content:
    """A content as a file tells it: what is kept here by its name within our folder."""
    content = from_json(row)
    match content:
        case Image(path):
            return Image(_name(path, media))
        case File(path, name):
            return File(_name(path, media), name)
        case _:
            return content


def _name(path: str, media: Path) -> str:
    kept = media / path
    return kept.relative_to(media).as_posix() if kept.is_relative_to(media) else kept.name
