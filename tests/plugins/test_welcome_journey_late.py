"""A newcomer's steps when the bot was away at their moment, in conversations."""

import pytest

from tests.plugins.test_welcome_journey import DAY_1, quiet
from tests.world import GroupChat, World

__all__ = ["quiet"]


async def test_a_day_without_the_bot_is_caught_up_with(world: World, quiet: GroupChat):
    """Not at night: the next day those get it who missed it, with those whose turn it is, each once."""
    await quiet.admin.says(DAY_1)
    quiet.heard()
    await quiet.joins("小林")
    await world.advance(hours=20)
    await quiet.joins("阿木")
    await world.crash(hours=20)
    await world.advance(hours=25)
    quiet.bot_stayed_silent()
    await world.advance(hours=3)
    quiet.bot_replied("@小林 @阿木 来了一天了")
    await world.advance(days=2)
    quiet.bot_stayed_silent()


async def test_a_morning_without_the_bot(world: World, quiet: GroupChat):
    """As soon as it is back, while it is day."""
    await quiet.admin.says(DAY_1)
    quiet.heard()
    await quiet.joins("小林")
    await world.advance(hours=20)
    await world.crash(hours=10)
    await world.advance(hours=10, minutes=1)
    quiet.bot_replied("@小林 来了一天了")
    await world.advance(days=2)
    quiet.bot_stayed_silent()


@pytest.mark.parametrize("point", ["before_send", "after_send"])
async def test_a_crash_at_a_step(world: World, quiet: GroupChat, point: str):
    """Who was written down as addressed is addressed once."""
    await quiet.admin.says(DAY_1)
    quiet.heard()
    await quiet.joins("小林")
    world.crash_at_next_send("after_send" if point == "after_send" else "before_send", seconds=30)
    await world.advance(days=4)
    assert len([text for text in quiet.heard() if "@小林" in text]) == 1


async def test_a_step_of_yesterday_is_not_said(world: World, quiet: GroupChat):
    """A crash kept it from being sent until the next morning: some whom it addresses may have left."""
    await quiet.admin.says(DAY_1)
    quiet.heard()
    await quiet.joins("小林", "阿木")
    world.crash_at_next_send("before_send", hours=22)
    await world.advance(days=1)
    await quiet.leaves("小林")
    await world.advance(days=3)
    quiet.bot_stayed_silent()
