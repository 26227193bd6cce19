"""How the line of a drop is read: its title, its end, its options; and what is too much."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.commands.readers import LONGEST, number_in, short
from bot.commands.wording import fold, normalize
from bot.content import Content, File, Image, Link, Text
from bot.errors import UserError
from bot.phrases import Language
from bot.times.messages import PAST, UNREADABLE
from bot.times.recurrence import Once, Recurrence, next_after
from bot.times.timewords import parse_duration, parse_moment, parse_recurrence
from plugins.drops import messages as m

PAGE = 10
LONGEST_TITLE = 40
LONGEST_BODY = 10_000
MOST = 500
"""Drops of one group, or of one set of groups."""
DAYS = timedelta(days=90)
"""How long a repeating drop runs whose end nobody has said."""
AT_LEAST = 3
"""How often it then comes at least, should it come more seldom."""
MOST_TIMES = 10_000
MOST_SKIPPED = 100
ASK_BEFORE = timedelta(days=3)
FIRST_WORDS = 12

PROMO, VALUE = frozenset({"推广", "promo"}), frozenset({"有用", "value"})
MUST, MAY_WAIT = frozenset({"必发", "must"}), frozenset({"可等", "canwait"})
PREVIEW = frozenset({"预览", "preview"})

_UNTIL = re.compile(r"(?:直到|截止到?|until|till)(.*)", re.IGNORECASE)
_TIMES = re.compile(r"(?:一?共|总共)?(\d{1,6}|[一二两三四五六七八九十百]{1,5})次", re.IGNORECASE)
_TIMES_EN = frozenset({"times", "time"})
_FOREVER = frozenset({"不限", "一直", "forever"})
_LONGEST_DATE = 3
_QUOTES = '“”"＂「」'


@dataclass(frozen=True, slots=True)
class Until:
    """It ends after a moment."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Times:
    """It comes so many times more."""

    n: int


@dataclass(frozen=True, slots=True)
class Forever:
    """Somebody has said that it has no end."""


Ending = Until | Times | Forever


@dataclass(frozen=True, slots=True)
class Line:
    """What stands after the time: the title, and the end where one was named."""

    title: str
    ending: Ending | None


@dataclass(frozen=True, slots=True)
class Options:
    """What the #words of a line ask for; None where nothing was said."""

    is_promo: bool | None
    is_must: bool | None
    is_preview: bool
    sets: tuple[str, ...]


def read_line(text: str, now: datetime, zone: str) -> Line:
    """`早报 直到 2026-12-31`: title and end, in any order. Raises UserError for an end that can't be."""
    words = text.split()
    for start in range(len(words)):
        found = _ending_at(words[start:], now, zone)
        if found is not None:
            ending, used = found
            return Line(title_of(" ".join(words[:start] + words[start + used :])), ending)
    return Line(title_of(" ".join(words)), None)


def read_more(text: str, now: datetime, zone: str) -> Ending | timedelta:
    """By how much a drop is renewed: `90天`, or an end as above."""
    line = read_line(text, now, zone)
    if line.ending is not None and not line.title:
        return line.ending
    return parse_duration(text)


def read_search(text: str) -> tuple[str, int]:
    """`早报 2` is the second page of what is found by 早报; a number alone is what is looked for."""
    *words, last = text.split()
    page = number_in(normalize(last)) if words else None
    return (" ".join(words), page) if page is not None and page > 0 else (text.strip(), 1)


def read_when(text: str, now: datetime, zone: str) -> tuple[Recurrence, str]:
    """The time that a line begins with, and what follows it. Raises UserError for a line that begins with none."""
    words = text.split()
    try:
        at, used = parse_recurrence([normalize(word) for word in words[:LONGEST]], now, zone)
    except UserError as error:
        error.example = ""
        error.values = {name: short(value) if isinstance(value, str) else value for name, value in error.values.items()}
        raise
    return at, " ".join(words[used:])


def read_time(text: str, now: datetime, zone: str) -> tuple[Recurrence | None, str]:
    """The same, where a line may begin with something else and is left as it is."""
    try:
        return read_when(text, now, zone)
    except UserError as error:
        if text.split() and error.phrase is not UNREADABLE:
            raise
        return None, text


def read_times(text: str) -> int:
    """`2`, `2次` or `2 times`. Raises UserError for anything else."""
    words = fold(text).split() or [""]
    if words[1:] and words[1] in _TIMES_EN:
        words = words[:1]
    match = _TIMES.fullmatch(words[0])
    n = number_in(match[1] if match else words[0]) if len(words) == 1 else None
    if n is None:
        raise UserError(m.NOT_SO_MANY_SKIPS, most=MOST_SKIPPED)
    return n


def title_of(text: str) -> str:
    """The title as it is kept. Raises UserError for one that is too long."""
    title = text.strip().strip(_QUOTES).strip()
    if len(title) > LONGEST_TITLE:
        raise UserError(m.TITLE_TOO_LONG, n=len(title), most=LONGEST_TITLE)
    return title


