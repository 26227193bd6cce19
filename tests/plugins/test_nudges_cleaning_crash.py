"""Cleaning through crashes, downtimes, refusals and nights: nobody is removed twice, nor who spoke, nor unasked."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.platforms.base import Outcome, Sent, TryAgain
from bot.platforms.simulator import Crashed, CrashPoint
from plugins.nudges.cleaning import removing
from plugins.nudges.cleaning.tables import Cleaned
from storage.engine import Database
from storage.relink import relink_person
from storage.tables import Person
from tests.plugins.silences import WITHOUT_HOURLY, fallen_silent, is_in
from tests.world import GroupChat, World, open_world

SILENT = ("旧友甲", "旧友乙", "旧友丙", "旧友丁")


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    """A running bot without what is done every hour."""
    async with open_world(sqlite_url, WITHOUT_HOURLY) as opened:
        yield opened


@pytest.fixture
async def group(world: World) -> GroupChat:
    """Four have said nothing for forty days, nor has 小红 ever."""
    return await fallen_silent(world, *SILENT)


async def asked(group: GroupChat) -> None:
    """They are asked whether they stay."""
    await group.owner.whispers("/潜水 清理 30")
    await group.owner.whispers("确认")
    group.owner.private.heard()
    group.heard()


async def listed(group: GroupChat) -> None:
    """Nobody has answered; the list is there."""
    await asked(group)
    await group.world.advance(days=7, minutes=5)
    assert "没有回音" in group.owner.private.heard()[-1]


async def confirmed(group: GroupChat) -> None:
    """They are to be removed."""
    await group.owner.whispers("/潜水 清理 移出")
    await group.owner.whispers("确认")
    assert "慢慢移" in group.owner.private.heard()[-1]


def staying(group: GroupChat) -> list[bool]:
    """Who of the four is there."""
    return [is_in(group, name) for name in SILENT]


async def busy(group_id: str, member_id: str) -> Outcome:
    """A platform that takes no removal now."""
    return TryAgain("busy")


@pytest.mark.parametrize("point", ["before_send", "after_send"])
async def test_a_crash_while_asking(world: World, group: GroupChat, point: CrashPoint):
    """Nobody is asked twice; of whom nobody knows whether they were asked, nobody is removed."""
    world.crash_at_next_send(point, minutes=5)
    await group.owner.whispers("/潜水 清理 30")
    await group.owner.whispers("确认")
    await world.advance(minutes=10)
    await group.owner.whispers("/潜水 清理 30")
    await group.owner.whispers("确认")
    await world.advance(minutes=10)
    assert len([said for said in group.heard() if "好一阵子" in said]) <= 1
    await world.advance(days=8)
    assert staying(group) == [True] * 4


@pytest.mark.parametrize("is_done", [False, True])
async def test_a_crash_while_removing(world: World, group: GroupChat, is_done: bool, monkeypatch: pytest.MonkeyPatch):
    """Before or after the platform did it: nobody is removed twice, and the others go their way."""
    remove, done = world.platform.remove_member, list[str]()
    crashes = iter([False, True])
    world._stage.crash_lasts(timedelta(minutes=5))

    async def crashing(group_id: str, member_id: str) -> Outcome:
        crash = next(crashes, False)
        if is_done or not crash:
            done.append(member_id)
            await remove(group_id, member_id)
        if crash:
            world.platform.crashed = True
            raise Crashed
        return Sent()

    await listed(group)
    monkeypatch.setattr(world.platform, "remove_member", crashing)
    await confirmed(group)
    await world.advance(hours=2)
    assert len(done) == len(set(done)) == 5
    assert not any(staying(group))
    group.owner.was_told("移出 5 位")
    await world.crash(minutes=1)
    await world.advance(days=2)
    assert len(done) == 5
    group.owner.was_told_nothing()


@pytest.mark.parametrize("hours", [0.001, 1.0, 100.0])
async def test_crashes_on_the_way(world: World, group: GroupChat, hours: float):
    """The days go on after a restart, and the list comes once."""
    await asked(group)
    await world.advance(hours=hours)
    await world.crash(seconds=20)
    await world.advance(days=7, minutes=10)
    await world.crash(seconds=20)
    await world.advance(days=2)
    assert len([said for said in group.owner.private.heard() if "没有回音" in said]) == 1
    group.bot_stayed_silent()


async def test_days_on_which_nobody_heard_do_not_count(world: World, group: GroupChat):
    """Who was asked has seven days in which the bot is there to hear them."""
    await asked(group)
    await world.advance(days=1)
    await world.crash(days=5)
    await world.advance(days=10, hours=12)
    assert group.owner.private.heard() == []
    await world.advance(days=2)
    assert "没有回音" in group.owner.private.heard()[-1]


async def test_who_may_have_spoken_unheard_stays(world: World, group: GroupChat, monkeypatch: pytest.MonkeyPatch):
    """After the bot was away in the midst of removing, it asks for the word again."""
    await listed(group)
    monkeypatch.setattr(removing, "AT_ONCE", 1)
    await confirmed(group)
    await world.crash(hours=5)
    await world.advance(hours=8)
    assert sum(staying(group)) == 4
    assert "我中间离开过" in group.owner.private.heard()[-1]
    await confirmed(group)
    await world.advance(minutes=20)
    assert sum(staying(group)) == 0


async def test_who_speaks_while_their_removal_waits(world: World, group: GroupChat, monkeypatch: pytest.MonkeyPatch):
    """What the platform was not yet told is taken back, whatever kind of word it is."""
    await listed(group)
    monkeypatch.setattr(world.platform, "remove_member", busy)
    await confirmed(group)
    await world.advance(minutes=2)
    await group["旧友甲"].says("我在呢")
    await group["旧友乙"].says("留下")
    group.bot_replied("@旧友乙 好，你留下了")
    await world.advance(seconds=90)
    monkeypatch.undo()
    await world.advance(hours=1)
    assert staying(group) == [True, True, False, False]
    assert "移出 3 位，其余 2 位留下" in group.owner.private.heard()[-1]


async def test_calling_off_what_is_under_way(world: World, group: GroupChat, monkeypatch: pytest.MonkeyPatch):
    """Whoever the platform was not yet told to remove stays."""
    await listed(group)
    monkeypatch.setattr(world.platform, "remove_member", busy)
    await confirmed(group)
    await world.advance(minutes=2)
    await group.owner.whispers("/潜水 清理")
    group.owner.was_told("正在移出：已移出 0 位，还有 5 位")
    await group.owner.whispers("/潜水 清理 取消")
    monkeypatch.undo()
    await world.advance(days=2)
    assert staying(group) == [True] * 4


async def test_nobody_is_removed_at_night(world: World, group: GroupChat):
    """What is confirmed at night is done in the morning; who spoke meanwhile stays."""
    await listed(group)
    await world.advance(hours=13)
    await confirmed(group)
    await world.advance(hours=2)
    assert staying(group) == [True] * 4
    await group["旧友甲"].says("睡不着")
    await world.advance(hours=8)
    assert staying(group) == [True, False, False, False]


async def test_a_pause_keeps_them_in(world: World, group: GroupChat):
    """What was confirmed goes on when the group does."""
    await listed(group)
    await group.owner.whispers("/暂停")
    await confirmed(group)
    await world.advance(hours=3)
    assert staying(group) == [True] * 4
    await group.owner.whispers("/恢复")
    await world.advance(hours=2)
    assert staying(group) == [False] * 4


async def test_whom_no_notice_reached_stays(world: World, group: GroupChat):
    """A notice that a pause swallowed asked nobody."""
    await world.advance(hours=13)
    await asked(group)
    await group.owner.whispers("/暂停")
    group.owner.private.heard()
    await world.advance(hours=12)
    await group.owner.whispers("/恢复")
    group.owner.private.heard()
    await world.advance(days=8)
    group.bot_stayed_silent()
    group.owner.was_told("没有人要移出")
    assert staying(group) == [True] * 4


async def test_the_days_begin_when_the_notice_is_read(world: World, group: GroupChat):
    """At night it waits, and so do the days."""
    await world.advance(hours=13)
    await asked(group)
    await world.advance(hours=12)
    assert "好一阵子" in group.heard()[-1]
    await world.advance(days=6, hours=16)
    group.owner.was_told_nothing()
    await world.advance(hours=8)
    group.owner.was_told("还有 5 位没有回音")


async def test_refusals_are_told_by_name(world: World, group: GroupChat):
    """The others are removed, and nobody is tried again."""
    await listed(group)
    await group.owner.whispers("/潜水 清理 移出")
    missing = group["旧友乙"].id
    world.platform.groups[group.group_id].members.pop(missing)
    await group.owner.whispers("确认")
    group.owner.private.heard()
    await world.advance(hours=1)
    group.owner.was_told("移出 4 位", "有 1 位没能移出：旧友乙", "群管理员")


async def test_many_are_asked_and_removed_bit_by_bit(world: World):
    """Twenty in a message, three a minute, each once."""
    names = [f"旧友{n}" for n in range(45)]
    group = await fallen_silent(world, *names)
    await group.owner.whispers("/潜水 清理 30")
    group.owner.was_told("可以问 46 位", "……还有 6 位，发 /潜水 30 看全部", "分 3 条消息")
    await group.owner.whispers("确认")
    read = [said.mentions for said in world.platform.accepted if "好一阵子" in said.text]
    assert [len(mentions) for mentions in read] == [20, 20, 6]
    assert len({who for mentions in read for who in mentions}) == 46
    group.owner.private.heard()
    await world.advance(days=7, minutes=5)
    group.owner.private.heard()
    await group.owner.whispers("/潜水 清理 移出")
    assert "大约 16 分钟" in "".join(group.owner.private.heard())
    await group.owner.whispers("确认")
    await world.advance(minutes=5)
    there = sum(is_in(group, name) for name in names)
    assert 25 <= there <= 35
    await world.advance(minutes=15)
    assert not any(is_in(group, name) for name in names)


async def test_somebody_who_is_known_by_two_ids(world: World, group: GroupChat):
    """Who spoke under a new id is no longer silent once the two are one."""
    await asked(group)
    await group.joins("旧友甲的新号")
    await group["旧友甲的新号"].says("换号了")
    async with Database(world.settings.database_url) as db:
        async with db.read() as session:
            ids = {name: id_ for id_, name in await session.execute(select(Person.id, Person.name))}
        await world.crash()
        async with db.transaction() as connection:
            await relink_person(connection, ids["旧友甲"], ids["旧友甲的新号"])
    await world.advance(days=7, minutes=5)
    assert "旧友甲" not in group.owner.private.heard()[-1]


async def test_a_bot_that_was_sent_away(world: World, group: GroupChat):
    """Has nothing more to say there, nor to anybody about it."""
    await asked(group)
    await world.platform.kick_bot(group.group_id)
    await world.advance(days=30)
    group.bot_stayed_silent()
    group.owner.was_told_nothing()
    async with Database(world.settings.database_url) as db, db.read() as session:
        assert set(await session.scalars(select(Cleaned.state))) == {"stays"}
