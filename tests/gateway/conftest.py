"""Gateways, and platforms connected to them, for the tests beside this file."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.events import LinkUp
from bot.platforms.wechaty import WechatyPlatform
from tests.contracts.stage import Recorder
from tests.gateway.fixtures import own_gateway, shared_gateway
from tests.gateway.gateway import Gateway
from tests.gateway.stage import quick

__all__ = ["connect", "own_gateway", "shared_gateway"]

Connect = Callable[..., Awaitable[tuple[WechatyPlatform, Recorder]]]


@pytest.fixture
async def connect() -> AsyncIterator[Connect]:
    """Starts a platform on a gateway and, unless told otherwise, waits until it is logged in."""
    async with AsyncExitStack() as stack:

        async def start(gateway: Gateway, *, wait: bool = True, **changes: Any) -> tuple[WechatyPlatform, Recorder]:
            platform, heard = WechatyPlatform(quick(gateway, **changes), SystemClock()), Recorder()
            stack.push_async_callback(platform.stop)
            await platform.start(heard)
            if wait:
                await heard.until(LinkUp)
            return platform, heard

        yield start
