"""How often one caller may ask: a bucket each, of which only the latest callers' are remembered."""

from collections import OrderedDict
from datetime import datetime, timedelta

REMEMBERED = 10_000


class Limit:
    """So many requests at once, refilled evenly over `window`."""

    def __init__(self, most: int, window: timedelta) -> None:
        self._most, self._window = most, window
        self._buckets: OrderedDict[str, tuple[float, datetime]] = OrderedDict()

    def take(self, caller: str, now: datetime) -> int:
        """Zero when the caller may go on, else after how many seconds."""
        left, at = self._buckets.pop(caller, (float(self._most), now))
        rate = self._most / self._window.total_seconds()
        left = min(self._most, left + max((now - at).total_seconds(), 0) * rate)
        allowed = left >= 1
        self._buckets[caller] = (left - 1 if allowed else left, now)
        while len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        return 0 if allowed else max(1, round((1 - left) / rate))
