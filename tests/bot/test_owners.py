"""Who is told what concerns a group."""

from datetime import datetime, timedelta

import pytest

from bot.owners import owners_of
from storage.engine import Session
from storage.tables import Grant, Person
from tests.bot.speaking import NOON, Speaker, speaking

ANN, BOB = 1, 2


async def grant(bot: Speaker, person_id: int, group_id: int, role: str, at: datetime = NOON) -> None:
    """Give somebody a role."""
    async with bot.db.write() as session:
        session.add(Grant(person_id=person_id, group_id=group_id, role=role, granted_at=at))


@pytest.mark.parametrize(
    ("owner", "grants", "operators", "told"),
    [
        (BOB, [(ANN, 1, "owner")], (), BOB),
        (None, [(ANN, 1, "admin"), (BOB, 1, "owner")], (), BOB),
        (None, [(BOB, 1, "admin"), (ANN, 0, "operator")], (), BOB),
        (None, [(BOB, 0, "operator"), (ANN, 2, "owner")], (), BOB),
        (None, [], ("bob",), BOB),
        (None, [(ANN, 2, "admin")], ("stranger",), None),
    ],
)
async def test_the_nearest_to_owning_a_group_is_told(
    database_url: str, owner: int | None, grants: list[tuple[int, int, str]], operators: tuple[str, ...], told: int
) -> None:
    """Its owner, who was bound as one, an admin, an operator; nobody where nobody is known."""
    async with speaking(database_url) as bot:
        await bot.group(1, owner_id=owner)
        for person_id, group_id, role in grants:
            await grant(bot, person_id, group_id, role)
        async with bot.db.read() as session:
            assert (await owners_of(session, [1], operators)).get(1) == told


async def test_who_has_been_admin_longest_is_told(database_url: str) -> None:
    """One person, the same each time."""
    async with speaking(database_url) as bot:
        await grant(bot, ANN, 1, "admin", NOON + timedelta(days=1))
        await grant(bot, BOB, 1, "admin", NOON)
        async with bot.db.read() as session:
            assert await owners_of(session, [1]) == {1: BOB}


async def test_many_groups_are_one_question(database_url: str) -> None:
    """Each has its own answer; what is no group has none."""
    async with speaking(database_url) as bot:
        await bot.group(1, owner_id=ANN)
        await grant(bot, BOB, 2, "admin")
        await grant(bot, ANN, 0, "operator")
        async with bot.db.read() as session:
            assert await owners_of(session, [1, 2, 3, 99]) == {1: ANN, 2: BOB, 3: ANN}
            assert await owners_of(session, []) == {}


async def test_a_group_the_bot_made_itself_has_another_to_tell(database_url: str) -> None:
    """It does not talk to itself."""
    async with speaking(database_url) as bot:
        async with bot.db.write() as session:
            person = await _us(session)
        await bot.group(1, owner_id=person)
        await grant(bot, BOB, 1, "admin")
        async with bot.db.read() as session:
            assert await owners_of(session, [1]) == {1: BOB}


async def _us(session: Session) -> int:
    me = Person(account_id=1, platform_id="bot")
    session.add(me)
    await session.flush()
    return me.id
