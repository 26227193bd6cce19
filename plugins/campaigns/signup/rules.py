"""What people write to sign up, and whom a free seat goes to. Pure."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, TypeVar

from bot.commands.readers import short
from bot.commands.wording import chinese_number, fold, normalize
from bot.errors import UserError
from bot.times.timewords import parse_moment
from plugins.campaigns.signup import messages as m

MOST_HEADS = 20
"""People that one member signs up, themselves included."""
MOST_CAP = 10_000
MOST_ENTRIES = 500
"""On one list; a group has no more members."""
MOST_OPEN = 10
LONGEST_TITLE = 40
LONGEST_WORDS = 60
"""Of a place, a note or a name."""
STAYS_OPEN = timedelta(days=30)
"""A sign-up whose end nobody said."""
FARTHEST = timedelta(days=400)

_KEYS = {
    "cap": ("名额", "上限", "人数", "cap", "seats"),
    "until": ("截止", "until", "deadline"),
    "when": ("时间", "when", "time"),
    "where": ("地点", "where", "place"),
}
_OF = {word: key for key, words in _KEYS.items() for word in words}
_ZH = "|".join(word for word in _OF if not word.isascii())
_EN = "|".join(word for word in _OF if word.isascii())
_FIELD = re.compile(rf"(?:(?<=[\s,;，；。])|^)(?:({_ZH})|({_EN})(?=[\s:=\d]))[\s:=]*", re.IGNORECASE)
_BETWEEN = " ,;，；。"
_OPEN_ENDED = ("不限", "无限", "none", "no limit", "unlimited")
_CAP = re.compile(r"(\d{1,6})\s*(?:个|人|位|名)?")
_N = r"(\d{1,2}|[一二两三四五六七八九十]{1,3})"
_BIG_AND_SMALL = re.compile(rf"{_N}\s*大\s*{_N}\s*小")
_WITH = re.compile(rf"(?:再?带了?|加|\+|with|plus)\s*{_N}(?!\d)\s*(?:个|位|名|人|大|小|口|guests?|more|others?)?")
_HEADS = re.compile(rf"(?<![\d:.\-/]){_N}\s*(?:个人|人|位|名|份|口|people|persons?|seats?)")
_TIMES = re.compile(r"[x×*]\s*(\d{1,2})(?!\d)")
_BARE = re.compile(r"(\d{1,2})(?=\s|$)")


class Terms(NamedTuple):
    """What was said of a sign-up; what was not is None. A `cap` of 0 is none at all."""

    title: str
    cap: int | None = None
    until: datetime | None = None
    starts: datetime | None = None
    place: str | None = None


class Said(NamedTuple):
    """How many people, and what was added; `heads` is None where nothing was said of it."""

    heads: int | None
    note: str


class Wait(NamedTuple):
    """Somebody on the waiting list."""

    number: int
    heads: int


def read_terms(line: str, now: datetime, zone: str, *, is_new: bool = False) -> Terms:
    """`周六徒步 名额20 截止 周五 18:00 时间 周六 9:00 地点 香山`; a new one's title may begin like a field.

    Raises UserError for what can't be read.
    """
    plain = normalize(line).strip()
    found = [match for match in _FIELD.finditer(plain) if match.start() or not is_new]
    title = (line.strip()[: found[0].start()] if found else line).strip(_BETWEEN)
    if len(title) > LONGEST_TITLE:
        raise UserError(m.TITLE_TOO_LONG, most=LONGEST_TITLE)
    values: dict[str, str] = {}
    for match, following in zip(found, [*found[1:], None], strict=False):
        key = _OF[(match[1] or match[2]).lower()]
        values[key] = plain[match.end() : following.start() if following else len(plain)].strip(_BETWEEN)
        if not values[key]:
            raise UserError(m.NOTHING_BEHIND, name=match[1] or match[2])
    return Terms(
        title,
        read_cap(values["cap"]) if "cap" in values else None,
        read_time(values["until"], now, zone) if "until" in values else None,
        read_time(values["when"], now, zone) if "when" in values else None,
        values["where"][:LONGEST_WORDS] if "where" in values else None,
    )


def read_cap(text: str) -> int:
    """How many can come, 0 for as many as like to. Raises UserError."""
    if fold(text) in _OPEN_ENDED:
        return 0
    match = _CAP.fullmatch(text)
    number = int(match[1]) if match else chinese_number(text.rstrip("人个位名")) if text else None
    if number is None or not 0 < number <= MOST_CAP:
        raise UserError(m.BAD_CAP, text=short(text), most=MOST_CAP)
    return number


def read_time(text: str, now: datetime, zone: str) -> datetime:
    """A moment to come. Raises UserError."""
    tokens = text.split()
    if not tokens:
        raise UserError(m.NO_TIME)
    try:
        at, used = parse_moment(tokens, now, zone)
    except UserError as error:
        error.example = ""
        raise
    if used < len(tokens):
        raise UserError(m.BAD_TIME, text=short(text))
    if at - now > FARTHEST:
        raise UserError(m.TOO_FAR, text=short(text))
    return at


def read_said(text: str) -> Said:
    """How many people `2 带小孩`, `2人`, `带1人` or `+1` say, and what else there is to it.

    Raises UserError for more than one member signs up.
    """
    words = " ".join(text.split())
    heads = _heads(fold(words))
    if heads is not None and not 0 < heads <= MOST_HEADS:
        raise UserError(m.TOO_MANY_HEADS, most=MOST_HEADS)
    bare = _BARE.match(words)
    note = "" if _is_only_a_number(words) else words[bare.end() :].strip() if bare else words
    return Said(heads, note[:LONGEST_WORDS])


def _heads(words: str) -> int | None:
    if both := _BIG_AND_SMALL.search(words):
        return (chinese_number(both[1]) or 0) + (chinese_number(both[2]) or 0)
    if bare := _BARE.match(words):
        return int(bare[1])
    if several := _HEADS.search(_WITH.sub(" ", words)):
        return chinese_number(several[1])
    if with_ := _WITH.search(words):
        return 1 + (chinese_number(with_[1]) or 0)
    times = _TIMES.search(words)
    return int(times[1]) if times else None


def _is_only_a_number(note: str) -> bool:
    plain = fold(note).strip("()[] ")
    return any(pattern.fullmatch(plain) for pattern in (_BARE, _HEADS, _TIMES, _WITH, _BIG_AND_SMALL)) or not plain


W = TypeVar("W", bound=Wait)


def moving_up(waiting: Iterable[W], free: int | None) -> list[W]:
    """Whom free seats go to: the first for whom there are enough, then the next; all when there is no cap."""
    up: list[W] = []
    for who in sorted(waiting, key=lambda each: each.number):
        if free is None or who.heads <= free:
            up.append(who)
            free = None if free is None else free - who.heads
    return up


class Base(NamedTuple):
    """The copy that a pasted list was made from, as far as that can be told, and what somebody took out of it."""

    numbers: frozenset[int]
    dropped: tuple[int, ...]


def base_of(copies: Sequence[Sequence[int]], pasted: Sequence[int]) -> Base:
    """Compare a pasted list with the copies there were, oldest first: the one it has most of, in order, and all of.

    What is missing at its end is no sign of anything: the copy may be older than any we know.
    """
    has = set(pasted)
    if not copies:
        return Base(frozenset(), ())

    def nearness(place: int) -> tuple[int, int, int]:
        overlap = in_order(copies[place], pasted)
        return overlap, overlap - len(copies[place]), place

    best = max(range(len(copies)), key=nearness)
    copy = copies[best]
    last = max((place for place, number in enumerate(copy) if number in has), default=-1)
    missing = [(place, number) for place, number in enumerate(copy) if number not in has]
    is_newest = best == len(copies) - 1 and last >= 0
    return Base(frozenset(copy), tuple(number for place, number in missing if place < last or is_newest))


def in_order(copy: Sequence[int], pasted: Sequence[int]) -> int:
    """How many numbers of a copy a pasted list has in the same order, at most; each list has a number once."""
    places = {number: place for place, number in enumerate(copy)}
    ends: list[int] = []
    for place in (places[number] for number in pasted if number in places):
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)
