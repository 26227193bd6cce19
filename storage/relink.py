"""Platform ids can change at re-login: two groups, or two people, that are one become one, and nothing is lost.

Which columns hold a group's or a person's key is told by their names, in the core's tables and in plugins' alike.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import (
    Column,
    ColumnElement,
    FromClause,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    and_,
    case,
    delete,
    exists,
    func,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.base import Base
from storage.tables import Audit, Event, Group, Membership, Outbox, Person, Schedule, Tie

PERSON = frozenset(
    {"person_id", "owner_id", "inviter_id", "by_id", "granted_by_id", "from_id", "to_id", "author_id"}
    | {"buddy_id", "newcomer_id"}
)
"""The names of columns that hold a person's key."""

WISHES = ("quiet_at", "away_until")
"""What people have said they want, wherever they said it."""

Merge = Callable[[Any, Any], ColumnElement[Any]]


@dataclass(frozen=True, slots=True)
class Pair:
    """What to make one: rows of `owner` known by `columns` elsewhere and by `keys` inside JSON."""

    owner: type[Group] | type[Person]
    columns: frozenset[str]
    keys: frozenset[str]
    carried: tuple[str, ...]
    old_id: int
    new_id: int


async def relink_group(connection: AsyncConnection, old_id: int, new_id: int) -> None:
    """The group seen as `new_id` is `old_id`, which keeps its key and history and goes on under the new platform id.

    Reads every message once: for a person to ask for, not for a handler. The inbox must forget what it cached.
    """
    columns = frozenset({"group_id"})
    carried = ("platform_id", "name", "owner_id", "left_at", "synced_at", "roster_digest")
    await _relink(connection, Pair(Group, columns, columns | {"group"}, carried, old_id, new_id))
    present = select(func.count()).where(Membership.group_id == old_id, Membership.left_at.is_(None))
    await connection.execute(update(Group).where(Group.id == old_id).values(member_count=present.scalar_subquery()))


async def relink_person(connection: AsyncConnection, old_id: int, new_id: int) -> None:
    """The person seen as `new_id` is `old_id`, who keeps their key and history and goes on under the new platform id.

    Reads every message once: for a person to ask for, not for a handler. The inbox must forget what it cached.
    """
    keys = PERSON | {"people", "rejoined", "mentions", "at"}
    await _keep_wishes(connection, old_id, new_id)
    carried = ("platform_id", "name", "is_friend", *WISHES)
    await _relink(connection, Pair(Person, PERSON, keys, carried, old_id, new_id))
    await connection.execute(delete(Tie).where(Tie.from_id == Tie.to_id))
    shared = select(Membership.group_id).where(Membership.person_id == old_id)
    present = select(func.count()).where(Membership.group_id == Group.id, Membership.left_at.is_(None))
    counted = update(Group).where(Group.id.in_(shared)).values(member_count=present.scalar_subquery())
    await connection.execute(counted.values(roster_digest=None))


async def _keep_wishes(connection: AsyncConnection, old_id: int, new_id: int) -> None:
    """To be left in peace, or away, under either id is to be so."""
    old = cast(Table, Person.__table__).alias("old")
    of_old = {name: select(old.c[name]).where(old.c.id == old_id).scalar_subquery() for name in WISHES}
    wishes = {name: _later(getattr(Person, name), wish) for name, wish in of_old.items()}
    await connection.execute(update(Person).where(Person.id == new_id).values(wishes))


async def _relink(connection: AsyncConnection, pair: Pair) -> None:
    for table in Base.metadata.sorted_tables:
        for column in _columns_of(table):
            if column.name in pair.columns:
                await _move(connection, table, column, pair)
    await _rewrite_json(connection, pair)
    owner = cast(Table, pair.owner.__table__)
    found = await connection.execute(select(*(owner.c[name] for name in pair.carried)).where(owner.c.id == pair.new_id))
    carried = dict(found.mappings().one())
    await connection.execute(delete(owner).where(owner.c.id == pair.new_id))
    await connection.execute(update(owner).where(owner.c.id == pair.old_id).values(carried))


