"""Queries on how far newcomers got."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, NamedTuple

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.times.localday import local_day
from plugins.welcome.funnel import rules
from plugins.welcome.funnel.rules import Case, Count, DayKey, Said, Settled
from plugins.welcome.tables import Arrival
from storage.base import to_ms
from storage.bulk import select_many, update_many
from storage.engine import ReadSession
from storage.lists import as_list, inside

MOST = 50_000
"""Joinings that are settled at a time; what is more has its turn the next night."""
FRESH = timedelta(days=rules.WEEK + 2)
"""So long after joining the first week is over in every zone, and a night more."""
OVER = timedelta(days=rules.MONTH)
"""Sooner than that no first month is over in any zone."""


class Part(Enum):
    """What newcomers are told apart by: what it is called here, its column."""

    NOTHING = "CAST(0 AS BIGINT)"
    INVITER = "COALESCE(a.inviter_id, 0)"
    VARIANT = "a.variant"


class Source(NamedTuple):
    """Where cases come from, in SQL; SQLite takes tables with a CROSS JOIN between in the order they are written."""

    spoken_and_gone: str
    tables: str
    condition: str


async def unsettled(
    session: ReadSession,
    account_id: int,
    now: datetime,
    zone: str,
    groups: Collection[int] | None = None,
    part: Part = Part.NOTHING,
) -> list[Settled]:
    """What can be settled now and is not written down yet, in these groups or in all; `zone` is that of most groups."""
    connection = await session.connection()
    cases = [*await _over(connection, account_id, now, zone, groups, part)]
    cases += await _fresh(connection, account_id, now, zone, groups, part)
    today = {zone: local_day(to_ms(now), zone) for zone in {case.zone for case in cases}}
    asked = [question for case in cases for question in rules.questions(case, today[case.zone])]
    said = await _said(connection, asked)
    settled = (rules.settle(case, today[case.zone], said) for case in cases)
    return [each for each in settled if each.spoke is not None or each.is_active is not None]


async def keep(connection: AsyncConnection, settled: Sequence[Settled]) -> None:
    """Write down what is settled."""
    spoke = [(each.spoke, each.case.id) for each in settled if each.spoke is not None]
    active = [(each.is_active, each.case.id) for each in settled if each.is_active is not None]
    await update_many(connection, Arrival, ("id",), ("spoke_at",), spoke)
    await update_many(connection, Arrival, ("id",), ("active_after_30",), active)


async def counts(
    session: ReadSession, groups: Collection[int], since: datetime, part: Part = Part.NOTHING
) -> dict[DayKey, Count]:
    """Who joined these groups for the first time since then, by local day and by what they are told apart by."""
    connection = await session.connection()
    statement = text(
        f"SELECT a.day, {part.value}, COUNT(*), SUM({_ever('passed_at')}), SUM({_ever('introduced_at')}),"
        " COUNT(a.spoke_at), COUNT(a.active_after_30), SUM(CASE WHEN a.active_after_30 THEN 1 ELSE 0 END)"
        " FROM welcome_arrivals AS a"
        f" WHERE a.group_id {inside('groups', connection.dialect.name)} AND a.joined_at >= :since AND NOT a.is_return"
        f" GROUP BY a.day, {part.value}"
    )
    values = {"groups": as_list(connection, groups), "since": to_ms(since)}
    rows = await connection.execute(statement, values)
    return {(day, key): Count(*map(int, numbers)) for day, key, *numbers in rows}


def with_settled(counted: Mapping[DayKey, Count], settled: Sequence[Settled], since: datetime) -> dict[DayKey, Count]:
    """The counts, and what was settled besides what they know."""
    both = dict(counted)
    for each in settled:
        case = each.case
        if case.is_return or case.joined < to_ms(since):
            continue
        more = Count(spoke=each.spoke is not None, settled=each.is_active is not None, active=each.is_active is True)
        both[case.day, case.key] = rules.total([both.get((case.day, case.key), Count()), more])
    return both


def _ever(column: str) -> str:
    """Whether they did it, then or when they came back."""
    again = "SELECT 1 FROM welcome_arrivals AS b WHERE b.group_id = a.group_id AND b.person_id = a.person_id"
    later = f"a.left_at IS NOT NULL AND EXISTS ({again} AND b.id > a.id AND b.{column} IS NOT NULL)"
    return f"CASE WHEN a.{column} IS NOT NULL OR ({later}) THEN 1 ELSE 0 END"


async def _over(connection: AsyncConnection, account_id: int, now: datetime, *which: Any) -> list[Case]:
    """Whose first month is over; few enough for looking each of them up, which no server would plan for a join."""
    theirs = "FROM memberships AS m WHERE m.group_id = a.group_id AND m.person_id = a.person_id"
    source = Source(
        f"(SELECT m.last_spoken_at {theirs}), (SELECT m.left_at {theirs})",
        "groups AS g CROSS JOIN welcome_arrivals AS a",
        "a.joined_at <= :until",
    )
    return await _cases(connection, account_id, source, {"until": to_ms(now - OVER)}, *which)


async def _fresh(connection: AsyncConnection, account_id: int, now: datetime, *which: Any) -> list[Case]:
    """Who is in their first week, or just past it, and has spoken."""
    source = Source(
        "m.last_spoken_at, m.left_at",
        "groups AS g CROSS JOIN welcome_arrivals AS a CROSS JOIN memberships AS m",
        "a.joined_at >= :since AND a.spoke_at IS NULL AND m.group_id = a.group_id AND m.person_id = a.person_id"
        " AND m.last_spoken_at >= a.joined_at AND m.last_spoken_at >= :since",
    )
    return await _cases(connection, account_id, source, {"since": to_ms(now - FRESH)}, *which)


async def _cases(
    connection: AsyncConnection,
    account_id: int,
    source: Source,
    values: Mapping[str, object],
    zone: str,
    groups: Collection[int] | None,
    part: Part,
) -> list[Case]:
    among = "" if groups is None else f"AND g.id {inside('groups', connection.dialect.name)}"
    statement = text(
        f"SELECT a.id, a.group_id, a.person_id, a.joined_at, a.day, {part.value}, a.is_return, a.spoke_at,"
        f" {source.spoken_and_gone}, COALESCE(g.zone, :zone) FROM {source.tables}"
        f" WHERE g.account_id = :account {among} AND a.group_id = g.id AND a.active_after_30 IS NULL"
        f" AND {source.condition} LIMIT :most"
    )
    given: dict[str, object] = {**values, "account": account_id, "zone": zone, "most": MOST}
    if groups is not None:
        given["groups"] = as_list(connection, groups)
    return [Case(*row) for row in await connection.execute(statement, given)]


async def _said(connection: AsyncConnection, asked: Sequence[Said]) -> set[Said]:
    """Those of the entries that the ledger has."""
    entries = "activity AS l ON l.group_id = w.group_id AND l.day = w.day AND l.person_id = w.person_id"
    wanted = ("group_id bigint", "day integer", "person_id bigint")
    found = await select_many(connection, "l.group_id, l.day, l.person_id", wanted, asked, entries)
    return {(group_id, day, person_id) for group_id, day, person_id in found}
