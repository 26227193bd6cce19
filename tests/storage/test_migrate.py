"""Migrating: new, present, newer databases, and no drift from the models."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.engine import Connection

from plugins import PLUGINS
from storage.base import Base
from storage.errors import NewerDatabaseError
from storage.migrate import HEAD, alembic_config, connect, current, migrate

NOW = datetime(2026, 11, 11, 12, 0, tzinfo=UTC)


async def stamp(url: str, revision: str) -> None:
    """Make the database say that it is at another revision."""
    async with connect(url) as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
        await connection.commit()


async def test_a_new_database_gets_every_table_and_needs_no_backup(new_database_url: str, tmp_path: Path) -> None:
    """From nothing to HEAD in one go, without a backup of nothing."""
    assert await current(new_database_url) is None
    done = await migrate(new_database_url, tmp_path / "backups", NOW)
    assert done is not None
    assert (done.before, done.backup) == (None, None)
    assert await current(new_database_url) == HEAD
    assert not (tmp_path / "backups").exists()


async def test_a_database_at_head_is_left_alone(database_url: str, tmp_path: Path) -> None:
    """The second start migrates nothing and backs up nothing."""
    assert await migrate(database_url, tmp_path / "backups", NOW) is None
    assert not (tmp_path / "backups").exists()


async def test_a_database_newer_than_the_code_is_refused_untouched(database_url: str, tmp_path: Path) -> None:
    """An older program must not write into tables it does not know."""
    await stamp(database_url, "9999")
    with pytest.raises(NewerDatabaseError, match="9999"):
        await migrate(database_url, tmp_path / "backups", NOW)
    assert await current(database_url) == "9999"


async def test_two_at_once_migrate_once(new_database_url: str, tmp_path: Path) -> None:
    """Two starting programs do not trip over each other's tables."""
    await asyncio.gather(*(migrate(new_database_url, tmp_path, NOW) for _ in range(2)))
    assert await current(new_database_url) == HEAD


async def test_a_failed_migration_leaves_nothing_behind(tmp_path: Path) -> None:
    """A table in the way undoes every table made before it."""
    with closing(sqlite3.connect(tmp_path / "odd.db")) as odd:
        odd.execute("CREATE TABLE roster_changes (mine TEXT)")
    with pytest.raises(Exception, match="already exists"):
        await migrate(f"sqlite:///{tmp_path}/odd.db", tmp_path, NOW)
    with closing(sqlite3.connect(tmp_path / "odd.db")) as odd:
        assert odd.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall() == [("roster_changes",)]


def test_head_is_the_newest_migration() -> None:
    """The constant that saves importing Alembic tells the truth, and the history has one line."""
    assert ScriptDirectory.from_config(alembic_config()).get_heads() == [HEAD]


async def test_no_drift_between_models_and_migrations(database_url: str) -> None:
    """What the migrations make is what the tables say, the plugins' too; SQLite can not be asked for defaults."""
    assert PLUGINS

    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(
            connection, opts={"compare_server_default": connection.dialect.name == "postgresql"}
        )
        return list(compare_metadata(context, Base.metadata))

    async with connect(database_url) as connection:
        assert await connection.run_sync(differences) == []
