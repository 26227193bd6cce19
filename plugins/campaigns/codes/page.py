"""Codes on the page of activities: how many are where, to their owner alone, and never a code."""

from bot.pages import Acts, Block, Cell, Facts, Field, Form, Go, Look, Row, Table, Words
from bot.phrases import Phrase
from plugins.campaigns.codes import messages as m
from plugins.campaigns.codes import showing, store
from plugins.campaigns.codes.store import Count
from plugins.campaigns.codes.tables import CodeList


async def shown(look: Look) -> list[Block]:
    """One's own lists for this group, and the form for new ones."""
    lists = await store.lists_in(look, look.person.id)
    counts = await store.counts(look.session, [each.id for each in lists])
    rows = [_row(look, each, counts.get(each.id, Count())) for each in lists]
    columns = [look.t(each) for each in (m.NUMBER, m.TITLE, m.GIVEN, m.LEFT_NOW, m.STATE)]
    return [Table(columns, rows, look.t(m.NONE_ON_PAGE), title=look.t(m.PAGE_TITLE)), _new(look)]


async def one(look: Look, number: int) -> list[Block] | None:
    """How many of a list are where; None where one has none of this number here."""
    lists = await store.lists_in(look, look.person.id)
    found = next((each for each in lists if each.id == number), None)
    if found is None:
        return None
    counted = (await store.counts(look.session, [number])).get(number, Count())
    blocks: list[Block] = [_facts(look, found, counted), Words(look.t(m.ONLY_COUNTS, number=number))]
    if found.closed_at is not None:
        return blocks
    add = Form(look.t(m.DO_ADD), look.to_fill(m.SAY_ADD, number=number), [_codes(look)], look.t(m.TAKE_THEM))
    return [*blocks, Acts([look.act(m.DO_CLOSE, m.SAY_CLOSE, number=number)]), add]


def _row(look: Look, list_: CodeList, counted: Count) -> Row:
    title = Go(list_.title, query={"codes": str(list_.id)})
    given = look.t(m.OF_TOTAL, n=counted.given, total=counted.total)
    return Row((f"#{list_.id}", title, given, str(counted.left), showing.state(list_, look.language)))


def _facts(look: Look, list_: CodeList, counted: Count) -> Facts:
    condition = showing.terms(list_, look.language)["condition"].strip("，, ")
    known: list[tuple[Phrase, Cell]] = [
        (m.GIVEN, look.t(m.OF_TOTAL, n=counted.given, total=counted.total)),
        (m.KEPT_FOR, str(counted.kept)),
        (m.LEFT_NOW, str(counted.left)),
        (m.STATE, showing.state(list_, look.language)),
        (m.FOR_WHOM, condition or look.t(m.EVERYBODY)),
    ]
    return Facts([(look.t(label), cell) for label, cell in known], title=f"#{list_.id} {list_.title}")


def _new(look: Look) -> Form:
    fields = [
        look.field("title", m.TITLE, hint=m.TITLE_HINT),
        look.field("until", m.UNTIL_LABEL, hint=m.UNTIL_HINT, required=False),
        look.field("condition", m.FOR_WHOM, hint=m.CONDITION_HINT, required=False),
        look.field("campaign", m.CAMPAIGN_LABEL, "number", required=False),
        _codes(look),
    ]
    return Form(look.t(m.DO_NEW), look.to_fill(m.SAY_NEW), fields, look.t(m.TAKE_THEM), look.t(m.CODES_NOTE))


def _codes(look: Look) -> Field:
    return look.field("codes", m.CODES_LABEL, "text")
