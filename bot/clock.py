"""Where time comes from. Everything else is told the time; only this module asks for it."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the present moment."""

    def now(self) -> datetime:
        """An aware UTC datetime in whole milliseconds."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present, cut to the milliseconds that storage keeps."""
        return _whole(datetime.now(UTC))


class VirtualClock:
    """A clock that stands still until it is moved."""

    def __init__(self, start: datetime) -> None:
        self._now = _whole(start)

    def now(self) -> datetime:
        """Where the clock was last put."""
        return self._now

    def move_to(self, moment: datetime) -> None:
        """Put the clock at `moment`; backwards too, since real clocks do that."""
        self._now = _whole(moment)


class ShiftedClock:
    """The machine's clock, running on from wherever it is put."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def now(self) -> datetime:
        """The present, moved."""
        return _whole(datetime.now(UTC) + self._ahead)

    def move_to(self, moment: datetime) -> None:
        """Put the clock at `moment`."""
        self._ahead = moment - datetime.now(UTC)


def _whole(moment: datetime) -> datetime:
    utc = moment.astimezone(UTC)
    return utc - timedelta(microseconds=utc.microsecond % 1000)
