"""What is asked, what a vote says, and what comes of it. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.commands.readers import number_in, short
from bot.commands.wording import chinese_number, fold, normalize
from bot.errors import UserError
from bot.times.clockwords import DURATION, parse_duration
from bot.times.timewords import parse_moment
from plugins.campaigns.polls import messages as m

LEAST_OPTIONS, MOST_OPTIONS = 2, 16
"""No more than one picture shows."""
MOST_OPEN = 10
LONGEST_QUESTION = 80
LONGEST_OPTION = 40
STAYS_OPEN = timedelta(days=3)
"""A poll whose end nobody said."""
FARTHEST = timedelta(days=90)
SHORTEST = timedelta(minutes=1)

_UNTIL, _CHOICES, _ANONYMOUS = "until", "choices", "anonymous"
_ZH = {"截止": _UNTIL, "截至": _UNTIL, "多选": _CHOICES, "匿名": _ANONYMOUS}
_EN = {
    "until": _UNTIL,
    "deadline": _UNTIL,
    "choose": _CHOICES,
    "choices": _CHOICES,
    "multiple": _CHOICES,
    "anonymous": _ANONYMOUS,
}
_FIELD = re.compile(
    rf"(?:(?<=\s)|^)(?:({'|'.join(_ZH)})|({'|'.join(_EN)})(?=[\s:=\d]|$))[\s:=]*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"[(（]?(\d{1,2})(?:[、)）：:]|[.．](?!\d))\s*(\S.*)")
_BETWEEN = re.compile(r"[\s,，、;；/+和与]+|\band\b")
_POLL = re.compile(r"#\s?(\d{1,15})(?=\s|$)")
_HEAD = re.compile(r"(?:投票|Poll) #(\d{1,15})(?!\d)")
_RUN_TOGETHER = re.compile(r"(?:投票|poll)\s?(?=[#\d])")
_TAKES_BACK = ("0", "弃权", "none")
LONGEST_VOTE = 24
"""A vote by numbers takes no more characters."""


class Terms(NamedTuple):
    """What is asked and how; `until` is None where nobody said."""

    question: str
    options: tuple[str, ...]
    choices: int
    is_anonymous: bool
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many have voted, and how many for each option."""

    voters: int
    counts: tuple[int, ...]

    @property
    def leading(self) -> tuple[int, ...]:
        """The places of the options with the most votes, several in a tie, none without votes."""
        most = max(self.counts, default=0)
        return tuple(place for place, n in enumerate(self.counts) if n == most) if most else ()

    def percent(self, place: int) -> int:
        """How many of a hundred voters chose this one."""
        return round(100 * self.counts[place] / self.voters) if self.voters else 0


def read_terms(line: str, lines: str, now: datetime, zone: str) -> Terms:
    """`下周读什么 截止 周五 20:00 多选 2 匿名` and an option on each line below. Raises UserError."""
    written = line.strip()
    plain = normalize(written)
    found = [match for match in _FIELD.finditer(plain) if _is_meant(plain, match)]
    question = written[: found[0].start()].strip() if found else written
    values: dict[str, str] = {}
    for match, following in zip(found, [*found[1:], None], strict=False):
        values[_key(match)] = plain[match.end() : following.start() if following else None].strip(" ,，;；")
    options = read_options(lines)
    choices = read_choices(values[_CHOICES], len(options)) if _CHOICES in values else 1
    until = read_until(values[_UNTIL], now, zone) if _UNTIL in values else None
    return Terms(read_question(question), options, choices, _ANONYMOUS in values, until)


def read_question(text: str) -> str:
    """Raises UserError where there is none, or it is too long."""
    question = " ".join(text.split())
    if not question:
        raise UserError(m.NO_QUESTION)
    if len(question) > LONGEST_QUESTION:
        raise UserError(m.QUESTION_TOO_LONG, most=LONGEST_QUESTION)
    return question


def read_options(lines: str) -> tuple[str, ...]:
    """One a line; where all of them are numbered in order, the numbers are ours. Raises UserError."""
    options = [" ".join(line.split()) for line in lines.split("\n") if line.strip()]
    numbered = [_NUMBERED.fullmatch(option) for option in options]
    if [int(match[1]) if match else 0 for match in numbered] == list(range(1, len(options) + 1)):
        options = [match[2] for match in numbered if match]
    if not LEAST_OPTIONS <= len(options) <= MOST_OPTIONS:
        raise UserError(m.HOW_MANY_OPTIONS, n=len(options), least=LEAST_OPTIONS, most=MOST_OPTIONS)
    if long := next((option for option in options if len(option) > LONGEST_OPTION), None):
        raise UserError(m.OPTION_TOO_LONG, text=short(long), most=LONGEST_OPTION)
    folded = [fold(option) for option in options]
    if twice := next((option for option in options if folded.count(fold(option)) > 1), None):
        raise UserError(m.OPTION_TWICE, text=short(twice))
    return tuple(options)


