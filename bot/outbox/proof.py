"""What the platform shows of our own messages decides those whose fate a crash or a lost answer left unknown."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.content import from_json
from bot.events import MessagePosted
from bot.outbox.echoes import chat_of, shows
from bot.outbox.flights import ANSWER_WITHIN, Flights, Landing
from bot.outbox.served import Served
from bot.platforms.base import Sent
from storage import echoes as table
from storage.base import to_ms

SKEW = timedelta(minutes=2)
"""How far the platform's clock may be from ours; an echo older than its attempt by more belongs to another message."""
ROUNDED = timedelta(seconds=2)
"""Platforms tell whole seconds, and clocks that are kept right differ by less."""
REMEMBERED = 4096


class Proof:
    """Echoes waiting for the next tick, and the promise that all have been shown."""

    def __init__(self, account_id: int, flights: Flights, served: Served) -> None:
        self._account_id, self._flights, self._served = account_id, flights, served
        self._echoes: list[MessagePosted] = []
        self._promises: list[frozenset[int]] = []
        self._known: OrderedDict[str, None] = OrderedDict()
        self._taken = 0, 0

    def put(self, echoes: Sequence[MessagePosted]) -> bool:
        """Keep echoes for `apply`, but for those of messages known as sent; whether there are any."""
        self._echoes.extend(echo for echo in echoes if echo.message_id not in self._known)
        return bool(self._echoes)

    def complete(self) -> None:
        """From here on an unknown message was never sent; those in flight at this moment are not yet unknown."""
        self._promises.append(self._flights.rows)

    async def apply(self, connection: AsyncConnection, landed: Iterable[Landing], now: datetime) -> None:
        """Mark what is proven to be sent, then put back what is proven not to be; `applied` follows the commit."""
        self._know(outcome.message_id for _, outcome in landed if isinstance(outcome, Sent) and outcome.message_id)
        self._taken = len(self._echoes), len(self._promises)
        fresh = {echo.message_id: echo for echo in self._echoes if echo.message_id not in self._known}
        known = await table.known(connection, list(fresh)) if fresh else set[str]()
        for message_id, echo in fresh.items():
            if message_id not in known:
                await self._take(connection, echo, now)
        for in_flight in self._promises:
            await table.never_sent(connection, self._account_id, in_flight)

    def applied(self) -> None:
        """The database knows what `apply` took."""
        echoes, promises = self._taken
        self._know(echo.message_id for echo in self._echoes[:echoes])
        del self._echoes[:echoes], self._promises[:promises]

    async def _take(self, connection: AsyncConnection, echo: MessagePosted, now: datetime) -> None:
        """Of messages in the same words, one in flight is meant when it began just before, else an earlier one."""
        if not self._flights.echoed(echo, ROUNDED) and not await self._resolve(connection, echo, now):
            self._flights.echoed(echo, SKEW)

    async def _resolve(self, connection: AsyncConnection, echo: MessagePosted, now: datetime) -> bool:
        chat = chat_of(echo)
        after, before = to_ms(echo.sent_at - ANSWER_WITHIN - SKEW), to_ms(echo.sent_at + SKEW)
        for found in await table.candidates(connection, self._account_id, chat.group_id, chat.member_id, after, before):
            if shows(echo, from_json(found.content)):
                await table.resolve(connection, found.id, echo.message_id, to_ms(echo.sent_at))
                await self._served.proven(connection, found, now)
                return True
        return False

    def _know(self, message_ids: Iterable[str]) -> None:
        self._known.update(dict.fromkeys(message_ids))
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
