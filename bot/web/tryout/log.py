"""What stands in each chat, and who is told when something comes to stand there."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

KEPT = 20_000
"""Entries of one chat; the oldest go."""
PAGE = 60
UNREAD = 256
"""Pieces of news a slow listener may be behind before it has to look anew."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a chat: what somebody said, or what happened (`kind` "note", without anybody).

    `at` is in milliseconds; `why` tells why the bot spoke; `quote` is what was quoted, with the name before it.
    """

    id: str
    at: int
    who: str
    name: str
    kind: str
    text: str
    why: str = ""
    quote: str = ""


class Log:
    """The chats of the try-out, each by its name: a group's id, or `private:` and a member's."""

    def __init__(self) -> None:
        self._chats: dict[str, list[Entry]] = defaultdict(list)
        self._listeners = set[asyncio.Queue[str | None]]()

    def restore(self, chat: str, entries: Iterable[Entry]) -> None:
        """Fill a chat with what was said in it before."""
        self._chats[chat] = list(entries)[-KEPT:]

    def add(self, chat: str, entry: Entry) -> None:
        """Let something stand there now."""
        entries = self._chats[chat]
        entries.append(entry)
        del entries[:-KEPT]
        self.tell({"is": "entry", "chat": chat, "entry": asdict(entry)})

    def page(self, chat: str, before: str = "") -> tuple[Sequence[Entry], bool]:
        """The entries before one, or the latest, in order, and whether there are more before them."""
        entries = self._chats.get(chat, [])
        end = next((n for n in range(len(entries) - 1, -1, -1) if entries[n].id == before), None) if before else None
        end = len(entries) if end is None else end
        start = max(0, end - PAGE)
        return entries[start:end], start > 0

    def last(self, chat: str) -> Entry | None:
        """The latest entry."""
        entries = self._chats.get(chat)
        return entries[-1] if entries else None

    def find(self, chat: str, entry_id: str) -> Entry | None:
        """The entry with that id, of the latest of a chat."""
        return next((each for each in reversed(self._chats.get(chat, [])) if each.id == entry_id), None)

    def clear(self) -> None:
        """Let nothing stand anywhere."""
        self._chats.clear()

    def tell(self, news: Mapping[str, Any]) -> None:
        """Tell whoever listens; who is too far behind is told to look anew."""
        text = json.dumps(news, ensure_ascii=False)
        for queue in tuple(self._listeners):
            if queue.qsize() >= UNREAD:
                self._listeners.discard(queue)
                queue.put_nowait(None)
            else:
                queue.put_nowait(text)

    @property
    def listening(self) -> int:
        """How many hear news."""
        return len(self._listeners)

    def listen(self) -> "asyncio.Queue[str | None]":
        """News as they come, in JSON; None is the end of them."""
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._listeners.add(queue)
        return queue

    def leave(self, queue: "asyncio.Queue[str | None]") -> None:
        """Listen no longer."""
        self._listeners.discard(queue)

    def close(self) -> None:
        """There will be no more news."""
        for queue in tuple(self._listeners):
            self.leave(queue)
            queue.put_nowait(None)
