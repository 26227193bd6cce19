"""The collection in the owner's office."""

from collections.abc import Sequence

from bot import group_settings
from bot.pages import Acts, Block, Form, Look, Page, Row, Table
from bot.times.timewords import recurrence_of

from . import messages as m
from .settings import Quotes


async def show(look: Look) -> Sequence[Block]:
    """What there is, and the commands as forms and buttons."""
    now = await group_settings.load(look.session, look.group.id, Quotes)
    when = recurrence_of(now.when).describe(look.language) if now.when else ""
    quotes = Table(
        ["", look.t(m.QUOTE)], [Row((str(n), line)) for n, line in enumerate(now.lines, 1)], look.t(m.NONE_YET)
    )
    add = Form(
        look.t(m.ADD), m.ADD_COMMAND.written(look.language), [look.field("text", m.QUOTE, "text")], look.t(m.ADD)
    )
    at = Form(look.t(m.AT), m.AT_COMMAND.written(look.language), [look.field("when", m.WHEN, value=when)], look.t(m.AT))
    stop = [Acts([look.act(m.STOP, m.STOP_COMMAND)])] if when else []
    return [quotes, add, at, *stop]


PAGE = Page("quotes", m.TITLE, show)
