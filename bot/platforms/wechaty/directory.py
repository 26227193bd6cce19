"""Who is called what. The gateway is asked once per member, and never waited for longer than a message can wait."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog

from bot.platforms.wechaty.lru import Lru

LIMIT = 20_000
AT_ONCE = 16
MOST_PENDING = 512

log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Name:
    """What a member is called, and in this group."""

    name: str = ""
    alias: str = ""

    @property
    def shown(self) -> str:
        """What others read in the group."""
        return self.alias or self.name


NOBODY = Name()
Key = tuple[str, str]


class NoAnswerError(Exception):
    """The gateway did not say who somebody is, and may yet."""


class Directory:
    """Names by (group or "", member); the latest used are kept."""

    def __init__(self, ask: Callable[[str, str], Awaitable[Name]], patience: float = 0.3) -> None:
        self._ask = ask
        self._patience = patience
        self._known: Lru[Key, Name] = Lru(LIMIT)
        self._asking: dict[Key, asyncio.Task[Name]] = {}
        self._unanswered: Lru[Key, bool] = Lru(LIMIT)
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._slow = False

    def known(self, group_id: str, member_id: str) -> Name:
        """What is known already."""
        return self._known.get((group_id, member_id)) or NOBODY

    async def soon(self, group_id: str, member_id: str) -> Name:
        """The name if it is known or quickly had, else nobody; the answer is kept for the next time.

        Once an answer was slow nobody waits until one is quick again, so a slow gateway costs names, not messages.
        """
        known = self._known.get((group_id, member_id))
        if known is not None:
            return known
        if len(self._asking) >= MOST_PENDING:
            return NOBODY
        task = self._find((group_id, member_id))
        if self._slow:
            return NOBODY
        done, _ = await asyncio.wait({task}, timeout=self._patience)
        self._slow = not done
        return task.result() if done else NOBODY

    async def surely(self, group_id: str, member_id: str) -> Name:
        """The name, waiting as long as the gateway takes; nobody when it can't tell, or fails to a second time.

        Raises NoAnswerError the first time.
        """
        key = (group_id, member_id)
        known = self._known.get(key)
        if known is not None and known != NOBODY:
            return known
        name = await asyncio.shield(self._find(key))
        if key not in self._known and key not in self._unanswered:
            self._unanswered.put(key, True)
            raise NoAnswerError
        return name

    def forget(self, either_id: str) -> None:
        """What was known about a group's members or about a member is no longer true."""
        self._known.drop_where(lambda key: either_id in key)

    def clear(self) -> None:
        """Nothing known is true any more."""
        self._known.clear()
        self._unanswered.clear()

    async def stop(self) -> None:
        """Give up all questions."""
        asking = tuple(self._asking.values())
        for task in asking:
            task.cancel()
        await asyncio.gather(*asking, return_exceptions=True)

    def _find(self, key: Key) -> asyncio.Task[Name]:
        """One question for all who ask at the same time."""
        task = self._asking.get(key)
        if task is None:
            task = self._asking[key] = asyncio.create_task(self._find_now(key))
        return task

    async def _find_now(self, key: Key) -> Name:
        began = asyncio.get_running_loop().time()
        name = NOBODY
        try:
            async with self._at_once:
                name = await self._ask(*key)
            self._known.put(key, name)
        except Exception as error:
            log.info("wechaty.name_unknown", group=key[0], member=key[1], why=str(error))
        finally:
            del self._asking[key]
        if asyncio.get_running_loop().time() - began < self._patience:
            self._slow = False
        return name
