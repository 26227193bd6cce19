"""What the inbox asks and writes in bulk: own keys, messages, the activity ledger, ties and the roster."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.base import from_ms
from storage.bulk import Row, insert_later, insert_many, select_many, update_many
from storage.tables import Activity, Event, Group, Membership, Message, Outbox, Person, RosterChange, Tie

IGNORE = "ON CONFLICT DO NOTHING"


class KnownPerson(NamedTuple):
    """A person's own key, and the name we last saw."""

    id: int
    name: str


class KnownGroup(NamedTuple):
    """What recording needs to know of a group; `synced_ms` is when its members were last listed."""

    platform_id: str
    id: int
    name: str
    owner_id: int | None
    zone: str | None
    left_ms: int | None
    synced_ms: int | None
    digest: str | None


class KnownMember(NamedTuple):
    """A person's place in a group; `left_ms` set means no longer in it."""

    alias: str
    left_ms: int | None


class Turned(NamedTuple):
    """How often one member turned to another, by what means and what for."""

    quotes: int = 0
    mentions: int = 0
    answers: int = 0
    thanks: int = 0


class RosterRow(NamedTuple):
    """One line of the history of joining and leaving."""

    group_id: int
    person_id: int
    kind: str
    at_ms: int
    day: int
    by_id: int | None
    announced: bool


async def last_ids(connection: AsyncConnection) -> tuple[int, int]:
    """The highest ids of messages and of events, 0 where there is none; what logs tell of the past is below that."""
    found = await connection.execute(
        select(
            select(func.max(Message.id)).scalar_subquery(),
            select(func.max(Event.id)).scalar_subquery(),
        )
    )
    message, event = found.one()
    return max(message or 0, 0), event or 0


async def find_people(
    connection: AsyncConnection, account_id: int, platform_ids: Iterable[str]
) -> dict[str, KnownPerson]:
    """The people we know among these, by platform id."""
    found = await select_many(
        connection,
        "p.platform_id, p.id, p.name",
        ("account_id bigint", "platform_id text"),
        [(account_id, platform_id) for platform_id in platform_ids],
        "people AS p ON p.account_id = w.account_id AND p.platform_id = w.platform_id",
    )
    return {platform_id: KnownPerson(id_, name) for platform_id, id_, name in found}


async def add_people(connection: AsyncConnection, account_id: int, names: Mapping[str, str]) -> dict[str, KnownPerson]:
    """Own keys for people, given their names by platform id, whom we may or may not know."""
    rows = [(account_id, platform_id, name, False) for platform_id, name in names.items()]
    await insert_many(connection, Person, ("account_id", "platform_id", "name", "is_friend"), rows, IGNORE)
    return await find_people(connection, account_id, names)


async def rename_people(connection: AsyncConnection, names: Mapping[int, str]) -> None:
    """Write changed names, by own key."""
    rows = [(name, person_id) for person_id, name in sorted(names.items())]
    await update_many(connection, Person, ("id",), ("name",), rows)


async def note_friends(connection: AsyncConnection, people: Collection[int], *, are: bool = True) -> None:
    """Who writes to us privately has us as a friend; whom we can't write to has not."""
    if people:
        known_otherwise = update(Person).where(Person.id.in_(people), Person.is_friend.is_(not are))
        await connection.execute(known_otherwise.values(is_friend=are))


async def find_groups(
    connection: AsyncConnection, account_id: int, platform_ids: Iterable[str]
) -> dict[str, KnownGroup]:
    """The groups we know among these, by platform id."""
    found = await select_many(
        connection,
        "g.platform_id, g.id, g.name, g.owner_id, g.zone, g.left_at, g.synced_at, g.roster_digest",
        ("account_id bigint", "platform_id text"),
        [(account_id, platform_id) for platform_id in platform_ids],
        "groups AS g ON g.account_id = w.account_id AND g.platform_id = w.platform_id",
    )
    return {known[0]: KnownGroup(*known) for known in found}


async def add_groups(
    connection: AsyncConnection, account_id: int, platform_ids: Iterable[str], now_ms: int
) -> dict[str, KnownGroup]:
    """Own keys for groups we may or may not know."""
    ids = list(platform_ids)
    columns = ("account_id", "platform_id", "name", "member_count", "joined_at")
    await insert_many(connection, Group, columns, [(account_id, id_, "", 0, now_ms) for id_ in ids], IGNORE)
    return await find_groups(connection, account_id, ids)


