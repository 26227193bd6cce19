"""What a group's admins may change about cards."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Cards:
    """Whether introductions are kept, and what they tell; without fields the default ones."""

    prefix: ClassVar[str] = "cards"
    on: bool = True
    fields: tuple[str, ...] = ()
