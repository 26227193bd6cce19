"""One due schedule and what it has to do now, from the row as the driver gives it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from bot.scheduler.agenda import Agenda, Missed, following, plan
from storage.base import from_ms, to_ms
from storage.bulk import Row
from storage.schedules import Due


@dataclass(frozen=True, slots=True)
class Turn:
    """A due schedule, its agenda, and what was prepared for it."""

    row: Due
    agenda: Agenda
    prepared: Any = None

    @property
    def moments(self) -> list[tuple[datetime, bool]]:
        """The moments its job runs for, and whether they were missed."""
        run = self.agenda.run
        return [(at, True) for at in self.agenda.reported] + ([] if run is None else [(run, False)])

    @property
    def has_missed(self) -> bool:
        """Whether a moment passed that nobody was there for."""
        return self.agenda.missed is not None or bool(self.agenda.reported)

    @property
    def move(self) -> Row:
        """(next_due_at, remaining, no move any more, id, the moment it leaves)."""
        left = None if self.row.remaining is None else max(0, self.row.remaining - self.agenda.used)
        due = None if left == 0 else self.agenda.next_due
        return (None if due is None else to_ms(due), left, None, self.row.id, self.row.next_due_at)


def agenda_of(row: Due, now: datetime) -> Agenda:
    """What it has to do at `now`."""
    limit = row.remaining if row.missed == Missed.REPORT else None
    when = row.next_due_at, row.moved_from, now, row.recurrence, row.zone, row.ends_at
    return _plan(*when, row.missed, row.grace_s, limit)


@lru_cache(maxsize=1024)
def _plan(
    due_ms: int,
    moved_ms: int | None,
    now: datetime,
    recurrence: str | None,
    zone: str,
    ends_ms: int | None,
    missed: str,
    grace_s: int,
    remaining: int | None,
) -> Agenda:
    """What falls due together mostly has the same agenda."""
    ends_at, moved_from = (None if ms is None else from_ms(ms) for ms in (ends_ms, moved_ms))
    fires = following(recurrence, zone, ends_at, moved_from)
    return plan(from_ms(due_ms), now, fires, Missed(missed), timedelta(seconds=grace_s), remaining)
