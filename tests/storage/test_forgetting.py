"""Somebody who wants to be forgotten is, in every table there is, by what it says of itself."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import JSON, BigInteger, Boolean, Column, Integer, Table, func, insert, select
from sqlalchemy.types import Float, LargeBinary, String

from plugins import PLUGINS
from storage import forgetting
from storage.base import FORGOTTEN, Base, UtcDateTime
from storage.engine import Database
from storage.forgetting import LONG, Spot, changing, spots
from storage.relink import PERSON
from storage.tables import Account, Event, Group, Membership, Message, Outbox, Person

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
ANN, BEN, NOBODY, OTHER = 1, 2, 3, 100
assert PLUGINS, "their tables are among them"
BEARING = [table for table in Base.metadata.sorted_tables if PERSON & set(table.columns.keys())]


async def test_in_every_table_rows_have_the_fate_it_tells(database_url: str) -> None:
    """Who is forgotten is gone or nameless there, but where it says why not; nobody else's change; twice is once."""
    async with Database(database_url) as db:
        await _people(db)
        for number, table in enumerate(BEARING):
            if table not in (Group.__table__, Membership.__table__):
                await _put(db, table, number)
        before = await _everything(db, BEN)
        for _ in range(2):
            await _forget(db, ANN)
        assert await _everything(db, BEN) == before
        for spot in spots():
            await _check(db, spot)


async def test_what_is_still_needed_waits(database_url: str) -> None:
    """A vote in an open poll, a prize to be claimed, a place on an open list stay until that is over."""
    async with Database(database_url) as db:
        await _people(db)
        tables = {table.name: table for table in BEARING}
        votes, polls = tables["campaign_poll_votes"], tables["campaign_polls"]
        async with db.write() as session:
            await session.execute(insert(polls), [{**_row(polls, 5, BEN), "closed_at": None}])
            await session.execute(insert(votes), [{**_row(votes, 5, ANN), "poll_id": 5}])
        async with db.read() as session:
            assert [spot.table.name for spot in await forgetting.held(session, ANN)] == ["campaign_poll_votes"]
        await _forget(db, ANN)
        async with db.write() as session:
            assert await session.scalar(select(votes.c.person_id)) == ANN
            await session.execute(polls.update().values(closed_at=NOON))
        await _forget(db, ANN)
        async with db.read() as session:
            assert await session.scalar(select(votes.c.person_id)) == NOBODY
            assert await forgetting.held(session, ANN) == []


