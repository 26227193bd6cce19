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


async def test_somebody_waits_from_the_question_to_the_answer(sqlite_url: str) -> None:
    """Recorded or not, a command is in a hurry; plain talk is not."""
    clock = VirtualClock(datetime(2026, 11, 22, 2, tzinfo=UTC))
    simulator = Simulator(clock)
    await simulator.add_bot("g", "读书会", "ning", {"ning": "阿宁"})
    app = await App.open(settings_from({"DATABASE_URL": sqlite_url}), simulator, clock=clock, plugins=PLUGINS)
    await app.settle()
    bot = app.bot
    assert bot is not None
    await simulator.say("ning", "早上好", message_id="1", group_id="g")
    assert not bot.is_asked()
    await simulator.say("ning", "/帮助", message_id="2", group_id="g")
    assert bot.is_asked()
    await bot.inbox.flush()
    assert bot.is_asked()
    await app.settle()
    assert not bot.is_asked()
    await app.close()
