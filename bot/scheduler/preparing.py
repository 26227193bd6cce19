"""What jobs need from outside is got before their transaction, and never in it; others need not wait for it."""

import asyncio
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog

from bot.scheduler.jobs import JobRun, Prepared
from storage.engine import Database
from storage.schedules import Due

log = structlog.get_logger()

LONGEST_S = 60
AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Ready:
    """What was got for a schedule as it was then, and when it was begun: to get it took time, but makes it no later."""

    row: Due
    began: datetime
    value: Any


class Preparations:
    """What is under way, and what has come of it, by schedule. Nothing of it outlives the process."""

    def __init__(self, db: Database, on_done: Callable[[], None]) -> None:
        self._db, self._on_done = db, on_done
        self._any_done = False
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._ready: dict[int, Ready] = {}
        self._places = asyncio.Semaphore(AT_ONCE)

    @property
    def under_way(self) -> Collection[int]:
        """The schedules that have to wait at this moment."""
        return tuple(self._tasks)

    def of(self, row: Due) -> Ready | None:
        """What was got for a due schedule, if nobody has changed it since."""
        ready = self._ready.get(row.id)
        return ready if ready is not None and ready.row == row else None

    def begin(self, row: Due, run: JobRun, job: Prepared) -> None:
        """Get what this moment needs."""
        self._tasks[row.id] = asyncio.create_task(self._prepare(row, run, job))

    def forget(self, schedules: Iterable[int]) -> None:
        """These have run."""
        for schedule_id in schedules:
            self._ready.pop(schedule_id, None)

    def forget_old(self) -> None:
        """Nothing is due or under way: what was got for something that is no longer planned is of no use."""
        self._ready.clear()

    async def drain(self) -> bool:
        """Wait for all that is under way; whether anything ended since the last time."""
        if self._tasks:
            await asyncio.wait(list(self._tasks.values()))
        ended, self._any_done = self._any_done, False
        return ended

    async def abandon(self) -> None:
        """Stop as a crash would."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _prepare(self, row: Due, run: JobRun, job: Prepared) -> None:
        try:
            value = await self._ask(run, job)
        except Exception as error:
            log.warning("job.unprepared", job=run.job, key=run.key, error=type(error).__name__)
            value = error
        finally:
            del self._tasks[row.id]
        self._ready[row.id] = Ready(row, run.now, value)
        self._any_done = True
        self._on_done()

    async def _ask(self, run: JobRun, job: Prepared) -> Any:
        async with self._places, self._db.lazy_read() as session, asyncio.timeout(LONGEST_S):
            return await job.prepare(run, session)
