"""What the made-up people do while somebody lets time pass: they talk a little every day, and answer the bot. Pure."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.phrases import Language
from bot.times.recurrence import to_utc

A_DAY = 6
"""Lines of small talk in a group on a day."""
BUSY = (time(12), time(13), time(18), time(19), time(20), time(21))
"""The hours that people talk in."""
SIGNUP, POLL = ("接龙", "sign-up"), ("投票", "poll")
SOON = timedelta(minutes=4)


class Doing(NamedTuple):
    """Somebody says something in a group at a moment."""

    at: datetime
    group: str
    who: str
    text: str


def small_talk(
    group: str, members: Sequence[str], language: Language, zone: str, after: datetime, until: datetime
) -> list[Doing]:
    """What a group says to itself after one moment and up to another; of a day always the same."""
    first, last = (moment.astimezone(ZoneInfo(zone)).date() for moment in (after, until))
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    said = [each for day in days for each in _of_day(group, members, language, zone, day)]
    return [each for each in said if after < each.at <= until]


def answers(group: str, members: Sequence[str], language: Language, post: str, at: datetime) -> list[Doing]:
    """What two members say to something the bot has posted: they sign up, vote, or just talk."""
    random = Random(f"{group}{post}{at.isoformat()}")
    some = random.sample(list(members), min(2, len(members)))
    return [Doing(at + (n + 1) * SOON, group, who, _answer(post, language, random)) for n, who in enumerate(some)]


def _of_day(group: str, members: Sequence[str], language: Language, zone: str, day: date) -> list[Doing]:
    random = Random(f"{group}{day.isoformat()}")
    lines = random.sample(_lines(language), A_DAY)
    hours = sorted(random.choice(BUSY) for _ in lines)
    return [
        Doing(
            to_utc(datetime.combine(day, hour.replace(minute=random.randrange(60))), zone),
            group,
            random.choice(list(members)),
            line,
        )
        for hour, line in zip(hours, lines, strict=True)
    ]


def _answer(post: str, language: Language, random: Random) -> str:
    here = 0 if language == "zh" else 1
    if SIGNUP[here] in post.lower():
        return ("接龙", "+1")[here]
    if POLL[here] in post.lower():
        return ("投票 {}", "vote {}")[here].format(random.randint(1, 2))
    return random.choice(_lines(language)[-4:])


@cache
def _lines(language: Language) -> list[str]:
    return files("bot.web.tryout").joinpath("towns", f"life.{language}.txt").read_text("utf-8").splitlines()
