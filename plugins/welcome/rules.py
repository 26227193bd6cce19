"""How a welcome reads and when it is said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import templates
from bot.content import Mention, Text
from bot.errors import UserError
from bot.events import Joined
from bot.phrases import Language, Phrase
from bot.templates import Template
from plugins.welcome import messages as m
from plugins.welcome.settings import Welcome

GREET = "welcome.greet"
LATEST = timedelta(hours=1)
"""How long after its moment a welcome still makes sense."""

SLOTS = (
    Phrase("昵称", "nickname"),
    Phrase("群名", "group"),
    Phrase("人数", "count"),
    Phrase("群规", "rules"),
)
MOST_MENTIONED = 10
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Setting:
    """What a welcome can tell about its group."""

    group: str
    count: int
    rules: str
    language: Language


def checked(text: str, language: Language) -> Template:
    """The template of a text that an admin wants to save; raises UserError for one that can't be used."""
    if len(text) > LONGEST:
        raise UserError(m.TOO_LONG, n=len(text), most=LONGEST)
    return templates.compile(text, SLOTS, language)


def text_of(welcome: Welcome, language: Language) -> str:
    """The text in use, as an admin would write it."""
    return welcome.text or (m.DEFAULT_ZH if language == "zh" else m.DEFAULT_EN)


def greeting(welcome: Welcome, people: Sequence[int], setting: Setting) -> Text:
    """The message that welcomes these people, in the order they came."""
    template = templates.compile(text_of(welcome, setting.language), SLOTS, setting.language)
    return template.render(
        {
            "nickname": _addressed(people, setting.language),
            "group": setting.group,
            "count": str(setting.count),
            "rules": setting.rules,
        }
    )


def to_welcome(joined: Joined) -> tuple[int, ...]:
    """Whom to welcome; who comes back only when it was announced, for a list may miss people for a while."""
    return joined.people + (joined.rejoined if joined.announced else ())


def greet_at(waiting_until: datetime | None, now: datetime, window: timedelta) -> datetime:
    """When people who join now are welcomed: with those who wait already, else after the window."""
    return waiting_until if waiting_until is not None and waiting_until >= now else now + window


def _addressed(people: Sequence[int], language: Language) -> Sequence[str | Mention]:
    mentions = [Mention(person) for person in people[:MOST_MENTIONED]]
    return [*mentions, m.AND_OTHERS(language, total=len(people))] if people[MOST_MENTIONED:] else mentions