async def test_words_go_stretch_by_stretch(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever lies between, and what has not come to its end holds up what is behind it."""
    monkeypatch.setattr(forgetting, "SPAN", 7)
    monkeypatch.setattr(forgetting, "SLICE", 2)
    async with Database(database_url) as db:
        await _people(db)
        async with db.write() as session:
            for n in range(1, 41):
                session.add(_message(n, ANN if n % 3 else BEN))
                session.add(_event(n, "pending" if n == 20 else "done"))
        await _forget(db, ANN)
        async with db.write() as session:
            texts = (await session.execute(select(Message.person_id, Message.text).order_by(Message.id))).all()
            assert [tuple(row) for row in texts] == [(NOBODY, "") if n % 3 else (BEN, f"w{n}") for n in range(1, 41)]
            payloads = (await session.scalars(select(Event.payload).order_by(Event.id))).all()
            assert payloads == [{}] * 19 + [{"said": n} for n in range(20, 41)]


async def test_what_was_said_of_them_in_a_group_goes_too(database_url: str) -> None:
    """What mentions them loses its words; what is on its way, and what mentions others, does not."""
    async with Database(database_url) as db:
        await _people(db)
        async with db.write() as session:
            session.add_all(
                [_post(1, ANN, "sent"), _post(2, ANN, "waiting"), _post(3, 11, "sent"), _post(4, BEN, "sent")]
            )
        await _forget(db, ANN)
        async with db.read() as session:
            parts = [content["parts"] for content in await session.scalars(select(Outbox.content).order_by(Outbox.id))]
        assert parts == [[""], [{"at": ANN}, "hi"], [{"at": 11}, "hi"], [{"at": BEN}, "hi"]]


async def _people(db: Database) -> None:
    async with db.write() as session:
        session.add(Account(id=1, platform="p", platform_id="bot", created_at=NOON))
        await session.flush()
        names = {ANN: "ann", BEN: "ben", NOBODY: f"{FORGOTTEN}x", OTHER + ANN: "cat", OTHER + BEN: "dan"}
        session.add_all([Person(id=id_, account_id=1, platform_id=name, name=name) for id_, name in names.items()])
        await session.flush()
        session.add(Group(id=1, account_id=1, platform_id="g", name="G", owner_id=ANN, joined_at=NOON))
        await session.flush()
        for who, other in ((ANN, BEN), (BEN, ANN)):
            session.add(Membership(group_id=1, person_id=who, alias="A", inviter_id=other, last_spoken_at=NOON))


async def _put(db: Database, table: "Table[Any]", number: int) -> None:
    """A row of Ann's and one of Ben's; where two people are borne, the other is somebody else."""
    async with db.write() as session:
        for who in (ANN, BEN):
            row = _row(table, number * 10 + who, who)
            for column in table.columns:
                for parent in {key.column.table for key in column.foreign_keys if column.name not in row}:
                    if await session.scalar(select(func.count()).select_from(parent)) == 0:
                        await session.execute(insert(parent), [_row(parent, 1, who)])
                    row[column.name] = await session.scalar(select(func.min(parent.c.id)))
            await session.execute(insert(table), [row])


def _row(table: "Table[Any]", number: int, who: int) -> dict[str, Any]:
    """Values for every column; keys of others are made up by the number, and `who` is where people are."""
    row: dict[str, Any] = {}
    bearing = [column.name for column in table.columns if column.name in PERSON]
    for column in table.columns:
        if column.name in PERSON:
            row[column.name] = who if column.name == bearing[0] else OTHER + who
        elif column.name == "who":
            row[column.name] = str(who)
        elif column.name in ("group_id", "account_id"):
            row[column.name] = 1
        elif not column.foreign_keys:
            row[column.name] = _value(column, number)
    return row


def _value(column: Column[Any], number: int) -> Any:
    match column.type:
        case UtcDateTime():
            return NOON
        case Boolean():
            return True
        case BigInteger() | Integer():
            return number
        case JSON():
            return {"said": number}
        case Float():
            return 1.0
        case LargeBinary():
            return b"x"
        case String():
            return f"{column.name}{number}"
        case _:
            return number


async def _forget(db: Database, person_id: int) -> None:
    """As the job does it, without its pauses."""
    for spot in changing():
        async with db.read() as session:
            keys = await forgetting.find(session, spot, person_id, NOBODY)
        async with db.transaction() as connection:
            await forgetting.change(connection, spot, person_id, NOBODY, keys)
    for long in LONG:
        after, is_over = 0, False
        while not is_over:
            async with db.read() as session:
                seen = await forgetting.look(session, long, person_id, after)
            async with db.transaction() as connection:
                await forgetting.erase(connection, long, seen.ids, person_id, NOBODY)
            after, is_over = seen.until, seen.is_last or (seen.is_held and not seen.ids)


async def _everything(db: Database, person_id: int) -> dict[str, list[tuple[Any, ...]]]:
    """All that bears a person, but for who else it bears."""
    async with db.read() as session:
        return {
            spot.name: [
                tuple(row)
                for row in await session.execute(
                    select(*(c for c in spot.table.columns if c.name not in PERSON)).where(spot.column == person_id)
                )
            ]
            for spot in spots()
            if spot.table.name != "memberships"
        }


async def _check(db: Database, spot: Spot) -> None:
    async with db.read() as session:

        async def count(who: int) -> int:
            return await session.scalar(select(func.count()).where(spot.column == who)) or 0

        if spot.fate.does == "keep":
            rows = (await session.execute(select(spot.table).where(spot.column == ANN))).mappings().all()
            for name, empty in spot.fate.blank.items():
                assert all(row[name] == empty for row in rows), f"{spot.name}: {name}"
            return
        assert await count(ANN) == 0, spot.name
        if spot.fate.does == "move" and spot.column.name == next(
            c.name for c in spot.table.columns if c.name in PERSON
        ):
            assert await count(NOBODY) == 1, spot.name


def _message(n: int, who: int) -> Message:
    return Message(
        account_id=1, sent_at=NOON, platform_id=f"m{n}", group_id=1, person_id=who, kind="text", text=f"w{n}"
    )


def _event(n: int, state: str) -> Event:
    return Event(
        account_id=1, group_id=1, person_id=ANN, kind="said", payload={"said": n}, received_at=NOON, state=state
    )


def _post(n: int, who: int, state: str) -> Outbox:
    return Outbox(
        key=f"k{n}",
        account_id=1,
        group_id=1,
        cause_kind="event",
        cause_id="1",
        content={"kind": "text", "parts": [{"at": who}, "hi"]},
        priority=2,
        policy="at_most_once",
        created_at=NOON,
        due_at=NOON,
        next_at=NOON,
        state=state,
    )
