"""When people who join are welcomed: together, and in a raid with as few words as possible."""

from dataclasses import dataclass
from datetime import datetime, timedelta

RAID = 20
"""More people than this within `RAID_TIME` are a raid."""
RAID_TIME = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Rush:
    """Who came lately: how many within `RAID_TIME`, and when anybody was last greeted."""

    joined: int
    greeted_at: datetime | None

    @property
    def is_raid(self) -> bool:
        """Whether one summary has to do."""
        return self.joined > RAID


def greet_at(planned: datetime | None, first: datetime, now: datetime, window: timedelta, rush: Rush) -> datetime:
    """When those who wait since `first` are welcomed, somebody having joined now.

    After the window, which who comes later does not prolong; in a raid when for a window nobody came, at the latest
    after `RAID_TIME`, and not again within it.
    """
    if not rush.is_raid:
        return planned if planned is not None and planned >= now else now + window
    calm = min(now + window, max(first + RAID_TIME, now))
    return calm if rush.greeted_at is None else max(calm, rush.greeted_at + RAID_TIME)
