"""What other plugins have programs told of, by the conversation that makes it happen."""

from collections.abc import AsyncIterator

import pytest

from plugins import PLUGINS
from tests.bot.test_hooks import hooked, receiver
from tests.fakes.receiver import Receiver
from tests.plugins.conftest import settled_group
from tests.plugins.test_campaigns import begun
from tests.plugins.test_nudges_temperature import evening, with_a_past
from tests.world import World, open_world

__all__ = ["receiver"]


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    """A bot that may reach this machine."""
    async with open_world(sqlite_url, PLUGINS, fetch_private="on") as world:
        yield world


async def test_a_campaign_that_is_over(world: World, receiver: Receiver) -> None:
    """Once, with its number and what it came to."""
    group = await settled_group(world)
    await hooked(group.owner, receiver.url)
    await begun(group, "/活动 新建 双11 商品=手工皂 价格=9元 日期=2026-03-24")
    await world.advance(days=40)
    [told] = [call.told for call in receiver.calls if call.told["type"] == "campaign.finished"]
    data = told["data"]
    assert (data["number"], data["day"], data["groups"]) == (1, "2026-03-24", [{"id": 1, "name": "读书会"}])


async def test_a_group_that_cools(world: World, receiver: Receiver) -> None:
    """When its owner is told, and only when it is colder than before."""
    group = await with_a_past(world, "读书会")
    await hooked(group.owner, receiver.url)
    for _ in range(6):
        await evening(group, 1)
    await world.advance(days=15)
    for _ in range(4):
        await evening(group, 1, 2, 3, 4, 5)
    told = [call.told["data"] for call in receiver.calls if call.told["type"] == "group.cooling"]
    assert [(each["before"], each["temperature"]) for each in told] == [("active", "cooling"), ("cooling", "dead")]
