"""The page on a group's members: of which kinds they are, who has long been silent, and cleaning."""

from collections.abc import Sequence

from bot import group_settings
from bot.pages import Act, Acts, Block, Form, Look, Page, Row, Table, Words
from plugins.nudges.cleaning import messages as m
from plugins.nudges.cleaning import rules, showing, store
from plugins.nudges.cleaning.handlers import NAMED
from plugins.nudges.cleaning.settings import CleaningSettings
from plugins.nudges.cleaning.tables import Cleaning
from plugins.nudges.segments import messages as segments_m
from plugins.nudges.segments import page as segments
from plugins.nudges.segments.page import People
from plugins.nudges.segments.rules import Known
from plugins.nudges.segments.showing import name_of, silence
from plugins.nudges.segments.store import Member

USUAL_DAYS = 90


async def show(look: Look) -> Sequence[Block]:
    """Their kinds first, then who, then what can be done."""
    people = await People.of(look)
    spared = await store.spared_in(look.session, look.group.id)

    def acts_of(member: Member) -> tuple[str, Sequence[Act]]:
        if member.known.person_id in spared:
            return look.t(m.ON_THE_LIST), ()
        command = look.t(m.SPARE_COMMAND, n=member.known.person_id)
        return "", () if member.is_keeper else (Act(look.t(m.SPARE), command),)

    return [
        *segments.overview(look, people),
        *segments.listed(look, people, acts_of),
        *await _cleaning(look, people),
        await _spared(look, len(spared)),
        segments.definitions(look, people),
    ]


async def _cleaning(look: Look, people: People) -> list[Block]:
    """How far one has got, or the way to begin one."""
    stay = (await group_settings.load(look.session, look.group.id, CleaningSettings)).stay_days
    cleaning = await store.open_in(look.session, look.group.id)
    if cleaning is None:
        days = look.field("days", m.BEGIN_DAYS, "number", value=str(USUAL_DAYS))
        note = look.t(m.BEGIN_NOTE, days=stay)
        begin = Form(look.t(m.BEGIN), m.BEGIN_COMMAND.written(look.language), [days], look.t(m.SEE_FIRST), note=note)
        return [begin, _stay_form(look, stay)]
    off = look.act(m.CALL_OFF, m.CALL_OFF_COMMAND)
    counts = await store.count_in(look.session, cleaning.id)
    if cleaning.state != "listed":
        told = showing.progress(cleaning, counts, look.zone, look.language)
        return [Words(told, title=look.t(m.CLEANING)), Acts([off])]
    going = await _going(look, people, cleaning)
    changed = {"told": len(going), "stays": counts.get("stays", 0) + counts.get("told", 0) - len(going)}
    told = look.t(m.LIST_ON_PAGE, **showing.numbers({**counts, **changed}))
    return [Words(told, title=look.t(m.CLEANING)), *_list(look, people, going, off)]


async def _going(look: Look, people: People, cleaning: Cleaning) -> list[Known]:
    """Who would be removed now; who has spoken since, or is exempt by now, would not."""
    circle = await store.circle_of(look.session, look.group, people.view, cleaning.days, look.operators)
    here = {member.known.person_id: member.known for member in people.members}
    rows = await store.people_in(look.session, cleaning.id, "told")
    present = [here[row.person_id] for row in rows if row.person_id in here]
    return [who for who in present if rules.stays(who, circle, people.view, cleaning.days) is None]


def _list(look: Look, people: People, going: Sequence[Known], off: Act) -> list[Block]:
    rows = [
        Row((f"#{who.person_id}", name_of(who.name, look.language), silence(who, people.view, look.language)))
        for who in going
    ]
    columns = [look.t(each) for each in (segments_m.NUMBER, segments_m.NAME, segments_m.SILENCE)]
    remove = look.act(m.REMOVE_ALL, m.REMOVE_COMMAND, grave=True)
    numbers = look.field("numbers", m.KEEP_NUMBERS, hint="3 5")
    some = Form(look.t(m.REMOVE_BUT), m.REMOVE_BUT_COMMAND.written(look.language), [numbers], look.t(m.REMOVE_ALL))
    table = Table(columns, rows, look.t(m.NOBODY_LEFT), title=look.t(m.UNANSWERED))
    return [table, Acts([remove, off]), some] if going else [table, Acts([off])]


def _stay_form(look: Look, stay: int) -> Form:
    days = look.field("days", m.STAY_FORM, "number", value=str(stay))
    return Form(look.t(m.STAY_FORM), m.STAY_COMMAND.written(look.language), [days], look.t(m.SAVE))


async def _spared(look: Look, n: int) -> Table:
    """Who is never asked."""
    rows = [
        Row(
            (f"#{person}", name_of(name, look.language)),
            (look.act(m.UNSPARE, m.UNSPARE_COMMAND, n=person),),
        )
        for person, name in await store.spared_names(look.session, look.group.id, NAMED)
    ]
    columns = [look.t(segments_m.NUMBER), look.t(segments_m.NAME)]
    return Table(columns, rows, look.t(m.NOBODY_ON_IT), title=look.t(m.SPARED_TITLE, n=n))


PAGE = Page("members", m.PAGE_TITLE, show, draws={segments.CHART: segments.draw}, section="people")
