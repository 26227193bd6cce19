"""/潜水 清理 and /潜水 白名单: asking who wants to stay, and who is never asked."""

import re
from collections.abc import Mapping
from enum import Enum
from typing import Annotated, Any

from bot import messages as core
from bot.commands import Example
from bot.commands.parameters import Label, Member, Rest
from bot.commands.readers import short
from bot.commands.wording import normalize
from bot.context import Context
from bot.errors import Refusal, UserError
from bot.phrases import Phrase
from plugins.nudges.cleaning import acts, rules, showing, store
from plugins.nudges.cleaning import messages as m
from plugins.nudges.cleaning.settings import CleaningSettings
from plugins.nudges.cleaning.tables import Cleaning
from plugins.nudges.segments.command import lurkers
from plugins.nudges.segments.rules import Look
from plugins.nudges.segments.showing import name_of
from plugins.nudges.segments.store import look_at, present
from storage.names import names_of

SPARED, UNSPARED = "cleaning.spared", "cleaning.unspared"
MOST_SPARED = 200
NAMED = 50
_DAYS = re.compile(r"(\d{1,5})\s*(?:天|日|days?|d)?", re.IGNORECASE)


class Act(Enum):
    """What can be done about a cleaning under way, and about those to come."""

    REMOVE = ("移出", "remove")
    CANCEL = ("取消", "cancel")
    TIME = ("期限", "time")


class Change(Enum):
    """What can be done with the white list."""

    ADD = ("添加", "add")
    DELETE = ("删除", "delete", "去掉", "remove")


@lurkers.action(
    "清理",
    "clean",
    summary=Phrase("问问很久没说话的人要不要留下", "ask the long silent whether they stay"),
    example=Example("/潜水 清理 90", "/lurkers clean 90"),
)
async def clean(
    ctx: Context,
    act: Act | None = None,
    rest: Annotated[Rest | None, Label("天数|编号", "days|numbers")] = None,
) -> None:
    """Bare, how far it has got."""
    line = normalize(rest or "").strip()
    match act:
        case Act.REMOVE:
            await acts.remove(ctx, await store.open_in(ctx.session, ctx.group.id), rules.read_left_out(line))
        case Act.CANCEL:
            await acts.cancel(ctx, await store.open_in(ctx.session, ctx.group.id))
        case Act.TIME:
            await _set_time(ctx, line)
        case None if line:
            await acts.begin(ctx, _days(line))
        case None:
            await _show(ctx)


@lurkers.action(
    "白名单",
    "spare",
    summary=Phrase("看和改清理时不问的人", "see and change who is never asked"),
    example=Example("/潜水 白名单 添加 @小明", "/lurkers spare add @小明"),
)
async def spare(ctx: Context, change: Change | None = None, who: Member | None = None) -> None:
    """Bare, the list."""
    if change is None:
        await _list_spared(ctx)
        return
    if who is None:
        raise UserError(m.WHOM)
    names = await names_of(ctx.session, ctx.group.id, [who.id])
    name, group = name_of(names.get(who.id, ""), ctx.language), ctx.group.id
    spared = await store.spared_in(ctx.session, group)
    way = [{"op": UNSPARED if change is Change.DELETE else SPARED, "group": group, "person_id": who.id}]
    if change is Change.DELETE:
        await ctx.audit(m.DID_UNSPARE, way if await store.unspare(ctx.session, group, who.id) else [], name=name)
        ctx.done(m.NOT_SPARED, name=name)
        return
    if len(spared) >= MOST_SPARED:
        raise Refusal(m.SPARED_FULL, most=MOST_SPARED)
    if who.id not in spared:
        await store.spare(ctx.session, group, who.id, ctx.sender.id, ctx.now)
    await ctx.audit(m.DID_SPARE, [] if who.id in spared else way, name=name)
    ctx.done(m.IS_SPARED, name=name)


async def undo_sparing(ctx: Context, operation: Mapping[str, Any]) -> None:
    """They are asked like anybody."""
    if not await store.unspare(ctx.session, operation["group"], operation["person_id"]):
        raise Refusal(core.CHANGED_SINCE)


async def undo_unsparing(ctx: Context, operation: Mapping[str, Any]) -> None:
    """They are never asked again."""
    await store.spare(ctx.session, operation["group"], operation["person_id"], ctx.sender.id, ctx.now)


async def _show(ctx: Context) -> None:
    cleaning = await store.open_in(ctx.session, ctx.group.id)
    if cleaning is None:
        ctx.reply(m.NONE_UNDER_WAY)
        return
    look = await look_at(ctx.session, ctx.group, ctx.now, ctx.zone)
    if cleaning.state != "removing":
        await acts.refresh(ctx, cleaning, look)
    counts = await store.count_in(ctx.session, cleaning.id)
    if cleaning.state != "listed":
        ctx.reply(showing.progress(cleaning, counts, ctx.zone, ctx.language))
    elif ctx.here is not None:
        ctx.reply(ctx.t(m.LIST_IN_GROUP, **showing.numbers(counts)))
    else:
        await _list(ctx, cleaning, look)


async def _list(ctx: Context, cleaning: Cleaning, look: Look) -> None:
    here = {who.person_id: who for who in await present(ctx.session, ctx.group.id)}
    people = [here[row.person_id] for row in await store.people_in(ctx.session, cleaning.id, "told")]
    if not people:
        ctx.reply(m.NOBODY_LEFT)
        return
    counts = await store.count_in(ctx.session, cleaning.id)
    lines = showing.lines(people, look, cleaning.days, ctx.language)
    values = {"group": ctx.group.name, "lines": lines, "number": people[0].person_id, **showing.numbers(counts)}
    ctx.reply(ctx.t(m.LIST, **values))


async def _set_time(ctx: Context, line: str) -> None:
    if not line:
        ctx.reply(m.STAY_IS, days=(await ctx.settings(CleaningSettings)).stay_days)
        return
    days = _days(line)
    if not rules.LEAST_STAY <= days <= rules.MOST_STAY:
        raise UserError(m.STAY_RANGE, least=rules.LEAST_STAY, most=rules.MOST_STAY)
    await ctx.change_each(CleaningSettings, m.DID_SET_STAY, lambda _: {"stay_days": days}, days=days)
    ctx.done(m.STAY_SET, days=days)


async def _list_spared(ctx: Context) -> None:
    spared = await store.spared_in(ctx.session, ctx.group.id)
    if not spared:
        ctx.reply(m.NOBODY_SPARED)
        return
    people = await store.spared_names(ctx.session, ctx.group.id, NAMED)
    lines = [ctx.t(m.SPARED_NAME, number=person, name=name_of(name, ctx.language)) for person, name in people]
    names = ctx.t(core.COMMA).join(lines)
    ctx.reply(
        m.SPARED_LIST, n=len(spared), names=ctx.t(m.SPARED_MORE, names=names) if spared - set(dict(people)) else names
    )


def _days(line: str) -> int:
    match = _DAYS.fullmatch(line)
    if match is None:
        raise UserError(m.UNREADABLE, word=short(line))
    return int(match[1])
