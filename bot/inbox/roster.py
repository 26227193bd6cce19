"""Who is in which group: what the platform announces, and what its member lists show besides."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import structlog

from bot.events import (
    Added,
    BotAdded,
    BotRemoved,
    GroupRenamed,
    GroupSeen,
    Joined,
    Left,
    MemberJoined,
    MemberLeft,
    OwnerChanged,
    Removed,
    Renamed,
)
from bot.inbox.batch import Batch, Rules
from bot.inbox.identity import Directory
from storage import ledger
from storage.base import from_ms, to_ms
from storage.ledger import KnownGroup, KnownMember, KnownPerson, RosterRow

RosterEvent = MemberJoined | MemberLeft | GroupRenamed | GroupSeen | OwnerChanged | BotAdded | BotRemoved

log = structlog.get_logger()

_COLUMNS = {"left_ms": "left_at", "synced_ms": "synced_at", "digest": "roster_digest"}


class Roster:
    """Keeps memberships, their history and the groups' own rows as events come in."""

    def __init__(self, rules: Rules, directory: Directory) -> None:
        self._rules = rules
        self._directory = directory
        self._self_id = rules.account.self_id
        self._listing_since: int | None = None

    async def apply(self, batch: Batch, event: RosterEvent) -> None:
        """Bring the tables up to what the event tells."""
        await self._directory.learn_groups(batch.connection, [event.group_id], batch.now_ms)
        group = self._group(event.group_id)
        match event:
            case MemberJoined():
                await self._members_joined(batch, group, event)
            case MemberLeft():
                await self._members_left(batch, group, event)
            case GroupRenamed():
                await self._rename(batch, group, event)
            case OwnerChanged():
                await self._change_owner(batch, group, event.owner_id)
            case BotAdded():
                await self._bot_added(batch, group, event)
            case BotRemoved():
                await self._bot_removed(batch, group, event)
            case GroupSeen():
                await self._seen(batch, group, event)

    def listing_begins(self) -> None:
        """A group that is not listed from here on may come back under another id."""
        self._listing_since = None

    async def arrived(
        self,
        batch: Batch,
        group: KnownGroup,
        people: Iterable[int],
        at_ms: int,
        *,
        inviter_id: int | None = None,
        announced: bool,
    ) -> None:
        """People are in the group who were not: begin their memberships and let it be known."""
        connection, members = batch.connection, self._directory.members
        pairs = [(group.id, person_id) for person_id in dict.fromkeys(people)]
        await self._directory.learn_members(connection, pairs)
        new = [person for _, person in pairs if members.get((group.id, person)) is None]
        back = [person for _, person in pairs if _is_past(members.get((group.id, person)))]
        if not new and not back:
            return
        await ledger.note_joined(connection, group.id, [*new, *back], at_ms, inviter_id)
        self._note_members(group, [*new, *back], None)
        changes = [("joined", person) for person in new] + [("rejoined", person) for person in back]
        await self._write_history(batch, group, changes, at_ms, inviter_id, announced=announced)
        await self._count(batch, group, len(new) + len(back))
        batch.hear(Joined(group.id, from_ms(at_ms), tuple(new), tuple(back), inviter_id, announced))

    async def spoke(self, batch: Batch, group: KnownGroup, person_id: int, at_ms: int) -> None:
        """Somebody spoke whom we don't know to be in the group: come since its listing, or gone before it."""
        members, key = self._directory.members, (group.id, person_id)
        if members.get(key) is None and group.synced_ms is not None and at_ms <= group.synced_ms:
            await ledger.note_present(batch.connection, group.id, [person_id])
            await ledger.note_gone(batch.connection, [key], group.synced_ms)
            members.learn({key: KnownMember("", group.synced_ms)})
        else:
            await self.arrived(batch, group, [person_id], at_ms, announced=False)
            members.learn({key: members.get(key) or KnownMember("", None)})

    async def _departed(
        self,
        batch: Batch,
        group: KnownGroup,
        people: Iterable[int],
        at_ms: int,
        *,
        by_id: int | None = None,
        announced: bool,
    ) -> list[int]:
        """End the memberships of those who are in the group; who they were."""
        members = self._directory.members
        pairs = [(group.id, person_id) for person_id in dict.fromkeys(people)]
        await self._directory.learn_members(batch.connection, pairs)
        gone = [pair[1] for pair in pairs if (known := members.get(pair)) is not None and known.left_ms is None]
        if gone:
            await ledger.note_gone(batch.connection, [(group.id, person) for person in gone], at_ms)
            self._note_members(group, gone, at_ms)
            changes = [("left", person) for person in gone]
            await self._write_history(batch, group, changes, at_ms, by_id, announced=announced)
            await self._count(batch, group, -len(gone))
        return gone

    async def _members_joined(self, batch: Batch, group: KnownGroup, event: MemberJoined) -> None:
        people = await self._people(batch, event.members)
        inviter = await self._person(batch, event.inviter_id)
        await self.arrived(batch, group, people.values(), to_ms(event.at), inviter_id=inviter, announced=True)

    async def _members_left(self, batch: Batch, group: KnownGroup, event: MemberLeft) -> None:
        people = await self._people(batch, dict.fromkeys(event.member_ids, ""))
        by_id = await self._person(batch, event.by_id)
        gone = await self._departed(batch, group, people.values(), to_ms(event.at), by_id=by_id, announced=True)
        if gone:
            batch.hear(Left(group.id, event.at, tuple(gone), by_id))

    async def _rename(self, batch: Batch, group: KnownGroup, event: GroupRenamed | GroupSeen) -> None:
        if event.name and event.name != group.name:
            await self._change(batch, group, name=event.name)
            if group.name:
                batch.hear(Renamed(group.id, event.at, event.name))

    async def _change_owner(self, batch: Batch, group: KnownGroup, owner_id: str) -> None:
        owner = await self._person(batch, owner_id)
        if owner_id and owner != group.owner_id:
            await self._change(batch, group, owner_id=owner)

    async def _bot_added(self, batch: Batch, group: KnownGroup, event: BotAdded) -> None:
        if group.left_ms is None and group.synced_ms is not None:
            return
        await self._come_back(batch, group)
        by_id = await self._person(batch, event.by_id)
        batch.hear(Added(group.id, event.at, by_id))

    async def _bot_removed(self, batch: Batch, group: KnownGroup, event: BotRemoved) -> None:
        if group.left_ms is None:
            await self._change(batch, group, left_ms=to_ms(event.at), synced_ms=None, digest=None)
            batch.hear(Removed(group.id, event.at))

    async def _seen(self, batch: Batch, group: KnownGroup, event: GroupSeen) -> None:
        """The first listing is where we start from; each later one is compared with what we know."""
        at_ms = to_ms(event.at)
        if self._listing_since is None:
            self._listing_since = at_ms
        if group.left_ms is not None:
            await self._come_back(batch, group)
            batch.hear(Added(group.id, event.at))
        elif group.synced_ms is None:
            await self._warn_of_namesakes(batch, group, event.name)
        await self._rename(batch, group, event)
        await self._change_owner(batch, group, event.owner_id)
        await self._list_members(batch, self._group(event.group_id), event, at_ms)

    async def _list_members(self, batch: Batch, group: KnownGroup, event: GroupSeen, at_ms: int) -> None:
        listed = {id_: name for id_, name in event.members.items() if id_ != self._self_id}
        if not listed:
            log.warning("group.members_missing", group=group.id)
            return
        digest = _digest(listed)
        if digest != group.digest:
            await self._compare(batch, group, listed, at_ms)
        await self._change(batch, group, synced_ms=at_ms, digest=digest)

    async def _compare(self, batch: Batch, group: KnownGroup, listed: Mapping[str, str], at_ms: int) -> None:
        present = await ledger.present_members(batch.connection, group.id)
        await self._rename_people(batch, present, listed)
        others = {id_: name for id_, name in listed.items() if id_ not in present}
        here = list((await self._people(batch, others)).values())
        gone = [person.id for id_, person in present.items() if id_ not in listed]
        if group.synced_ms is None:
            await self._departed(batch, group, gone, at_ms, announced=False)
            await ledger.note_present(batch.connection, group.id, here)
            self._note_members(group, here, None)
            await self._count(batch, group, len(here))
            return
        if left := await self._departed(batch, group, gone, at_ms, announced=False):
            batch.hear(Left(group.id, from_ms(at_ms), tuple(left)))
        await self.arrived(batch, group, here, at_ms, announced=False)

    async def _warn_of_namesakes(self, batch: Batch, group: KnownGroup, name: str) -> None:
        """Group ids can change at re-login; only a person can tell whether this is such a group."""
        if not name or self._listing_since is None:
            return
        account_id = self._rules.account.id
        found = await ledger.find_namesakes(batch.connection, account_id, name, self._listing_since)
        if earlier := [id_ for id_ in found if id_ != group.id]:
            log.warning("group.id_changed?", group=group.id, earlier=earlier)

    async def _come_back(self, batch: Batch, group: KnownGroup) -> None:
        await self._change(batch, group, left_ms=None, synced_ms=None, digest=None)

    async def _people(self, batch: Batch, names: Mapping[str, str]) -> dict[str, int]:
        """Own keys by platform id; changed names are written. The bot itself is not one of them."""
        asked = {id_: name for id_, name in names.items() if id_ and id_ != self._self_id}
        known = await self._directory.find_or_add(batch.connection, asked)
        await self._rename_people(batch, known, asked)
        return {id_: known[id_].id for id_ in asked}

    async def _rename_people(self, batch: Batch, known: Mapping[str, KnownPerson], names: Mapping[str, str]) -> None:
        """Write what people we know call themselves now."""
        renamed = {
            id_: KnownPerson(person.id, name)
            for id_, person in known.items()
            if (name := names.get(id_, "")) not in ("", person.name)
        }
        if renamed:
            await ledger.rename_people(batch.connection, {person.id: person.name for person in renamed.values()})
            self._directory.people.learn(renamed)
            self._directory.bearers.clear()

    async def _person(self, batch: Batch, platform_id: str) -> int | None:
        return next(iter((await self._people(batch, {platform_id: ""})).values()), None)

    async def _change(self, batch: Batch, group: KnownGroup, **values: Any) -> KnownGroup:
        """Change a group's row and what we keep of it in mind; the group as it is now."""
        group = self._group(group.platform_id)._replace(**values)
        columns = {_COLUMNS.get(name, name): value for name, value in values.items()}
        moments = {name: from_ms(columns[name]) for name in ("left_at", "synced_at") if columns.get(name) is not None}
        await ledger.change_group(batch.connection, group.id, **columns | moments)
        self._directory.groups.learn({group.platform_id: group})
        return group

    async def _count(self, batch: Batch, group: KnownGroup, change: int) -> None:
        batch.counts[group.id] += change
        if self._group(group.platform_id).digest is not None:
            await self._change(batch, group, digest=None)
        self._directory.bearers.clear()

    async def _write_history(
        self,
        batch: Batch,
        group: KnownGroup,
        changes: Iterable[tuple[str, int]],
        at_ms: int,
        by_id: int | None,
        *,
        announced: bool,
    ) -> None:
        day = self._rules.day(at_ms, group)
        rows = [RosterRow(group.id, person, kind, at_ms, day, by_id, announced) for kind, person in changes]
        await ledger.add_roster_changes(batch.connection, rows)

    def _note_members(self, group: KnownGroup, people: Iterable[int], left_ms: int | None) -> None:
        members = self._directory.members
        in_mind = {pair: known for person in people if (known := members.get(pair := (group.id, person))) is not None}
        members.learn({pair: known._replace(left_ms=left_ms) for pair, known in in_mind.items()})

    def _group(self, platform_id: str) -> KnownGroup:
        group = self._directory.groups.get(platform_id)
        assert group is not None
        return group


def _is_past(member: KnownMember | None) -> bool:
    return member is not None and member.left_ms is not None


def _digest(members: Mapping[str, str]) -> str:
    return hashlib.sha256(repr(sorted(members.items())).encode("utf-8", "replace")).hexdigest()
