"""One database, one writer: engines, the two kinds of session, and how a transaction is opened.

SQLite: a single writing connection (WAL, BEGIN IMMEDIATE), handed out one at a time, and a few read-only ones beside
it. PostgreSQL: the same shape over one pool, so the code above never asks which it is.
"""

import asyncio
import sys
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, create_async_engine

from storage.errors import UnreachableDatabaseError
from storage.sqlite import HereConnection, OneTripConnection, connect

READERS = 3
PATIENCE = 8
"""So many times who only prepares lets all go first who wait to write, before each statement."""
BUSY_TIMEOUT_MS = 10_000
SWITCH_S = 0.0005
"""SQLite works on a thread; Python's usual 5 ms would let a busy event loop keep each statement waiting."""
CHECKPOINT_COMMITS = 32
"""Commits after which SQLite's log is moved into its file, on a connection of its own."""
CHECKPOINT_PAGES = 16_000
"""Pages of log after which the writer does that itself; 64 MB, reached only when the other can't keep up."""
READING = (f"busy_timeout = {BUSY_TIMEOUT_MS}", "query_only = ON")
WRITING = (
    f"busy_timeout = {BUSY_TIMEOUT_MS}",
    "journal_mode = WAL",
    "synchronous = FULL",  # a committed send must survive a power cut
    "foreign_keys = ON",
    f"wal_autocheckpoint = {CHECKPOINT_PAGES}",
)


@contextmanager
def reaching() -> Generator[None]:
    """Raises UnreachableDatabaseError for whatever keeps us from a database."""
    try:
        yield
    except (OSError, OverflowError, DBAPIError) as error:
        raise UnreachableDatabaseError(str(error.orig if isinstance(error, DBAPIError) else error)) from error


class ReadSession(AsyncSession):
    """Reads a consistent state and never holds the writer."""


class Session(ReadSession):
    """Reads and writes; committed by whoever opened it, never by who is handed it."""


class Database:
    """The engines of one database URL, and the turn-taking for its writer."""

    def __init__(self, url: str, *, scratch: bool = False) -> None:
        """`scratch` is for an SQLite file that nobody wants back and a loop that nobody waits for."""
        self._scratch = scratch
        self.url = _with_driver(make_url(url))
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite and self.url.database:
            with reaching():
                Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
        if self.is_sqlite:
            sys.setswitchinterval(SWITCH_S)
        self._writer = self._engine(read_only=False)
        self._reader = self._engine(read_only=True) if self.is_sqlite else self._writer
        self._aside = self._reader.execution_options()
        event.listen(self._aside.sync_engine, "before_cursor_execute", self._step_aside)
        self._turn = asyncio.Lock()
        self._held: AsyncConnection | None = None
        self._commits = 0
        self._checkpoint: asyncio.Task[None] | None = None

    async def close(self) -> None:
        """Give every connection back to the system."""
        if self._checkpoint is not None:
            await self._checkpoint
        await self._let_go()
        await self._writer.dispose()
        if self._reader is not self._writer:
            await self._reader.dispose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[AsyncConnection]:
        """A writing connection for driver-level batches; commits at the end, rolls back on any error."""
        async with self._turn, self._writing() as connection, connection.begin():
            yield connection
        self._commits += 1
        if self.is_sqlite and self._commits % CHECKPOINT_COMMITS == 0:
            self._start_checkpoint()

    @asynccontextmanager
    async def write(self) -> AsyncGenerator[Session]:
        """A writing session; commits at the end, rolls back on any error."""
        async with self.transaction() as connection, Session(connection, expire_on_commit=False) as session:
            yield session
            if session.new or session.dirty or session.deleted:
                await session.flush()

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[ReadSession]:
        """A reading session that does not wait for the writer."""
        async with self._reader.connect() as connection, ReadSession(connection, autoflush=False) as session:
            yield session

    def lazy_read(self) -> ReadSession:
        """A reading session that takes a connection when first asked and gives it back whenever it is closed.

        Before each of its statements it steps aside for those who write; so it is not for who holds the writer.
        """
        return ReadSession(self._aside, autoflush=False)

    def _step_aside(self, connection: Connection, *_: object) -> None:
        if self._turn.locked() and (driver := connection.connection.dbapi_connection) is not None:
            driver.run_async(self._others_first)

    async def _others_first(self, _: object) -> None:
        for _ in range(PATIENCE):
            async with self._turn:
                """Nobody writes."""

    @asynccontextmanager
    async def _writing(self) -> AsyncGenerator[AsyncConnection]:
        """SQLite's one writing connection is kept at hand; a server's may be lost, so the pool looks after those."""
        if not self.is_sqlite:
            async with self._writer.connect() as connection:
                yield connection
            return
        try:
            self._held = self._held or await self._writer.connect()
            yield self._held
        except BaseException:  # whatever was interrupted is cleared up on its way through the pool
            await self._let_go()
            raise

    async def _let_go(self) -> None:
        held, self._held = self._held, None
        if held is not None:
            await asyncio.shield(asyncio.ensure_future(held.close()))

    def _start_checkpoint(self) -> None:
        if self._checkpoint is None or self._checkpoint.done():
            self._checkpoint = asyncio.create_task(self._move_log_into_file())

    async def _move_log_into_file(self) -> None:
        """Beside the writer, which would wait for the disk; if this fails, it will do it and say what is wrong."""
        with suppress(DBAPIError):
            async with self._reader.connect() as connection:
                await connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")

    def _engine(self, *, read_only: bool) -> AsyncEngine:
        if not self.is_sqlite:
            return create_async_engine(self.url, pool_size=READERS + 1, max_overflow=0, pool_pre_ping=True)
        pragmas, begin = (READING, "BEGIN") if read_only else (WRITING, "BEGIN IMMEDIATE")
        if self._scratch:
            pragmas = (*pragmas, "synchronous = OFF")
        kind = HereConnection if self._scratch else OneTripConnection
        return create_async_engine(
            self.url,
            async_creator=partial(connect, self.url, begin=begin, pragmas=pragmas, kind=kind),
            pool_size=READERS if read_only else 1,
            max_overflow=0,
        )


def _with_driver(url: URL) -> URL:
    drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
    return url.set(drivername=drivers.get(url.drivername, url.drivername))
