"""The outbox's statements: what is due, what a claim takes, what a crash left."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.base import FORGOTTEN
from storage.bulk import Row, select_many, update_later, update_many
from storage.lists import as_list, inside, outside
from storage.tables import Outbox


class Queued(NamedTuple):
    """A row of the outbox with what its sending needs, in the driver's terms: moments in ms, JSON as text."""

    id: int
    key: str
    group_id: int | None
    person_id: int | None
    content: str
    priority: int
    policy: str
    due_at: int
    next_at: int
    expires_at: int | None
    attempts: int
    group_platform_id: str | None
    zone: str | None
    quiet_hours: str | None
    left_at: int | None
    paused_at: int | None
    person_platform_id: str | None
    serving: str
    is_must: bool
    reason: str | None
    chat: int
    """The group's key, or the person's as a negative number."""
    is_quiet: bool
    """The person wants nothing unasked, and manages no group that there may be something to tell of."""


class Face(NamedTuple):
    """A person as a message needs them."""

    platform_id: str
    is_quiet: bool


_IS_QUIET = (
    "CASE WHEN p.quiet_at IS NULL THEN FALSE WHEN EXISTS (SELECT 1 FROM grants r WHERE r.person_id = p.id) THEN FALSE "
    "ELSE NOT EXISTS (SELECT 1 FROM groups w WHERE w.owner_id = p.id AND w.left_at IS NULL) END"
)
_ROW = (
    "o.id, o.key, o.group_id, o.person_id, CAST(o.content AS TEXT), o.priority, o.policy, o.due_at, o.next_at, "
    "o.expires_at, o.attempts, g.platform_id, g.zone, g.quiet_hours, g.left_at, g.paused_at, p.platform_id, "
    f"o.serving, o.is_must, o.reason, COALESCE(o.group_id, -o.person_id), {_IS_QUIET}"
)
_FROM = "outbox o LEFT JOIN groups g ON g.id = o.group_id LEFT JOIN people p ON p.id = o.person_id"
UNSETTLED = "state IN ('sending', 'unknown', 'failed', 'missed')"
"""In the very words of the partial index, or SQLite does not see that it applies."""
_CHAT = "COALESCE({0}group_id, -{0}person_id)"


async def due(
    connection: AsyncConnection,
    account_id: int,
    priorities: Sequence[int],
    now_ms: int,
    busy: Collection[int],
    limit: int,
) -> list[Queued]:
    """What is due and not held for chats that are not `busy`, most urgent first, then by age, at most `limit`."""
    statement = text(_due_sql(tuple(priorities), connection.dialect.name))
    values = {"account": account_id, "now": now_ms, "limit": limit, "busy": as_list(connection, busy)}
    rows = [Queued(*row) for row in await connection.execute(statement, values)]
    rows.sort(key=lambda row: (row.priority, row.due_at, row.id))
    return rows[:limit]


async def next_looks(
    connection: AsyncConnection, account_id: int, priorities: Sequence[int], now_ms: int, busy: Collection[int]
) -> dict[int, int]:
    """By priority, the first moment (ms) at which a waiting row of a chat that is not `busy` is to be looked at."""
    statement = text(_next_sql(tuple(priorities), connection.dialect.name))
    values = {"account": account_id, "now": now_ms, "busy": as_list(connection, busy)}
    rows = await connection.execute(statement, values)
    return {priority: min(at for at in moments if at is not None) for priority, *moments in rows if any(moments)}


async def claim(connection: AsyncConnection, rows: Sequence[Queued], lease: str, now_ms: int) -> list[Queued]:
    """Take the rows for one attempt each under the lease; those that somebody else took meanwhile are left out."""
    values = [("sending", lease, now_ms, row.attempts + 1, row.id, "waiting") for row in rows]
    columns = ("state", "lease", "tried_at", "attempts")
    if connection.dialect.name == "sqlite":  # whoever writes holds the database: nobody came between
        await update_later(connection, Outbox, ("id", "state"), columns, values)
        return list(rows)
    if await update_many(connection, Outbox, ("id", "state"), columns, values) == len(rows):
        return list(rows)
    taken = await connection.execute(text("SELECT id FROM outbox WHERE lease = :lease"), {"lease": lease})
    ours = {row_id for (row_id,) in taken}
    return [row for row in rows if row.id in ours]


async def hold(connection: AsyncConnection, rows: Sequence[Row]) -> None:
    """Look at waiting rows again later: (next_at, reason, id)."""
    values = [(*row, "waiting") for row in rows]
    await update_later(connection, Outbox, ("id", "state"), ("next_at", "reason"), values)


async def end(connection: AsyncConnection, rows: Sequence[Row]) -> None:
    """Give up waiting rows: (state, reason, id)."""
    values = [(*row, "waiting") for row in rows]
    await update_later(connection, Outbox, ("id", "state"), ("state", "reason"), values)


async def settle(connection: AsyncConnection, rows: Sequence[Row]) -> None:
    """Write what became of claimed rows: (state, reason, next_at, attempts, sent_at, platform id, row id, lease)."""
    columns = ("state", "reason", "next_at", "attempts", "sent_at", "platform_message_id")
    await update_later(connection, Outbox, ("id", "lease"), columns, rows)


