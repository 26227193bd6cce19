"""/成员: what kinds of members a group has; /潜水: who has been silent, for its admins' eyes."""

import asyncio
import re
from datetime import timedelta
from enum import Enum
from typing import Annotated

from bot.commands import Command, Example, Target
from bot.commands.parameters import Label, Rest
from bot.commands.wording import normalize
from bot.content import Image
from bot.context import Context
from bot.errors import UserError
from bot.permissions import admin
from bot.phrases import Phrase
from bot.pictures.drawn import keep_drawn
from plugins.nudges.segments import messages as m
from plugins.nudges.segments import rules, showing, store
from plugins.nudges.segments.command import lurkers
from plugins.nudges.segments.settings import Definitions
from plugins.nudges.segments.showing import PAGE, Seen

DAYS = 30
MOST_DAYS = 1000
RANGES = {"newcomer": (1, 60), "active": (2, 90), "window": (7, 90), "drifting": (3, 60)}
_ASKED = re.compile(r"(?:(\d{1,5})\s*(?:天|日|days?|d)?)?(?:\s+(\d{1,5}))?", re.IGNORECASE)

members = Command("成员", "members", Phrase("看成员的构成", "see what kinds of members there are"), admin, Target.GROUP)


class What(Enum):
    """The numbers of the definitions."""

    NEWCOMER = ("新人", "newcomer", "newcomers")
    ACTIVE = ("活跃", "active")
    WINDOW = ("近期", "window")
    DRIFTING = ("渐远", "drifting")


@members.action(
    summary=Phrase("看活跃、半沉睡和潜水的各有多少", "see how many are active, half asleep, silent"),
    example=Example("/成员", "/members"),
)
async def show(ctx: Context) -> None:
    """As a picture and in words; nobody is named."""
    words, path = await ctx.beforehand("members", lambda: _drawn(ctx))
    if path is not None:
        ctx.reply(Image(path))
    ctx.reply(words)


@members.action(
    "设置",
    "set",
    summary=Phrase("看和改成员怎么划分", "see and change how members are told apart"),
    example=Example("/成员 设置 新人 7天", "/members set newcomer 7d"),
    target=Target.GROUPS,
)
async def define(
    ctx: Context, what: What | None = None, span: Annotated[timedelta | None, Label("天数", "days")] = None
) -> None:
    """Bare, the definitions in words."""
    if what is None or span is None:
        if what is not None:
            raise UserError(m.HOW_MANY)
        ctx.reply("\n\n".join([showing.definitions(each, ctx.language) for each in await _given(ctx)]))
        return
    name = what.value[1]
    days, (least, most) = span // rules.DAY, RANGES[name]
    if span % rules.DAY or not least <= days <= most:
        raise UserError(m.RANGE, what=m.WHATS[name], least=least, most=most)
    for given in await _given(ctx):
        window, active = (days if name == each else getattr(given, each) for each in ("window", "active"))
        if active > window:
            raise UserError(m.MORE_THAN_WINDOW, window=window)
    said = m.WHATS[name](ctx.language)
    await ctx.change_each(Definitions, m.DID_SET, lambda _: {name: days}, what=said, days=days)
    ctx.done(m.SET, what=said, days=days)


@lurkers.action(
    summary=Phrase("看谁很久没说话", "see who has been silent for long"),
    example=Example("/潜水 30", "/lurkers 30"),
)
async def silent(ctx: Context, asked: Annotated[Rest | None, Label("天数 页码", "days page")] = None) -> None:
    """In the group only how many they are."""
    days, page = _asked(asked or "")
    look = await store.look_at(ctx.session, ctx.group, ctx.now, ctx.zone)
    people = rules.silent(await store.present(ctx.session, ctx.group.id), look, days)
    if not people:
        ctx.reply(m.NOBODY_SILENT, days=days)
    elif ctx.here is not None:
        ctx.reply(m.IN_GROUP, n=len(people), days=days)
    else:
        _list(ctx, people, look, days, page)


def _list(ctx: Context, people: list[rules.Known], look: rules.Look, days: int, page: int) -> None:
    pages = -(-len(people) // PAGE)
    if not 1 <= page <= pages:
        raise UserError(m.NO_SUCH_PAGE, pages=pages)
    lines = showing.silent(people[(page - 1) * PAGE : page * PAGE], look, ctx.language)
    of_pages = ctx.t(m.PAGE_OF, page=page, pages=pages) if pages > 1 else ""
    head = ctx.t(m.SILENT_HEAD, group=ctx.group.name, days=days, n=len(people), page=of_pages, lines=lines)
    foot = ctx.t(m.NEXT_PAGE, days=days, page=page + 1) if page < pages else ctx.t(m.WHAT_NOW)
    ctx.reply(f"{head}\n{foot}")


def _asked(line: str) -> tuple[int, int]:
    """For how many days somebody has to have been silent, and which page is wanted. Raises UserError."""
    match = _ASKED.fullmatch(normalize(line).strip())
    if match is None:
        raise UserError(m.UNREADABLE)
    days, page = int(match[1] or DAYS), int(match[2] or 1)
    if not 1 <= days <= MOST_DAYS:
        raise UserError(m.SILENT_RANGE, most=MOST_DAYS)
    return days, page


async def _given(ctx: Context) -> list[Definitions]:
    """The definitions of the groups at hand, each once."""
    return list(dict.fromkeys([await ctx.settings(Definitions, group) for group in ctx.groups]))


async def _drawn(ctx: Context) -> tuple[str, str | None]:
    group = ctx.group
    async with ctx.services.db.read() as session:
        look = await store.look_at(session, group, ctx.now, ctx.zone)
        members = await store.members_of(session, group, look)
        seen = Seen.of(group.name, members, await store.gone(session, group.id), look)
    if not members:
        return ctx.t(m.NOBODY), None
    data = await asyncio.to_thread(showing.picture, seen, ctx.now, look.zone, ctx.language)
    path = None if data is None else await keep_drawn(ctx, data, "members.png")
    return showing.words(seen, ctx.language), path
