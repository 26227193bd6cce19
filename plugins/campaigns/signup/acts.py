"""What becomes of entries and sign-ups; the sign-up is locked (`store.locked`), so its counters are exact."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot import messages as core
from bot.context import Context
from bot.errors import Refusal
from bot.outbox import Priority
from bot.phrases import Phrase
from plugins.campaigns.signup import plans, rules, showing, store
from plugins.campaigns.signup.rules import Wait
from plugins.campaigns.signup.tables import Signup, SignupEntry
from storage.base import from_ms, to_ms

MADE, CHANGE, ENTRY = "signup.made", "signup.change", "signup.entry"
MOMENTS = ("starts_at", "closes_at", "closed_at")


def fits(signup: Signup, heads: int) -> bool:
    """Whether there are as many seats."""
    return signup.cap is None or signup.taken + heads <= signup.cap


def is_live(signup: Signup, now: datetime) -> bool:
    """Whether it is open, or closed but still to come, so that a free seat is of use."""
    return signup.closed_at is None or (signup.starts_at is not None and signup.starts_at > now)


def enter(signup: Signup, entry: SignupEntry) -> None:
    """A seat, or a place on the waiting list, with the next number."""
    signup.entered += 1
    entry.number = signup.entered
    seat(signup, entry)


def seat(signup: Signup, entry: SignupEntry) -> None:
    """The same for who has a number."""
    entry.state = "in" if fits(signup, entry.heads) else "waiting"
    _count(signup, entry, 1)


def leave(signup: Signup, entry: SignupEntry) -> None:
    """Neither in nor waiting any longer."""
    _count(signup, entry, -1)
    entry.state = "out"


def resize(signup: Signup, entry: SignupEntry, heads: int) -> bool:
    """Another number of people; false, with nothing changed, when there are not as many seats."""
    if entry.state == "in" and not fits(signup, heads - entry.heads) and heads > entry.heads:
        return False
    _count(signup, entry, -1)
    entry.heads = heads
    _count(signup, entry, 1)
    return True


async def move_up(ctx: Context, signup: Signup) -> None:
    """Free seats go to those who wait, and they are told by a real mention."""
    if not signup.waiting or not is_live(signup, ctx.now):
        return
    await ctx.session.flush()
    waiting = {each.number: each for each in await store.entries(ctx.session, signup.id, "waiting")}
    free = None if signup.cap is None else signup.cap - signup.taken
    up = [waiting[who.number] for who in rules.moving_up([Wait(n, e.heads) for n, e in waiting.items()], free)]
    for entry in up:
        _count(signup, entry, -1)
        entry.state = "in"
        _count(signup, entry, 1)
    if up:
        is_only = await is_the_only(ctx, signup)
        named = await store.listed(ctx.session, signup, up)
        content = showing.moved_up(signup, named, is_only=is_only)
        key = f"signup:up:{signup.id}:{ctx.event_id}"
        ctx.post(content, key=key, group_id=signup.group_id, priority=Priority.ANSWER)


async def is_the_only(ctx: Context, signup: Signup) -> bool:
    """Whether no other sign-up is open in the group."""
    opened = await store.open_ones(ctx.session, signup.group_id, "", ctx.now)
    return all(each.id == signup.id for each in opened)


async def show_soon(ctx: Context, signup: Signup) -> None:
    """Something is new on the list."""
    if signup.lists_at is None and signup.closed_at is None:
        await ctx.session.flush()
        await plans.plan_list(ctx, signup.id, signup.group_id, signup.listed_at)


async def change(ctx: Context, signup: Signup, summary: Phrase, **new: Any) -> bool:
    """Set fields of a sign-up, kept in the history with the way back; whether any is another one now."""
    old = {name: getattr(signup, name) for name in new}
    if old == new:
        return False
    await _set(ctx, signup, new)
    way = {"op": CHANGE, "signup": signup.id, "old": kept(old), "new": kept(new)}
    await ctx.audit(summary, [way], title=signup.title)
    return True


async def note_entry(
    ctx: Context, signup: Signup, summary: Phrase, name: str, before: tuple[str, int], entry: SignupEntry
) -> None:
    """Keep an admin's act on an entry in the history; `before` is the state and how many people it had."""
    state, heads = before
    way = {"op": ENTRY, "signup": signup.id, "who": entry.who, "old": state, "new": entry.state, "heads": heads}
    await ctx.audit(summary, [way], title=signup.title, name=name)


async def undo_made(ctx: Context, operation: Mapping[str, Any]) -> None:
    """Close it without a word, unless somebody has signed up."""
    signup = await store.locked(ctx.session, operation["signup"])
    if signup is None or signup.closed_at is not None or signup.taken or signup.waiting:
        raise Refusal(core.CHANGED_SINCE)
    signup.closed_at = ctx.now
    await plans.forget(ctx, signup)


async def undo_change(ctx: Context, operation: Mapping[str, Any]) -> None:
    """Put back what was changed, unless it was changed again."""
    signup = await store.locked(ctx.session, operation["signup"])
    if signup is None or kept({name: getattr(signup, name) for name in operation["new"]}) != operation["new"]:
        raise Refusal(core.CHANGED_SINCE)
    old = {name: from_ms(v) if name in MOMENTS and v is not None else v for name, v in operation["old"].items()}
    if old.get("closed_at", 0) is None and signup.closes_at <= ctx.now:
        raise Refusal(core.CHANGED_SINCE)
    await _set(ctx, signup, old)


async def undo_entry(ctx: Context, operation: Mapping[str, Any]) -> None:
    """Who was added goes, who was taken off comes back with the number they had, who is more is as many as before."""
    signup = await store.locked(ctx.session, operation["signup"])
    entry = await store.entry_of(ctx.session, operation["signup"], operation["who"])
    if signup is None or entry is None or entry.state != operation["new"] or not is_live(signup, ctx.now):
        raise Refusal(core.CHANGED_SINCE)
    if entry.state != "out":
        leave(signup, entry)
    if operation["old"] != "out":
        entry.heads = operation["heads"]
        seat(signup, entry)
    if operation["old"] == operation["new"] == "in" and entry.state != "in":
        raise Refusal(core.CHANGED_SINCE)
    await move_up(ctx, signup)
    await show_soon(ctx, signup)


def kept(values: Mapping[str, Any]) -> dict[str, Any]:
    """As history keeps it."""
    return {name: to_ms(v) if name in MOMENTS and v is not None else v for name, v in values.items()}


async def _set(ctx: Context, signup: Signup, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(signup, name, value)
    await ctx.session.flush()
    if signup.closed_at is None:
        if any(name in values for name in MOMENTS):
            await plans.plan_all(ctx, signup)
        await move_up(ctx, signup)
        await show_soon(ctx, signup)


def _count(signup: Signup, entry: SignupEntry, sign: int) -> None:
    if entry.state == "in":
        signup.taken += sign * entry.heads
    elif entry.state == "waiting":
        signup.waiting += sign * entry.heads
