"""Staying in spite of a cleaning: by a word, any word."""

from collections.abc import Sequence

from bot import messages as core
from bot.context import Context
from plugins.nudges.cleaning import messages as m
from plugins.nudges.cleaning import store
from plugins.nudges.cleaning.rules import Stays
from plugins.nudges.cleaning.tables import Cleaned


async def hear_stay(ctx: Context, rest: str) -> None:
    """The word: in the group like any other, but answered; in private it counts as well."""
    if rest:
        return
    found = await store.waiting_for(ctx.session, ctx.sender.id, None if ctx.here is None else ctx.here.id)
    if found:
        await _stay(ctx, [row for row, _ in found])
    if ctx.here is None and found:
        names = ctx.t(core.COMMA).join(group.name for _, group in found)
        ctx.reply(m.STAYS_PRIVATELY, groups=names)
    elif ctx.here is None:
        ctx.reply(m.NO_NEED)
    elif found:
        ctx.reply(m.STAYS, mention=True)


async def hear_talk(ctx: Context) -> bool:
    """Who was just about to be removed has spoken: they are not. Their words are for the others."""
    if ctx.here is not None:
        found = await store.waiting_for(ctx.session, ctx.sender.id, ctx.here.id)
        await _stay(ctx, [row for row, _ in found if row.state == "asked"], Stays.SPOKE)
    return False


async def _stay(ctx: Context, rows: Sequence[Cleaned], why: Stays = Stays.SAID) -> None:
    """Of those under way to the platform it is too late to say."""
    found = await store.sent(ctx.session, [row.key for row in rows if row.key])
    waiting = [each.id for each in found.values() if each.state == "waiting"]
    dropped = set(await ctx.services.outbox.drop(ctx.session, waiting)) if waiting else set[int]()
    for row in rows:
        if row.state != "asked" or (row.key in found and found[row.key].id in dropped):
            row.state, row.why = "stays", why.value
