"""Drives a ticker by the clock. With the platform adapters, the only place that sleeps."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

import structlog

from bot.clock import Clock

log = structlog.get_logger()

LONGEST_SLEEP = timedelta(seconds=60)
"""A clock may be set, a laptop suspended: nobody oversleeps by more."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0


class Ticker(Protocol):
    """A service that does what is due and tells when it wants to be asked again."""

    async def tick(self, now: datetime) -> datetime | None:
        """Do what is due at `now`; the next moment something may be, or None."""
        ...


@runtime_checkable
class Wakeable(Protocol):
    """A ticker that can have something to do before the moment it named."""

    woken: asyncio.Event


async def run_forever(ticker: Ticker, clock: Clock) -> None:
    """Tick until cancelled, but never in the midst of one. A tick that fails is logged and tried again, ever later."""
    woken = ticker.woken if isinstance(ticker, Wakeable) else asyncio.Event()
    pause = FIRST_PAUSE
    while True:
        try:
            due = await _finish(ticker, clock.now())
        except Exception:
            log.exception("tick.failed", ticker=type(ticker).__name__, again_in_s=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        else:
            pause = FIRST_PAUSE
            await _sleep(due, clock, woken)


async def _finish(ticker: Ticker, now: datetime) -> datetime | None:
    """A whole tick: what it has committed is also acted on, whoever cancels."""
    tick = asyncio.ensure_future(ticker.tick(now))
    try:
        return await asyncio.shield(tick)
    except asyncio.CancelledError:
        await asyncio.gather(tick, return_exceptions=True)
        raise


async def _sleep(due: datetime | None, clock: Clock, woken: asyncio.Event) -> None:
    left = LONGEST_SLEEP if due is None else min(due - clock.now(), LONGEST_SLEEP)
    if left <= timedelta():
        await asyncio.sleep(0)
        return
    try:
        async with asyncio.timeout(left.total_seconds()):
            await woken.wait()
    except TimeoutError:
        return


async def pump(wait: Callable[[], Awaitable[None]], work: Callable[[], Awaitable[object]], name: str) -> None:
    """Work whenever there is some, until cancelled. What failed is kept by its owner and tried again, ever later."""
    pause = FIRST_PAUSE
    while True:
        await wait()
        try:
            await work()
            pause = FIRST_PAUSE
        except Exception:
            log.exception("pump.failed", pump=name, again_in_s=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
