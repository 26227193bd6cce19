"""Queries on what was said after drops."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import case, delete, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.serving import moment_of
from plugins.drops.effects.rules import HOUR, Sample, Sums
from plugins.drops.tables import Drop, DropEffect
from storage.base import from_ms, to_ms
from storage.bulk import insert_many
from storage.engine import ReadSession
from storage.lists import as_list, inside
from storage.tables import Group, Message

HOUR_MS = int(HOUR.total_seconds() * 1000)
COLUMNS = ("drop_id", "at", "group_id", "is_control", "messages", "speakers")

Pair = tuple[int, int]
"""A drop and a group."""


class Window(NamedTuple):
    """The hour from `at_ms` on in a group, which a drop began or, for a control, might have begun."""

    drop_id: int
    group_id: int
    at_ms: int
    is_control: bool = False


class Measured(NamedTuple):
    """A window, and what was said in it by how many."""

    window: Window
    messages: int
    speakers: int


class Place(NamedTuple):
    """A group's own zone, and since when the bot is in it."""

    zone: str | None
    joined_ms: int


class History(NamedTuple):
    """When a drop last came to a group (ms), and how many hours with it and without are measured."""

    last_ms: int
    posts: int
    controls: int


async def came(
    session: ReadSession, account_id: int, since_ms: int, until_ms: int, groups: Collection[int] | None = None
) -> list[Window]:
    """The windows of the drops that went out between two moments, in these groups or in all.

    Those that waited until people talked are left out: their hour was chosen for being lively.
    """
    connection = await session.connection()
    among = "" if groups is None else f"AND group_id {inside('groups', connection.dialect.name)} "
    statement = text(
        "SELECT key, group_id, sent_at FROM outbox WHERE account_id = :account AND tried_at IS NOT NULL "
        "AND tried_at >= :since AND tried_at <= :until AND serving <> '' AND state = 'sent' AND sent_at IS NOT NULL "
        "AND COALESCE(reason, '') <> 'fatigue' "
        f"AND group_id IS NOT NULL {among}ORDER BY tried_at, id"
    )
    values: dict[str, object] = {"account": account_id, "since": since_ms, "until": until_ms}
    if groups is not None:
        values["groups"] = as_list(connection, groups)
    return [
        Window(int(key.split(":")[1]), group_id, sent_ms)
        for key, group_id, sent_ms in await connection.execute(statement, values)
        if key.startswith("drop:") and key == moment_of(key)
    ]


async def count(session: ReadSession, account_id: int, windows: Sequence[Window]) -> list[Measured]:
    """What was said in each, by one walk over the messages of the hours that are asked for."""
    said: dict[Window, list[int]] = {window: [] for window in windows}
    by_group: dict[int, list[Window]] = defaultdict(list)
    for window in sorted(said, key=lambda each: each.at_ms):
        by_group[window.group_id].append(window)
    starts = {group_id: [each.at_ms for each in mine] for group_id, mine in by_group.items()}
    connection = await session.connection()
    for start, end in _stretches([window.at_ms for window in windows]):
        for group_id, person_id, at_ms in await _messages(connection, account_id, by_group.keys(), start, end):
            last = bisect_right(starts[group_id], at_ms)
            first = bisect_right(starts[group_id], at_ms - HOUR_MS)
            for window in by_group[group_id][first:last]:
                said[window].append(person_id)
    return [Measured(window, len(people), len(set(people))) for window, people in said.items()]


