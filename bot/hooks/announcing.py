"""What happened is written down for every hook that may know of it, in the transaction that made it happen."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.base import to_ms
from storage.bulk import in_batches, insert_many
from storage.hooks import Hook, Notice
from storage.tables import Grant, Group, Person

Kind = Literal["member.joined", "campaign.finished", "group.cooling", "ping"]

COLUMNS = ("account_id", "hook_id", "key", "kind", "data", "created_at", "next_at", "state", "attempts", "why")
EVERYWHERE = 0
"""The group of a grant that holds in all."""


@dataclass(frozen=True, slots=True)
class Happened:
    """Something in these groups; `key` names its cause, of which each hook is told once."""

    kind: Kind
    key: str
    group_ids: Sequence[int]
    data: Mapping[str, Any]


class Place(NamedTuple):
    """A group as those are told of it who manage it."""

    id: int
    name: str
    managers: frozenset[int]


async def announce(
    connection: AsyncConnection, account_id: int, what: Sequence[Happened], now: datetime, operators: Collection[str]
) -> bool:
    """Let every hook know whose person manages one of the groups, of those groups alone; whether there is one."""
    if not what:
        return False
    hooks = select(Hook.id, Hook.person_id, Person.platform_id).join(Person, Person.id == Hook.person_id)
    found = (await connection.execute(hooks.where(Hook.account_id == account_id, Hook.ended_at.is_(None)))).all()
    if not found:
        return False
    everywhere = {person_id for _, person_id, platform_id in found if platform_id in operators}
    people = {person_id for _, person_id, _ in found}
    places = await _places(connection, {group_id for each in what for group_id in each.group_ids}, people, everywhere)
    rows = [
        _row(account_id, hook_id, each, [{"id": place.id, "name": place.name} for place in mine], now)
        for each in what
        for hook_id, person_id, _ in found
        if (mine := [places[id_] for id_ in each.group_ids if id_ in places and person_id in places[id_].managers])
    ]
    return await insert_many(connection, Notice, COLUMNS, rows, "ON CONFLICT (hook_id, key) DO NOTHING") > 0


async def ping(connection: AsyncConnection, account_id: int, hook_id: int, what: Happened, now: datetime) -> None:
    """Tell one hook something that concerns no group."""
    await insert_many(connection, Notice, COLUMNS, [_row(account_id, hook_id, what, [], now)])


def _row(
    account_id: int, hook_id: int, what: Happened, groups: Sequence[Mapping[str, Any]], now: datetime
) -> tuple[Any, ...]:
    """As `COLUMNS`."""
    told = json.dumps({**what.data, "groups": groups}, ensure_ascii=False)
    return (account_id, hook_id, what.key, what.kind, told, to_ms(now), to_ms(now), "waiting", 0, "")


async def _places(
    connection: AsyncConnection, group_ids: Collection[int], people: Collection[int], everywhere: Collection[int]
) -> dict[int, Place]:
    granted = select(Grant.person_id, Grant.group_id).where(Grant.person_id.in_(people))
    places: dict[int, Place] = {}
    for some in in_batches(sorted(group_ids)):
        grants = (await connection.execute(granted.where(Grant.group_id.in_([EVERYWHERE, *some])))).all()
        named = select(Group.id, Group.name, Group.owner_id).where(Group.id.in_(some))
        for id_, name, owner_id in (await connection.execute(named)).all():
            given = {person_id for person_id, group_id in grants if group_id in (EVERYWHERE, id_)}
            places[id_] = Place(id_, name, frozenset({*given, *everywhere, *([owner_id] if owner_id else [])}))
    return places
