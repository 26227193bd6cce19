"""What is read of groups to judge them: their hours, and how many spoke. Some groups at a time, for others wait."""

import json
from collections import defaultdict
from collections.abc import AsyncGenerator, Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.times.localday import day_number
from plugins.nudges.temperature.judging import (
    LEAST_SPEAKERS,
    Calendar,
    Ears,
    Facts,
    Voices,
    calendar,
    compare,
    ears,
)
from plugins.nudges.temperature.rules import DAY, GETTING_KNOWN, HOUR_MS, WEEK, WEEKS, Heard, Stretch, cells, profile
from storage.base import to_ms
from storage.engine import ReadSession
from storage.hours import heard_before
from storage.lists import as_list, inside

AT_ONCE = 5
A_YEAR = timedelta(days=400)


class Place(NamedTuple):
    """A group, its zone, since which hour it has been heard without a break, and the day it is looked at, YYYYMMDD."""

    group_id: int
    zone: str
    since: int
    day: int


class Found(NamedTuple):
    """What was found of a group: what its week is like, if that is known, and how its last week was."""

    place: Place
    profile: bytes | None
    facts: Facts


class View(NamedTuple):
    """What groups that were heard alike are looked at by."""

    days: Calendar
    heard: Heard
    ears: Ears
    zone: str


class Said(NamedTuple):
    """What was said in a group in those days: by hour, by week, and how many said it."""

    hours: Mapping[int, int]
    voices: Mapping[int, Voices]
    speakers: Mapping[int, tuple[int, int]]
    latest: int


NOTHING_SAID = Said({}, {}, {}, 0)


async def look(session: ReadSession, places: Sequence[Place], gaps: Sequence[Stretch]) -> AsyncGenerator[Found]:
    """Look at each of these groups, those together that were heard alike."""
    before = await heard_before(session, [place.group_id for place in places])
    alike: dict[tuple[str, int, int, int], list[Place]] = defaultdict(list)
    for place in places:
        days = calendar(place.day, place.zone)
        own = place.group_id if place.group_id in before else 0
        alike[place.zone, place.day, max(place.since, days.first), own].append(place)
    for (zone, day, since, own), some in alike.items():
        days = calendar(day, zone)
        logs = [] if not own else [_in_hours(stretch) for stretch in before[own]]
        heard = Heard(since, gaps, logs)
        view = View(days, heard, ears(days, heard), zone)
        for start in range(0, len(some), AT_ONCE):
            async for found in _look(session, some[start : start + AT_ONCE], view):
                yield found


