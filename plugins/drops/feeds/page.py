"""The office's page of feeds: all of a group's with how they fare, or with `?drop=12` one of them in full."""

from collections.abc import Sequence

from bot import audience
from bot.pages import Act, Acts, Badge, Block, Cell, Facts, Field, Form, Go, Look, Page, Row, Table, Words
from plugins.drops import deeds, listing
from plugins.drops import page_messages as shared
from plugins.drops import store as drops
from plugins.drops.feeds import messages as m
from plugins.drops.feeds import showing, store
from plugins.drops.feeds.tables import Feed
from plugins.drops.standing import everyday_acts, is_mine, kind_of, state_of, times_of
from plugins.drops.tables import Drop
from storage.tables import Schedule

SIZE = 20


async def show(look: Look) -> Sequence[Block]:
    """The newest first."""
    concerned = await audience.concerning(look, Drop, look.groups)
    if "drop" in look.query:
        found = await store.page(look.session, look.account_id, concerned & (Drop.id == look.number("drop")), 0, 1)
        return await _one(look, found)
    start = (look.page - 1) * SIZE
    found = await store.page(look.session, look.account_id, concerned, start, SIZE)
    total = await store.count(look.session, look.account_id, concerned)
    feeds = await store.feeds_of(look.session, found)
    rows = [await _row(look, drop, feeds[drop.id]) for drop in found if drop.id in feeds]
    columns = [look.t(each) for each in (m.A_FEED, m.WHEN, m.STATE)]
    table = Table(columns, rows, look.t(m.NONE_HERE), pages=max(1, -(-total // SIZE)))
    return [Acts(ways=[Go(look.t(shared.CALENDAR), "calendar")]), table, _adding(look, is_first=not total)]


async def _row(look: Look, drop: Drop, feed: Feed) -> Row:
    schedule = await drops.schedule_of(look.session, drop)
    name = Go(look.t(m.IN_LIST, n=drop.id, title=feed.title), query={"drop": str(drop.id)})
    return Row((name, times_of(look, schedule), _state(look, feed, schedule)), _acts(look, drop, schedule))


def _state(look: Look, feed: Feed, schedule: Schedule | None) -> Badge:
    if feed.failures:
        return Badge(look.t(m.CANT_READ, n=feed.failures), "bad")
    return state_of(look, schedule)


def _acts(look: Look, drop: Drop, schedule: Schedule | None) -> list[Act]:
    new = look.act(m.TRY, m.TRY_COMMAND, n=drop.id)
    return [*([new] if is_mine(look, drop) else []), *everyday_acts(look, drop, schedule)]


async def _one(look: Look, found: Sequence[Drop]) -> Sequence[Block]:
    """Where it is, what was posted of it, and whether it can be had."""
    feed = (await store.feeds_of(look.session, found)).get(found[0].id) if found else None
    back = Go(look.t(m.BACK))
    if feed is None:
        return [Acts(ways=[back]), Words(look.t(m.NO_SUCH_HERE))]
    drop = found[0]
    schedule = await drops.schedule_of(look.session, drop)
    items: list[tuple[str, Cell]] = [
        (look.t(m.STATE), _state(look, feed, schedule)),
        (look.t(shared.KIND), kind_of(look, drop)),
        (look.t(m.AT_MOST), look.t(m.SO_MANY, n=feed.most)),
        (look.t(m.POSTED), look.t(m.SO_MANY, n=feed.posted)),
    ]
    told = listing.coming(look, schedule) if schedule is not None else []
    return [
        Acts(_acts(look, drop, schedule), [back, deeds.all_about(drop.id, look.t(m.ITS_DROP))]),
        Facts(items, title=look.t(m.IN_LIST, n=drop.id, title=feed.title)),
        Words(feed.url, title=look.t(m.ADDRESS)),
        Words(showing.health(look, feed), title=look.t(m.HEALTH)),
        Words("\n".join(told), title=look.t(m.WHEN)),
        Words(feed.template or look.t(m.USUAL), title=look.t(m.AN_ITEM)),
        *([_editing(look, drop, feed, schedule)] if is_mine(look, drop) else []),
    ]


def _adding(look: Look, *, is_first: bool) -> Form:
    fields = [
        look.field("url", m.ADDRESS, hint=m.URL_HINT),
        look.field("when", m.WHEN, hint=m.WHEN_HINT),
        look.field("most", m.MOST_LABEL, "number", required=False),
        look.field("title", m.TITLE, hint=m.TITLE_HINT, required=False),
        look.field("end", shared.END, hint=shared.END_HINT, required=False),
        look.field(
            "kind",
            shared.KIND,
            "choice",
            choices=[(f"#{look.t(each)}", each) for each in (shared.VALUE, shared.PROMO)],
            required=False,
        ),
        _item(look, ""),
        look.field(
            "look",
            shared.LOOK_FIRST,
            "choice",
            choices=[("", shared.ADD_IT), (look.t(shared.PREVIEW_TAG), shared.ONLY_LOOK)],
            required=False,
        ),
    ]
    command = m.ADD_COMMAND.written(look.language)
    return Form(look.t(m.ADD), command, fields, look.t(m.SUBSCRIBE), look.t(m.ADD_NOTE), is_open=is_first)


def _editing(look: Look, drop: Drop, feed: Feed, schedule: Schedule | None) -> Form:
    fields = [
        look.field("when", m.WHEN, hint=listing.when(look, schedule), required=False),
        look.field("most", m.MOST_LABEL, "number", hint=str(feed.most), required=False),
        look.field("title", m.TITLE, hint=feed.title, required=False),
        _item(look, feed.template),
    ]
    command = look.to_fill(m.EDIT_COMMAND, n=drop.id)
    return Form(look.t(m.EDIT), command, fields, look.t(shared.SUBMIT_EDIT), look.t(shared.EDIT_NOTE))


def _item(look: Look, value: str) -> Field:
    return look.field("item", m.AN_ITEM, "text", value, hint=m.ITEM_NOTE.written(look.language), required=False)


PAGE = Page("feeds", m.PAGE, show)
