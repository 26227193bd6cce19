"""别@我, /我的数据, /忘记我: what members decide about themselves."""

import random
from typing import Any

import pytest
from sqlalchemy import Select, func, select

from plugins.campaigns.polls.tables import PollVote
from plugins.campaigns.signup.tables import Signup, SignupEntry
from plugins.nudges.privacy import jobs
from plugins.nudges.privacy import messages as m
from plugins.nudges.privacy.tables import Forgetting
from storage import forgetting
from storage.base import FORGOTTEN, Base
from storage.tables import Activity, Membership, Person, Tie
from tests.plugins.conftest import settled_group
from tests.world import GroupChat, Human, World, open_world


async def test_who_wants_quiet_is_answered_once_and_named_without_an_at(world: World, group: GroupChat) -> None:
    """At once, and in what the bot says by itself only: whoever asks is still addressed."""
    await group.member.says("别@我")
    group.bot_replied("不@你", mentions=[])
    await group.member.says("别@我！")
    group.bot_stayed_silent()


async def test_what_is_kept_is_told_in_private(world: World, group: GroupChat) -> None:
    """In a group only to a friend, and not there."""
    await group.member.says("大家好")
    await group.member.says("/我的数据")
    group.bot_replied("私聊")
    group.member.was_told_nothing()
    await group.member.whispers("我的数据")
    group.member.was_told("读书会", "小明", "聊天原文")
    await group.member.says("/我的数据")
    group.bot_replied("私聊发你了")
    group.member.was_told("读书会")


async def test_who_asks_to_be_forgotten_is(world: World, group: GroupChat) -> None:
    """Shown first, done after a yes, told once."""
    await group.member.says("大家好")
    await group.member.says("/忘记我")
    group.bot_replied("私聊")
    await group.member.whispers("忘记我")
    group.member.was_told("忘掉你")
    await group.member.whispers("确认")
    group.member.was_told("开始忘")
    await world.advance(minutes=5)
    group.member.was_told("忘好了")
    await world.advance(minutes=5)
    group.member.was_told_nothing()


def test_all_that_bears_people_has_words() -> None:
    """After a new table with a person's key: a line in KINDS of plugins/nudges/privacy/messages.py."""
    bearing = {spot.table.name for spot in forgetting.spots()}
    assert bearing - m.KINDS.keys() - m.TOLD_APART == set()


MARK = "杭州西溪"
"""Something that only 小明 says."""


@pytest.fixture
async def full(world: World, group: GroupChat) -> GroupChat:
    """The usual group, in which 小明 has said and done much."""
    return await fill(world, group)


async def fill(world: World, group: GroupChat) -> GroupChat:
    """小明 says and does much, in another group too; it is read."""
    other = await world.group("跑步群", "阿宁", "老周", "小明")
    for chat in (group, other):
        await chat["小明"].says(f"我在{MARK}跑步")
        await chat["小明"].says(f"【称呼】小明\n【城市】{MARK}\n【在做】开店")
    await group["小红"].says("@小明 谢谢")
    await group.owner.says("/接龙 新建 徒步 时间 周三 12:00")
    await group.member.says(f"接龙 2 从{MARK}出发")
    await group.owner.says("/投票 新建 去哪\n山里\n海边")
    await group.member.says("投票 2")
    await group.member.says("/我的数据")
    await group.member.whispers(f"{MARK}好玩吗")
    await group.member.whispers("我的数据")
    await world.advance(minutes=10)
    for chat in (group, other, group.member.private):
        chat.heard()
    return group


async def forgets(world: World, member: Human) -> None:
    """They ask for it and confirm."""
    await member.whispers("忘记我")
    assert "忘掉你" in member.private.heard()[-1]
    await member.whispers("确认")
    assert "开始忘" in member.private.heard()[-1]


async def left_of(world: World, member: Human) -> list[str]:
    """Where the database still has their own words, but for what the bot said to a group, and what still runs."""
    assert world.app is not None
    found: list[str] = []
    async with world.app.db.read() as session:
        for table in Base.metadata.sorted_tables:
            for row in (await session.execute(select(table))).mappings():
                to_group = table.name == "outbox" and row["group_id"] is not None
                runs = table is SignupEntry.__table__ and await session.scalar(select(Signup.closed_at)) is None
                found += [f"{table.name}: {dict(row)}"] if MARK in str(dict(row)) and not to_group and not runs else []
    return found


async def person_of(world: World, member: Human) -> Person:
    """Their row."""
    assert world.app is not None
    async with world.app.db.read() as session:
        return (await session.scalars(select(Person).where(Person.platform_id == member.id))).one()


async def value(world: World, query: Select[Any]) -> Any:
    """One value."""
    assert world.app is not None
    async with world.app.db.read() as session:
        return await session.scalar(query)


async def test_nothing_they_said_is_left_and_counts_stay(world: World, full: GroupChat) -> None:
    """In no table; a nameless person has their numbers, and nobody is greeted as new."""
    written, turned = select(func.sum(Activity.messages)), select(func.count()).select_from(Tie)
    before = await value(world, written), await value(world, turned)
    me, asked = await person_of(world, full.member), world.clock.now()
    await forgets(world, full.member)
    assert await left_of(world, full.member)
    await world.advance(minutes=5)
    full.member.was_told("忘好了")
    assert await left_of(world, full.member) == []
    assert (await value(world, written), await value(world, turned)) == before
    assert await value(world, written.where(Activity.person_id == me.id)) is None
    assert (await person_of(world, full.member)).name == ""
    spoken = select(func.min(Membership.last_spoken_at)).where(Membership.person_id == me.id)
    assert await value(world, spoken) == asked, "or they would be a lurker"
    assert await value(world, select(func.count()).where(Membership.person_id == me.id)) == 2
    assert await value(world, select(func.count()).where(Person.platform_id.startswith(FORGOTTEN))) == 1
    full.heard()
    await full.member.says("我还在")
    await world.advance(minutes=5)
    full.bot_stayed_silent()
    await full.member.whispers("我的数据")
    full.member.was_told("1 天里说过 1 句")


