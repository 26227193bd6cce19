"""Who comes to the threshold, and who leaves it by leaving."""

from datetime import timedelta

from bot.context import Context
from bot.events import Joined, Left, Removed
from plugins.welcome import gathering
from plugins.welcome import store as welcome
from plugins.welcome.events import window_of
from plugins.welcome.settings import Welcome
from plugins.welcome.threshold import plans, store
from plugins.welcome.threshold.settings import Threshold
from storage.tables import Group

AFTER_GREETING = timedelta(seconds=1)


async def newcomers(ctx: Context, joined: Joined) -> None:
    """They wait from now on, and are asked together with who else comes in the window, after the greeting."""
    if not (await ctx.settings(Threshold)).kind:
        return
    arrivals = await welcome.currents(ctx.session, joined.group_id, [*joined.people, *joined.rejoined])
    begun = {who for who, arrival in arrivals.items() if arrival.joined_at == joined.at}
    going_on = [who for who in arrivals if who not in begun]
    operators = frozenset(ctx.services.settings.operators)
    trusted = await store.trusted(ctx.session, ctx.group, [*begun], operators)
    people = [who for who in (*joined.people, *joined.rejoined) if who in begun and who not in trusted]
    await store.begin(ctx.session, joined.group_id, people, joined.at)
    await store.go_on(ctx.session, joined.group_id, going_on)
    ctx.await_answer(joined.group_id, [*people, *going_on])
    if people:
        await plan_asking(ctx, ctx.group)


async def gone(ctx: Context, left: Left) -> None:
    """Nobody waits for them any longer."""
    await store.end(ctx.session, left.group_id, "left", left.at, left.people)


async def removed(ctx: Context, happening: Removed) -> None:
    """Where the bot is not, nobody waits."""
    await store.end(ctx.session, happening.group_id, "closed", happening.at)


async def plan_asking(ctx: Context, group: Group) -> None:
    """Ask at the end of the window; in a raid as seldom as people are greeted."""
    window = window_of(ctx.services, await ctx.settings(Welcome, group))
    planned = await store.when(ctx.session, plans.ASK, group.id)
    first = await store.unasked_since(ctx.session, group.id) if planned is not None else None
    planned = None if planned is None else planned - AFTER_GREETING
    rush = await welcome.rush(ctx.session, group.id, ctx.now)
    at = gathering.greet_at(planned, first or ctx.now, ctx.now, window, rush)
    await plans.plan(ctx, plans.ASK, group, at + AFTER_GREETING)
