"""An inbox on a database of the test's own, with everything it hands on kept to be looked at."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert, text

from bot.clock import VirtualClock
from bot.events import (
    Added,
    GroupEvent,
    GroupSeen,
    Happening,
    Joined,
    Left,
    MemberJoined,
    MemberLeft,
    MessagePosted,
    Removed,
    Renamed,
    Said,
)
from bot.inbox import AccountRef, Inbox, Observer, Pending
from storage.engine import Database
from storage.tables import Account

NOON = datetime(2026, 3, 1, 4, tzinfo=UTC)
"""Noon in Shanghai, on 20260301."""
BOT = "bot"


class Desk:
    """One account's inbox; messages that begin with "/" are wanted, and so is everything else that happens."""

    def __init__(
        self, db: Database, clock: VirtualClock, observers: Sequence[Observer] = (), limit: int = 1000
    ) -> None:
        self.db = db
        self.clock = clock
        self.pending: list[Pending] = []
        self.echoes: list[MessagePosted] = []
        self.inbox = Inbox(
            db,
            AccountRef(1, BOT),
            clock=clock,
            limit=limit,
            max_age=timedelta(minutes=10),
            zone="Asia/Shanghai",
            wants=lambda message: message.text.startswith("/"),
            hears=frozenset({Joined, Left, Renamed, Added, Removed}),
            observers=observers,
            on_pending=self.pending.extend,
            on_echo=self.echoes.extend,
        )

    @property
    def happenings(self) -> list[Happening]:
        """What was handed on, in order."""
        return [pending.happening for pending in self.pending]

    @property
    def said(self) -> list[Said]:
        """The messages that were handed on."""
        return [happening for happening in self.happenings if isinstance(happening, Said)]

    async def receives(self, *events: GroupEvent) -> None:
        """All of these, and everything recorded."""
        for event in events:
            await self.inbox.put(event)
        while await self.inbox.flush():
            pass

    async def rows(self, sql: str, **values: Any) -> list[tuple[Any, ...]]:
        """What the database answers."""
        async with self.db.read() as session:
            return [tuple(row) for row in await session.execute(text(sql), values)]

    async def value(self, sql: str, **values: Any) -> Any:
        """The one value the database answers."""
        [[value]] = await self.rows(sql, **values)
        return value

    async def members(self, group: str = "g") -> set[str]:
        """Who is in a group, by platform id."""
        sql = (
            "SELECT p.platform_id FROM memberships m JOIN people p ON p.id = m.person_id"
            " JOIN groups g ON g.id = m.group_id WHERE g.platform_id = :group AND m.left_at IS NULL"
        )
        return {row[0] for row in await self.rows(sql, group=group)}

    async def counted(self, person: str = "ann") -> dict[int, int]:
        """Messages by day in all groups."""
        sql = (
            "SELECT a.day, sum(a.messages) FROM activity a JOIN people p ON p.id = a.person_id"
            " WHERE p.platform_id = :person GROUP BY a.day"
        )
        return {day: int(count) for day, count in await self.rows(sql, person=person)}


@asynccontextmanager
async def desk_on(
    url: str, *, observers: Sequence[Observer] = (), limit: int = 1000, new: bool = True
) -> AsyncGenerator[Desk]:
    """A desk on a migrated database; with `new` false the account is there already."""
    async with Database(url) as db:
        if new:
            async with db.write() as session:
                await session.execute(
                    insert(Account).values(id=1, platform="test", platform_id=BOT, created_at=NOON, name="", floods=0)
                )
        yield Desk(db, VirtualClock(NOON), observers, limit)


_count = iter(range(1, 1_000_000))


def says(sender: str, words: str = "hi", *, group: str = "g", at: datetime = NOON, **more: Any) -> MessagePosted:
    """A message with an id of its own."""
    fields: dict[str, Any] = {"message_id": f"m{next(_count)}", "sender_name": sender.title()} | more
    return MessagePosted(sent_at=at, sender_id=sender, text=words, group_id=group, **fields)


def lists(*members: str, group: str = "g", name: str = "Garden", owner: str = "", at: datetime = NOON) -> GroupSeen:
    """A group as the platform lists it."""
    return GroupSeen(group, at, name, owner, {member: member.title() for member in members})


def joins(*members: str, group: str = "g", inviter: str = "", at: datetime = NOON) -> MemberJoined:
    """People come in."""
    return MemberJoined(group, at, {member: member.title() for member in members}, inviter)


def leaves(*members: str, group: str = "g", by: str = "", at: datetime = NOON) -> MemberLeft:
    """People go."""
    return MemberLeft(group, at, members, by)
