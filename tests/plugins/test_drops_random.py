"""Whatever admins do with drops, in whatever order: no surprise, and nothing twice."""

import random
import re

import pytest

from tests.plugins.conftest import settled_group
from tests.world import World

ACTS = (
    "/投放 暂停 {n}",
    "/投放 恢复 {n}",
    "/投放 跳过 {n}",
    "/投放 跳过 {n} 3次",
    "/投放 修改 {n} 每天 12:00",
    "/投放 修改 {n} 每周一、四 09:00 共3次",
    "/投放 修改 {n} 明天 18:00",
    "/投放 修改 {n} 直到 2026-03-20",
    "/投放 修改 {n} 不限",
    "/投放 修改 {n} 新名字 #推广 #必发",
    "/投放 修改 {n}\n{n}号第{{第几次}}次",
    "/投放 删除 {n}",
    "/投放 续期 {n}",
    "/投放 续期 {n} 2次",
    "/投放 续期 {n} 不限",
    "/投放 立即 {n}",
    "/投放 查看 {n}",
    "/投放",
    "/投放 找 正文",
    "/投放 添加 每天 08:30 早报\n正文",
    "/投放 添加 3小时后\n正文",
    "/时区 东京",
    "/时区 北京",
    "/撤销",
    "/撤销",
    "/撤销",
)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [4, 7])
async def test_any_order(world: World, seed: int):
    """Sixty acts over as many half days, with the bot away now and then."""
    chance = random.Random(seed)
    group = await settled_group(world)
    await group.owner.says("/群定位 配比 不限")
    await group.owner.says("/群定位 间隔 不限")
    await group.admin.says("/投放 添加 每天 08:30 早报\n1号第{第几次}次")
    for _ in range(60):
        group.heard()
        await group.admin.says(chance.choice(ACTS).format(n=chance.randint(1, 3)))
        answers = group.heard()
        assert answers, "an admin is always answered"
        assert not any("出了点意外" in answer for answer in answers), answers
        if chance.random() < 0.1:
            await world.crash(hours=chance.choice([0.1, 3]))
            await world.advance(hours=4)
        await world.advance(hours=chance.choice([0, 0, 5, 13]))
    said = [each.text for each in world.platform.accepted]
    numbered = [text for text in said if re.fullmatch(r"\d号第\d+次", text)]
    assert numbered
    assert sorted(set(numbered)) == sorted(numbered)
