"""Which drops somebody may see and change, and which groups a drop is for."""

from typing import TYPE_CHECKING

from sqlalchemy import or_

from bot import audience
from bot.errors import Refusal, UserError
from bot.targets import is_operator
from plugins.drops import messages as m
from plugins.drops import store
from plugins.drops.tables import Drop
from storage.tables import Group

if TYPE_CHECKING:
    from bot.context import Context


async def aim_at(ctx: "Context", drop: Drop) -> None:
    """Act on the groups a drop is for, as they are now, in the zone of its schedule."""
    ctx.groups = await groups_of(ctx, drop)
    ctx.tag = audience.tag_shown(drop.tag or "")
    schedule = await store.schedule_of(ctx.session, drop)
    ctx.zone = schedule.zone if schedule is not None else ctx.zone


async def groups_of(ctx: "Context", drop: Drop) -> tuple[Group, ...]:
    """The groups a drop is for that the bot is in."""
    return await audience.groups_of(ctx, store.audience_of(drop))


async def find(ctx: "Context", number: int, group: Group | None = None) -> Drop:
    """The drop of this number, where it may be seen; the groups at hand are its groups then. Raises UserError.

    With a group that is managed, whatever comes to it may be.
    """
    seen = await audience.visible(ctx, Drop)
    if group is not None:
        seen = or_(seen, await audience.concerning(ctx, Drop, [group]))
    drop = await ctx.session.scalar(store.standing(ctx.account_id).where(Drop.id == number, seen))
    if drop is None:
        raise UserError(m.NO_SUCH_DROP, number=number)
    await aim_at(ctx, drop)
    return drop


async def find_mine(ctx: "Context", number: int) -> Drop:
    """The same, where it may be changed: what goes to several groups only by its author, in a private chat."""
    drop = await find(ctx, number)
    await may_change(ctx, drop)
    return drop


async def may_change(ctx: "Context", drop: Drop) -> None:
    """Raises Refusal to whom the drop is not."""
    if drop.group_id is not None:
        return
    if drop.author_id != ctx.sender.id and not await is_operator(ctx, ctx.sender):
        raise Refusal(m.NOT_YOURS, number=drop.id)
    if ctx.here is not None:
        raise Refusal(m.SET_PRIVATELY, number=drop.id)
