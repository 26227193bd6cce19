"""What a group takes its kinds of members to be."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Definitions:
    """All in days: of a newcomer since joining, spoken on within the window, the window's own, of silence to drift."""

    prefix: ClassVar[str] = "segments"
    newcomer: int = 7
    active: int = 8
    window: int = 28
    drifting: int = 14

    @property
    def once_active(self) -> int:
        """On how many days of the window before their last word somebody spoke who was active then: half as many."""
        return max(1, self.active // 2)
