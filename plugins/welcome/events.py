"""What happens when somebody joins or leaves."""

from datetime import datetime, timedelta

from bot.context import Context
from bot.events import Joined, Left
from bot.services import Services
from bot.times.localday import local_day
from plugins.welcome import gathering, rules, store
from plugins.welcome.settings import Welcome
from storage.base import to_ms

GREET = "welcome.greet"
FAREWELL = "welcome.farewell"


async def newcomers(ctx: Context, joined: Joined) -> None:
    """They wait for the end of the window, so that people who come together share one message."""
    await store.arrive(ctx.session, joined, local_day(to_ms(joined.at), ctx.zone))
    people, now = rules.to_welcome(joined), await ctx.settings(Welcome)
    if not people or not now.on:
        return
    await store.wait(ctx.session, joined, people, ctx.event_id, ctx.now)
    key = f"welcome:{joined.group_id}"
    planned = await store.planned(ctx.session, key)
    first = await store.waiting_since(ctx.session, joined.group_id) if planned is not None else ctx.now
    rush = await store.rush(ctx.session, joined.group_id, ctx.now)
    then = gathering.greet_at(planned, first, ctx.now, window_of(ctx.services, now), rush)
    if then != planned:
        await _schedule(ctx, key, GREET, joined.group_id, then, {"language": ctx.language})


async def gone(ctx: Context, left: Left) -> None:
    """Their time here is over; a word is said of who went by themselves, where the group wants it."""
    await store.leave(ctx.session, left.group_id, left.people, left.at)
    now = await ctx.settings(Welcome)
    key = f"farewell:{left.group_id}"
    if not now.farewell or left.by_id is not None or await store.planned(ctx.session, key) is not None:
        return
    args = {"language": ctx.language, "event": str(ctx.event_id), "since": to_ms(left.at)}
    await _schedule(ctx, key, FAREWELL, left.group_id, ctx.now + window_of(ctx.services, now), args)


def window_of(services: Services, welcome: Welcome) -> timedelta:
    """How long people are gathered here."""
    return timedelta(seconds=welcome.window_s) or services.settings.welcome_window


async def _schedule(ctx: Context, key: str, job: str, group_id: int, at: datetime, args: dict[str, str | int]) -> None:
    await ctx.services.scheduler.schedule(
        ctx.session,
        key=key,
        job=job,
        account_id=ctx.account_id,
        group_id=group_id,
        args=args,
        at=at,
        zone=ctx.zone,
        grace=rules.LATEST,
        now=ctx.now,
    )
