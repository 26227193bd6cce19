"""The least a durable answer costs: the commits it stands on, by the driver alone, with nothing in between.

The command is recorded, then answered, then its answer claimed for sending: three commits, as a crash between any two
must lose nothing and double nothing.
"""

import sqlite3
import time
from contextlib import closing
from typing import Any, cast

import asyncpg

from scripts.benches.measuring import quantile

RECORD = (
    "INSERT INTO events (id, account_id, group_id, person_id, kind, payload, received_at, state)"
    " VALUES ({n}, 1, 1, 1, 'said', '{{\"text\": \"/群规\"}}', {n}, 'pending')"
)
DONE = "UPDATE events SET state = 'done' WHERE id = {n}"
ANSWER = (
    "INSERT INTO outbox (key, account_id, group_id, cause_kind, cause_id, content, priority, policy, created_at,"
    " due_at, next_at, state, attempts)"
    " VALUES ('limit:{n}', 1, 1, 'event', '{n}', '{{}}', 0, 'at_most_once', {n}, {n}, {n}, 'waiting', 0)"
)
CLAIM = "UPDATE outbox SET state = 'sending', lease = 'x', tried_at = {n}, attempts = 1 WHERE key = 'limit:{n}'"
COMMITS = ((RECORD,), (DONE, ANSWER), (CLAIM,))
FIRST = 10_000_000


async def commits(url: str, count: int) -> dict[str, float]:
    """Milliseconds for the three commits of one answer, one after the other."""
    late = _sqlite(url.removeprefix("sqlite:///"), count) if url.startswith("sqlite") else await _postgresql(url, count)
    return {"p50_ms": quantile(late, 0.5), "p99_ms": quantile(late, 0.99), "max_ms": max(late)}


def _sqlite(path: str, count: int) -> list[float]:
    late: list[float] = []
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        for n in range(FIRST, FIRST + count):
            began = time.perf_counter()
            for statements in COMMITS:
                db.execute("BEGIN IMMEDIATE")
                for statement in statements:
                    db.execute(statement.format(n=n))
                db.execute("COMMIT")
            late.append((time.perf_counter() - began) * 1000)
    return late


async def _postgresql(url: str, count: int) -> list[float]:
    late: list[float] = []
    db = cast(Any, await asyncpg.connect(url))  # pyright: ignore[reportUnknownMemberType]
    for n in range(FIRST, FIRST + count):
        began = time.perf_counter()
        for statements in COMMITS:
            async with db.transaction():
                for statement in statements:
                    await db.execute(statement.format(n=n))
        late.append((time.perf_counter() - began) * 1000)
    await db.close()
    return late
