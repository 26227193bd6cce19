"""A platform that does what the test scripted, and remembers what it was given."""

import asyncio
from collections import deque
from collections.abc import Callable
from datetime import datetime

from bot.clock import Clock
from bot.content import Link
from bot.platforms.base import Destination, MentionOf, Outcome, Parcel, Sent, Sink, Words


class ScriptedPlatform:
    """Answers sends with what was scripted for that chat, else for anybody, else takes them.

    Only what the outbox asks of a platform is scripted here; the rest is the simulator's, which passes the contract.
    """

    name = "scripted"
    max_text = 200
    announces_everyone = True

    def __init__(self, clock: Clock) -> None:
        self.taken: list[tuple[datetime, str, str]] = []
        self.asked: list[str] = []
        self.hanging: dict[str, asyncio.Event] = {}
        self._clock = clock
        self._scripts: dict[str, deque[Outcome | BaseException]] = {}

    def answer(self, *outcomes: Outcome | BaseException, chat: str = "") -> None:
        """Answer the next sends, to one chat or to any, with these."""
        self._scripts.setdefault(chat, deque()).extend(outcomes)

    def hang(self, chat: str) -> Callable[[], None]:
        """Let sends to a chat hang until the returned function is called."""
        self.hanging[chat] = asyncio.Event()
        return self.hanging[chat].set

    async def send(self, to: Destination, parcel: Parcel) -> Outcome:
        """Do as scripted; what it takes is kept with the moment, the chat and the words."""
        chat = to.group_id or to.member_id
        self.asked.append(read(parcel))
        if chat in self.hanging:
            await self.hanging[chat].wait()
        script = self._scripts.get(chat) or self._scripts.get("")
        outcome = script.popleft() if script else Sent(f"m{len(self.taken) + 1}")
        if isinstance(outcome, BaseException):
            raise outcome
        if isinstance(outcome, Sent):
            self.taken.append((self._clock.now(), chat, read(parcel)))
        return outcome

    def words_to(self, chat: str) -> list[str]:
        """What one chat was sent, in order."""
        return [words for _, to, words in self.taken if to == chat]

    async def start(self, sink: Sink) -> None:
        """Nothing to connect to."""

    async def stop(self) -> None:
        """Nothing to disconnect from."""

    async def reconcile(self, group_id: str) -> None:
        """Nobody comes or goes here."""

    async def fetch_image(self, message_id: str) -> bytes:
        """There are no pictures here."""
        raise NotImplementedError

    async def fetch_file(self, message_id: str) -> tuple[str, bytes]:
        """Nor files."""
        raise NotImplementedError

    async def fetch_link(self, message_id: str) -> Link:
        """Nor links."""
        raise NotImplementedError

    async def announce(self, group_id: str, text: str) -> Outcome:
        """Taken and forgotten."""
        return Sent()

    async def remove_member(self, group_id: str, member_id: str) -> Outcome:
        """Taken and forgotten."""
        return Sent()


def read(parcel: Parcel) -> str:
    """What a member reads, with ids in place of names."""
    if not isinstance(parcel, Words):
        return type(parcel).__name__
    return "".join(f"@{part.member_id}\u2005" if isinstance(part, MentionOf) else part for part in parcel.parts)