def options_of(tags: Sequence[str]) -> Options:
    """Which of the #words are options; the others name sets of groups."""
    plain = [fold(tag) for tag in tags]
    known = PROMO | VALUE | MUST | MAY_WAIT | PREVIEW
    return Options(
        is_promo=_either(plain, PROMO, VALUE),
        is_must=_either(plain, MUST, MAY_WAIT),
        is_preview=any(tag in PREVIEW for tag in plain),
        sets=tuple(dict.fromkeys(tag for tag in plain if tag not in known)),
    )


def title_from(contents: Sequence[Content], language: Language) -> str:
    """A title for what was given none: its first words, or what kind of thing it is."""
    for content in contents:
        match content:
            case Text():
                first = "".join(part for part in content.parts if isinstance(part, str)).strip().split("\n")[0].strip()
                if first:
                    return first if len(first) <= FIRST_WORDS else first[:FIRST_WORDS] + "…"
            case Link():
                return short(content.title or content.url)
            case File():
                return short(content.name)
            case _:
                pass
    return m.A_PICTURE(language) if any(isinstance(each, Image) for each in contents) else m.A_CARD(language)


def words_of(title: str, contents: Sequence[Content]) -> str:
    """What a drop can be found by, letter case aside."""
    told = [title]
    for content in contents:
        match content:
            case Text():
                told += [part for part in content.parts if isinstance(part, str)]
            case Link():
                told += [content.title, content.url]
            case File():
                told.append(content.name)
            case _:
                pass
    return "\n".join(told).lower()


def ends_at(at: Recurrence, ending: Ending | None, now: datetime, zone: str) -> datetime | None:
    """The last moment at which it may come; None where there is no such moment.

    Raises UserError for an end before its first time.
    """
    if isinstance(at, Once):
        return None
    if isinstance(ending, Until):
        first = next_after(at, now, zone)
        if first is None or first > ending.at:
            raise UserError(m.ENDS_BEFORE_IT_BEGINS)
        return ending.at
    return default_end(at, now, zone) if ending is None else None


def default_end(at: Recurrence, start: datetime, zone: str) -> datetime:
    """90 days on, or the third time from then, should that be later: 每年11月11日 would never come else."""
    moment = start
    for _ in range(AT_LEAST):
        moment = next_after(at, moment, zone) or moment
    return max(start + DAYS, moment)


def checked_times(n: int) -> Times:
    """So many times. Raises UserError for none or too many."""
    if not 1 <= n <= MOST_TIMES:
        raise UserError(m.NOT_SO_MANY_TIMES, most=MOST_TIMES)
    return Times(n)


def checked_body(contents: Sequence[Content]) -> None:
    """Raises UserError for a body nobody would read."""
    n = sum(len(part) for each in contents if isinstance(each, Text) for part in each.parts if isinstance(part, str))
    if n > LONGEST_BODY:
        raise UserError(m.BODY_TOO_LONG, n=n, most=LONGEST_BODY)


def _either(tags: Sequence[str], yes: frozenset[str], no: frozenset[str]) -> bool | None:
    said = [tag in yes for tag in tags if tag in yes or tag in no]
    return said[-1] if said else None


def _ending_at(words: Sequence[str], now: datetime, zone: str) -> tuple[Ending, int] | None:
    """The end that the words begin with, and how many of them it takes."""
    plain = [fold(word) for word in words[: _LONGEST_DATE + 1]]
    if plain[0] in _FOREVER:
        return Forever(), 1
    if plain[:2] == ["no", "end"]:
        return Forever(), 2
    if match := _TIMES.fullmatch(plain[0]):
        return checked_times(number_in(match[1]) or 0), 1
    if plain[1:2] and plain[1] in _TIMES_EN and (n := number_in(plain[0])) is not None:
        return checked_times(n), 2
    if match := _UNTIL.match(normalize(words[0])):
        return _until(match[1], words[1:], now, zone)
    return None


def _until(stuck: str, words: Sequence[str], now: datetime, zone: str) -> tuple[Until, int] | None:
    """A date that stands in the same word or in the next ones; a word that only begins so is none."""
    date = [stuck] if stuck else []
    if stuck and not any(char.isdigit() or char in "一二三四五六七八九十周下明后月" for char in stuck):
        return None
    past: UserError | None = None
    for used in range(min(_LONGEST_DATE, len(words)), -1 if stuck else 0, -1):
        told = [*date, *(normalize(word) for word in words[:used])]
        for tail in (["23:59"], []):
            try:
                at, read = parse_moment([*told, *tail], now, zone)
            except UserError as error:
                past = error if error.phrase is PAST else past
                continue
            if read == len(told) + len(tail):
                return Until(at), used + 1
    raise past or UserError(m.UNTIL_WHEN, text=short(" ".join([*date, *words])))
