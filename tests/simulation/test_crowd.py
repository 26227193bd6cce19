"""A live stream's crowd: five hundred people come into one group within ten minutes, with all of the family on."""

from collections.abc import Sequence
from random import Random
from typing import Literal

import pytest
from sqlalchemy import func, select

from bot.app import App
from bot.platforms.simulator import Accepted
from plugins.welcome.tables import Arrival
from storage.tables import Group, Membership, Message
from tests.world import GroupChat, World, open_world

CROWD = 500
TEN_MINUTES = 600.0
MOST = 10
Coming = Literal["one by one", "in waves", "at once"]
EVERYTHING = (
    "/群定位 设置\n一起读书",
    "/群规 设置\n不发广告",
    "/欢迎 设置\n欢迎 {昵称}！这里{群定位}，{群规}。你是第{第几位}位，{邀请人}请来的",
    "/欢迎 添加\n先看看群公告",
    "/欢迎 告别 开启",
    "/欢迎 步骤 添加 第0天 18:00\n{昵称}晚上好",
    "/欢迎 步骤 添加 第0天 19:00 未发言 私聊\n{昵称}说说你自己",
    "/欢迎 步骤 添加 第1天 09:00\n{昵称}来了一天了",
    "/门槛 问题\n我们读什么书？\n推理小说",
    "/名片 开启",
    "/老带新 开启",
)


async def switch_everything_on(group: GroupChat, *, with_threshold: bool = True) -> None:
    """All that greets, asks, introduces and pairs."""
    for line in EVERYTHING if with_threshold else (each for each in EVERYTHING if "门槛" not in each):
        await group.owner.says(line)
        said = group.bot_replied()
        assert "例如" not in said, said
        group.heard()
    for name in ("老周", "小明", "小红"):
        await group[name].says("/老带新 加入")
        group.heard()


def gaps(coming: Coming) -> list[tuple[float, int]]:
    """Seconds to wait, and how many come in then."""
    rng = Random(4)
    if coming == "at once":
        return [(1.0, CROWD)]
    if coming == "one by one":
        return [(TEN_MINUTES / CROWD, 1)] * CROWD
    sizes, left = list[int](), CROWD
    while left:
        sizes.append(min(left, rng.choice((1, 2, 5, 19, 40))))
        left -= sizes[-1]
    return [(TEN_MINUTES / len(sizes), size) for size in sizes]


async def pour_in(world: World, group: GroupChat, coming: Coming) -> int:
    """Let the crowd in; members go on talking, and every seventh leaves again. How many lines were said."""
    came = lines = 0
    for wait, size in gaps(coming):
        await world.advance(seconds=wait)
        members = {f"c{came + n}": f"路人{came + n}" for n in range(size)}
        await world.platform.join(group.group_id, members, group.owner.id)
        came += size
        await world.say(group.member.id, f"好多人 {came}", group_id=group.group_id)
        lines += 1
        if came % 7 == 0:
            await world.platform.leave(group.group_id, f"c{came - 1}")
    await world.settle()
    return lines


def told(world: World, group: GroupChat, since: int) -> Sequence[Accepted]:
    """What the group has been told."""
    return [each for each in world.platform.accepted[since:] if each.to.group_id == group.group_id]


async def recorded(app: App, lines: int, unseen: int = 0) -> None:
    """Everybody's joining is on record once, and every line that was said; nobody saw those come who left meanwhile."""
    async with app.db.read() as session:
        arrivals = (await session.execute(select(Arrival.person_id, func.count()).group_by(Arrival.person_id))).all()
        assert len(arrivals) == CROWD - unseen
        assert {n for _, n in arrivals} == {1}
        stayed = await session.scalar(select(func.count()).select_from(Arrival).where(Arrival.left_at.is_(None)))
        present = await session.scalar(
            select(func.count()).select_from(Membership).where(Membership.left_at.is_(None), Membership.joins > 0)
        )
        assert stayed == present
        assert await session.scalar(select(Group.member_count - 4)) == present
        said = select(func.count()).select_from(Message).where(Message.text.like("好多人%"))
        assert await session.scalar(said) == lines


@pytest.mark.parametrize("with_threshold", [True, False])
@pytest.mark.parametrize("coming", ["one by one", "in waves", "at once"])
async def test_a_crowd_is_met_with_few_words(sqlite_url: str, coming: Coming, with_threshold: bool) -> None:
    """At most ten messages to the group until the next morning's first step; nobody and nothing is lost."""
    async with open_world(sqlite_url) as world:
        group = await world.group("读书会", "阿宁", "老周", "小明", "小红")
        await switch_everything_on(group, with_threshold=with_threshold)
        before = len(world.platform.accepted)
        lines = await pour_in(world, group, coming)
        await world.advance(hours=22)
        assert 3 <= len(told(world, group, before)) <= MOST
        assert world.app is not None
        await recorded(world.app, lines)


async def test_a_crash_in_the_midst_of_a_crowd(sqlite_url: str) -> None:
    """Who came while nobody was there to see is found afterwards, and no words are said twice."""
    async with open_world(sqlite_url) as world:
        group = await world.group("读书会", "阿宁", "老周", "小明", "小红")
        await switch_everything_on(group)
        before = len(world.platform.accepted)
        world.crash_at_next_send("after_send", seconds=100)
        lines = await pour_in(world, group, "in waves")
        await world.crash(minutes=3)
        await world.advance(hours=22)
        said = [each.text for each in told(world, group, before)]
        assert 3 <= len(said) <= MOST
        assert len(said) == len(set(said))
        assert world.app is not None
        await recorded(world.app, lines, unseen=2)
