"""What posts.py is compared with: the same rows straight through the drivers, and APScheduler 3."""

import json
import sqlite3
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from bot.clock import SystemClock
from bot.content import Text, to_json
from storage.base import to_ms

GROUPS = 1000
BATCH = 200
WORDS = Text(("早安，今天的分享：社群的价值在于人与人的连接，而不是消息的数量。" * 3,))
DUE_SCHEDULES = (
    "SELECT id, key, job, args FROM schedules WHERE account_id = 1 AND next_due_at IS NOT NULL "
    "AND paused_at IS NULL AND next_due_at <= {now} ORDER BY next_due_at LIMIT 200"
)
DUE_POSTS = (
    "SELECT id, content FROM outbox WHERE account_id = 1 AND state = 'waiting' AND priority = 2 "
    "AND due_at <= {now} ORDER BY due_at, id LIMIT 200"
)
TYPES = {
    "key": "text",
    "account_id": "bigint",
    "group_id": "bigint",
    "cause_kind": "text",
    "cause_id": "text",
    "content": "text",
    "priority": "int",
    "policy": "text",
    "created_at": "bigint",
    "due_at": "bigint",
    "next_at": "bigint",
    "state": "text",
    "attempts": "int",
}
COLUMNS = ", ".join(TYPES)
_LATE: list[float] = []


def outbox_row(n: int, now: int) -> tuple[Any, ...]:
    """A row of the outbox as both drivers take it."""
    content = json.dumps(to_json(WORDS), ensure_ascii=False)
    return (f"r{n}", 1, n % GROUPS + 1, "schedule", "1", content, 2, "at_most_once", now, now, now, "waiting", 0)


def raw_sqlite(path: Path, count: int, *, with_schedules: bool) -> float:
    """Seconds for one thread of sqlite3; without schedules the outbox is filled beforehand."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA synchronous = FULL")
    now = to_ms(SystemClock().now())
    if not with_schedules:
        db.execute("BEGIN")
        _fill_sqlite(db, 0, count, now)
        db.execute("COMMIT")
    start = time.perf_counter()
    for first in range(0, count, BATCH) if with_schedules else ():
        db.execute("BEGIN IMMEDIATE")
        due = db.execute(DUE_SCHEDULES.format(now="?"), (now + 10**8,)).fetchall()
        db.executemany("INSERT INTO runs VALUES (?, ?, ?, 'done', NULL)", [(row[0], now, now) for row in due])
        db.executemany("UPDATE schedules SET next_due_at = ? WHERE id = ?", [(now + 10**9, row[0]) for row in due])
        _fill_sqlite(db, first, len(due), now)
        db.execute("COMMIT")
    for _ in range(0, count, BATCH):
        _send_sqlite(db, now)
    took = time.perf_counter() - start
    db.close()
    return took


def _fill_sqlite(db: sqlite3.Connection, first: int, count: int, now: int) -> None:
    put = f"INSERT INTO outbox ({COLUMNS}) VALUES ({', '.join('?' * len(TYPES))}) ON CONFLICT DO NOTHING"
    db.executemany(put, [outbox_row(first + n, now) for n in range(count)])


def _send_sqlite(db: sqlite3.Connection, now: int) -> None:
    db.execute("BEGIN IMMEDIATE")
    due = db.execute(DUE_POSTS.format(now="?"), (now,)).fetchall()
    sets = "state = 'sending', lease = 'x', tried_at = ?, attempts = 1"
    db.executemany(f"UPDATE outbox SET {sets} WHERE id = ?", [(now, row[0]) for row in due])
    db.execute("COMMIT")
    db.execute("BEGIN IMMEDIATE")
    sets = "state = 'sent', sent_at = ?, platform_message_id = ?"
    rows = [(now, f"m{row[0]}", row[0]) for row in due]
    db.executemany(f"UPDATE outbox SET {sets} WHERE id = ? AND lease = 'x'", rows)
    db.execute("COMMIT")


async def raw_postgres(url: str, count: int, *, with_schedules: bool) -> float:
    """Seconds for one asyncpg connection with unnest; without schedules the outbox is filled beforehand."""
    connect: Any = import_module("asyncpg").connect
    db = await connect(url)
    now = to_ms(SystemClock().now())
    if not with_schedules:
        for first in range(0, count, BATCH):
            await _fill_postgres(db, first, BATCH, now)
    start = time.perf_counter()
    for first in range(0, count, BATCH) if with_schedules else ():
        async with db.transaction():
            due = await db.fetch(DUE_SCHEDULES.format(now="$1"), now + 10**8)
            ids = [row["id"] for row in due]
            await db.execute("INSERT INTO runs SELECT unnest($1::bigint[]), $2, $2, 'done', NULL", ids, now)
            await db.execute("UPDATE schedules SET next_due_at = $1 WHERE id = ANY($2)", now + 10**9, ids)
            await _fill_postgres(db, first, len(ids), now)
    for _ in range(0, count, BATCH):
        await _send_postgres(db, now)
    took = time.perf_counter() - start
    await db.close()
    return took


async def _fill_postgres(db: Any, first: int, count: int, now: int) -> None:
    picks = ", ".join(f"d.{name}{'::json' if name == 'content' else ''}" for name in TYPES)
    arrays = ", ".join(f"${n}::{kind}[]" for n, kind in enumerate(TYPES.values(), start=1))
    rows = [outbox_row(first + n, now) for n in range(count)]
    columns = [list(column) for column in zip(*rows, strict=True)]
    await db.execute(f"INSERT INTO outbox ({COLUMNS}) SELECT {picks} FROM unnest({arrays}) AS d({COLUMNS})", *columns)


async def _send_postgres(db: Any, now: int) -> None:
    async with db.transaction():
        ids = [row["id"] for row in await db.fetch(DUE_POSTS.format(now="$1"), now)]
        sets = "state = 'sending', lease = 'x', tried_at = $1, attempts = 1"
        await db.execute(f"UPDATE outbox SET {sets} WHERE id = ANY($2)", now, ids)
    await db.execute(
        "UPDATE outbox SET state = 'sent', sent_at = $1, platform_message_id = d.m "
        "FROM unnest($2::bigint[], $3::text[]) AS d(id, m) WHERE outbox.id = d.id AND lease = 'x'",
        now,
        ids,
        [f"m{row_id}" for row_id in ids],
    )


def peer_job(due: float) -> None:
    """What APScheduler runs."""
    _LATE.append((time.time() - due) * 1000)


def apscheduler_due(path: Path, count: int) -> Sequence[float]:
    """Lateness (ms) of jobs in its SQL store, all due at once, with a grace long enough to lose none."""
    jobstores: Any = import_module("apscheduler.jobstores.sqlalchemy")
    schedulers: Any = import_module("apscheduler.schedulers.background")

    _LATE.clear()
    scheduler: Any = schedulers.BackgroundScheduler(
        jobstores={"default": jobstores.SQLAlchemyJobStore(url=f"sqlite:///{path}")},
        job_defaults={"misfire_grace_time": 600},
        timezone=UTC,
    )
    scheduler.start(paused=True)
    due = datetime.now(UTC) + timedelta(seconds=2 + count / 200)
    for n in range(count):
        scheduler.add_job(peer_job, "date", run_date=due, args=[due.timestamp()], id=str(n))
    scheduler.resume()
    while len(_LATE) < count:
        time.sleep(0.05)
    scheduler.shutdown()
    return _LATE
