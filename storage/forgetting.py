"""Who wants to be forgotten is, slice by slice, by what every table says of itself (`Fate` in storage/base.py).

What is to change is found without holding the writer and then changed by its keys; done twice, it is as done once.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, cast

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    String,
    Table,
    and_,
    delete,
    exists,
    func,
    literal,
    or_,
    select,
    text,
    tuple_,
    update,
)
from sqlalchemy import cast as as_type
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.base import FORGOTTEN, Base, Fate
from storage.bulk import update_many
from storage.engine import ReadSession
from storage.relink import PERSON, keys_with
from storage.tables import Event, Membership, Message, Outbox

SLICE = 50
"""Rows changed in one commit: each lies somewhere else, and whoever writes meanwhile waits."""
SPAN = 50_000
"""Rows of a long table looked through at a time: nobody has an index by person there."""
OPEN = ("waiting", "sending")
PRIVATE = 0
"""The group of a private chat, and of what holds everywhere."""
NO_WORDS = {"kind": "text", "parts": [""]}

Long = type[Message] | type[Event] | type[Outbox]
Key = tuple[Any, ...]

LONG: tuple[Long, ...] = (Message, Event, Outbox)


class Spot(NamedTuple):
    """A column that holds people's keys, and the fate of the rows of one who is to be forgotten."""

    table: "Table[Any]"
    column: Column[Any]
    fate: Fate

    @property
    def name(self) -> str:
        """Such as activity.person_id."""
        return f"{self.table.name}.{self.column.name}"


class Stretch(NamedTuple):
    """Of a long table: which rows to change, up to which number that is all, and whether there are no more.

    `is_held` when the next one has not come to its end.
    """

    ids: Sequence[int]
    until: int
    is_last: bool
    is_held: bool


@lru_cache(maxsize=1)
def spots() -> tuple[Spot, ...]:
    """Every column that holds people's keys, by name."""
    found = (
        Spot(table, table.c[name], table.info.get("forget", {}).get(name, Fate("keep")))
        for table in Base.metadata.sorted_tables
        for name in PERSON & set(table.columns.keys())
    )
    return tuple(sorted(found, key=lambda spot: spot.name))


@lru_cache(maxsize=1)
def changing() -> tuple[Spot, ...]:
    """Those where anything changes, but for the long tables."""
    long = {each.__tablename__ for each in LONG}
    return tuple(
        each for each in spots() if each.table.name not in long and (each.fate.does != "keep" or each.fate.blank)
    )


async def find(session: ReadSession, spot: Spot, person_id: int, to_id: int | None) -> list[Key]:
    """The keys of the next rows to change."""
    query = select(*_primary(spot.table)).where(*_meant(spot, person_id, to_id)).limit(SLICE)
    return [tuple(row) for row in (await session.execute(query)).all()]


async def change(
    connection: AsyncConnection, spot: Spot, person_id: int, to_id: int | None, keys: Sequence[Key]
) -> None:
    """Let these rows have their fate, if they are still the person's."""
    primary = [column.name for column in _primary(spot.table)]
    if spot.fate.does == "delete":
        which = spot.column == person_id, tuple_(*_primary(spot.table)).in_(keys)
        await connection.execute(delete(spot.table).where(*which))
        return
    values = {name: _written(spot.table.c[name], value) for name, value in spot.fate.blank.items()}
    values |= {spot.column.name: to_id} if spot.fate.does == "move" else {}
    given = tuple(values.values())
    names = tuple(name for name in primary if name != spot.column.name)
    rows = [(*given, *_numbers(spot, key, primary, to_id), *_without(spot, key, primary), person_id) for key in keys]
    columns = (*values, *spot.fate.numbers)
    await update_many(connection, _class_of(spot.table), (*names, spot.column.name), columns, rows)


async def count(session: ReadSession, spot: Spot, person_id: int) -> int:
    """How many rows bear the person there."""
    return await session.scalar(select(func.count()).select_from(spot.table).where(*_mine(spot, person_id))) or 0


async def held(session: ReadSession, person_id: int) -> list[Spot]:
    """Where there are rows that are still needed."""
    found: list[Spot] = []
    for spot in changing():
        if spot.fate.unless:
            needed = (
                select(literal(1))
                .select_from(spot.table)
                .where(*_mine(spot, person_id), _condition(f"({spot.fate.unless})"))
            )
            found += [spot] if await session.scalar(needed.limit(1)) else []
    return found


