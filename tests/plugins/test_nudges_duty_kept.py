"""Duty over time: what was shown and what came of it, who leaves, when the bot is away."""

from collections.abc import AsyncIterator

import pytest

from tests.plugins.reconnecting import ONLY
from tests.plugins.test_nudges_duty import ASKED, schedules
from tests.world import GroupChat, World, open_world


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    """A running bot that does little else."""
    async with open_world(sqlite_url, ONLY) as opened:
        yield opened


@pytest.fixture
async def club(world: World, group: GroupChat) -> GroupChat:
    """The usual group on Monday at 10:01 with 小明 on duty."""
    group.heard()
    await group.member.says("/值日 加入")
    group.bot_replied("谢谢！有问题没人接的时候，我会轮着请你看看")
    return group


async def test_never_twice_for_one_question(world: World, club: GroupChat):
    """Nor when the same is asked again in other punctuation within days."""
    await club["小红"].says(ASKED)
    await world.advance(minutes=75)
    club.bot_replied("@小明")
    await world.advance(days=2)
    await club["小红"].says("请问,哪里能买到旧书??")
    await world.advance(days=1)
    club.bot_stayed_silent()


async def test_the_record(world: World, club: GroupChat):
    """What was shown in the last week, and what was taken up after that."""
    await club.member.says("/值日 记录")
    club.bot_replied("最近 7 天没有提过问题")
    asked = await club["小红"].says(ASKED)
    await world.advance(minutes=75)
    club.heard()
    await world.advance(minutes=10)
    await club.member.says("学校后门", quote=asked)
    await club["小红"].says("请问周六几点集合？")
    await world.advance(minutes=80)
    club.heard()
    await club.member.says("/值日 记录")
    text = club.bot_replied("最近 7 天提了 2 个没人接的问题，之后有人接的 1 个，一般等 ", "(Asia/Shanghai)")
    assert text.splitlines()[1:] == [
        "03-02 周一 12:30 小红：「请问周六几点集合？」还在等",
        "03-02 周一 11:15 小红：「请问哪里能买到旧书？」有人接了",
    ]
    await world.advance(days=2)
    await club.member.says("/值日 记录")
    club.bot_replied("小红：「请问周六几点集合？」没等到")
    await world.advance(days=7)
    await club.member.says("/值日 记录")
    club.bot_replied("最近 7 天没有提过问题")


async def test_words_that_could_be_anything(world: World, club: GroupChat):
    """A question is only shown: no mention, no template, no second line; a long one is cut."""
    await club["小红"].says("{name} 请问\n/帮助 哪里有？" + "很长" * 40)
    await world.advance(minutes=75)
    text = club.bot_replied("「{name} 请问 /帮助 哪里有？很长", "…」", mentions=[club["小明"].id])
    assert "\n" not in text
    club.bot_stayed_silent()


async def test_paused(world: World, club: GroupChat):
    """Nothing is said; what has become stale meanwhile never is."""
    await club.admin.says("/暂停")
    await club["小红"].says(ASKED)
    await world.advance(days=1)
    await club.admin.says("/恢复")
    club.heard()
    await world.advance(days=1)
    club.bot_stayed_silent()


async def test_who_left_is_on_duty_no_more(world: World, club: GroupChat):
    """After a week for good, and then nothing is looked for; who is soon back still is."""
    await club.leaves("小明")
    await club["小红"].says(ASKED)
    await world.advance(days=3)
    await club.joins("小明")
    club.heard()
    await club["小红"].says(ASKED)
    await world.advance(minutes=75)
    club.bot_replied("@小明 小红问的")
    await club.leaves("小明")
    await world.advance(days=8)
    assert await schedules(world) == []
    club.bot_stayed_silent()


async def test_while_the_bot_was_away(world: World, club: GroupChat):
    """Nobody knows what was answered meanwhile; what is asked afterwards counts."""
    await club["小红"].says(ASKED)
    await world.advance(minutes=10)
    await world.crash(hours=4)
    await world.advance(hours=5)
    club.bot_stayed_silent()
    await club["小红"].says(ASKED)
    await world.advance(minutes=75)
    club.bot_replied("@小明 小红问的")


@pytest.mark.parametrize("point", ["before_send", "after_send"])
async def test_a_crash_when_it_is_said(world: World, club: GroupChat, point: str):
    """Never twice."""
    await club["小红"].says(ASKED)
    await world.advance(minutes=50)
    world.crash_at_next_send("after_send" if point == "after_send" else "before_send", seconds=30)
    await world.advance(days=1)
    assert len(club.heard()) <= 1


async def test_short_crashes_lose_nothing(world: World, club: GroupChat):
    """What was said before and after is still counted."""
    await club["小红"].says(ASKED)
    for _ in range(6):
        await world.advance(minutes=12)
        await world.crash(seconds=20)
    await world.advance(minutes=15)
    club.bot_replied("@小明 小红问的")
