"""The page on nudges: whether and how the group is woken, what comes next, what came of it, its topics."""

from collections.abc import Sequence

from bot.pages import Act, Acts, Badge, Block, Facts, Form, Go, Look, Page, Row, Table, Words
from bot.times.moments import shown
from plugins.nudges import effects, looking, showing, store
from plugins.nudges import messages as m
from plugins.nudges.choosing import choose
from plugins.nudges.cleaning import page as members
from plugins.nudges.cleaning.store import open_in
from plugins.nudges.handlers import view_of
from plugins.nudges.reconnect import page as reconnect
from plugins.nudges.rules import SPEAKERS, Rung, Standing
from plugins.nudges.settings import Nudging
from plugins.nudges.tables import Nudge
from plugins.nudges.topics import page as topics
from plugins.nudges.topics.topic import Kind

SHOWN = 10


async def show(look: Look) -> Sequence[Block]:
    """How it stands and what would be said come first."""
    view = view_of(look)
    [seen] = await looking.look(view, look.groups)
    reason = await looking.judge(view, seen)
    [chance] = await choose(view, [seen])
    return [
        await _state(look, seen.standing),
        _switch(look, seen.standing),
        Words(showing.preview(chance, reason, look.language), title=look.t(m.NEXT)),
        *_settings(look, seen.standing),
        await _lately(look),
        await _effect(look),
        *await topics.blocks(look),
    ]


async def _state(look: Look, standing: Standing) -> Facts:
    badge = Badge(look.t(m.ON), "good") if standing.settings.on else Badge(look.t(m.OFF))
    if standing.settings.on and standing.stopped_at is not None:
        badge = Badge(look.t(m.IS_STOPPED), "warn")
    cleaning = await open_in(look.session, look.group.id)
    way = Go(look.t(m.CLEANING_NONE if cleaning is None else m.CLEANING_ON), members.PAGE.name)
    thanks = Go(look.t(m.GO_THERE), reconnect.PAGE.name)
    return Facts([(look.t(m.PAGE_TITLE), badge), (look.t(reconnect.PAGE.title), thanks), (look.t(m.CLEANING), way)])


def _switch(look: Look, standing: Standing) -> Acts:
    on, off = look.act(m.SWITCH_ON, m.SWITCH_ON_COMMAND), look.t(m.SWITCH_OFF_COMMAND)
    if not standing.settings.on:
        return Acts([on])
    again = [Act(look.t(m.TRY_AGAIN), on.command)] if standing.stopped_at is not None else []
    return Acts([*again, Act(look.t(m.SWITCH_OFF), off)])


def _settings(look: Look, standing: Standing) -> list[Block]:
    given = standing.settings
    switches = [m.MENTIONS[given.mention], m.PRIVATES[given.private]]
    return [
        Words(showing.settings(given, standing.zone, look.language), title=look.t(m.SETTINGS_TITLE)),
        Acts([look.act(label, command) for label, command in switches]),
        *_forms(look, given),
    ]


def _forms(look: Look, given: Nudging) -> list[Form]:
    hours = [look.field("start", m.FROM, value=given.start), look.field("end", m.TO, value=given.end)]
    days = look.field("days", m.SILENCE_FORM, "number", value=str(given.days))
    people = look.field("n", m.PEOPLE_FORM, "number", value=str(given.people))
    return [
        Form(look.t(title), command.written(look.language), fields, look.t(m.SAVE))
        for title, command, fields in (
            (m.HOURS_FORM, m.HOURS_COMMAND, hours),
            (m.SILENCE_FORM, m.SILENCE_COMMAND, [days]),
            (m.PEOPLE_FORM, m.PEOPLE_COMMAND, [people]),
        )
    ]


async def _lately(look: Look) -> Table:
    """The last ones that were said."""
    nudges = await store.latest(look.session, [look.group.id], SHOWN)
    columns = [look.t(each) for each in (m.WHEN, m.HOW, m.ABOUT, m.CAME_OF_IT)]
    rows = [_row(look, nudge) for nudge in nudges]
    return Table(columns, rows, look.t(m.NOTHING_LATELY), title=look.t(m.LATELY_TITLE))


def _row(look: Look, nudge: Nudge) -> Row:
    has_worked = nudge.speakers is not None and nudge.speakers >= SPEAKERS
    return Row(
        (
            shown(nudge.sent_at or nudge.at, look.zone, look.language),
            look.t(m.RUNGS[Rung(nudge.rung)]),
            look.t(m.KINDS[Kind(nudge.kind)]),
            Badge(showing.effect(nudge, look.language), "good" if has_worked else ""),
        )
    )


async def _effect(look: Look) -> Words:
    counts = await effects.counts_of(look.session, look.groups, look.now)
    told = effects.told(counts, "", look.language) if effects.has_any(counts) else look.t(m.NO_EFFECT)
    return Words(told, title=look.t(m.EFFECT_TITLE))


PAGE = Page("nudges", m.PAGE_TITLE, show, section="people")
