"""The jobs of polls, and when each is due."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.context import Context
from plugins.campaigns.polls import rules
from plugins.campaigns.polls.tables import Poll
from storage.base import to_ms
from storage.bulk import Row, insert_many
from storage.tables import Schedule

LIST, CLOSE, PICTURE = "polls.list", "polls.close", "polls.picture"
_COLUMNS = ("key", "job", "account_id", "group_id", "args", "zone", "next_due_at", "missed", "grace_s", "created_at")
_GRACE_S = 1800


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
    at = max(ctx.now, (poll.listed_at or poll.opened_at) + rules.gap(poll.listed))
    if poll.lists_at is None and at + rules.gap(0) <= poll.closes_at:
        poll.lists_at = at
        await plan(ctx, LIST, poll, at)


async def plan_many(
    connection: AsyncConnection, job: str, polls: Sequence[tuple[Poll, datetime]], now: datetime
) -> None:
    """Have a job run for each of many polls that it was not planned for."""
    rows: list[Row] = [
        (
            key_of(job, poll.id),
            job,
            poll.account_id,
            poll.group_id,
            json.dumps({"poll": poll.id}),
            poll.zone,
            to_ms(at),
            "latest",
            _GRACE_S,
            to_ms(now),
        )
        for poll, at in polls
    ]
    await insert_many(connection, Schedule, _COLUMNS, rows, "ON CONFLICT (key) DO NOTHING")