def _in_hours(stretch: tuple[datetime, datetime]) -> Stretch:
    """The hours that lie wholly in it."""
    since, until = (to_ms(moment) for moment in stretch)
    return -(-since // HOUR_MS), until // HOUR_MS


async def _look(session: ReadSession, places: Sequence[Place], view: View) -> AsyncGenerator[Found]:
    known = {place.group_id: _known_days(place, view) for place in places}
    wanted = [group_id for group_id, days in known.items() if days >= GETTING_KNOWN]
    said = await _said(session, wanted, view)
    lately = view.ears.lately()
    quiet = [group_id for group_id in wanted if lately and said.get(group_id, NOTHING_SAID).latest < LEAST_SPEAKERS]
    spoke = await _speakers(session, quiet, [view.days.days[day] for day in lately])
    rests = await _rests(session, [each for each in quiet if spoke.get(each, 0) < LEAST_SPEAKERS], view.days.days[-1])
    for place in places:
        if known[place.group_id] < GETTING_KNOWN:
            yield Found(place, None, Facts(known[place.group_id], ()))
            continue
        of_it = said.get(place.group_id, NOTHING_SAID)
        n = spoke.get(place.group_id, 0) if place.group_id in quiet else of_it.latest
        weeks = compare(view.ears, _by_slot(of_it.hours, view.days), of_it.voices, of_it.speakers)
        resting, rested = rests.get(place.group_id, (known[place.group_id], 0))
        facts = Facts(known[place.group_id], weeks, n if lately else None, resting, rested)
        yield Found(place, _profile(of_it.hours, view), facts)


def _known_days(place: Place, view: View) -> int:
    first = min([place.since, *(start for start, _ in view.heard.before)])
    return max(0, view.days.end - first) // DAY


def _by_slot(hours: Mapping[int, int], days: Calendar) -> Mapping[int, int]:
    found: dict[int, int] = defaultdict(int)
    for hour, messages in hours.items():
        found[days.slots[hour - days.first]] += messages
    return found


def _profile(hours: Mapping[int, int], view: View) -> bytes:
    """Of the last four of the five weeks."""
    first = view.days.end - WEEKS * WEEK
    heard = [hour for hour in view.ears.hours if hour >= first]
    return profile(hours, heard, first, cells(first, view.days.end, view.zone))


async def _said(session: ReadSession, groups: Collection[int], view: View) -> Mapping[int, Said]:
    if not groups:
        return {}
    connection = await session.connection()
    hours = await _hours(connection, groups, view.days)
    voices: dict[int, dict[int, Voices]] = defaultdict(dict)
    speakers: dict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
    latest: dict[int, int] = {}
    for group_id, week, n, said, most, second, *alike in await _weeks(connection, groups, view):
        voices[group_id][week] = Voices(said, most, second)
        if week == WEEKS:
            latest[group_id] = n
        for other in range(WEEKS):
            now, then = speakers[group_id].get(other, (0, 0))
            if week == WEEKS:
                speakers[group_id][other] = alike[other], then
            elif week == other:
                speakers[group_id][other] = now, alike[other]
    return {
        group_id: Said(hours.get(group_id, {}), voices[group_id], speakers[group_id], latest.get(group_id, 0))
        for group_id in groups
    }


async def _hours(connection: AsyncConnection, groups: Collection[int], days: Calendar) -> dict[int, dict[int, int]]:
    """Messages by hour, a row for a group: many rows are slow to fetch."""
    gathered = (
        "json_group_array(json_array(hour, messages))"
        if connection.dialect.name == "sqlite"
        else "CAST(json_agg(json_build_array(hour, messages)) AS TEXT)"
    )
    statement = text(
        f"SELECT group_id, {gathered} FROM group_hours"
        f" WHERE group_id {inside('groups', connection.dialect.name)} AND hour >= :first AND hour < :end"
        " GROUP BY group_id"
    )
    values = {"groups": as_list(connection, groups), "first": days.first, "end": days.end}
    return {group_id: dict(json.loads(found)) for group_id, found in await connection.execute(statement, values)}


async def _weeks(connection: AsyncConnection, groups: Collection[int], view: View) -> list[tuple[int, ...]]:
    """By group and week: how many spoke, messages, of who wrote most, of the second, and how many
    spoke on the days by which each of the weeks is compared with the last.
    """
    is_sqlite = connection.dialect.name == "sqlite"
    tables = (
        "json_each(:groups) AS g CROSS JOIN json_each(:days) AS d CROSS JOIN activity AS a"
        if is_sqlite
        else "unnest(CAST(:groups AS BIGINT[])) AS g(value)"
        " CROSS JOIN unnest(CAST(:days AS INTEGER[])) WITH ORDINALITY AS d(value, key)"
        " JOIN activity AS a ON a.group_id = g.value AND a.day = d.value"
    )
    key = "d.key" if is_sqlite else "(CAST(d.key AS INTEGER) - 1)"
    matching = "WHERE a.group_id = g.value AND a.day = d.value" if is_sqlite else ""
    alike = ", ".join(f"SUM(CASE WHEN days & :pair{week} <> 0 THEN 1 ELSE 0 END)" for week in range(WEEKS))
    statement = text(
        "SELECT group_id, week, COUNT(*), SUM(said), MAX(said),"
        f" SUM(CASE WHEN place = 2 THEN said ELSE 0 END), {alike} FROM ("
        f"SELECT a.group_id, {key} / 7 AS week, SUM(a.messages) AS said, SUM(1 << ({key} % 7)) AS days,"
        f" ROW_NUMBER() OVER (PARTITION BY a.group_id, {key} / 7 ORDER BY SUM(a.messages) DESC) AS place"
        f" FROM {tables} {matching} GROUP BY a.group_id, {key} / 7, a.person_id) AS w GROUP BY group_id, week"
    )
    pairs = {f"pair{week}": view.ears.pairs.get(week, 0) for week in range(WEEKS)}
    values = {"groups": as_list(connection, groups), "days": as_list(connection, view.days.days), **pairs}
    return [tuple(map(int, row)) for row in await connection.execute(statement, values)]


async def _speakers(session: ReadSession, groups: Collection[int], days: Collection[int]) -> Mapping[int, int]:
    """How many spoke on these days."""
    if not groups:
        return {}
    connection = await session.connection()
    statement = text(
        f"SELECT group_id, COUNT(DISTINCT person_id) FROM activity"
        f" WHERE group_id {inside('groups', connection.dialect.name)}"
        f" AND day {inside('days', connection.dialect.name)} GROUP BY group_id"
    )
    values = {"groups": as_list(connection, groups), "days": as_list(connection, days)}
    return {group_id: n for group_id, n in await connection.execute(statement, values)}  # noqa: C416


async def _rests(session: ReadSession, groups: Collection[int], day: int) -> Mapping[int, tuple[int, int]]:
    """For how many days no two have spoken, up to this one, and the longest that this ever lasted in the last year.

    A group in which no two have spoken for as long is absent.
    """
    if not groups:
        return {}
    connection, today = await session.connection(), date.fromisoformat(str(day))
    statement = text(
        "SELECT group_id, day FROM activity"
        f" WHERE group_id {inside('groups', connection.dialect.name)} AND day >= :since AND day <= :day"
        " GROUP BY group_id, day HAVING COUNT(*) >= 2 ORDER BY group_id, day"
    )
    values = {"groups": as_list(connection, groups), "since": day_number(today - A_YEAR), "day": day}
    lively: dict[int, list[date]] = defaultdict(list)
    for group_id, lively_day in await connection.execute(statement, values):
        lively[group_id].append(date.fromisoformat(str(lively_day)))
    return {
        group_id: (
            (today - days[-1]).days,
            max(((later - earlier).days for earlier, later in pairwise(days)), default=0),
        )
        for group_id, days in lively.items()
    }