async def recover(connection: AsyncConnection, account_id: int) -> int:
    """Rows a crash left being sent: unknown, or waiting again where twice is better than never; how many."""
    crashed = (
        "UPDATE outbox SET {sets} WHERE account_id = :account "
        f"AND {UNSETTLED} AND state = 'sending' AND policy {{policy}}"
    )
    again = crashed.format(sets="state = 'waiting', reason = 'crash'", policy="= 'at_least_once'")
    lost = crashed.format(sets="state = 'unknown', reason = 'crash'", policy="<> 'at_least_once'")
    values = {"account": account_id}
    resent = await connection.execute(text(again), values)
    return resent.rowcount + (await connection.execute(text(lost), values)).rowcount


async def held_chats(connection: AsyncConnection, account_id: int, now_ms: int) -> list[tuple[int, int, int]]:
    """(chat, priority, until) of the chats whose due rows hold up what is behind them."""
    statement = text(
        f"SELECT {_CHAT.format('')}, priority, MAX(next_at) FROM outbox WHERE account_id = :account "
        "AND state = 'waiting' AND next_at > :now AND due_at <= :now "
        "AND COALESCE(reason, '') NOT IN ('ratio', 'fatigue') GROUP BY 1, 2"
    )
    rows = await connection.execute(statement, {"account": account_id, "now": now_ms})
    return [(chat, priority, until) for chat, priority, until in rows]


async def tried(
    connection: AsyncConnection, account_id: int, posts_since_ms: int, rest_since_ms: int
) -> list[tuple[str, int, str | None, int, int]]:
    """(key, chat, zone, priority, tried_at) of what was handed to the platform lately, oldest first."""
    statement = text(
        f"SELECT o.key, {_CHAT.format('o.')}, g.zone, o.priority, o.tried_at FROM outbox o "
        "LEFT JOIN groups g ON g.id = o.group_id WHERE o.account_id = :account AND o.tried_at >= :posts "
        "AND (o.priority = 2 OR o.tried_at >= :rest) ORDER BY o.tried_at, o.id"
    )
    values = {"account": account_id, "posts": posts_since_ms, "rest": rest_since_ms}
    rows = await connection.execute(statement, values)
    return [(key, chat, zone, priority, at) for key, chat, zone, priority, at in rows]


async def faces_of(connection: AsyncConnection, people: Collection[int]) -> dict[int, Face]:
    """The platform ids of people, and who of them wants not to be mentioned."""
    if not people:
        return {}
    found = f"SELECT id, platform_id, quiet_at FROM people WHERE id {inside('people', connection.dialect.name)}"
    rows = await connection.execute(text(found), {"people": as_list(connection, people)})
    return {
        person_id: Face(platform_id, quiet_at is not None)
        for person_id, platform_id, quiet_at in rows
        if not platform_id.startswith(FORGOTTEN)
    }


async def called(connection: AsyncConnection, places: Sequence[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """What people are called in groups, by group and person."""
    joined = "people AS p ON p.id = w.person_id LEFT JOIN memberships AS m "
    joined += "ON m.group_id = w.group_id AND m.person_id = w.person_id"
    picks = "w.group_id, w.person_id, COALESCE(NULLIF(m.alias, ''), p.name)"
    found = await select_many(connection, picks, ("group_id bigint", "person_id bigint"), places, joined)
    return {(group_id, person_id): name for group_id, person_id, name in found}


async def askers(connection: AsyncConnection, rows: Collection[int]) -> dict[int, int]:
    """Whose command each of these rows answers, while that is on record."""
    dialect = connection.dialect.name
    asked = text(f"SELECT id, cause_id FROM outbox WHERE cause_kind = 'command' AND id {inside('rows', dialect)}")
    found = await connection.execute(asked, {"rows": as_list(connection, rows)})
    causes = {row_id: int(event_id) for row_id, event_id in found}
    said = text(f"SELECT id, person_id FROM events WHERE id {inside('events', dialect)}")
    events = await connection.execute(said, {"events": as_list(connection, causes.values())})
    people = {event_id: person_id for event_id, person_id in events if person_id is not None}
    return {row_id: people[event_id] for row_id, event_id in causes.items() if event_id in people}


async def rewrite(connection: AsyncConnection, rows: Sequence[Row]) -> None:
    """Change what claimed rows say: (content as JSON, id)."""
    await update_many(connection, Outbox, ("id",), ("content",), rows)


@lru_cache(maxsize=32)
def _due_sql(priorities: tuple[int, ...], dialect: str) -> str:
    """A branch for each priority, so that each is a walk along the index and nothing is sorted."""
    branches = (
        f"SELECT * FROM (SELECT {_ROW} FROM {_FROM} WHERE o.account_id = :account AND o.state = 'waiting' "
        f"AND o.priority = {priority} AND o.due_at <= :now AND o.next_at <= :now "
        f"AND {_CHAT.format('o.')} {outside('busy', dialect)} ORDER BY o.due_at, o.id LIMIT :limit) AS due{priority}"
        for priority in priorities
    )
    return " UNION ALL ".join(branches)


@lru_cache(maxsize=32)
def _next_sql(priorities: tuple[int, ...], dialect: str) -> str:
    """Of rows due by now the first that is held no longer; else the first that will be due."""
    waiting = f"FROM outbox WHERE account_id = :account AND state = 'waiting' AND {_CHAT.format('')} "
    waiting += f"{outside('busy', dialect)} AND priority = "
    branches = (
        f"SELECT {priority}, (SELECT MIN(next_at) {waiting} {priority} AND due_at <= :now), "
        f"(SELECT due_at {waiting} {priority} AND due_at > :now ORDER BY due_at LIMIT 1)"
        for priority in priorities
    )
    return " UNION ALL ".join(branches)
