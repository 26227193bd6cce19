"""One running bot for one database: two would allocate the same numbers and post the same drops."""

import fcntl
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO

from sqlalchemy import NullPool, text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from storage.engine import Database, reaching
from storage.errors import BusyDatabaseError

_KEY = 0x6D61696E


@asynccontextmanager
async def held(url: str) -> AsyncGenerator[Database]:
    """A database that no bot runs on meanwhile; raises BusyDatabaseError or UnreachableDatabaseError."""
    lock = ProcessLock()
    async with Database(url) as db:
        await lock.hold(db)
        try:
            yield db
        finally:
            await lock.release()


class ProcessLock:
    """Held from start to end; the system gives it back when the process dies, however it dies."""

    def __init__(self) -> None:
        self._file: IO[str] | None = None
        self._connection: AsyncConnection | None = None

    async def hold(self, db: Database) -> None:
        """Take the lock, or raise BusyDatabaseError or UnreachableDatabaseError; a database in memory needs none."""
        with reaching():
            if not db.is_sqlite:
                await self._hold_postgresql(db)
            elif db.url.database not in (None, "", ":memory:"):
                self._hold_file(Path(f"{db.url.database}.lock"))

    async def release(self) -> None:
        """Let the next one in."""
        if self._file is not None:
            self._file.close()
        if self._connection is not None:
            await self._connection.close()
            await self._connection.engine.dispose()

    def _hold_file(self, path: Path) -> None:
        self._file = path.open("w")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._file.close()
            raise BusyDatabaseError from None

    async def _hold_postgresql(self, db: Database) -> None:
        engine = create_async_engine(db.url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        self._connection = await engine.connect()
        if not await self._connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": _KEY}):
            await self.release()
            raise BusyDatabaseError
