"""What a group's admins may change about thanks and about questions nobody answers."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Stars:
    """Whether those who helped are thanked every week, and when."""

    prefix: ClassVar[str] = "stars"
    on: bool = False
    at: str = "每周一 10:00"


@dataclass(frozen=True, slots=True)
class Duty:
    """How many questions a day volunteers are shown, and whether in private where they have the bot as a friend."""

    prefix: ClassVar[str] = "duty"
    daily: int = 3
    privately: bool = False
