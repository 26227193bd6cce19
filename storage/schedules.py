"""The scheduler's statements: what is due, and where each schedule goes on."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.base import to_ms
from storage.bulk import Row, insert_later, insert_many, update_later
from storage.lists import as_list, outside
from storage.tables import Run, Schedule

_COLUMNS = (
    "id, key, job, group_id, CAST(args AS TEXT), recurrence, zone, next_due_at, moved_from, ends_at, remaining, "
    "missed, grace_s"
)
_AHEAD = "account_id = :account AND next_due_at IS NOT NULL AND paused_at IS NULL"

_PLANNED = (
    *("key", "job", "account_id", "group_id", "args", "zone", "by_wall", "next_due_at"),
    *("missed", "grace_s", "created_at"),
)
_MOVED = "ON CONFLICT (key) DO UPDATE SET next_due_at = excluded.next_due_at"
_GRACE_S = 1800

TURN = 1000
"""Schedules a transaction: many go with few commits, and who else wants to write does not wait long."""


class Planned(NamedTuple):
    """A job to be done once, at its moment."""

    key: str
    job: str
    account_id: int
    group_id: int | None
    args: Mapping[str, int | str]
    at: datetime
    missed: str = "latest"
    zone: str = "UTC"


async def plan(connection: AsyncConnection, planned: Iterable[Planned], now: datetime) -> None:
    """Have many jobs done with few statements; the same key again has its moment moved.

    Where a handler plans, the scheduler has to be told by `changed`.
    """
    rows = [
        (
            *(each.key, each.job, each.account_id, each.group_id, json.dumps(each.args), each.zone, False),
            *(to_ms(each.at), each.missed, _GRACE_S, to_ms(now)),
        )
        for each in planned
    ]
    await insert_later(connection, Schedule, _PLANNED, rows, _MOVED)


class Due(NamedTuple):
    """A schedule whose moment has come, in the driver's terms: moments in ms, JSON as text."""

    id: int
    key: str
    job: str
    group_id: int | None
    args: str
    recurrence: str | None
    zone: str
    next_due_at: int
    moved_from: int | None
    ends_at: int | None
    remaining: int | None
    missed: str
    grace_s: int


async def due(
    connection: AsyncConnection, account_id: int, now_ms: int, busy: Collection[int] = (), only: int | None = None
) -> list[Due]:
    """The schedules that are due and not `busy`, the longest due first, at most a batch; or the one asked for."""
    chosen, values = _others(connection, account_id, busy)
    if only is not None:
        chosen, values = f"{chosen} AND id = :only", values | {"only": only}
    statement = text(
        f"SELECT {_COLUMNS} FROM schedules WHERE {_AHEAD} AND next_due_at <= :now {chosen} "
        "ORDER BY next_due_at, id LIMIT :limit"
    )
    rows = await connection.execute(statement, values | {"now": now_ms, "limit": TURN})
    return [Due(*row) for row in rows]


async def first_due(connection: AsyncConnection, account_id: int, busy: Collection[int] = ()) -> int | None:
    """When the next schedule that is not `busy` is due (ms)."""
    chosen, values = _others(connection, account_id, busy)
    statement = text(f"SELECT next_due_at FROM schedules WHERE {_AHEAD} {chosen} ORDER BY next_due_at LIMIT 1")
    return (await connection.execute(statement, values)).scalar()


async def signs_of_life(connection: AsyncConnection, account_id: int) -> tuple[int | None, int | None]:
    """When (ms) something was last heard, done or tried, each the end of an index; and the last heartbeat."""
    statement = text(
        "SELECT (SELECT MAX(sent_at) FROM messages WHERE account_id = :account), "
        "(SELECT received_at FROM events WHERE account_id = :account ORDER BY id DESC LIMIT 1), "
        "(SELECT r.ran_at FROM runs AS r JOIN schedules AS s ON s.id = r.schedule_id AND s.account_id = :account "
        "ORDER BY r.due_at DESC LIMIT 1), "
        "(SELECT MAX(tried_at) FROM outbox WHERE account_id = :account AND tried_at IS NOT NULL), "
        "(SELECT alive_at FROM accounts WHERE id = :account)"
    )
    *signs, beat = (await connection.execute(statement, {"account": account_id})).one()
    return max((at for at in signs if at is not None), default=None), beat


async def begin_runs(connection: AsyncConnection, rows: Sequence[Row]) -> int:
    """Claim due moments, (schedule_id, due_at, ran_at, outcome, reference): how many nobody had claimed before."""
    columns = ("schedule_id", "due_at", "ran_at", "outcome", "reference")
    return await insert_many(connection, Run, columns, rows, "ON CONFLICT (schedule_id, due_at) DO NOTHING")


async def move(connection: AsyncConnection, rows: Sequence[Row]) -> None:
    """Let schedules go on: (next_due_at or None, remaining, None, id, the due moment they leave)."""
    values = ("next_due_at", "remaining", "moved_from")
    await update_later(connection, Schedule, ("id", "next_due_at"), values, rows)


def _others(connection: AsyncConnection, account_id: int, busy: Collection[int]) -> tuple[str, dict[str, object]]:
    """The condition that leaves the busy ones out, where there are any, and what the statement is given."""
    if not busy:
        return "", {"account": account_id}
    return f"AND id {outside('busy', connection.dialect.name)}", {
        "account": account_id,
        "busy": as_list(connection, busy),
    }
