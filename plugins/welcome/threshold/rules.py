"""What is a right answer, whom a line names, and when what is due for somebody who waits. All pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from enum import IntEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.commands.readers import number_in
from bot.commands.wording import fold
from bot.errors import UserError
from plugins.welcome.threshold import messages as m
from plugins.welcome.threshold.settings import Threshold

MOST_ATTEMPTS = 5
MOST_LINES = 20
"""So much of a newcomer's plain talk is looked at for an answer; after that they have to say it to the bot."""
MOST_ANSWERS = 20
TELLING, TELLING_LETTERS = 2, 5
"""Characters an answer has that is recognised within a sentence; letters and digits have to be more."""
LONGEST_QUESTION = 300
LONGEST_ANSWER = 60
SHORTEST, LONGEST = timedelta(hours=2), timedelta(days=30)
HOUR = timedelta(hours=1)
NOTICE = HOUR
"""How long before they are removed people are told."""
SPREAD = timedelta(minutes=10)
"""Groups are looked at so long after the hour at most, one after the other."""
DAYTIME = time(9), time(21)
EVENING = time(20)

_LEADS = ("我的答案是", "答案是", "答案", "暗号是", "暗号", "口令是", "口令", "回答", "answer", "code")
_RANGE = re.compile(r"#?(\d{1,6})[-~到至](\d{1,6})")
_ALL = frozenset({"全部", "所有", "所有人", "all"})


class Step(IntEnum):
    """What is done with somebody who has not passed; of several the last is."""

    REMIND = 1
    WARN = 2
    REPORT = 3
    REMOVE = 4


class Wait(NamedTuple):
    """How far it has come with somebody."""

    asked_at: datetime | None
    attempts: int
    reminded_at: datetime | None
    warned_at: datetime | None
    reported_at: datetime | None
    removal: str


def plain(answer: str) -> str:
    """What of an answer counts: not its width, case, spaces or punctuation, where there is anything else."""
    folded = unicodedata.normalize("NFKC", answer[: 4 * LONGEST_ANSWER]).casefold()
    words = "".join(char for char in folded if unicodedata.category(char)[0] in "LNM")
    return words or "".join(folded.split())


def is_right(said: str, answers: Iterable[str]) -> bool:
    """Whether this is one of the accepted answers or, where that is long enough to be meant, holds one."""
    if len(said) > 2 * LONGEST_ANSWER:
        return False
    given = plain(said)
    bare = {given, *(given.removeprefix(lead) for lead in _LEADS)} - {""}
    return any(each in bare or (_is_telling(each) and each in given) for each in map(plain, answers))


def _is_telling(answer: str) -> bool:
    """Whether nobody says it by chance within other words: 看书, but not 是, 8 or no."""
    return len(answer) >= (TELLING_LETTERS if answer.isascii() else TELLING)


def read_question(text: str) -> tuple[str, tuple[str, ...]]:
    """The question on the first line and the accepted answers below. Raises UserError."""
    question, *below = [line.strip() for line in text.strip().splitlines() if line.strip()]
    if not below:
        raise UserError(m.NO_ANSWERS)
    if len(question) > LONGEST_QUESTION:
        raise UserError(m.TOO_LONG, n=len(question), most=LONGEST_QUESTION)
    return question, checked_answers(below)


def checked_answers(answers: Sequence[str]) -> tuple[str, ...]:
    """Each once. Raises UserError for what nobody could answer with."""
    if len(answers) > MOST_ANSWERS:
        raise UserError(m.TOO_MANY_ANSWERS, most=MOST_ANSWERS)
    if any(len(answer) > LONGEST_ANSWER for answer in answers):
        raise UserError(m.ANSWER_TOO_LONG, most=LONGEST_ANSWER)
    return tuple({plain(answer): answer for answer in answers}.values())


def numbers_in(line: str) -> list[int] | None:
    """The numbers that 2 3-5 names, None for everybody. Raises UserError for anything else."""
    numbers: list[int] = []
    for word in re.split(r"[\s,、;]+", fold(line).strip()):
        if word in _ALL:
            return None
        if between := _RANGE.fullmatch(word):
            first, last = int(between[1]), int(between[2])
            numbers += range(first, min(last, first + 9999) + 1)
        elif (number := number_in(word)) is not None:
            numbers.append(number)
        else:
            raise UserError(m.WHICH)
    return numbers


def next_look(wait: Wait, threshold: Threshold, zone: str) -> datetime | None:
    """When something is next to be done with somebody who waits."""
    return min((at for _, at in _steps(wait, threshold, zone)), default=None)


def due_step(wait: Wait, threshold: Threshold, zone: str, now: datetime) -> Step | None:
    """What is to be done now; where several things are, the last of them makes up for the others."""
    return max((step for step, at in _steps(wait, threshold, zone) if at <= now), default=None)


def look_at(due: datetime, threshold: Threshold, zone: str) -> datetime:
    """When what is due then is done: with what else is in the same hour, by day."""
    every = HOUR if threshold.limit >= timedelta(hours=12) else timedelta(minutes=10)
    return by_day(due + (datetime(2000, 1, 1, tzinfo=UTC) - due) % every, zone)


def by_day(moment: datetime, zone: str) -> datetime:
    """The moment, or where that is at night, the morning after."""
    local = moment.astimezone(ZoneInfo(zone))
    if _is_day(local.time()):
        return moment
    morning = local.replace(hour=DAYTIME[0].hour, minute=0, second=0, microsecond=0)
    morning += timedelta(days=1) if local.time() >= DAYTIME[1] else timedelta()
    return morning.astimezone(UTC)


def spread(group_id: int) -> timedelta:
    """When after the hour a group is looked at."""
    return timedelta(seconds=group_id % (SPREAD // timedelta(seconds=1)))


def deadline(asked_at: datetime, threshold: Threshold) -> datetime:
    """When their time is over."""
    return asked_at + threshold.limit


def _steps(wait: Wait, threshold: Threshold, zone: str) -> Iterator[tuple[Step, datetime]]:
    asked_at = wait.asked_at
    if asked_at is None or wait.removal in ("asked", "done"):
        return
    end, can_answer = deadline(asked_at, threshold), threshold.is_answered and wait.attempts < MOST_ATTEMPTS
    removes = threshold.is_removing and can_answer and wait.removal != "refused"
    if can_answer and not (wait.reminded_at or wait.warned_at or wait.reported_at):
        yield Step.REMIND, look_at(_half_time(asked_at, threshold.limit, zone), threshold, zone)
    if removes and wait.warned_at is None:
        yield Step.WARN, look_at(end - NOTICE, threshold, zone)
    if removes and wait.warned_at is not None:
        yield Step.REMOVE, by_day(max(look_at(end, threshold, zone), wait.warned_at + NOTICE), zone)
    if not removes and wait.reported_at is None:
        yield Step.REPORT, look_at(asked_at if wait.attempts >= MOST_ATTEMPTS else end, threshold, zone)


def _half_time(asked_at: datetime, limit: timedelta, zone: str) -> datetime:
    """Half way; where that is at night, the evening before, unless that is too soon."""
    half = asked_at + limit / 2
    local = half.astimezone(ZoneInfo(zone))
    if _is_day(local.time()):
        return half
    evening = local.replace(hour=EVENING.hour, minute=0, second=0, microsecond=0)
    evening -= timedelta(days=1) if local.time() < DAYTIME[0] else timedelta()
    return evening.astimezone(UTC) if evening >= asked_at + limit / 4 else half


def _is_day(clock: time) -> bool:
    return DAYTIME[0] <= clock < DAYTIME[1]
