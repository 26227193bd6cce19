"""What a group's admins may change about the threshold."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Threshold:
    """What newcomers have to do to pass: answer a `question`, say a `code`, wait for `approval`; empty for nothing.

    `answers` are the accepted ones, or the code. Who has not passed after `limit_s` is listed to the admins, or with
    `removes` removed.
    """

    prefix: ClassVar[str] = "threshold"
    kind: str = ""
    question: str = ""
    answers: tuple[str, ...] = ()
    limit_s: int = 86_400
    removes: bool = False

    @property
    def limit(self) -> timedelta:
        """How long newcomers have."""
        return timedelta(seconds=self.limit_s)

    @property
    def is_answered(self) -> bool:
        """Whether words of the newcomer's can pass it."""
        return self.kind in ("question", "code")

    @property
    def is_removing(self) -> bool:
        """Whether the bot removes by itself; never for what an admin has left undone."""
        return self.removes and self.is_answered
