"""Recognising our own messages as the platform shows them to us."""

import re
from functools import lru_cache

from bot.content import Content, Text, kind_of
from bot.events import MessagePosted
from bot.platforms.base import Destination

_ANY_NAME = r"(?:@[^\u2005]{0,64}(?:\u2005|$))?"
"""A mention, or nothing where the adapter knew no name."""


def shows(echo: MessagePosted, content: Content) -> bool:
    """Whether the echo can be this content: the same words whatever names the mentions got, or the same kind."""
    if not isinstance(content, Text):
        return echo.kind == kind_of(content)
    return echo.kind == "text" and _pattern(content).fullmatch(echo.text.strip()) is not None


def chat_of(echo: MessagePosted) -> Destination:
    """Where the message was said."""
    return Destination(group_id=echo.group_id) if echo.group_id else Destination(member_id=echo.to_id)


@lru_cache(maxsize=64)
def _pattern(content: Text) -> re.Pattern[str]:
    parts = (_words(part) if isinstance(part, str) else _ANY_NAME for part in content.parts)
    return re.compile(r"\s*".join(parts))


def _words(part: str) -> str:
    """The words, however the platform has spaced them."""
    return r"\s*".join(map(re.escape, part.split()))
