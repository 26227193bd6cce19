"""How buddies stand in a group, and who has been the busiest."""

from datetime import datetime
from typing import NamedTuple

from bot import messages as core
from bot.phrases import Language
from plugins.welcome.buddies import messages as m
from plugins.welcome.buddies import rules, showing, store
from plugins.welcome.buddies.settings import Buddies
from storage.base import from_ms
from storage.engine import ReadSession
from storage.names import names_of

MOST_PRAISED = 3


class Standing(NamedTuple):
    """What the volunteers are called, how many newcomers have a buddy, and how many wait for one."""

    names: list[str]
    open: int
    waiting: int


async def standing(session: ReadSession, group_id: int, buddies: Buddies, now: datetime) -> Standing:
    """As of now."""
    since = max(now - rules.WAITS, from_ms(buddies.since))
    names = [each.name for each in (await store.volunteers(session, [group_id], now))[group_id]]
    waiting = len((await store.waiting(session, {group_id: since}))[group_id])
    return Standing(names, await store.count_open(session, group_id), waiting)


async def busiest(session: ReadSession, group_id: int, since: datetime, language: Language) -> str:
    """Who has had the most pairs since then, in a sentence; empty for nobody."""
    most = await store.busiest(session, group_id, since, MOST_PRAISED)
    names = await names_of(session, group_id, [person for person, _ in most])
    lines = [
        m.NAME_AND_COUNT(language, name=showing.named(names[who], language), n=n) for who, n in most if who in names
    ]
    return m.BUSIEST(language, names=core.COMMA(language).join(lines)) if lines else ""
