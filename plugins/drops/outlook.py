"""How it is said when a drop comes next and until when."""

from typing import TYPE_CHECKING

from bot.scheduler.agenda import Next, following
from bot.times.moments import shown
from plugins.drops import messages as m
from plugins.drops import store
from plugins.drops.tables import Drop
from storage.tables import Schedule

if TYPE_CHECKING:
    from bot.context import Context
    from bot.pages import Look


async def outlook(ctx: "Context | Look", drop: Drop, *, with_end: bool = True) -> str:
    """When it comes next, with weekday and zone, and until when; or that it is paused or over."""
    schedule = await store.schedule_of(ctx.session, drop)
    if schedule is None or schedule.next_due_at is None:
        return ctx.t(m.IS_OVER)
    end = end_of(ctx, schedule) if with_end else ""
    if schedule.paused_at is not None:
        return ctx.t(m.IS_PAUSED, end=end)
    at = shown(schedule.next_due_at, schedule.zone, ctx.language)
    at += moved_mark(ctx, schedule)
    return ctx.t(m.NEXT if schedule.recurrence else m.NEXT_ONCE, at=at, zone=schedule.zone, end=end)


def fires_of(schedule: Schedule) -> Next:
    """When it comes after a moment, whatever its end; not at the time from which its next one was moved."""
    return following(schedule.recurrence, schedule.zone, moved_from=schedule.moved_from)


def moved_mark(ctx: "Context | Look", schedule: Schedule) -> str:
    """From when its next time was moved, to be put after that time; nothing where it was not."""
    if schedule.moved_from is None:
        return ""
    return ctx.t(m.MOVED_MARK, at=shown(schedule.moved_from, schedule.zone, ctx.language))


def end_of(ctx: "Context | Look", schedule: Schedule) -> str:
    """Until when it comes, to be put after when it comes."""
    if schedule.recurrence is None:
        return ""
    if schedule.remaining is not None:
        return ctx.t(m.SO_MANY_MORE, n=schedule.remaining)
    if schedule.ends_at is None:
        return ctx.t(m.NO_END)
    day = shown(schedule.ends_at, schedule.zone, ctx.language).rpartition(" ")[0]
    return ctx.t(m.UNTIL_DEFAULT if schedule.args.get("renews") else m.UNTIL, at=day)
