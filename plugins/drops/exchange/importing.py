"""Bringing a plan in, all of it or nothing, and taking it back."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from sqlalchemy import delete, func, select, update

from bot.audit import note
from bot.content import Content, to_json
from bot.context import Context
from bot.errors import UserError
from bot.targets import chosen_groups
from bot.times.recurrence import Once
from plugins.drops import acts, making, reach
from plugins.drops.exchange import messages as m
from plugins.drops.exchange.checking import NewDrop, first_of, title_of
from plugins.drops.exchange.placing import Additions, MoreIssues
from plugins.drops.exchange.plan import News, PlannedIssue, PlannedMaterial, Queue, Words
from plugins.drops.feeds.tables import Feed
from plugins.drops.library import store as library
from plugins.drops.library.rules import Pick, words_of
from plugins.drops.library.tables import Material
from plugins.drops.making import SourceName, Wish
from plugins.drops.rules import Until
from plugins.drops.series.tables import Issue, Series
from plugins.drops.tables import Drop, DropOptOut
from storage.tables import Group, Schedule

IMPORTED = "drops.imported"


async def bring_in(ctx: Context, additions: Additions, name: str) -> None:
    """Add everything; in the history it is one act. The groups at hand are all it concerns then."""
    groups, tag, zone = ctx.groups, ctx.tag, ctx.zone
    concerned = await _concerned(ctx, additions) or groups
    drops = [await _add(ctx, new) for new in additions.drops]
    issues = [number for more in additions.issues for number in await _add_issues(ctx, more)]
    materials = [await _add_material(ctx, material) for material in additions.materials]
    ctx.groups, ctx.tag, ctx.zone = concerned, tag if concerned == groups else "", zone
    operation = {"op": IMPORTED, "drops": drops, "issues": issues, "materials": materials}
    await note(ctx, m.DID_IMPORT, [operation], name=name, n=len(drops) + len(issues) + len(materials))


async def _concerned(ctx: Context, additions: Additions) -> tuple[Group, ...]:
    """The groups that get something; where only the library does, those at hand."""
    groups = {group.id: group for new in additions.drops for group in new.place.groups}
    for more in additions.issues:
        for group in await reach.groups_of(ctx, await ctx.session.get_one(Drop, more.drop_id)):
            groups[group.id] = group
    if not groups and not ctx.groups:
        with suppress(UserError):
            return (await chosen_groups(ctx))[0]
    return tuple(groups.values())


async def undo_import(ctx: Context, operation: Mapping[str, Any]) -> None:
    """All that was imported goes again; an issue that has been posted since stays, being part of the past."""
    for number in operation["drops"]:
        await acts.undo_made(ctx, {"drop": number})
    waiting = Issue.id.in_(operation["issues"]), Issue.posted_at.is_(None)
    await ctx.session.execute(delete(Issue).where(*waiting))
    gone = update(Material).where(Material.id.in_(operation["materials"]), Material.deleted_at.is_(None))
    await ctx.session.execute(gone.values(deleted_at=ctx.now))


async def _add(ctx: Context, new: NewDrop) -> int:
    ctx.groups, ctx.tag = new.place.groups, new.place.tag
    ctx.zone = new.planned.zone or new.place.zone
    drop = await making.add(ctx, await _wish(ctx, new))
    await _as_it_was(ctx, drop, new)
    return drop.id


async def _wish(ctx: Context, new: NewDrop) -> Wish:
    planned, source = new.planned, new.planned.source
    kind: SourceName = "body"
    source_id: int | None = None
    contents: tuple[Content, ...] = ()
    args: dict[str, Any] = {}
    match source:
        case Words():
            contents = source.contents
        case Pick():
            kind, args = "library", source.args
        case Queue():
            kind, source_id = "series", await _series(ctx, source)
        case News():
            kind, source_id = "feed", await _feed(ctx, source, title_of(planned, ctx.language))
    return Wish(
        source=kind,
        title=title_of(planned, planned.language or ctx.language),
        at=planned.when,
        source_id=source_id,
        contents=contents,
        args=args,
        is_promo=planned.is_promo,
        is_must=planned.is_must,
        ending=new.ending,
    )


async def _as_it_was(ctx: Context, drop: Drop, new: NewDrop) -> None:
    """What a new drop has not, but one that was exported may have."""
    planned = new.planned
    drop.language = planned.language or drop.language
    drop.served, drop.first_at = planned.came, planned.since
    for group_id in new.without:
        ctx.session.add(DropOptOut(drop_id=drop.id, group_id=group_id))
    renews = isinstance(new.ending, Until) and (planned.end.renews or planned.end.at is None)
    if not (planned.starts or planned.is_paused or renews):
        return
    schedule = await ctx.session.get_one(Schedule, drop.schedule_id)
    if planned.starts is not None and not isinstance(planned.when, Once):
        schedule.next_due_at = first_of(ctx, planned, schedule.zone)
    schedule.paused_at = ctx.now if planned.is_paused else None
    if renews:
        schedule.args = {**schedule.args, "renews": True}
        await acts.plan_renewal(ctx, drop)


async def _series(ctx: Context, queue: Queue) -> int:
    series = Series(
        account_id=ctx.account_id,
        name=queue.name,
        is_evergreen=queue.is_evergreen,
        starts_on=queue.starts_on,
        served=queue.served,
    )
    ctx.session.add(series)
    await ctx.session.flush()
    for place, issue in enumerate(queue.issues, 1):
        ctx.session.add(_issue(series.id, place, issue))
    return series.id


async def _add_issues(ctx: Context, more: MoreIssues) -> list[int]:
    """Behind those that wait already."""
    drop = await ctx.session.get_one(Drop, more.drop_id)
    series_id = drop.source_id or 0
    last = await ctx.session.scalar(select(func.max(Issue.place)).where(Issue.series_id == series_id)) or 0
    rows = [_issue(series_id, place, issue) for place, issue in enumerate(more.issues, last + 1)]
    ctx.session.add_all(rows)
    series = await ctx.session.get_one(Series, series_id)
    series.low_told_at = series.empty_told_at = None
    await ctx.session.flush()
    return [row.id for row in rows]


def _issue(series_id: int, place: int, issue: PlannedIssue) -> Issue:
    return Issue(
        series_id=series_id,
        place=place,
        course_day=issue.day,
        contents=[to_json(content) for content in issue.contents],
        number=issue.number,
        posted_at=issue.posted_at,
    )


async def _feed(ctx: Context, news: News, title: str) -> int:
    feed = Feed(account_id=ctx.account_id, url=news.url, title=title, most=news.most, template=news.template)
    ctx.session.add(feed)
    await ctx.session.flush()
    return feed.id


async def _add_material(ctx: Context, planned: PlannedMaterial) -> int:
    content = planned.content
    material = Material(
        account_id=ctx.account_id,
        owner_id=ctx.sender.id,
        content=to_json(content),
        words=words_of(content),
        used=planned.used,
        last_used_at=planned.last_used_at,
        created_at=ctx.now,
    )
    ctx.session.add(material)
    await ctx.session.flush()
    await library.put_tags(ctx.session, material, planned.tags)
    return material.id
