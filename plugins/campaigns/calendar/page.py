"""The page of days: what is coming in the year, and the days a group has of its own."""

import asyncio
from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from bot.pages import Block, Chart, Form, Look, Page, Row, Table, Words
from plugins.campaigns.calendar import messages as m
from plugins.campaigns.calendar import rules, showing, store
from plugins.campaigns.calendar.rules import Own
from plugins.campaigns.calendar.showing import Asked

PICTURE = "month"


async def show(look: Look) -> Sequence[Block]:
    """Its own days first, then what the calendar has for the next weeks."""
    asked = await _asked(look)
    columns = [look.t(each) for each in (m.NUMBER, m.NAME, m.DATE, m.NEXT_TIME)]
    rows = [_row(look, each, asked.today) for each in asked.own]
    fields = [look.field("name", m.NAME, hint=m.NAME_HINT), look.field("date", m.DATE, hint=m.DATE_HINT)]
    month = look.t(m.MONTH_PICTURE, year=asked.today.year, month=asked.today.month)
    return [
        Table(columns, rows, look.t(m.NONE_ON_PAGE), title=look.t(m.OWN_ON_PAGE)),
        Form(look.t(m.DO_ADD), look.to_fill(m.SAY_ADD), fields, look.t(m.ADD_IT)),
        Chart(PICTURE, month),
        Words(await asyncio.to_thread(showing.told, asked), title=look.t(m.COMING)),
    ]


async def draw(look: Look) -> bytes | None:
    """The present month as `/日历` draws it."""
    return await asyncio.to_thread(showing.drawn, await _asked(look))


async def _asked(look: Look) -> Asked:
    today = look.now.astimezone(ZoneInfo(look.zone)).date()
    own = rules.together(await store.own_days(look.session, [look.group.id]))
    return Asked(rules.read_window("", today), own, look.group.name, look.zone, today, look.language)


def _row(look: Look, day: Own, today: date) -> Row:
    following = showing.next_time(day, today, look.language).strip("，, ")
    delete = look.act(m.DO_DELETE, m.SAY_DELETE, grave=True, number=day.number)
    return Row((f"#{day.number}", day.name, showing.when(day, look.language), following), [delete])


PAGE = Page("days", m.PAGE, show, draws={PICTURE: draw})
