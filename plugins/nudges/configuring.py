"""/激活 设置: within which hours, after how long, by which means."""

import re
from collections.abc import Mapping
from datetime import time
from enum import Enum
from typing import Annotated, Any

from bot import group_settings
from bot.audience import aim
from bot.commands import Example
from bot.commands.parameters import Label, Rest, Tags
from bot.commands.readers import number_in, short
from bot.commands.wording import normalize
from bot.context import Context
from bot.errors import UserError
from bot.phrases import Phrase
from bot.times.clockwords import parse_time_of_day
from bot.times.timewords import parse_duration
from plugins.nudges import messages as m
from plugins.nudges import showing
from plugins.nudges.command import nudge
from plugins.nudges.rules import DAY, MOST_PEOPLE
from plugins.nudges.settings import Nudging

EARLIEST, LATEST = time(6), time(23)
MOST_DAYS = 30
_TO = re.compile(r"\s*(?:[-–—~～到至]+|\bto\b)\s*")
_YES = frozenset({"开", "开启", "打开", "on", "yes"})
_NO = frozenset({"关", "关闭", "off", "no"})


class What(Enum):
    """What can be set."""

    HOURS = ("时段", "hours")
    SILENCE = ("安静", "silence")
    MENTION = ("点名", "mentions")
    PRIVATE = ("私聊", "private")
    PEOPLE = ("人数", "people")


@nudge.action(
    "设置",
    "set",
    summary=Phrase("看和改时段、安静几天、点名、私聊", "see and change hours, days, mentions, private words"),
    example=Example("/激活 设置 时段 9:00-21:30", "/nudge set hours 9:00-21:30"),
)
async def change(
    ctx: Context,
    tags: Tags,
    what: What | None = None,
    value: Annotated[Rest | None, Label("改成什么", "to what")] = None,
) -> None:
    """Bare, what is set."""
    await aim(ctx, tags)
    if what is None and value is not None:
        raise UserError(m.NO_SUCH_THING, word=short(value.split()[0]))
    if what is None:
        await _show(ctx)
        return
    if value is None:
        raise UserError(m.WHAT_VALUE)
    changes, said = read(what, value)
    words = said[0](ctx.language, **said[1])
    await ctx.change_each(Nudging, m.DID_SET, lambda _: changes, what=words)
    ctx.done(m.SET, what=words)


def read(what: What, value: str) -> tuple[Mapping[str, Any], tuple[Phrase, Mapping[str, object]]]:
    """What is to be changed, and how that is told. Raises UserError."""
    match what:
        case What.HOURS:
            start, end = _hours(value)
            told = {"start": f"{start:%H:%M}", "end": f"{end:%H:%M}"}
            return told, (m.SET_HOURS, told)
        case What.SILENCE:
            days = _days(value)
            return {"days": days}, (m.SET_DAYS, {"n": days})
        case What.PEOPLE:
            people = number_in(normalize(value).strip().removesuffix("人"))
            people = _within(people, value, MOST_PEOPLE)
            return {"people": people}, (m.SET_PEOPLE, {"n": people})
        case What.MENTION | What.PRIVATE:
            on = _switch(value)
            name, phrase = ("mention", m.SET_MENTION) if what is What.MENTION else ("private", m.SET_PRIVATE)
            return {name: on}, (phrase, {"state": m.YES if on else m.NO})


async def _show(ctx: Context) -> None:
    every = await group_settings.load_each(ctx.session, [group.id for group in ctx.groups], Nudging)
    if len(set(every.values())) > 1:
        ctx.reply("\n".join([ctx.t(m.SETTINGS_DIFFER), ctx.t(m.HOW_TO_SET)]))
        return
    zone = ctx.groups[0].zone or ctx.zone if ctx.groups else ctx.group.zone
    lines = [showing.settings(next(iter(every.values())), str(zone), ctx.language), ctx.t(m.HOW_TO_SET)]
    ctx.reply("\n".join(lines))


def _hours(value: str) -> tuple[time, time]:
    try:
        start, end = (parse_time_of_day(part) for part in _TO.split(normalize(value).strip().lower()))
    except (UserError, ValueError):
        raise UserError(m.NOT_SO, word=short(value)) from None
    if not EARLIEST <= start < end <= LATEST:
        raise UserError(m.WAKING_HOURS, first=f"{EARLIEST:%H:%M}", last=f"{LATEST:%H:%M}")
    return start, end


def _days(value: str) -> int:
    try:
        span = parse_duration(normalize(value).strip())
    except UserError:
        raise UserError(m.NOT_SO, word=short(value)) from None
    return _within(None if span % DAY else span // DAY, value, MOST_DAYS)


def _within(number: int | None, value: str, most: int) -> int:
    if number is None:
        raise UserError(m.NOT_SO, word=short(value))
    if not 1 <= number <= most:
        raise UserError(m.NOT_SO_MANY, least=1, most=most)
    return number


def _switch(value: str) -> bool:
    word = normalize(value).strip().lower()
    if word not in _YES | _NO:
        raise UserError(m.NOT_SO, word=short(value))
    return word in _YES
