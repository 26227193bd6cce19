"""The names of the jobs, and having them done from where people and events ask for it."""

from datetime import datetime, timedelta

from bot.context import Context
from plugins.welcome.threshold import store
from storage.tables import Group

ASK = "threshold.ask"
WELCOME = "threshold.welcome"
LOOK = "threshold.look"
OUTCOME = "threshold.outcome"
OUTCOME_AFTER = timedelta(minutes=5)
"""By then it mostly is known what came of a removal."""


async def plan(ctx: Context, job: str, group: Group, at: datetime) -> None:
    """Have a job run for the group at that moment."""
    args = {"language": ctx.language, "zone": ctx.services.settings.zone}
    await store.plan(ctx.session, job, group, at, ctx.now, args)
    ctx.services.scheduler.changed()


async def plan_by(ctx: Context, job: str, group: Group, at: datetime) -> None:
    """The same, unless it is to run before."""
    planned = await store.when(ctx.session, job, group.id)
    if planned is None or planned > at:
        await plan(ctx, job, group, at)
