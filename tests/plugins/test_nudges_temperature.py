"""How warm groups are: the pass from day to day, what owners are told, and what they are answered."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, insert, select, update

from bot.times.localday import day_number
from plugins.desk import plugin as desk
from plugins.groups import plugin as groups
from plugins.nudges.temperature import jobs
from plugins.nudges.temperature import plugin as temperature
from plugins.nudges.temperature.store import hour_of, silent_groups
from plugins.nudges.temperature.tables import Pulse
from storage.engine import Database
from storage.hours import GroupHour, Outage
from storage.tables import Activity, Group, GroupTag, Person, Run, Schedule, Serving
from tests.plugins.test_nudges_judging import everybody, nobody, since, two
from tests.plugins.warming import NOW, Talk, Town
from tests.world import START, GroupChat, World, open_world

WITH = (desk, groups, temperature)
"""What the played worlds have: others look around every hour as well, and months go by here."""
HOUR = timedelta(hours=1)
MORNING = NOW + 33 * HOUR  # 10:05


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    """Three groups of one owner, known and active until now."""
    async with Database(database_url) as db:
        town = Town(db)
        await town.settle_in(1, 2, 3)
        await town.passes(NOW - 25 * HOUR, times=2)
        for group_id in (1, 2, 3):
            await town.keep(group_id, temperature="active", told="active")
        yield town


async def test_a_change_is_told_once_and_by_day(town: Town) -> None:
    """When it has lasted for a day, at ten in the morning, with what to do; and never again."""
    await town.talked(1, since(7, two))
    await town.talked(2, everybody)
    await town.talked(3, everybody)
    await town.passes(times=33)
    assert town.said == []
    await town.passes(MORNING, times=30)
    [note] = town.said
    assert "「群1」变凉了：这一周消息是平时的 33%，说话的人是平时的 33%" in note
    assert "/栏目 新建" in note
    pulse = await town.pulse(1)
    assert (pulse.temperature, pulse.told, pulse.since) == ("cooling", "cooling", NOW)
    assert (await town.pulse(2)).temperature == "active"


async def test_groups_of_one_owner_are_told_together(town: Town) -> None:
    """The quietest first."""
    await town.talked(1, since(7, two))
    await town.talked(2, since(20, nobody))
    await town.talked(3, everybody)
    await town.passes(times=34)
    [note] = town.said
    assert note.startswith("有 2 个群和以前不一样了")
    assert note.index("「群2」安静下来了") < note.index("「群1」变凉了")


async def test_what_has_turned_back_by_the_morning_is_no_news(town: Town) -> None:
    """Nor is that a group which has got known is active, nor that one is forming."""
    await town.keep(1, temperature="cooling", told="active")
    await town.keep(2, temperature="forming", told="forming")
    await town.keep(3, temperature="forming", told="active")
    for group_id in (1, 2, 3):
        await town.talked(group_id, everybody)
    await town.passes(times=34)
    assert town.said == []
    assert [(await town.pulse(group_id)).temperature for group_id in (1, 2, 3)] == ["active"] * 3


async def test_where_there_is_nobody_to_tell(town: Town) -> None:
    """It is not tried for ever, and who owns the group later hears of later changes."""
    async with town.db.write() as session:
        await session.execute(update(Group).values(owner_id=None))
    await town.talked(1, since(7, two))
    await town.passes(times=34)
    assert town.said == []
    assert (await town.pulse(1)).told == "cooling"


@pytest.mark.parametrize(("tags", "other"), [({1: "读书", 2: "读书"}, "群2"), ({1: "读书", 2: "跑步"}, ""), ({}, "")])
async def test_a_quiet_group_may_join_one_like_it(town: Town, tags: dict[int, str], other: str) -> None:
    """Of the same owner and tag, and lively; else there are words of farewell."""
    async with town.db.write() as session:
        session.add_all(GroupTag(account_id=1, tag=tag, group_id=group_id) for group_id, tag in tags.items())
    await town.talked(1, since(20, nobody))
    await town.talked(2, everybody)
    await town.talked(3, everybody)
    await town.passes(times=34)
    [note] = town.said
    assert (f"来「{other}」" if other else "有缘再聚") in note


def once_each(_: int) -> dict[int, int]:
    """Everybody still writes, but a quarter as much."""
    return dict.fromkeys(range(1, 7), 1)


@pytest.mark.parametrize(("talk", "advice"), [(since(7, two), "/投票 新建"), (since(7, once_each), "/激活 话题")])
async def test_where_content_comes_already(town: Town, talk: Talk, advice: str) -> None:
    """Fewer people are asked to vote, people who say less are asked a question."""
    async with town.db.write() as session:
        session.add(Serving(group_id=1, last_at=NOW - 24 * HOUR, day=20260329, said=0))
    await town.talked(1, talk)
    await town.talked(2, everybody)
    await town.talked(3, everybody)
    await town.passes(times=34)
    [note] = town.said
    assert advice in note


async def test_people_who_speak_again_are_good_news(town: Town) -> None:
    """After silence even a few are."""
    await town.keep(1, temperature="dead", told="dead")
    await town.talked(1, since(1, two, since(15, nobody)))
    await town.talked(2, everybody)
    await town.talked(3, everybody)
    await town.passes(times=34)
    [note] = town.said
    assert "「群1」又有人说话了" in note


async def test_each_is_judged_once_a_day(town: Town) -> None:
    """An hour after its own midnight, and not while words of that day still come in."""
    async with town.db.write() as session:
        await session.execute(update(Group).where(Group.id == 2).values(zone="Europe/Berlin"))
    assert await judged(town, NOW - 6 * HOUR) == []  # 19:05: the day before was judged at night
    assert await judged(town, NOW - HOUR) == []
    await town.says(1, NOW - 30 * HOUR, group_id=3)
    assert await judged(town, NOW) == [1]
    assert await judged(town, NOW + HOUR) == [3]
    assert await judged(town, NOW + 5 * HOUR) == []
    assert await judged(town, NOW + 6 * HOUR) == [2]


async def judged(town: Town, now: datetime) -> list[int]:
    """Which groups are judged at a moment."""
    found = await town.look_around(now)
    await town.write(found, now)
    return [each.standing.group_id for each in found.judged]


async def test_many_groups_take_turns(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who was not looked at for longest comes first."""
    monkeypatch.setattr(jobs, "AT_ONCE", 2)
    await town.keep(3, judged_day=20260301)
    assert await judged(town, NOW) == [3, 1]
    assert await judged(town, NOW + HOUR) == [2]
    assert await judged(town, NOW + 24 * HOUR) == [1, 2]


