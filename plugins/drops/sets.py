"""/投放 退出: one group of a set that wants none of a drop."""

from collections.abc import Mapping
from typing import Any

from bot import messages as core
from bot.commands import Example, Target
from bot.context import Context
from bot.errors import Refusal
from bot.permissions import admin
from bot.phrases import Phrase
from plugins.drops import messages as m
from plugins.drops import reach, store
from plugins.drops.command import drop
from plugins.drops.handlers import Number


@drop.action(
    "退出",
    "leave",
    summary=Phrase("这个群不要一条多群投放", "let this group have none of a drop for several"),
    example=Example("/投放 退出 12", "/drop leave 12"),
    guard=admin,
    target=Target.GROUP,
)
async def leave(ctx: Context, number: Number) -> None:
    """The other groups still get it."""
    await _put(ctx, number, m.DID_LEAVE, m.LEFT_IT, wants_none=True)


@drop.action(
    "加入",
    "join",
    summary=Phrase("这个群重新要一条多群投放", "let this group have a drop for several again"),
    example=Example("/投放 加入 12", "/drop join 12"),
    guard=admin,
    target=Target.GROUP,
)
async def join(ctx: Context, number: Number) -> None:
    """From its next time on."""
    await _put(ctx, number, m.DID_JOIN, m.JOINED_IT, wants_none=False)


async def undo_opt_out(ctx: Context, operation: Mapping[str, Any]) -> None:
    """Put it back as it was."""
    wants_none = not operation["new"]
    if not await store.opt_out(ctx.session, operation["drop"], operation["group"], wants_none=wants_none):
        raise Refusal(core.CHANGED_SINCE)


async def _put(ctx: Context, number: int, summary: Phrase, answer: Phrase, *, wants_none: bool) -> None:
    group = ctx.group
    found = await reach.find(ctx, number, group)
    if found.group_id is not None:
        raise Refusal(m.ONLY_HERE, number=found.id)
    if group not in ctx.groups:
        raise Refusal(m.NOT_IN_SET, number=found.id)
    ctx.groups, ctx.tag = (group,), ""
    changed = await store.opt_out(ctx.session, found.id, group.id, wants_none=wants_none)
    undo = [{"op": "drops.opt_out", "group": group.id, "drop": found.id, "new": wants_none}] if changed else []
    await ctx.audit(summary, undo, number=found.id, title=found.title)
    ctx.done(answer, number=found.id, title=found.title)
