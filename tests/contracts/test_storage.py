"""What the code above relies on of any database: one suite for SQLite and PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from storage.bulk import insert_many, select_many, update_many
from storage.engine import Database
from storage.tables import Account, Event, Group, Message, Person

NOW = datetime(2026, 3, 1, 4, tzinfo=UTC)
PERSON = ("account_id", "platform_id", "name", "is_friend")


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    """A database with one account."""
    async with Database(database_url) as db:
        async with db.write() as session:
            await session.execute(
                insert(Account).values(platform="t", platform_id="bot", created_at=NOW, name="", floods=0)
            )
        yield db


async def people(db: Database) -> list[tuple[str, str, bool]]:
    """Platform id, name, friend or not."""
    async with db.read() as session:
        found = await session.execute(select(Person.platform_id, Person.name, Person.is_friend).order_by(Person.id))
        return [(p, n, f) for p, n, f in found]


async def test_a_write_is_seen_when_it_ends(db: Database) -> None:
    """A reader sees nothing of an open transaction and all of a finished one."""
    async with db.write() as session:
        session.add(Person(account_id=1, platform_id="a"))
        await session.flush()
        assert await people(db) == []
    assert await people(db) == [("a", "", False)]


async def test_an_error_takes_everything_back(db: Database) -> None:
    """Whatever raises, in a session or in a batch, nothing of it stays."""

    async def fails_in_a_session() -> None:
        async with db.write() as session:
            session.add(Person(account_id=1, platform_id="a"))
            await session.flush()
            raise RuntimeError

    async def fails_in_a_batch() -> None:
        async with db.transaction() as connection:
            for _ in range(2):
                await insert_many(connection, Person, PERSON, [(1, "b", "", False)])

    with pytest.raises(RuntimeError):
        await fails_in_a_session()
    with pytest.raises(IntegrityError):
        await fails_in_a_batch()
    assert await people(db) == []


async def test_a_cancelled_write_takes_everything_back(db: Database) -> None:
    """And the writer is free again."""
    inside = asyncio.Event()

    async def writes() -> None:
        async with db.write() as session:
            session.add(Person(account_id=1, platform_id="a"))
            await session.flush()
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(writes())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with db.write() as session:
        session.add(Person(account_id=1, platform_id="b"))
    assert await people(db) == [("b", "", False)]


async def test_writers_take_turns_and_readers_do_not_wait(db: Database) -> None:
    """Many writers at once lose no update; a read in the midst of a write returns."""

    async def adds() -> None:
        async with db.write() as session:
            name = await session.scalar(select(Account.floods))
            await session.execute(text("UPDATE accounts SET floods = :n"), {"n": (name or 0) + 1})

    async with db.write():
        assert await people(db) == []
    await asyncio.gather(*(adds() for _ in range(20)))
    async with db.read() as session:
        assert await session.scalar(select(Account.floods)) == 20


async def test_moments_keep_their_instant(db: Database) -> None:
    """To the millisecond, whatever the zone they came in; always back as UTC; naive ones are refused."""
    moment = datetime(2026, 3, 1, 20, 30, 0, 123_000, tzinfo=timezone(timedelta(hours=8)))
    async with db.write() as session:
        session.add(Group(account_id=1, platform_id="g", joined_at=moment))
    async with db.read() as session:
        found = await session.scalar(select(Group.joined_at))
        assert (found, found.tzinfo if found else None) == (moment, UTC)
        assert await session.scalar(select(func.count()).where(Group.joined_at <= moment)) == 1
    with pytest.raises(StatementError, match="naive"):
        async with db.write() as session:
            session.add(Group(account_id=1, platform_id="h", joined_at=datetime(2026, 1, 1)))  # noqa: DTZ001


async def test_bulk_insert_reports_what_was_new(db: Database) -> None:
    """Rows that stand already fall out by ON CONFLICT and are not counted; more than one statement's rows are fine."""
    async with db.transaction() as connection:
        rows = [(1, f"p{n}", "", n % 2 == 0) for n in range(450)]
        assert await insert_many(connection, Person, PERSON, rows[:10], "ON CONFLICT DO NOTHING") == 10
        assert await insert_many(connection, Person, PERSON, rows, "ON CONFLICT DO NOTHING") == 440
        assert await insert_many(connection, Person, PERSON, []) == 0
    assert [(p, f) for p, _, f in await people(db)] == [(p, f) for _, p, _, f in rows]


