"""All that is coming in a group, whoever plans it, day by day, with the month as a picture."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.errors import UserError
from bot.pages import Act, Acts, Block, Chart, Form, Go, Look, Page, Row, Table, Words
from bot.plans import Plan, coming
from bot.times.festivals import occasions
from bot.times.moments import shown
from bot.times.months import months_on
from plugins.drops import deeds
from plugins.drops import messages as drops_say
from plugins.drops import page_messages as say
from plugins.drops.calendar import messages as m
from plugins.drops.calendar import rules, showing, store
from plugins.drops.calendar.handlers import planned_in
from plugins.drops.calendar.showing import Asked

DAYS = 30
LISTED = 40
"""On one page of the list."""
PAUSED = 20


async def show(look: Look) -> Sequence[Block]:
    """The picture first, then each day with what can be done."""
    asked, start, end = _span(look)
    before = await _before(look, start, end)
    plans = [*before, *await coming(look.services.router.plans, look, max(start, look.now), end)]
    span = showing.month_told(asked) if "month" in look.query else look.t(m.NEXT_DAYS, days=DAYS)
    told = look.t(m.TIMES_IN, span=span, n=len(plans), zone=look.zone)
    return [
        Acts(acts=_acts(look), ways=_months(look, asked)),
        Chart("month", look.t(m.CHART, month=showing.month_told(asked))),
        Words(told),
        *_moving(look, plans),
        *_days(look, plans),
        *await _paused(look),
    ]


async def draw(look: Look) -> bytes | None:
    """The month as `/投放 日历` draws it."""
    asked, _, _ = _span(look)
    start, end = asked.bounds
    before = await store.posted(look.session, [look.group.id], start, min(end, look.now))
    return await asyncio.to_thread(showing.draw, asked, await planned_in(look), before)


def _span(look: Look) -> tuple[Asked, datetime, datetime]:
    """The month that is drawn, and what is listed: all of it, or without any asked for the next days."""
    today = look.now.astimezone(ZoneInfo(look.zone)).date()
    try:
        month = rules.read_month(look.query.get("month", ""), today)
    except UserError:
        month = months_on(today, 0)
    asked = Asked(month, look.group.name, look.zone, look.now, look.language)
    if "month" in look.query:
        return asked, *asked.bounds
    return asked, look.now, look.now + timedelta(days=DAYS)


async def _before(look: Look, start: datetime, end: datetime) -> list[Plan]:
    """What went out in a month that has begun."""
    until = min(end, look.now)
    if start >= until:
        return []
    found = await store.posted(look.session, [look.group.id], start, until)
    return [Plan(each.at, m.DROP, each.drop_id, each.title, (), deeds.all_about(each.drop_id)) for each in found]


def _months(look: Look, asked: Asked) -> list[Go]:
    present = months_on(asked.today, 0)
    ways = [Go(look.t(m.PRESENT))] if "month" in look.query else []
    for step, phrase in ((-1, m.EARLIER_MONTH), (1, m.LATER_MONTH)):
        month = months_on(asked.month, step)
        if months_on(present, -rules.MONTHS_BACK) <= month <= months_on(present, rules.MONTHS_AHEAD):
            name = str(month.month) if look.language == "zh" else f"{month:%b}"
            ways.append(Go(look.t(phrase, month=name), query={"month": f"{month:%Y-%m}"}))
    return [*ways, Go(look.t(m.ADD_ONE), deeds.PAGE)]


def _acts(look: Look) -> list[Act]:
    commands = ((m.REHEARSE, m.REHEARSE_COMMAND), (m.TO_PHONE, m.ICS_COMMAND))
    return [look.act(label, command) for label, command in commands]


def _days(look: Look, plans: Sequence[Plan]) -> list[Table]:
    """A page of them, a table for each day; which page it is, is said below the last."""
    zone = ZoneInfo(look.zone)
    some = plans[(look.page - 1) * LISTED : look.page * LISTED]
    days = groupby(some, lambda plan: plan.at.astimezone(zone).date())
    tables = [_day(look, day, of_day) for day, of_day in days] or [_table(look, "", ())]
    tables[-1] = replace(tables[-1], pages=max(1, -(-len(plans) // LISTED)))
    return tables


def _day(look: Look, day: date, plans: Iterable[Plan]) -> Table:
    of_day = list(plans)
    known = "".join(look.t(m.KNOWN, name=name) for name in occasions(day)[:1])
    name = shown(of_day[0].at, look.zone, look.language).rpartition(" ")[0]
    return _table(look, name + known, [_row(look, plan) for plan in of_day])


def _table(look: Look, title: str, rows: Sequence[Row]) -> Table:
    columns = [look.t(each) for each in (m.CLOCK, m.WHAT)]
    return Table(columns, rows, look.t(m.NOTHING_ON), title=title)


def _row(look: Look, plan: Plan) -> Row:
    clock = f"{plan.at.astimezone(ZoneInfo(look.zone)):%H:%M} {look.t(plan.kind)}"
    named = look.t(m.NUMBERED, n=plan.number, title=plan.title) if plan.more is not None else plan.title
    if plan.moved_from is not None:
        named += look.t(drops_say.MOVED_MARK, at=shown(plan.moved_from, look.zone, look.language))
    title = replace(plan.more, text=named) if plan.more is not None else named
    return Row((clock, title), [deeds.act(look, deed, plan.number) for deed in plan.deeds])


def _moving(look: Look, plans: Sequence[Plan]) -> list[Form]:
    """The next time of one of the drops that are listed and may be changed here."""
    choices = [
        (
            str(plan.number),
            look.t(m.NEXT_OF, n=plan.number, title=plan.title, at=shown(plan.at, look.zone, look.language)),
        )
        for plan in plans
        if plan.kind is m.DROP and plan.deeds
    ][:LISTED]
    if not choices:
        return []
    which = look.field("n", m.WHICH, "choice", choices[0][0], choices=choices)
    when = look.field("when", say.MOVE_TO, hint=say.MOVE_HINT)
    return [Form(look.t(m.MOVE_ONE), say.MOVE_COMMAND.written(look.language), [which, when], look.t(say.MOVE_TO))]


async def _paused(look: Look) -> list[Table]:
    """What does not come because it is paused, to be resumed here."""
    paused = [each for each in await planned_in(look) if each.is_paused][:PAUSED]
    rows = [
        Row(
            (deeds.all_about(each.drop_id, look.t(m.NUMBERED, n=each.drop_id, title=each.title)),),
            () if each.is_for_several else (deeds.act(look, deeds.RESUME, each.drop_id),),
        )
        for each in paused
    ]
    return [Table([look.t(m.WHAT)], rows, "", title=look.t(m.ON_PAUSE))] if rows else []


PAGE = Page("calendar", m.PAGE, show, draws={"month": draw})
