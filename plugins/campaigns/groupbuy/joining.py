"""What members say: how many they want, that they want another number, or none any longer."""

from collections.abc import Sequence
from datetime import timedelta

from bot.commands.tokens import without_bot
from bot.context import Context
from bot.events import Left
from bot.phrases import Phrase
from plugins.campaigns.groupbuy import messages as m
from plugins.campaigns.groupbuy import plans, rules, showing, store
from plugins.campaigns.groupbuy.rules import Said
from plugins.campaigns.groupbuy.store import Open
from storage.base import to_ms

AT_ONCE_MS = 3 * 60 * 1000
LATELY = timedelta(days=1)
"""Who comes so late is told that it is over; later nobody means it."""


async def join(ctx: Context, rest: str) -> None:
    """`拼 2`, `拼 2 份`, `拼 #5 2`, or nothing for one; talk that says no number is nobody's entry."""
    said = rules.read_said(rest)
    if said is not None:
        await _take(ctx, said)


async def leave(ctx: Context, rest: str) -> None:
    """`取消拼团`, with a number where several are open."""
    said = rules.read_said(rest)
    if said is not None:
        number = said.groupbuy_id if said.quantity is None else said.quantity
        await _take(ctx, Said(number, 0))


async def hear(ctx: Context) -> bool:
    """`拼2份`, without a space."""
    text = without_bot(ctx.said.text, len(ctx.said.mentions)) if ctx.said.mentions_bot else ctx.said.text
    rest = rules.said_glued(text.strip())
    said = None if rest is None else rules.read_said(rest)
    if said is None or said.quantity is None:
        return False
    return await _take(ctx, said)


async def gone(ctx: Context, left: Left) -> None:
    """Who has left the group wants no more of what is open there."""
    await store.release(ctx.session, left.group_id, left.people, ctx.now)


async def _take(ctx: Context, said: Said) -> bool:
    """Whether it was about a group buy."""
    if ctx.here is None:
        ctx.reply(m.IN_THE_GROUP)
        return True
    opened = await store.open_ones(ctx.session, ctx.here.id, min(ctx.now, ctx.said.sent_at), lock=True)
    meant = [each for each in opened if each.id == said.groupbuy_id] if said.groupbuy_id is not None else opened
    if not meant:
        return await _too_late(ctx, said)
    meant = [each for each in meant if rules.counts(said, each.unit)]
    if not meant:
        return False
    if len(meant) > 1:
        _ask_which(ctx, meant, said)
        return True
    number = meant[0].id if len(opened) > 1 else None
    await _want(ctx, meant[0], said.quantity, number)
    return True


async def _want(ctx: Context, groupbuy: Open, quantity: int | None, number: int | None) -> None:
    """Nothing is answered to who joins: only to who changes, asks again, or can't have it."""
    before = await store.own(ctx.session, groupbuy.id, ctx.sender.id)
    wanted = before or 1 if quantity is None else quantity
    if wanted == before:
        _say_same(ctx, groupbuy, before, number)
        return
    most = groupbuy.each or rules.MOST_EACH
    if wanted > most:
        _refuse(ctx, groupbuy, m.TOO_MANY, before, most=_count(groupbuy, most))
        return
    taken = await store.take(ctx.session, groupbuy.id, wanted - before)
    if taken is None:
        left = await store.left_of(ctx.session, groupbuy.id)
        if left or before:
            _refuse(ctx, groupbuy, m.ONLY_LEFT, before, left=_count(groupbuy, left))
        else:
            _say_to_all(ctx, groupbuy.id, "full", ctx.t(m.SOLD_OUT, item=groupbuy.item))
        return
    state, kept = ("in", wanted) if wanted else ("out", before)
    await store.put(ctx.session, groupbuy.id, ctx.sender.id, kept, state, ctx.now, anew=not before)
    if before:
        phrase = m.CHANGED if wanted else m.CANCELLED
        values = {"count": _count(groupbuy, wanted)} if wanted else {}
        ctx.reply(ctx.t(phrase, item=groupbuy.item, **values), mention=True)
    is_news = rules.level(showing.tiers_of(groupbuy.tiers), taken.taken) > taken.told
    if is_news and taken.tells_at is None and ctx.here is not None:
        planned = plans.tell(groupbuy.id, ctx.account_id, ctx.here.id, taken.told_at, ctx.now)
        await store.plan(ctx.session, [planned], ctx.now)
        await store.tells_at(ctx.session, groupbuy.id, planned.at)
        ctx.services.scheduler.changed()


async def _too_late(ctx: Context, said: Said) -> bool:
    """Of what has just ended; else it is talk about something else."""
    assert ctx.here is not None
    last = await store.closed_since(ctx.session, ctx.here.id, ctx.now - LATELY, ctx.now)
    if last is None or not rules.counts(said, last.unit) or said.groupbuy_id not in (None, last.id):
        return False
    _say_to_all(ctx, last.id, "late", ctx.t(m.TOO_LATE, item=last.item))
    return True


def _ask_which(ctx: Context, meant: Sequence[Open], said: Said) -> None:
    n = 1 if said.quantity is None else said.quantity
    word = m.JOIN_ONE if n else m.CANCEL_ONE
    example = ctx.t(word, number=meant[0].id, **({"n": n} if n else {}))
    lines = "\n".join(ctx.t(m.ONE, number=each.id, item=each.item) for each in meant)
    _say_to_all(ctx, meant[0].id, f"which{min(n, 1)}", ctx.t(m.WHICH, example=example, lines=lines))


def _say_to_all(ctx: Context, groupbuy_id: int, what: str, text: str) -> None:
    """One answer every few minutes for all who come in a crowd."""
    once = f"groupbuy:{groupbuy_id}:{what}:{to_ms(ctx.now) // AT_ONCE_MS}"
    ctx.reply(text, once=once)


def _say_same(ctx: Context, groupbuy: Open, before: int, number: int | None) -> None:
    """Once for each number they may have: whoever asks on and on knows."""
    once = f"groupbuy:{groupbuy.id}:same:{ctx.sender.id}:{before}"
    if not before:
        ctx.reply(ctx.t(m.NOT_IN, item=groupbuy.item), mention=True, once=once)
        return
    word = showing.said_word(ctx.language, number, before + 1)
    cancel = showing.cancel_word(ctx.language, number)
    said = ctx.t(m.SAME, item=groupbuy.item, count=_count(groupbuy, before), word=word, cancel=cancel)
    ctx.reply(said, mention=True, once=once)


def _refuse(ctx: Context, groupbuy: Open, phrase: Phrase, before: int, **values: object) -> None:
    still = ctx.t(m.STILL, count=_count(groupbuy, before)) if before else ""
    ctx.reply(ctx.t(phrase, item=groupbuy.item, still=still, **values), mention=True)


def _count(groupbuy: Open, n: int) -> str:
    return rules.counted(n, groupbuy.unit, "en" if groupbuy.language == "en" else "zh")
