"""The page on thanks and duty: how they are set, who helped last week, what was taken up."""

from collections.abc import Sequence

from bot import group_settings
from bot.pages import Acts, Badge, Block, Facts, Form, Look, Page, Words
from bot.times.days import WEEKDAYS_EN, WEEKDAYS_ZH
from bot.times.timewords import recurrence_of
from plugins.nudges.reconnect import messages as m
from plugins.nudges.reconnect import rules, showing, store
from plugins.nudges.reconnect.duty import LOGGED
from plugins.nudges.reconnect.settings import Duty, Stars

USUAL_TIME = "10:00"


async def show(look: Look) -> Sequence[Block]:
    """Thanks first, then duty."""
    return [*await _stars(look), *await _duty(look)]


async def _stars(look: Look) -> list[Block]:
    given = await group_settings.load(look.session, look.group.id, Stars)
    at = recurrence_of(given.at).describe(look.language)
    state = Badge(look.t(m.IS_ON, at=at), "good") if given.on else Badge(look.t(m.IS_OFF))
    week = rules.last_week(look.now, look.zone)
    best = rules.ranked(await store.helped(look.session, look.group.id, week, look.now))
    off = Acts([look.act(m.SWITCH_OFF, m.SWITCH_OFF_COMMAND)])
    return [
        Facts([(look.t(m.IN_GROUP_WEEKLY), state)], title=look.t(m.THANKS)),
        Words(showing.table(best, week, look.language, is_whole=True)),
        *([off] if given.on else []),
        _weekly(look),
    ]


def _weekly(look: Look) -> Form:
    names = WEEKDAYS_ZH if look.language == "zh" else WEEKDAYS_EN
    days = [(name.lower(), look.t(m.WEEKDAY, day=name)) for name in names]
    fields = [look.field("day", m.DAY, "choice", choices=days), look.field("time", m.TIME, value=USUAL_TIME)]
    return Form(look.t(m.SWITCH_ON), m.SWITCH_ON_COMMAND.written(look.language), fields, look.t(m.SAVE))


async def _duty(look: Look) -> list[Block]:
    given = await group_settings.load(look.session, look.group.id, Duty)
    people = (await store.on_duty(look.session, [look.group.id], look.now)).get(look.group.id, ())
    who = showing.listed([each.name for each in people], look.language) if people else look.t(m.NO_VOLUNTEERS)
    facts = [
        (look.t(m.WHO), who),
        (look.t(m.HOW_MANY), str(given.daily)),
        (look.t(m.WHERE), look.t(m.IN_PRIVATE if given.privately else m.IN_GROUP)),
    ]
    am_on_duty = look.person.id in [each.person_id for each in people]
    daily = look.field("n", m.HOW_MANY, "number", value=str(given.daily))
    told = await store.log(look.session, look.group.id, look.now - LOGGED)
    log = showing.log(told, LOGGED.days, look.zone, look.language) if told else look.t(m.NO_LOG, days=LOGGED.days)
    command, note = m.DAILY_COMMAND.written(look.language), look.t(m.DAILY_NOTE)
    return [
        Facts(facts, title=look.t(m.DUTY)),
        Words(log),
        Acts(
            [
                look.act(m.LEAVE, m.LEAVE_COMMAND) if am_on_duty else look.act(m.JOIN, m.JOIN_COMMAND),
                look.act(m.TO_GROUP, m.TO_GROUP_COMMAND)
                if given.privately
                else look.act(m.TO_PRIVATE, m.TO_PRIVATE_COMMAND),
            ]
        ),
        Form(look.t(m.HOW_MANY), command, [daily], look.t(m.SAVE), note=note),
    ]


PAGE = Page("thanks", m.PAGE_TITLE, show, section="people")
