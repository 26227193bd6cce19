"""Which due rows may go now. Within a lane, a chat and a priority, nothing overtakes."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.outbox import delivery
from bot.outbox.pacing import REMEMBERED, Held, Hold, Pacing, Priority, Wish
from bot.outbox.served import Served
from bot.serving import Standing, Wait
from storage import outbox as queue
from storage.base import from_ms, to_ms
from storage.bulk import Row
from storage.outbox import Queued


class Lanes:
    """What is held up by what went before it; all else is for pacing and the rules of serving to say."""

    def __init__(self, account_id: int, pacing: Pacing, served: Served) -> None:
        self._account_id, self._pacing, self._served = account_id, pacing, served
        self._waits: dict[tuple[int, int], datetime] = {}
        self._known = False

    def forget(self) -> None:
        """Somebody else has changed what waits: `look` again."""
        self._known = False

    async def look(self, connection: AsyncConnection, now: datetime) -> None:
        """Learn what holds up others in its chat, where that is not known."""
        if not self._known:
            held = await queue.held_chats(connection, self._account_id, to_ms(now))
            self._waits = {(chat, priority): from_ms(until) for chat, priority, until in held}
            self._known = True

    def wait(self, row: Queued, until: datetime, now: datetime) -> None:
        """Nothing of this priority may overtake the row in its chat."""
        self._waits[row.chat, row.priority] = until
        if len(self._waits) > REMEMBERED:
            self._waits = {lane: at for lane, at in self._waits.items() if at > now}

    def sort_out(
        self, rows: Sequence[Queued], standings: Mapping[int, Standing], now: datetime
    ) -> tuple[list[Queued], list[Row], list[Row]]:
        """Of due rows: those to send, those to look at later, and those that will never be sent."""
        chosen, held, ended = list[Queued](), list[Row](), list[Row]()
        taken: set[int] = set()
        for row in rows:
            verdict = self._served.verdict(row, standings, now)
            if end := delivery.end_of(row, verdict, now):
                ended.append((*end, row.id))
            elif row.chat in taken:
                continue
            elif isinstance(verdict, Wait):  # it holds up nothing: what is behind it may be what it waits for
                held.append((to_ms(verdict.until), verdict.why, row.id))
            else:
                hold = self._hold(row, now)
                if hold is None:
                    taken.add(row.chat)
                    chosen.append(row)
                elif hold.account:
                    break
                else:
                    self.wait(row, hold.until, now)
                    held.append((or_expiry(row, hold.until), str(hold.why), row.id))
        return chosen, held, ended

    def _hold(self, row: Queued, now: datetime) -> Hold | None:
        """What keeps a row from going now; when nothing does, its cost is spent."""
        until = self._waits.get((row.chat, row.priority), now)
        if until > now:
            return Hold(until, Held.ORDER)
        self._waits.pop((row.chat, row.priority), None)
        return self._pacing.take(self._wish(row), now)

    def _wish(self, row: Queued) -> Wish:
        zone = row.zone or self._pacing.rules.zone
        due_at = from_ms(row.due_at)
        return Wish(row.key, row.chat, zone, Priority(row.priority), due_at, row.attempts > 0, row.quiet_hours)


def or_expiry(row: Queued, at: datetime) -> int:
    """When to look at a row again that waits until then, which it may not live to see; in milliseconds."""
    return to_ms(at) if row.expires_at is None else min(to_ms(at), row.expires_at)
