"""/为什么 on what was said to wake a group."""

from bot.context import Context
from bot.times.moments import shown_with_zone
from plugins.nudges import messages as m
from plugins.nudges.rules import Rung
from plugins.nudges.tables import Nudge, NudgedPerson
from plugins.nudges.topics.topic import Kind
from storage.tables import Group


async def nudge(ctx: Context, number: str) -> str | None:
    """Since when it had been silent, and what was tried."""
    found = await ctx.session.get(Nudge, int(number))
    if found is None or not await _may_know(ctx, found):
        return None
    values = {"rung": m.RUNGS[Rung(found.rung)], "kind": m.KINDS[Kind(found.kind)]}
    if found.silent_since is None:
        return ctx.t(m.EXPLAINED_UNHEARD, **values)
    group = await ctx.session.get_one(Group, found.group_id)
    since = shown_with_zone(found.silent_since, group.zone or ctx.services.settings.zone, ctx.language)
    return ctx.t(m.EXPLAINED, since=since, **values)


async def _may_know(ctx: Context, found: Nudge) -> bool:
    """Who manages the group, or is there, or was turned to."""
    if found.group_id in [group.id for group in ctx.groups]:
        return True
    return await ctx.session.get(NudgedPerson, (found.id, ctx.sender.id)) is not None


async def report(ctx: Context, number: str) -> str | None:
    """That nothing helped."""
    return ctx.t(m.EXPLAINED_REPORT)
