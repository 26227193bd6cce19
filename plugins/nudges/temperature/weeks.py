"""A group's last weeks: what was said in each, and how warm each was against the weeks before it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import dropwhile
from typing import NamedTuple

from sqlalchemy import text

from plugins.nudges.segments.rules import days_before
from plugins.nudges.temperature.judging import day_ended, judge
from plugins.nudges.temperature.looking import Place, look
from plugins.nudges.temperature.rules import HOUR_MS, WEEK, Temperature
from plugins.nudges.temperature.store import gaps_in_hours, hour_of
from plugins.nudges.temperature.tables import Pulse
from storage.base import to_ms
from storage.engine import ReadSession
from storage.lists import as_list, inside

MOST = 8
A_WEEK = timedelta(days=7)

_WEEK = (
    "SELECT group_id, {n} AS week, SUM(messages) FROM group_hours WHERE {among}"
    f" AND hour >= :first + {{n}} * {WEEK} AND hour < :first + ({{n}} + 1) * {WEEK} GROUP BY group_id"
)
"""Week by week, as rows that are not in the order of the key would have to be sorted."""


class Warmth(NamedTuple):
    """A week by its last day, YYYYMMDD, as parts of the group's own usual one; None where that is not known."""

    day: int
    messages: float | None
    speakers: float | None


async def messages(session: ReadSession, group_ids: Sequence[int], now: datetime) -> Mapping[int, Sequence[int]]:
    """How much was said in each of the last weeks, up to this hour, from the first one with a word on."""
    connection = await session.connection()
    among = f"group_id {inside('groups', connection.dialect.name)}"
    statement = text(" UNION ALL ".join(_WEEK.format(n=n, among=among) for n in range(MOST)))
    given = {"groups": as_list(connection, group_ids), "first": hour_of(now) + 1 - MOST * WEEK}
    found: dict[int, list[int]] = defaultdict(lambda: [0] * MOST)
    for group_id, n, said in await connection.execute(statement, given):
        found[group_id][n] = int(said)
    return {group_id: _since_the_first(weeks) for group_id, weeks in found.items()}


async def warmth(session: ReadSession, account_id: int, group_id: int, now: datetime, zone: str) -> list[Warmth]:
    """The last weeks as /群况 would have told them, from the first on that can be compared with its own before."""
    pulse = await session.get(Pulse, group_id)
    if pulse is None:
        return []
    since, last = -(-to_ms(pulse.heard_since) // HOUR_MS), day_ended(now, zone)
    places = [Place(group_id, zone, since, days_before(last, 7 * back)) for back in range(MOST - 1, -1, -1)]
    gaps = await gaps_in_hours(session, account_id, now - MOST * A_WEEK)
    found: list[Warmth] = []
    async for each in look(session, places, gaps):
        judged = judge(Temperature.FORMING, each.facts)
        found.append(Warmth(each.place.day, judged.messages, judged.speakers))
    return list(dropwhile(lambda each: each.messages is None, found))


def _since_the_first(weeks: Sequence[int]) -> Sequence[int]:
    return weeks[next(n for n, said in enumerate(weeks) if said) :] if any(weeks) else ()
