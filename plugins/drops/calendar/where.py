"""What a calendar or a rehearsal is of, in its head line."""

from bot.context import Context
from plugins.drops.calendar import messages as m


def where(ctx: Context) -> str:
    """The group's name, or the set and how many groups it has."""
    if len(ctx.groups) == 1:
        return ctx.groups[0].name
    return ctx.t(m.A_SET, tag=ctx.tag, n=len(ctx.groups))
