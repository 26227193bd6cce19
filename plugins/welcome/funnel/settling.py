"""Once a night it is settled, for all groups at once, who spoke in their first week and who is still active."""

from bot.context import Context
from bot.events import Joined
from bot.scheduler import JobRun, Missed
from bot.times.timewords import recurrence_of
from plugins.welcome.funnel import store
from plugins.welcome.funnel.rules import Settled
from plugins.welcome.store import planned
from storage.engine import ReadSession

SETTLE = "funnel.settle"
AT_NIGHT = recurrence_of("每天 04:40")


async def begin(ctx: Context, joined: Joined) -> None:
    """From the first joining on."""
    key = f"{SETTLE}:{ctx.account_id}"
    if await planned(ctx.session, key) is not None:
        return
    await ctx.services.scheduler.schedule(
        ctx.session,
        key=key,
        job=SETTLE,
        account_id=ctx.account_id,
        at=AT_NIGHT,
        zone=ctx.services.settings.zone,
        missed=Missed.LATEST,
        now=ctx.now,
    )


async def prepare(run: JobRun, session: ReadSession) -> list[Settled]:
    """Read outside of any writing."""
    return await store.unsettled(session, run.account_id, run.now, run.zone)


async def settle(run: JobRun) -> None:
    """Write it down; once more does nothing."""
    if isinstance(run.prepared, Exception):
        raise run.prepared
    await store.keep(run.batch.connection, run.prepared)
