"""Typed @names made into real mentions."""

import re
from collections.abc import Mapping

from bot.platforms.base import AFTER_MENTION


def with_mentions(text: str, ids: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """The text with its @names written as WeChat writes them, and who they are; `ids` are people's by their names."""
    names = "|".join(re.escape(name) for name in sorted(ids, key=len, reverse=True))
    pattern = re.compile(rf"@({names})(?:[ \u2005]|$)", re.MULTILINE)
    found = dict.fromkeys(ids[name] for name in pattern.findall(text))
    return pattern.sub(lambda match: f"@{match[1]}{AFTER_MENTION}", text), tuple(found)
