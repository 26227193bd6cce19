"""The owner's page of the funnel: where newcomers are lost, and who brings them."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.pages import Acts, Block, Chart, Go, Look, Page, Row, Table, Words
from bot.phrases import Phrase
from plugins.welcome.funnel import looking, showing
from plugins.welcome.funnel import messages as m
from plugins.welcome.funnel.looking import By
from plugins.welcome.funnel.showing import Shown
from plugins.welcome.invites import looking as invitations
from plugins.welcome.invites import messages as invites
from plugins.welcome.invites import showing as inviting
from plugins.welcome.invites.rules import month_begins
from plugins.welcome.page import spoken_in
from storage.base import EPOCH

PERIODS = ("30", "90", "365")
USUAL = "90"
WAYS: Mapping[str, tuple[Phrase, By | None]] = {
    "": (m.ALL_STEPS, None),
    "week": (m.BY_WEEK, By.WEEK),
    "inviter": (m.BY_INVITER, By.INVITER),
    "variant": (m.BY_VARIANT, By.VARIANT),
}


async def show(look: Look) -> Sequence[Block]:
    """The picture and what it says, then the invitations."""
    shown = await _seen(look)
    pictures = [Chart("funnel", shown.words)] if shown.drawing is not None else []
    return [*_ways(look), *pictures, Words(shown.words), *await _ranking(look), *await _tree(look)]


async def draw(look: Look) -> bytes | None:
    """As in chat."""
    return await asyncio.to_thread(showing.draw, await _seen(look))


async def _seen(look: Look) -> Shown:
    by = WAYS[_by(look)][1]
    on_trial = await looking.trial(look, spoken_in(look)) if by is By.VARIANT else ""
    asked = await looking.ask(look, timedelta(days=int(_days(look))), look.group.name)
    return await looking.seen(look.session, looking.Look.of(look, asked, looking.PARTS[by]), by, on_trial)


def _ways(look: Look) -> list[Acts]:
    """How to look at it, and how far back; what is chosen is marked."""
    by, days, rank = _by(look), _days(look), look.query.get("rank", "")

    def way(text: str, *, chosen: bool, **query: str) -> Go:
        kept = {"by": by, "days": days, "rank": rank} | query
        wanted = {name: value for name, value in kept.items() if value}
        return Go(look.t(m.CHOSEN_WAY, way=text) if chosen else text, query=wanted)

    parts = [way(look.t(phrase), chosen=name == by, by=name) for name, (phrase, _) in WAYS.items()]
    periods = [way(look.t(m.DAYS, n=each), chosen=each == days, days=each) for each in PERIODS]
    return [Acts(ways=parts), Acts(ways=periods)]


def _by(look: Look) -> str:
    asked = look.query.get("by", "")
    return asked if asked in WAYS else ""


def _days(look: Look) -> str:
    asked = look.query.get("days", "")
    return asked if asked in PERIODS else USUAL


async def _ranking(look: Look) -> list[Block]:
    is_month = look.query.get("rank") == "month"
    since = month_begins(look.now, look.zone) if is_month else EPOCH
    places, faces = await invitations.ranked(look.session, look.group.id, since, look.now)
    rows = [
        Row((str(each.place), inviting.name_of(faces, each.person_id, look.language), str(each.n))) for each in places
    ]
    rule = inviting.rule(look.language)
    empty = look.t(invites.NO_RANK_MONTH if is_month else invites.NO_RANK, rule=rule)
    columns = [look.t(m.PLACE), look.t(m.WHO), look.t(m.HOW_MANY)]
    title = look.t(m.RANKED_MONTH if is_month else m.RANKED)
    kept = {"by": _by(look), "days": _days(look)}
    other = Go(look.t(m.ALWAYS), query=kept) if is_month else Go(look.t(m.THIS_MONTH), query={**kept, "rank": "month"})
    return [Table(columns, rows, empty, title=title), *([Words(rule)] if rows else []), Acts(ways=[other])]


async def _tree(look: Look) -> list[Block]:
    tree, faces = await invitations.grown(look.session, look.group.id)
    words = inviting.tree(tree, faces, look.language) if tree.lines else look.t(invites.NO_TREE)
    return [Words(words, title=look.t(m.WHO_BROUGHT_WHOM))]


PAGE = Page("funnel", m.PAGE, show, draws={"funnel": draw}, section="people")
