"""What members say: 领码, in the group or privately."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.exc import IntegrityError

from bot.commands.readers import number_in
from bot.content import Text
from bot.context import Context
from bot.errors import Refusal
from plugins.campaigns.activities import ACTIVITIES
from plugins.campaigns.codes import giving, rules, store
from plugins.campaigns.codes import messages as m
from plugins.campaigns.codes.store import Open
from plugins.campaigns.codes.tables import CodeList

LATELY = timedelta(days=1)
"""So long somebody who comes too late is told so."""


async def ask(ctx: Context, rest: str) -> None:
    """They get a code, once; in a group other words behind it make it plain talk."""
    number = number_in(rest.strip()) if rest.strip() else None
    if ctx.here is None:
        await _in_private(ctx, number)
    elif number is not None or not rest.strip():
        await _in_group(ctx, number)


async def _in_group(ctx: Context, number: int | None) -> None:
    assert ctx.here is not None
    found = await store.open_in(ctx.session, ctx.sender.id, ctx.here.id, ctx.now)
    if number is not None:
        found = [each for each in found if each.id == number]
    wanted = [each for each in found if each.state is None]
    if len(wanted) > 1:
        _say_which(ctx, wanted)
    elif wanted:
        await _give(ctx, wanted)
    elif found:
        await _remind(ctx, found)
    elif title := await store.closed_lately(ctx.session, ctx.here.id, ctx.now - LATELY):
        ctx.reply(m.OVER, once=f"codes:over:{ctx.here.id}:{ctx.now:%Y%m%d%H}", title=title)


async def _in_private(ctx: Context, number: int | None) -> None:
    """What is kept for them comes first; who has all there are is shown them again."""
    was_kept = await giving.hand_over(ctx)
    found = await store.open_in(ctx.session, ctx.sender.id, None, ctx.now)
    wanted = [each for each in found if each.state is None and number in (None, each.id)]
    if len({each.id for each in wanted}) > 1:
        _say_which(ctx, list({each.id: each for each in wanted}.values()))
    elif wanted:
        await _give(ctx, wanted)
    elif not was_kept:
        mine = await store.had_by(ctx.session, ctx.sender.id)
        lines = "\n".join(ctx.t(m.AGAIN, title=title, code=code) for title, code in mine)
        ctx.reply(ctx.t(m.YOURS_ARE, lines=lines) if mine else ctx.t(m.NOTHING_HERE))


async def _give(ctx: Context, places: Sequence[Open]) -> None:
    """One of a list that they may ask for in these groups."""
    list_ = await ctx.session.get_one(CodeList, places[0].id)
    entitled = [each for each in places if await _may(ctx, list_, each.group_id)]
    if not entitled:
        once = f"codes:no:{list_.id}:{ctx.sender.id}:{ctx.now:%Y%m%d%H}"
        ctx.reply(m.NOT_YET[list_.condition], once=once, title=list_.title, days=list_.days)
        return
    which, is_friend = entitled[0], ctx.here is None or ctx.sender.is_friend
    is_told = not is_friend and (which.told_at is None or which.told_at <= ctx.now - rules.AGAIN)
    try:
        taken = await store.take(ctx.session, which, ctx.sender.id, ctx.now, is_friend=is_friend, is_told=is_told)
    except IntegrityError:  # somebody else's process was quicker; the transaction is over
        raise Refusal(m.NOTHING_HERE) from None
    if taken is None:
        _none_left(ctx, list_)
    elif is_friend:
        await giving.send(ctx, taken)
    elif is_told:
        ctx.reply(m.KEPT, mention=True, title=list_.title, word=m.WORD)
        await store.note_told(ctx.session, which.id, which.group_id, ctx.now)
    else:
        await giving.look_soon(ctx, list_)


async def _may(ctx: Context, list_: CodeList, group_id: int) -> bool:
    if list_.condition == "signup" and list_.campaign_id is not None:
        parts = await ACTIVITIES["signup"].took_part(ctx.session, list_.campaign_id)
        return any(part.person_id == ctx.sender.id for part in parts)
    return await store.is_entitled(ctx.session, list_, group_id, ctx.sender.id, ctx.now)


def _none_left(ctx: Context, list_: CodeList) -> None:
    """Said now and then, not to each; the owner is told once."""
    where = 0 if ctx.here is None else ctx.here.id
    once = f"codes:gone:{list_.id}:{where}:{list_.total}:{ctx.now:%Y%m%d%H%M}"[:-1] if where else ""
    ctx.reply(m.GONE if list_.total else m.LATER, once=once, title=list_.title)
    if list_.total:
        said = m.OWNER_EMPTY(list_.language, number=list_.id, title=list_.title, total=list_.total)
        ctx.post(Text((said,)), key=f"codes:empty:{list_.id}:{list_.total}", person_id=list_.author_id)


async def _remind(ctx: Context, found: Sequence[Open]) -> None:
    """Who has it in private already needs no words; for whom it is kept is told now and then how to get it."""
    for each in found:
        if each.state == "kept":
            once = f"codes:kept:{each.id}:{ctx.sender.id}:{ctx.now:%Y%m%d%H}"
            ctx.reply(m.KEPT, mention=True, once=once, title=each.title, word=m.WORD)


def _say_which(ctx: Context, found: Sequence[Open]) -> None:
    lines = giving.titles(found, ctx.language)
    ctx.reply(m.WHICH, word=ctx.t(m.WORD), number=found[0].id, lines=lines)
