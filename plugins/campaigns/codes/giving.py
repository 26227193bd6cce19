"""A code goes to its owner privately: who can't be written to yet gets it when they write to the bot."""

from collections.abc import Sequence

from bot.content import Text
from bot.context import Context
from bot.outbox import Policy, Priority
from bot.phrases import Language
from bot.times.moments import shown
from plugins.campaigns.codes import messages as m
from plugins.campaigns.codes import plans, store
from plugins.campaigns.codes.store import Taken
from plugins.campaigns.codes.tables import CodeList


def until_of(list_: CodeList, language: Language) -> str:
    """Until when it can be asked for, to be put behind something; empty where that is open."""
    if list_.closes_at is None:
        return ""
    return m.UNTIL(language, until=shown(list_.closes_at, list_.zone, language))


async def hear(ctx: Context) -> bool:
    """Whether somebody for whom a code is kept has written to the bot; it is sent then."""
    return ctx.here is None and await hand_over(ctx)


async def hand_over(ctx: Context) -> bool:
    """Send them what is kept for them; whether there was anything."""
    kept = await store.take_kept(ctx.session, ctx.sender.id)
    for taken in kept:
        await send(ctx, taken)
    return bool(kept)


async def send(ctx: Context, taken: Taken) -> None:
    """Twice rather than never, and to nobody else in any case."""
    list_ = await ctx.session.get_one(CodeList, taken.list_id)
    language = list_.language
    said = m.YOURS(language, title=list_.title, code=taken.code)
    ctx.post(
        Text((said,)),
        key=taken.key,
        person_id=ctx.sender.id,
        priority=Priority.ANSWER,
        policy=Policy.AT_LEAST_ONCE,
    )
    await look_soon(ctx, list_)


async def look_soon(ctx: Context, list_: CodeList) -> None:
    """Have it looked at what has become of codes."""
    if list_.looks_at is None:
        at = list_.looks_at = ctx.now + plans.AFTER
        await plans.plan(ctx, plans.LOOK, list_.id, at)


def titles(lists: Sequence[store.Open], language: Language) -> str:
    """A line for each."""
    return "\n".join(m.ONE(language, number=each.id, title=each.title) for each in lists)
