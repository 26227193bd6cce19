"""The owner's page of cards: who has one, what most of them say, and the template."""

from collections.abc import Sequence

from bot import group_settings
from bot.pages import Act, Acts, Badge, Block, Facts, Form, Go, Look, Page, Row, Table, Words
from plugins.welcome.cards import messages as m
from plugins.welcome.cards import rules, showing, store
from plugins.welcome.cards.reading import Template
from plugins.welcome.cards.rules import Condition, Query
from plugins.welcome.cards.settings import Cards
from plugins.welcome.cards.store import Found
from plugins.welcome.page import spoken_in
from storage.names import names_of

MOST_TAGS = 12


async def show(look: Look) -> Sequence[Block]:
    """A card that is asked for, then all of them, then the template."""
    now = await group_settings.load(look.session, look.group.id, Cards)
    template = rules.template_of(now, spoken_in(look))
    state = Badge(look.t(m.ON), "good") if now.on else Badge(look.t(m.OFF), "warn")
    total = await store.how_many(look.session, look.group.id)
    return [
        Facts([(look.t(m.IS), state), (look.t(m.HOW_MANY), str(total))]),
        *await _card(look, template),
        *await _ways(look),
        await _table(look),
        *([_find(look, template)] if total else []),
        Words(showing.blank(template, spoken_in(look)), title=look.t(m.TEMPLATE_IS)),
        _acts(look, now),
        _template_form(look, template),
    ]


async def _card(look: Look, template: Template) -> list[Block]:
    person = look.number("card")
    if person is None:
        return []
    card = await store.card_of(look.session, look.group.id, person)
    if card is None or not card.told or not await store.is_there(look.session, look.group.id, person):
        return []
    names = await names_of(look.session, look.group.id, [person])
    order = [each.name for each in template]
    return [
        Words(showing.card_text(showing.name_of(names.get(person, "")), card, order, look.language)),
        Acts([_deletion(look, person)]),
    ]


async def _ways(look: Look) -> list[Acts]:
    """To those whose cards say what many do."""
    tags = [
        each for each in await store.commonest(look.session, look.group.id, MOST_TAGS) if not rules.is_name(each[0])
    ]
    ways = [Go(look.t(m.ALL))] if _wanted(look) else []
    ways += [Go(look.t(m.TAG, word=tag, n=n), query={"has": tag}) for _, tag, n in tags if tag != _wanted(look)]
    return [Acts(ways=ways)] if ways else []


async def _table(look: Look) -> Table:
    wanted = _wanted(look)
    conditions = (Condition(wanted),) if wanted else ()
    n = await store.how_many(look.session, look.group.id, conditions)
    found = await store.find(look.session, look.group.id, Query(conditions, look.page))
    columns = [look.t(each) for each in (m.NUMBER, m.WHO, m.TOLD)]
    title = look.t(m.PEOPLE_WITH, word=wanted) if wanted else ""
    pages = max(1, -(-n // rules.PAGE))
    empty = look.t(m.NOBODY if wanted else m.NO_CARDS)
    return Table(columns, [_row(look, each) for each in found[: rules.PAGE]], empty, title=title, pages=pages)


def _row(look: Look, found: Found) -> Row:
    kept = {"has": wanted} if (wanted := _wanted(look)) else {}
    name = Go(showing.name_of(found.name), query={**kept, "card": str(found.person_id)})
    return Row((str(found.person_id), name, showing.gist_of(found)), [_deletion(look, found.person_id)])


def _wanted(look: Look) -> str:
    return look.query.get("has", "")[: rules.LONGEST_TAG]


def _deletion(look: Look, person: int) -> Act:
    return look.act(m.DO_DELETE, m.SAY_DELETE, grave=True, number=person)


def _find(look: Look, template: Template) -> Form:
    note = look.t(m.FIND_NOTE, field=showing.example_of(template))
    fields = [look.field("wanted", m.WORDS_WANTED)]
    return Form(look.t(m.DO_FIND), m.SAY_FIND.written(look.language), fields, look.t(m.DO_SEARCH), note)


def _acts(look: Look, now: Cards) -> Acts:
    switch = look.act(m.DO_STOP, m.SAY_OFF) if now.on else look.act(m.DO_START, m.SAY_ON)
    return Acts([switch, *([look.act(m.DO_DEFAULT, m.SAY_DEFAULT)] if now.fields else [])])


def _template_form(look: Look, template: Template) -> Form:
    names = "\n".join(each.name for each in template)
    fields = [look.field("fields", m.FIELDS_ARE, "text", names)]
    return Form(look.t(m.DO_TEMPLATE), m.SAY_TEMPLATE.written(look.language), fields, look.t(m.DO_SAVE))


PAGE = Page("cards", m.PAGE, show, section="people")
