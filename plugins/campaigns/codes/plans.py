"""The names of the jobs of codes, and having them done."""

from datetime import datetime, timedelta

from bot.context import Context
from bot.scheduler import Missed
from plugins.campaigns.codes.tables import CodeList
from storage.tables import Schedule

LOOK, CLOSE = "codes.look", "codes.close"
AFTER = timedelta(minutes=1)
"""What has become of a code is looked at so much later."""


def key(job: str, list_id: int) -> str:
    """What a list's schedule is called."""
    return f"{job}:{list_id}"


def closing(list_: CodeList, now: datetime) -> Schedule:
    """Its end as a new row."""
    return Schedule(
        key=key(CLOSE, list_.id),
        job=CLOSE,
        account_id=list_.account_id,
        args={"list": list_.id},
        zone=list_.zone,
        next_due_at=list_.closes_at,
        missed=Missed.LATEST.value,
        created_at=now,
    )


async def plan(ctx: Context, job: str, list_id: int, at: datetime) -> None:
    """Have one done, whenever it was to be."""
    await ctx.services.scheduler.schedule(
        ctx.session, key=key(job, list_id), job=job, at=at, zone="UTC", now=ctx.now, args={"list": list_id}
    )
