"""The office's page of drops: all of a group's, or with `?drop=12` one of them in full."""

from collections.abc import Sequence

from bot import audience
from bot.pages import Act, Acts, Block, Cell, Field, Form, Go, Look, Page, Row, Table, Words
from plugins.drops import deeds, one_page, store
from plugins.drops import page_messages as m
from plugins.drops.calendar.store import unwanted
from plugins.drops.effects import showing as effects
from plugins.drops.effects.store import samples
from plugins.drops.library.rules import REST_DAYS
from plugins.drops.rules import PAGE as SIZE
from plugins.drops.standing import everyday_acts, kind_of, state_of, times_of
from plugins.drops.tables import Drop


async def show(look: Look) -> Sequence[Block]:
    """The list first, then what can be added to it."""
    if "drop" in look.query:
        return await one_page.show(look)
    are_over = bool(look.query.get("over"))
    ways = [
        Go(look.t(m.COMING)) if are_over else Go(look.t(m.OVER), query={"over": "1"}),
        Go(look.t(m.CALENDAR), "calendar"),
    ]
    return [
        Acts(ways=ways, acts=_acts(look)),
        await _table(look, are_over=are_over),
        Words(look.t(m.TIMES_IN, zone=look.zone)),
        *_forms(look),
    ]


async def _table(look: Look, *, are_over: bool) -> Table:
    concerned = await audience.concerning(look, Drop, look.groups)
    found, total = await store.page(look.session, look.account_id, concerned, "", look.page, are_over=are_over)
    held = await store.held(look.session, [drop.id for drop, _ in found], look.now)
    left = await unwanted(look.session, look.group.id)
    helped = await _effects(look, [drop for drop, _ in found])
    rows = [
        Row(
            (
                deeds.all_about(drop.id, look.t(m.TITLED, n=drop.id, title=drop.title)),
                times_of(look, schedule),
                kind_of(look, drop),
                state_of(look, schedule, held.get(drop.id), has_left=drop.id in left),
                *([helped.get(drop.id, "")] if helped else []),
            ),
            everyday_acts(look, drop, schedule),
        )
        for drop, schedule in found
    ]
    columns = [look.t(each) for each in (m.DROP, m.WHEN, m.KIND, m.STATE, *([m.EFFECT] if helped else []))]
    empty = look.t(m.NOTHING_OVER if are_over else m.NOTHING_COMES)
    return Table(columns, rows, empty, pages=max(1, -(-total // SIZE)))


async def _effects(look: Look, drops: Sequence[Drop]) -> dict[int, Cell]:
    """What was measured at night, of those of which there is enough to tell."""
    measured = await samples(look.session, [look.group.id], None)
    told = [effects.of(drop, measured[drop.id]) for drop in drops if drop.id in measured]
    return {each.drop.id: effects.in_brief(look, each.effect) for each in told if each.effect is not None}


def _acts(look: Look) -> list[Act]:
    commands = (
        (m.REHEARSE, m.REHEARSE_COMMAND),
        (m.EFFECTS, m.EFFECTS_COMMAND),
        (m.EXPORT, m.EXPORT_COMMAND),
        (m.TEMPLATE, m.TEMPLATE_COMMAND),
    )
    return [look.act(label, command) for label, command in commands]


def _forms(look: Look) -> list[Form]:
    return [
        Form(
            look.t(m.ADD),
            m.ADD_COMMAND.written(look.language),
            _adding(look),
            look.t(m.SUBMIT_ADD),
            m.ADD_NOTE.written(look.language),
        ),
        Form(
            look.t(m.FROM_LIBRARY),
            m.FROM_LIBRARY_COMMAND.written(look.language),
            [
                look.field("when", m.TIME, hint=m.TIME_HINT),
                look.field("title", m.TITLE, required=False),
                look.field("tag", m.TAG, hint=m.TAG_HINT),
                look.field("days", m.REST, "number", str(REST_DAYS)),
            ],
            look.t(m.ADD_IT),
        ),
        Form(
            look.t(m.FIND),
            m.FIND_COMMAND.written(look.language),
            [look.field("word", m.WORD)],
            look.t(m.SUBMIT_FIND),
        ),
        Form(
            look.t(m.IMPORT), "", [look.field("file", m.FILE, "file")], look.t(m.SUBMIT_IMPORT), look.t(m.IMPORT_NOTE)
        ),
    ]


def _adding(look: Look) -> list[Field]:
    return [
        look.field("when", m.TIME, hint=m.TIME_HINT),
        look.field("text", m.TEXT, "text", required=False),
        look.field("picture", m.PICTURE, "picture", required=False),
        look.field("title", m.TITLE, hint=m.TITLE_HINT, required=False),
        look.field("end", m.END, hint=m.END_HINT, required=False),
        look.field(
            "kind",
            m.KIND,
            "choice",
            choices=[(f"#{look.t(each)}", each) for each in (m.VALUE, m.PROMO)],
            required=False,
        ),
        look.field(
            "look",
            m.LOOK_FIRST,
            "choice",
            choices=[("", m.ADD_IT), (look.t(m.PREVIEW_TAG), m.ONLY_LOOK)],
            required=False,
        ),
    ]


PAGE = Page(deeds.PAGE, m.DROPS, show, draws={"picture": one_page.draw})
