"""The app as a whole, driven by hand."""

import asyncio
from datetime import UTC, datetime

from bot.app import App
from bot.clock import VirtualClock
from bot.platforms.simulator import Simulator
from bot.settings import settings_from
from plugins import PLUGINS


async def test_more_than_the_inbox_holds_may_have_happened_meanwhile(sqlite_url: str) -> None:
    """What was said while the bot was down is all recorded at its start, though it is more than may queue."""
    clock = VirtualClock(datetime(2026, 11, 22, 2, tzinfo=UTC))
    simulator = Simulator(clock)
    settings = settings_from({"DATABASE_URL": sqlite_url, "INBOX_LIMIT": "100"})
    await simulator.add_bot("g", "读书会", "ning", {"ning": "阿宁"})
    for n in range(250):
        await simulator.say("ning", f"第 {n} 页", message_id=str(n), group_id="g")
    async with asyncio.timeout(60):
        app = await App.open(settings, simulator, clock=clock, plugins=PLUGINS)
        await app.settle()
    assert app.bot is not None
    assert app.bot.inbox.recorded == 250
    await app.close()
