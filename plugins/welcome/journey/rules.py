"""When a step is due, for whom, and how it reads."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.commands.wording import chinese_number, fold
from bot.content import Content, Text
from bot.errors import UserError
from bot.times.clockwords import CLOCK, DAY, as_time, clock_minutes
from bot.times.localday import day_number
from bot.times.recurrence import Recurrence, to_utc
from bot.times.timewords import recurrence_of
from plugins.welcome import rules
from plugins.welcome.journey import messages as m

MOST_DAYS = 60
MOST_STEPS = 30
CAUGHT_UP = 3
"""A step reaches whose turn is today or was on one of the days before, should nobody have been there then."""
LATE = timedelta(hours=2)
DAYTIME = time(9), time(21)
"""A step still comes when it is this late, or later on its day but in daytime; else it is caught up with."""

SLOTS = tuple(slot for slot in rules.SLOTS if slot.en not in ("number", "inviter"))

_DAY = re.compile(
    r"(?:第\s*)?(?P<n>\d{1,4}|[零〇一二两三四五六七八九十百]{1,5})\s*天|day\s*(?P<d>\d{1,4})|(?P<same>当天|same\s?day)"
)
_CLOCK = re.compile(CLOCK, re.IGNORECASE)
_WORDS = {
    "未发言": "spoken",
    "unspoken": "spoken",
    "未介绍": "introduced",
    "unintroduced": "introduced",
    "未通过": "passed",
    "unpassed": "passed",
}
_PRIVATE = ("私聊", "private", "privately")


@dataclass(frozen=True, slots=True)
class Plan:
    """When a step comes and to whom; `only` who has not yet spoken, introduced themselves or passed."""

    days: int
    minute: int
    only: str = ""
    is_private: bool = False

    @property
    def clock(self) -> time:
        """The time of day."""
        return as_time(self.minute)

    def recurrence(self) -> Recurrence:
        """Every day at that time."""
        return recurrence_of(f"每天 {self.clock:%H:%M}")


def read_plan(text: str, now: Plan | None = None) -> Plan:
    """The plan that a line such as 第1天 10:00 未发言 私聊 tells; what it leaves out is as it is `now`.

    Raises UserError for what can't be read, and where nothing is to be changed, for a day or a time missing.
    """
    rest = fold(text).strip()
    days, rest = _day(rest)
    minute, rest = _minute(rest)
    plan = now or Plan(-1, -1)
    plan = replace(plan, **({} if days is None else {"days": days}), **({} if minute is None else {"minute": minute}))
    if plan.days < 0 or plan.minute < 0:
        raise UserError(m.WHEN_UNREADABLE if text.strip() else m.WHEN_MISSING, text=text.strip()[:20])
    return _with_words(plan, rest.split())


@lru_cache
def turn_days(days: int, due_at: datetime, since: datetime, minute: int, zone: str) -> tuple[int, ...]:
    """On which local days people joined whose turn has come by `due_at` and is not older than `since`.

    On the day of joining itself nothing is caught up: whoever came after the time has no turn.
    """
    today = due_at.astimezone(ZoneInfo(zone)).date()
    turns = [today - timedelta(days=ago) for ago in range(CAUGHT_UP if days else 1)]
    return tuple(day_number(turn - timedelta(days=days)) for turn in turns if moment_of(turn, minute, zone) >= since)


def in_time(due_at: datetime, now: datetime, zone: str) -> bool:
    """Whether a step due then can be said now."""
    local, due = (moment.astimezone(ZoneInfo(zone)) for moment in (now, due_at))
    return now - due_at <= LATE or (local.date() == due.date() and DAYTIME[0] <= local.time() < DAYTIME[1])


@lru_cache
def said_until(now: datetime, zone: str) -> datetime:
    """How long what is to be said now may wait to be sent; later, some may have left whom it addresses."""
    return max(now + LATE, to_utc(datetime.combine(now.astimezone(ZoneInfo(zone)).date(), DAYTIME[1]), zone))


def moment_of(day: date, minute: int, zone: str) -> datetime:
    """The moment of a time on a local day."""
    return to_utc(datetime.combine(day, as_time(minute)), zone)


def with_address(contents: Sequence[Content]) -> tuple[Content, ...]:
    """The contents with a place for the names of whom they are for, where their writer left none."""
    name = f"{{{rules.NICKNAME.en}}}"
    if rules.NICKNAME.en in slots_of(contents):
        return tuple(contents)
    if contents and isinstance(contents[0], Text):
        return Text((f"{name}\n", *contents[0].parts)), *contents[1:]
    return Text((name,)), *contents


def slots_of(contents: Sequence[Content]) -> frozenset[str]:
    """The slots that the words among these contents use."""
    texts = ["".join(p for p in each.parts if isinstance(p, str)) for each in contents if isinstance(each, Text)]
    return frozenset(slot for text in texts for slot in rules.checked(text, "zh", SLOTS).slots)


def _day(text: str) -> tuple[int | None, str]:
    found = _DAY.match(text)
    if found is None:
        return None, text
    written = found["n"] or found["d"]
    number = 0 if found["same"] else int(written) if written.isdecimal() else chinese_number(written)
    if number is None or number > MOST_DAYS:
        raise UserError(m.NO_SUCH_DAY, most=MOST_DAYS)
    return number, text[found.end() :].strip()


def _minute(text: str) -> tuple[int | None, str]:
    found = _CLOCK.match(text)
    if found is None:
        return None, text
    return clock_minutes(found[0])[0] % DAY, text[found.end() :].strip()


def _with_words(plan: Plan, words: Sequence[str]) -> Plan:
    for word in words:
        if word in _PRIVATE:
            plan = replace(plan, is_private=True)
        elif word in ("群里", "group"):
            plan = replace(plan, is_private=False)
        elif word in ("所有人", "everybody"):
            plan = replace(plan, only="")
        elif word in _WORDS:
            plan = replace(plan, only=_WORDS[word])
        else:
            raise UserError(m.UNKNOWN_WORD, word=word[:20])
    return plan
