"""What a group's cards tell, what they are found by, and who is worth knowing."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.commands.wording import fold, normalize
from bot.errors import UserError
from bot.phrases import Language
from plugins.welcome.cards import messages as m
from plugins.welcome.cards.reading import Field, Template, hashed
from plugins.welcome.cards.settings import Cards

FEWEST_FIELDS, MOST_FIELDS, LONGEST_NAME = 2, 10, 16
MOST_TAGS, LONGEST_TAG = 40, 40
ACTIVE = timedelta(days=14)
"""Who has spoken within it is made known to others."""
MOST_MET = 2
"""So many people one card makes known to its writer."""
LATELY, MOST_LATELY = timedelta(days=1), 2
"""Within it nobody is introduced more often."""
CROWD, CROWDED, GATHERED = 5, timedelta(minutes=10), timedelta(minutes=2)
"""So many thanks within that time are enough: then those who follow within two minutes share one message."""
LATE = timedelta(hours=1)
"""How long after its moment a shared message still makes sense."""
PAGE = 10
LAST_PAGE = 1000
MOST_CONDITIONS = 3

_BRACKETED = re.compile(r"[\[【]([^\[\]【】]*)[\]】]")
_LISTED = re.compile(r"^\W*(?:\d{1,2}[^\w\s]+)?\s*")
_NAME = re.compile(r"[^\W\d_](?:[^\[\]【】:,;.。!?、|/#=\n]*[^\W\d_])?")
_CUT = re.compile(r"[、,，/;；|｜\n]+|(?<=[\u4e00-\u9fff])[ \t]+(?=[\u4e00-\u9fff])")
_ITEM = re.compile(r"^(?:\d{1,2}[.)）]|[-·•*①-⑳])?\s*")
_CONDITION = re.compile(r"([^=:]+)[=:](.+)")
_PAGE = re.compile(r"(?:\s第?|第)(\d{1,4})页?$")

_NAMING = ("称呼", "昵称", "名字", "姓名", "name")
_OFFERING = ("提供", "擅长", "offer")
_SEEKING = ("想找", "寻找", "需要", "looking", "need", "want")


@dataclass(frozen=True, slots=True)
class Tag:
    """One thing that a card says, and in which field; both folded, to be compared."""

    field: str
    text: str


@dataclass(slots=True)
class Bond:
    """What makes two people worth knowing to each other, seen from the one whose card is new."""

    offered: list[str] = field(default_factory=list[str])
    sought: list[str] = field(default_factory=list[str])
    shared: list[str] = field(default_factory=list[str])

    @property
    def strength(self) -> int:
        """Help counts more than likeness."""
        return 3 * (len(self.offered) + len(self.sought)) + len(self.shared)


@dataclass(frozen=True, slots=True)
class Condition:
    """What a card must say, in this field or, without one, in any."""

    word: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for."""

    conditions: tuple[Condition, ...]
    page: int = 1


def template_of(cards: Cards, language: Language) -> Template:
    """The group's own fields, or the default ones, which are known in both languages."""
    if cards.fields:
        return tuple(Field(name) for name in cards.fields)
    other: Language = "en" if language == "zh" else "zh"
    return tuple(Field(each(language), each(other)) for each in m.FIELDS)


def read_template(text: str) -> tuple[str, ...]:
    """The names of fields that somebody wrote in brackets, or on lines of their own. Raises UserError."""
    text = normalize(text)
    written = _BRACKETED.findall(text) or re.split(r"\n" if "\n" in text.strip() else r"[、,|/]", text)
    names = [" ".join(_LISTED.sub("", each).partition(":")[0].split()) for each in written]
    names = [name for name in names if name]
    for name in names:
        if len(name) > LONGEST_NAME or not _NAME.fullmatch(name):
            raise UserError(m.BAD_FIELD, name=name[:20], most=LONGEST_NAME)
    if len({key_of(name) for name in names}) < len(names):
        raise UserError(m.FIELD_TWICE)
    if not FEWEST_FIELDS <= len(names) <= MOST_FIELDS:
        raise UserError(m.HOW_MANY_FIELDS, fewest=FEWEST_FIELDS, most=MOST_FIELDS)
    return tuple(names)


