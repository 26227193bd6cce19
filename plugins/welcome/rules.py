"""How a welcome and a farewell read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot import messages as core
from bot import templates
from bot.charter import Charter
from bot.commands.readers import short
from bot.content import Content, File, Image, Link, Mention, MiniProgram, Removal, Text, from_json
from bot.errors import Refusal, UserError
from bot.events import Joined
from bot.phrases import Language, Phrase
from bot.templates import Slot, Template, Value
from bot.times.days import WEEKDAYS_EN, WEEKDAYS_ZH
from plugins.welcome import messages as m
from plugins.welcome.settings import Welcome
from storage.tables import Group

LATEST = timedelta(hours=1)
"""How long after its moment a welcome still makes sense."""

SLOTS = (
    Phrase("昵称", "nickname"),
    Phrase("群名", "group"),
    Phrase("人数", "count"),
    Phrase("第几位", "number"),
    Phrase("邀请人", "inviter"),
    Phrase("群定位", "purpose"),
    Phrase("群规", "rules"),
    Phrase("日期", "date"),
)
NICKNAME, INVITER = SLOTS[0], SLOTS[4]
FAREWELL_SLOTS = tuple(slot for slot in SLOTS if slot.en in ("nickname", "group", "count", "date"))
MOST_MENTIONED = 10
MOST_NAMED = 3
MOST_MESSAGES = 5
LONGEST = 1000
LONGEST_WINDOW = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a welcome can tell about its group, at this moment there."""

    group: str
    count: int
    charter: Charter
    now: datetime
    zone: str
    language: Language

    @classmethod
    def of(cls, group: Group, charter: Charter, now: datetime, zone: str, language: Language) -> "Setting":
        """The group as it is now."""
        return cls(group.name, group.member_count, charter, now, zone, language)


@dataclass(frozen=True, slots=True)
class Company:
    """Those whom one message addresses, in the order they came, and the names of who invited them.

    `together` is how many came with them, where others have a message of their own.
    """

    people: Sequence[int]
    inviters: Sequence[str] = field(default=())
    together: int = 0


def checked(text: str, language: Language, slots: Sequence[Phrase] = SLOTS) -> Template:
    """The template of a text that an admin wants to save; raises UserError for one that can't be used."""
    if len(text) > LONGEST:
        raise UserError(m.TOO_LONG, n=len(text), most=LONGEST)
    return templates.compile(text, slots, language)


def check_contents(contents: Sequence[Content], language: Language, slots: Sequence[Phrase] = SLOTS) -> None:
    """Raises UserError for what newcomers can't be sent."""
    for content in contents:
        match content:
            case Text(parts):
                checked("".join(part for part in parts if isinstance(part, str)), language, slots)
            case MiniProgram() | Removal():
                raise Refusal(m.NO_MINI_PROGRAM)
            case Image() | File() | Link():
                pass


def text_of(welcome: Welcome, language: Language) -> str:
    """The text in use, as an admin would write it."""
    return welcome.text or m.DEFAULT[language]


def texts_of(welcome: Welcome, language: Language) -> tuple[str, str]:
    """The two texts that are tried side by side."""
    return text_of(welcome, language), welcome.text_b


def greeting(welcome: Welcome, company: Company, setting: Setting) -> list[Content]:
    """The messages that welcome these people, in order."""
    return [*summary(welcome, company, setting), *more(welcome, company, setting)]


def both(welcome: Welcome, company: Company, setting: Setting) -> list[Content]:
    """The two texts that are tried, and what comes after either."""
    return [
        *summary(welcome, company, setting),
        *summary(replace(welcome, text=welcome.text_b), company, setting),
        *more(welcome, company, setting),
    ]


def summary(welcome: Welcome, company: Company, setting: Setting) -> list[Content]:
    """The text alone."""
    return _said(text_of(welcome, setting.language), company, setting)


