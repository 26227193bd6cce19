"""What a group's admins may change about nudges."""

from dataclasses import dataclass
from datetime import time, timedelta
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Nudging:
    """Whether the group may be woken at all, within which hours, after how many days without a word at the latest.

    `mention` lets members be named in the group, `private` lets friends of the bot be written to, `people` is how many
    at once at most.
    """

    prefix: ClassVar[str] = "nudges"
    on: bool = False
    start: str = "09:00"
    end: str = "21:30"
    days: int = 3
    mention: bool = True
    private: bool = True
    people: int = 3

    @property
    def hours(self) -> tuple[time, time]:
        """From when until when it may be woken, by its own clock."""
        return time.fromisoformat(self.start), time.fromisoformat(self.end)

    @property
    def silence(self) -> timedelta:
        """After how long without a word it is silent, whatever is usual there."""
        return timedelta(days=self.days)
