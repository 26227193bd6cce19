"""What is particular to each kind of database."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.engine import CHECKPOINT_COMMITS, Database


async def test_sqlite_commits_survive_a_power_cut(sqlite_url: str) -> None:
    """Write-ahead log, synchronised at every commit, references enforced."""
    async with Database(sqlite_url) as db, db.write() as session:
        found = [
            await session.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
        assert found == ["wal", 2, 1]


async def test_the_log_is_moved_into_the_file(sqlite_url: str) -> None:
    """Long before the writer would have to do it, what was committed is in the database's file."""
    async with Database(sqlite_url) as db:
        async with db.write() as session:
            await session.execute(text("CREATE TABLE t (x)"))
        for _ in range(4 * CHECKPOINT_COMMITS):
            async with db.transaction() as connection:
                await connection.exec_driver_sql("INSERT INTO t VALUES (hex(randomblob(10000)))")
        assert Path(str(db.url.database)).stat().st_size > 2 * CHECKPOINT_COMMITS * 20_000


@pytest.mark.parametrize("reached", range(1, 12))
async def test_whoever_is_interrupted_leaves_nothing_behind(sqlite_url: str, reached: int) -> None:
    """A writer cancelled at any step of its transaction did all of it or nothing, and the next finds all in order."""
    async with Database(sqlite_url) as db:
        async with db.write() as session:
            await session.execute(text("CREATE TABLE t (x)"))

        async def write() -> None:
            async with db.transaction() as connection:
                for n in range(3):
                    await connection.exec_driver_sql("INSERT INTO t VALUES (?)", (n,))

        writing = asyncio.create_task(write())
        for _ in range(reached):
            await asyncio.sleep(0)
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
        async with db.write() as session:
            assert await session.scalar(text("SELECT COUNT(*) FROM t")) in (0, 3)
            await session.execute(text("INSERT INTO t VALUES (9)"))
        async with db.read() as session:
            assert await session.scalar(text("SELECT COUNT(*) FROM t WHERE x = 9")) == 1


async def test_who_prepares_lets_those_go_first_who_write(database_url: str) -> None:
    """It waits for the writer's end before each statement, as nobody else who reads does, and then goes on."""
    async with Database(database_url) as db, db.lazy_read() as preparing:
        assert await preparing.scalar(text("SELECT 1")) == 1
        async with db.transaction(), db.read() as reading:
            waiting = asyncio.create_task(preparing.scalar(text("SELECT 2")))
            for _ in range(5):
                assert await reading.scalar(text("SELECT 3")) == 3
            assert not waiting.done()
        assert await waiting == 2


async def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    """The default database lies in a folder that a new installation does not have."""
    async with Database(f"sqlite:///{tmp_path}/new/folder/x.db") as db, db.write() as session:
        await session.execute(text("CREATE TABLE t (x)"))
    assert (tmp_path / "new" / "folder" / "x.db").exists()


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("sqlite:///x.db", "sqlite+aiosqlite"),
        ("postgresql://u@h/d", "postgresql+asyncpg"),
        ("postgres://u@h/d", "postgresql+asyncpg"),
        ("postgresql+asyncpg://u@h/d", "postgresql+asyncpg"),
    ],
)
async def test_plain_urls_get_their_driver(
    url: str, driver: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Owners write the URL that every tool understands."""
    monkeypatch.chdir(tmp_path)
    async with Database(url) as db:
        assert db.url.drivername == driver


async def test_a_url_never_shows_its_password() -> None:
    """The URL as text is what gets logged."""
    async with Database("postgresql://u:secret@h/d") as db:
        assert "secret" not in str(db.url)
        assert "secret" not in repr(db.url)
