"""Group buys on the page of activities."""

from bot.pages import Act, Acts, Badge, Block, Cell, Facts, Form, Go, Look, Row, Table
from bot.times.moments import shown as moment
from plugins.campaigns.groupbuy import messages as m
from plugins.campaigns.groupbuy import showing, store
from plugins.campaigns.groupbuy.handlers import LATELY
from plugins.campaigns.groupbuy.tables import Groupbuy

PEOPLE = 50
"""On one page of a list."""


async def shown(look: Look) -> list[Block]:
    """Those of late, and the form for a new one."""
    lately = await store.latest(look.session, look.group.id, look.now - LATELY)
    rows = [
        Row(
            (
                f"#{each.id}",
                Go(each.item, query={"groupbuy": str(each.id)}),
                showing.state(each, look.language),
                moment(each.closes_at, each.zone, look.language),
                _state(look, each),
            )
        )
        for each in lately
    ]
    columns = [look.t(each) for each in (m.NUMBER, m.ITEM, m.STANDS, m.ENDS, m.STATE)]
    return [Table(columns, rows, look.t(m.NONE_ON_PAGE), title=look.t(m.PAGE_TITLE)), _new(look)]


async def one(look: Look, number: int) -> list[Block] | None:
    """Its prices, who wants how many, and what can be done; None where the group has none of this number."""
    found = await store.find(look.session, look.group.id, number)
    if found is None:
        return None
    people = (await store.entries(look.session, [number], "in")).get(number, ())
    here = people[(look.page - 1) * PEOPLE : look.page * PEOPLE]
    rows = [Row((each.name or look.t(m.SOMEBODY), showing.count(found, each.quantity))) for each in here]
    empty = look.t(m.NOBODY_YET, word=showing.said_word(found.language, number))
    columns, pages = [look.t(m.WHO), look.t(m.WANTED)], max(1, -(-len(people) // PEOPLE))
    is_open = _is_open(look, found)
    return [
        _facts(look, found),
        Acts(_acts(look, found) if is_open else [look.act(m.DO_EXPORT, m.SAY_EXPORT, number=number)]),
        Table(columns, rows, empty, title=look.t(m.LIST), pages=pages),
        *(_forms(look, found) if is_open else ()),
    ]


def _is_open(look: Look, groupbuy: Groupbuy) -> bool:
    return groupbuy.closed_at is None and groupbuy.closes_at > look.now


def _state(look: Look, groupbuy: Groupbuy) -> Badge:
    if groupbuy.closed_at is None:
        return Badge(look.t(m.IS_OPEN), "good")
    if groupbuy.outcome == "cancelled":
        return Badge(look.t(m.OVER_CANCELLED))
    return Badge(look.t(m.IS_ON), "good") if groupbuy.outcome == "reached" else Badge(look.t(m.FELL_SHORT), "warn")


def _facts(look: Look, groupbuy: Groupbuy) -> Facts:
    tiers = showing.tiers_of(groupbuy.tiers)
    prices = (
        m.TIER(look.language, count=showing.count(groupbuy, t.number), price=showing.price(groupbuy, t)) for t in tiers
    )
    known: list[tuple[str, Cell]] = [(look.t(m.STATE), _state(look, groupbuy))]
    known.append((look.t(m.STANDS), showing.state(groupbuy, look.language)))
    known.append((look.t(m.PRICES), "\n".join(prices)))
    known.append((look.t(m.ENDS), moment(groupbuy.closes_at, groupbuy.zone, look.language)))
    known += [(look.t(m.LIMITS), showing.count(groupbuy, groupbuy.each))] if groupbuy.each else []
    known += [(look.t(m.IN_STOCK), showing.count(groupbuy, groupbuy.stock))] if groupbuy.stock else []
    known.append((look.t(m.AFTERWARDS), groupbuy.next_step or look.t(m.NEXT_DEFAULT)))
    return Facts(known, title=f"#{groupbuy.id} {groupbuy.item}")


def _acts(look: Look, groupbuy: Groupbuy) -> list[Act]:
    number = groupbuy.id
    return [
        look.act(m.DO_CLOSE, m.SAY_CLOSE, number=number),
        look.act(m.DO_CANCEL, m.SAY_CANCEL, grave=True, number=number),
        look.act(m.DO_EXPORT, m.SAY_EXPORT, number=number),
    ]


def _forms(look: Look, groupbuy: Groupbuy) -> list[Form]:
    extend, follow = (look.to_fill(each, number=groupbuy.id) for each in (m.SAY_EXTEND, m.SAY_NEXT))
    words = look.field("next", m.AFTERWARDS, "text", groupbuy.next_step, hint=m.NEXT_HINT, required=False)
    return [
        Form(look.t(m.DO_EXTEND), extend, [look.field("until", m.ENDS, hint=m.UNTIL_HINT)], look.t(m.CHANGE_IT)),
        Form(look.t(m.DO_NEXT), follow, [words], look.t(m.CHANGE_IT)),
    ]


def _new(look: Look) -> Form:
    fields = [
        look.field("item", m.ITEM, hint=m.ITEM_HINT),
        look.field("tiers", m.TIERS, hint=m.TIERS_HINT),
        look.field("until", m.ENDS, hint=m.UNTIL_HINT),
        look.field("each", m.LIMITS, hint=m.EACH_HINT, required=False),
        look.field("stock", m.IN_STOCK, hint=m.STOCK_HINT, required=False),
        look.field("next", m.AFTERWARDS, "text", hint=m.NEXT_HINT, required=False),
    ]
    return Form(look.t(m.DO_OPEN), look.to_fill(m.SAY_NEW), fields, look.t(m.POST_IT))