# Played.


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    """A running bot."""
    async with open_world(sqlite_url, WITH) as opened:
        yield opened


@pytest.fixture
async def group(world: World) -> GroupChat:
    """A group that has talked every evening for five weeks, five people of them."""
    return await with_a_past(world, "读书会")


async def with_a_past(world: World, name: str, owner: str = "阿宁", days: int = 35, until: int = 0) -> GroupChat:
    """A group that has talked every evening for so many days, but for the last ones."""
    members = [f"{name}{n}" for n in range(1, 6)]
    made = await world.group(name, owner, *members)
    assert world.app is not None
    async with world.app.db.write() as session:
        group_id = await session.scalar(select(Group.id).where(Group.name == name))
        assert group_id is not None
        people = (await session.scalars(select(Person.id).where(Person.name.in_(members)))).all()
        start = START.astimezone(ZoneInfo("Asia/Shanghai"))
        for back in range(1 + until, days + 1):
            evening = start.replace(hour=20) - timedelta(days=back)
            rows = [
                {"group_id": group_id, "day": day_number(evening), "person_id": who, "messages": 3} for who in people
            ]
            await session.execute(insert(Activity), rows)
            await session.execute(insert(GroupHour).values(group_id=group_id, hour=hour_of(evening), messages=15))
        came = START - timedelta(days=days)
        await session.execute(update(Group).where(Group.id == group_id).values(joined_at=came))
        pulse = {"heard_since": came, "temperature": "active", "since": came, "told": "active", "account_id": 1}
        await session.execute(insert(Pulse).values(group_id=group_id, last_hour=hour_of(START) - 14, **pulse))
    made.heard()
    return made


