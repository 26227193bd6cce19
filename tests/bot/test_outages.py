"""When nothing was heard is known afterwards: of the process, of the link, and of one within the other."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.events import LinkDown, LinkUp
from bot.outages import LASTING
from bot.platforms.simulator import BOT
from bot.scheduler.absence import Heartbeat
from storage.hours import Outage
from tests.world import START, World, open_world

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    """A running bot in a group, somebody of which has spoken."""
    async with open_world(database_url, ()) as opened:
        group = await opened.group("读书会", "阿宁", "小明")
        await group["小明"].says("早")
        yield opened


async def outages(world: World) -> list[tuple[datetime, datetime]]:
    """Those that are known, in order."""
    assert world.app is not None
    async with world.app.db.read() as session:
        rows = await session.execute(select(Outage.since, Outage.until).order_by(Outage.since))
        return [(since, until) for since, until in rows]


async def down(world: World) -> None:
    """The link goes down."""
    assert world.app is not None
    await world.app.receive(LinkDown(world.clock.now(), "nobody knows"))
    await world.settle()


async def up(world: World) -> None:
    """It comes up again."""
    assert world.app is not None
    await world.app.receive(LinkUp(world.clock.now(), BOT))
    await world.settle()


async def beat(world: World) -> None:
    """The heart beats, as it does by the clock."""
    assert world.app is not None
    assert world.app.bot is not None
    await Heartbeat(world.app.db, world.app.bot.account.id).tick(world.clock.now())


async def test_a_bot_that_was_never_there_missed_nothing(world: World) -> None:
    """Its first day is no outage."""
    assert await outages(world) == []


@pytest.mark.parametrize(("minutes", "known"), [(29, False), (30, True), (600, True)])
async def test_nobody_was_there(world: World, minutes: int, known: bool) -> None:
    """From the last heartbeat to the next life, if that is half an hour or more."""
    await beat(world)
    await world.crash(minutes=minutes)
    await world.advance(minutes=minutes)
    assert await outages(world) == ([(START, START + minutes * MINUTE)] if known else [])


@pytest.mark.parametrize(("minutes", "known"), [(179, False), (181, True)])
async def test_without_a_heartbeat_three_hours_are_needed(world: World, minutes: int, known: bool) -> None:
    """Driven by hand, the last thing heard or done is all there is to go by."""
    await world.crash(minutes=minutes)
    await world.advance(minutes=minutes)
    assert await outages(world) == ([(START, START + minutes * MINUTE)] if known else [])


@pytest.mark.parametrize(("minutes", "known"), [(29, False), (30, True), (600, True)])
async def test_the_link_was_down(world: World, minutes: int, known: bool) -> None:
    """From the moment it went to the moment it came, if that is half an hour or more."""
    await world.advance(hours=5)
    await down(world)
    await world.advance(minutes=minutes)
    await up(world)
    gone = START + 5 * HOUR
    assert await outages(world) == ([(gone, gone + minutes * MINUTE)] if known else [])


async def test_while_it_is_down_it_lasts(world: World) -> None:
    """Whoever asks meanwhile is told that nothing is heard; that the link is still down changes nothing."""
    await down(world)
    await world.advance(hours=1)
    await down(world)
    assert await outages(world) == [(START, LASTING)]


async def test_killed_while_the_link_is_down(world: World) -> None:
    """It is one outage, from the link's end to the next login, however the heart beat in between."""
    await down(world)
    await world.advance(minutes=20)
    await beat(world)
    await world.crash(minutes=20)
    await world.advance(minutes=25)
    assert await outages(world) == [(START, START + 40 * MINUTE)]


async def test_killed_again_and_again(world: World) -> None:
    """Each life ends what it finds; a short one after an outage is not part of it."""
    await beat(world)
    await world.crash(hours=2)
    await world.advance(hours=2)
    await beat(world)
    await world.crash(minutes=5)
    await world.advance(minutes=5)
    assert await outages(world) == [(START, START + 2 * HOUR)]


async def test_what_is_told_later_changes_nothing(world: World) -> None:
    """Messages of the time of an outage that come at login are counted, and the outage stands."""
    await beat(world)
    await world.crash(hours=3)
    await world.advance(hours=1)
    await world.say(world.id_of("小明"), "有人吗", group_id="group1")
    await world.advance(hours=2)
    assert world.app is not None
    assert world.app.bot is not None
    assert world.app.bot.inbox.recorded == 1
    assert await outages(world) == [(START, START + 3 * HOUR)]
