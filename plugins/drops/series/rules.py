"""How a series is asked for, which issue a day of a course has, and how an issue says which it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.commands.readers import number_in, short
from bot.commands.wording import fold, normalize
from bot.content import Content, Text
from bot.errors import UserError
from bot.phrases import Language, Phrase
from bot.times.localday import day_number
from bot.times.timewords import parse_moment
from plugins.drops import rules as drop_rules
from plugins.drops.rules import Ending
from plugins.drops.series import messages as m
from plugins.drops.slots import template_of

PAGE = 10
LONGEST_NAME = 20
MOST = 2000
"""Issues of one series."""
MOST_DAYS = 1000
"""Days of a course."""
LOW = 2
"""With so many left the owner is told."""

SLOTS = (Phrase("期数", "issue"), Phrase("栏目", "series"))

_EVERGREEN = frozenset({"循环", "evergreen"})
_COURSE = frozenset({"课程", "course"})
_DAY = re.compile(r"第?(\d{1,6}|[一二两三四五六七八九十百]{1,5})天?|day ?(\d{1,6})")
_LONGEST_DATE = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands after the time of a new series."""

    is_evergreen: bool
    starts_on: int | None
    ending: Ending | None


def read_new(text: str, now: datetime, zone: str) -> Asked:
    """`循环 共10次` or `课程 2026-12-01`, in any order. Raises UserError for what is neither."""
    words, is_evergreen, starts_on = text.split(), False, None
    for word in [each for each in words if fold(each) in _EVERGREEN]:
        words.remove(word)
        is_evergreen = True
    place = next((n for n, word in enumerate(words) if fold(word) in _COURSE), None)
    if place is not None:
        starts_on, used = _first_day(words[place + 1 :], now, zone)
        del words[place : place + 1 + used]
    if is_evergreen and starts_on is not None:
        raise UserError(m.COURSE_DOES_NOT_LOOP)
    line = drop_rules.read_line(" ".join(words), now, zone)
    if line.title:
        raise UserError(m.NOT_UNDERSTOOD, word=short(line.title))
    ending = drop_rules.Forever() if starts_on is not None and line.ending is None else line.ending
    return Asked(is_evergreen, starts_on, ending)


def name_of(text: str) -> str:
    """A name as it is kept. Raises UserError for what can't be one."""
    name = " ".join(normalize(text).split())
    if not name or len(name) > LONGEST_NAME or name.lstrip("#").isdigit():
        raise UserError(m.NOT_A_NAME, name=name[:LONGEST_NAME], most=LONGEST_NAME)
    return name


def read_day(text: str) -> int:
    """`第3天`, `day 3` or `3`. Raises UserError."""
    match = _DAY.fullmatch(fold(text).strip())
    day = number_in(match[1] or match[2]) if match else None
    if day is None or not 1 <= day <= MOST_DAYS:
        raise UserError(m.NO_DAY, most=MOST_DAYS)
    return day


def course_day(starts_on: int, at: datetime, zone: str) -> int:
    """Which day of a course a moment is in; the first is 1, before it there are none."""
    return (at.astimezone(ZoneInfo(zone)).date() - date_of(starts_on)).days + 1


def day_at(starts_on: int, day: int) -> date:
    """The date of a course's day."""
    return date_of(starts_on) + timedelta(days=day - 1)


def date_of(day: int) -> date:
    """The date that the integer YYYYMMDD is."""
    return date(day // 10_000, day // 100 % 100, day % 100)


def check(contents: Sequence[Content], language: Language) -> None:
    """Raises UserError for an issue that can't be posted."""
    drop_rules.checked_body(contents)
    for content in contents:
        template_of(content, language, SLOTS)


def titled(contents: Sequence[Content], language: Language, *, is_course: bool) -> tuple[Content, ...]:
    """The issue with a line above its words that says which it is, unless they say so themselves."""
    templates = [template for each in contents if (template := template_of(each, language, SLOTS)) is not None]
    if any(slot.en in template.slots for template in templates for slot in SLOTS):
        return tuple(contents)
    heading = (m.LESSON_HEADING_ZH if language == "zh" else m.LESSON_HEADING_EN) if is_course else ""
    heading = heading or (m.HEADING_ZH if language == "zh" else m.HEADING_EN)
    first = next((n for n, each in enumerate(contents) if isinstance(each, Text)), None)
    if first is None:
        return (Text((heading,)), *contents)
    words = contents[first]
    assert isinstance(words, Text)
    return (*contents[:first], Text((f"{heading}\n", *words.parts)), *contents[first + 1 :])


def _first_day(words: Sequence[str], now: datetime, zone: str) -> tuple[int, int]:
    """The date that the words begin with, and how many of them it takes."""
    for used in range(min(_LONGEST_DATE, len(words)), 0, -1):
        told = [normalize(word) for word in words[:used]]
        try:
            at, read = parse_moment([*told, "23:59"], now, zone)
        except UserError:
            continue
        if read == len(told) + 1:
            return day_number(at.astimezone(ZoneInfo(zone)).date()), used
    raise UserError(m.COURSE_FROM)
