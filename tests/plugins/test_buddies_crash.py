"""Buddies through crowds, crashes and changed minds: nobody twice, nobody flooded."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain, repeat

import pytest

from bot.platforms.simulator import Crashed
from plugins.welcome.buddies import store
from plugins.welcome.buddies.rules import Couple
from storage.engine import Session
from tests.plugins.buddying import prepare
from tests.world import GroupChat, World


@pytest.fixture
async def club(group: GroupChat) -> GroupChat:
    """The usual group with buddies on and nobody volunteering yet."""
    await prepare(group)
    return group


@pytest.fixture
async def helped(club: GroupChat) -> GroupChat:
    """The same with 小明 as the only volunteer."""
    await club.member.says("/老带新 加入")
    club.heard()
    return club


async def test_a_list_that_misses_somebody_for_a_while(world: World, helped: GroupChat):
    """Who was perhaps never away keeps their buddy."""
    await helped.joins("小林")
    await world.advance(hours=1)
    helped.heard()
    members = world.platform.groups[helped.group_id].members
    missed = {each: members.pop(helped[each].id) for each in ("小林", "小明")}
    await world.platform.reconcile(helped.group_id)
    await world.settle()
    await world.advance(minutes=30)
    members.update({helped[each].id: name for each, name in missed.items()})
    await world.platform.reconcile(helped.group_id)
    await world.settle()
    await world.advance(days=1)
    helped.bot_stayed_silent()
    await helped.member.says("/老带新")
    helped.bot_replied("愿意带的：小明", "正带着 1 位新人")


async def test_a_raid_is_no_flood(world: World, helped: GroupChat):
    """Five a buddy, one message; the others wait for one who is free, day by day for a week."""
    await helped.joins(*(f"新人{n}" for n in range(500)))
    await world.advance(hours=1)
    text = helped.bot_replied("有老朋友带：")
    assert text.count("@") == 6
    await world.advance(days=1)
    helped.bot_stayed_silent()
    for number in range(1, 6):
        await helped.member.says(f"/老带新 见了 {number}")
    helped.heard()
    await world.advance(days=1)
    assert helped.bot_replied("有老朋友带：").count("@") == 6
    await world.advance(days=12)
    said = helped.heard()
    assert 1 <= len(said) <= 2
    assert all("三天了" in text for text in said)


async def test_many_pairs_share_messages_of_thirty(world: World, club: GroupChat):
    """The next hour has the next ones."""
    names = [f"老人{n}" for n in range(10)]
    await club.joins(*names)
    await world.advance(days=8)
    for name in names:
        await club[name].says("/老带新 加入")
    club.heard()
    await club.joins(*(f"新人{n}" for n in range(45)))
    await world.advance(hours=1)
    first = club.bot_replied("有老朋友带：")
    assert len(first.splitlines()) == 12
    assert first.count("@") == 40
    club.bot_stayed_silent()
    await world.advance(hours=1)
    assert club.bot_replied("有老朋友带：").count("@") == 25
    await world.advance(days=3, hours=7)
    assert club.bot_replied("结伴三天了").count("@") == 40
    await world.advance(days=1)
    assert club.bot_replied("结伴三天了").count("@") == 25
    await world.advance(days=5)
    club.bot_stayed_silent()


async def test_switched_off_or_paused(world: World, helped: GroupChat):
    """Neither pairs nor questions; what has become too late is let be."""
    await helped.joins("小林")
    await world.advance(hours=1)
    await helped.joins("阿木")
    await helped.admin.says("/老带新 关闭")
    helped.heard()
    await world.advance(days=4)
    helped.bot_stayed_silent()
    await helped.admin.says("/撤销")
    helped.heard()
    await world.advance(days=1)
    heard = helped.heard()
    assert len(heard) == 2
    assert {"@阿木 带" in text or "@小林 @小明 三天了" in text for text in heard} == {True}
    await helped.joins("豆豆")
    await helped.admin.says("/暂停")
    await world.advance(days=1)
    await helped.admin.says("/恢复")
    helped.heard()
    await world.advance(days=1)
    helped.bot_replied("@豆豆 带你认识这个群的是 @小明")


async def test_a_crash_while_pairing(world: World, helped: GroupChat, monkeypatch: pytest.MonkeyPatch):
    """Had again from the start: one message, one pair each."""
    crashes, pair = chain([True], repeat(False)), store.pair
    world._stage.crash_lasts(timedelta(minutes=5))

    async def crashing(session: Session, made: Mapping[int, Sequence[Couple]], now: datetime) -> None:
        await pair(session, made, now)
        if any(made.values()) and next(crashes):
            world.platform.crashed = True
            raise Crashed

    monkeypatch.setattr(store, "pair", crashing)
    await helped.joins("小林", "阿木")
    await world.advance(hours=1)
    helped.bot_stayed_silent()
    await world.advance(hours=1)
    helped.bot_replied("@小明 带 @小林 @阿木")
    await helped.member.says("/老带新")
    helped.bot_replied("正带着 2 位新人", "你带着：#1 小林、#2 阿木")
    await world.advance(days=1)
    helped.bot_stayed_silent()


@pytest.mark.parametrize("point", ["before_send", "after_send"])
async def test_a_crash_at_a_pairing(world: World, helped: GroupChat, point: str):
    """Nobody is paired or asked twice."""
    await helped.joins("小林", "阿木")
    world.crash_at_next_send("after_send" if point == "after_send" else "before_send", seconds=30)
    await world.advance(hours=2)
    assert len([text for text in helped.heard() if "@小林" in text]) <= 1
    world.crash_at_next_send("after_send" if point == "after_send" else "before_send", seconds=30)
    await world.advance(days=6)
    assert len([text for text in helped.heard() if "@小林" in text]) <= 1
    await helped.admin.says("/老带新 结果")
    helped.bot_replied("配了 2 对")


async def test_a_day_without_the_bot(world: World, helped: GroupChat):
    """It pairs when it is back, by day; a question that is hours late comes the next evening."""
    await helped.joins("小林")
    await world.crash(hours=14)
    await world.advance(hours=20)
    helped.bot_stayed_silent()
    await world.advance(hours=3)
    helped.bot_replied("@小林 带你认识这个群的是 @小明")
    await world.advance(days=3)
    await world.crash(hours=14)
    await world.advance(hours=23)
    helped.bot_stayed_silent()
    await world.advance(hours=11)
    helped.bot_replied("@小林 @小明 三天了")
    await world.advance(days=2)
    helped.bot_stayed_silent()


@pytest.mark.parametrize("name", ["/帮助", "{昵称}", "@所有人", "😀" * 30, "", "‮abc", "小明"])
async def test_nicknames(world: World, helped: GroupChat, name: str):
    """Whatever somebody is called, the right person is mentioned."""
    await world.platform.join(helped.group_id, {"odd": name}, "")
    await world.settle()
    await helped.member.whispers("你好")
    helped.member.private.heard()
    await world.advance(hours=1)
    helped.bot_replied("带你认识这个群的是", mentions=["odd", helped["小明"].id])
    helped.member.was_told("「读书会」来了新朋友")
    await helped.member.says("/老带新 见了")
    helped.bot_replied("聊上了")
