"""Which calendar day a moment falls on in a zone, cheaply enough to ask for every message."""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from storage.base import from_ms

QUARTER_MS = 15 * 60 * 1000
"""No zone's day begins, and no offset changes, in the midst of one of these."""


def day_number(day: date) -> int:
    """YYYYMMDD."""
    return day.year * 10_000 + day.month * 100 + day.day


def local_day(ms: int, zone: str) -> int:
    """The day of a moment, given in milliseconds since 1970 UTC, as YYYYMMDD."""
    return _day_of_quarter(ms // QUARTER_MS, zone)


@lru_cache(maxsize=4096)
def _day_of_quarter(quarter: int, zone: str) -> int:
    local: datetime = from_ms(quarter * QUARTER_MS).astimezone(ZoneInfo(zone))
    return day_number(local)
