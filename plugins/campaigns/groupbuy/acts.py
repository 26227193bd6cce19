"""What can be done with a group buy: opening, ending, calling off, changing."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from bot import messages as core
from bot.content import Text
from bot.context import Context
from bot.errors import Refusal
from bot.outbox import Priority
from bot.owners import owners_of
from plugins.campaigns.activities import is_for_nobody
from plugins.campaigns.groupbuy import messages as m
from plugins.campaigns.groupbuy import plans, rules, showing, store
from plugins.campaigns.groupbuy.store import Entry
from plugins.campaigns.groupbuy.tables import Groupbuy
from storage.base import from_ms, to_ms
from storage.engine import Session

MADE, CHANGE = "groupbuy.made", "groupbuy.change"


class Over(NamedTuple):
    """One that has just ended; `said` is for its group, None where nothing can be said."""

    groupbuy: Groupbuy
    said: Text | None


async def plan_ends(ctx: Context, groupbuy: Groupbuy) -> None:
    """Have it end, and the group reminded, at its times as they are now."""
    await store.unplan(ctx.session, [f"{plans.SOON}:{groupbuy.id}"])
    await store.plan(ctx.session, list(plans.ends(groupbuy, ctx.now)), ctx.now)
    ctx.services.scheduler.changed()


async def end(
    session: Session, groupbuys: Sequence[Groupbuy], now: datetime, operators: frozenset[str] = frozenset()
) -> Sequence[Over]:
    """End them, locked and open as they are; whoever made each gets its list in private a little later."""
    people = await store.entries(session, [each.id for each in groupbuys], "in")
    groups = await store.groups(session, [each.group_id for each in groupbuys])
    gone = await store.gone(session, groupbuys)
    orphans = {group for group, author in gone if any(_is(each, group, author) for each in groupbuys)}
    owners = await owners_of(session, orphans, operators) if orphans else dict[int, int]()
    over: list[Over] = []
    for each in groupbuys:
        theirs = people.get(each.id, ())
        _end(each, theirs, now)
        left = (each.group_id, each.author_id) in gone
        each.to_id = (owners.get(each.group_id) if left else each.author_id) if theirs else None
        group = groups.get(each.group_id)
        is_silent = group is None or group.left_at is not None or group.paused_at is not None
        is_silent = is_silent or is_for_nobody(each.campaign_id, len(theirs))
        over.append(Over(each, None if is_silent else showing.result(each, theirs)))
    await session.flush()
    told = {(each.account_id, each.to_id) for each in groupbuys if each.to_id is not None}
    at = now + plans.REPORT_AFTER
    await store.plan(session, [plans.report(account, person, at) for account, person in sorted(told)], now)
    return over


def key_of(groupbuy: Groupbuy, what: str) -> str:
    """Of what is said once about it."""
    return f"groupbuy:{groupbuy.id}:{what}"


async def call_off(ctx: Context, groupbuy: Groupbuy) -> None:
    """It ends without a result; the group is told, unless nobody was in."""
    groupbuy.closed_at, groupbuy.outcome, groupbuy.tells_at = ctx.now, "cancelled", None
    await store.unplan(ctx.session, plans.keys(groupbuy.id))
    language = groupbuy.language
    said = Text((m.CALLED_OFF(language, item=groupbuy.item),))
    ctx.post(said, key=key_of(groupbuy, "cancelled"), group_id=groupbuy.group_id, priority=Priority.WELCOME)


async def change(ctx: Context, groupbuy: Groupbuy, summary: m.Phrase, **values: Any) -> None:
    """Another end or another next step, with the way back."""
    old = {name: _kept(getattr(groupbuy, name)) for name in values}
    new = {name: _kept(value) for name, value in values.items()}
    await _set(ctx, groupbuy, values)
    undo = [{"op": CHANGE, "groupbuy": groupbuy.id, "old": old, "new": new}] if old != new else []
    await ctx.audit(summary, undo, item=groupbuy.item)


async def undo_change(ctx: Context, operation: Mapping[str, Any]) -> None:
    """Put back what was changed, unless it was changed again or is over."""
    groupbuy = await _open_one(ctx, operation["groupbuy"])
    if any(_kept(getattr(groupbuy, name)) != value for name, value in operation["new"].items()):
        raise Refusal(core.CHANGED_SINCE)
    values = {name: from_ms(value) if name == "closes_at" else value for name, value in operation["old"].items()}
    if values.get("closes_at", ctx.now) < ctx.now:
        raise Refusal(core.CHANGED_SINCE)
    await _set(ctx, groupbuy, values)


async def undo_made(ctx: Context, operation: Mapping[str, Any]) -> None:
    """Forget it, while nobody is in."""
    groupbuy = await _open_one(ctx, operation["groupbuy"])
    if groupbuy.taken:
        raise Refusal(m.HAS_ENTRIES, number=groupbuy.id)
    await call_off(ctx, groupbuy)


async def _open_one(ctx: Context, number: int) -> Groupbuy:
    found = await store.locked(ctx.session, [number])
    if not found or found[0].closed_at is not None:
        raise Refusal(m.IS_CLOSED, number=number)
    return found[0]


async def _set(ctx: Context, groupbuy: Groupbuy, values: Mapping[str, Any]) -> None:
    """A new end is said to the group, wherever it was set."""
    is_moved = "closes_at" in values and values["closes_at"] != groupbuy.closes_at
    for name, value in values.items():
        setattr(groupbuy, name, value)
    if is_moved:
        await ctx.session.flush()
        await plan_ends(ctx, groupbuy)
        said = m.EXTENDED(groupbuy.language, item=groupbuy.item, until=showing.until(groupbuy))
        key = key_of(groupbuy, f"until:{ctx.event_id}")
        ctx.post(Text((said,)), key=key, group_id=groupbuy.group_id, priority=Priority.WELCOME)


def _end(groupbuy: Groupbuy, people: Sequence[Entry], now: datetime) -> None:
    groupbuy.taken = sum(each.quantity for each in people)
    best = rules.reached(showing.tiers_of(groupbuy.tiers), groupbuy.taken)
    groupbuy.closed_at, groupbuy.outcome, groupbuy.tells_at = now, "short" if best is None else "reached", None


def _is(groupbuy: Groupbuy, group_id: int, author_id: int) -> bool:
    return (groupbuy.group_id, groupbuy.author_id) == (group_id, author_id)


def _kept(value: Any) -> Any:
    return to_ms(value) if isinstance(value, datetime) else value
