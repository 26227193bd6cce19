"""How an owner writes codes down. Pure."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.commands.readers import number_in, short
from bot.commands.wording import chinese_number, fold, normalize
from bot.errors import UserError
from bot.times.timewords import parse_moment
from plugins.campaigns.codes import messages as m

LONGEST_TITLE = 20
LONGEST_CODE = 100
MOST_CODES = 10_000
MOST_LISTS = 20
NAMED = 5
SHORTEST_KNOWN = 4
"""What is shorter may look like a code and be a word."""
AGAIN = timedelta(minutes=3)
"""Those who still have to write to the bot are told so in a group no oftener."""

_FIELD = re.compile(
    r"(?:(?<=\s)|^)(?:(?P<until>截止|until(?=[\s:=])|deadline(?=[\s:=]))|(?P<condition>条件|condition(?=[\s:=]))"
    r"|(?P<campaign>(?:活动|campaign)(?=[\s:=]*#?\s*\d)))[\s:=]*",
    re.IGNORECASE,
)
_DAYS = r"\s*(?:满|for|on)?\s*([\d一二两三四五六七八九十]{0,3})\s*(?:天|d|days?)?"
_CONDITIONS = {
    "joined": re.compile(rf"(?:进群|入群|joined){_DAYS}"),
    "spoke": re.compile(rf"(?:发言|说过话|spoke|talked){_DAYS}"),
    "signup": re.compile("(?:接龙|报名|sign-?up)()"),
}


class Condition(NamedTuple):
    """Who may have a code; `kind` is empty for everybody."""

    kind: str = ""
    days: int = 0


class Terms(NamedTuple):
    """What was said of a list beside its codes."""

    title: str
    until: datetime | None
    condition: Condition
    campaign: int | None


@dataclass(frozen=True, slots=True)
class Written:
    """A code and on which line it stood."""

    line: int
    code: str = field(repr=False)

    @property
    def masked(self) -> str:
        """So much of it that its owner knows which it is."""
        return f"{self.code[:2]}…{self.code[-1:]}" if len(self.code) > 4 else "…"


def read_terms(line: str, now: datetime, zone: str) -> Terms:
    """`老友券 截止 周五 20:00 条件 进群7天 活动 3`. Raises UserError for what can't be read."""
    plain = normalize(line)
    found = list(_FIELD.finditer(plain))
    title = " ".join((line[: found[0].start()] if found else line).split())
    if not title:
        raise UserError(m.NO_TITLE)
    if len(title) > LONGEST_TITLE:
        raise UserError(m.TITLE_TOO_LONG, most=LONGEST_TITLE)
    values: dict[str, str] = {}
    for match, following in zip(found, [*found[1:], None], strict=False):
        text = plain[match.end() : following.start() if following else len(plain)]
        values[str(match.lastgroup)] = text.strip(" ,，;；")
    campaign = re.search(r"\d{1,9}", values.get("campaign", ""))
    condition = read_condition(values["condition"]) if "condition" in values else Condition()
    if condition.kind == "signup" and campaign is None:
        raise UserError(m.NEEDS_CAMPAIGN)
    until = _time(values["until"], now, zone) if "until" in values else None
    return Terms(title, until, condition, int(campaign[0]) if campaign else None)


def read_condition(text: str) -> Condition:
    """Raises UserError."""
    for kind, pattern in _CONDITIONS.items():
        if match := pattern.fullmatch(fold(text)):
            days = chinese_number(match[1]) if match[1] else 1
            if days and days <= 400:
                return Condition(kind, days)
    raise UserError(m.BAD_CONDITION, text=short(text))


def read_codes(body: str, most: int) -> tuple[Sequence[Written], Sequence[Written]]:
    """The codes, one a line, and those that stand there twice. Raises UserError."""
    codes, again, seen = list[Written](), list[Written](), set[str]()
    for number, line in enumerate(body.split("\n"), 1):
        code = line.strip()
        if len(code) > LONGEST_CODE:
            raise UserError(m.CODE_TOO_LONG, line=number, most=LONGEST_CODE)
        if code:
            (again if code in seen else codes).append(Written(number, code))
            seen.add(code)
    if not codes:
        raise UserError(m.NO_CODES)
    if len(codes) > most:
        raise UserError(m.TOO_MANY_CODES, most=MOST_CODES)
    return codes, again


def check_title(title: str, codes: Sequence[Written]) -> None:
    """Raises UserError where a word of it is built like one of the codes."""
    shapes = {_shape(each.code) for each in codes}
    if any(len(word) >= SHORTEST_KNOWN and _shape(word) in shapes for word in title.split()):
        raise UserError(m.CODE_IN_TITLE)


def number_of(line: str) -> int:
    """Which list is meant. Raises UserError."""
    number = number_in(normalize(line).strip())
    if number is None:
        raise UserError(m.WHICH_LIST)
    return number


def without(codes: Sequence[Written], known: Collection[str]) -> tuple[Sequence[Written], Sequence[Written]]:
    """Those that are new, and those that are known."""
    return [each for each in codes if each.code not in known], [each for each in codes if each.code in known]


def _shape(code: str) -> str:
    return re.sub("[A-Z]", "A", re.sub("[0-9]", "0", code.upper())) if re.search("[0-9]", code) else code


def _time(text: str, now: datetime, zone: str) -> datetime:
    tokens = text.split()
    if not tokens:
        raise UserError(m.BAD_TIME, text="")
    at, used = parse_moment(tokens, now, zone)
    if used < len(tokens):
        raise UserError(m.BAD_TIME, text=short(text))
    return at
