"""Takes what the future depends on from the live database into a scratch one; the past stays where it is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Select, Table, and_, func, insert, literal, or_, select

from bot.outbox.pacing import Priority
from storage.base import Base
from storage.engine import Database, ReadSession
from storage.tables import Account, Activity, Grant, Group, Outbox, Person, Schedule, Serving

PAST = frozenset(
    {
        "activity",
        "audit",
        "confirmations",
        "events",
        "hooks",
        "memberships",
        "messages",
        "missed_reports",
        "notices",
        "orders",
        "passes",
        "people",
        "roster_changes",
        "runs",
        "selections",
        "ties",
    }
)
"""Tables of the core that tell only what was, or whom nobody asks in a rehearsal; plugins' own say so themselves."""
MOST = 50_000
"""Rows of one table."""
REMEMBERED = timedelta(hours=26)
"""How far back the outbox looks for what it has sent."""
CHUNK = 500
EVERYWHERE = 0
"""The group of a grant that holds in all."""
EVERYBODY = 0
"""Stands for all members where only their number of messages counts."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Of which account, from when on, and whose; `groups` None is all of them."""

    account_id: int
    now: datetime
    operators: Collection[str]
    groups: Collection[int] | None
    without: Collection[str]
    """Tables that stay empty besides those of the past."""
    besides: Collection["Besides"]
    standing: Collection[str] = ()
    """Jobs that look after every account by day and night: what they say depends on what people do."""


Besides = tuple["Table[Any]", Select[Any]]
"""Rows that are wanted in addition, of a table that stays empty or of which there are others."""
State = Sequence[tuple["Table[Any]", Sequence[dict[str, Any]]]]


async def read_state(session: ReadSession, scope: Scope) -> State:
    """What the future depends on, table by table in the order in which it can be written."""
    wanted = [(table, rows) for table in Base.metadata.sorted_tables if (rows := _wanted(table, scope)) is not None]
    state = [(table, await _rows(session, rows)) for table, rows in [*wanted, *scope.besides]]
    return [*state, (_table(Activity), await _rows(session, _talk_since_served(scope.account_id)))]


async def write_state(state: State, into: Database) -> None:
    """Fill an empty database."""
    async with into.transaction() as connection:
        await connection.run_sync(Base.metadata.create_all)
        for table, rows in state:
            for start in range(0, len(rows), CHUNK):
                await connection.execute(insert(table).prefix_with("OR IGNORE"), rows[start : start + CHUNK])


async def _rows(session: ReadSession, wanted: Select[*tuple[Any, ...]]) -> Sequence[dict[str, Any]]:
    return [dict(row) for row in (await session.execute(wanted.limit(MOST))).mappings()]


def _table(cls: type[Base]) -> "Table[Any]":
    return cast("Table[Any]", cls.__table__)


def _wanted(table: "Table[Any]", scope: Scope) -> Select[Any] | None:
    if table is Person.__table__:
        return _people(scope)
    if table.name in PAST or table.name in scope.without or table.info.get("past"):
        return None
    rows = select(table)
    if table is Account.__table__:
        return rows.where(table.c.id == scope.account_id)
    if "account_id" in table.c:
        rows = rows.where(table.c.account_id == scope.account_id)
    if scope.groups is not None:
        rows = _narrowed(rows, table, scope.groups)
    if table is Schedule.__table__:
        rows = rows.where(table.c.next_due_at.is_not(None), table.c.job.not_in(scope.standing))
    if table is Outbox.__table__:
        rows = rows.where(or_(table.c.state == "waiting", table.c.tried_at >= scope.now - REMEMBERED))
        rows = rows.where(or_(table.c.group_id.is_not(None), table.c.priority != Priority.ANSWER))  # theirs alone
    return rows


def _narrowed(rows: Select[Any], table: "Table[Any]", groups: Collection[int]) -> Select[Any]:
    """Only what concerns these groups, or none in particular."""
    if table is Group.__table__:
        return rows.where(table.c.id.in_(groups))
    if "group_id" in table.c:
        return rows.where(or_(table.c.group_id.in_(groups), table.c.group_id.is_(None), table.c.group_id == EVERYWHERE))
    return rows


def _people(scope: Scope) -> Select[Any]:
    """Those who own or manage groups."""
    owners = select(Group.owner_id).where(Group.account_id == scope.account_id, Group.owner_id.is_not(None))
    bound = Person.id.in_(select(Grant.person_id))
    managing = or_(Person.id.in_(owners), bound, Person.platform_id.in_(scope.operators))
    return select(_table(Person)).where(Person.account_id == scope.account_id, managing)


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