def _stretches(starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The time that hours beginning at these moments cover, in pieces of an hour, the last of each run cut short."""
    at = end = 0
    for start in sorted(set(starts)):
        if start > end:
            yield from _pieces(at, end)
            at = start
        end = start + HOUR_MS
    yield from _pieces(at, end)


def _pieces(start: int, end: int) -> Iterator[tuple[int, int]]:
    return ((at, min(at + HOUR_MS, end)) for at in range(start, end, HOUR_MS))


async def _messages(
    connection: AsyncConnection, account_id: int, groups: Collection[int], start_ms: int, end_ms: int
) -> Sequence[tuple[int, int, int]]:
    statement = text(
        "SELECT group_id, person_id, sent_at FROM messages WHERE account_id = :account AND sent_at >= :start "
        f"AND sent_at < :end AND group_id {inside('groups', connection.dialect.name)}"
    )
    values = {"account": account_id, "start": start_ms, "end": end_ms, "groups": as_list(connection, groups)}
    return [(group, person, at) for group, person, at in await connection.execute(statement, values)]


async def measured_since(
    session: ReadSession, account_id: int, since_ms: int, groups: Collection[int] | None = None
) -> set[Window]:
    """The windows since a moment that are measured already, in these groups or in all."""
    columns = select(DropEffect.drop_id, DropEffect.group_id, DropEffect.at, DropEffect.is_control)
    query = columns.join(Drop, Drop.id == DropEffect.drop_id)
    query = query.where(Drop.account_id == account_id, DropEffect.at >= from_ms(since_ms))
    if groups is not None:
        query = query.where(DropEffect.group_id.in_(groups))
    found = await session.execute(query)
    return {Window(drop_id, group_id, to_ms(at), is_control) for drop_id, group_id, at, is_control in found}


async def histories(session: ReadSession, account_id: int) -> dict[Pair, History]:
    """How much is measured of each drop that still stands, by drop and group."""
    is_post, at = DropEffect.is_control.is_(False), DropEffect.at
    query = (
        select(
            DropEffect.drop_id,
            DropEffect.group_id,
            func.max(case((is_post, at))),
            func.sum(case((is_post, 1), else_=0)),
            func.sum(case((is_post, 0), else_=1)),
        )
        .join(Drop, Drop.id == DropEffect.drop_id)
        .where(Drop.account_id == account_id, Drop.deleted_at.is_(None))
        .group_by(DropEffect.drop_id, DropEffect.group_id)
    )
    return {
        (drop_id, group_id): History(to_ms(last), int(posts), int(controls))
        for drop_id, group_id, last, posts, controls in await session.execute(query)
        if last is not None
    }


async def places(session: ReadSession, groups: Collection[int]) -> dict[int, Place]:
    """Those of the groups that the bot is in."""
    query = select(Group.id, Group.zone, Group.joined_at).where(Group.left_at.is_(None))
    found = await session.execute(query)
    return {group_id: Place(zone, to_ms(joined)) for group_id, zone, joined in found if group_id in groups}


async def first_message_ms(session: ReadSession, account_id: int) -> int | None:
    """The oldest message that is still kept."""
    oldest = await session.scalar(select(func.min(Message.sent_at)).where(Message.account_id == account_id))
    return None if oldest is None else to_ms(oldest)


async def keep(connection: AsyncConnection, measured: Sequence[Measured], forget_before_ms: int) -> None:
    """Write down what was measured; what is there already stays, what is old goes."""
    rows = [
        (window.drop_id, window.at_ms, window.group_id, window.is_control, messages, speakers)
        for window, messages, speakers in measured
    ]
    await insert_many(connection, DropEffect, COLUMNS, rows, "ON CONFLICT DO NOTHING")
    await connection.execute(delete(DropEffect).where(DropEffect.at < from_ms(forget_before_ms)))


async def samples(session: ReadSession, groups: Collection[int], only: int | None) -> dict[int, dict[int, Sample]]:
    """What is measured of all drops, or of one, in these groups: by drop, then by group."""
    messages = DropEffect.messages
    query = (
        select(
            DropEffect.drop_id,
            DropEffect.group_id,
            DropEffect.is_control,
            func.count(),
            func.sum(messages),
            func.sum(messages * messages),
            func.sum(DropEffect.speakers),
        )
        .where(DropEffect.group_id.in_(groups))
        .group_by(DropEffect.drop_id, DropEffect.group_id, DropEffect.is_control)
    )
    if only is not None:
        query = query.where(DropEffect.drop_id == only)
    found: dict[int, dict[int, Sample]] = defaultdict(dict)
    for drop_id, group_id, is_control, *sums in await session.execute(query):
        posts, controls = found[drop_id].get(group_id, Sample(Sums(), Sums()))
        hours = Sums(*(int(each) for each in sums))
        found[drop_id][group_id] = Sample(posts, hours) if is_control else Sample(hours, controls)
    return found


def with_fresh(
    samples_of: Mapping[int, Mapping[int, Sample]], fresh: Sequence[Measured]
) -> dict[int, dict[int, Sample]]:
    """The samples, and what has been measured since they were written down."""
    both = {drop_id: dict(groups) for drop_id, groups in samples_of.items()}
    for window, messages, speakers in fresh:
        groups = both.setdefault(window.drop_id, {})
        posts, controls = groups.get(window.group_id, Sample(Sums(), Sums()))
        groups[window.group_id] = Sample(posts.plus(messages, speakers), controls)
    return both
