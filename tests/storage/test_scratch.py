"""A scratch database works like any other, in the thread it is used in."""

import asyncio
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError, OperationalError

from storage.base import Base
from storage.engine import Database
from storage.tables import Account

NOW = datetime(2026, 3, 2, tzinfo=UTC)


async def use(file: Path) -> int:
    """Write, fail, write again and read; how many accounts there are then."""
    async with Database(f"sqlite:///{file}", scratch=True) as database:
        async with database.transaction() as connection:
            await connection.run_sync(Base.metadata.create_all)
        await add(database, "1")
        with pytest.raises(IntegrityError):
            await add(database, "2", "1")
        with pytest.raises(OperationalError):
            await add_as_reader(database)
        async with database.read() as session:
            return await session.scalar(select(func.count()).select_from(Account)) or 0


async def add(database: Database, *names: str) -> None:
    """Add accounts in one transaction."""
    async with database.write() as session:
        session.add_all(Account(platform="x", platform_id=name, created_at=NOW) for name in names)


async def add_as_reader(database: Database) -> None:
    """Try to write where one may only read."""
    async with database.read() as session:
        session.add(Account(platform="x", platform_id="3", created_at=NOW))
        await session.flush()


async def test_it_commits_and_rolls_back(tmp_path: Path) -> None:
    """What failed leaves nothing, readers can't write, and no thread is made for it."""
    before = threading.active_count()
    assert await use(tmp_path / "scratch.db") == 1
    assert threading.active_count() == before


async def test_it_works_in_another_loop_and_thread(tmp_path: Path) -> None:
    """As a rehearsal uses it, beside the live one."""
    assert await asyncio.to_thread(asyncio.run, use(tmp_path / "scratch.db")) == 1
