"""Taking back what was changed of a group, unless somebody has changed it since."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot import messages as core
from bot.context import Context
from bot.errors import Refusal
from bot.phrases import Phrase
from bot.scheduler import Rezoned
from plugins.groups import store
from storage.tables import Group


async def change(ctx: Context, summary: Phrase, name: str, value: Any, /, **values: object) -> int:
    """Set `paused` or a column of every group at hand, kept in the history with the way back.

    How many schedules go by the clock of another zone now.
    """
    undo: list[dict[str, Any]] = [
        {"op": "groups.column", "group": group.id, "name": name, "old": _read(group, name), "new": value}
        for group in ctx.groups
        if _read(group, name) != value
    ]
    for group in ctx.groups:
        _write(ctx, group, name, value)
    await _follow(ctx, name, ctx.groups)
    moved: Mapping[int, Sequence[Rezoned]] = {}
    if name == "zone":
        touched = [operation["group"] for operation in undo]
        moved = await ctx.services.scheduler.rezone(ctx.session, touched, value, ctx.now)
    undo = [operation | {"schedules": moved.get(operation["group"], [])} for operation in undo] if moved else undo
    await ctx.audit(summary, undo, **values)
    return sum(len(each) for each in moved.values())


async def undo_column(ctx: Context, operation: Mapping[str, Any]) -> None:
    """Put back what `change` changed."""
    group = await ctx.session.get_one(Group, operation["group"])
    if _read(group, operation["name"]) != operation["new"]:
        raise Refusal(core.CHANGED_SINCE)
    _write(ctx, group, operation["name"], operation["old"])
    await _follow(ctx, operation["name"], [group])
    moved = [Rezoned(*each) for each in operation.get("schedules", ())]
    await ctx.services.scheduler.undo_rezone(ctx.session, moved, ctx.now)


async def undo_tag(ctx: Context, operation: Mapping[str, Any]) -> None:
    """Put a tag back as it was."""
    group = await ctx.session.get_one(Group, operation["group"])
    if not await store.put_tag(ctx.session, [group], operation["tag"], on=not operation["new"]):
        raise Refusal(core.CHANGED_SINCE)


async def _follow(ctx: Context, name: str, groups: Sequence[Group]) -> None:
    """What waits for a morning waits for the new one."""
    if name in ("zone", "quiet_hours"):
        await ctx.services.outbox.rejudge(ctx.session, [group.id for group in groups])


def _read(group: Group, name: str) -> Any:
    return group.paused_at is not None if name == "paused" else getattr(group, name)


def _write(ctx: Context, group: Group, name: str, value: Any) -> None:
    if name == "paused":
        group.paused_at = ctx.now if value else None
    else:
        setattr(group, name, value)
        ctx.services.forget_cached()
