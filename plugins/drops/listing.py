"""The list of drops, and one of them in full."""

from datetime import datetime
from typing import TYPE_CHECKING

from bot import audience
from bot.content import from_json
from bot.errors import Refusal, UserError
from bot.targets import where
from bot.times.moments import shown
from bot.times.timewords import recurrence_of
from plugins.drops import messages as m
from plugins.drops import outcomes, showing, store
from plugins.drops.command import ADDING
from plugins.drops.outlook import end_of, fires_of, moved_mark
from plugins.drops.rules import PAGE
from plugins.drops.store import Held
from plugins.drops.tables import Drop
from storage.tables import Schedule

if TYPE_CHECKING:
    from bot.context import Context
    from bot.pages import Look

AHEAD = 5
BEHIND = 5


async def listed(ctx: "Context", word: str, page: int) -> str:
    """One page of the drops of the groups at hand. Raises UserError for a page there is not."""
    concerned = await audience.concerning(ctx, Drop, ctx.groups)
    found, total = await store.page(ctx.session, ctx.account_id, concerned, word, max(page, 1))
    if not total:
        raise Refusal(m.NONE_FOUND, word=word[:20]) if word else UserError(m.NONE_YET, example=ADDING(ctx.language))
    pages = -(-total // PAGE)
    if not 1 <= page <= pages:
        raise UserError(m.NO_SUCH_PAGE, pages=pages)
    held = await store.held(ctx.session, [drop.id for drop, _ in found], ctx.now)
    lines = "\n".join(_line(ctx, drop, schedule, held.get(drop.id)) for drop, schedule in found)
    of_pages = ctx.t(m.PAGE_OF, page=page, pages=pages) if pages > 1 else ""
    head = ctx.t(m.FOUND if word else m.DROPS, n=total, zone=ctx.zone, page=of_pages, where=where(ctx))
    return ctx.t(m.LIST, head=head, lines=lines, foot=_foot(ctx, word, page, pages, found[0][0].id))


async def told(ctx: "Context", drop: Drop) -> str:
    """A drop in full: when it comes, how it fared, what it says."""
    schedule = await store.schedule_of(ctx.session, drop)
    facts = [ctx.t(m.TITLE, number=drop.id, title=drop.title, marks=marks(ctx, drop, schedule, None), where=where(ctx))]
    if schedule is not None:
        facts += coming(ctx, schedule)
    only = None if ctx.here is None else ctx.here.id
    if fared := await past(ctx, drop, schedule.zone if schedule else ctx.zone, only):
        facts += [ctx.t(m.LATELY), *fared]
    contents = [from_json(content) for content in drop.contents]
    if contents:
        facts += ["", showing.told(contents, ctx.language)]
    return "\n".join([*facts, "", ctx.t(m.WHAT_NOW, number=drop.id)])


def when(ctx: "Context | Look", schedule: Schedule | None) -> str:
    """每天 08:30, or nothing for what comes once."""
    if schedule is None or schedule.recurrence is None:
        return ""
    return recurrence_of(schedule.recurrence).describe(ctx.language)


def marks(ctx: "Context", drop: Drop, schedule: Schedule | None, held: Held | None) -> str:
    """Whether it is promo, paused, held and the like."""
    said = [
        m.IS_PROMO if drop.is_promo else None,
        m.IS_MUST if drop.is_must else None,
        m.MARK_PAUSED if schedule is not None and schedule.paused_at else None,
    ]
    words = [ctx.t(mark) for mark in said if mark is not None]
    if held is not None:
        words.append(ctx.t(m.MARK_HELD, why=m.HELD_BY.get(held.reason or "", m.HELD_OTHERWISE)))
    return "".join(ctx.t(m.MARK, mark=word) for word in words)


def _line(ctx: "Context", drop: Drop, schedule: Schedule | None, held: Held | None) -> str:
    parts = [when(ctx, schedule), next_time(ctx, schedule)]
    if drop.tag:
        parts.append(f"#{audience.tag_shown(drop.tag)}")
    elif len(ctx.groups) > 1:
        parts.append(next((group.name for group in ctx.groups if group.id == drop.group_id), ""))
    told = ctx.t(m.BETWEEN).join(part for part in parts if part)
    return ctx.t(m.LINE, number=drop.id, title=drop.title, told=told, marks=marks(ctx, drop, schedule, held))


def next_time(ctx: "Context | Look", schedule: Schedule | None) -> str:
    """When it comes next, or that it is over."""
    if schedule is None or schedule.next_due_at is None:
        return ctx.t(m.IS_OVER)
    at = shown(schedule.next_due_at, schedule.zone, ctx.language) + moved_mark(ctx, schedule)
    zone = "" if schedule.zone == ctx.zone else f" ({schedule.zone})"
    return ctx.t(m.NEXT_IN_LIST if schedule.recurrence else m.ONCE_IN_LIST, at=at + zone)


def coming(ctx: "Context | Look", schedule: Schedule) -> list[str]:
    """When it comes, and its next times."""
    due, moments = schedule.next_due_at, list[datetime]()
    fires = fires_of(schedule)
    most = AHEAD if schedule.remaining is None else min(AHEAD, schedule.remaining)
    while due is not None and len(moments) < most and (schedule.ends_at is None or due <= schedule.ends_at):
        moments.append(due)
        due = fires(due)
    if not moments:
        return [ctx.t(m.IS_OVER)]
    told = when(ctx, schedule) or ctx.t(m.ONCE)
    head = ctx.t(m.COMING, when=told, zone=schedule.zone, end=end_of(ctx, schedule))
    told_moments = [shown(moment, schedule.zone, ctx.language) for moment in moments]
    return [head, told_moments[0] + moved_mark(ctx, schedule), *told_moments[1:]]


async def past(ctx: "Context | Look", drop: Drop, zone: str, only: int | None) -> list[str]:
    """What came of its last times, in one group or in all; those the latest did not reach are named."""
    lines: list[str] = []
    for due_at in await store.last_moments(ctx.session, drop.id, BEHIND):
        fates = await store.fates(ctx.session, drop.id, due_at, only)
        counts = outcomes.counted(fates, ctx.language)
        named = outcomes.named(fates, ctx.language) if not lines else []
        lines += [ctx.t(m.PAST_LINE, at=shown(due_at, zone, ctx.language), counts=counts), *named]
    return lines


def _foot(ctx: "Context", word: str, page: int, pages: int, number: int) -> str:
    if page < pages:
        return ctx.t(m.NEXT_FOUND, word=word, page=page + 1) if word else ctx.t(m.NEXT_PAGE, page=page + 1)
    return ctx.t(m.LOOK_AT_ONE, number=number)
