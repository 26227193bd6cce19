"""Work nobody waits for."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class Background:
    """Runs side jobs, logs those that fail, and ends them all together."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def spawn(self, job: Coroutine[Any, Any, object], what: str) -> None:
        """Start a job; `what` names it in the log should it fail."""
        task = asyncio.create_task(_guarded(job, what))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """End what still runs."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _guarded(job: Coroutine[Any, Any, object], what: str) -> None:
    try:
        await job
    except Exception as error:
        log.warning("wechaty.side_job_failed", what=what, why=str(error) or type(error).__name__)
