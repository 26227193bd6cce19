"""Leaving groups alone, and beginning again, each with its way back."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from bot import messages as core
from bot.context import Context
from bot.errors import Refusal
from plugins.nudges import store
from plugins.nudges.tables import Ladder, Nudge
from storage.base import from_ms, to_ms
from storage.bulk import in_batches
from storage.tables import Outbox

BEGUN = "nudges.begun"


async def begin_again(ctx: Context) -> list[dict[str, Any]]:
    """Where nudges had stopped, the ladder is climbed from its foot; the ways back."""
    ways_back: list[dict[str, Any]] = []
    for ladder in (await store.ladders(ctx.session, [group.id for group in ctx.groups])).values():
        if ladder.stopped_at is not None:
            way_back = {"op": BEGUN, "group": ladder.group_id}
            ways_back.append(way_back | {"failures": ladder.failures, "stopped": to_ms(ladder.stopped_at)})
            ladder.failures, ladder.stopped_at = 0, None
    return ways_back


async def undo_begun(ctx: Context, operation: Mapping[str, Any]) -> None:
    """It has stopped as before, unless something was tried since."""
    ladder = await ctx.session.get(Ladder, operation["group"])
    if ladder is None or (ladder.failures, ladder.stopped_at) != (0, None):
        raise Refusal(core.CHANGED_SINCE)
    ladder.failures, ladder.stopped_at = operation["failures"], from_ms(operation["stopped"])


async def drop_waiting(ctx: Context) -> None:
    """Give up what was to be said in the groups at hand and is not sent yet."""
    waiting = await _waiting(ctx)
    if waiting:
        await ctx.services.outbox.drop(ctx.session, waiting)


async def _waiting(ctx: Context) -> list[int]:
    found: list[int] = []
    for some in in_batches([group.id for group in ctx.groups]):
        open_ones = select(Nudge.id).where(
            Nudge.group_id.in_(some), Nudge.settled_at.is_(None), Nudge.sent_at.is_(None)
        )
        causes = [str(nudge) for nudge in (await ctx.session.scalars(open_ones)).all()]
        mine = select(Outbox.id).where(Outbox.account_id == ctx.account_id, Outbox.state == "waiting")
        found += (
            await ctx.session.scalars(mine.where(Outbox.cause_kind == "nudge", Outbox.cause_id.in_(causes)))
        ).all()
    return found
