"""Our own inbox under load: how fast when there is always more, how late at a steady rate."""

import asyncio
import time
from collections import deque
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert

from bot.clock import SystemClock
from bot.events import GroupEvent, MessagePosted
from bot.inbox import AccountRef, Inbox
from bot.router import Router
from plugins import PLUGINS
from scripts.benches.talk import Size, listings
from storage.engine import Database
from storage.migrate import migrate
from storage.tables import Account

ZONE = "Asia/Shanghai"
BOT = "wxid_bot"


def inbox_on(db: Database) -> Inbox:
    """As the app makes it, with nobody to hand on to."""
    router = Router(PLUGINS)
    return Inbox(
        db,
        AccountRef(1, BOT),
        clock=SystemClock(),
        limit=10_000,
        max_age=timedelta(minutes=10),
        zone=ZONE,
        wants=lambda message: router.wants(message, BOT),
        hears=frozenset(router.handlers),
        observers=[observer for plugin in PLUGINS for observer in plugin.observers],
        on_pending=lambda pending: None,
        on_echo=lambda echoes: None,
    )


async def prepare(url: str, size: Size, backups: Path) -> float:
    """A migrated database that knows every group and member; seconds the inbox took to learn them."""
    await migrate(url, backups, datetime.now(UTC))
    async with Database(url) as db:
        async with db.write() as session:
            account = insert(Account).values(
                platform="bench", platform_id=BOT, created_at=datetime.now(UTC), floods=0, name=""
            )
            await session.execute(account)
        inbox = inbox_on(db)
        began = time.perf_counter()
        for event in listings(size, datetime.now(UTC)):
            await inbox.put(event)
            await inbox.flush()
        return time.perf_counter() - began


async def saturated(url: str, events: Sequence[GroupEvent]) -> dict[str, float]:
    """Events a second when there are always more."""
    async with Database(url) as db:
        inbox = inbox_on(db)
        began, cpu = time.perf_counter(), time.process_time()
        feeding = asyncio.create_task(_feed(inbox, events))
        done = 0
        while done < len(events):
            await inbox.wait()
            done += await inbox.flush()
        await feeding
        elapsed, spent = time.perf_counter() - began, time.process_time() - cpu
        assert inbox.recorded == len(events)
    return {"per_s": len(events) / elapsed, "cpu_us": spent / len(events) * 1e6}


async def _feed(inbox: Inbox, events: Sequence[GroupEvent]) -> None:
    for event in events:
        await inbox.put(event)


async def open_loop(url: str, events: Sequence[MessagePosted], per_s: int) -> dict[str, float]:
    """Milliseconds from when an event was due to arrive until it was committed, at a steady rate."""
    async with Database(url) as db:
        inbox = inbox_on(db)
        due: deque[float] = deque()
        late: list[float] = []
        began, cpu = time.perf_counter(), time.process_time()
        feeding = asyncio.create_task(_feed_steadily(inbox, events, per_s, due))
        while len(late) < len(events):
            await inbox.wait()
            count = await inbox.flush()
            now = time.perf_counter()
            late.extend((now - due.popleft()) * 1e3 for _ in range(count))
        await feeding
        elapsed, spent = time.perf_counter() - began, time.process_time() - cpu
        batches = inbox.batches
    late = sorted(late[len(late) // 10 :])  # the first tenth warms the caches
    return {
        "p50_ms": late[len(late) // 2],
        "p99_ms": late[len(late) * 99 // 100],
        "max_ms": late[-1],
        "core": spent / elapsed,
        "batch": len(events) / batches,
    }


async def _feed_steadily(inbox: Inbox, events: Sequence[GroupEvent], per_s: int, due: deque[float]) -> None:
    began = time.perf_counter()
    for n, event in enumerate(events):
        moment = began + n / per_s
        if (wait := moment - time.perf_counter()) > 0.0005:
            await asyncio.sleep(wait)
        due.append(moment)
        await inbox.put(event)
