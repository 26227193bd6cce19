"""SQLite with one trip to its thread for a statement; through the driver as it is, the layer above makes four.

On a busy machine every trip waits twice for its turn, so this is most of what a small transaction takes.
"""

import sqlite3
from collections.abc import Callable, Generator, Iterable, Sequence
from functools import partial
from typing import Any, Self, cast

import aiosqlite
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite
from sqlalchemy.engine import URL

CHUNK = 64


class OneTripCursor(aiosqlite.Cursor):
    """Brings the rows along when it executes, and opens and closes where it is."""

    def __init__(self, connection: "OneTripConnection", cursor: sqlite3.Cursor) -> None:
        super().__init__(connection, cursor)
        self._ready = connection.make_ready
        self._rows: list[Any] = []

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> Self:
        """Execute one statement; its rows are here when it returns."""
        self._rows = await cast(Any, self)._execute(self._step, sql, parameters or ())
        return self

    async def fetchall(self) -> Iterable[sqlite3.Row]:
        """The rows of the last statement."""
        return self._rows

    async def close(self) -> None:
        """Let go of the statement."""
        self._cursor.close()

    def _step(self, sql: str, parameters: Any) -> list[Any]:
        self._ready()
        return self._cursor.execute(sql, parameters).fetchall()


class OneTripConnection(aiosqlite.Connection):
    """A connection whose cursors are made without asking its thread, and whose transactions begin by themselves."""

    def __init__(self, connector: Callable[[], sqlite3.Connection], begin: str) -> None:
        super().__init__(connector, CHUNK)
        self._begin = begin
        self._later: list[tuple[str, Sequence[Any]]] = []
        self._thread.daemon = True

    def join(self) -> None:
        """Wait until the thread of a connection that failed has ended: its last word must find the loop running."""
        self._thread.join(1)

    def cursor(self) -> Any:
        """A cursor, ready at once."""
        return OneTripCursor(self, self._conn.cursor())

    def later(self, sql: str, parameters: Sequence[Any]) -> None:
        """Execute this on the trip that the next statement or the commit makes; what it raises is raised there."""
        self._later.append((sql, parameters))

    async def commit(self) -> None:
        """Commit, what was left for later included."""
        await cast(Any, self)._execute(self._commit)

    async def rollback(self) -> None:
        """Roll back, and forget what was left for later; no trip where nothing was begun, as after every commit."""
        self._later.clear()
        if self._conn.in_transaction:
            await super().rollback()

    def make_ready(self) -> None:
        """On the connection's thread: begin if need be, and catch up."""
        if self._begin and not self._conn.in_transaction:
            self._conn.execute(self._begin)
        if self._later:
            statements, self._later = self._later, []
            for sql, parameters in statements:
                self._conn.execute(sql, parameters).close()

    def _commit(self) -> None:
        if self._later:
            self.make_ready()
        self._conn.commit()


class HereConnection(OneTripConnection):
    """Does everything where it is asked, without a thread of its own: for a loop that nobody else waits for."""

    def __await__(self) -> Generator[Any, None, Self]:
        return self._open().__await__()

    def join(self) -> None:
        """There is no thread."""

    def stop(self) -> None:
        """Close at once."""
        if self._connection is not None:
            self._connection.close()
        self._connection, self._running = None, False

    async def close(self) -> None:
        """Close at once."""
        self.stop()

    async def _open(self) -> Self:
        self._connection = self._connector()
        return self

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return fn(*args, **kwargs)


async def connect(
    url: URL, *, begin: str = "", pragmas: Sequence[str] = (), kind: type[OneTripConnection] = OneTripConnection
) -> aiosqlite.Connection:
    """A connection that sends `begin` before the first statement of a transaction; without it the caller does."""
    places, options = SQLiteDialect_aiosqlite().create_connect_args(url)
    open_file = partial(sqlite3.connect, *places, **options, isolation_level=None)

    def connector() -> sqlite3.Connection:
        connection = open_file()
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    connection = kind(connector, begin)
    try:
        return await connection
    except sqlite3.Error:
        connection.join()
        raise
