"""The history of what people had the bot do, and the way back from each reversible act."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from bot import group_settings
from bot import messages as m
from bot.errors import UserError
from storage.tables import Audit

if TYPE_CHECKING:
    from bot.context import Context

Operation = Mapping[str, Any]


async def record(ctx: "Context", summary: str, undo: Sequence[Operation]) -> None:
    """One row for each group at hand, or one for none; an operation naming a group goes to that group's row."""
    for group_id in [group.id for group in ctx.groups] or [None]:
        mine = [dict(op) for op in undo if op.get("group", group_id) == group_id]
        ctx.session.add(
            Audit(
                event_id=ctx.event_id,
                at=ctx.now,
                account_id=ctx.account_id,
                group_id=group_id,
                person_id=ctx.person.id if ctx.person else None,
                command=ctx.said.text[:200],
                summary=summary,
                undo=mine or None,
            )
        )


async def undo_last(ctx: "Context") -> Sequence[Audit]:
    """Take back the person's last reversible act on the groups at hand; what was undone, one row a group."""
    groups = [group.id for group in ctx.groups]
    query = select(Audit).where(
        Audit.person_id == ctx.sender.id, Audit.undo.is_not(None), Audit.undone_at.is_(None), Audit.group_id.in_(groups)
    )
    last = await ctx.session.scalar(query.order_by(Audit.id.desc()).limit(1))
    if last is None:
        raise UserError(m.NOTHING_TO_UNDO)
    rows = (await ctx.session.scalars(query.where(Audit.event_id == last.event_id))).all()
    for row in rows:
        for operation in reversed(row.undo or []):
            await ctx.services.undoers[operation["op"]](ctx, operation)
        row.undone_at = ctx.now
    return rows


async def undo_setting(ctx: "Context", operation: Operation) -> None:
    """Put a setting back, unless somebody has changed it since."""
    group_id, name = operation["group"], operation["name"]
    if await group_settings.value_of(ctx.session, group_id, name) != operation["new"]:
        raise UserError(m.CHANGED_SINCE)
    await group_settings.store(ctx.session, group_id, name, operation["old"])