def read_choices(text: str, options: int) -> int:
    """How many each may choose; nothing said is as many as there are. Raises UserError."""
    if not text:
        return options
    number = chinese_number(re.sub(r"(?:最多|up to)\s*|\s*(?:个|项|样)$", "", text).strip())
    if number is None or not 1 <= number <= options:
        raise UserError(m.BAD_CHOICES, text=short(text), n=options)
    return number


def read_until(text: str, now: datetime, zone: str) -> datetime:
    """A moment, or how long from now. Raises UserError."""
    if not text:
        raise UserError(m.NO_UNTIL)
    if re.fullmatch(DURATION, text, re.IGNORECASE):
        at = now + parse_duration(text)
    else:
        tokens = text.split()
        at, used = parse_moment(tokens, now, zone)
        if used < len(tokens):
            raise UserError(m.BAD_UNTIL, text=short(text))
    if not SHORTEST <= at - now <= FARTHEST:
        raise UserError(m.UNTIL_RANGE, days=FARTHEST.days)
    return at


def split_number(text: str) -> tuple[int | None, str]:
    """The poll that a `#5` in the text names, and what is left of the text."""
    plain = normalize(text)
    match = _POLL.search(plain)
    if match is None:
        return None, plain.strip()
    return int(match[1]), f"{plain[: match.start()]} {plain[match.end() :]}".strip()


def read_vote(text: str, options: Sequence[str]) -> tuple[int, ...] | None:
    """The places that `2`, `1 3`, `一、三` or an option's own words name, in order; empty for taking a vote back.

    None for what says no vote; a number that no option has is its place all the same.
    """
    words = fold(text).strip(" .。!?~")
    if words in _TAKES_BACK:
        return ()
    if words in (named := [fold(option) for option in options]):
        return (named.index(words),)
    numbers = [number_in(word) for word in _BETWEEN.split(words) if word]
    if not numbers or None in numbers:
        return None
    return tuple(sorted({number - 1 for number in numbers if number is not None}))


def poll_of(quoted: str) -> int | None:
    """The poll that a message of ours is about, by how it begins."""
    match = _HEAD.match(quoted)
    return None if match is None else int(match[1])


def is_number(text: str) -> bool:
    """A quick look whether a text could be a vote, if it quotes a poll."""
    return len(text) <= LONGEST_VOTE and read_vote(text, ()) is not None


def is_run_together(text: str) -> bool:
    """A quick look whether a text is `投票2`, which is no word with a space after it."""
    return len(text) <= LONGEST_VOTE and text[:1] in "投pP" and _RUN_TOGETHER.match(fold(text)) is not None


def without_word(text: str) -> str:
    """The vote that `投票2` and `投票 2` say."""
    match = _RUN_TOGETHER.match(fold(text))
    return text if match is None else text[match.end() :]


def mask_of(places: Sequence[int]) -> int:
    """The places as bits."""
    return sum(1 << place for place in places)


def places_of(mask: int) -> tuple[int, ...]:
    """The same back again."""
    return tuple(place for place in range(MOST_OPTIONS) if mask >> place & 1)


def tally(votes: Mapping[int, int], options: int) -> Tally:
    """Count masks, each given with how many voted so."""
    counts = tuple(sum(n for mask, n in votes.items() if mask >> place & 1) for place in range(options))
    return Tally(sum(n for mask, n in votes.items() if mask), counts)


_GAPS = tuple(timedelta(minutes=n) for n in (3, 5, 10, 20, 30))


def gap(listed: int) -> timedelta:
    """How long after it was told how things stand it is told again; ever longer, as it becomes no news."""
    return _GAPS[min(listed, len(_GAPS) - 1)]


def _key(match: re.Match[str]) -> str:
    return _ZH[match[1]] if match[1] else _EN[match[2].lower()]


def _is_meant(plain: str, match: re.Match[str]) -> bool:
    """`匿名` within a question is only a word of it."""
    if _key(match) != _ANONYMOUS:
        return True
    following = plain[match.end() :].lstrip(" ,，;；")
    return not following or _FIELD.match(following) is not None
