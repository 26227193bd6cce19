"""What members say: 接龙, +1, 取消接龙."""

import re
from datetime import timedelta

from bot.content import Mention, Text
from bot.context import Context
from bot.errors import UserError
from bot.phrases import Phrase
from plugins.campaigns.signup import acts, plans, rules, store
from plugins.campaigns.signup import messages as m
from plugins.campaigns.signup.rules import Said
from plugins.campaigns.signup.store import Open
from plugins.campaigns.signup.tables import SignupEntry

JUST_CLOSED = timedelta(days=1)
"""So long somebody who comes too late is told so."""
_NUMBER = re.compile(r"(?:^|\s)[#＃](\d{1,15})(?=\s|$)")


async def sign_up(ctx: Context, rest: str) -> None:
    """They are in, or wait; who is in already may say how many they are."""
    number, words = split_number(rest)
    which = await _which(ctx, number, m.SIGN_UP, tells_closed=True)
    if which is None:
        return
    try:
        said = rules.read_said(words)
    except UserError as error:
        ctx.reply(error.phrase(ctx.language, **error.values))
        return
    if which.state in ("in", "waiting"):
        await _again(ctx, which, said)
    else:
        await _enter(ctx, which, said)


async def plus_one(ctx: Context, rest: str) -> None:
    """The same, of one person; plain talk where nothing is open."""
    if ctx.here is not None and await _opened(ctx):
        await sign_up(ctx, rest)


async def withdraw(ctx: Context, rest: str) -> None:
    """They are out, and somebody who waits gets their seat."""
    number, _ = split_number(rest)
    which = await _which(ctx, number, m.CANCEL, tells_closed=True, mine=True)
    if which is None:
        return
    signup = await store.locked(ctx.session, which.id)
    entry = await store.entry_of(ctx.session, which.id, str(ctx.sender.id))
    if signup is None or entry is None or entry.state == "out":
        ctx.reply(m.NOT_SIGNED_UP, mention=True, title=which.title)
        return
    acts.leave(signup, entry)
    ctx.reply(m.CANCELLED, mention=True, title=signup.title)
    await acts.move_up(ctx, signup)
    await acts.show_soon(ctx, signup)


def split_number(text: str) -> tuple[int | None, str]:
    """The sign-up that a `#5` in the text names, and the text without it."""
    match = _NUMBER.search(text)
    if match is None:
        return None, text
    return int(match[1]), f"{text[: match.start()]} {text[match.end() :]}".strip()


async def _enter(ctx: Context, which: Open, said: Said) -> None:
    assert ctx.here is not None
    heads = said.heads or 1
    state, seat = "in", await store.take(ctx.session, which.id, heads, ctx.now)
    if seat is None:
        state, seat = "waiting", await store.queue(ctx.session, which.id, heads, ctx.now)
    if seat is None:
        ctx.reply(m.IS_CLOSED, title=which.title)
        return
    entry = SignupEntry(
        signup_id=which.id,
        who=str(ctx.sender.id),
        number=seat.number,
        person_id=ctx.sender.id,
        name="",
        heads=heads,
        note=said.note,
        state=state,
        at=ctx.now,
    )
    await store.put(ctx.session, entry)
    if state == "waiting":
        place = await store.place_of(ctx.session, which.id, seat.number)
        ctx.reply(m.WAITS, mention=True, title=which.title, place=place)
    if seat.lists_at is None:
        await plans.plan_list(ctx, which.id, ctx.here.id, seat.listed_at)


async def _again(ctx: Context, which: Open, said: Said) -> None:
    """Of who is in or waits: what is said anew is noted, and nothing else changes their place."""
    signup = await store.locked(ctx.session, which.id)
    entry = await store.entry_of(ctx.session, which.id, str(ctx.sender.id))
    assert signup is not None
    assert entry is not None
    if said.heads is None and not said.note:
        await _tell_already(ctx, which, entry)
        return
    heads = said.heads or entry.heads
    if not acts.resize(signup, entry, heads):
        left = max(0, (signup.cap or 0) - signup.taken)
        ctx.reply(m.ONLY_LEFT, mention=True, title=signup.title, n=left, heads=entry.heads)
        return
    entry.note = said.note or entry.note
    await acts.move_up(ctx, signup)
    await acts.show_soon(ctx, signup)


async def _tell_already(ctx: Context, which: Open, entry: SignupEntry) -> None:
    once = f"signup:already:{which.id}:{ctx.sender.id}:{ctx.now:%Y%m%d%H}"
    if entry.state == "waiting":
        place = await store.place_of(ctx.session, which.id, entry.number)
        words = ctx.t(m.ALREADY_WAITING, title=which.title, place=place)
    else:
        is_only = len(await _opened(ctx)) == 1
        word = ctx.t(m.SIGN_UP) if is_only else f"{ctx.t(m.SIGN_UP)} #{which.id}"
        example = f"{word} {entry.heads + 1}"
        words = ctx.t(m.ALREADY, title=which.title, heads=entry.heads, example=example)
    ctx.reply(Text((Mention(ctx.sender.id), words)), once=once)


async def _opened(ctx: Context):
    assert ctx.here is not None
    return await store.open_ones(ctx.session, ctx.here.id, str(ctx.sender.id), ctx.now)


async def _which(
    ctx: Context, number: int | None, word: Phrase, *, tells_closed: bool, mine: bool = False
) -> Open | None:
    """The sign-up that is meant: the one named, else the only one. None when there is none, or it was asked which."""
    if ctx.here is None:
        return None
    found = await _opened(ctx)
    if mine and number is None and len(theirs := [each for each in found if each.state in ("in", "waiting")]) == 1:
        return theirs[0]
    if number is not None:
        named = [each for each in found if each.id == number]
        if not named:
            known = await store.find(ctx.session, ctx.here.id, number)
            ctx.reply(m.NO_SUCH if known is None else m.ALREADY_CLOSED, number=number)
        return named[0] if named else None
    if len(found) > 1:
        lines = "\n".join(ctx.t(m.ONE, number=each.id, title=each.title) for each in found)
        ctx.reply(m.WHICH, example=f"{ctx.t(word)} #{found[0].id}", lines=lines)
        return None
    if not found and tells_closed:
        await _tell_closed(ctx)
    return found[0] if found else None


async def _tell_closed(ctx: Context) -> None:
    """To who comes a little too late; later the word is plain talk again."""
    assert ctx.here is not None
    lately = await store.latest(ctx.session, ctx.here.id, ctx.now - JUST_CLOSED)
    if lately:
        ctx.reply(m.IS_CLOSED, mention=True, title=lately[0].title)
