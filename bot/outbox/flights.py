"""Messages on their way to the platform: at most one to a chat, and no more at once than the platform keeps up with."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import structlog

from bot.content import Content
from bot.events import MessagePosted
from bot.outbox.echoes import chat_of, shows
from bot.platforms.base import Destination, Expulsion, Outcome, Parcel, Platform, Sent, Unknown
from storage.outbox import Queued

log = structlog.get_logger()

ANSWER_WITHIN = timedelta(minutes=5)
"""A delivery not answered by then is given up; adapters have shorter deadlines of their own."""
FEWEST, MOST, GROWTH = 32, 800, 4
"""Bounds of the window. What is in flight at a crash becomes unknown, so it opens only for a platform that keeps up."""


class Flight(NamedTuple):
    """A claimed row, where it goes and as what."""

    row: Queued
    lease: str
    to: Destination
    content: Content
    parcel: Parcel | Expulsion
    since: datetime


Landing = tuple[Flight, Outcome]


class Flights:
    """The deliveries that have begun and are not settled yet."""

    def __init__(self, platform: Platform, on_landing: Callable[[], None]) -> None:
        self._platform, self._on_landing = platform, on_landing
        self._unsettled: dict[int, Flight] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._landed: list[Landing] = []
        self._echoed: dict[int, str] = {}
        self._window, self._begun = FEWEST, 0

    @property
    def chats(self) -> Collection[int]:
        """The chats whose next message has to wait until the one before is settled."""
        return self._unsettled.keys()

    @property
    def rows(self) -> frozenset[int]:
        """The ids of the rows that are not settled."""
        return frozenset(flight.row.id for flight in self._unsettled.values())

    @property
    def landed(self) -> Sequence[Landing]:
        """Deliveries the platform has answered and `settled` has not been told of, oldest first."""
        return tuple(self._landed)

    @property
    def room(self) -> int:
        """How many more may begin."""
        return max(0, self._window - len(self._tasks))

    def adjust(self) -> None:
        """Open the window when all that it let through has landed; narrow it when much is flying or it stays unused.

        Of what was looked at only a part may have begun: of several messages to a chat, the first.
        """
        flying, is_used = len(self._tasks), self._begun >= self._window // GROWTH
        if flying == 0 and is_used:
            self._window = min(self._window * GROWTH, MOST)
        elif flying > self._window // 2 or not is_used:
            self._window = max(self._window // 2, FEWEST)
        self._begun = flying

    def begin(self, flights: Sequence[Flight]) -> None:
        """Hand rows to the platform, in this order."""
        self._begun += len(flights)
        for flight in flights:
            self._unsettled[flight.row.chat] = flight
            self._tasks[flight.row.chat] = asyncio.create_task(self._fly(flight))

    def settled(self, landings: Sequence[Landing]) -> None:
        """The database knows of these now."""
        del self._landed[: len(landings)]
        for flight, _ in landings:
            del self._unsettled[flight.row.chat]
            self._echoed.pop(flight.row.id, None)

    def echoed(self, echo: MessagePosted, slack: timedelta) -> bool:
        """Note that the platform shows a message still in flight as sent, whatever its answer will be.

        One said before the flight began, by more than `slack`, was another in the same words.
        """
        for flight in self._unsettled.values():
            of_then = flight.to == chat_of(echo) and flight.since - slack <= echo.sent_at
            if of_then and flight.row.id not in self._echoed and shows(echo, flight.content):
                self._echoed[flight.row.id] = echo.message_id
                return True
        return False

    def seen(self, landing: Landing) -> Outcome:
        """The platform's answer, or its echo where that knows better."""
        flight, outcome = landing
        if isinstance(outcome, Sent) and outcome.message_id:
            return outcome
        message_id = self._echoed.get(flight.row.id)
        return outcome if message_id is None else Sent(message_id)

    def overdue_at(self) -> datetime | None:
        """When the oldest delivery will have to be given up."""
        oldest = min((self._unsettled[chat].since for chat in self._tasks), default=None)
        return None if oldest is None else oldest + ANSWER_WITHIN

    def give_up_overdue(self, now: datetime) -> None:
        """Nobody will learn what became of deliveries that take too long."""
        for chat in [chat for chat in self._tasks if self._unsettled[chat].since + ANSWER_WITHIN <= now]:
            self._tasks.pop(chat).cancel()
            self._landed.append((self._unsettled[chat], Unknown("no answer")))

    async def landing(self) -> None:
        """Wait until everything has landed; raises what tore a delivery apart."""
        while self._tasks:
            tasks = tuple(self._tasks.values())
            await asyncio.wait(tasks)
            torn = [error for task in tasks if not task.cancelled() and (error := task.exception())]
            if torn:
                raise torn[0]

    async def abandon(self) -> None:
        """Stop where they are, as a crash would."""
        tasks = tuple(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._tasks.clear()

    async def _carry(self, to: Destination, parcel: Parcel | Expulsion) -> Outcome:
        if isinstance(parcel, Expulsion):
            return await self._platform.remove_member(to.group_id, parcel.member_id)
        return await self._platform.send(to, parcel)

    async def _fly(self, flight: Flight) -> None:
        try:
            outcome = await self._carry(flight.to, flight.parcel)
        except Exception as error:  # an adapter's slip: it may have been sent
            log.exception("outbox.send_raised", outbox_id=flight.row.id)
            outcome = Unknown(type(error).__name__)
        del self._tasks[flight.row.chat]
        self._landed.append((flight, outcome))
        self._on_landing()
