"""The first page of a group: how it is, what needs its owner, and what comes next."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import func, select, text

from bot.pages import Block, Cell, Facts, Look, Page, Row, Table
from bot.plans import Plan, coming
from bot.times.moments import shown
from bot.web.office import messages as say
from storage.outbox import UNSETTLED
from storage.tables import Outbox

DAYS = timedelta(days=7)
MOST = 20
OPEN = ("unknown", "failed", "missed")


async def show(look: Look) -> Sequence[Block]:
    """Figures first, then the coming days."""
    signs = [(plugin.title, plugin.signs) for plugin in look.services.router.plugins if plugin.signs is not None]
    items = [(look.t(say.MEMBERS), str(look.group.member_count))]
    cells = [
        (look.t(title), cell)
        for title, ask in signs
        for cell in (await ask(look.session, look.groups, look.now, look.language)).get(look.group.id, ())
    ]
    waiting, open_ = await _counts(look)
    items += [(look.t(say.HELD), str(waiting)), (look.t(say.UNSETTLED), str(open_))]
    plans = await coming(look.services.router.plans, look, look.now, look.now + DAYS)
    rows = [Row((shown(plan.at, look.zone, look.language), look.t(plan.kind), _title(plan))) for plan in plans[:MOST]]
    columns = [look.t(say.WHEN), look.t(say.KIND), look.t(say.WHAT)]
    return [
        Facts([*items, *cells]),
        Table(columns, rows, look.t(say.NOTHING_COMING), title=look.t(say.NEXT_DAYS)),
    ]


def _title(plan: Plan) -> Cell:
    return plan.title if plan.more is None else replace(plan.more, text=plan.title)


async def _counts(look: Look) -> tuple[int, int]:
    """How many messages to the group wait, and how many of the others are not settled; each by its partial index."""
    mine = Outbox.account_id == look.account_id, Outbox.group_id == look.group.id
    counted = select(func.count()).select_from(Outbox)
    waiting = counted.where(*mine, text("state = 'waiting'"))
    open_ = counted.where(*mine, text(UNSETTLED), Outbox.state.in_(OPEN))
    return await look.session.scalar(waiting) or 0, await look.session.scalar(open_) or 0


HOME = Page("home", say.HOME, show, is_live=True, section="now")