async def test_it_is_so_on_either_database(database_url: str) -> None:
    """Also after a crash in the middle."""
    async with open_world(database_url) as world:
        full = await fill(world, await settled_group(world))
        await forgets(world, full.member)
        await world.crash(seconds=1)
        await world.advance(minutes=5)
        assert "忘好了" in full.member.private.heard()[-1]
        assert await left_of(world, full.member) == []


async def test_what_runs_keeps_its_place_until_it_is_over(world: World, full: GroupChat) -> None:
    """Told before and after; a vote counts once, a seat is theirs, and then it is forgotten too."""
    me = await person_of(world, full.member)
    votes = select(func.count()).select_from(PollVote)
    await full.member.whispers("忘记我")
    full.member.was_told("还没结束的", "投票", "接龙报名")
    await full.member.whispers("确认")
    full.member.was_told("开始忘")
    await world.advance(minutes=5)
    full.member.was_told("还没结束的", "投票", "接龙报名")
    assert await value(world, votes.where(PollVote.person_id == me.id)) == 1
    await full.member.says("投票 1")
    await world.advance(days=6)
    assert await value(world, votes.where(PollVote.person_id == me.id)) == 0
    assert await value(world, votes) == 1
    assert await value(world, select(func.count()).where(SignupEntry.person_id == me.id)) == 0
    assert await value(world, select(func.count()).select_from(Forgetting)) == 0
    assert await left_of(world, full.member) == []
    full.member.was_told_nothing()


async def test_crashes_in_the_middle_change_nothing(
    world: World, full: GroupChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It goes on where it was, to the end, and tells once."""
    for module in (forgetting, jobs):
        monkeypatch.setattr(module, "SLICE", 2)
    monkeypatch.setattr(forgetting, "SPAN", 3)
    written = select(func.sum(Activity.messages))
    before = await value(world, written)
    await forgets(world, full.member)
    for _ in range(40):
        await world.advance(seconds=random.Random(_).uniform(0.5, 2.5))
        await world.crash(seconds=1)
    await world.advance(minutes=5)
    assert sum("忘好了" in text for text in full.member.private.heard()) == 1
    assert await left_of(world, full.member) == []
    assert await value(world, written) == before


async def test_who_talks_on_meanwhile(world: World, full: GroupChat, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said after it is done is kept; what is said before may be forgotten; nothing fails."""
    monkeypatch.setattr(forgetting, "SPAN", 2)
    monkeypatch.setattr(jobs, "LOOKS", 1)
    await forgets(world, full.member)
    for n in range(60):
        await full.member.says(f"还有 {n}")
        await world.advance(seconds=1)
    assert world.app is not None
    assert world.app.bot is not None
    assert world.app.bot.scheduler.runs["failed"] == 0
    await world.advance(minutes=5)
    assert sum("忘好了" in text for text in full.member.private.heard()) == 1
    assert await left_of(world, full.member) == []


async def test_forgotten_twice_is_as_once(world: World, group: GroupChat) -> None:
    """While it is under way, and again after; no second nameless person has anything."""
    await group.member.says(f"我在{MARK}")
    await forgets(world, group.member)
    await group.member.whispers("忘记我")
    assert "已经在忘" in group.member.private.heard()[-1]
    await world.advance(minutes=5)
    group.member.was_told("忘好了。")
    await forgets(world, group.member)
    await world.advance(minutes=5)
    group.member.was_told("忘好了。")
    assert await left_of(world, group.member) == []
    nameless = select(Person.id).where(Person.platform_id.startswith(FORGOTTEN))
    having = select(func.count(Activity.person_id.distinct())).where(Activity.person_id.in_(nameless))
    assert await value(world, having) == 1


async def test_nobody_is_reached_as_the_nameless_one(world: World, full: GroupChat) -> None:
    """However much they are on lists, the platform is never asked for somebody it does not know."""
    await forgets(world, full.member)
    await world.advance(days=4)
    sent = world.platform.accepted
    assert [message for message in sent if any(who.startswith(FORGOTTEN) for who in message.mentions)] == []
    assert [message for message in sent if message.to.member_id.startswith(FORGOTTEN)] == []
    assert [message for message in sent if FORGOTTEN in message.text] == []


async def test_a_manager_keeps_their_rights(world: World, full: GroupChat) -> None:
    """And what they made for the group goes on."""
    await full.admin.says("/投放 添加 每天 12:00\n午安")
    await forgets(world, full.admin)
    await world.advance(minutes=5)
    full.heard()
    full.admin.was_told("忘好了")
    await full.admin.says("/投放")
    full.bot_replied("午安")
    await world.advance(days=1)
    assert any("午安" in text for text in full.heard())


async def test_two_ids_that_are_one_are_forgotten_as_one(world: World, full: GroupChat) -> None:
    """Who is being forgotten under an old number goes on being."""
    boss = await world.operator("老板")
    me = await person_of(world, full.member)
    await full.leaves("小明")
    third = await world.group("新群", "阿宁", "小明二号")
    await third["小明二号"].says(f"{MARK}的我")
    new = await person_of(world, third["小明二号"])
    await forgets(world, full.member)
    await boss.whispers(f"/身份 关联 {me.id} {new.id}")
    await boss.whispers("确认")
    await world.advance(minutes=5)
    assert await left_of(world, full.member) == []
