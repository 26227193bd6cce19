"""Weeks of introductions told by chance, with crashes."""

import random
import re
from collections import Counter

import pytest

from tests.plugins.conftest import settled_group
from tests.world import GroupChat, World, open_world

NAMES = [f"友{chr(ord('甲') + n)}" for n in range(12)]
CITIES = ("杭州", "上海", "宁波")
SKILLS = ("摄影", "文案", "设计", "跑步")
MET = re.compile(r"^@(\S+) (?:能提供|想找你|也提到)", re.MULTILINE)


@pytest.mark.parametrize("seed", range(3))
async def test_nobody_is_introduced_twice_or_too_often(sqlite_url: str, seed: int):
    """Whatever people post, change, delete and refuse, and whenever the bot goes down."""
    chance = random.Random(seed)
    async with open_world(sqlite_url) as world:
        group = await settled_group(world)
        await group.joins(*NAMES)
        await world.advance(minutes=2)
        group.heard()
        pairs = Counter[frozenset[str]]()
        for _ in range(8):
            named = Counter[str]()
            for _ in range(8):
                await _something(chance, world, group)
                for said in group.heard():
                    _note(said, pairs, named)
            assert not named or max(named.values()) <= 2
            await world.advance(days=1)
        assert sum(pairs.values()) > 5
        assert max(pairs.values()) == 1


async def _something(chance: random.Random, world: World, group: GroupChat) -> None:
    who = group[chance.choice(NAMES)]
    act = chance.random()
    if act < 0.15:
        world.crash_at_next_send(chance.choice(("before_send", "after_send")), minutes=chance.randrange(1, 9))
    elif act < 0.2:
        await world.crash(minutes=chance.randrange(1, 60))
    elif act < 0.25:
        await who.says("/名片 删除")
        await who.says("确认")
    elif act < 0.3:
        await who.says(chance.choice(("/名片 不介绍", "/名片 可介绍")))
    await who.says(_told(chance))
    await world.advance(minutes=chance.randrange(1, 90))


def _told(chance: random.Random) -> str:
    lines = [f"【城市】{chance.choice(CITIES)}", f"能提供：{'、'.join(chance.sample(SKILLS, 2))}"]
    lines += [f"[想找]{chance.choice(SKILLS)}"] if chance.random() < 0.7 else []
    chance.shuffle(lines)
    return "\n".join(lines)


def _note(said: str, pairs: Counter[frozenset[str]], named: Counter[str]) -> None:
    who = said.partition(" ")[0].removeprefix("@")
    met = MET.findall(said)
    assert len(met) <= 2
    for other in met:
        pairs[frozenset((who, other))] += 1
        named[other] += 1
