"""Changing a feed, with the way back; and the groups a new one is for."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement

from bot import audience
from bot import messages as core
from bot.audit import note
from bot.context import Context
from bot.errors import Refusal
from bot.targets import chosen_groups
from plugins.drops.feeds import messages as m
from plugins.drops.feeds import store
from plugins.drops.feeds.looking import Look
from plugins.drops.feeds.tables import Feed
from plugins.drops.tables import Drop

CHANGE = "feeds.change"


async def aim(ctx: Context, sets: Sequence[str]) -> None:
    """Act on the groups of these tags, else on those at hand."""
    if sets:
        await audience.aim(ctx, sets)
    elif ctx.here is None:
        ctx.groups, ctx.tag, ctx.role = await chosen_groups(ctx)
    if len(ctx.groups) == 1:
        ctx.zone = ctx.groups[0].zone or ctx.zone


def where(ctx: Context) -> ColumnElement[bool]:
    """Of all drops those for exactly the groups at hand."""
    if ctx.tag:
        return (Drop.tag == " ".join(ctx.tag.replace("#", " ").split())) & (Drop.author_id == ctx.sender.id)
    return Drop.group_id == ctx.group.id


async def baseline(ctx: Context, found: Look, *, title: str, most: int, template: str) -> Feed:
    """A new feed, all that it holds now seen."""
    await store.sweep(ctx.session)
    feed = Feed(
        account_id=ctx.account_id,
        url=found.url,
        title=title,
        most=most,
        template=template,
        etag=found.etag,
        modified=found.modified,
        checked_at=ctx.now,
    )
    ctx.session.add(feed)
    await ctx.session.flush()
    await store.mark(ctx.session, feed.id, found.parsed.entries, ctx.now)
    return feed


async def change(ctx: Context, drop: Drop, feed: Feed, wanted: Mapping[str, Any]) -> None:
    """Set some of a feed's columns, its title in the lists of drops as well."""
    old = {name: getattr(feed, name) for name, value in wanted.items() if getattr(feed, name) != value}
    if not old:
        return
    new = {name: wanted[name] for name in old}
    _set(feed, drop, new)
    await ctx.session.flush()
    operation = {"op": CHANGE, "feed": feed.id, "drop": drop.id, "old": old, "new": new}
    await note(ctx, m.DID_EDIT, [operation], number=drop.id, title=feed.title)


async def undo(ctx: Context, operation: Mapping[str, Any]) -> None:
    """Put back what `change` changed, unless it was changed again."""
    feed, drop = await ctx.session.get(Feed, operation["feed"]), await ctx.session.get(Drop, operation["drop"])
    new: Mapping[str, Any] = operation["new"]
    if feed is None or drop is None or any(getattr(feed, name) != value for name, value in new.items()):
        raise Refusal(core.CHANGED_SINCE)
    _set(feed, drop, operation["old"])
    await ctx.session.flush()


def _set(feed: Feed, drop: Drop, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(feed, name, value)
    drop.title = values.get("title", drop.title)
