"""Drives a ticker by the clock. With the platform adapters, the only place that sleeps."""

import asyncio
import gc
from collections.abc import Awaitable, Callable, Coroutine, Generator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar, runtime_checkable

import structlog

from bot.clock import Clock

log = structlog.get_logger()

LONGEST_SLEEP = timedelta(seconds=60)
"""A clock may be set, a laptop suspended: nobody oversleeps by more."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
BREATH_S, BREATHS = 0.002, 15
"""How often a ticker looks whether others are in a hurry, and how many times before it goes on whatever they are."""


STUCK = timedelta(seconds=90)
"""A step that takes longer than this is a reason to restart the process."""


T = TypeVar("T")


def run_async(main: Coroutine[Any, Any, T]) -> T:
    """Run on the event loop the bot lives on; why that is uvloop: docs/decisions/0007-event-loop.md."""
    gc.freeze()  # what was imported stays: searching it for garbage would stall the loop now and then
    gc.set_threshold(10_000, 20, 20)  # thousands of rows at a time are no garbage either
    try:
        from uvloop import new_event_loop
    except ImportError:  # there is none for Windows
        return asyncio.run(main)
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        return runner.run(main)


class Health:
    """Which loops fail or hang, for whoever watches the process."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._began: dict[str, datetime] = {}
        self._failing: dict[str, str] = {}

    @contextmanager
    def step(self, name: str) -> Generator[None]:
        """One step of a loop: how long it takes and how it ends is what is watched."""
        self._began[name] = self._clock.now()
        try:
            yield
        except Exception as error:
            self._failing[name] = type(error).__name__
            raise
        else:
            self._failing.pop(name, None)
        finally:
            del self._began[name]

    def troubles(self) -> list[str]:
        """One line for each loop that is not well, empty when all are."""
        now = self._clock.now()
        stuck = [
            f"{name} has been busy since {at:%H:%M:%S} UTC" for name, at in self._began.items() if now - at > STUCK
        ]
        return stuck + [f"{name} fails with {why}" for name, why in self._failing.items()]


class Ticker(Protocol):
    """A service that does what is due and tells when it wants to be asked again."""

    async def tick(self, now: datetime) -> datetime | None:
        """Do what is due at `now`; the next moment something may be, or None."""
        ...


@runtime_checkable
class Wakeable(Protocol):
    """A ticker that can have something to do before the moment it named."""

    woken: asyncio.Event


async def run_forever(ticker: Ticker, clock: Clock, health: Health, hurry: Callable[[], bool] = bool) -> None:
    """Tick until cancelled, but never in the midst of one. A tick that fails is logged and tried again, ever later.

    While others are in a `hurry`, because people wait for them, it lets them go first, for a moment.
    """
    woken = ticker.woken if isinstance(ticker, Wakeable) else asyncio.Event()
    pause = FIRST_PAUSE
    while True:
        await _let_pass(hurry)
        try:
            with health.step(type(ticker).__name__.lower()):
                due = await _finish(ticker, clock.now())
        except Exception:
            log.exception("tick.failed", ticker=type(ticker).__name__, again_in_s=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        else:
            pause = FIRST_PAUSE
            await _sleep(due, clock, woken)


async def _let_pass(hurry: Callable[[], bool]) -> None:
    for _ in range(BREATHS):
        if not hurry():
            return
        await asyncio.sleep(BREATH_S)


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


async def pump(
    wait: Callable[[], Awaitable[None]], work: Callable[[], Awaitable[object]], name: str, health: Health
) -> None:
    """Work whenever there is some, until cancelled. What failed is kept by its owner and tried again, ever later."""
    pause = FIRST_PAUSE
    while True:
        await wait()
        try:
            with health.step(name):
                await work()
            pause = FIRST_PAUSE
        except Exception:
            log.exception("pump.failed", pump=name, again_in_s=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
