"""The loop that drives a ticker by the clock. Real time is waited for only in milliseconds."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from bot import loops
from bot.clock import SystemClock, VirtualClock
from bot.loops import Health, run_forever
from tests.bot.speaking import NOON

SOON = timedelta(milliseconds=20)


class Counting:
    """A ticker that notes when it was asked and names what it is told to as its next moment."""

    def __init__(self, answer: Callable[[datetime], datetime | None]) -> None:
        self.woken = asyncio.Event()
        self.asked: list[datetime] = []
        self.finished = 0
        self.slowly: Awaitable[object] | None = None
        self._answer = answer

    async def tick(self, now: datetime) -> datetime | None:
        """Count, and answer or fail as told."""
        self.woken.clear()
        self.asked.append(now)
        if self.slowly is not None:
            await self.slowly
        self.finished += 1
        return self._answer(now)


async def until(condition: Callable[[], bool]) -> None:
    """Wait for something to become true, but not for ever."""
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0.001)


def start(ticker: Counting) -> "asyncio.Task[None]":
    """Run it by the machine's clock."""
    return asyncio.create_task(run_forever(ticker, SystemClock(), Health(SystemClock())))


async def end(loop: "asyncio.Task[None]") -> None:
    """Cancel and wait."""
    loop.cancel()
    with suppress(asyncio.CancelledError):
        await loop


async def test_it_ticks_at_the_moments_it_is_told() -> None:
    """Not before."""
    ticker = Counting(lambda now: now + SOON)
    loop = start(ticker)
    await until(lambda: len(ticker.asked) == 4)
    await end(loop)
    gaps = [later - earlier for earlier, later in pairwise(ticker.asked)]
    assert all(gap >= SOON for gap in gaps)


async def test_a_wake_comes_before_the_moment() -> None:
    """Otherwise it would sleep for an hour."""
    ticker = Counting(lambda now: now + timedelta(hours=1))
    loop = start(ticker)
    await until(lambda: len(ticker.asked) == 1)
    ticker.woken.set()
    await until(lambda: len(ticker.asked) == 2)
    await end(loop)


async def test_nobody_oversleeps_when_the_clock_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """It looks again after the longest sleep, however far ahead the moment seemed."""
    monkeypatch.setattr(loops, "LONGEST_SLEEP", SOON)
    ticker = Counting(lambda _: None)
    clock = VirtualClock(NOON)
    loop = asyncio.create_task(run_forever(ticker, clock, Health(clock)))
    await until(lambda: len(ticker.asked) == 2)
    clock.move_to(NOON - timedelta(days=1))
    await until(lambda: ticker.asked[-1] < NOON)
    await end(loop)


async def test_a_failing_tick_is_tried_again_and_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The loop goes on, and whoever watches it learns of it while it fails."""
    monkeypatch.setattr(loops, "FIRST_PAUSE", 0.02)
    failing = True

    def answer(now: datetime) -> datetime | None:
        if failing:
            raise RuntimeError("broken")
        return None

    ticker = Counting(answer)
    health = Health(SystemClock())
    loop = asyncio.create_task(run_forever(ticker, SystemClock(), health))
    await until(lambda: len(ticker.asked) == 2)
    assert health.troubles() == ["counting fails with RuntimeError"]
    failing = False
    await until(lambda: health.troubles() == [])
    await end(loop)


async def test_who_is_waited_for_goes_first() -> None:
    """It ticks when they are done."""
    in_a_hurry, asked = 5, 0

    def hurry() -> bool:
        nonlocal asked
        asked += 1
        return asked <= in_a_hurry

    ticker = Counting(lambda _: None)
    loop = asyncio.create_task(run_forever(ticker, SystemClock(), Health(SystemClock()), hurry))
    await until(lambda: bool(ticker.asked))
    assert asked == in_a_hurry + 1
    await end(loop)


async def test_nobody_is_in_a_hurry_for_ever() -> None:
    """However many wait, the others get their turn."""
    ticker = Counting(lambda now: now)
    loop = asyncio.create_task(run_forever(ticker, SystemClock(), Health(SystemClock()), lambda: True))
    await until(lambda: len(ticker.asked) == 2)
    await end(loop)


async def test_it_never_stops_in_the_midst_of_a_tick() -> None:
    """What a tick has committed is also acted on."""
    ticker = Counting(lambda _: None)
    gate = asyncio.Event()
    ticker.slowly = gate.wait()
    loop = start(ticker)
    await until(lambda: len(ticker.asked) == 1)
    loop.cancel()
    await asyncio.sleep(0)
    assert not loop.done()
    gate.set()
    with pytest.raises(asyncio.CancelledError):
        await loop
    assert ticker.finished == 1
