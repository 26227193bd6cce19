"""Two years of many groups as the ledger keeps them: activity, hours, ties, comings and goings, the last messages.

Of ten groups one is lively (30 people a day), three are usual (8), four quiet (2), one was usual and cooled two months
ago, one was quiet and has been dead for three. Each who speaks says three things on average, most in the evening, and
the first of the members' list speak most; a quarter of what is said turns to somebody. Of 500 members 40 have left.
"""

import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import Any, NamedTuple, cast
from zoneinfo import ZoneInfo

import asyncpg

from bot.loops import run_async
from bot.times.localday import day_number
from storage.base import to_ms
from storage.engine import Database

DAYS = 730
MESSAGE_DAYS = 7
"""Days of which the messages themselves are there too."""
HOUR_MS, DAY_MS = 3_600_000, 86_400_000
EVENING = list(accumulate((4, 2, 1, 1, 1, 2, 6, 20, 30, 30, 30, 35, 50, 40, 30, 30, 35, 40, 50, 70, 100, 110, 80, 25)))
"""How much is said in each hour of the day and before."""
SLICE = 20
"""Groups whose rows are made and written at a time."""

Rows = dict[str, list[tuple[Any, ...]]]

_COLUMNS = {
    "activity": ("group_id", "day", "person_id", "messages"),
    "group_hours": ("group_id", "hour", "messages"),
    "ties": ("group_id", "day", "from_id", "to_id", "quotes", "mentions", "answers", "thanks"),
    "roster_changes": ("id", "group_id", "person_id", "kind", "at", "day", "announced"),
    "messages": ("id", "account_id", "sent_at", "platform_id", "group_id", "person_id", "kind", "text"),
}


class Day(NamedTuple):
    """One of the days: its number, when it begins, and how long ago that was in days."""

    number: int
    begins_ms: int
    ago: int


class Member(NamedTuple):
    """When somebody came and left and last spoke, in milliseconds."""

    joined_at: int | None
    left_at: int | None
    last_spoken_at: int | None


def speakers_a_day(group: int, ago: int) -> int:
    """How many people speak in a group, on a day so long ago."""
    kind = group % 10
    if kind == 0:
        return 30
    if kind <= 3:
        return 8
    if kind <= 7:
        return 2
    if kind == 8:
        return 8 if ago > 60 else 1
    return 3 if ago > 90 else 0


def fill(url: str, now: datetime, zone: str) -> int:
    """Add a past to a database that knows its groups and members; how many rows of activity that made."""
    people = run_async(_people(url))
    there = ZoneInfo(zone)
    today = now.astimezone(there).date()
    days = [_day(today, ago, there) for ago in range(DAYS, 0, -1)]
    made, next_id = 0, Counter[str]({"messages": 1, "roster_changes": 1})
    groups = sorted(people)
    for start in range(0, len(groups), SLICE):
        rows: Rows = {table: [] for table in _COLUMNS}
        members: list[tuple[int | None, ...]] = []
        for group in groups[start : start + SLICE]:
            _past(group, people[group], days, rows, members)
        _number(rows, next_id)
        made += len(rows["activity"])
        if url.startswith("sqlite"):
            _to_sqlite(url, rows, members)
        else:
            run_async(_to_postgresql(url, rows, members))
    run_async(_settle(url, zone))
    return made


def _day(today: date, ago: int, zone: ZoneInfo) -> Day:
    day = today - timedelta(days=ago)
    return Day(day_number(day), to_ms(datetime.combine(day, datetime.min.time(), zone)), ago)


