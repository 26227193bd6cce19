"""A group that may be woken, and what was tried there."""

from sqlalchemy import select

from bot.events import LinkDown, LinkUp
from bot.platforms.simulator import BOT
from plugins.nudges.tables import Ladder, Nudge, NudgedPerson
from tests.plugins.conftest import settled_group
from tests.world import GroupChat, World


async def silent_group(world: World, *lurkers: str) -> GroupChat:
    """The group of the fixtures with more members, where nudges are on since a few minutes past ten on a Tuesday."""
    group = await settled_group(world)
    await world.advance(days=1)
    if lurkers:
        await group.joins(*lurkers)
        await world.advance(days=7)
    await group.admin.says("/激活 开启")
    await world.advance(minutes=5)
    group.heard()
    return group


async def until_nudged(group: GroupChat, days: int = 12) -> str:
    """Time goes by in silence until the bot says something in the group; what it says."""
    for _ in range(days * 24):
        await group.world.advance(hours=1)
        if said := group.heard():
            assert len(said) == 1, said
            return said[0]
    raise AssertionError("nobody was woken")


async def stays_silent(group: GroupChat, days: float) -> None:
    """So long nothing is said in the group."""
    await group.world.advance(days=days)
    group.bot_stayed_silent()


async def talk(group: GroupChat, *names: str) -> None:
    """Each of them says something."""
    for name in names:
        await group[name].says("我来说两句。")


async def link_down(world: World) -> None:
    """The platform goes away."""
    assert world.app is not None
    await world.app.receive(LinkDown(world.clock.now(), "maintenance"))
    await world.settle()


async def link_up(world: World) -> None:
    """It is back."""
    assert world.app is not None
    await world.app.receive(LinkUp(world.clock.now(), BOT))
    await world.settle()


async def nudges_of(world: World) -> list[Nudge]:
    """Every chance that was taken or let pass."""
    assert world.app is not None
    async with world.app.db.read() as session:
        return list((await session.scalars(select(Nudge).order_by(Nudge.id))).all())


async def people_of(world: World) -> list[tuple[int, int]]:
    """Whom nudges turned to."""
    assert world.app is not None
    async with world.app.db.read() as session:
        rows = await session.execute(
            select(NudgedPerson.nudge_id, NudgedPerson.person_id).order_by(NudgedPerson.nudge_id)
        )
        return [(nudge, person) for nudge, person in rows]


async def failures_of(world: World, group_id: int = 1) -> int:
    """How many nudges in a row a group did not answer."""
    assert world.app is not None
    async with world.app.db.read() as session:
        ladder = await session.get(Ladder, group_id)
        return ladder.failures if ladder else 0
