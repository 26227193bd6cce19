"""What members say: 接龙, +1, 取消接龙."""

import re
from collections.abc import Sequence
from datetime import timedelta

from bot.commands.wording import fold
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
A_MINUTE = 3
"""So many are told at once that they wait; of a crowd the others see it on the list."""
_NUMBER = re.compile(r"(?:^|\s)[#＃](\d{1,15})(?=\s|$)")


async def sign_up(ctx: Context, rest: str) -> None:
    """They are in, or wait; who is in already may say how many they are."""
    number, words = split_number(rest)
    which = await _which(ctx, number)
    if which is None:
        return
    try:
        said = rules.read_said("" if fold(words) == "+1" else words)
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
    which = await _mine(ctx, number)
    if which is None:
        return
    signup = await store.locked(ctx.session, which.id)
    entry = await store.entry_of(ctx.session, which.id, str(ctx.sender.id))
    assert signup is not None
    assert entry is not None
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
    state, seat = "in", None if which.is_full else await store.take(ctx.session, which.id, heads, ctx.now)
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
        place = seat.waiting - heads + 1
        once = f"signup:waits:{which.id}:{ctx.now:%Y%m%d%H%M}:{seat.number % A_MINUTE}"
        ctx.reply(m.WAITS, mention=True, once=once, title=which.title, place=place)
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


async def _opened(ctx: Context) -> Sequence[Open]:
    assert ctx.here is not None
    return await store.open_ones(ctx.session, ctx.here.id, str(ctx.sender.id), ctx.now)


async def _which(ctx: Context, number: int | None) -> Open | None:
    """The sign-up that is meant: the one named, else the only one. None when there is none, or it was asked which."""
    found = await _opened(ctx) if ctx.here is not None else ()
    if number is not None:
        return await _numbered(ctx, found, number)
    if len(found) > 1:
        _ask_which(ctx, found, m.SIGN_UP)
    if not found:
        await _tell_closed(ctx)
    return found[0] if len(found) == 1 else None


async def _mine(ctx: Context, number: int | None) -> Open | None:
    """The sign-up that somebody gives their place back in."""
    if ctx.here is None:
        return None
    found = await store.live_ones(ctx.session, ctx.here.id, str(ctx.sender.id), ctx.now)
    if number is not None:
        named = await _numbered(ctx, found, number)
        found = [] if named is None else [named]
    theirs = [each for each in found if each.state in ("in", "waiting")]
    if len(theirs) > 1:
        _ask_which(ctx, theirs, m.CANCEL)
    elif found and not theirs:
        ctx.reply(m.NOT_SIGNED_UP, mention=True, title=found[0].title)
    elif not found and number is None:
        await _tell_closed(ctx)
    return theirs[0] if len(theirs) == 1 else None


async def _numbered(ctx: Context, found: Sequence[Open], number: int) -> Open | None:
    named = next((each for each in found if each.id == number), None)
    if named is None and ctx.here is not None:
        known = await store.find(ctx.session, ctx.here.id, number)
        ctx.reply(m.NO_SUCH if known is None else m.ALREADY_CLOSED, number=number)
    return named


def _ask_which(ctx: Context, found: Sequence[Open], word: Phrase) -> None:
    lines = "\n".join(ctx.t(m.ONE, number=each.id, title=each.title) for each in found)
    once = f"signup:which:{found[0].id}:{ctx.sender.id}:{ctx.now:%Y%m%d%H%M}"
    ctx.reply(m.WHICH, once=once, which=f"{ctx.t(word)} #{found[0].id}", lines=lines)


async def _tell_closed(ctx: Context) -> None:
    """To who comes a little too late; later the word is plain talk again."""
    if ctx.here is None:
        return
    lately = await store.latest(ctx.session, ctx.here.id, ctx.now - JUST_CLOSED)
    if lately:
        once = f"signup:late:{lately[0].id}:{ctx.now:%Y%m%d%H%M}"
        ctx.reply(m.IS_CLOSED, mention=True, once=once, title=lately[0].title)
