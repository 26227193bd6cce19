"""SQLite with one trip to its thread for a statement; through the driver as it is, the layer above makes four.

On a busy machine every trip waits twice for its turn, so this is most of what a small transaction takes.
"""

import sqlite3
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Self, cast

import aiosqlite
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite
from sqlalchemy.engine import URL

CHUNK = 64


class OneTripCursor(aiosqlite.Cursor):
    """Brings the rows along when it executes, and opens and closes where it is."""

    def __init__(self, connection: aiosqlite.Connection, cursor: sqlite3.Cursor) -> None:
        super().__init__(connection, cursor)
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
        return self._cursor.execute(sql, parameters).fetchall()


class OneTripConnection(aiosqlite.Connection):
    """A connection whose cursors are made without asking its thread."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, CHUNK)
        self._thread.daemon = True

    def join(self) -> None:
        """Wait until the thread of a connection that failed has ended: its last word must find the loop running."""
        self._thread.join(1)

    def cursor(self) -> Any:
        """A cursor, ready at once."""
        return OneTripCursor(self, self._conn.cursor())


async def connect(url: URL, **more: Any) -> aiosqlite.Connection:
    """A connection as SQLAlchemy's dialect would make it; `more` goes to the driver."""
    places, options = SQLiteDialect_aiosqlite().create_connect_args(url)
    connection = OneTripConnection(partial(sqlite3.connect, *places, **options, **more))
    try:
        return await connection
    except sqlite3.Error:
        connection.join()
        raise
