"""A group's charter: whom it is for and how people treat each other. Welcomes, digests and reviews quote it."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Charter:
    """The group's purpose and rules, in the owner's words."""

    prefix: ClassVar[str] = "charter"
    purpose: str = ""
    rules: str = ""
