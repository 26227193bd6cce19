"""What the bot survives on a real gateway: killed again and again, its gateway killed, frozen, taken by another.

The outages are mostly waiting, so they pass side by side, from the first test of this file on.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio

from bot.clock import SystemClock
from bot.platforms.wechaty import WechatyPlatform
from tests.contracts.stage import Recorder
from tests.fakes.webhook import listening
from tests.gateway.fixtures import need_gateway
from tests.gateway.gateway import Gateway
from tests.gateway.live import LiveBot
from tests.gateway.season import PATIENCE, Season
from tests.gateway.stage import quick

pytestmark = [pytest.mark.gateway, pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]

LONGEST_PAUSE = 30
"""Seconds after which at the latest the bot looks for its gateway again."""
Outages = Mapping[str, asyncio.Task[None]]


@asynccontextmanager
async def season(
    folder: Path, posts: int, *, database_url: str = "", seed: int = 1, **settings: str
) -> AsyncGenerator[Season]:
    """A season whose bot is stopped and has posts to send; what came of it is checked and printed at the end."""
    folder.mkdir(exist_ok=True)
    gateway = Gateway(folder / "wechat.jsonl")
    bot = LiveBot(folder / "home", gateway.endpoint, gateway.token, database_url, **settings)
    all_of_it = Season(gateway, bot, seed)
    try:
        await all_of_it.open(posts)
        yield all_of_it
        figures = await all_of_it.settle()
        await all_of_it.check()
        assert await bot.stop() == 0
        print(json.dumps({"season": folder.name, **figures, "messages": all_of_it.words.total()}))
    except BaseException:
        print(bot.said()[-4000:])
        raise
    finally:
        bot.kill()
        gateway.kill()


async def kill_often(it: Season, kills: int) -> None:
    """Start the bot and kill it, mostly at work, sometimes while it starts."""
    for _ in range(kills):
        it.bot.start()
        if it.rng.random() < 0.75:
            await it.bot.connected(PATIENCE)
            await asyncio.sleep(it.rng.uniform(0, 0.6))
        else:
            await asyncio.sleep(it.rng.uniform(0.1, 1.5))
        it.bot.kill()


async def test_twenty_deaths(outages: Outages, tmp_path: Path, sqlite_url: str) -> None:
    """Killed at any moment, the bot sends every post once, records every message once, and counts it once."""
    await deaths(tmp_path / "sqlite", sqlite_url, kills=20, posts=300)


async def test_deaths_on_postgresql(outages: Outages, tmp_path: Path, postgres_url: str) -> None:
    """The same holds on the other database, whose server outlives the bot."""
    await deaths(tmp_path / "postgresql", postgres_url, kills=6, posts=90)


async def deaths(folder: Path, database_url: str, kills: int, posts: int) -> None:
    """So many kills while so many posts drain and members talk."""
    async with season(folder, posts, database_url=database_url, seed=kills) as it:
        await it.slow_down(posts)
        async with it.chatter():
            await kill_often(it, kills)
            it.bot.start()
            await it.bot.connected(PATIENCE)
        [[left]] = await it.bot.rows("SELECT COUNT(*) FROM outbox WHERE state = 'waiting'")
        print(f"{kills} kills; of {posts} posts {left} were left after the last")


async def gateway_gone(folder: Path, seconds: float) -> None:
    """The gateway dies in the midst of sending and is away for so long; the operator hears of the long one."""
    async with listening() as hook, season(folder, 100, alert_webhook=hook.url) as it:
        await it.slow_down(100)
        it.bot.start()
        async with it.chatter():
            await it.bot.connected(PATIENCE)
            await asyncio.sleep(0.3)
        it.gateway.kill()
        await it.bot.says("link.down")
        await asyncio.sleep(seconds)
        it.gateway.start()
        await it.bot.says("link.up", count=2, patience=LONGEST_PAUSE + PATIENCE)
        async with it.chatter():
            await asyncio.sleep(1)
        assert [("离线" in told) for told in hook.told] == ([True] if seconds > 60 else [])


async def gateway_frozen(folder: Path) -> None:
    """The gateway hangs with connections open until the bot gives it up, then goes on with all it was handed."""
    async with season(folder, 100) as it:
        await it.slow_down(100)
        it.bot.start()
        async with it.chatter():
            await it.bot.connected(PATIENCE)
            await asyncio.sleep(0.3)
        it.gateway.freeze()
        await it.bot.says("link.down", patience=PATIENCE)
        it.gateway.thaw()
        await it.bot.says("link.up", count=2, patience=PATIENCE)
        async with it.chatter():
            await asyncio.sleep(1)


async def stream_stolen(folder: Path) -> None:
    """A hasty second client takes the stream each time; the bot takes it back, ever more slowly, and for good."""
    async with season(folder, 100) as it:
        thief, heard = WechatyPlatform(quick(it.gateway), SystemClock()), Recorder()
        it.bot.start()
        await it.bot.connected(PATIENCE)
        async with it.chatter():
            await thief.start(heard)
            await it.bot.says("link.down", count=3, patience=PATIENCE)
            await thief.stop()
        ups = len(it.bot.events("link.up"))
        await it.bot.says("link.up", count=ups + 1, patience=PATIENCE)
        waits = [event["retry_in_s"] for event in it.bot.events("wechaty.down")]
        assert all(wait >= 0.25 * 2**turn for turn, wait in enumerate(waits))
        print(f"connections while fought over: {len(it.bot.events('wechaty.connected'))}, waits between: {waits}")
        async with it.chatter():
            await asyncio.sleep(1)


OUTAGES: Mapping[str, Callable[[Path], Awaitable[None]]] = {
    "gateway gone for 5 s": lambda folder: gateway_gone(folder, 5),
    "gateway gone for 90 s": lambda folder: gateway_gone(folder, 90),
    "gateway frozen": gateway_frozen,
    "stream stolen": stream_stolen,
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def outages(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Outages]:
    """All outages, under way."""
    need_gateway()
    folder = tmp_path_factory.mktemp("outages")
    tasks = {name: asyncio.ensure_future(outage(folder / name)) for name, outage in OUTAGES.items()}
    yield tasks
    for task in tasks.values():
        task.cancel()
    await asyncio.gather(*tasks.values(), return_exceptions=True)


@pytest.mark.parametrize("name", OUTAGES)
async def test_an_outage(outages: Outages, name: str) -> None:
    """Once the gateway is back nothing is lost, nothing double."""
    await outages[name]
