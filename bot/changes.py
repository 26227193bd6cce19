"""Tells open pages that something was done in their group: never what, and never that people just talked."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable


class Changes:
    """One flag for each page that is open; raised in no time, so the bot never waits for a browser."""

    def __init__(self) -> None:
        self._flags: dict[int, set[asyncio.Event]] = defaultdict(set)
        self.watching = 0

    def tell(self, group_ids: Iterable[int | None]) -> None:
        """Something was done in these groups."""
        if not self.watching:
            return
        for group_id in group_ids:
            for flag in self._flags.get(group_id or 0, ()):
                flag.set()

    def watch(self, group_id: int) -> asyncio.Event:
        """A flag that is raised when something was done in the group; whoever sees it lowers it."""
        flag = asyncio.Event()
        self._flags[group_id].add(flag)
        self.watching += 1
        return flag

    def leave(self, group_id: int, flag: asyncio.Event) -> None:
        """Nobody looks any longer."""
        self._flags[group_id].discard(flag)
        self.watching -= 1
        if not self._flags[group_id]:
            del self._flags[group_id]
