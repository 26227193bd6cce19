"""/语录 and the word 语录."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from bot import messages as core
from bot.commands import Command, Example
from bot.commands.parameters import Words
from bot.context import Context
from bot.errors import UserError
from bot.permissions import admin
from bot.phrases import Phrase
from bot.times.recurrence import Once, Recurrence
from bot.times.timewords import recurrence_of
from storage.tables import Group

from . import messages as m
from . import rules, store
from .settings import Quotes

quotes = Command("语录", "quotes", Phrase("每日一句", "the quote of the day"), admin)


@quotes.action(
    summary=Phrase("看收了多少、什么时候发", "see how many there are, and when one is said"),
    example=Example("/语录", "/quotes"),
)
async def show(ctx: Context) -> None:
    """The state, and what can be done next."""
    now = await ctx.settings(Quotes)
    when = ctx.t(m.SAID_AT, when=_in_words(ctx, now.when)) if now.when else ctx.t(m.NEVER_SAID)
    ctx.reply(m.STATE, n=len(now.lines), when=when)


@quotes.action(
    "添加",
    "add",
    summary=Phrase("收一句", "add a quote"),
    example=Example(
        "/语录 添加\n读书破万卷，下笔如有神", "/quotes add\nA room without books is like a body without a soul"
    ),
)
async def add(ctx: Context, text: Words) -> None:
    """It takes its turn with the others."""
    lines = rules.added((await ctx.settings(Quotes)).lines, text)
    await ctx.change(Quotes, m.DID_ADD, lines=lines)
    ctx.done(m.ADDED, n=len(lines))


@quotes.action(
    "定时",
    "at",
    summary=Phrase("定时发一句", "say one at set times"),
    example=Example("/语录 定时 每天 08:30", "/quotes at every day 08:30"),
)
async def set_when(ctx: Context, when: Recurrence) -> None:
    """From now on, until it is stopped."""
    if isinstance(when, Once):
        raise UserError(m.NOT_REGULAR)
    await _change_when(ctx, str(when), m.DID_SET)
    ctx.done(m.SET, when=when.describe(ctx.language))


@quotes.action(
    "停止", "stop", summary=Phrase("停止定时发", "stop saying them"), example=Example("/语录 停止", "/quotes stop")
)
async def stop(ctx: Context) -> None:
    """The collection stays."""
    if not (await ctx.settings(Quotes)).when:
        raise UserError(m.NOT_SET)
    await _change_when(ctx, "", m.DID_STOP)
    ctx.done(m.STOPPED)


async def say_quote(ctx: Context, rest: str) -> None:
    """Anybody who says the word alone hears the quote of the day, a group at most once a minute."""
    lines = () if rest or ctx.here is None else (await ctx.settings(Quotes)).lines
    if lines:
        today = ctx.now.astimezone(ZoneInfo(ctx.zone)).date()
        ctx.reply(rules.of_day(lines, today), once=f"quotes:{ctx.group.id}:{ctx.now:%Y%m%d%H%M}")


async def undo_when(ctx: Context, operation: Mapping[str, Any]) -> None:
    """Go back to the times of before, unless they have been changed since."""
    group = await ctx.session.get_one(Group, operation["group"])
    if (await ctx.settings(Quotes, group)).when != operation["new"]:
        raise UserError(core.CHANGED_SINCE)
    await store.put_when(ctx, group, operation["old"])


async def _change_when(ctx: Context, when: str, summary: Phrase) -> None:
    before = (await ctx.settings(Quotes)).when
    await store.put_when(ctx, ctx.group, when)
    way_back = {"op": "quotes.when", "group": ctx.group.id, "old": before, "new": when}
    await ctx.audit(summary, [way_back], when=_in_words(ctx, when))


def _in_words(ctx: Context, when: str) -> str:
    return recurrence_of(when).describe(ctx.language) if when else ""
