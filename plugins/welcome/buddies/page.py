"""Buddies on the owner's page of newcomers."""

from collections.abc import Mapping

from bot import group_settings
from bot.pages import Acts, Badge, Block, Facts, Look, Row, Table, Words
from bot.times.moments import shown
from plugins.welcome.buddies import looking, showing, store
from plugins.welcome.buddies import messages as m
from plugins.welcome.buddies.handlers import MONTH
from plugins.welcome.buddies.settings import Buddies
from plugins.welcome.buddies.tables import Pair
from storage.names import names_of

MOST_SHOWN = 20


async def blocks(look: Look) -> list[Block]:
    """Whether there are any, who volunteers, who is paired with whom, and what has come of it."""
    now = await group_settings.load(look.session, look.group.id, Buddies)
    if not now.on:
        return [
            Words(look.t(m.WHAT_IT_IS), title=look.t(m.TITLE)),
            Acts([look.act(m.DO_START, m.SAY_ON)]),
        ]
    group, since = look.group.id, look.now - MONTH
    standing = await looking.standing(look.session, group, now, look.now)
    tally = await store.tally(look.session, group, since)
    names = showing.listed(standing.names, look.language) if standing.names else look.t(m.NOBODY)
    busiest = await looking.busiest(look.session, group, since, look.language)
    facts = [
        (look.t(m.VOLUNTEERS), str(len(standing.names))),
        (look.t(m.HAS_ONE), str(standing.open)),
        (look.t(m.WAITS_FOR_ONE), str(standing.waiting)),
        (look.t(m.HAVE_MET), look.t(m.OF, n=tally.met, of=tally.pairs)),
    ]
    return [
        Facts(facts, title=look.t(m.TITLE)),
        Words(look.t(m.WILLING, names=names, busiest=busiest).strip()),
        await _pairs(look),
        Acts([look.act(m.DO_STOP, m.SAY_OFF)]),
    ]


async def _pairs(look: Look) -> Table:
    pairs = await store.open_in(look.session, look.group.id, MOST_SHOWN)
    people = {person for pair in pairs for person in (pair.newcomer_id, pair.buddy_id)}
    names = await names_of(look.session, look.group.id, sorted(people))
    columns = [look.t(each) for each in (m.PAIR, m.NEWCOMER, m.BUDDY, m.SINCE, m.STATE_OF)]
    return Table(columns, [_row(look, pair, names) for pair in pairs], look.t(m.NO_PAIRS), title=look.t(m.PAIRS))


def _row(look: Look, pair: Pair, names: Mapping[int, str]) -> Row:
    newcomer, buddy = (showing.named(names.get(each, ""), look.language) for each in (pair.newcomer_id, pair.buddy_id))
    met = look.act(m.DO_MET, m.SAY_MET, number=pair.id)
    unmet = look.act(m.DO_UNMET, m.SAY_UNMET, number=pair.id)
    cells = (str(pair.id), newcomer, buddy, shown(pair.paired_at, look.zone, look.language), _state(look, pair))
    return Row(cells, [met] if pair.met is False else [met, unmet])


def _state(look: Look, pair: Pair) -> Badge:
    if pair.met is False:
        return Badge(look.t(m.SAID_NOT_YET), "warn")
    return Badge(look.t(m.FRESH if pair.asked_at is None else m.ASKED))
