"""Whatever members, newcomers and admins do, in whatever order: nobody is called twice, or at night, or in vain."""

import random
from collections import Counter
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from plugins.welcome.buddies.rules import MOST_OPEN
from plugins.welcome.buddies.tables import Pair
from tests.plugins.buddying import prepare
from tests.plugins.conftest import settled_group
from tests.world import GroupChat, World

MEMBERS = ("小明", "小红", "老周", "阿宁")
ANSWERS = ("见了", "还没", "见了 1", "还没 2", "/老带新 见了", "/老带新 还没 3", "早上好")
VOLUNTEERING = ("/老带新 加入", "/老带新 加入", "/老带新 加入", "/老带新 退出", "/老带新")
ADMINS = ("/老带新 关闭", "/老带新 开启", "/老带新 开启", "/老带新 结果", "/老带新")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
async def test_any_order(world: World, seed: int):
    """Two weeks of coming, going, volunteering and answering, with the bot away now and then."""
    chance = random.Random(seed)
    group = await settled_group(world)
    await prepare(group)
    here = {name: group[name].id for name in MEMBERS}
    for n in range(90):
        await act(world, group, chance, here, n)
        await check(world)
        await world.advance(hours=chance.choice([0, 0.5, 2, 5, 13]))
    await world.advance(days=16)
    await check(world, is_over=True)
    said = [each for each in world.platform.accepted if each.to.group_id and "尽管问" in each.text]
    asked = [each for each in world.platform.accepted if "三天了" in each.text]
    assert said
    assert asked
    for message in (*said, *asked):
        assert 9 <= message.at.astimezone(ZoneInfo("Asia/Shanghai")).hour < 21
    calls = Counter(each for message in said for each in message.mentions if each not in here.values())
    assert max(calls.values()) <= 2
    days = Counter(f"{message.at:%d %m}" for message in asked)
    assert max(days.values(), default=0) <= 1


async def act(world: World, group: GroupChat, chance: random.Random, here: dict[str, str], n: int) -> None:
    """One thing that happens, and what the bot says to it is no fault."""
    group.heard()
    newcomers = [name for name in group.people if name not in MEMBERS and group[name].id in present(world, group)]
    match chance.choice(["join", "join", "leave", "volunteer", "volunteer", "answer", "answer", "admin", "crash"]):
        case "join":
            await group.joins(*(f"新人{n}的{each}" for each in range(chance.choice([1, 1, 3, 8]))))
        case "leave" if newcomers:
            await group.leaves(chance.choice(newcomers))
        case "leave":
            name = chance.choice(("小明", "小红"))
            await (group.leaves(name) if here[name] in present(world, group) else group.joins(name))
        case "volunteer":
            await group[chance.choice(MEMBERS[1:])].says(chance.choice(VOLUNTEERING))
        case "answer":
            await group[chance.choice([*newcomers, *MEMBERS])].says(chance.choice(ANSWERS))
        case "admin":
            await group.admin.says(chance.choice(ADMINS))
            await group.admin.says(chance.choice(["/撤销", "/老带新 开启", "/老带新 开启"]))
        case _:
            hours = chance.choice([0.1, 3, 14])
            await world.crash(hours=hours)
            await world.advance(hours=hours + 0.1)
    assert not any("出了点意外" in text for text in group.heard())


def present(world: World, group: GroupChat) -> set[str]:
    """Who is in the group, by their platform ids."""
    return set(world.platform.groups[group.group_id].members)


async def check(world: World, *, is_over: bool = False) -> None:
    """What must hold at any time."""
    app = world.app
    assert app is not None
    async with app.db.read() as session:
        pairs = (await session.scalars(select(Pair))).all()
    still = [pair for pair in pairs if pair.ended_at is None]
    assert max(Counter(pair.buddy_id for pair in still).values(), default=0) <= MOST_OPEN
    assert max(Counter(pair.newcomer_id for pair in still).values(), default=0) <= 1
    assert max(Counter(pair.newcomer_id for pair in pairs).values(), default=0) <= 2
    assert all(bool(pair.outcome) is (pair.ended_at is not None) for pair in pairs)
    assert all(pair.asked_at - pair.paired_at > timedelta(days=2) for pair in pairs if pair.asked_at)
    assert not (is_over and still)
