"""When a group's quote is said: the setting and the schedule, always changed together."""

from bot import group_settings
from bot.context import Context
from bot.times.timewords import recurrence_of
from storage.tables import Group

from .rules import SEND


async def put_when(ctx: Context, group: Group, when: str) -> None:
    """Let the quote be said at these times, or with an empty text never."""
    await group_settings.store(ctx.session, group.id, "quotes.when", when or None)
    scheduler, key = ctx.services.scheduler, f"{SEND}:{group.id}"
    if not when:
        await scheduler.cancel(ctx.session, key)
        return
    await scheduler.schedule(
        ctx.session,
        key=key,
        job=SEND,
        at=recurrence_of(when),
        zone=group.zone or ctx.services.settings.zone,
        now=ctx.now,
        group_id=group.id,
    )
