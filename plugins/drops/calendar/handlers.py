"""/投放 日历: the month that comes, as words, as a picture, as a file."""

import asyncio
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from bot.audience import View, concerning
from bot.commands import Example, Target
from bot.commands.parameters import Label, Rest
from bot.commands.wording import fold
from bot.content import File, Image
from bot.context import Context
from bot.errors import Refusal
from bot.outbox import Priority
from bot.permissions import admin
from bot.phrases import Phrase
from bot.pictures.drawn import keep_drawn
from bot.plans import Deed, Plan
from plugins.drops import deeds as say
from plugins.drops.calendar import messages as m
from plugins.drops.calendar import rules, store
from plugins.drops.calendar.ics import to_ics
from plugins.drops.calendar.rules import Happening, Planned
from plugins.drops.calendar.showing import Asked, show
from plugins.drops.calendar.where import where
from plugins.drops.command import drop
from plugins.drops.tables import Drop

What = Annotated[Rest | None, Label("月份|ics", "month|ics")]


@drop.action(
    "日历",
    "calendar",
    summary=Phrase("看一个月的安排", "see a month's plan"),
    example=Example("/投放 日历 11月", "/drop calendar nov"),
    guard=admin,
    target=Target.GROUPS,
)
async def calendar(ctx: Context, what: What = None) -> None:
    """The present month unless another is named; `ics` makes a file of it."""
    word, _, rest = (what or "").strip().partition(" ")
    if fold(word) == "ics":
        await _send_file(ctx, rest)
        return
    asked = _asked(ctx, what or "")
    start, end = asked.bounds
    plans = await planned_in(ctx)
    before = await store.posted(ctx.session, [group.id for group in ctx.groups], start, min(end, ctx.now))
    words, path = await ctx.beforehand("calendar", lambda: _drawn(ctx, asked, plans, before))
    if path is not None:
        ctx.reply(Image(path))
    ctx.reply(words)


async def _drawn(ctx: Context, asked: Asked, plans: list[Planned], before: list[Happening]) -> tuple[str, str | None]:
    shown = await asyncio.to_thread(show, asked, plans, before)
    return shown.words, None if shown.picture is None else await keep_drawn(ctx, shown.picture, "calendar.png")


async def _send_file(ctx: Context, which: str) -> None:
    """To the asker alone: it is theirs to keep, and a group needs no file."""
    asked = _asked(ctx, "")
    first, after = rules.read_span(which, asked.today)
    start, end = rules.bounds(first, after, ctx.zone)
    plans = await planned_in(ctx)
    made = await ctx.beforehand("ics", lambda: _written(ctx, asked, max(start, ctx.now), end, plans))
    if made is None:
        raise Refusal(m.FILE_EMPTY)
    file, count, zone = made
    if ctx.here is None:
        ctx.reply(file)
    else:
        ctx.post(file, key=f"ics:{ctx.event_id}", person_id=ctx.sender.id, priority=Priority.ANSWER)
    ctx.reply(m.FILE_SENT if ctx.here is None else m.FILE_PRIVATELY, n=count, zone=zone)


async def _written(
    ctx: Context, asked: Asked, start: datetime, end: datetime, plans: list[Planned]
) -> tuple[File, int, str] | None:
    def write() -> tuple[bytes, int]:
        happenings = rules.coming(plans, start, end, rules.MOST_IN_FILE).happenings
        name = m.FILE_TITLE(asked.language, where=asked.where)
        return to_ics(happenings, name=name, zone=asked.zone, now=asked.now, language=asked.language), len(happenings)

    data, count = await asyncio.to_thread(write)
    if not count:
        return None
    path = await keep_drawn(ctx, data, "calendar.ics")
    local = start.astimezone(ZoneInfo(asked.zone))
    return File(path, m.FILE_NAME(asked.language, when=f"{local:%Y-%m}")), count, asked.zone


def _asked(ctx: Context, text: str) -> Asked:
    today = ctx.now.astimezone(ZoneInfo(ctx.zone)).date()
    return Asked(rules.read_month(text, today), where(ctx), ctx.zone, ctx.now, ctx.language)


async def plans(view: View, start: datetime, end: datetime) -> list[Plan]:
    """What the drops of the groups at hand have between two moments."""
    planned = {each.drop_id: each for each in await planned_in(view)}
    happenings = rules.coming(planned.values(), start, end).happenings
    return [_plan(each, planned[each.drop_id]) for each in happenings]


def _plan(each: Happening, planned: Planned) -> Plan:
    """With what can be done at its next time; those after that lead to where all is."""
    deeds: tuple[Deed, ...] = ()
    if each.at == planned.next_due_at and not planned.is_for_several:
        deeds = (say.PAUSE,) if planned.recurrence is None else (say.SKIP_THIS, say.PAUSE)
    return Plan(each.at, m.DROP, each.drop_id, each.title, deeds, say.all_about(each.drop_id), each.moved_from)


async def planned_in(view: View) -> list[Planned]:
    """The drops of the groups at hand; of one group without those it has opted out of."""
    plans = await store.planned(view.session, view.account_id, await concerning(view, Drop, view.groups))
    unwanted = await store.unwanted(view.session, view.groups[0].id) if len(view.groups) == 1 else frozenset[int]()
    return [each for each in plans if each.drop_id not in unwanted]
