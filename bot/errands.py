"""What handlers need done outside their transaction: fetching, drawing. The chat waits for it, nobody else does."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from bot import messages as m
from bot.context import Beforehand
from bot.errors import UserError
from bot.inbox import Pending

LONGEST_S = 60
AT_ONCE = 8


class Errands:
    """The work under way for happenings that are answered once it is done."""

    def __init__(self, on_done: Callable[[], None]) -> None:
        self._on_done = on_done
        self._results: dict[int, dict[str, asyncio.Future[Any]]] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._places = asyncio.Semaphore(AT_ONCE)

    def keep_waiting(self, chat: int) -> bool:
        """Whether what is said in this chat has to wait, so that it is answered in its order."""
        return chat in self._tasks

    def results(self, pending: Pending) -> Mapping[str, "asyncio.Future[Any]"]:
        """What was done for a happening so far."""
        return self._results.get(pending.event_id, {})

    def run(self, pending: Pending, errand: Beforehand) -> None:
        """Begin; `on_done` is called when the happening can be handled again."""
        self._tasks[pending.chat] = asyncio.create_task(self._run(pending, errand))

    def forget(self, pending: Pending) -> None:
        """The happening was answered."""
        self._results.pop(pending.event_id, None)

    async def drain(self) -> bool:
        """Wait for all that are under way; false when there were none."""
        return bool(self._tasks) and bool(await asyncio.wait(list(self._tasks.values())))

    async def abandon(self) -> None:
        """Give up all that are under way."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self, pending: Pending, errand: Beforehand) -> None:
        async with self._places:
            result = await had(errand)
        self._results.setdefault(pending.event_id, {})[errand.key] = result
        del self._tasks[pending.chat]
        self._on_done()


async def had(errand: Beforehand) -> "asyncio.Future[Any]":
    """What the errand gives, or what it raised."""
    result: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    try:
        async with asyncio.timeout(LONGEST_S):
            result.set_result(await errand.work())
    except TimeoutError:
        result.set_exception(UserError(m.TOOK_TOO_LONG))
    except Exception as error:
        result.set_exception(error)
    return result
