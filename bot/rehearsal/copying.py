"""Takes what the future depends on from the live database into a scratch one; the past stays where it is."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Select, Table, and_, func, insert, literal, or_, select

from storage.base import Base
from storage.engine import Database, ReadSession
from storage.tables import Account, Activity, Grant, Group, Outbox, Person, Schedule, Serving

PAST = frozenset(
    {
        "activity",
        "audit",
        "confirmations",
        "events",
        "memberships",
        "messages",
        "missed_reports",
        "people",
        "roster_changes",
        "runs",
        "selections",
        "ties",
    }
)
"""Tables of the core that tell only what was, or whom nobody asks in a rehearsal."""
MOST = 50_000
"""Rows of one table."""
REMEMBERED = timedelta(hours=26)
"""How far back the outbox looks for what it has sent."""
EVERYBODY = 0
"""Stands for all members where only their number of messages counts."""


async def copy_state(
    session: ReadSession,
    into: Database,
    account_id: int,
    now: datetime,
    *,
    operators: Collection[str],
    without: Collection[str],
) -> None:
    """Fill an empty scratch database; tables named in `without` stay empty."""
    async with into.transaction() as connection:
        await connection.run_sync(Base.metadata.create_all)
    for table in Base.metadata.sorted_tables:
        if table.name not in PAST and table.name not in without:
            await _copy(session, into, table, _wanted(table, account_id, now))
        elif table is Person.__table__:
            await _copy(session, into, table, _people(account_id, operators))
    await _copy(session, into, _table(Activity), _talk_since_served(account_id))


def _table(cls: type[Base]) -> "Table[Any]":
    return cast("Table[Any]", cls.__table__)


async def _copy(session: ReadSession, into: Database, table: "Table[Any]", wanted: Select[*tuple[Any, ...]]) -> None:
    rows: Sequence[Any] = (await session.execute(wanted.limit(MOST))).mappings().all()
    async with into.transaction() as connection:
        for some in _in_batches(rows):
            await connection.execute(insert(table), [dict(row) for row in some])


def _in_batches(rows: Sequence[Any]) -> list[Sequence[Any]]:
    return [rows[start : start + 1000] for start in range(0, len(rows), 1000)]


def _wanted(table: "Table[Any]", account_id: int, now: datetime) -> Select[Any]:
    rows = select(table)
    if table is Account.__table__:
        return rows.where(table.c.id == account_id)
    if "account_id" in table.c:
        rows = rows.where(table.c.account_id == account_id)
    if table is Schedule.__table__:
        return rows.where(table.c.next_due_at.is_not(None))
    if table is Outbox.__table__:
        return rows.where(or_(table.c.state == "waiting", table.c.tried_at >= now - REMEMBERED))
    return rows


def _people(account_id: int, operators: Collection[str]) -> Select[Any]:
    """Those who own or manage groups."""
    owners = select(Group.owner_id).where(Group.account_id == account_id, Group.owner_id.is_not(None))
    managing = or_(Person.id.in_(owners), Person.id.in_(select(Grant.person_id)), Person.platform_id.in_(operators))
    return select(_table(Person)).where(Person.account_id == account_id, managing)


def _talk_since_served(account_id: int) -> Select[int, int, int, int]:
    """How much was said on each day since a group was last served, by everybody together."""
    since = and_(Serving.group_id == Activity.group_id, Activity.day >= Serving.day)
    return (
        select(
            Activity.group_id,
            Activity.day,
            literal(EVERYBODY).label("person_id"),
            func.sum(Activity.messages).label("messages"),
        )
        .join(Serving, since)
        .join(Group, Group.id == Activity.group_id)
        .where(Group.account_id == account_id)
        .group_by(Activity.group_id, Activity.day)
    )
