"""Which messages may go now: no faster than pacing allows, and in each chat those of one priority in their order."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from bot.outbox.pacing import REMEMBERED, Held, Hold, Pacing, Priority, Wish
from storage.base import from_ms, to_ms
from storage.bulk import Row
from storage.outbox import Queued

Lane = tuple[int, int]
"""A chat and a priority."""


class Lanes:
    """Pacing, and what holds up the messages behind it."""

    def __init__(self, pacing: Pacing) -> None:
        self.pacing = pacing
        self._waits: dict[Lane, datetime] = {}

    def know(self, waits: Mapping[Lane, datetime]) -> None:
        """What is held until when, as the database has it."""
        self._waits = dict(waits)

    def sort_out(self, rows: Sequence[Queued], now: datetime) -> tuple[list[Queued], list[Row], list[Row]]:
        """Of due rows those to send, to look at later (next_at, reason, id) and never to send (state, reason, id)."""
        chosen, held, ended = list[Queued](), list[Row](), list[Row]()
        taken: set[int] = set()
        for row in rows:
            if end := end_of(row, now):
                ended.append((*end, row.id))
            elif row.chat not in taken:
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

    def choose(self, rows: Sequence[Queued], busy: Collection[int], room: int, now: datetime) -> dict[str, Queued]:
        """Of new rows, when no others wait, those to send at once by their keys, most urgent first; it spends."""
        chosen: dict[str, Queued] = {}
        taken, now_ms = set(busy), to_ms(now)
        for row in sorted(rows, key=lambda row: row.priority):
            if len(chosen) >= room:
                break
            is_due = row.due_at <= now_ms and row.chat not in taken and row.key not in chosen
            if is_due and end_of(row, now) is None and self._hold(row, now) is None:
                taken.add(row.chat)
                chosen[row.key] = row
        return chosen

    def wait(self, row: Queued, until: datetime, now: datetime) -> None:
        """Nothing of this priority may overtake the row in its chat."""
        self._waits[row.chat, row.priority] = until
        if len(self._waits) > REMEMBERED:
            self._waits = {lane: at for lane, at in self._waits.items() if at > now}

    def _hold(self, row: Queued, now: datetime) -> Hold | None:
        """What keeps a row from going now; when nothing does, its cost is spent."""
        until = self._waits.get((row.chat, row.priority), now)
        if until > now:
            return Hold(until, Held.ORDER)
        self._waits.pop((row.chat, row.priority), None)
        return self.pacing.take(self._wish(row), now)

    def _wish(self, row: Queued) -> Wish:
        zone = row.zone or self.pacing.rules.zone
        due_at = from_ms(row.due_at)
        return Wish(row.key, row.chat, zone, Priority(row.priority), due_at, row.attempts > 0, row.quiet_hours)


def end_of(row: Queued, now: datetime) -> tuple[str, str] | None:
    """The state and reason of a row that need not wait any longer, for it will never be sent."""
    if row.expires_at is not None and row.expires_at <= to_ms(now):
        return "expired", "expired"
    if row.left_at is not None:
        return "dropped", "left"
    if row.paused_at is not None and row.priority != Priority.ANSWER:
        return "dropped", "paused"
    if not (row.group_platform_id or row.person_platform_id):
        return "failed", "nobody"
    return None


def or_expiry(row: Queued, at: datetime) -> int:
    """The moment (ms) to look at a row again, which is no later than its expiry."""
    return to_ms(at) if row.expires_at is None else min(to_ms(at), row.expires_at)
