"""Scenes on the page of campaigns: to choose one, to fill it in, to bring one's own."""

from bot.pages import Acts, Badge, Block, Cell, Form, Go, Look, Row, Table, Words
from plugins.campaigns import messages as m
from plugins.campaigns import own, rules, scenes, showing
from plugins.campaigns.scenes import Scene
from plugins.campaigns.scenes.offsets import Offset


async def show(look: Look) -> list[Block]:
    """One's own and those that come with the bot, the next to come first; below them the way to upload one."""
    mine = await own.kept(look.session, look.account_id, look.person.id)
    known = sorted([*mine, *scenes.load()], key=lambda scene: showing.comes(look, scene))
    slugs = {scene.slug for scene in mine}
    rows = [_row(look, scene, is_own=scene.slug in slugs) for scene in known]
    columns = [look.t(each) for each in (m.SCENE, m.NEXT_DAY, m.ABOUT)]
    file = look.field("scene", m.UPLOAD_FILE, "file")
    upload = Form(look.t(m.UPLOAD), "", [file], look.t(m.UPLOAD_IT), look.t(m.UPLOAD_NOTE))
    back = Acts(ways=[Go(look.t(m.ALL_CAMPAIGNS))])
    return [*([back] if "scenes" in look.query else []), Table(columns, rows, "", title=look.t(m.SCENES)), upload]


async def one(look: Look, slug: str) -> list[Block]:
    """What a scene does, and the form that makes a draft of it."""
    mine = await own.kept(look.session, look.account_id, look.person.id)
    scene = next((each for each in (*mine, *scenes.load()) if each.slug == slug), None)
    back = Acts(ways=[Go(look.t(m.ALL_SCENES), query={"scenes": "all"}), Go(look.t(m.ALL_CAMPAIGNS))])
    if scene is None:
        return [back]
    return [back, Words(look.t(scene.about), title=look.t(scene.name)), _form(look, scene), _steps(look, scene)]


def _row(look: Look, scene: Scene, *, is_own: bool) -> Row:
    name = look.t(scene.name)
    forget = [look.act(m.DO_FORGET, m.SAY_FORGET, grave=True, name=name)] if is_own else []
    day = str(showing.comes(look, scene)) if scene.date else look.t(m.WITHOUT_DAY)
    about = f"{look.t(m.MARK, mark=m.OWN_SCENE).strip()} {look.t(scene.about)}" if is_own else look.t(scene.about)
    return Row((Go(name, query={"scene": scene.slug}), day, about), forget)


def _form(look: Look, scene: Scene) -> Form:
    lines = [look.t(m.EQUALS, name=each.name, slot=f"{{{each.key}}}") for each in scene.inputs]
    lines.append(look.t(m.EQUALS, name=rules.DATE, slot="{_day}"))
    fields = [
        look.field(each.key, each.name, hint=look.t(m.SUCH_AS, example=each.example), required=each.is_required)
        for each in scene.inputs
    ]
    day = str(showing.comes(look, scene)) if scene.date else ""
    fields.append(look.field("_day", m.DATE_LABEL, value=day, hint=m.DATE_HINT))
    fields.append(look.field("_tag", m.TAG_LABEL, hint=m.TAG_HINT, required=False))
    command = "\n".join([look.to_fill(m.SAY_NEW, name=scene.name, tag="{_tag}"), *lines])
    return Form(look.t(m.FILL_IN), command, fields, look.t(m.MAKE_DRAFT), is_open=True)


def _steps(look: Look, scene: Scene) -> Table:
    rows: list[Row] = []
    for number, phase in enumerate(rules.phases_in_order(scene), 1):
        at = Offset(phase.days, phase.clock).describe(look.language)
        name = look.t(m.NUMBERED, n=number, name=phase.name)
        opens = look.t(m.KINDS[phase.activity.kind]) if phase.activity else ""
        promo: Cell = Badge(look.t(m.PROMO), "warn") if phase.serving == "promo" else ""
        rows.append(Row((name, at, opens, promo)))
    columns = [look.t(m.STEP_NAME), look.t(m.WHEN), look.t(m.OPENS_THERE), ""]
    return Table(columns, rows, "", title=look.t(m.STEPS))
