"""The threshold through crashes, downtimes and lists that miss people: nobody is asked, removed or told of twice."""

from datetime import timedelta

import pytest

from bot.platforms.base import Outcome
from bot.platforms.simulator import Crashed, CrashPoint
from tests.plugins.asking import is_in, newcomers, prepare
from tests.world import GroupChat, World

REMOVING = ("/门槛 自动移出 开", "确认")


@pytest.fixture
async def asking(group: GroupChat) -> GroupChat:
    """The usual group with a question and no greeting."""
    return await prepare(group)


@pytest.mark.parametrize("point", ["before_send", "after_send"])
async def test_a_crash_while_asking(world: World, asking: GroupChat, point: CrashPoint):
    """Asked once at most; the answer counts all the same, and the rest goes on."""
    await asking.joins("小林", "阿木")
    world.crash_at_next_send(point, minutes=5)
    await world.advance(minutes=10)
    assert len(asking.heard()) <= 1
    await asking["小林"].says("推理小说")
    asking.bot_replied("@小林 答上了")
    await world.advance(days=1, hours=2)
    assert [text for text in asking.heard() if "还差" in text] == [
        "@阿木 \n还差一个回答：\n我们这个群读什么书？\n直接在群里说，或者私聊我。"
    ]
    asking.owner.was_told("2. 阿木")
    asking.owner.was_told_nothing()


async def test_a_crash_before_asking(world: World, asking: GroupChat):
    """Who waits is known after a restart, and is heard."""
    await asking.joins("小林", "阿木")
    await world.crash(minutes=30)
    await world.advance(minutes=31)
    asking.bot_replied("@小林 @阿木")
    await world.crash(seconds=10)
    await world.advance(seconds=30)
    await asking["阿木"].says("推理")
    asking.bot_replied("@阿木 答上了")
    asking.bot_stayed_silent()


@pytest.mark.parametrize("is_done", [False, True])
async def test_a_crash_while_removing(world: World, asking: GroupChat, is_done: bool, monkeypatch: pytest.MonkeyPatch):
    """Before or after the platform did it: they are gone, and nobody is told that it was refused."""
    remove, calls = world.platform.remove_member, iter([True])
    world._stage.crash_lasts(timedelta(minutes=5))

    async def crashing(group_id: str, member_id: str) -> Outcome:
        if not next(calls, False):
            return await remove(group_id, member_id)
        if is_done:
            await remove(group_id, member_id)
        world.platform.crashed = True
        raise Crashed

    await asking.admin.says("/欢迎 告别 开启")
    asking.heard()
    await newcomers(world, asking, "小林", "阿木")
    monkeypatch.setattr(world.platform, "remove_member", crashing)
    await asking.admin.says("/门槛 移出 1")
    await asking.admin.says("确认")
    await world.advance(hours=4)
    assert not is_in(asking, "小林")
    assert is_in(asking, "阿木")
    asking.admin.was_told_nothing()
    assert [text for text in asking.heard() if "离开了" in text] == []


async def test_downtime_over_the_deadline(world: World, asking: GroupChat):
    """Whoever could not be told is told first, and has their hour."""
    for line in REMOVING:
        await asking.admin.says(line)
    asking.heard()
    await newcomers(world, asking, "小林")
    await world.crash(hours=27)
    await world.advance(hours=27, minutes=59)
    asking.bot_replied("再不回答，一小时后")
    asking.bot_stayed_silent()
    assert is_in(asking, "小林")
    await asking["小林"].says("推理")
    asking.bot_replied("答上了")
    await world.advance(days=2)
    assert is_in(asking, "小林")


async def test_a_list_that_misses_somebody(world: World, asking: GroupChat):
    """Who was perhaps never away goes on waiting; who has passed is not asked again."""
    await newcomers(world, asking, "小林", "阿木")
    await asking["阿木"].says("推理")
    asking.heard()
    members = world.platform.groups[asking.group_id].members
    missed = {asking[name].id: members.pop(asking[name].id) for name in ("小林", "阿木")}
    await world.platform.reconcile(asking.group_id)
    await world.settle()
    members |= missed
    await world.platform.reconcile(asking.group_id)
    await world.settle()
    await world.advance(minutes=10)
    asking.bot_stayed_silent()
    await asking["小林"].says("推理")
    asking.bot_replied("@小林 答上了")


async def test_found_by_a_list(world: World, asking: GroupChat):
    """Whose joining was never announced is asked as well."""
    world.platform.groups[asking.group_id].members["x1"] = "小林"
    await world.platform.reconcile(asking.group_id)
    await world.settle()
    await world.advance(seconds=62)
    asking.bot_replied("@小林 \n进这个群要先答", mentions=["x1"])


async def test_the_bot_is_thrown_out(world: World, asking: GroupChat):
    """Back again, it does not hold their silence against anybody."""
    for line in REMOVING:
        await asking.admin.says(line)
    asking.heard()
    await newcomers(world, asking, "小林")
    await world.platform.kick_bot(asking.group_id)
    await world.advance(days=3)
    everyone = dict(world.platform.groups[asking.group_id].members)
    await world.platform.add_bot(asking.group_id, "读书会", asking.owner.id, everyone)
    await world.settle()
    await world.advance(days=2)
    assert is_in(asking, "小林")
    assert [text for text in asking.heard() if "离开" in text] == []
