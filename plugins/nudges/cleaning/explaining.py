"""Why somebody was asked or removed, for /为什么."""

from bot.context import Context
from bot.times.moments import shown
from plugins.nudges.cleaning import messages as m
from plugins.nudges.cleaning.tables import Cleaning
from storage.names import names_of


async def explain(ctx: Context, cause_id: str) -> str | None:
    """Whose word it was."""
    cleaning = await ctx.session.get(Cleaning, int(cause_id))
    if cleaning is None:
        return None
    names = await names_of(ctx.session, cleaning.group_id, [cleaning.by_id])
    who = names.get(cleaning.by_id) or ctx.t(m.SOMEBODY)
    return ctx.t(m.EXPLAIN, days=cleaning.days, who=who, at=shown(cleaning.at, ctx.zone, ctx.language))
