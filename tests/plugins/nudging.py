"""A group with a history of talk, so that its silence can be told from what is usual."""

from datetime import datetime

from sqlalchemy import select

from plugins.nudges.tables import Ladder, Nudge
from storage.engine import Session
from tests.world import GroupChat, World


async def used_to_talk(group: GroupChat, days: int = 29, hours: tuple[int, ...] = (0, 2, 4, 6, 8, 10)) -> None:
    """For some weeks two members talk every day at these hours after ten; then it is ten o'clock of a silent day."""
    for _ in range(days):
        last = 0
        for hour in hours:
            await group.world.advance(hours=hour - last)
            last = hour
            await group.member.says("今天怎么样？")
            await group["小红"].says("还不错。")
        await group.world.advance(hours=24 - last)


async def nudges_of(world: World) -> list[Nudge]:
    """Every chance that was taken or let pass."""
    assert world.app is not None
    async with world.app.db.read() as session:
        return list((await session.scalars(select(Nudge).order_by(Nudge.id))).all())


async def ladder_of(world: World, group_id: int = 1) -> Ladder | None:
    """Where a group stands."""
    assert world.app is not None
    async with world.app.db.read() as session:
        return await session.get(Ladder, group_id)
