"""What a group's admins may change about buddies."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Buddies:
    """Whether newcomers are given a buddy, and since when (ms): who joined before has none."""

    prefix: ClassVar[str] = "buddies"
    on: bool = False
    since: int = 0