def read_query(text: str, template: Template) -> Query:
    """What to look for: 城市=杭州 想找=设计, any word, and a page at the end. Raises UserError."""
    line = normalize(text).strip()
    page = _PAGE.search(line)
    number = int(page[1]) if page else 1
    words = (line[: page.start()] if page else line).split()
    if not words or len(words) > MOST_CONDITIONS or not 1 <= number <= LAST_PAGE:
        raise UserError(m.HOW_TO_FIND)
    return Query(tuple(_condition(word, template) for word in words), number)


def tags_of(values: Mapping[str, str], words: Iterable[str]) -> dict[Tag, str]:
    """All that a card can be found by, each with the words it was written in."""
    pieces = [(name, piece) for name, value in values.items() for piece in _pieces(value)]
    pieces += [("", word) for word in words]
    written: dict[Tag, str] = {}
    for name, piece in pieces:
        if text := " ".join(piece.split())[:LONGEST_TAG].strip():
            written.setdefault(Tag(key_of(name), fold(text)), text)
    return dict(list(written.items())[:MOST_TAGS])


def telling(tags: Iterable[Tag]) -> list[Tag]:
    """Those that two people can have in common: what one is called says nothing."""
    return [tag for tag in tags if not _is(tag.field, _NAMING)]


def bonds(mine: Mapping[Tag, str], theirs: Iterable[tuple[int, Tag]]) -> Mapping[int, Bond]:
    """What ties somebody with these tags to each of the others, told in their own words."""
    fields: dict[str, list[Tag]] = defaultdict(list)
    for tag in telling(mine):
        fields[tag.text].append(tag)
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for person, tag in theirs:
        kinds = [_kind(own.field, tag.field) for own in fields[tag.text]]
        if kinds and not _is(tag.field, _NAMING):
            found[person][tag.text] = max([*kinds, found[person].get(tag.text, "")], key=_KINDS.index)
    return {person: _bond(kinds, mine, fields) for person, kinds in found.items()}


def worth_knowing(
    tied: Mapping[int, Bond], spoke_at: Mapping[int, datetime], lately: Mapping[int, int], room: int
) -> list[int]:
    """Whom to introduce: the closest, then the least often named, then who spoke last; nobody too often."""
    free = [person for person in tied if lately.get(person, 0) < MOST_LATELY]
    by = sorted(free, key=lambda each: (-tied[each].strength, lately.get(each, 0), -spoke_at[each].timestamp(), each))
    return by[: max(0, room)]


def is_name(name: str) -> bool:
    """Whether a field tells what somebody is called."""
    return _is(key_of(name), _NAMING)


def key_of(name: str) -> str:
    """A field's name as it is compared."""
    return "".join(fold(name).split())


_KINDS = ("", "shared", "sought", "offered")


def _kind(mine: str, theirs: str) -> str:
    if _is(mine, _SEEKING) and _is(theirs, _OFFERING):
        return "offered"
    return "sought" if _is(mine, _OFFERING) and _is(theirs, _SEEKING) else "shared"


def _bond(kinds: Mapping[str, str], mine: Mapping[Tag, str], fields: Mapping[str, Sequence[Tag]]) -> Bond:
    bond = Bond()
    by_kind = {"offered": bond.offered, "sought": bond.sought, "shared": bond.shared}
    for text, own in fields.items():
        if text in kinds:
            by_kind[kinds[text]].append(mine[own[0]])
    return bond


def _is(name: str, words: Sequence[str]) -> bool:
    return any(word in name for word in words)


def _pieces(value: str) -> list[str]:
    words = hashed(value)
    for word in words:
        value = value.replace(f"#{word}", "\n").replace(f"＃{word}", "\n")
    pieces = (_ITEM.sub("", piece.strip()) for piece in _CUT.split(value))
    return [*words, *(piece for piece in pieces if piece and not (piece.isdecimal() and len(piece) < 3))]


def _condition(word: str, template: Template) -> Condition:
    named = _CONDITION.fullmatch(word)
    if named is None:
        return Condition(word[:LONGEST_TAG])
    wanted = key_of(named[1])
    for each in template:
        if wanted in (key_of(each.name), key_of(each.other)):
            return Condition(named[2][:LONGEST_TAG], each)
    raise UserError(m.NO_SUCH_FIELD, name=named[1][:20], names=" ".join(each.name for each in template))
