"""Many rows by one driver-level statement: `executemany` on SQLite, one `unnest` on PostgreSQL.

Rows are tuples in the driver's terms: moments as milliseconds, JSON as text.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import JSON, Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.base import Base

BATCH = 200
"""Rows a statement; more stalls a large SQLite file and loses its indexes (shared measurements)."""

Row = tuple[Any, ...]


async def insert_many(
    connection: AsyncConnection,
    table: type[Base],
    columns: tuple[str, ...],
    rows: Sequence[Row],
    on_conflict: str = "",
) -> int:
    """Insert the rows, `on_conflict` being the SQL after the values; how many were inserted or updated."""
    sql = _insert_sql(table, columns, on_conflict, connection.dialect.name)
    return await _run(connection, sql, rows)


async def update_many(
    connection: AsyncConnection,
    table: type[Base],
    keys: tuple[str, ...],
    values: tuple[str, ...],
    rows: Sequence[Row],
) -> int:
    """Set `values` where all `keys` match, a row each holding the values first, then the keys; how many matched."""
    sql = _update_sql(table, keys, values, connection.dialect.name)
    return await _run(connection, sql, rows)


async def _run(connection: AsyncConnection, sql: str, rows: Sequence[Row]) -> int:
    if not rows:
        return 0
    if connection.dialect.name == "sqlite":
        return (await connection.exec_driver_sql(sql, list(rows))).rowcount
    columns = tuple(list(column) for column in zip(*rows, strict=True))
    return (await connection.exec_driver_sql(sql, columns)).rowcount


@lru_cache(maxsize=256)
def _insert_sql(table: type[Base], columns: tuple[str, ...], on_conflict: str, dialect: str) -> str:
    head = f"INSERT INTO {table.__tablename__} ({', '.join(columns)})"
    if dialect == "sqlite":
        return f"{head} VALUES ({', '.join('?' * len(columns))}) {on_conflict}"
    picks, arrays = _unnest(table, columns)
    return f"{head} SELECT {picks} FROM unnest({arrays}) AS d({', '.join(columns)}) {on_conflict}"


@lru_cache(maxsize=256)
def _update_sql(table: type[Base], keys: tuple[str, ...], values: tuple[str, ...], dialect: str) -> str:
    name = table.__tablename__
    if dialect == "sqlite":
        sets = ", ".join(f"{column} = ?" for column in values)
        return f"UPDATE {name} SET {sets} WHERE {' AND '.join(f'{key} = ?' for key in keys)}"
    columns = values + keys
    _, arrays = _unnest(table, columns)
    types = _pg_types(table)
    sets = ", ".join(f"{column} = d.{column}{types[column][1]}" for column in values)
    where = " AND ".join(f"{name}.{key} = d.{key}" for key in keys)
    return f"UPDATE {name} SET {sets} FROM unnest({arrays}) AS d({', '.join(columns)}) WHERE {where}"


def _unnest(table: type[Base], columns: tuple[str, ...]) -> tuple[str, str]:
    types = _pg_types(table)
    picks = ", ".join(f"d.{column}{types[column][1]}" for column in columns)
    return picks, ", ".join(f"${n}::{types[column][0]}[]" for n, column in enumerate(columns, start=1))


@lru_cache(maxsize=64)
def _pg_types(table: type[Base]) -> dict[str, tuple[str, str]]:
    """For each column the array's element type, and the cast that JSON needs since arrays carry it as text."""
    described: dict[str, tuple[str, str]] = {}
    mapped = table.__table__
    assert isinstance(mapped, Table)
    for column in mapped.columns:
        if isinstance(column.type, JSON):
            described[column.name] = ("text", "::json")
        else:
            described[column.name] = (column.type.compile(postgresql.dialect()), "")
    return described
