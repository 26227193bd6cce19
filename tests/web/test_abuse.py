"""What strangers, other owners and broken programs send to the web: nothing leaks, nothing falls over."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import func, select

from bot.web.tryout.pages import create_app as create_tryout
from bot.web.tryout.tryout import TryOut
from storage.outside import Order
from tests.web.abuse import Abuse, Server, served_at
from tests.web.abuse_api import CALLS
from tests.web.abuse_people import ORDERS, office_of_two, services_of
from tests.web.abuse_tables import ME, TABLES
from tests.web.abuse_tryout import TRYOUT
from tests.world import GroupChat, World

LEAST = 500
EVERY = {**TABLES, "calls": CALLS}


@pytest.fixture
async def server(world: World, group: GroupChat) -> AsyncIterator[Server]:
    """The running bot's own server, and two owners who know nothing of each other."""
    async with office_of_two(world, group) as server:
        yield server


@pytest.mark.filterwarnings("ignore::aiohttp.BadContentDispositionHeader")
@pytest.mark.parametrize("table", EVERY)
async def test_the_bot_bears_it(world: World, group: GroupChat, server: Server, table: str) -> None:
    """Each request is refused as it should be, and afterwards owner and members are served as ever."""
    before = server.count
    await server.bears(EVERY[table])
    assert server.count - before == len(EVERY[table])
    await world.advance(minutes=2)
    reply = await server.asked(Abuse("/office/g/<ours>/home", headers=[ME]).written(server.known))
    assert (reply.status, "读书会" in reply.text) == (200, True)
    group.heard()
    await group.owner.says("/群定位")
    group.bot_replied("群定位")
    async with services_of(world).db.read() as session:
        assert await session.scalar(select(func.count()).select_from(Order)) == ORDERS


async def test_the_try_out_bears_it(tryout: TryOut) -> None:
    """The same for the page of whoever tries the bot, and its chat goes on."""
    async with served_at(create_tryout(tryout)) as server:
        await server.bears(TRYOUT)
        reply = await server.asked(Abuse("/tryout/chat?chat=%E6%98%A5%E6%97%A5%E8%AF%BB%E4%B9%A6%E4%BC%9A").written({}))
        assert reply.status == 200
        assert "alert(1)" in reply.text
        assert server.count == len(TRYOUT) + 1


def test_there_is_enough_of_it() -> None:
    """Far more than two hundred different requests."""
    every = [each for table in (*EVERY.values(), TRYOUT) for each in table]
    assert len({str(each) for each in every}) >= LEAST