async def change_group(connection: AsyncConnection, group_id: int, **values: Any) -> None:
    """Set columns of one group."""
    await connection.execute(update(Group).where(Group.id == group_id).values(**values))


async def change_member_counts(connection: AsyncConnection, changes: Mapping[int, int]) -> None:
    """Add to member counts, by group."""
    rows = [(change, group_id) for group_id, change in sorted(changes.items())]
    await update_many(connection, Group, ("id",), ("member_count",), rows, adding=True)


async def find_namesakes(connection: AsyncConnection, account_id: int, name: str, before_ms: int) -> list[int]:
    """Groups of that name whose members were not listed since a moment."""
    unseen = or_(Group.synced_at.is_(None), Group.synced_at < from_ms(before_ms))
    found = await connection.execute(select(Group.id).where(Group.account_id == account_id, Group.name == name, unseen))
    return list(found.scalars())


async def find_members(
    connection: AsyncConnection, pairs: Sequence[tuple[int, int]]
) -> dict[tuple[int, int], KnownMember]:
    """The memberships, past ones too, among these pairs of group and person."""
    found = await select_many(
        connection,
        "m.group_id, m.person_id, m.alias, m.left_at",
        ("group_id bigint", "person_id bigint"),
        pairs,
        "memberships AS m ON m.group_id = w.group_id AND m.person_id = w.person_id",
    )
    return {(group_id, person_id): KnownMember(alias, left_at) for group_id, person_id, alias, left_at in found}


async def find_named(
    connection: AsyncConnection, wanted: Sequence[tuple[int, str]]
) -> dict[tuple[int, str], int | None]:
    """Whom a name means in a group, by (group, name): its only bearer there, None when several bear it."""
    found = await select_many(
        connection,
        "w.group_id, w.name, m.person_id",
        ("group_id bigint", "name text"),
        wanted,
        "memberships AS m ON m.group_id = w.group_id AND m.left_at IS NULL"
        " JOIN people AS p ON p.id = m.person_id AND (m.alias = w.name OR p.name = w.name)",
    )
    bearers: dict[tuple[int, str], int | None] = {}
    for group_id, name, person_id in found:
        key = (group_id, name)
        bearers[key] = None if key in bearers else person_id
    return bearers


async def present_members(connection: AsyncConnection, group_id: int) -> dict[str, KnownPerson]:
    """Everybody in one group, by platform id."""
    found = await connection.execute(
        select(Person.platform_id, Person.id, Person.name)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.group_id == group_id, Membership.left_at.is_(None))
    )
    return {platform_id: KnownPerson(id_, name) for platform_id, id_, name in found}


async def add_messages(connection: AsyncConnection, rows: Sequence[Row]) -> set[int]:
    """Insert messages whose ids rise; the ids of those that had been recorded before and so were not inserted."""
    columns = ("id", "account_id", "sent_at", "platform_id", "group_id", "person_id", "kind", "text")
    if await insert_many(connection, Message, columns, rows, IGNORE) == len(rows):
        return set()
    first = rows[0][0]
    found = await connection.execute(select(Message.id).where(Message.id >= first))
    return {row[0] for row in rows} - {id_ for (id_,) in found}


async def add_activity(connection: AsyncConnection, counts: Mapping[tuple[int, int, int], int]) -> None:
    """Add to the ledger, by group, day and person."""
    await insert_later(
        connection,
        Activity,
        ("group_id", "day", "person_id", "messages"),
        [(*key, count) for key, count in sorted(counts.items())],
        "ON CONFLICT (group_id, day, person_id) DO UPDATE SET messages = activity.messages + excluded.messages",
    )


async def add_ties(connection: AsyncConnection, counts: Mapping[tuple[int, int, int, int], Turned]) -> None:
    """Add to who turned to whom, by group, day, from whom and to whom."""
    await insert_later(
        connection,
        Tie,
        ("group_id", "day", "from_id", "to_id", *Turned._fields),
        [(*key, *count) for key, count in sorted(counts.items())],
        "ON CONFLICT (group_id, day, from_id, to_id) DO UPDATE"
        f" SET {', '.join(f'{name} = ties.{name} + excluded.{name}' for name in Turned._fields)}",
    )


