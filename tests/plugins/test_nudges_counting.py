"""Every message is counted in its hour, once, whatever happens to it or to us."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select

from plugins.nudges.temperature import counting
from plugins.nudges.temperature.store import hour_of
from plugins.nudges.temperature.tables import Heard
from storage.engine import Database
from storage.tables import Message, Schedule
from tests.plugins.warming import NOW, Town

HOUR = timedelta(hours=1)
LAST, THIS = hour_of(NOW) - 1, hour_of(NOW)


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    """Two groups."""
    async with Database(database_url) as db:
        town = Town(db)
        await town.settle_in(1, 2)
        yield town


async def test_messages_are_counted_by_group_and_hour(town: Town) -> None:
    """What was said in private is not, and what is dated ahead of now was said now."""
    await town.says(1, NOW - HOUR)
    await town.says(2, NOW - HOUR, group_id=2)
    await town.says(3, NOW - HOUR, group_id=None)
    await town.says(4, NOW)
    await town.says(5, NOW + 9 * HOUR)
    await town.passes()
    assert await town.hours() == {LAST: 1, THIS: 2}
    assert await town.hours(2) == {LAST: 1}
    assert (await town.pulse(1)).last_hour == THIS


async def test_each_is_counted_once(town: Town) -> None:
    """Though what was found is written twice, or found twice because we were killed before it was written."""
    await town.says(1, NOW)
    found = await town.look_around()
    await town.write(found)
    await town.write(found)
    await town.passes(times=2)
    assert await town.hours() == {THIS: 1}
    await town.says(2, NOW)
    await town.look_around()  # and killed
    await town.passes()
    await town.passes()
    assert await town.hours() == {THIS: 2}


async def test_what_comes_late_belongs_to_its_hour(town: Town) -> None:
    """It takes nobody's last word back."""
    await town.says(1, NOW)
    await town.passes()
    await town.says(2, NOW - 50 * HOUR)
    await town.passes()
    assert await town.hours() == {THIS: 1, THIS - 50: 1}
    assert (await town.pulse(1)).last_hour == THIS


async def test_what_is_deleted_stays_counted(town: Town) -> None:
    """Numbers that are given anew, since all that bore them are gone, are counted too."""
    for id_ in range(1, 6):
        await town.says(id_, NOW - HOUR)
    await town.passes()
    async with town.db.write() as session:
        await session.execute(delete(Message))
    await town.passes()
    assert await town.hours() == {LAST: 5}
    await town.says(1, NOW)
    await town.says(2, NOW)
    await town.passes()
    assert await town.hours() == {LAST: 5, THIS: 2}


async def test_logs_of_before_the_bot_came_are_not_counted_again(town: Town) -> None:
    """Their messages bear numbers below zero, and their hours are known."""
    await town.says(-2, NOW - 90 * HOUR)
    await town.passes()
    assert await town.hours() == {}
    await town.says(1, NOW)
    await town.passes()
    assert await town.hours() == {THIS: 1}


@pytest.mark.parametrize(("most", "hours"), [(3, 300), (2000, 2), (1, 1)])
async def test_many_are_counted_bit_by_bit(town: Town, monkeypatch: pytest.MonkeyPatch, most: int, hours: int) -> None:
    """Until all are, each bit in a transaction of its own."""
    monkeypatch.setattr(counting, "MOST", most)
    monkeypatch.setattr(counting, "MOST_HOURS", hours)
    for id_ in range(10, 20):
        await town.says(id_, NOW - (id_ % 3) * HOUR, group_id=1 + id_ % 2)
    steps = 0
    while (found := await town.look_around()).counted.more:
        assert found.judged == []
        await town.write(found)
        async with town.db.read() as session:
            assert await session.scalar(select(func.count()).where(Schedule.next_due_at > NOW)) == 1
        steps += 1
    await town.write(found)
    assert steps > 1
    assert sum((await town.hours()).values()) == 5
    assert sum((await town.hours(2)).values()) == 5
    async with town.db.read() as session:
        assert await session.scalar(select(Heard.message_id)) == 19
