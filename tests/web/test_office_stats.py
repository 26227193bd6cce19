"""The page on a group's figures, and how warm groups are in the list of all."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.pages import Badge, Chart, Table, Trend, Words
from bot.times.localday import day_number
from plugins.nudges.stats.page import PAGE
from plugins.nudges.temperature import page as temperature
from plugins.nudges.temperature import weeks
from plugins.nudges.temperature.store import hour_of
from plugins.nudges.temperature.tables import Pulse
from storage.engine import Database
from storage.hours import GroupHour
from storage.tables import Activity, Group
from tests.plugins.test_nudges_judging import everybody, since, two
from tests.plugins.warming import NOW, ZONE, Town
from tests.web.office import Guest, blocks_of, office_of
from tests.world import GroupChat, World

ADDRESS = "/office/g/1/stats"


@pytest.fixture
async def talking(world: World, group: GroupChat) -> GroupChat:
    """A group in which somebody was helped, three days ago."""
    await world.advance(days=1)
    question = await group["小明"].says("请问几点集合？")
    await group["小红"].says("七点", quote=question)
    await group["小明"].says("谢谢 @小红")
    for n in range(30):
        await group["小明"].says(f"第{n}句")
    await world.advance(days=3)
    group.heard()
    return group


@pytest.fixture
async def guest(world: World, talking: GroupChat) -> AsyncIterator[Guest]:
    """The owner's browser."""
    async with office_of(world) as guest:
        yield await guest.come_in(talking.owner)


async def test_the_figures_of_the_chat(world: World, talking: GroupChat, guest: Guest) -> None:
    """The same words for who does not see the picture, and who helped."""
    await talking.owner.whispers("/数据")
    talking.owner.private.heard()
    assert talking.owner.private.last is not None
    words = talking.owner.private.last.text
    blocks = await blocks_of(world, PAGE, talking.owner)
    [told] = [block.told for block in blocks if isinstance(block, Chart)]
    assert told == words
    assert "消息 34 条" in told
    text = await guest.opens(ADDRESS)
    assert "小红" in text
    assert "回答 1 · 感谢 1" in text
    assert "最热闹：" in text
    for ground in ("light", "dark"):
        answer = await guest.client.get(f"{ADDRESS}/stats.png?days=30&on={ground}")
        assert (await answer.read()).startswith(b"\x89PNG")


async def test_other_days_and_english(guest: Guest) -> None:
    """What is asked for in the address; what cannot be is the week."""
    await guest.opens(f"{ADDRESS}?days=30")
    assert "近 30 天（" in guest.html
    await guest.opens(f"{ADDRESS}?days=31")
    assert "近 7 天（" in guest.html
    text = await guest.opens(f"{ADDRESS}?lang=en")
    assert "Helped most" in text
    assert "1 answer · 1 thank-you" in text


async def test_where_nobody_spoke(world: World, group: GroupChat) -> None:
    """Words instead of a picture."""
    await world.advance(days=9)
    blocks = await blocks_of(world, PAGE, group.owner)
    assert not any(isinstance(block, Chart | Table) for block in blocks)
    assert any(isinstance(block, Words) and "没有人说话" in block.text for block in blocks)


async def test_the_last_weeks_as_lines(world: World, talking: GroupChat, guest: Guest) -> None:
    """No picture while they cannot be compared; then one, each week told in words."""
    assert (await guest.client.get(f"{ADDRESS}/warmth.png")).status == 404
    await known_for(world, days=80)
    charts = [block for block in await blocks_of(world, PAGE, talking.owner) if isinstance(block, Chart)]
    assert [chart.name for chart in charts] == ["stats", "warmth"]
    assert "的一周：消息 100%，说话的人 100%" in charts[1].told
    for ground in ("light", "dark"):
        answer = await guest.client.get(f"{ADDRESS}/warmth.png?on={ground}")
        assert (await answer.read()).startswith(b"\x89PNG")


async def known_for(world: World, days: int) -> None:
    """Somebody and another talked every day at the same hour, long before now."""
    assert world.app is not None
    now = world.clock.now()
    async with world.app.db.write() as session:
        for back in range(10, days):
            at = now - timedelta(days=back)
            session.add(GroupHour(group_id=1, hour=hour_of(at), messages=10))
            session.add_all(
                Activity(group_id=1, day=day_number(at.date()), person_id=who, messages=5) for who in (3, 4)
            )
        new = {"temperature": "active", "since": now, "told": "active", "heard_since": now - timedelta(days=days)}
        await session.merge(Pulse(group_id=1, account_id=1, **new))


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    """Two groups that have talked for five weeks, one of them less in the last, and one that never has."""
    async with Database(database_url) as db:
        town = Town(db)
        await town.settle_in(1, 2, 3)
        await town.talked(1, everybody, days=70)
        await town.talked(2, since(7, two), days=70)
        await town.passes(NOW - 25 * timedelta(hours=1), times=26)
        yield town


async def test_signs_in_the_list_of_groups(town: Town) -> None:
    """How warm each is, in words, and its weeks."""
    async with town.db.read() as session:
        groups = (await session.scalars(select(Group).order_by(Group.id))).all()
        found = await temperature.signs(session, groups, NOW, "zh")
        english = await temperature.signs(session, groups, NOW, "en")
    badge, trend = found[1]
    assert badge == Badge("活跃", "good")
    assert isinstance(trend, Trend)
    assert len(trend.values) == weeks.MOST
    assert trend.told.startswith("最近 8 周每周的消息：")
    badge, trend = found[2]
    assert badge == Badge("变凉", "warn")
    assert isinstance(trend, Trend)
    assert trend.values[-1] < trend.values[0]
    assert english[2][0] == Badge("cooling", "warn")
    assert [each for each in found[3] if isinstance(each, Trend)] == []


async def test_the_last_weeks_are_those_the_chat_judges_by(town: Town) -> None:
    """The last one has the ratios that are kept of the group."""
    async with town.db.read() as session:
        [*_, last] = await weeks.warmth(session, 1, 2, NOW, ZONE)
        pulse = await town.pulse(2)
        assert (last.messages, last.speakers) == (pulse.messages_ratio, pulse.speakers_ratio)
        assert await weeks.warmth(session, 1, 3, datetime.fromisoformat("2025-01-03T00:00:00+08:00"), ZONE) == []
        assert await weeks.warmth(session, 1, 99, NOW, ZONE) == []
