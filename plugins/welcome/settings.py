"""What a group's admins may change about the welcome."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Welcome:
    """Whether newcomers are welcomed, and with which text; empty means the default text."""

    prefix: ClassVar[str] = "welcome"
    on: bool = True
    text: str = ""
