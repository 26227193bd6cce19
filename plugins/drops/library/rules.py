"""How tags and picks are written, and how a material is told from others."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.commands.readers import number_in
from bot.commands.wording import fold
from bot.content import Content, File, Image, Link, Text
from bot.errors import UserError
from bot.phrases import Language
from plugins.drops.library import messages as m

PAGE = 10
MOST = 5000
"""Materials of one person."""
LONGEST_TAG = 20
MOST_TAGS = 10
REST_DAYS = 30
MOST_REST_DAYS = 3650
SHOWN = 20
"""Characters of a text in a list."""

_PICK = re.compile(r"(?:素材|library)[#＃]([^#＃\s]+)")
_REST = re.compile(r"(?:间?隔|rest)(\d{1,6}|[一二两三四五六七八九十百]{1,5})(?:天|days?|d)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pick:
    """One material with a tag, not used for so many days."""

    tag: str
    rest_days: int = REST_DAYS

    @property
    def args(self) -> dict[str, str | int]:
        """What the drop keeps of it."""
        return {"tag": self.tag, "rest_days": self.rest_days}


def parse_pick(word: str) -> Pick | None:
    """The pick that `素材#早安` or `library#morning` asks for; None for any other word. Raises UserError."""
    match = _PICK.fullmatch(fold(word))
    return None if match is None else Pick(tag_of(match[1]))


def take_pick(text: str) -> tuple[str, Pick | None]:
    """`早安 素材#早安 隔30天` without the pick, and the pick. Raises UserError."""
    words = text.split()
    found = next(((place, pick) for place, word in enumerate(words) if (pick := parse_pick(word))), None)
    if found is None:
        return text, None
    place, pick = found
    del words[place]
    for each in words:
        if match := _REST.fullmatch(fold(each)):
            words.remove(each)
            return " ".join(words), Pick(pick.tag, _rest_days(each, match[1]))
    return " ".join(words), pick


def read_search(text: str, *, has_tags: bool) -> tuple[str, int]:
    """`咖啡 2` is the second page of what is found by 咖啡; beside tags a number alone is the page."""
    words = text.split()
    page = number_in(words[-1]) if len(words) > (0 if has_tags else 1) else None
    return (" ".join(words), 1) if page is None else (" ".join(words[:-1]), page)


def tag_of(text: str) -> str:
    """A tag as it is kept: without #, letter case aside. Raises UserError for what can't be one."""
    tag = fold(text).strip().strip("#").strip()
    if not tag or len(tag) > LONGEST_TAG or tag.isdigit() or any(ch.isspace() or ch == "#" for ch in tag):
        raise UserError(m.NOT_A_TAG, tag=tag[:LONGEST_TAG], most=LONGEST_TAG)
    return tag


def tags_of(words: Sequence[str]) -> list[str]:
    """Tags as they are kept, each once, in order. Raises UserError."""
    tags = list(dict.fromkeys(tag_of(word) for word in words))
    if len(tags) > MOST_TAGS:
        raise UserError(m.TOO_MANY_TAGS, most=MOST_TAGS)
    return tags


def tags_shown(tags: Sequence[str]) -> str:
    """Tags to be put after something."""
    return "".join(f" #{tag}" for tag in tags)


def words_of(content: Content) -> str:
    """What a search looks through, letter case aside."""
    match content:
        case Text():
            return fold("".join(part for part in content.parts if isinstance(part, str)))
        case Link(url, title, description):
            return fold("\n".join((title, description, url)))
        case File(_, name):
            return fold(name)
        case _:
            return ""


def gist(content: Content, language: Language) -> str:
    """A material on a line: its first words, or what kind of thing it is."""
    match content:
        case Text():
            text = " ".join("".join(part for part in content.parts if isinstance(part, str)).split())
            return text if len(text) <= SHOWN else text[:SHOWN] + "…"
        case Image():
            return m.A_PICTURE(language)
        case File(_, name):
            return m.A_FILE(language, name=name[: 2 * SHOWN])
        case Link(_, title):
            return m.A_LINK(language, title=title[: 2 * SHOWN])
        case _:
            return m.A_CARD(language)


def _rest_days(word: str, number: str) -> int:
    days = number_in(number)
    if days is None or not 0 <= days <= MOST_REST_DAYS:
        raise UserError(m.REST_DAYS, word=word, most=MOST_REST_DAYS)
    return days
