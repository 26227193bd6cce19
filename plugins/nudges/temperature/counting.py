"""Counting what was said by the hour: each message once, whenever it comes and whenever we are killed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from plugins.nudges.temperature.rules import HOUR_MS, Temperature
from plugins.nudges.temperature.tables import Heard, Pulse
from storage.base import to_ms
from storage.bulk import insert_many
from storage.engine import ReadSession
from storage.hours import GroupHour

MOST = 2000
MOST_HOURS = 200
"""So many messages, and hours of groups they are of, are counted at a time: that holds the writer for a moment."""

_HOURS = ("group_id", "hour", "messages")
_ADDED = "ON CONFLICT (group_id, hour) DO UPDATE SET messages = group_hours.messages + excluded.messages"
_PULSES = ("group_id", "account_id", "heard_since", "last_hour", "temperature", "since", "told")
_LATEST = (
    "ON CONFLICT (group_id) DO UPDATE SET last_hour = CASE WHEN nudge_pulses.last_hour > excluded.last_hour"
    " THEN nudge_pulses.last_hour ELSE excluded.last_hour END"
)


_SAID = text(
    "SELECT id, account_id, group_id, sent_at FROM messages WHERE id > :start AND id <= :last ORDER BY id LIMIT :most"
)
_REACHED = text(
    "SELECT (SELECT message_id FROM nudge_heard WHERE account_id = :account),"
    " (SELECT MIN(id) FROM messages), (SELECT MAX(id) FROM messages)"
)


class Counted(NamedTuple):
    """Messages by group and hour, from after one message to another; `more` are still to be counted."""

    after: int | None
    upto: int
    hours: Sequence[tuple[int, int, int]] = ()
    more: bool = False


async def count(session: ReadSession, account_id: int, now: datetime) -> Counted:
    """What was recorded since the last time. What is dated ahead of now was said now."""
    connection = await session.connection()
    after, first, last = (await connection.execute(_REACHED, {"account": account_id})).one()
    start, last = max(after or 0, (first or 1) - 1), max(0, last or 0)  # logs from before the bot came go below 0
    if last <= start:
        return Counted(after, last)
    rows = (await connection.execute(_SAID, {"start": start, "last": last, "most": MOST})).all()
    hours: Counter[tuple[int, int]] = Counter()
    for id_, of_account, group_id, sent_ms in rows:
        if len(hours) == MOST_HOURS:
            return Counted(after, id_ - 1, _rows(hours), more=True)
        if of_account == account_id and group_id is not None:
            hours[group_id, min(sent_ms, to_ms(now)) // HOUR_MS] += 1
    more = len(rows) == MOST
    return Counted(after, rows[-1].id if more else last, _rows(hours), more)


def _rows(hours: Mapping[tuple[int, int], int]) -> list[tuple[int, int, int]]:
    return [(group_id, hour, n) for (group_id, hour), n in hours.items()]


async def keep(connection: AsyncConnection, account_id: int, counted: Counted, now: datetime) -> None:
    """Add it to the hours, once: who has counted on from the same message before has done so already."""
    if counted.after == counted.upto or not await _claim(connection, account_id, counted):
        return
    hours = sorted(counted.hours)
    await insert_many(connection, GroupHour, _HOURS, hours, _ADDED)
    latest = {group_id: hour for group_id, hour, _ in hours}
    new, at = Temperature.FORMING.key, to_ms(now)
    pulses = [(group_id, account_id, at, hour, new, at, new) for group_id, hour in latest.items()]
    await insert_many(connection, Pulse, _PULSES, pulses, _LATEST)


async def meet(connection: AsyncConnection, account_id: int, groups: Sequence[tuple[int, int]], now: datetime) -> None:
    """Begin to look at groups, given each with since when (ms) it is heard."""
    new, at = Temperature.FORMING.key, to_ms(now)
    rows = [(group_id, account_id, since, None, new, at, new) for group_id, since in groups]
    await insert_many(connection, Pulse, _PULSES, rows, "ON CONFLICT DO NOTHING")


async def _claim(connection: AsyncConnection, account_id: int, counted: Counted) -> bool:
    if counted.after is None:
        row = (account_id, counted.upto)
        return await insert_many(connection, Heard, ("account_id", "message_id"), [row], "ON CONFLICT DO NOTHING") == 1
    on = update(Heard).where(Heard.account_id == account_id, Heard.message_id == counted.after)
    return (await connection.execute(on.values(message_id=counted.upto))).rowcount == 1
