"""/日历: what is coming, and the days a group has of its own."""

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo

from bot.commands import Command, Example, Target
from bot.commands.parameters import Label, Rest
from bot.commands.readers import number_in, short
from bot.commands.wording import fold
from bot.content import Image
from bot.context import Context
from bot.errors import UserError
from bot.permissions import admin
from bot.phrases import Phrase
from bot.pictures.drawn import keep_drawn
from plugins.campaigns.calendar import messages as m
from plugins.campaigns.calendar import own, rules, showing, store
from plugins.campaigns.calendar.rules import Own
from plugins.campaigns.calendar.showing import Asked
from plugins.campaigns.calendar.tables import OwnDay

What = Annotated[Rest | None, Label("月份|天数", "month|days")]
Dated = Annotated[Rest | None, Label("名字 日期", "name date")]
Which = Annotated[Rest, Label("编号|名字", "number|name")]

calendar = Command("日历", "calendar", Phrase("看接下来有什么日子", "see what days are coming"), admin, Target.GROUPS)


@calendar.action(
    summary=Phrase("看节日、节气、购物节、放假调休", "see festivals, solar terms, shopping days and days off"),
    example=Example("/日历 11月", "/calendar nov"),
)
async def show_calendar(ctx: Context, what: What = None) -> None:
    """The next 30 days and a picture of this month, unless a month or a number of days is named."""
    window = rules.read_window(what or "", _today(ctx))
    days = rules.together(await store.own_days(ctx.session, [group.id for group in ctx.groups]))
    asked = Asked(window, days, _where(ctx), ctx.zone, _today(ctx), ctx.language)
    words, path = await ctx.beforehand("calendar", lambda: _drawn(ctx, asked))
    if path is not None:
        ctx.reply(Image(path))
    ctx.reply(words)


@calendar.action(
    "日子",
    "days",
    summary=Phrase("看群里自己的日子", "see the group's own days"),
    example=Example("/日历 日子", "/calendar days"),
)
async def list_own(ctx: Context) -> None:
    """All of them, each with its next time."""
    days = rules.together(await store.own_days(ctx.session, [group.id for group in ctx.groups]))
    if not days:
        ctx.reply("\n".join((ctx.t(m.NO_DAYS), ctx.t(m.HINT_ADD))))
        return
    lines = "\n".join(_line(ctx, each) for each in days)
    ctx.reply(m.OWN_DAYS, zone=ctx.zone, lines=lines, number=days[0].number)


@calendar.action(
    "添加",
    "add",
    summary=Phrase("记下群里自己的日子", "note a day of the group's own"),
    example=Example("/日历 添加 群生日 2024-05-20", "/calendar add birthday 2024-05-20"),
)
async def add_own(ctx: Context, dated: Dated = None) -> None:
    """Each year, from the year that is said; a day that is still to come with its year, once."""
    today = _today(ctx)
    day = rules.read_own(dated or "", today)
    number = await own.add(ctx, day)
    said = {"when": showing.when(day, ctx.language), "next": showing.next_time(day, today, ctx.language)}
    ctx.done(m.ADDED, number=number, name=day.name, **said, leap=showing.leap(day, ctx.language))


@calendar.action(
    "删除",
    "delete",
    summary=Phrase("删掉自己的日子", "drop a day of your own"),
    example=Example("/日历 删除 2", "/calendar delete 2"),
)
async def delete_own(ctx: Context, which: Which) -> None:
    """By number or by name; of a set of groups in each that has it."""
    rows = await store.rows_of(ctx.session, [group.id for group in ctx.groups])
    found = _found(rows, which.strip())
    number, name = min(row.id for row in found), found[0].name
    await own.delete(ctx, found)
    ctx.done(m.DELETED, number=number, name=name)


def _found(rows: Sequence[OwnDay], which: str) -> list[OwnDay]:
    """The day of this number or name, in whichever groups have it."""
    number = number_in(which)
    named = [row for row in rows if row.id == number] or [row for row in rows if fold(row.name) == fold(which)]
    if not named:
        raise UserError(m.NO_SUCH_DAY, which=short(which))
    found = own.same_day(rows, named[0])
    if len({row.id for row in named} - {row.id for row in found}):
        numbers = ", ".join(f"#{each.number}" for each in rules.together([store.own_of(row) for row in named]))
        raise UserError(m.WHICH_OF_THEM, name=named[0].name, numbers=numbers)
    return found


def _line(ctx: Context, day: Own) -> str:
    return ctx.t(
        m.OWN_LINE,
        number=day.number,
        name=day.name,
        when=showing.when(day, ctx.language),
        next=showing.next_time(day, _today(ctx), ctx.language),
        groups=ctx.t(m.IN_GROUPS, n=day.groups) if len(ctx.groups) > 1 else "",
    )


async def _drawn(ctx: Context, asked: Asked) -> tuple[str, str | None]:
    shown = await asyncio.to_thread(showing.show, asked)
    return shown.words, None if shown.picture is None else await keep_drawn(ctx, shown.picture, "calendar.png")


def _where(ctx: Context) -> str:
    return ctx.groups[0].name if len(ctx.groups) == 1 else ctx.t(m.A_SET, tag=ctx.tag, n=len(ctx.groups))


def _today(ctx: Context) -> date:
    return ctx.now.astimezone(ZoneInfo(ctx.zone)).date()
