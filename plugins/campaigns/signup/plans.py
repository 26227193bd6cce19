"""The names of the jobs of sign-ups, when each is due, and having them done."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.context import Context
from bot.scheduler import Missed
from plugins.campaigns.signup import store
from plugins.campaigns.signup.tables import Signup
from storage.tables import Schedule

LIST, CLOSE, REMIND = "signup.list", "signup.close", "signup.remind"
EVERY = timedelta(minutes=3)
"""A list is posted no oftener."""
FIRST_AFTER = timedelta(seconds=30)
SPREAD_S = 30
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


def list_at(signup_id: int, listed_at: datetime | None, now: datetime) -> datetime:
    """When what is new now is to be shown."""
    soon = now + FIRST_AFTER + timedelta(seconds=signup_id % SPREAD_S)
    return soon if listed_at is None else max(soon, listed_at + EVERY)


def dues(signup: Signup, now: datetime) -> Iterator[Due]:
    """What is to be done for a sign-up that is open."""
    yield Due(f"{CLOSE}:{signup.id}", CLOSE, max(signup.closes_at, now + timedelta(seconds=1)), Missed.LATEST)
    for which, before in REMINDERS.items() if signup.starts_at is not None else ():
        assert signup.starts_at is not None
        if (at := signup.starts_at - before) > now:
            yield Due(f"{REMIND}:{signup.id}:{which}", REMIND, at, Missed.SKIP, which)


def schedules(signup: Signup, now: datetime) -> Iterator[Schedule]:
    """The same as new rows."""
    for due in dues(signup, now):
        yield Schedule(
            key=due.key,
            job=due.job,
            account_id=signup.account_id,
            group_id=signup.group_id,
            args=args_of(signup.id, due.which),
            zone=signup.zone,
            next_due_at=due.at,
            missed=due.missed.value,
            grace_s=int(GRACE.total_seconds()),
            created_at=now,
        )


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
    await ctx.services.scheduler.schedule(
        ctx.session,
        key=f"{LIST}:{signup_id}",
        job=LIST,
        at=at,
        zone="UTC",
        now=ctx.now,
        group_id=group_id,
        args=args_of(signup_id),
    )
    await store.lists_at(ctx.session, signup_id, at)


def args_of(signup_id: int, which: str = "") -> dict[str, int | str]:
    """What a job is told."""
    return {"signup": signup_id, "which": which} if which else {"signup": signup_id}
