"""What scheduled content groups have had: read for a batch of posts, written with what became of them."""

import json
from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.bulk import insert_many, select_many
from storage.lists import as_list, inside
from storage.tables import Serving


class Had(NamedTuple):
    """A group's last serving, what was said since, and its settings where they are not the default."""

    group_id: int
    last_ms: int | None
    last_key: str
    values: int
    said: int
    ratio: int | None
    talk: int | None


class Gone(NamedTuple):
    """A message that went, or may have gone, under a lease; `counts` when it is the first of its kind and is sent."""

    outbox_id: int
    lease: str
    group_id: int
    day: int
    moment: str
    is_promo: bool
    counts: bool


_SETTING = "(SELECT CAST(v.value AS TEXT) FROM group_settings v WHERE v.group_id = w.group_id AND v.name = '{}')"
_SINCE = "(SELECT SUM(a.messages) FROM activity a WHERE a.group_id = s.group_id AND a.day >= s.day)"
_HAD = (
    f"w.group_id, s.last_at, s.last_key, s.values_since_promo, {_SINCE}, s.said, "
    f"{_SETTING.format('serving.ratio')}, {_SETTING.format('serving.talk')}"
)
_SAID = "w.id, (SELECT SUM(a.messages) FROM activity a WHERE a.group_id = w.group_id AND a.day = w.day)"
_COLUMNS = ("group_id", "last_at", "day", "said", "values_since_promo", "last_key")
_AGAIN = (
    "ON CONFLICT (group_id) DO UPDATE SET last_at = excluded.last_at, day = excluded.day, said = excluded.said, "
    "last_key = excluded.last_key, values_since_promo = "
)


async def had(connection: AsyncConnection, groups: Collection[int]) -> dict[int, Had]:
    """How these groups stand, in one statement for up to a batch of them."""
    wanted = [(group_id,) for group_id in groups]
    joined = "groups AS g ON g.id = w.group_id LEFT JOIN servings AS s ON s.group_id = g.id"
    rows = await select_many(connection, _HAD, ("group_id bigint",), wanted, joined)
    return {
        group_id: Had(group_id, at, key or "", values or 0, max(0, (total or 0) - (then or 0)), _int(ratio), _int(talk))
        for group_id, at, key, values, total, then, ratio, talk in rows
    }


async def note(connection: AsyncConnection, gone: Sequence[Gone], now_ms: int) -> None:
    """Remember what went just now, but for what another lease has taken over; at most one message a group."""
    joined = "outbox AS o ON o.id = w.id AND o.lease = w.lease"
    wanted = [(each.outbox_id, each.lease, each.group_id, each.day) for each in gone]
    columns = ("id bigint", "lease text", "group_id bigint", "day integer")
    said = {id_: total or 0 for id_, total in await select_many(connection, _SAID, columns, wanted, joined)}
    promos = [_row(each, said[each.outbox_id], now_ms) for each in gone if each.outbox_id in said and each.is_promo]
    values = [_row(each, said[each.outbox_id], now_ms) for each in gone if each.outbox_id in said and not each.is_promo]
    await insert_many(connection, Serving, _COLUMNS, promos, f"{_AGAIN} 0")
    await insert_many(
        connection, Serving, _COLUMNS, values, f"{_AGAIN} servings.values_since_promo + excluded.values_since_promo"
    )


async def proven(connection: AsyncConnection, outbox_id: int, group_id: int) -> None:
    """A value post whose fate was unknown has been sent; before a promo that went since, it no longer counts."""
    statement = text(
        "UPDATE servings SET values_since_promo = values_since_promo + 1 WHERE group_id = :group AND NOT EXISTS ("
        "SELECT 1 FROM outbox v JOIN outbox p ON p.group_id = v.group_id AND p.tried_at >= v.tried_at "
        "WHERE v.id = :id AND p.serving = 'promo' AND p.state IN ('sending', 'sent', 'unknown'))"
    )
    await connection.execute(statement, {"id": outbox_id, "group": group_id})


async def release(connection: AsyncConnection, account_id: int, groups: Collection[int], now_ms: int) -> None:
    """Look again now at what waits for value in these groups."""
    statement = text(
        "UPDATE outbox SET next_at = :now WHERE account_id = :account AND state = 'waiting' AND priority = 2 "
        f"AND due_at <= :now AND reason = 'ratio' AND group_id {inside('groups', connection.dialect.name)}"
    )
    values = {"now": now_ms, "account": account_id, "groups": as_list(connection, groups)}
    await connection.execute(statement, values)


async def groups_waiting(connection: AsyncConnection, account_id: int) -> set[int]:
    """The groups with a promo that waits for value."""
    statement = text(
        "SELECT DISTINCT group_id FROM outbox WHERE account_id = :account AND state = 'waiting' AND priority = 2 "
        "AND reason = 'ratio' AND group_id IS NOT NULL"
    )
    return {row[0] for row in await connection.execute(statement, {"account": account_id})}


async def left_by_crash(
    connection: AsyncConnection, account_id: int
) -> list[tuple[int, str, int, str | None, str, str]]:
    """(id, lease, group, zone, key, serving) of scheduled posts that were being sent and will never be tried again."""
    statement = text(
        "SELECT o.id, o.lease, o.group_id, g.zone, o.key, o.serving FROM outbox o JOIN groups g ON g.id = o.group_id "
        "WHERE o.account_id = :account AND o.state IN ('sending', 'unknown', 'failed', 'missed') "
        "AND o.state = 'sending' AND o.serving <> '' AND o.policy <> 'at_least_once' ORDER BY o.serving DESC"
    )
    rows = await connection.execute(statement, {"account": account_id})
    return [(id_, lease, group, zone, key, serving) for id_, lease, group, zone, key, serving in rows]


def _row(gone: Gone, said: int, now_ms: int) -> tuple[int, int, int, int, int, str]:
    return gone.group_id, now_ms, gone.day, said, int(gone.counts), gone.moment


def _int(value: str | None) -> int | None:
    return None if value is None else int(json.loads(value))
