"""`dandelion run` without a gateway: the try-out on this machine, until it is ended."""

import asyncio
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace

from aiohttp import web

from bot import log
from bot.loops import run_async
from bot.plugin import Plugin
from bot.settings import Settings
from bot.web.door import Door
from bot.web.tryout import messages as say
from bot.web.tryout.pages import create_app
from bot.web.tryout.tryout import TryOut

SHUTDOWN_S = 2
FAILED = 1


def run(settings: Settings, plugins: Sequence[Plugin]) -> int:
    """Serve until told to stop; the exit code."""
    level = "warning" if settings.log_level == "info" else settings.log_level
    log.configure(replace(settings, log_level=level))
    return run_async(_serve(settings, plugins))


async def _serve(settings: Settings, plugins: Sequence[Plugin]) -> int:
    tryout, over = TryOut(settings, plugins), asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, over.set)
    runner = web.AppRunner(create_app(tryout), shutdown_timeout=SHUTDOWN_S)
    await runner.setup()
    try:
        await tryout.open()
        try:
            await Door(runner, settings.web_host, settings.web_port).start()
        except OSError as error:
            print(say.NO_PLACE(settings.language, port=settings.web_port, why=error.strerror), file=sys.stderr)
            return FAILED
        print(say.TRYOUT(settings.language, url=f"http://{settings.web_host}:{settings.web_port}/"), file=sys.stderr)
        print(say.STOP(settings.language), file=sys.stderr)
        living = asyncio.create_task(tryout.live())
        await asyncio.wait({living, asyncio.create_task(over.wait())}, return_when=asyncio.FIRST_COMPLETED)
        if living.done():
            await living
        living.cancel()
        return 0
    finally:
        await tryout.close()
        await runner.cleanup()
