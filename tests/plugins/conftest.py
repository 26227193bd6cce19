"""A world with a group in it: 阿宁 owns it, 老周 is an admin, 小明 and 小红 are members."""

from collections.abc import AsyncIterator

import pytest

from tests.world import GroupChat, World, open_world


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    """A running bot that knows nobody yet."""
    async with open_world(sqlite_url) as opened:
        yield opened


@pytest.fixture
async def group(world: World) -> GroupChat:
    """A group where everything said so far has been read."""
    return await settled_group(world)


@pytest.fixture
async def english(sqlite_url: str) -> AsyncIterator[GroupChat]:
    """The same group with a bot that speaks English."""
    async with open_world(sqlite_url, language="en") as opened:
        yield await settled_group(opened)


async def settled_group(world: World) -> GroupChat:
    """The group as the fixtures give it."""
    group = await world.group("读书会", "阿宁", "老周", "小明", "小红")
    await group.owner.says("/管理员 添加 @老周")
    await world.advance(minutes=1)
    group.heard()
    return group
