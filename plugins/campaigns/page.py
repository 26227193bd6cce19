"""The page of campaigns: those of the group, one of them step by step, and the scenes to begin one from."""

from collections.abc import Sequence
from datetime import datetime

from bot import audience
from bot.pages import Acts, Badge, Block, Go, Look, Page, Row, Table, Tone
from bot.times.moments import shown
from plugins.campaigns import messages as m
from plugins.campaigns import one_page, rules, scenes_page, showing, store
from plugins.campaigns.reach import seen_from
from plugins.campaigns.recap import page as recap
from plugins.campaigns.tables import Campaign

TONES: dict[str, Tone] = {"running": "good", "paused": "warn"}


async def show(look: Look) -> Sequence[Block]:
    """What the address asks for, else the list."""
    number = look.number("campaign")
    found = None if number is None else await seen_from(look, number)
    if found is not None:
        return await one_page.show(look, found, _state(look, found))
    if "scenes" in look.query:
        return await scenes_page.show(look)
    if name := look.query.get("scene"):
        return await _scene(look, name)
    return await _list(look)


async def _list(look: Look) -> list[Block]:
    """What is not over first, the nearest day first; without any the scenes."""
    concerned = await audience.concerning(look, Campaign, look.groups)
    found, total = await store.page(look.session, look.account_id, concerned, look.page)
    table = await _table(look, found, "")
    if not total:
        return [table, *await scenes_page.show(look)]
    choose = Acts(ways=[Go(look.t(m.CHOOSE), query={"scenes": "all"})])
    return [choose, Table(table.columns, table.rows, table.empty, pages=-(-total // rules.PAGE))]


async def _scene(look: Look, name: str) -> list[Block]:
    """One of them to be filled in, below what has been made of it."""
    concerned = await audience.concerning(look, Campaign, look.groups)
    found, _ = await store.page(look.session, look.account_id, concerned, 1)
    made = [each for each in found if each.scene == name and each.state in store.OPEN]
    above: list[Block] = [await _table(look, made, look.t(m.MADE_OF_IT))] if made else []
    return [*above, *await scenes_page.one(look, name)]


async def _table(look: Look, some: Sequence[Campaign], title: str) -> Table:
    following = await store.next_moments(look.session, [each.id for each in some])
    rows = [_row(look, each, following.get(each.id)) for each in some]
    columns = [look.t(each) for each in (m.NUMBER, m.TITLE, m.DAY, m.STATE, m.GOES_ON)]
    return Table(columns, rows, look.t(m.NO_CAMPAIGNS), title=title)


def _row(look: Look, each: Campaign, following: datetime | None) -> Row:
    title = Go(each.title, query={"campaign": str(each.id)})
    at = "" if following is None else shown(following, each.zone, look.language)
    return Row((f"#{each.id}", title, showing.day_told(each, look.language), _state(look, each), at))


def _state(look: Look, campaign: Campaign) -> Badge:
    return Badge(look.t(m.STATES[campaign.state]), TONES.get(campaign.state, ""))


PAGE = Page("campaigns", m.PAGE, show, draws={recap.PICTURE: recap.draw})
