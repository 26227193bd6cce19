"""Finding the outbox rows that the platform's echoes may be of."""

import json
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.lists import as_list, inside, outside
from storage.outbox import UNSETTLED


class Candidate(NamedTuple):
    """A message that an echo may be of."""

    id: int
    content: dict[str, Any]
    key: str
    group_id: int | None
    is_unproven_value: bool
    """Scheduled for the members' good, and nobody knew whether it was sent."""


async def known(connection: AsyncConnection, message_ids: Sequence[str]) -> set[str]:
    """Which of the platform's message ids belong to rows already."""
    found = inside("ids", connection.dialect.name, "TEXT")
    statement = text(f"SELECT platform_message_id FROM outbox WHERE platform_message_id {found}")
    return {row[0] for row in await connection.execute(statement, {"ids": as_list(connection, message_ids)})}


async def candidates(
    connection: AsyncConnection, account_id: int, group: str, member: str, tried_after: int, tried_before: int
) -> list[Candidate]:
    """The chat's messages without a platform id, tried between the two moments (ms), oldest first."""
    in_chat = "g.platform_id = :chat" if group else "o.group_id IS NULL AND p.platform_id = :chat"
    statement = text(
        "SELECT o.id, CAST(o.content AS TEXT), o.key, o.group_id, o.serving, o.state "
        "FROM outbox o LEFT JOIN groups g ON g.id = o.group_id "
        "LEFT JOIN people p ON p.id = o.person_id WHERE o.account_id = :account AND o.platform_message_id IS NULL "
        f"AND o.tried_at BETWEEN :after AND :before AND o.state IN ('unknown', 'sent') AND {in_chat} "
        "ORDER BY o.tried_at, o.id"
    )
    values = {"account": account_id, "chat": group or member, "before": tried_before, "after": tried_after}
    return [
        Candidate(row_id, json.loads(content), key, group_id, (serving, state) == ("value", "unknown"))
        for row_id, content, key, group_id, serving, state in await connection.execute(statement, values)
    ]


async def resolve(connection: AsyncConnection, row_id: int, message_id: str, sent_at_ms: int) -> None:
    """The platform has shown this row's message."""
    statement = text(
        "UPDATE outbox SET reason = CASE WHEN state = 'unknown' THEN 'echo' ELSE reason END, state = 'sent', "
        "sent_at = COALESCE(sent_at, :at), platform_message_id = :message WHERE id = :id"
    )
    await connection.execute(statement, {"at": sent_at_ms, "message": message_id, "id": row_id})


async def never_sent(connection: AsyncConnection, account_id: int, besides: Collection[int]) -> int:
    """Put unknown rows back into the queue where they stood, but for those `besides`; how many."""
    statement = text(
        "UPDATE outbox SET state = 'waiting', reason = NULL WHERE account_id = :account "
        f"AND {UNSETTLED} AND state = 'unknown' AND id {outside('besides', connection.dialect.name)}"
    )
    values = {"account": account_id, "besides": as_list(connection, besides)}
    return (await connection.execute(statement, values)).rowcount
