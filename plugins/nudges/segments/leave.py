"""/请假: a member is away for a while, in every group."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Annotated

from bot.commands import Command, Example, Target
from bot.commands.parameters import Label, Rest
from bot.context import Context
from bot.errors import UserError
from bot.permissions import anyone
from bot.phrases import Phrase
from bot.times.moments import shown_with_zone
from bot.times.timewords import parse_duration, parse_moment
from plugins.nudges.segments import messages as m

SHORTEST, LONGEST = timedelta(hours=1), timedelta(days=366)
END_OF_DAY = "23:59"

leave = Command("请假", "leave", Phrase("离开一阵子", "be away for a while"), anyone, Target.NONE)


@leave.action(
    summary=Phrase("请几天假", "be on leave for some days"),
    example=Example("/请假 7天", "/leave 7d"),
)
async def away(ctx: Context, span: Annotated[Rest | None, Label("7天", "7d")] = None) -> None:
    """Bare, whether one is on leave."""
    if span:
        _go(ctx, span)
    elif (until := ctx.sender.away_until) is not None and until > ctx.now:
        ctx.reply(m.IS_ON_LEAVE, until=shown_with_zone(until, ctx.zone, ctx.language), mention=True)
    else:
        ctx.reply(m.NOT_ON_LEAVE, mention=True)


@leave.action(
    "到",
    "until",
    summary=Phrase("请假到哪天", "be on leave until a day"),
    example=Example("/请假 到 周五", "/leave until fri"),
)
async def until(ctx: Context, when: Annotated[Rest | None, Label("周五", "fri")] = None) -> None:
    """A day without a time is over with the day."""
    if not when:
        raise UserError(m.UNTIL_WHEN)
    _go(ctx, when)


@leave.action(
    "结束",
    "end",
    summary=Phrase("提前回来", "be back"),
    example=Example("/请假 结束", "/leave end"),
)
async def back(ctx: Context) -> None:
    """At once."""
    was_away = ctx.sender.away_until is not None and ctx.sender.away_until > ctx.now
    ctx.sender.away_until = None
    ctx.reply(m.IS_BACK if was_away else m.NOT_ON_LEAVE, mention=True)


def _go(ctx: Context, text: str) -> None:
    end = _end(ctx, text)
    if not SHORTEST <= end - ctx.now <= LONGEST:
        raise UserError(m.LEAVE_RANGE, most=LONGEST.days)
    ctx.sender.away_until = end
    ctx.reply(m.AWAY_UNTIL, until=shown_with_zone(end, ctx.zone, ctx.language), mention=True)


def _end(ctx: Context, text: str) -> datetime:
    """After so long, or at that time, or at the end of that day. Raises UserError."""
    with suppress(UserError):
        return ctx.now + min(parse_duration(text), 2 * LONGEST)
    words = text.split()
    for given in (words, [*words, END_OF_DAY]):
        with suppress(UserError):
            end, used = parse_moment(given, ctx.now, ctx.zone)
            if used == len(given):
                return end
    raise UserError(m.UNTIL_WHEN)
