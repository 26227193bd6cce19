"""Killed at any moment, the bot wakes a group once, settles once, tells its owner once."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.platforms.simulator import Crashed, CrashPoint
from plugins.nudges import jobs, outcomes
from tests.plugins.nudging import failures_of, nudges_of, people_of, silent_group
from tests.world import GroupChat, World


@pytest.fixture
async def quiet(world: World) -> GroupChat:
    """A group that may be woken from Friday, 11:20, on."""
    return await silent_group(world)


def crash_once_after(world: World, monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> None:
    """The bot is killed when this has been done for the first time, before anything is committed."""
    done: Callable[..., Awaitable[Any]] = getattr(module, name)
    crashes = iter([True])
    world._stage.crash_lasts(timedelta(minutes=5))

    async def crashing(*given: Any) -> Any:
        result = await done(*given)
        if next(crashes, False):
            world.platform.crashed = True
            raise Crashed
        return result

    monkeypatch.setattr(module, name, crashing)


async def test_killed_while_it_is_written_down(quiet: GroupChat, monkeypatch: pytest.MonkeyPatch):
    """Neither the chance nor the words are kept; both are had again."""
    crash_once_after(quiet.world, monkeypatch, jobs, "_take")
    await quiet.world.advance(days=3, hours=1, minutes=17)
    quiet.bot_stayed_silent()
    await quiet.world.advance(hours=2, minutes=20)  # the hours in which it may have been away were not heard
    assert len(quiet.heard()) == len(await nudges_of(quiet.world)) == 1
    await quiet.world.advance(hours=20)
    quiet.bot_stayed_silent()


@pytest.mark.parametrize("point", ["before_send", "after_send"])
async def test_killed_while_sending(quiet: GroupChat, point: CrashPoint):
    """It is said once: what was not sent is while it is still worth it."""
    quiet.world.crash_at_next_send(point, minutes=5)
    await quiet.world.advance(days=3, hours=10)
    assert len(quiet.heard()) == 1
    [nudge] = await nudges_of(quiet.world)
    assert (nudge.settled_at is not None, nudge.sent_at is not None) == (True, True)
    assert await failures_of(quiet.world) == 1


async def test_killed_while_settling(quiet: GroupChat, monkeypatch: pytest.MonkeyPatch):
    """A failure counts once."""
    crash_once_after(quiet.world, monkeypatch, outcomes, "settle")
    await quiet.world.advance(days=3, hours=1, minutes=17)
    await quiet.world.advance(hours=5)
    assert await failures_of(quiet.world) == 1


async def test_killed_again_and_again(world: World):
    """The whole ladder with a crash every few hours: a nudge a day at most, names once, one report."""
    group = await silent_group(world, "甲", "乙", "丙")
    group.owner.private.heard()
    for hours in (5, 7, 3, 11, 2, 13, 4) * 6:
        await world.advance(hours=hours, minutes=19)
        await world.crash(minutes=3)
    await world.advance(days=1)
    nudges = await nudges_of(world)
    days = [nudge.day for nudge in nudges]
    assert len(days) == len(set(days))
    people = [person for _, person in await people_of(world)]
    assert len(people) == len(set(people))
    assert len(group.heard()) == sum(nudge.rung != "private" and not nudge.is_held_out for nudge in nudges)
    assert len([told for told in group.owner.private.heard() if "我试了 3 次" in told]) == 1