async def note_spoken(connection: AsyncConnection, spoken: Mapping[tuple[int, int], tuple[str, int]]) -> None:
    """Keep each member's alias and latest message, by group and person; an unknown membership begins."""
    await insert_later(
        connection,
        Membership,
        ("group_id", "person_id", "alias", "last_spoken_at", "joins"),
        [(*key, alias, at_ms, 0) for key, (alias, at_ms) in sorted(spoken.items())],
        "ON CONFLICT (group_id, person_id) DO UPDATE SET alias = excluded.alias, last_spoken_at ="
        " CASE WHEN memberships.last_spoken_at > excluded.last_spoken_at"
        " THEN memberships.last_spoken_at ELSE excluded.last_spoken_at END",
    )


async def note_gone(connection: AsyncConnection, gone: Sequence[tuple[int, int]], at_ms: int) -> None:
    """End memberships, by group and person."""
    rows = [(at_ms, *pair) for pair in sorted(gone)]
    await update_many(connection, Membership, ("group_id", "person_id"), ("left_at",), rows)


async def note_present(connection: AsyncConnection, group_id: int, people: Iterable[int]) -> None:
    """Memberships of people who were in the group before we looked."""
    await insert_many(
        connection,
        Membership,
        ("group_id", "person_id", "joins"),
        [(group_id, person_id, 0) for person_id in sorted(people)],
        "ON CONFLICT (group_id, person_id) DO UPDATE SET left_at = NULL",
    )


async def note_joined(
    connection: AsyncConnection, group_id: int, people: Iterable[int], at_ms: int, inviter_id: int | None
) -> None:
    """Begin memberships, or begin them again."""
    await insert_many(
        connection,
        Membership,
        ("group_id", "person_id", "joins", "joined_at", "inviter_id"),
        [(group_id, person_id, 1, at_ms, inviter_id) for person_id in sorted(people)],
        "ON CONFLICT (group_id, person_id) DO UPDATE SET left_at = NULL, joins = memberships.joins + 1,"
        " joined_at = excluded.joined_at, inviter_id = excluded.inviter_id",
    )


async def add_roster_changes(connection: AsyncConnection, rows: Sequence[RosterRow]) -> None:
    """Write the history of joining and leaving."""
    columns = ("group_id", "person_id", "kind", "at", "day", "by_id", "announced")
    await insert_later(connection, RosterChange, columns, rows)


async def add_events(connection: AsyncConnection, rows: Sequence[Row]) -> None:
    """Write what handlers want."""
    columns = ("id", "account_id", "group_id", "person_id", "kind", "payload", "received_at", "state")
    await insert_later(connection, Event, columns, rows)


async def pending_events(
    connection: AsyncConnection, account_id: int, after: int, limit: int
) -> list[tuple[int, dict[str, Any]]]:
    """Ids and payloads of what no handler has done yet, oldest first, from after an id."""
    found = await connection.execute(
        select(Event.id, Event.payload)
        .where(Event.state == "pending", Event.account_id == account_id, Event.id > after)
        .order_by(Event.id)
        .limit(limit)
    )
    return [(id_, payload) for id_, payload in found]


async def sent_to(
    connection: AsyncConnection, account_id: int, group_id: int | None, person_id: int, limit: int
) -> list[tuple[int, dict[str, Any]]]:
    """Ids and contents of the bot's latest messages to a group, or in private to a person, newest first.

    One counts whose sending a crash or a lost answer left unknown: to be asked about it, it was seen.
    """
    addressee = Outbox.group_id == group_id if group_id is not None else Outbox.person_id == person_id
    found = await connection.execute(
        select(Outbox.id, Outbox.content)
        .where(Outbox.account_id == account_id, addressee, Outbox.state.in_(("sending", "sent", "unknown")))
        .order_by(Outbox.id.desc())
        .limit(limit)
    )
    return [(id_, content) for id_, content in found]


async def sent_as(connection: AsyncConnection, account_id: int, platform_message_id: str) -> int | None:
    """The outbox row of one of the bot's messages, by the platform's id."""
    found = await connection.execute(
        select(Outbox.id).where(Outbox.account_id == account_id, Outbox.platform_message_id == platform_message_id)
    )
    return found.scalar()
