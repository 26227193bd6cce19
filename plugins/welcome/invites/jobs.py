"""Letting invitations count, once a night for all groups."""

from bot.context import Context
from bot.events import Joined
from bot.scheduler import JobRun, Missed
from bot.times.timewords import recurrence_of
from plugins.welcome.invites import rules, store
from plugins.welcome.store import planned

COUNT = "invites.count"
AT_NIGHT = recurrence_of("每天 04:40")


async def invited(ctx: Context, joined: Joined) -> None:
    """From the first invitation on they are counted."""
    key = f"{COUNT}:{ctx.account_id}"
    if joined.inviter_id is None or await planned(ctx.session, key) is not None:
        return
    await ctx.services.scheduler.schedule(
        ctx.session,
        key=key,
        job=COUNT,
        account_id=ctx.account_id,
        at=AT_NIGHT,
        zone=ctx.services.settings.zone,
        missed=Missed.LATEST,
        now=ctx.now,
    )


async def count(run: JobRun) -> None:
    """One statement; nothing is said, who wants to know asks."""
    last = await store.last_ran_at(run.session, run.schedule_id, run.due_at)
    window = rules.window(run.due_at, run.now, last)
    if window is not None:
        await store.count(run.session, run.account_id, window, run.now)