async def look(session: ReadSession, long: Long, person_id: int, after: int) -> Stretch:
    """What there is of the person in the next stretch of a long table."""
    last = await session.scalar(select(func.max(long.id))) or 0
    until = min(after + SPAN, last)
    waits = await _first_open(session, long, person_id, after, until)
    upto = until if waits is None else waits - 1
    query = select(long.id).where(long.id > after, long.id <= upto, _bears(long, person_id)).order_by(long.id)
    ids = (await session.scalars(query.limit(SLICE))).all()
    if len(ids) == SLICE:
        return Stretch(ids, ids[-1], is_last=False, is_held=False)
    return Stretch(ids, upto, is_last=upto >= last, is_held=waits is not None)


async def erase(connection: AsyncConnection, long: Long, ids: Sequence[int], person_id: int, to_id: int | None) -> None:
    """Take the words out of these rows, and whatever tells whose they were.

    The history of what admins did bears numbers of events, so those are nobody's.
    """
    rows = update(long).where(long.id.in_(ids)).execution_options(synchronize_session=False)
    if long is Message:
        await connection.execute(rows.values(text="", person_id=to_id))
    elif long is Event:
        await connection.execute(rows.values(payload={}, person_id=None))
    else:
        ended = rows.where(Outbox.state.not_in(OPEN)).values(content=NO_WORDS)
        nameless = {"key": literal(FORGOTTEN) + as_type(Outbox.id, String), "cause_kind": "", "cause_id": ""}
        await connection.execute(ended)
        await connection.execute(ended.where(Outbox.person_id == person_id).values(person_id=to_id, **nameless))


async def _first_open(session: ReadSession, long: Long, person_id: int, after: int, until: int) -> int | None:
    """The first row of the person's whose words are still needed."""
    if long is Message:
        return None
    is_open = Event.state == "pending" if long is Event else Outbox.state.in_(OPEN)
    here = long.id > after, long.id <= until
    return await session.scalar(select(func.min(long.id)).where(*here, long.person_id == person_id, is_open))


def _bears(long: Long, person_id: int) -> ColumnElement[bool]:
    """What they said, and what was said to them, or about them in a group."""
    if long is not Outbox:
        return long.person_id == person_id
    mentioned = as_type(Outbox.content, String).contains(f'{{"at": {person_id}}}')
    return or_(Outbox.person_id == person_id, and_(Outbox.state == "sent", mentioned))


def _mine(spot: Spot, person_id: int) -> list[ColumnElement[bool]]:
    """The rows that bear the person; those of a group only where they have ever been, which keys begin with."""
    mine = [spot.column == person_id]
    group = spot.table.c.get("group_id")
    if group is not None and not group.nullable:
        been = select(Membership.group_id).where(Membership.person_id == person_id)
        mine.append(group.in_(been.union(select(literal(PRIVATE)))))
    return mine


def _meant(spot: Spot, person_id: int, to_id: int | None) -> list[ColumnElement[bool]]:
    """The rows that are to change now."""
    meant = _mine(spot, person_id)
    if spot.fate.unless:
        meant.append(_condition(f"NOT ({spot.fate.unless})"))
    if spot.fate.does == "keep":
        written = [spot.table.c[name] for name in spot.fate.blank if not isinstance(spot.table.c[name].type, JSON)]
        meant.append(or_(*(column.is_distinct_from(spot.fate.blank[column.name]) for column in written)))
    if spot.fate.does == "move" and to_id is not None:
        meant += [~_twin(spot, to_id, key) for key in keys_with(spot.table, spot.column)]
    return meant


def _condition(sql: str) -> ColumnElement[bool]:
    return cast("ColumnElement[bool]", text(sql))


def _twin(spot: Spot, to_id: int, key: Sequence[str]) -> ColumnElement[bool]:
    """There is such a row of the nameless one already: what came after the first look is left where it is."""
    twin = spot.table.alias("twin")
    same = [twin.c[name] == spot.table.c[name] for name in key if name != spot.column.name]
    return exists().where(twin.c[spot.column.name] == to_id, *same)


def _numbers(spot: Spot, key: Key, primary: Sequence[str], to_id: int | None) -> Iterator[Any]:
    """What columns of the key that hold numbers as text are to say; names that stand there stay."""
    for name in spot.fate.numbers:
        text_ = key[primary.index(name)]
        yield text_ if not text_.isdecimal() else str(to_id)


def _without(spot: Spot, key: Key, primary: Sequence[str]) -> Iterator[Any]:
    return (value for name, value in zip(primary, key, strict=True) if name != spot.column.name)


def _written(column: Column[Any], value: Any) -> Any:
    """A value in the driver's terms."""
    return json.dumps(value) if isinstance(column.type, JSON) and value is not None else value


@lru_cache(maxsize=256)
def _class_of(table: "Table[Any]") -> type[Base]:
    return next(mapper.class_ for mapper in Base.registry.mappers if mapper.local_table is table)


def _primary(table: "Table[Any]") -> list[Column[Any]]:
    columns: Iterable[Column[Any]] = table.primary_key.columns
    return list(columns)
