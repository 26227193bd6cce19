"""What a group's admins may change about the quotes."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Quotes:
    """The collected quotes, and when one is said; empty means never."""

    prefix: ClassVar[str] = "quotes"
    lines: tuple[str, ...] = ()
    when: str = ""