async def _move(connection: AsyncConnection, table: Table, column: Column[Any], pair: Pair) -> None:
    """Rows of the new key become the old key's; where it has such a row already, the two are merged into that."""
    for key in keys_with(table, column):
        twin = table.alias("twin")
        same = [table.c[name] == twin.c[name] for name in key if name != column.name]
        of_old, of_new = table.c[column.name] == pair.old_id, twin.c[column.name] == pair.new_id
        merged = _merged(table, twin, [of_new, *same])
        if merged:
            await connection.execute(update(table).where(of_old, exists().where(of_new, *same)).values(merged))
        old_twin = exists().where(twin.c[column.name] == pair.old_id, *same)
        await connection.execute(delete(table).where(table.c[column.name] == pair.new_id, old_twin))
    moved = update(table).where(table.c[column.name] == pair.new_id)
    await connection.execute(moved.values({column.name: pair.old_id}))


def _merged(table: Table, twin: FromClause, same_row: Iterable[ColumnElement[bool]]) -> dict[str, Any]:
    where = and_(*same_row)
    return {
        name: merge(table.c[name], select(twin.c[name]).where(where).scalar_subquery())
        for name, merge in _MERGES.items()
        if name in table.c
    }


def _sum(old: Any, new: Any) -> ColumnElement[Any]:
    return old + new


def _later(old: Any, new: Any) -> ColumnElement[Any]:
    return case((old.is_(None), new), (new > old, new), else_=old)


def _newer(old: Any, new: Any) -> ColumnElement[Any]:
    return new


def _newer_unless_empty(old: Any, new: Any) -> ColumnElement[Any]:
    return case((new == "", old), else_=new)


_MERGES: Mapping[str, Merge] = {
    "messages": _sum,
    "quotes": _sum,
    "mentions": _sum,
    "answers": _sum,
    "thanks": _sum,
    "joins": _sum,
    "last_spoken_at": _later,
    "left_at": _newer,
    "alias": _newer_unless_empty,
}
"""What becomes of two rows' values; in all other columns the old one's stands."""


async def _rewrite_json(connection: AsyncConnection, pair: Pair) -> None:
    """Keys inside the JSON of what is still to be done, or undone."""
    for table, column, undone in (
        (Event, Event.payload, Event.state == "pending"),
        (Outbox, Outbox.content, Outbox.sent_at.is_(None)),
        (Schedule, Schedule.args, Schedule.next_due_at.is_not(None)),
        (Audit, Audit.undo, and_(Audit.undone_at.is_(None), Audit.undo.is_not(None))),
    ):
        for id_, value in (await connection.execute(select(table.id, column).where(undone))).all():
            changed = _with_old_key(value, pair, named=False)
            if changed != value:
                await connection.execute(update(table).where(table.id == id_).values({column.key: changed}))


def _with_old_key(value: Any, pair: Pair, *, named: bool) -> Any:
    if isinstance(value, dict):
        fields = cast(dict[str, Any], value)
        return {key: _with_old_key(item, pair, named=key in pair.keys) for key, item in fields.items()}
    if isinstance(value, list):
        return [_with_old_key(item, pair, named=named) for item in cast(list[Any], value)]
    return pair.old_id if named and value == pair.new_id else value


def _columns_of(table: Table) -> list[Column[Any]]:
    columns: Iterable[Column[Any]] = table.columns
    return list(columns)


def keys_with(table: Table, column: Column[Any]) -> list[list[str]]:
    """The unique keys of a table that a column is part of, as column names."""
    keys: list[list[str]] = []
    for constraint in table.constraints:
        if isinstance(constraint, PrimaryKeyConstraint | UniqueConstraint):
            parts: Iterable[Column[Any]] = constraint.columns
            names = [part.name for part in parts]
            if column.name in names:
                keys.append(names)
    return keys
