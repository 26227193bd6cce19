"""A group's charter: whom it is for and how people treat each other. Welcomes, digests and reviews quote it."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Charter:
    """The group's purpose, what people do in it, and its rules, in the owner's words."""

    prefix: ClassVar[str] = "charter"
    purpose: str = ""
    rules: str = ""
    doing: str = ""

    @property
    def about(self) -> str:
        """Why the group exists, and what people do in it."""
        return "\n".join(text for text in (self.purpose, self.doing) if text)
