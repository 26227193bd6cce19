"""Whether a pair has met, as one of the two says it: in plain words or by a command."""

from collections.abc import Sequence

from bot.commands.tokens import without_bot
from bot.context import Context
from bot.errors import Refusal, UserError
from bot.permissions import Role
from plugins.welcome import store as welcome
from plugins.welcome.buddies import messages as m
from plugins.welcome.buddies import rules, showing, store
from plugins.welcome.buddies.tables import Pair

__all__ = ["hear", "notices", "take"]

notices = rules.notices


async def hear(ctx: Context) -> bool:
    """The plain answer of somebody whose pair was asked about; anybody else only talks."""
    text = ctx.said.text
    answer = rules.read_answer(without_bot(text, len(ctx.said.mentions)) if ctx.said.mentions_bot else text)
    if answer is None:
        return False
    met, number = answer
    here = None if ctx.here is None else ctx.here.id
    pairs = [pair for pair in await store.open_pairs(ctx.session, ctx.sender.id, here) if pair.asked_at is not None]
    if number is not None:
        pairs = [pair for pair in pairs if pair.id == number]
    elif with_them := [pair for pair in pairs if showing.other(pair, ctx.sender.id) in ctx.said.mentions]:
        pairs = with_them
    if not pairs:
        return False
    if len(pairs) > 1:
        await _which(ctx, pairs)
    else:
        await _note(ctx, pairs[0], met=met)
    return True


async def take(ctx: Context, number: int | None, *, met: bool) -> None:
    """The same by a command, before the question too; an admin may say it of any pair."""
    if number is None:
        pairs = await store.open_pairs(ctx.session, ctx.sender.id, ctx.group.id)
        if not pairs:
            raise Refusal(m.NO_PAIR_OF_YOURS)
        if len(pairs) > 1:
            await _which(ctx, pairs)
            return
        await _note(ctx, pairs[0], met=met)
        return
    pair = await store.pair_in(ctx.session, ctx.group.id, number)
    if pair is None:
        raise UserError(m.NO_SUCH_PAIR, number=number)
    if ctx.sender.id not in (pair.newcomer_id, pair.buddy_id):
        if ctx.role < Role.ADMIN:
            raise Refusal(m.NOT_YOURS, number=number)
        await ctx.audit(m.DID_NOTE_MET if met else m.DID_NOTE_UNMET, number=number)
    await _note(ctx, pair, met=met)


async def _note(ctx: Context, pair: Pair, *, met: bool) -> None:
    pair.met = met
    if met and pair.ended_at is None:
        pair.ended_at, pair.outcome = ctx.now, "met"
    names = await welcome.names_of(ctx.session, pair.group_id, [pair.newcomer_id, pair.buddy_id])
    newcomer, buddy = (showing.named(names.get(each, ""), ctx.language) for each in (pair.newcomer_id, pair.buddy_id))
    ctx.reply(m.MET if met else m.NOT_YET, newcomer=newcomer, buddy=buddy)


async def _which(ctx: Context, pairs: Sequence[Pair]) -> None:
    names: dict[int, str] = {}
    for pair in pairs:
        other = showing.other(pair, ctx.sender.id)
        names |= await welcome.names_of(ctx.session, pair.group_id, [other])
    lines = showing.numbered(pairs, ctx.sender.id, names, ctx.language)
    ctx.reply(m.WHICH, lines=lines, number=pairs[0].id)
