"""What there is as a file that gives it back."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import and_, select

from bot import audience
from bot.context import Context
from plugins.drops.exchange import state
from plugins.drops.exchange.plan import News, Plan, PlannedDrop, Queue, Where
from plugins.drops.library.tables import Material
from plugins.drops.tables import Drop
from storage.engine import ReadSession
from storage.tables import Group


async def plan_of(ctx: Context) -> Plan:
    """The drops that go to the groups at hand and that the person may see, and their library."""
    which = and_(
        Drop.account_id == ctx.account_id,
        await audience.visible(ctx, Drop),
        await audience.concerning(ctx, Drop, ctx.groups),
    )
    media = ctx.services.settings.media_dir
    drops = await state.drops_of(ctx.session, which, ctx.now, media)
    materials = await state.materials_of(ctx.session, Material.owner_id == ctx.sender.id, media)
    return Plan(await named(ctx.session, ctx.account_id, drops.values()), tuple(materials))


async def named(session: ReadSession, account_id: int, drops: Iterable[PlannedDrop]) -> tuple[PlannedDrop, ...]:
    """The drops with their groups by name, where that tells which is meant; in the order a file has them."""
    query = select(Group.id, Group.name).where(Group.account_id == account_id, Group.left_at.is_(None))
    groups = {str(number): name for number, name in (await session.execute(query)).all()}
    names = list(groups.values())

    def name_of(number: str) -> str:
        name = groups.get(number, "").strip()
        is_clear = bool(name) and names.count(name) == 1 and name[0] not in "#＃" and name not in groups
        return name if is_clear else number

    told = [
        replace(
            drop,
            where=drop.where if drop.where.tag else Where(name_of(drop.where.group)),
            without=tuple(map(name_of, drop.without)),
        )
        for drop in drops
    ]
    return tuple(sorted(told, key=_order))


def _order(drop: PlannedDrop) -> int:
    return 1 if isinstance(drop.source, Queue) else 2 if isinstance(drop.source, News) else 0