def _past(group: int, people: list[int], days: list[Day], rows: Rows, members: list[tuple[int | None, ...]]) -> None:
    rng = random.Random(group)
    last: dict[int, int] = {}
    for day in days:
        most = speakers_a_day(group, day.ago)
        said = Counter({people[int(rng.random() ** 3 * len(people))]: 0 for _ in range(rng.randint(0, 2 * most))})
        for person in said:
            said[person] = 1 + int(rng.expovariate(0.5))
        rows["activity"] += ((group, day.number, person, said[person]) for person in sorted(said))
        times = [day.begins_ms + hour * HOUR_MS for hour in rng.choices(range(24), cum_weights=EVENING, k=said.total())]
        rows["group_hours"] += ((group, at // HOUR_MS, n) for at, n in sorted(Counter(times).items()))
        rows["ties"] += _ties(group, day, list(said), said.total() // 4, rng)
        talk = zip(said.elements(), times, strict=True)
        for person, at in talk:
            last[person] = max(at, last.get(person, 0))
            if day.ago <= MESSAGE_DAYS:
                moment = at + rng.randrange(HOUR_MS)
                rows["messages"].append((moment, f"{moment}-{group}-{len(rows['messages'])}", group, person))
    members += _roster(group, people, days, last, rows, rng)


def _ties(group: int, day: Day, speakers: list[int], turns: int, rng: random.Random) -> Iterator[tuple[int, ...]]:
    if len(speakers) < 2:
        return
    ties: dict[tuple[int, int], list[int]] = {}
    for _ in range(turns):
        one, other = rng.sample(speakers, 2)
        counts = ties.setdefault((one, other), [0, 0, 0, 0])
        counts[rng.random() < 0.3] += 1
        counts[2] += rng.random() < 0.2
        counts[3] += rng.random() < 0.1
    for (one, other), counts in sorted(ties.items()):
        yield (group, day.number, one, other, *counts)


def _roster(
    group: int, people: list[int], days: list[Day], last: dict[int, int], rows: Rows, rng: random.Random
) -> Iterator[tuple[int | None, ...]]:
    """The last third of the members came in these years, and forty have left; by person when, and the last word."""
    for n, person in enumerate(people):
        came = rng.choice(days) if n >= len(people) * 2 // 3 else None
        went = rng.choice(days) if n >= len(people) - 40 else None
        if came and went:
            came, went = sorted((came, went), key=lambda day: -day.ago)
        for kind, day in (("joined", came), ("left", went)):
            if day is not None:
                rows["roster_changes"].append((group, person, kind, day.begins_ms + 10 * HOUR_MS, day.number, True))
        came_ms, went_ms = (None if day is None else day.begins_ms + 10 * HOUR_MS for day in (came, went))
        yield came_ms, went_ms, last.get(person), group, person


def _number(rows: Rows, next_id: Counter[str]) -> None:
    """Ids that rise with time, within a slice at least."""
    rows["messages"] = [
        (id_, 1, at, platform_id, group, person, "text", "今天的菜谱我试了一下味道很好")
        for id_, (at, platform_id, group, person) in enumerate(sorted(rows["messages"]), start=next_id["messages"])
    ]
    rows["roster_changes"] = [
        (id_, *row) for id_, row in enumerate(rows["roster_changes"], start=next_id["roster_changes"])
    ]
    for table in next_id:
        next_id[table] += len(rows[table])


async def _people(url: str) -> dict[int, list[int]]:
    """Who is in which group, by our numbers."""
    found: dict[int, list[int]] = {}
    async with Database(url) as db, db.read() as session:
        connection = await session.connection()
        sql = "SELECT group_id, person_id FROM memberships ORDER BY group_id, person_id"
        pairs = cast(list[tuple[int, int]], (await connection.exec_driver_sql(sql)).all())
        for group, person in pairs:
            found.setdefault(group, []).append(person)
    return found


_MEMBERS = "UPDATE memberships SET joined_at = ?, left_at = ?, last_spoken_at = ? WHERE group_id = ? AND person_id = ?"


def _to_sqlite(url: str, rows: Rows, members: list[tuple[int | None, ...]]) -> None:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute("BEGIN")
        for table, columns in _COLUMNS.items():
            places = ", ".join("?" * len(columns))
            db.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", rows[table])
        db.executemany(_MEMBERS, members)
        db.execute("COMMIT")


async def _to_postgresql(url: str, rows: Rows, members: list[tuple[int | None, ...]]) -> None:
    db = cast(Any, await asyncpg.connect(url))  # pyright: ignore[reportUnknownMemberType]
    async with db.transaction():
        for table, columns in _COLUMNS.items():
            await db.copy_records_to_table(table, columns=columns, records=rows[table])
        await db.execute(
            "UPDATE memberships AS m SET joined_at = d.joined, left_at = d.gone, last_spoken_at = d.spoken"
            " FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[])"
            " AS d(joined, gone, spoken, g, p) WHERE m.group_id = d.g AND m.person_id = d.p",
            *zip(*members, strict=True),
        )
    await db.close()


async def _settle(url: str, zone: str) -> None:
    """The bot has been there all the time, hours are counted up to now, and the database knows what it holds."""
    since = f"(SELECT CAST(MIN(hour) AS BIGINT) * {HOUR_MS} FROM group_hours)"
    async with Database(url) as db, db.transaction() as connection:
        been = f"joined_at = {since} - {DAY_MS}, synced_at = {since}, zone = '{zone}'"
        await connection.exec_driver_sql(f"UPDATE groups SET {been}")
        await connection.exec_driver_sql("INSERT INTO nudge_heard SELECT 1, MAX(id) FROM messages")
        here = "SELECT COUNT(*) FROM memberships AS m WHERE m.group_id = groups.id AND m.left_at IS NULL"
        await connection.exec_driver_sql(f"UPDATE groups SET member_count = ({here})")
        if connection.dialect.name == "postgresql":
            for table in ("messages", "roster_changes"):
                sequence = f"pg_get_serial_sequence('{table}', 'id')"
                await connection.exec_driver_sql(f"SELECT setval({sequence}, (SELECT MAX(id) FROM {table}))")
        await connection.exec_driver_sql("ANALYZE")
