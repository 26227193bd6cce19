"""Polls on the page of activities."""

import asyncio
from collections.abc import Mapping

from bot.pages import Acts, Badge, Block, Chart, Form, Go, Look, Row, Table, Words
from bot.times.moments import shown as moment
from plugins.campaigns.polls import messages as m
from plugins.campaigns.polls import showing, store
from plugins.campaigns.polls.handlers import PAGE
from plugins.campaigns.polls.rules import Tally
from plugins.campaigns.polls.tables import Poll

PICTURE = "poll"


async def shown(look: Look) -> list[Block]:
    """Those that are open, some that are over, and the form for a new one."""
    opened = await store.open_in(look.session, look.group.id)
    over, total = await store.closed_in(look.session, look.group.id, (look.page - 1) * PAGE, PAGE)
    polls = [*opened, *over]
    tallies = await store.tallies(look.session, polls)
    columns = [look.t(each) for each in (m.NUMBER_ON_PAGE, m.ASKED, m.ANSWER, m.ENDS, m.STATE)]
    rows = [_row(look, each, tallies) for each in polls]
    pages = max(1, -(-total // PAGE))
    return [Table(columns, rows, look.t(m.NONE_ON_PAGE), title=look.t(m.PAGE_TITLE), pages=pages), _new(look)]


async def one(look: Look, number: int) -> list[Block] | None:
    """How it stands or what it came to, as the chat says it; None where the group has none of this number."""
    found = await store.find(look.session, look.group.id, number)
    if found is None:
        return None
    told = await showing.told(look.session, found)
    acts = [
        look.act(m.DO_END, m.SAY_END, number=number),
        look.act(m.DO_CANCEL, m.SAY_CANCEL, grave=True, number=number),
    ]
    picture = [] if found.is_cancelled else [Chart(PICTURE, told)]
    return [*([Acts(acts)] if found.closed_at is None else []), Words(told), *picture]


async def draw(look: Look) -> bytes | None:
    """The votes of the poll that is asked for."""
    number = look.number("poll")
    found = None if number is None else await store.find(look.session, look.group.id, number)
    if found is None or found.is_cancelled:
        return None
    tally = (await store.tallies(look.session, [found]))[found.id]
    return await asyncio.to_thread(showing.drawn, found, tally)


def _row(look: Look, poll: Poll, tallies: Mapping[int, Tally]) -> Row:
    at = moment(poll.closed_at or poll.closes_at, poll.zone, look.language)
    question = Go(poll.question, query={"poll": str(poll.id)})
    tally = tallies[poll.id]
    stands = showing.outcome(poll, tally) if poll.closed_at is not None else look.t(m.VOTERS, n=tally.voters)
    return Row((f"#{poll.id}", question, stands, at, _state(look, poll)))


def _state(look: Look, poll: Poll) -> Badge:
    if poll.closed_at is None:
        return Badge(look.t(m.IS_OPEN), "good")
    return Badge(look.t(m.WAS_CANCELLED if poll.is_cancelled else m.IS_OVER))


def _new(look: Look) -> Form:
    kinds = [("", look.t(m.BY_NAME)), (look.t(m.ANONYMOUSLY), look.t(m.SECRET))]
    fields = [
        look.field("question", m.ASKED, hint=m.QUESTION_HINT),
        look.field("options", m.OPTIONS_LABEL, "text", hint=m.OPTIONS_HINT),
        look.field("until", m.ENDS, hint=m.UNTIL_HINT, required=False),
        look.field("choices", m.CHOOSE_LABEL, "number", required=False),
        look.field("secrecy", m.SECRECY, "choice", choices=kinds, required=False),
    ]
    return Form(look.t(m.DO_OPEN), look.to_fill(m.SAY_NEW), fields, look.t(m.POST_IT))
