"""How a campaign's texts are filled: with what its owner has said, and with what is so in each group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot import templates
from bot.content import Content, Text
from bot.phrases import Language, Phrase
from bot.templates import Template
from bot.times.days import WEEKDAYS_EN, WEEKDAYS_ZH
from plugins.campaigns.scenes import SLOTS
from plugins.campaigns.tables import Campaign

Input = Mapping[str, str]
"""As a campaign keeps it: key, zh, en, value."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a text can tell about the group it is posted in, and when."""

    group: str
    count: int
    today: date
    poll: str


class Filling:
    """The text of one phase, filled group by group; equal ones are filled once."""

    def __init__(self, campaign: Campaign, day: date, text: str) -> None:
        self._language = campaign.language
        self._template = template_of(text, campaign.inputs, self._language)
        self._values = {each["en"]: each["value"] for each in campaign.inputs}
        self._values |= {"campaign": campaign.title, "date": _shown(day, self._language)}
        self._day = day
        self._filled: dict[tuple[str, ...], Text] = {}

    @property
    def slots(self) -> frozenset[str]:
        """The canonical names of the slots it uses."""
        return self._template.slots

    def at(self, place: Place) -> Text:
        """What is posted in one place."""
        own = {
            "group": place.group,
            "count": str(place.count),
            "days": str(max((self._day - place.today).days, 0)),
            "poll": place.poll,
        }
        key = tuple(own[name] for name in sorted(own.keys() & self.slots))
        if key not in self._filled:
            self._filled[key] = self._template.render(self._values | own)
        return self._filled[key]


def contents_at(filling: Filling, extras: Sequence[Content], place: Place) -> list[Content]:
    """The phase's own messages in one place; a text of which nothing is left is not said."""
    text = filling.at(place)
    said: list[Content] = [text] if any(str(part).strip() for part in text.parts) else []
    return [*said, *extras]


def template_of(text: str, inputs: Sequence[Input], language: Language) -> Template:
    """The template a text is. Raises UserError for slots there are not."""
    return _compiled(text, tuple(Phrase(each["zh"], each["en"]) for each in inputs), language)


def filled_in(text: str, inputs: Sequence[Input], language: Language) -> str:
    """A short text such as an activity's title, with what its owner has said."""
    values = {each["en"]: each["value"] for each in inputs} | {slot.en: "" for slot in SLOTS}
    rendered = template_of(text, inputs, language).render(values)
    return "".join(part for part in rendered.parts if isinstance(part, str))


@lru_cache(maxsize=256)
def _compiled(text: str, inputs: tuple[Phrase, ...], language: Language) -> Template:
    return templates.compile(text, (*SLOTS, *inputs), language)


def _shown(day: date, language: Language) -> str:
    if language == "zh":
        return f"{day.month}月{day.day}日（周{WEEKDAYS_ZH[day.weekday()]}）"
    return f"{WEEKDAYS_EN[day.weekday()]}, {day.day} {day:%B}"
