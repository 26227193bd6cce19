"""What programs may order: a drop, as by /投放 添加."""

from collections.abc import Mapping
from typing import Any

from bot.endpoints import Ordering
from bot.phrases import Language
from plugins.drops import messages as m
from plugins.drops.rules import LONGEST_BODY


def command(given: Mapping[str, Any], tag: str, language: Language) -> str:
    """As it is written in a private chat."""
    options = [m.PROMO_OPTION(language) if given.get("promo") else "", f"#{tag}" if tag else ""]
    when = " ".join([*given["when"].split(), *filter(None, options)])
    return m.ADD_COMMAND(language, when=when, text=given["text"])


DROP = Ordering(
    "drops",
    "Post something on schedule",
    {
        "when": {
            "type": "string",
            "pattern": "^[^\\r\\n#＃]{1,200}$",
            "description": "When and how often, as in chat: `每天 08:30`, `every friday 20:00`; then a title, if any",
            "examples": ["每天 08:30 早报", "every friday 20:00 news"],
        },
        "text": {
            "type": "string",
            "minLength": 1,
            "maxLength": LONGEST_BODY,
            "description": "What is posted, as in chat",
            "examples": ["早上好，今天是{日期}"],
        },
        "promo": {"type": "boolean", "description": "It advertises: the group's limit of promotion holds"},
    },
    ("when", "text"),
    command,
)
