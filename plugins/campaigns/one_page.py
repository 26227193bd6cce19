"""A single campaign on the page: its steps from teaser to recap, what comes next, and all that can be done to it."""

from bot.pages import Acts, Badge, Block, Cell, Facts, Field, Form, Go, Look, Row, Table, Tone, Words
from bot.permissions import Role
from bot.phrases import Phrase
from bot.times.moments import shown
from plugins.campaigns import messages as m
from plugins.campaigns import showing, store
from plugins.campaigns.recap import page as recap
from plugins.campaigns.tables import Campaign, CampaignPhase

TONES: dict[str, Tone] = {"posted": "good", "past": "warn"}
DEEDS: dict[str, tuple[tuple[Phrase, Phrase], ...]] = {
    "draft": ((m.DO_START, m.START), (m.DO_CANCEL, m.SAY_CANCEL)),
    "running": ((m.DO_PAUSE, m.SAY_PAUSE), (m.DO_CANCEL, m.SAY_CANCEL), (m.DO_CANCEL_AND_TELL, m.SAY_CANCEL_AND_TELL)),
    "paused": ((m.DO_RESUME, m.SAY_RESUME), (m.DO_CANCEL, m.SAY_CANCEL), (m.DO_CANCEL_AND_TELL, m.SAY_CANCEL_AND_TELL)),
}
"""What can be done to one in each state: the button and what it says."""


async def show(look: Look, campaign: Campaign, state: Badge) -> list[Block]:
    """Where it stands, its steps, what it came to, and the forms to change it."""
    phases = await store.phases(look.session, campaign.id)
    is_open, mine = campaign.state in store.OPEN, _may_change(look, campaign)
    notes = await showing.notes_on(look, campaign) if is_open else []
    blocks: list[Block] = [await _facts(look, campaign, state), _acts(look, campaign, mine=mine)]
    blocks += [] if mine else [Words(look.t(m.NOT_YOURS_HERE))]
    blocks += [Words("\n".join(notes), title=look.t(m.MIND))] if notes else []
    steps = [phase for phase in phases if phase.state == "planned"] if is_open and mine else []
    blocks += [_edit(look, campaign, phase) for phase in steps if phase.number == look.number("step")]
    blocks.append(_steps(look, campaign, list(phases), changeable={phase.number for phase in steps}))
    blocks += await recap.results(look, campaign)
    return [*blocks, *_forms(look, campaign, changeable=bool(steps))]


def _may_change(look: Look, campaign: Campaign) -> bool:
    """As the command would say."""
    return campaign.group_id is not None or campaign.author_id == look.person.id or look.role is Role.OPERATOR


async def _facts(look: Look, campaign: Campaign, state: Badge) -> Facts:
    following = (await store.next_moments(look.session, [campaign.id])).get(campaign.id)
    known: list[tuple[str, Cell]] = [(look.t(m.DAY), showing.day_told(campaign, look.language))]
    known.append((look.t(m.STATE), state))
    known += [(look.t(m.GOES_ON), shown(following, campaign.zone, look.language))] if following else []
    known += [(look.t(m.FOR_GROUPS), look.t(m.SET_OF_GROUPS, tag=campaign.tag))] if campaign.tag else []
    known += [(each[look.language], each["value"]) for each in campaign.inputs if each["value"]]
    return Facts(known, title=f"#{campaign.id} {campaign.title}")


def _acts(look: Look, campaign: Campaign, *, mine: bool) -> Acts:
    deeds = DEEDS.get(campaign.state, ()) if mine else ()
    acts = [look.act(label, said, grave=said in _GRAVE, number=campaign.id) for label, said in deeds]
    return Acts(acts, [Go(look.t(m.ALL_CAMPAIGNS))])


_GRAVE = (m.SAY_CANCEL, m.SAY_CANCEL_AND_TELL)


def _steps(look: Look, campaign: Campaign, phases: list[CampaignPhase], *, changeable: set[int]) -> Table:
    columns = [look.t(each) for each in (m.STEP_NAME, m.WHEN, m.STATE, m.SAYS)]
    rows: list[Row] = []
    for phase in phases:
        name = look.t(m.NUMBERED, n=phase.number, name=phase.name)
        at = shown(phase.at, campaign.zone, look.language)
        state = m.PHASE_STATES[phase.state] if phase.state != "planned" else m.IS_PLANNED
        badge = Badge(look.t(state), TONES.get(phase.state, ""))
        cells: list[Cell] = [name, at, badge, showing.said_in(look, campaign, phase)]
        if changeable:
            way = Go(look.t(m.DO_EDIT), query={"campaign": str(campaign.id), "step": str(phase.number)})
            cells.append(way if phase.number in changeable else "")
        rows.append(Row(cells))
    return Table([*columns, *([""] if changeable else [])], rows, "", title=look.t(m.STEPS))


def _edit(look: Look, campaign: Campaign, phase: CampaignPhase) -> Form:
    several = len(phase.texts) > 1
    note = look.t(m.EDIT_NOTE_SEVERAL, n=len(phase.texts)) if several else look.t(m.EDIT_NOTE)
    text = phase.texts[0] if phase.texts and not several else ""
    fields = [
        look.field("when", m.NEW_TIME, hint=m.NEW_TIME_HINT, required=False),
        look.field("text", m.NEW_TEXT, "text", value=text, required=False),
        look.field("picture", m.NEW_PICTURE, "picture", required=False),
    ]
    command = look.to_fill(m.SAY_EDIT, number=campaign.id, step=phase.number)
    title = look.t(m.EDIT_STEP, n=phase.number)
    return Form(title, command, fields, look.t(m.SAVE_CHANGES), note, is_open=True)


def _forms(look: Look, campaign: Campaign, *, changeable: bool) -> list[Form]:
    forms: list[Form] = []
    if changeable and campaign.inputs:
        forms.append(_inputs(look, campaign))
    again = [
        look.field("date", m.DATE_LABEL, hint=m.COPY_HINT, required=False),
        look.field("tag", m.TAG_LABEL, hint=m.TAG_HINT, required=False),
    ]
    forms.append(Form(look.t(m.DO_COPY), look.to_fill(m.SAY_COPY, number=campaign.id), again, look.t(m.MAKE_DRAFT)))
    name = look.field("name", m.SCENE_CALLED, value=campaign.title)
    command = look.to_fill(m.SAY_SAVE, number=campaign.id)
    return [*forms, Form(look.t(m.DO_SAVE), command, [name], look.t(m.DO_SAVE))]


def _inputs(look: Look, campaign: Campaign) -> Form:
    filled = [look.t(m.EQUALS, name=each[look.language], slot=f"{{{each['key']}}}") for each in campaign.inputs]
    command = "\n".join([look.t(m.SAY_FILL, number=campaign.id, fields=filled[0]), *filled[1:]])
    fields = [
        Field(each["key"], each[look.language], value=each["value"], required=bool(each["value"]))
        for each in campaign.inputs
    ]
    return Form(look.t(m.FILL_AGAIN), command, fields, look.t(m.SAVE_CHANGES))
