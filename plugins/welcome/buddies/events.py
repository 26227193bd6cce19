"""What happens when somebody joins or leaves, and when pairs are made and asked about."""

from datetime import datetime

from bot.context import Context
from bot.events import Joined, Left
from bot.times.timewords import recurrence_of
from plugins.welcome import store as welcome
from plugins.welcome.buddies import rules, store
from plugins.welcome.buddies.settings import Buddies
from storage.tables import Group

PAIR = "buddies.pair"
ASK = "buddies.ask"


async def newcomers(ctx: Context, joined: Joined) -> None:
    """They are given a buddy when their first hour is over, together with whoever else waits then."""
    if joined.people and (await ctx.settings(Buddies)).on:
        await plan_pairing(ctx, joined.group_id, joined.at + rules.FIRST_HOUR)


async def gone(ctx: Context, left: Left) -> None:
    """Who has lost their buddy gets another, unless the buddy is soon back."""
    if (await ctx.settings(Buddies)).on and await store.concerns(ctx.session, left.group_id, left.people):
        await plan_pairing(ctx, left.group_id, left.at + rules.FIRST_HOUR)


async def plan_pairing(ctx: Context, group_id: int, at: datetime) -> None:
    """Let the group's pairs be made at that time, by day, or sooner where that is planned."""
    key, then = f"{PAIR}:{group_id}", rules.by_day(max(at, ctx.now), ctx.zone)
    planned = await welcome.planned(ctx.session, key)
    if planned is not None and planned <= then:
        return
    await ctx.services.scheduler.schedule(
        ctx.session,
        key=key,
        job=PAIR,
        account_id=ctx.account_id,
        group_id=group_id,
        args={"language": ctx.language},
        at=then,
        zone=ctx.zone,
        now=ctx.now,
    )


async def plan_asking(ctx: Context, group: Group) -> None:
    """Once a day the group's pairs are asked about, and those that are over end."""
    await ctx.services.scheduler.schedule(
        ctx.session,
        key=f"{ASK}:{group.id}",
        job=ASK,
        account_id=ctx.account_id,
        group_id=group.id,
        args={"language": ctx.language},
        at=recurrence_of(rules.ASKED),
        zone=group.zone or ctx.services.settings.zone,
        now=ctx.now,
    )
