"""The scheduler's statements: what is due, and where each schedule goes on."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.bulk import BATCH, Row, insert_many, update_many
from storage.tables import Run, Schedule

_COLUMNS = (
    "id, key, job, group_id, CAST(args AS TEXT), recurrence, zone, next_due_at, ends_at, remaining, missed, grace_s"
)
_AHEAD = "account_id = :account AND next_due_at IS NOT NULL AND paused_at IS NULL"


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
    ends_at: int | None
    remaining: int | None
    missed: str
    grace_s: int


async def due(connection: AsyncConnection, account_id: int, now_ms: int, only: int | None = None) -> list[Due]:
    """The schedules that are due, the longest due first, at most a batch; or the one asked for."""
    chosen = "" if only is None else "AND id = :only"
    statement = text(
        f"SELECT {_COLUMNS} FROM schedules WHERE {_AHEAD} AND next_due_at <= :now {chosen} "
        "ORDER BY next_due_at, id LIMIT :limit"
    )
    values = {"account": account_id, "now": now_ms, "limit": BATCH} | ({} if only is None else {"only": only})
    rows = await connection.execute(statement, values)
    return [Due(*row) for row in rows]


async def first_due(connection: AsyncConnection, account_id: int) -> int | None:
    """When the next schedule is due (ms)."""
    statement = text(f"SELECT next_due_at FROM schedules WHERE {_AHEAD} ORDER BY next_due_at LIMIT 1")
    return (await connection.execute(statement, {"account": account_id})).scalar()


async def begin_runs(connection: AsyncConnection, rows: Sequence[Row]) -> int:
    """Claim due moments, (schedule_id, due_at, ran_at, outcome, reference): how many nobody had claimed before."""
    columns = ("schedule_id", "due_at", "ran_at", "outcome", "reference")
    return await insert_many(connection, Run, columns, rows, "ON CONFLICT (schedule_id, due_at) DO NOTHING")


async def move(connection: AsyncConnection, rows: Sequence[Row]) -> None:
    """Let schedules go on: (next_due_at or None, remaining, id, the due moment they leave)."""
    await update_many(connection, Schedule, ("id", "next_due_at"), ("next_due_at", "remaining"), rows)
