"""Many rows by one driver-level statement: `VALUES` on SQLite, `unnest` on PostgreSQL.

SQLite's driver lets go of the interpreter at every row it steps through and waits for it again behind whatever else
runs: a statement that does two hundred rows in one step commits ten times sooner than `executemany` on a busy loop.
Rows are tuples in the driver's terms: moments as milliseconds, JSON as text.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, TypeVar, cast

from sqlalchemy import JSON, Column, Table
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.base import Base
from storage.sqlite import OneTripConnection

BATCH = 200
"""Rows a statement; more stalls a large SQLite file and loses its indexes (shared measurements)."""

T = TypeVar("T")
Row = tuple[Any, ...]


async def insert_many(
    connection: AsyncConnection,
    table: type[Base],
    columns: tuple[str, ...],
    rows: Sequence[Row],
    on_conflict: str = "",
) -> int:
    """Insert the rows, `on_conflict` being the SQL after the values; how many were inserted or updated."""
    changed = 0
    for chunk in in_batches(rows):
        sql = _insert_sql(table, columns, on_conflict, connection.dialect.name, len(chunk))
        changed += await _run(connection, sql, chunk)
    return changed


async def update_many(
    connection: AsyncConnection,
    table: type[Base],
    keys: tuple[str, ...],
    values: tuple[str, ...],
    rows: Sequence[Row],
    *,
    adding: bool = False,
) -> int:
    """Set `values`, or add to them, where all `keys` match; how many matched. A row holds the values, then the keys."""
    changed = 0
    for chunk in in_batches(rows):
        sql = _update_sql(table, keys, values, connection.dialect.name, adding, len(chunk))
        changed += await _run(connection, sql, chunk)
    return changed


async def insert_later(
    connection: AsyncConnection,
    table: type[Base],
    columns: tuple[str, ...],
    rows: Sequence[Row],
    on_conflict: str = "",
) -> None:
    """Insert rows that nobody asks about: SQLite does it on the way to the next statement or to the commit."""
    for chunk in in_batches(rows):
        sql = _insert_sql(table, columns, on_conflict, connection.dialect.name, len(chunk))
        await _run_later(connection, sql, chunk)


async def update_later(
    connection: AsyncConnection,
    table: type[Base],
    keys: tuple[str, ...],
    values: tuple[str, ...],
    rows: Sequence[Row],
) -> None:
    """Update in the same way."""
    for chunk in in_batches(rows):
        sql = _update_sql(table, keys, values, connection.dialect.name, False, len(chunk))
        await _run_later(connection, sql, chunk)


async def select_many(
    connection: AsyncConnection,
    picks: str,
    wanted: tuple[str, ...],
    rows: Sequence[Row],
    join: str,
) -> list[Any]:
    """`SELECT picks` from the rows, known as `w`, joined with `join`; `wanted` are their columns as "name type"."""
    sql = _select_sql(picks, wanted, join, connection.dialect.name)
    found: list[Any] = []
    for chunk in in_batches(rows):
        if connection.dialect.name == "sqlite":
            answer = await connection.exec_driver_sql(sql, (json.dumps(chunk),))
            found.extend(json.loads(answer.scalar_one()))
        else:
            found.extend(await connection.exec_driver_sql(sql, _columns(chunk)))
    return found


def in_batches(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    """Rows, or keys, in slices of as many as a statement takes."""
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


async def _run(connection: AsyncConnection, sql: str, rows: Sequence[Row]) -> int:
    values = tuple(chain.from_iterable(rows)) if connection.dialect.name == "sqlite" else _columns(rows)
    return (await connection.exec_driver_sql(sql, values)).rowcount


async def _run_later(connection: AsyncConnection, sql: str, rows: Sequence[Row]) -> None:
    driver = (await connection.get_raw_connection()).driver_connection
    if isinstance(driver, OneTripConnection):
        driver.later(sql, tuple(chain.from_iterable(rows)))
    else:
        await _run(connection, sql, rows)


def _columns(rows: Sequence[Row]) -> tuple[list[Any], ...]:
    return tuple(list(column) for column in zip(*rows, strict=True))


@lru_cache(maxsize=64)
def _select_sql(picks: str, wanted: tuple[str, ...], join: str, dialect: str) -> str:
    names, types = zip(*(column.split() for column in wanted), strict=True)
    if dialect == "sqlite":  # JSON in and out: one parameter and one row, however many are asked for
        given = ", ".join(f"json_extract(value, '$[{n}]') AS {name}" for n, name in enumerate(names))
        found = f"json_group_array(json_array({picks}))"
        return f"SELECT {found} FROM (SELECT {given} FROM json_each(?)) AS w CROSS JOIN {join}"
    arrays = ", ".join(f"${n}::{type_}[]" for n, type_ in enumerate(types, start=1))
    return f"SELECT {picks} FROM unnest({arrays}) AS w({', '.join(names)}) JOIN {join}"


@lru_cache(maxsize=512)
def _insert_sql(table: type[Base], columns: tuple[str, ...], on_conflict: str, dialect: str, rows: int) -> str:
    head = f"INSERT INTO {table.__tablename__} ({', '.join(columns)})"
    if dialect == "sqlite":
        return f"{head} {_values(len(columns), rows)} {on_conflict}"
    picks, arrays = _unnest(table, columns)
    return f"{head} SELECT {picks} FROM unnest({arrays}) AS d({', '.join(columns)}) {on_conflict}"


@lru_cache(maxsize=512)
def _update_sql(
    table: type[Base], keys: tuple[str, ...], values: tuple[str, ...], dialect: str, adding: bool, rows: int
) -> str:
    name = table.__tablename__
    if dialect == "sqlite":
        sets = ", ".join(
            f"{column} = {f'{column} + ' if adding else ''}d.column{n}" for n, column in enumerate(values, start=1)
        )
        where = " AND ".join(f"{name}.{key} = d.column{n}" for n, key in enumerate(keys, start=len(values) + 1))
        return f"UPDATE {name} SET {sets} FROM ({_values(len(values) + len(keys), rows)}) AS d WHERE {where}"
    columns = values + keys
    _, arrays = _unnest(table, columns)
    types = _pg_types(table)
    old = f"{name}.{{0}} + " if adding else ""
    sets = ", ".join(f"{column} = {old.format(column)}d.{column}{types[column][1]}" for column in values)
    where = " AND ".join(f"{name}.{key} = d.old_{key}" for key in keys)
    given = ", ".join((*values, *(f"old_{key}" for key in keys)))  # a column may be both key and value
    return f"UPDATE {name} SET {sets} FROM unnest({arrays}) AS d({given}) WHERE {where}"


def _values(width: int, rows: int) -> str:
    return "VALUES " + ", ".join([f"({', '.join('?' * width)})"] * rows)


def _unnest(table: type[Base], columns: tuple[str, ...]) -> tuple[str, str]:
    types = _pg_types(table)
    picks = ", ".join(f"d.{column}{types[column][1]}" for column in columns)
    return picks, ", ".join(f"${n}::{types[column][0]}[]" for n, column in enumerate(columns, start=1))


@lru_cache(maxsize=64)
def _pg_types(table: type[Base]) -> dict[str, tuple[str, str]]:
    """For each column the array's element type, and the cast that JSON needs since arrays carry it as text."""
    from sqlalchemy.dialects import postgresql  # which SQLite need not load

    described: dict[str, tuple[str, str]] = {}
    mapped = cast(Table, table.__table__)
    columns: Iterable[Column[Any]] = mapped.columns
    for column in columns:
        if isinstance(column.type, JSON):
            described[column.name] = ("text", "::json")
        else:
            described[column.name] = (column.type.compile(postgresql.dialect()), "")
    return described
