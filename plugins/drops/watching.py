"""What goes on beside the drops once there are any: looking whether months are empty, measuring effects at night."""

from typing import TYPE_CHECKING

from bot.scheduler import Missed
from bot.times.timewords import recurrence_of

if TYPE_CHECKING:
    from bot.context import Context

WATCH = "drops.watch"
WHEN = recurrence_of("每月25号 10:00")
MEASURE = "drops.measure"
AT_NIGHT = recurrence_of("每天 04:20")


async def watch_months(ctx: "Context") -> None:
    """From now on, in the zone at hand; those of zones nobody watches are looked after in the bot's own.

    What drops bring about is measured from now on, too.
    """
    await _measure(ctx)
    for zone in {ctx.zone, ctx.services.settings.zone}:
        await ctx.services.scheduler.schedule(
            ctx.session,
            key=f"{WATCH}:{ctx.account_id}:{zone}",
            job=WATCH,
            account_id=ctx.account_id,
            args={"zone": ctx.services.settings.zone, "language": ctx.services.settings.language},
            at=WHEN,
            zone=zone,
            missed=Missed.LATEST,
            now=ctx.now,
        )


async def _measure(ctx: "Context") -> None:
    await ctx.services.scheduler.schedule(
        ctx.session,
        key=f"{MEASURE}:{ctx.account_id}",
        job=MEASURE,
        account_id=ctx.account_id,
        at=AT_NIGHT,
        zone=ctx.services.settings.zone,
        missed=Missed.LATEST,
        now=ctx.now,
    )
