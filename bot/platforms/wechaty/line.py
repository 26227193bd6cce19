"""Events in the order they came, though each needs a question to the gateway first."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any

import structlog

from bot.events import PlatformEvent

Job = Coroutine[Any, Any, Sequence[PlatformEvent]]

log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class Line:
    """Prepares up to `ahead` events side by side and hands them on one by one, in the order they were put."""

    def __init__(self, ahead: int) -> None:
        self._slots = asyncio.Semaphore(ahead)
        self._jobs: asyncio.Queue[tuple[asyncio.Task[Sequence[PlatformEvent]], bool]] = asyncio.Queue()

    async def put(self, job: Job) -> None:
        """Take the next place, waiting while all are taken: that is what holds the gateway back."""
        await self._slots.acquire()
        self._add(job, counted=True)

    def squeeze_in(self, job: Job) -> None:
        """Take the next place at once, even when all are taken: for those the one behind the line waits for."""
        self._add(job, counted=False)

    async def free_place(self) -> None:
        """Wait until the line has a place free, without taking it."""
        async with self._slots:
            pass

    def _add(self, job: Job, *, counted: bool) -> None:
        self._jobs.put_nowait((asyncio.create_task(job), counted))

    async def run(self, sink: Callable[[PlatformEvent], Awaitable[None]]) -> None:
        """Hand on for ever. A job or a sink that fails costs that event and is logged."""
        while True:
            task, counted = await self._jobs.get()
            try:
                for event in await task:
                    await sink(event)
            except Exception:
                log.exception("wechaty.event_failed")
            finally:
                if counted:
                    self._slots.release()

    def clear(self) -> None:
        """Drop whoever is waiting; for the very end."""
        while not self._jobs.empty():
            task, counted = self._jobs.get_nowait()
            task.cancel()
            if counted:
                self._slots.release()
