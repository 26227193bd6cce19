"""What a group's admins may change about the welcome."""

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Welcome:
    """Whether newcomers are welcomed, and with which messages; an empty text means the default one.

    `more` are the messages after the text, as JSON of contents whose words are templates; `back` is said to who comes
    back, `farewell_text` of who left; while there is a `text_b`, it is said in the place of `text` to half of the
    newcomers. `window_s` is how long people are gathered, 0 as long as the installation says.
    """

    prefix: ClassVar[str] = "welcome"
    on: bool = True
    text: str = ""
    more: tuple[dict[str, Any], ...] = ()
    back: str = ""
    window_s: int = 0
    farewell: bool = False
    farewell_text: str = ""
    text_b: str = ""
