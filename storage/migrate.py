"""Brings a database to the tables this version needs; never touches one a newer version made."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import NullPool, inspect, text
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from storage import sqlite
from storage.backup import backup
from storage.engine import Database, reaching
from storage.errors import NewerDatabaseError

HEAD = "0001"
"""The newest revision, written here so that a start with nothing to migrate need not import Alembic."""

_LOCK = 0x64616E64


@dataclass(frozen=True, slots=True)
class Migrated:
    """What a migration did: from which revision (None: a new database), and the backup made before it."""

    before: str | None
    backup: Path | None


async def current(url: str) -> str | None:
    """The revision a database is at, None for one without our tables. Raises UnreachableDatabaseError."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and not Path(address.database or "").exists():
        return None
    with reaching():
        async with connect(url) as connection:
            return await connection.run_sync(_revision)


async def migrate(url: str, backup_dir: Path, now: datetime) -> Migrated | None:
    """Migrate to HEAD, after a backup unless the database is new; None when it was there already.

    Raises NewerDatabaseError, and whatever `backup` raises; then nothing was changed.
    """
    before = await current(url)
    if before == HEAD:
        return None
    if before is not None and not is_known(before):
        raise NewerDatabaseError(before, HEAD)
    saved = await backup(url, backup_dir, now) if before else None
    async with connect(url) as connection:
        await _begin(connection)
        await connection.run_sync(upgrade)
        await connection.commit()
    return Migrated(before, saved)


@asynccontextmanager
async def connect(url: str) -> AsyncGenerator[AsyncConnection]:
    """A connection of its own, outside the pools and their settings: SQLite checks no foreign keys on it."""
    async with Database(url) as database:
        open_file = partial(sqlite.connect, database.url) if database.is_sqlite else None
        engine = create_async_engine(database.url, poolclass=NullPool, async_creator=open_file)
        async with engine.connect() as connection:
            yield connection


def is_known(revision: str) -> bool:
    """Whether a revision is one of ours; one that is not was made by a newer version."""
    from alembic.script import ScriptDirectory

    return revision in {script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()}


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the migrations up to a revision in the connection's transaction."""
    from alembic import command

    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def alembic_config() -> Any:
    """Alembic's configuration; it needs no file."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


async def _begin(connection: AsyncConnection) -> None:
    """One migrator at a time; the second one finds the work done."""
    if connection.dialect.name == "sqlite":
        await connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        await connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
