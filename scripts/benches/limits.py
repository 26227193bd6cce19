"""The raw limit: rows of the same kinds by the driver alone, in batches, all keys known beforehand."""

import sqlite3
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, cast

import asyncpg

from bot.events import MessagePosted
from bot.times.localday import local_day
from scripts.benches.talk import Size
from storage.base import to_ms

BATCH = 200
ZONE = "Asia/Shanghai"


def raw_sqlite(path: Path, events: Sequence[MessagePosted]) -> dict[str, float]:
    """Rows of the same kinds by executemany in batches, keys known beforehand: the limit."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        people, groups = dict(db.execute(PEOPLE)), dict(db.execute(GROUPS))
        first = db.execute(LAST).fetchone()[0] + 1
        batches = _rows(groups, people, first, events)
        began, cpu = time.perf_counter(), time.process_time()
        for messages, activity, spoken in batches:
            db.execute("BEGIN IMMEDIATE")
            db.executemany("INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", messages)
            db.executemany(
                "INSERT INTO activity VALUES (?, ?, ?, ?) ON CONFLICT (group_id, day, person_id)"
                " DO UPDATE SET messages = messages + excluded.messages",
                activity,
            )
            db.executemany("UPDATE memberships SET last_spoken_at = ? WHERE group_id = ? AND person_id = ?", spoken)
            db.execute("COMMIT")
        elapsed, spent = time.perf_counter() - began, time.process_time() - cpu
    return {"per_s": len(events) / elapsed, "cpu_us": spent / len(events) * 1e6}


async def raw_postgres(dsn: str, events: Sequence[MessagePosted]) -> dict[str, float]:
    """`INSERT … SELECT unnest(…)` by asyncpg."""
    db = cast(Any, await asyncpg.connect(dsn))  # pyright: ignore[reportUnknownMemberType]
    people, groups = dict(await db.fetch(PEOPLE)), dict(await db.fetch(GROUPS))
    batches = _rows(groups, people, await db.fetchval(LAST) + 1, events)
    began, cpu = time.perf_counter(), time.process_time()
    for messages, activity, spoken in batches:
        async with db.transaction():
            await db.execute(
                "INSERT INTO messages (id, account_id, sent_at, platform_id, group_id, person_id, kind, text)"
                " SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::bigint[],"
                " $6::bigint[], $7::text[], $8::text[])"
                " ON CONFLICT DO NOTHING",
                *zip(*messages, strict=True),
            )
            await db.execute(
                "INSERT INTO activity (group_id, day, person_id, messages)"
                " SELECT * FROM unnest($1::bigint[], $2::int[], $3::bigint[], $4::int[])"
                " ON CONFLICT (group_id, day, person_id)"
                " DO UPDATE SET messages = activity.messages + excluded.messages",
                *zip(*activity, strict=True),
            )
            await db.execute(
                "UPDATE memberships AS m SET last_spoken_at = d.at"
                " FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS d(at, g, p)"
                " WHERE m.group_id = d.g AND m.person_id = d.p",
                *zip(*spoken, strict=True),
            )
    elapsed, spent = time.perf_counter() - began, time.process_time() - cpu
    await db.close()
    return {"per_s": len(events) / elapsed, "cpu_us": spent / len(events) * 1e6}


PEOPLE = "SELECT platform_id, id FROM people"
GROUPS = "SELECT platform_id, id FROM groups"
LAST = "SELECT coalesce(max(id), 0) FROM messages"

Batch = tuple[list[tuple[Any, ...]], list[tuple[Any, ...]], list[tuple[Any, ...]]]


def _rows(groups: dict[str, int], people: dict[str, int], first: int, events: Sequence[MessagePosted]) -> list[Batch]:
    batches: list[Batch] = []
    for start in range(0, len(events), BATCH):
        messages: list[tuple[Any, ...]] = []
        counts: Counter[tuple[int, int, int]] = Counter()
        spoken: dict[tuple[int, int], int] = {}
        for n, event in enumerate(events[start : start + BATCH], first + start):
            ms, group, person = to_ms(event.sent_at), groups[event.group_id], people[event.sender_id]
            messages.append((n, 1, ms, event.message_id, group, person, event.kind, event.text))
            counts[group, local_day(ms, ZONE), person] += 1
            spoken[group, person] = ms
        activity = [(*key, count) for key, count in sorted(counts.items())]
        batches.append((messages, activity, [(ms, *key) for key, ms in sorted(spoken.items())]))
    return batches


def fill(path: Path, count: int, size: Size) -> float:
    """Store messages of the last month as if recorded, by the quickest way; seconds taken."""
    began = time.perf_counter()
    now = int(time.time() * 1000)
    step = 30 * 86_400_000 / max(count, 1)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("BEGIN")
        db.execute(
            "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?)"
            " INSERT INTO messages SELECT i + 1, 1, CAST(? + i * ? AS INTEGER),"
            " printf('%016d', abs(random()) % 10000000000000000),"
            " abs(random()) % ? + 1, abs(random()) % ? + 1, 'text', ? || i FROM n",
            (
                count,
                now - 31 * 86_400_000,
                step,
                size.groups,
                size.groups * size.members,
                "今天的菜谱我试了一下味道很好谢谢群主分享大家周末有空一起去爬山吗",
            ),
        )
        db.execute(
            "INSERT INTO activity SELECT m.group_id, d.day, m.person_id, 3 FROM memberships AS m"
            " JOIN (SELECT 20250101 AS day UNION SELECT 20250102 UNION SELECT 20250103 UNION SELECT 20250104) AS d"
        )
        db.execute("COMMIT")
    return time.perf_counter() - began
