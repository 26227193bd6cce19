"""The page of the small things a group does together: group buys, lotteries, polls and codes, one below the other."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.pages import Acts, Block, Draw, Go, Look, Page
from bot.phrases import Phrase
from plugins.campaigns import messages as m
from plugins.campaigns.codes import page as codes
from plugins.campaigns.groupbuy import page as groupbuys
from plugins.campaigns.lottery import page as lotteries
from plugins.campaigns.polls import page as polls


@dataclass(frozen=True, slots=True)
class Shelf:
    """One kind: what there is of it with the form for a new one, and a single one; None where there is no such."""

    title: Phrase
    shown: Callable[[Look], Awaitable[list[Block]]]
    one: Callable[[Look, int], Awaitable[list[Block] | None]]


SHELVES: Mapping[str, Shelf] = {
    "groupbuy": Shelf(m.KINDS_ON_PAGE["groupbuy"], groupbuys.shown, groupbuys.one),
    "lottery": Shelf(m.KINDS_ON_PAGE["lottery"], lotteries.shown, lotteries.one),
    "poll": Shelf(m.KINDS_ON_PAGE["poll"], polls.shown, polls.one),
    "codes": Shelf(m.KINDS_ON_PAGE["codes"], codes.shown, codes.one),
}
"""By what the address calls them."""
DRAWS: Mapping[str, Draw] = {"poll": polls.draw}


async def show(look: Look) -> Sequence[Block]:
    """The one that is asked for, else those of a kind, else all that is going on."""
    for name, shelf in SHELVES.items():
        number = look.number(name)
        found = None if number is None else await shelf.one(look, number)
        if found is not None:
            return [_ways(look), *found]
    asked = look.query.get("kind", "")
    chosen = [SHELVES[asked]] if asked in SHELVES else SHELVES.values()
    return [_ways(look), *[block for shelf in chosen for block in await shelf.shown(look)]]


def _ways(look: Look) -> Acts:
    kinds = [Go(look.t(shelf.title), query={"kind": name}) for name, shelf in SHELVES.items()]
    return Acts(ways=[Go(look.t(m.ALL_KINDS)), *kinds])


PAGE = Page("activities", m.ACTIVITIES, show, draws=DRAWS, is_live=True)
