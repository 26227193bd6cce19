"""A machine's clock that is put elsewhere while the bot runs."""

from datetime import timedelta

import pytest

from tests.world import World, open_world

HOURS = [-1 / 60, -3, -49, -24 * 400, 24 * 400]


async def jump(world: World, hours: float) -> None:
    """Put the clock elsewhere, as somebody does who sets it."""
    world.clock.move_to(world.clock.now() + timedelta(hours=hours))
    await world.settle()


@pytest.mark.parametrize("hours", HOURS)
@pytest.mark.parametrize("restarted", [False, True])
async def test_the_bot_goes_on_after_its_clock_was_set(sqlite_url: str, hours: float, restarted: bool) -> None:
    """It answers within seconds and welcomes who comes, by the new time, with its limits on."""
    async with open_world(sqlite_url, pacing="on", quiet_hours="") as world:
        group = await world.group("读书群", "阿宁", "小明")
        await world.advance(minutes=1)
        for _ in range(6):
            await group["小明"].says("/身份")
        await world.advance(minutes=1)
        await jump(world, hours)
        if restarted:
            await world.crash(seconds=0)
            await world.advance(seconds=1)
        said = len(world.platform.accepted)
        await group["小明"].says("/身份")
        await world.advance(seconds=10)
        assert len(world.platform.accepted) == said + 1
        await group.joins("小红")
        await world.advance(seconds=90)
        assert world.platform.accepted[-1].mentions