def more(welcome: Welcome, company: Company, setting: Setting) -> list[Content]:
    """What comes after the text."""
    return filled([from_json(each) for each in welcome.more], values(company, setting), setting.language)


def welcome_back(welcome: Welcome, company: Company, setting: Setting) -> list[Content]:
    """What is said to people who were here before."""
    return _said(welcome.back or m.DEFAULT_BACK[setting.language], company, setting)


def words(text: str) -> Text:
    """A text without mentions."""
    return Text((text,))


def farewell(welcome: Welcome, names: Sequence[str], setting: Setting) -> list[Content]:
    """What is said of people who left; nobody is mentioned, for they would not see it."""
    text = welcome.farewell_text or m.DEFAULT_FAREWELL[setting.language]
    known = values(Company(()), setting) | {"nickname": _listed(names, setting.language)}
    return filled([Text((text,))], known, setting.language, FAREWELL_SLOTS)


def filled(
    contents: Sequence[Content], known: Mapping[str, Value], language: Language, slots: Sequence[Phrase] = SLOTS
) -> list[Content]:
    """Contents whose words are templates with their slots filled; words of which nothing is left are left out."""
    said: list[Content] = []
    for content in contents:
        if isinstance(content, Text):
            words = "".join(part for part in content.parts if isinstance(part, str))
            template, said_of = _knowing(templates.compile(words, slots, language), known, language)
            content = template.render(said_of)
            if not content.parts:
                continue
        said.append(content)
    return said


def addressed(people: Sequence[int], language: Language) -> Sequence[str | Mention]:
    """Real mentions of up to ten people, and how many they are in all when there are more."""
    mentions = [Mention(person) for person in people[:MOST_MENTIONED]]
    return [*mentions, m.AND_OTHERS(language, total=len(people))] if people[MOST_MENTIONED:] else mentions


def date_shown(now: datetime, zone: str, language: Language) -> str:
    """Such as 3月2日 周一."""
    local = now.astimezone(ZoneInfo(zone))
    if language == "zh":
        return f"{local.month}月{local.day}日 周{WEEKDAYS_ZH[local.weekday()]}"
    return f"{WEEKDAYS_EN[local.weekday()]}, {local.day} {local:%b}"


def to_welcome(joined: Joined) -> tuple[int, ...]:
    """Whom to welcome; who comes back only when it was announced, for a list may miss people for a while."""
    return joined.people + (joined.rejoined if joined.announced else ())


def _said(text: str, company: Company, setting: Setting) -> list[Content]:
    return filled([Text((text,))], values(company, setting), setting.language)


def values(company: Company, setting: Setting) -> dict[str, Value]:
    """What the slots are filled with."""
    last, n = setting.count, company.together or len(company.people)
    return {
        "nickname": addressed(company.people, setting.language),
        "group": setting.group,
        "count": str(setting.count),
        "number": f"{last - n + 1}–{last}" if 1 < n <= last else str(last),
        "inviter": _listed(company.inviters, setting.language),
        "purpose": setting.charter.about,
        "rules": setting.charter.rules,
        "date": date_shown(setting.now, setting.zone, setting.language),
    }


def _knowing(
    template: Template, known: Mapping[str, Value], language: Language
) -> tuple[Template, Mapping[str, Value]]:
    """Where no inviter is known, a line about them is left out, unless it addresses the newcomer too."""
    if known.get(INVITER.en):
        return template, known
    about, addressing = Slot(INVITER.en), Slot(NICKNAME.en)
    lines = tuple(line for line in template.lines if about not in line or addressing in line)
    return Template(lines), {**known, INVITER.en: m.SOMEBODY(language)}


def _listed(names: Sequence[str], language: Language) -> str:
    named = core.COMMA(language).join(short(" ".join(name.split())) for name in names[:MOST_NAMED])
    return m.NAMED_AND_MORE(language, names=named, n=len(names)) if names[MOST_NAMED:] else named