async def evening(group: GroupChat, *members: int) -> None:
    """These talk at eight in the evening; then it is past noon of the next day."""
    await until(group.world, 20)
    for member in members:
        await group[f"{group.name}{member}"].says("今天读到哪了")
    await until(group.world, 13)


async def until(world: World, hour: int) -> None:
    """Let time go by to this hour of the clock in Shanghai."""
    now = world.clock.now().astimezone(ZoneInfo("Asia/Shanghai"))
    there = now.replace(hour=hour, minute=0, second=0)
    await world.advance(seconds=((there - now) % timedelta(days=1)).total_seconds())


async def test_a_group_s_life(world: World, group: GroupChat) -> None:
    """It is active, cools, goes quiet and comes back; its owner hears of each change once, by day."""
    await evening(group, 1, 2, 3, 4, 5)
    group.owner.was_told_nothing()
    await group.owner.says("/群况")
    told = group.bot_replied("这个群：活跃", "最近 7 天：约 95 条、5 人说话；平时一周约 105 条、5 人")
    assert "常聊的时段（Asia/Shanghai）：每天 20:00-21:00" in told
    for _ in range(5):
        await evening(group, 1, 2)
    group.owner.was_told("「读书会」变凉了", "/栏目 新建")
    await world.advance(days=15)
    group.owner.was_told("「读书会」安静下来了", "复制")
    await group.owner.says("/群况")
    group.bot_replied("沉寂，从 2026-03-22 起", "不到 2 个", "有缘再聚")
    for _ in range(4):
        await evening(group, 1, 2, 3, 4, 5)
    group.owner.was_told("「读书会」又暖起来了")
    group.owner.was_told_nothing()


async def test_crashes_change_nothing(world: World, group: GroupChat) -> None:
    """Killed at any moment, every message is counted once, and the owner is told once."""
    for hours in (0.5, 3, 9, 14):
        await until(world, 20)
        await group["读书会1"].says("在")
        await world.crash(minutes=20)
        await world.advance(hours=hours)
        await world.crash(seconds=5)
        await group["读书会2"].says("也在")
        await until(world, 0)
        await world.crash(minutes=66)
        await until(world, 10)
        await world.advance(minutes=4)
        world.crash_at_next_send("before_send", minutes=10)
        await until(world, 12)
    group.owner.was_told("「读书会」变凉了")
    group.owner.was_told_nothing()
    assert world.app is not None
    async with world.app.db.read() as session:
        messages = await session.scalar(select(func.sum(GroupHour.messages)))
        ledger = await session.scalar(select(func.sum(Activity.messages)))
        failed = await session.scalar(select(func.count()).where(Run.outcome == "failed"))
    assert (messages, failed) == (ledger, 0)


async def test_an_idle_hour_is_a_look(world: World, group: GroupChat) -> None:
    """Nothing is worked at unless there is something to do."""
    await until(world, 13)
    assert world.app is not None

    async def worked() -> list[datetime]:
        assert world.app is not None
        query = select(Run.due_at).join(Schedule, Schedule.id == Run.schedule_id).where(Schedule.job == jobs.WORK)
        async with world.app.db.read() as session:
            return list(await session.scalars(query.order_by(Run.due_at)))

    before = await worked()
    await world.advance(hours=6)
    assert await worked() == before
    await group["读书会1"].says("在")
    await world.advance(hours=3)
    assert len(await worked()) == len(before) + 1


