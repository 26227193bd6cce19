"""Changing the issues of a series, each change with its way back."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot import messages as core
from bot.audit import note
from bot.content import Content, to_json
from bot.context import Context
from bot.errors import Refusal
from bot.phrases import Phrase
from plugins.drops.series import messages as m
from plugins.drops.series import rules, store
from plugins.drops.series.tables import Issue, Series
from plugins.drops.tables import Drop
from storage.base import from_ms, to_ms

ADDED, REMOVED, EDITED, ORDERED, LOOPED = (
    f"series.{act}" for act in ("added", "removed", "edited", "ordered", "looped")
)


async def add(ctx: Context, drop: Drop, series: Series, contents: Sequence[Content], day: int | None) -> Issue:
    """One more issue, at the end of the line or on a day of a course."""
    issue = Issue(
        series_id=series.id,
        place=await store.last_place(ctx.session, series.id) + 1,
        course_day=day,
        contents=[to_json(content) for content in contents],
    )
    ctx.session.add(issue)
    await ctx.session.flush()
    await _filled_up(ctx, series)
    await _note(ctx, drop, series, m.DID_ADD, {"op": ADDED, "issue": issue.id})
    return issue


async def remove(ctx: Context, drop: Drop, series: Series, issue: Issue) -> None:
    """It is out of the line."""
    row = {name: getattr(issue, name) for name in ("id", "series_id", "place", "course_day", "contents", "number")}
    row["posted_at"] = None if issue.posted_at is None else to_ms(issue.posted_at)
    await ctx.session.delete(issue)
    await ctx.session.flush()
    await _note(ctx, drop, series, m.DID_REMOVE, {"op": REMOVED, "row": row})


async def edit(ctx: Context, drop: Drop, series: Series, issue: Issue, contents: Sequence[Content]) -> None:
    """Other content in the same place."""
    await _set(ctx, drop, series, issue, m.DID_EDIT, contents=[to_json(content) for content in contents])


async def change_day(ctx: Context, drop: Drop, series: Series, issue: Issue, day: int) -> None:
    """A lesson comes on another day."""
    await _set(ctx, drop, series, issue, m.DID_MOVE, course_day=day)


async def reorder(ctx: Context, drop: Drop, series: Series, issue: Issue, to: int) -> None:
    """The issue goes to a place in line; those on the way close up."""
    before = issue.place
    if before != to:
        await store.move_to(ctx.session, issue, to)
        await _note(ctx, drop, series, m.DID_MOVE, {"op": ORDERED, "issue": issue.id, "old": before, "new": to})


async def loop(ctx: Context, drop: Drop, series: Series, *, on: bool) -> None:
    """Whether it begins again when it is through."""
    if series.is_evergreen != on:
        series.is_evergreen, series.empty_told_at = on, None
        await _note(ctx, drop, series, m.DID_LOOP, {"op": LOOPED, "series": series.id, "new": on})


async def undo_added(ctx: Context, operation: Mapping[str, Any]) -> None:
    """The issue goes again, unless members have it."""
    issue = await _issue(ctx, operation["issue"])
    if issue.number is not None:
        raise Refusal(m.GONE_OUT)
    await ctx.session.delete(issue)


async def undo_removed(ctx: Context, operation: Mapping[str, Any]) -> None:
    """The issue is where it was."""
    row = dict(operation["row"])
    posted_at = row.pop("posted_at")
    issue = Issue(**row, posted_at=None if posted_at is None else from_ms(posted_at))
    series = await ctx.session.get(Series, issue.series_id)
    if series is None or await ctx.session.get(Issue, issue.id) is not None:
        raise Refusal(core.CHANGED_SINCE)
    if issue.course_day is not None and await store.lesson(ctx.session, series.id, issue.course_day) is not None:
        raise Refusal(core.CHANGED_SINCE)
    ctx.session.add(issue)
    await ctx.session.flush()
    await _filled_up(ctx, series)


async def undo_edited(ctx: Context, operation: Mapping[str, Any]) -> None:
    """As it was, unless it was changed again."""
    issue = await _issue(ctx, operation["issue"])
    if any(getattr(issue, name) != value for name, value in operation["new"].items()):
        raise Refusal(core.CHANGED_SINCE)
    day = operation["old"].get("course_day")
    if day is not None and await store.lesson(ctx.session, issue.series_id, day) is not None:
        raise Refusal(core.CHANGED_SINCE)
    for name, value in operation["old"].items():
        setattr(issue, name, value)


async def undo_ordered(ctx: Context, operation: Mapping[str, Any]) -> None:
    """Back where it was in line, unless it was moved again or has gone out."""
    issue = await _issue(ctx, operation["issue"])
    if issue.place != operation["new"] or issue.number is not None:
        raise Refusal(core.CHANGED_SINCE)
    await store.move_to(ctx.session, issue, operation["old"])


async def undo_looped(ctx: Context, operation: Mapping[str, Any]) -> None:
    """As it was."""
    series = await ctx.session.get(Series, operation["series"])
    if series is None or series.is_evergreen != operation["new"]:
        raise Refusal(core.CHANGED_SINCE)
    series.is_evergreen = not operation["new"]


async def _set(ctx: Context, drop: Drop, series: Series, issue: Issue, summary: Phrase, **new: Any) -> None:
    old = {name: getattr(issue, name) for name in new}
    if old == new:
        return
    for name, value in new.items():
        setattr(issue, name, value)
    await ctx.session.flush()
    await _note(ctx, drop, series, summary, {"op": EDITED, "issue": issue.id, "old": old, "new": new})


async def _filled_up(ctx: Context, series: Series) -> None:
    """What its owner was told is no longer so."""
    series.empty_told_at = None
    if (await store.left(ctx.session, [series.id])).get(series.id, 0) > rules.LOW:
        series.low_told_at = None


async def _note(ctx: Context, drop: Drop, series: Series, summary: Phrase, way_back: Mapping[str, Any]) -> None:
    await note(ctx, summary, [way_back], name=series.name, number=drop.id)


async def _issue(ctx: Context, issue_id: int) -> Issue:
    issue = await ctx.session.get(Issue, issue_id)
    if issue is None:
        raise Refusal(core.CHANGED_SINCE)
    return issue
