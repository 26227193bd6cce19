"""What the activities a phase can open ask for, as far as a file can be checked without them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.phrases import Phrase
from plugins.campaigns.scenes.offsets import UNTIL_EXAMPLE, is_moment
from plugins.campaigns.scenes.scene import ActivityName

_TIER = r"\d+[^\d,，;；]+\d+(?:\.\d{1,2})?[^\d,，;；]*"
_TIERS = re.compile(rf"{_TIER}(?:[,，;；]\s*{_TIER})*")
_PRIZES = re.compile(r"[^;；]+x\s*\d+[^;；]*([;；][^;；]+x\s*\d+[^;；]*)*", re.IGNORECASE)


def _is_anything(text: str) -> bool:
    return bool(text)


def _is_count(text: str) -> bool:
    return text.isdecimal() and int(text) > 0


def _has_options(text: str) -> bool:
    return len([line for line in text.split("\n") if line.strip()]) > 1


@dataclass(frozen=True, slots=True)
class Param:
    """One of them: a correct value, and whether a value without slots can be right."""

    example: Phrase
    fits: Callable[[str], object] = _is_anything
    is_required: bool = True


_TITLE = Phrase("周六徒步", "Saturday hike")
_UNTIL = Param(UNTIL_EXAMPLE)

KINDS: Mapping[ActivityName, Mapping[str, Param]] = {
    "signup": {
        "title": Param(_TITLE),
        "cap": Param(Phrase("20", "20"), _is_count, is_required=False),
        "until": _UNTIL,
        "when": Param(Phrase("T 14:00", "T 14:00"), is_moment, is_required=False),
        "where": Param(Phrase("人民公园东门", "east gate of the park"), is_required=False),
    },
    "groupbuy": {
        "item": Param(Phrase("新疆红枣 5 斤", "red dates, 2.5 kg")),
        "unit": Param(Phrase("份", "box"), is_required=False),
        "tiers": Param(Phrase("10份 99, 30份 89", "10 boxes 99, 30 boxes 89"), _TIERS.fullmatch),
        "until": _UNTIL,
    },
    "lottery": {
        "title": Param(Phrase("周年抽奖", "Anniversary draw")),
        "prizes": Param(
            Phrase("一等奖x1 耳机; 参与奖x5 书签", "First x1 headphones; Thanks x5 bookmark"), _PRIZES.fullmatch
        ),
        "until": _UNTIL,
        "who": Param(Phrase("进群7天 发言3天", "joined 7d spoke 3d"), is_required=False),
    },
    "codes": {"title": Param(Phrase("老朋友优惠码", "Codes for friends")), "until": _UNTIL},
    "poll": {
        "question": Param(Phrase("下个月读什么？", "What shall we read next?")),
        "options": Param(Phrase("小说\n散文", "A novel\nEssays"), _has_options),
        "choices": Param(Phrase("1", "1"), _is_count, is_required=False),
        "until": _UNTIL,
    },
}
"""By the name of the activity."""
