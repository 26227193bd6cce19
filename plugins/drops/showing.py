"""How a drop will look, and what its author should know about it."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.content import Content, File, Image, Link, Text, from_json
from bot.outbox.longtext import split
from bot.phrases import Language
from bot.times.calendar import workday_table_known
from bot.times.days import Workdays
from bot.times.recurrence import OnDays, Recurrence, next_after
from bot.times.timewords import recurrence_of
from plugins.drops import messages as m
from plugins.drops import rules, store
from plugins.drops.slots import Filling, Place, template_of
from plugins.drops.tables import Drop
from storage.tables import Schedule

if TYPE_CHECKING:
    from bot.context import Context
    from bot.pages import Look

SHOWN = 600
"""Characters of a body in an answer."""


def check(contents: Sequence[Content], language: Language) -> None:
    """Raises UserError for a text with slots there are not."""
    for content in contents:
        template_of(content, language)


async def filled(
    ctx: "Context | Look", contents: Sequence[Content], at: Recurrence | datetime, day: int = 1, time: int = 1
) -> tuple[Content, ...]:
    """What the first of the groups at hand will see the next time."""
    due = at if isinstance(at, datetime) else next_after(at, ctx.now, ctx.zone) or ctx.now
    group = ctx.groups[0]
    today = due.astimezone(ZoneInfo(group.zone or ctx.zone)).date()
    return Filling(contents, ctx.language).at(Place(group.name, group.member_count, today, day, time))


async def remarks(ctx: "Context", drop: Drop, *, on_text: bool = True) -> str:
    """How its text looks once filled, that it is long, that it comes at night; empty when there is nothing to say."""
    schedule = await store.schedule_of(ctx.session, drop)
    if schedule is None or schedule.next_due_at is None or not ctx.groups:
        return ""
    said = await _on_text(ctx, drop, schedule.next_due_at) if on_text else []
    if hours := quiet_at(ctx, schedule.next_due_at):
        said.append(ctx.t(m.AT_NIGHT, hours=hours))
    if year := _unannounced(schedule):
        said.append(ctx.t(m.WORKDAYS_UNKNOWN, year=year))
    return "\n\n".join(said)


async def _on_text(ctx: "Context", drop: Drop, due: datetime) -> list[str]:
    kept = [from_json(content) for content in drop.contents]
    shown = await of_drop(ctx, drop, due)
    texts = [content for content in shown if isinstance(content, Text)]
    said = [ctx.t(m.WILL_LOOK, text=_words(text)) for text in texts if text not in kept]
    parts = sum(len(split(text, ctx.services.platform.max_text)) for text in texts)
    if parts > len(texts):
        said.append(ctx.t(m.IN_PARTS, n=parts))
    return said


async def of_drop(ctx: "Context | Look", drop: Drop, due: datetime | None = None) -> tuple[Content, ...]:
    """What the first of the groups at hand will see of it at a moment, or would now."""
    due = due or ctx.now
    kept = [from_json(content) for content in drop.contents]
    return await filled(ctx, kept, due, *_place_in_time(drop, due, ctx.groups[0].zone or ctx.zone))


def told(contents: Sequence[Content], language: Language) -> str:
    """Contents as they were written, in short."""
    return "\n".join(_told(content, language) for content in contents)


def _told(content: Content, language: Language) -> str:
    match content:
        case Text():
            words = _words(content)
            return words if len(words) <= SHOWN else words[:SHOWN] + "…"
        case Image():
            return m.PICTURE(language)
        case File():
            return m.FILE(language, name=content.name)
        case Link():
            return m.LINK(language, title=content.title, url=content.url)
        case _:
            return m.CARD(language)


def _words(text: Text) -> str:
    return "".join(part for part in text.parts if isinstance(part, str))


def _place_in_time(drop: Drop, due: datetime, zone: str) -> tuple[int, int]:
    """Which day and which time it will be."""
    local = ZoneInfo(zone)
    first = (drop.first_at or due).astimezone(local).date()
    return (due.astimezone(local).date() - first).days + 1, drop.served + 1


def _unannounced(schedule: Schedule) -> int | None:
    """The first year of a drop on workdays for which nobody knows yet which weekends are worked."""
    at = None if schedule.recurrence is None else recurrence_of(schedule.recurrence)
    if not isinstance(at, OnDays) or not isinstance(at.days, Workdays) or schedule.next_due_at is None:
        return None
    last = (schedule.ends_at or schedule.next_due_at + rules.DAYS).year
    years = range(schedule.next_due_at.year, last + 1)
    return next((year for year in years if not workday_table_known(year)), None)


def quiet_at(ctx: "Context", due: datetime) -> str:
    """The quiet hours that a moment falls into, in the first of the groups at hand."""
    group = ctx.groups[0]
    hours = ctx.services.outbox.quiet_hours_of(group) if ctx.services.settings.pacing else None
    if hours is None:
        return ""
    start, end = hours
    at = due.astimezone(ZoneInfo(group.zone or ctx.zone)).time()
    inside = start <= at < end if start < end else at >= start or at < end
    return f"{start:%H:%M}–{end:%H:%M}" if inside else ""
