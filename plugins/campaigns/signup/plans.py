"""The names of the jobs of sign-ups, when each is due, and having them done."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.context import Context
from bot.scheduler import JobRun, Missed
from plugins.campaigns.signup import store
from plugins.campaigns.signup.tables import Signup
from storage import schedules
from storage.schedules import Planned

LIST, CLOSE, REMIND = "signup.list", "signup.close", "signup.remind"
EVERY = timedelta(minutes=3)
"""A list is posted no oftener."""
FIRST_AFTER = timedelta(seconds=30)
SPREAD_MS = 60_000
"""What a thousand groups begin at once is not posted in one and the same second."""
REST = timedelta(hours=1)
"""While a group is paused, its list is tried so often."""
REMINDERS = {"day": timedelta(days=1), "hours": timedelta(hours=2)}
GRACE = timedelta(minutes=30)


class Due(NamedTuple):
    """One job of a sign-up."""

    key: str
    job: str
    at: datetime
    missed: Missed
    which: str = ""


class When(NamedTuple):
    """What of a sign-up its jobs need to know."""

    id: int
    group_id: int
    account_id: int
    zone: str
    closes_at: datetime
    starts_at: datetime | None


def list_at(signup_id: int, listed_at: datetime | None, now: datetime) -> datetime:
    """When what is new now is to be shown."""
    spread = timedelta(milliseconds=signup_id * 61 % SPREAD_MS)
    return max(now + FIRST_AFTER, now if listed_at is None else listed_at + EVERY) + spread


def dues(signup: Signup | When, now: datetime) -> Iterator[Due]:
    """What is to be done for a sign-up that is open."""
    yield Due(f"{CLOSE}:{signup.id}", CLOSE, max(signup.closes_at, now + timedelta(seconds=1)), Missed.LATEST)
    for which, before in REMINDERS.items() if signup.starts_at is not None else ():
        assert signup.starts_at is not None
        if (at := signup.starts_at - before) > now:
            yield Due(f"{REMIND}:{signup.id}:{which}", REMIND, at, Missed.SKIP, which)


async def plan_new(run: JobRun, signups: Sequence[When]) -> None:
    """Have everything done for new sign-ups, all of them in a few statements."""
    planned = [
        Planned(
            due.key,
            due.job,
            each.account_id,
            each.group_id,
            args_of(each.id, due.which),
            due.at,
            due.missed.value,
            each.zone,
        )
        for each in signups
        for due in dues(each, run.now)
    ]
    await schedules.plan(run.batch.connection, planned, run.now)


async def plan_all(ctx: Context, signup: Signup) -> None:
    """Have everything done for a sign-up whose times are new."""
    await forget(ctx, signup)
    for due in dues(signup, ctx.now):
        await ctx.services.scheduler.schedule(
            ctx.session,
            key=due.key,
            job=due.job,
            at=due.at,
            zone=signup.zone,
            now=ctx.now,
            group_id=signup.group_id,
            args=args_of(signup.id, due.which),
            missed=due.missed,
            grace=GRACE,
        )


async def forget(ctx: Context, signup: Signup) -> None:
    """Remind nobody of it."""
    for which in REMINDERS:
        await ctx.services.scheduler.cancel(ctx.session, f"{REMIND}:{signup.id}:{which}")


async def plan_list(ctx: Context, signup_id: int, group_id: int, listed_at: datetime | None) -> None:
    """Have the list posted with whatever is new until then."""
    at = list_at(signup_id, listed_at, ctx.now)
    planned = Planned(f"{LIST}:{signup_id}", LIST, ctx.account_id, group_id, args_of(signup_id), at)
    await schedules.plan(await ctx.session.connection(), [planned], ctx.now)
    await store.lists_at(ctx.session, signup_id, at)
    ctx.services.scheduler.changed()


def args_of(signup_id: int, which: str = "") -> dict[str, int | str]:
    """What a job is told."""
    return {"signup": signup_id, "which": which} if which else {"signup": signup_id}