async def test_only_admins_are_told(group: GroupChat) -> None:
    """How warm a group is, is nobody else's business."""
    await group["读书会1"].says("/群况")
    assert "活跃" not in group.bot_replied()


async def test_several_groups_at_once(world: World, group: GroupChat) -> None:
    """In private a line each, the coldest first."""
    await with_a_past(world, "跑步群", days=60, until=20)
    await world.group("新群", "阿宁")
    for _ in range(2):
        await until(world, 13)
    owner = group.owner
    owner.private.heard()
    for name in ("读书会", "跑步群", "新群"):
        await owner.whispers(f"/用 {name}")
        await owner.whispers("/标签 添加 #一起")
    await owner.whispers("/用 #一起")
    owner.private.heard()
    await owner.whispers("/群况")
    told = owner.was_told("群况，凉的在前")
    assert [line.partition("：")[0] for line in told.splitlines()[1:]] == ["跑步群", "新群", "读书会"]
    await owner.whispers("/群况 2")
    owner.was_told("只有 1 页")


async def test_a_new_group_is_got_to_know_first(world: World) -> None:
    """For two weeks nothing is said of it."""
    made = await world.group("新群", "阿宁", "小明")
    await world.advance(hours=2)
    made.heard()
    await made.owner.says("/群况")
    made.bot_replied("还在认识，从 2026-03-02 起", "还没有可以对比的两个星期", "我来了 0 天")


async def test_a_group_the_bot_was_taken_out_of(world: World, group: GroupChat) -> None:
    """When it comes back it begins to know the group anew; that it heard nothing is not the group's silence."""
    await world.platform.kick_bot(group.group_id)
    await world.advance(days=5)
    members = {human.id: name for name, human in group.people.items()}
    await world.platform.add_bot(group.group_id, "读书会", group.owner.id, members)
    await world.advance(days=2)
    group.heard()
    group.owner.private.heard()
    await group.owner.says("/群况")
    group.bot_replied("还在认识，从 2026-03-07 起", "我来了 1 天")


async def test_a_week_without_the_bot(world: World, group: GroupChat) -> None:
    """What was said meanwhile and comes at login is counted; that it is little says nothing of the group."""
    await until(world, 20)
    await world.crash(days=7)
    for _ in range(6):
        await world.advance(days=1)
        await group["读书会1"].says("蒲公英去哪了")
    await world.advance(days=2, hours=15)
    group.heard()
    group.owner.was_told_nothing()
    await group.owner.says("/群况")
    group.bot_replied("这个群：活跃")
    assert world.app is not None
    async with world.app.db.read() as session:
        [outage] = (await session.scalars(select(Outage))).all()
        pulse = (await session.scalars(select(Pulse))).one()
        latest = await session.scalar(select(func.max(GroupHour.hour)))
        silent = await silent_groups(session, 1, None, world.clock.now(), "Asia/Shanghai")
    assert outage.until - outage.since >= timedelta(days=7)
    assert latest == pulse.last_hour
    assert [each.hours for each in silent] == [hour_of(world.clock.now()) - hour_of(outage.until)]


async def test_why_an_owner_was_told(world: World, group: GroupChat) -> None:
    """It explains itself."""
    for _ in range(6):
        await evening(group, 1)
    group.owner.was_told("变凉了")
    assert group.owner.private.last is not None
    await group.owner.whispers("/为什么", quote=group.owner.private.last)
    group.owner.was_told("「读书会」的冷热变了")


async def test_in_english(sqlite_url: str) -> None:
    """The same in the other language."""
    async with open_world(sqlite_url, WITH, language="en") as world:
        group = await with_a_past(world, "Readers", owner="Ning")
        for _ in range(6):
            await evening(group, 1)
        group.owner.was_told("“Readers” is cooling", "/series new")
        await group.owner.says("/temperature")
        group.bot_replied("This group: cooling, since 2026-03-", "It usually talks (Asia/Shanghai): every day 20:00")
