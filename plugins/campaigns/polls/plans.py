"""The jobs of polls, and when each is due."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.context import Context
from plugins.campaigns.polls import rules
from plugins.campaigns.polls.tables import Poll
from storage import schedules
from storage.base import to_ms
from storage.bulk import update_later
from storage.schedules import Planned

LIST, CLOSE, PICTURE = "polls.list", "polls.close", "polls.picture"
SOON = timedelta(seconds=30)
"""Those who vote together are counted together."""
SPREAD_S = 30
"""What a thousand groups begin at once is not posted in one and the same second."""


def key_of(job: str, poll_id: int) -> str:
    """What the schedule of one poll is called."""
    return f"{job}:{poll_id}"


async def plan(ctx: Context, job: str, poll: Poll, at: datetime) -> None:
    """Have a job run for a poll at that moment, whenever it was to run."""
    await ctx.services.scheduler.schedule(
        ctx.session,
        key=key_of(job, poll.id),
        job=job,
        at=at,
        zone=poll.zone,
        now=ctx.now,
        group_id=poll.group_id,
        args={"poll": poll.id},
    )


async def plan_list(ctx: Context, poll: Poll) -> None:
    """Have it told how the votes stand, unless that is to come or the end is near."""
    soon = ctx.now + SOON + timedelta(seconds=poll.id % SPREAD_S)
    at = max(soon, (poll.listed_at or poll.opened_at) + rules.gap(poll.listed))
    if poll.lists_at is None and at + rules.gap(0) <= poll.closes_at:
        connection = await ctx.session.connection()
        await update_later(connection, Poll, ("id",), ("lists_at",), [(to_ms(at), poll.id)])
        await plan_many(connection, LIST, [(poll, at)], ctx.now)
        ctx.services.scheduler.changed()


async def plan_many(
    connection: AsyncConnection, job: str, polls: Sequence[tuple[Poll, datetime]], now: datetime
) -> None:
    """Have a job run for each of many polls, in one statement."""
    planned = [
        Planned(key_of(job, poll.id), job, poll.account_id, poll.group_id, {"poll": poll.id}, at, zone=poll.zone)
        for poll, at in polls
    ]
    await schedules.plan(connection, planned, now)
