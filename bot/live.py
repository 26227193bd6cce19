"""The bot on a real platform, from start to signal."""

import asyncio
import signal
import sys
from collections.abc import Sequence

import structlog

from bot import messages as m
from bot.app import RESTART, App
from bot.clock import SystemClock
from bot.loops import run_async
from bot.operations.watch import probes
from bot.platforms.wechaty import WechatyConfig, WechatyPlatform
from bot.plugin import Plugin
from bot.services import Services
from bot.settings import Settings
from bot.web.api.app import create_api
from bot.web.office.app import create_office
from bot.web.server import serving

log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


def run(settings: Settings, plugins: Sequence[Plugin]) -> int:
    """Run until told to stop; the exit code. A login as another account starts over with that account's services."""
    while (code := run_async(_session(settings, plugins))) == RESTART:
        log.info("app.restarting")
    return code


async def _session(settings: Settings, plugins: Sequence[Plugin]) -> int:
    clock = SystemClock()
    platform = WechatyPlatform(_config(settings), clock)

    def announce_claim(code: str) -> None:
        print(m.CLAIM(settings.language, code=code), file=sys.stderr)

    app = await App.open(settings, platform, clock=clock, plugins=plugins, announce_claim=announce_claim)
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, app.stop)

    def services() -> Services | None:
        return app.bot.services if app.bot is not None else None

    office, api = create_office(settings, services, clock), create_api(settings, plugins, services, clock)
    try:
        async with serving(settings.web_host, settings.web_port, probes(app), office, api):
            return await app.serve()
    finally:
        await app.close()


def _config(settings: Settings) -> WechatyConfig:
    return WechatyConfig(
        endpoint=settings.wechaty_endpoint,
        token=settings.wechaty_token.reveal(),
        tls=settings.wechaty_tls,
        tls_name=settings.wechaty_tls_name,
        accept_invites=settings.wechaty_accept_invites,
    )
