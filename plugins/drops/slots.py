"""What a drop's text may hold in braces, and how it is filled for each group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot import templates
from bot.content import Content, Text
from bot.phrases import Language, Phrase
from bot.templates import Template
from bot.times.days import LUNAR_MONTHS, WEEKDAYS_ZH, lunar_day_name
from bot.times.festivals import lunar_of

SLOTS = (
    Phrase("日期", "date"),
    Phrase("星期", "weekday"),
    Phrase("农历", "lunar"),
    Phrase("群名", "group"),
    Phrase("人数", "count"),
    Phrase("第几天", "day"),
    Phrase("第几次", "time"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """What a text can tell about the group it is posted in, and when."""

    group: str
    count: int
    today: date
    day: int
    """How many days it has been coming, today included."""
    time: int
    """How many times it has come, this one included."""


class Filling:
    """The contents of one moment of a drop, ready to be filled group by group; equal texts are filled once."""

    def __init__(
        self,
        contents: Sequence[Content],
        language: Language,
        slots: Sequence[Phrase] = (),
        values: Mapping[str, str] | None = None,
    ) -> None:
        self._contents = [(each, template_of(each, language, slots)) for each in contents]
        self._language: Language = language
        self._values = values or {}
        self._filled: dict[tuple[str, ...], tuple[Content, ...]] = {}
        self._names = sorted({name for _, template in self._contents if template for name in template.slots})

    def at(self, place: Place) -> tuple[Content, ...]:
        """What is posted in one place; a text of which nothing is left is not."""
        values = {**values_of(place, self._language), **self._values}
        key = tuple(values[name] for name in self._names)
        if key not in self._filled:
            filled = (template.render(values) if template else each for each, template in self._contents)
            self._filled[key] = tuple(each for each in filled if not (isinstance(each, Text) and _is_blank(each)))
        return self._filled[key]


def template_of(content: Content, language: Language, slots: Sequence[Phrase] = ()) -> Template | None:
    """The template a text is; None for what is no text. Raises UserError for one that can't be filled."""
    if not isinstance(content, Text):
        return None
    words = "".join(part for part in content.parts if isinstance(part, str))
    return templates.compile(words, (*SLOTS, *slots), language)


def values_of(place: Place, language: Language) -> dict[str, str]:
    """What each slot stands for, by its English name."""
    return {
        **_of_day(place.today, language),
        "group": place.group,
        "count": str(place.count),
        "day": str(place.day),
        "time": str(place.time),
    }


@lru_cache(maxsize=64)
def _of_day(today: date, language: Language) -> dict[str, str]:
    lunar = lunar_of(today)
    if language == "en":
        leap = "leap " if lunar.is_leap else ""
        return {
            "date": f"{today.day} {MONTHS[today.month - 1]}",
            "weekday": WEEKDAYS[today.weekday()],
            "lunar": f"{leap}{lunar.month}-{lunar.day}",
        }
    leap = "闰" if lunar.is_leap else ""
    return {
        "date": f"{today.month}月{today.day}日",
        "weekday": f"星期{WEEKDAYS_ZH[today.weekday()]}",
        "lunar": f"{leap}{LUNAR_MONTHS[lunar.month - 1]}月{lunar_day_name(lunar.day)}",
    }


def _is_blank(text: Text) -> bool:
    return not any(not isinstance(part, str) or part.strip() for part in text.parts)