async def test_bulk_upsert_adds_to_what_stands(db: Database) -> None:
    """`excluded` is the new row and the table's name the old one."""
    async with db.transaction() as connection:
        upsert = "ON CONFLICT (account_id, platform_id) DO UPDATE SET name = people.name || excluded.name"
        for name in "abc":
            await insert_many(connection, Person, PERSON, [(1, "p", name, False)], upsert)
    assert await people(db) == [("p", "abc", False)]


async def test_bulk_update_and_select(db: Database) -> None:
    """Rows are found and changed by key, many at once, absent ones being no trouble."""
    async with db.transaction() as connection:
        await insert_many(connection, Person, PERSON, [(1, f"p{n}", "x", False) for n in range(300)])
        changed = await update_many(
            connection,
            Person,
            ("account_id", "platform_id"),
            ("name", "is_friend"),
            [("new", True, 1, f"p{n}") for n in range(100, 400)],
        )
        assert changed == 200
        found = await select_many(
            connection,
            "p.platform_id, p.name",
            ("account_id bigint", "platform_id text"),
            [(1, f"p{n}") for n in range(99, 500)],
            "people AS p ON p.account_id = w.account_id AND p.platform_id = w.platform_id",
        )
        assert sorted(tuple(row) for row in found)[:2] == [("p100", "new"), ("p101", "new")]
        assert len(found) == 201
        await update_many(connection, Account, ("id",), ("floods",), [(5, 1)], adding=True)
        await update_many(connection, Account, ("id",), ("floods",), [(-2, 1)], adding=True)
        assert (await connection.execute(select(Account.floods))).scalar() == 3


async def test_bulk_json_is_read_by_the_mapper(db: Database) -> None:
    """JSON written as text in bulk comes back as values."""
    columns = ("account_id", "kind", "payload", "received_at", "state")
    async with db.transaction() as connection:
        await insert_many(connection, Event, columns, [(1, "said", '{"text": "你好 \\"{x}\\""}', 5, "pending")])
    async with db.read() as session:
        event = (await session.scalars(select(Event))).one()
        assert event.payload == {"text": '你好 "{x}"'}


async def test_bulk_lookup_uses_the_index(db: Database) -> None:
    """With many rows stored, finding two hundred by key reads no table through."""
    async with db.transaction() as connection:
        for start in range(0, 20_000, 200):
            await insert_many(connection, Person, PERSON, [(1, f"p{start + n}", "", False) for n in range(200)])
    async with db.transaction() as connection:
        await connection.exec_driver_sql("ANALYZE people")
        if connection.dialect.name == "sqlite":
            plan = await connection.exec_driver_sql(
                "EXPLAIN QUERY PLAN SELECT p.id FROM (SELECT json_extract(value, '$[0]') AS account_id,"
                " json_extract(value, '$[1]') AS platform_id FROM json_each(?)) AS w CROSS JOIN people AS p"
                " ON p.account_id = w.account_id AND p.platform_id = w.platform_id",
                ("[]",),
            )
        else:
            plan = await connection.exec_driver_sql(
                "EXPLAIN SELECT p.id FROM unnest($1::bigint[], $2::text[]) AS w(account_id, platform_id)"
                " JOIN people AS p ON p.account_id = w.account_id AND p.platform_id = w.platform_id",
                ([1], ["p1"]),
            )
        steps = " ".join(str(row) for row in plan)
        assert "uq_people_account_id_platform_id" in steps or "sqlite_autoindex_people_1" in steps
        assert "SCAN p" not in steps
        assert "Seq Scan" not in steps


async def test_a_message_key_stands_once(db: Database) -> None:
    """Same account, time and platform id: refused, whatever the rest."""
    columns = ("account_id", "sent_at", "platform_id", "person_id", "kind", "text")
    async with db.transaction() as connection:
        await insert_many(connection, Message, columns, [(1, 5, "m", 1, "text", "a"), (1, 6, "m", 1, "text", "b")])
    with pytest.raises(IntegrityError):
        async with db.transaction() as connection:
            await insert_many(connection, Message, columns, [(1, 5, "m", 2, "image", "")])


async def test_references_are_enforced(db: Database) -> None:
    """A group of an account that is not there is refused."""
    with pytest.raises(IntegrityError):
        async with db.write() as session:
            session.add(Group(account_id=99, platform_id="g", joined_at=NOW))


async def test_a_reader_cannot_write_sqlite(sqlite_url: str) -> None:
    """On SQLite the reading connections refuse to change anything."""
    async with Database(sqlite_url) as db, db.read() as session:
        with pytest.raises(DBAPIError, match="readonly"):
            await session.execute(text("DELETE FROM people"))
