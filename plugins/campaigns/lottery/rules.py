"""What an admin writes to open a lottery, and who may enter. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.commands.readers import short
from bot.commands.wording import normalize
from bot.errors import UserError
from bot.times.timewords import parse_moment
from plugins.campaigns.lottery import messages as m

LONGEST_TITLE = 40
LONGEST_ITEM = 60
LONGEST_REASON = 100
MOST_KINDS = 20
MOST_PRIZES = 100
MOST_OPEN = 5
MOST_DAYS = 365
RECENT = 30
"""Days among which those are counted on which somebody spoke."""
STAYS_OPEN = timedelta(days=7)
"""A lottery whose end nobody said."""
FARTHEST = timedelta(days=90)
CLAIM_DAYS = 7
MOST_CLAIM_DAYS = 60
SETTLES = timedelta(seconds=15)
"""After the deadline, for what was said just before it."""
SUSPENSE = timedelta(seconds=45)
"""Between the frozen list and the winners."""
GAPS = (timedelta(minutes=3), timedelta(minutes=10), timedelta(minutes=30))
"""How long newcomers are gathered for the first list, the second, and all others."""
MOST_LISTED = 100
"""In one list; the others come with the next."""

_KEYS = {
    "until": ("截止", "开奖", "until", "deadline"),
    "who": ("条件", "who", "if"),
    "claim": ("领奖", "claim"),
}
_OF = {word: key for key, words in _KEYS.items() for word in words}
_ZH = "|".join(word for word in _OF if not word.isascii())
_EN = "|".join(word for word in _OF if word.isascii())
_FIELD = re.compile(rf"(?:(?<=[\s;])|^)(?:({_ZH})|({_EN})(?=[\s:=]))[\s:=]*", re.IGNORECASE)
_PRIZE = re.compile(r"(?P<name>[^\s;:]+?)\s*[x×*]\s*(?P<count>\d{1,4})(?!\d)\s*(?P<item>[^;\n]*)", re.IGNORECASE)
_DAYS = r"\s*(\d{1,4})\s*(?:天|days?|d)"
_MEMBER = re.compile(rf"(?:进群|入群|in the group|joined|member)(?:满|超过|\s+for)?{_DAYS}", re.IGNORECASE)
_SPOKE = re.compile(rf"(?:发言|说话|spoke(?:\s+on)?|active){_DAYS}", re.IGNORECASE)
_PART = re.compile(
    r"(?:参加过?|参与过?|took part(?:\s+in)?|part of)\s*(?:活动|campaign)?\s*#?(\d{1,15})", re.IGNORECASE
)
_CLAIM = re.compile(r"(\d{1,4})\s*(?:天|days?|d)?(?:\s*内)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Prize:
    """So many of one kind."""

    name: str
    count: int
    item: str


class Conditions(NamedTuple):
    """Who may enter: 0 or None where it does not matter."""

    member_days: int = 0
    spoken_days: int = 0
    took_part: int | None = None


class Terms(NamedTuple):
    """What was said of a lottery."""

    title: str
    prizes: tuple[Prize, ...]
    until: datetime | None = None
    conditions: Conditions = Conditions()
    claim_days: int = CLAIM_DAYS


def read_terms(text: str, now: datetime, zone: str) -> Terms:
    """`周年抽奖 一等奖x1 耳机; 参与奖x5 书签 截止 周五 20:00 条件 进群7天 发言3天 领奖 3天`, on one line or several.

    Raises UserError for what can't be read.
    """
    plain = ";".join(line for line in normalize(text).split("\n") if line.strip())
    found = list(_FIELD.finditer(plain))
    values: dict[str, str] = {}
    for match, following in zip(found, [*found[1:], None], strict=False):
        key = _OF[(match[1] or match[2]).lower()]
        values[key] = plain[match.end() : following.start() if following else len(plain)].strip(" ,;，；")
    title, prizes = _head(plain[: found[0].start()] if found else plain)
    return Terms(
        title,
        read_prizes(prizes),
        _until(values["until"], now, zone) if "until" in values else None,
        read_conditions(values.get("who", "")),
        _claim_days(values["claim"]) if "claim" in values else CLAIM_DAYS,
    )


def read_prizes(text: str) -> tuple[Prize, ...]:
    """`一等奖x1 耳机; 参与奖x5 书签`, the first drawn first. Raises UserError."""
    prizes: list[Prize] = []
    for part in re.split(r"[;\n]", normalize(text)):
        if not part.strip():
            continue
        match = _PRIZE.search(part.strip())
        name = part.strip()[: match.end("name")].strip() if match else ""
        if match is None or not name:
            raise UserError(m.BAD_PRIZE, text=short(part.strip()))
        prizes.append(Prize(name[:LONGEST_ITEM], int(match["count"]), match["item"].strip(" :,，")[:LONGEST_ITEM]))
    total = sum(prize.count for prize in prizes)
    if not prizes:
        raise UserError(m.NO_PRIZES)
    if len(prizes) > MOST_KINDS or total > MOST_PRIZES or not all(prize.count for prize in prizes):
        raise UserError(m.TOO_MANY_PRIZES, kinds=MOST_KINDS, most=MOST_PRIZES)
    return tuple(prizes)


def read_conditions(text: str) -> Conditions:
    """`进群7天 发言3天 参加活动3`, in any order. Raises UserError."""
    words, numbers = normalize(text), list[int | None]()
    for pattern in (_MEMBER, _SPOKE, _PART):
        match = pattern.search(words)
        numbers.append(int(match[1]) if match else None)
        words = pattern.sub(" ", words, count=1)
    if words.strip(" ,、，;；和且"):
        raise UserError(m.BAD_CONDITION, text=short(words.strip()))
    member, spoken, part = numbers
    if (member or 0) > MOST_DAYS or (spoken or 0) > RECENT:
        raise UserError(m.CONDITION_TOO_LONG, days=MOST_DAYS, recent=RECENT)
    return Conditions(member or 0, spoken or 0, part)


def list_after(lists: int) -> timedelta:
    """How long newcomers are gathered when so many lists have been posted."""
    return GAPS[min(lists, len(GAPS) - 1)]


def _head(text: str) -> tuple[str, str]:
    """The title, up to a colon or the first prize's name, and the prizes."""
    first = _PRIZE.search(text)
    if first is None:
        raise UserError(m.NO_PRIZES)
    colon = text[: first.start("count")].rfind(":")
    line = text[: first.start()].rfind(";")
    start = colon + 1 if colon >= 0 else line + 1 if line >= 0 else first.start()
    title = text[:start].strip(" :;，,")
    if not title:
        raise UserError(m.NO_TITLE)
    if len(title) > LONGEST_TITLE:
        raise UserError(m.TITLE_TOO_LONG, most=LONGEST_TITLE)
    return title, text[start:]


def _until(text: str, now: datetime, zone: str) -> datetime:
    tokens = text.split()
    at, used = parse_moment(tokens, now, zone)
    if used < len(tokens):
        raise UserError(m.BAD_TIME, text=short(text))
    if at - now > FARTHEST:
        raise UserError(m.TOO_FAR, days=FARTHEST.days)
    return at


def _claim_days(text: str) -> int:
    match = _CLAIM.fullmatch(text)
    if match is None or not 0 < int(match[1]) <= MOST_CLAIM_DAYS:
        raise UserError(m.BAD_CLAIM, most=MOST_CLAIM_DAYS)
    return int(match[1])
