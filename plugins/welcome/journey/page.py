"""The steps on the owner's page of newcomers: what they are told in their first weeks."""

from collections.abc import Sequence

from bot import group_settings
from bot.charter import Charter
from bot.content import Text, from_json
from bot.pages import Badge, Block, Field, Form, Go, Look, Row, Table, Words
from plugins.welcome import rules as welcome
from plugins.welcome import showing as greetings
from plugins.welcome.journey import messages as m
from plugins.welcome.journey import rules, showing, store
from plugins.welcome.journey.changes import plan_of
from plugins.welcome.journey.rules import Plan
from plugins.welcome.journey.tables import Step
from plugins.welcome.page import slots_note
from storage.names import names_of

USUAL = Plan(1, 10 * 60, "spoken")


async def blocks(look: Look) -> list[Block]:
    """All steps, the one that was asked for as it would be said, and the forms."""
    steps = await store.steps_of(look.session, look.group.id)
    columns = [look.t(each) for each in (m.NUMBER, m.WHEN, m.WHOM, m.WHAT, m.STATE)]
    table = Table(columns, [_row(look, step) for step in steps], look.t(m.NONE_YET), title=look.t(m.TITLE))
    chosen = next((step for step in steps if str(step.id) == look.query.get("step")), None)
    seen = [] if chosen is None else [await _preview(look, chosen), _change_form(look, chosen)]
    return [table, *seen, *([] if len(steps) >= rules.MOST_STEPS else [_add_form(look)])]


def _row(look: Look, step: Step) -> Row:
    plan, is_paused = plan_of(step), step.paused_at is not None
    edit = Go(look.t(m.EDIT, number=step.id), query={"step": str(step.id)})
    whom = look.t(m.ONLY.get(plan.only, m.EVERYBODY))
    state = Badge(look.t(m.IS_PAUSED), "warn") if is_paused else Badge(look.t(m.IS_ON), "good")
    rest = (m.DO_RESUME, m.SAY_RESUME) if is_paused else (m.DO_PAUSE, m.SAY_PAUSE)
    return Row(
        (
            edit,
            showing.when_of(plan, look.language),
            look.t(m.IN_PRIVATE, whom=whom) if plan.is_private else whom,
            showing.beginning_of(step, look.language),
            state,
        ),
        [
            look.act(rest[0], rest[1], number=step.id),
            look.act(m.DO_DELETE, m.SAY_DELETE, grave=True, number=step.id),
        ],
    )


async def _preview(look: Look, step: Step) -> Words:
    charter = await group_settings.load(look.session, look.group.id, Charter)
    setting = welcome.Setting.of(look.group, charter, look.now, look.zone, step.language)
    names = await names_of(look.session, look.group.id, [look.person.id])
    said = greetings.in_full(showing.if_asked_by(step, look.person, setting), names, step.language)
    return Words(said or look.t(m.NOTHING_TO_SAY), title=look.t(m.IF_IT_WERE_YOU, number=step.id))


def _add_form(look: Look) -> Form:
    command, fields = m.SAY_ADD.written(look.language), _fields(look, USUAL)
    return Form(look.t(m.DO_ADD), command, fields, look.t(m.DO_SAVE), slots_note(look, rules.SLOTS))


def _change_form(look: Look, step: Step) -> Form:
    contents = [from_json(each) for each in step.contents]
    only = contents[0] if len(contents) == 1 else None
    text = "".join(part for part in only.parts if isinstance(part, str)) if isinstance(only, Text) else ""
    slots = {name: f"{{{name}}}" for name in ("days", "time", "only", "where", "text")}
    return Form(
        look.t(m.DO_CHANGE, number=step.id),
        look.t(m.SAY_CHANGE, number=step.id, **slots),
        _fields(look, plan_of(step), text),
        look.t(m.DO_SAVE),
        slots_note(look, rules.SLOTS) if text else look.t(m.WITH_PICTURE),
        is_open=True,
    )


def _fields(look: Look, plan: Plan, text: str = "") -> Sequence[Field]:
    t = look.t
    whom = {only: (t(said), t(m.ONLY.get(only, m.EVERYBODY))) for only, said in m.ONLY_SAID.items()}
    where = [(t(m.IN_THE_GROUP_SAID), t(m.IN_THE_GROUP)), (t(m.PRIVATELY_SAID), t(m.PRIVATELY))]
    return [
        look.field("days", m.DAY, "number", str(plan.days)),
        look.field("time", m.TIME, value=f"{plan.clock:%H:%M}"),
        look.field("only", m.WHOM, "choice", whom[plan.only][0], choices=list(whom.values())),
        look.field("where", m.WHERE, "choice", where[plan.is_private][0], choices=where),
        look.field("text", m.WHAT, "text", text, required=False),
        look.field("file", m.PICTURE_OR_FILE, "file", required=False),
    ]
