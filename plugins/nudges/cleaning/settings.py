"""How long people have to say that they want to stay."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class CleaningSettings:
    """In days."""

    prefix: ClassVar[str] = "cleaning"
    stay_days: int = 7
