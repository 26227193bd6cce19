"""Did it work, in conversations: what is said after drops, against the same hour on days without."""

import pytest

from plugins.drops.effects import store
from plugins.drops.tables import DropEffect
from storage.bulk import insert_many
from tests.plugins.conftest import settled_group
from tests.world import GroupChat, World


@pytest.fixture
async def group(world: World) -> GroupChat:
    """The usual group, where nothing scheduled has to wait."""
    group = await settled_group(world)
    await group.owner.says("/群定位 间隔 不限")
    group.heard()
    return group


async def chat(group: GroupChat, messages: int) -> None:
    """Two members talk."""
    for n in range(messages):
        await (group.member if n % 2 else group["小红"]).says(f"嗯 {n}")


async def test_a_drop_that_gets_people_talking(world: World, group: GroupChat):
    """Six days without, six days with; asked for too early, there is too little to tell."""
    await world.advance(hours=22, minutes=30)  # Tuesday, 08:31
    for day in range(6):
        await chat(group, 1 + day % 2)
        await world.advance(days=1)
    await group.admin.says("/投放 效果")
    group.bot_replied("还没有量到效果")
    await group.admin.says("/投放 添加 每天 08:30 早报\n早上好，今天聊什么？")
    group.heard()
    for day in range(6):
        await world.advance(hours=23 if day == 3 else 24)
        await chat(group, 5 + day % 3)
        if day == 0:
            await group.admin.says("/投放 效果")
            assert "还没有量到效果" in group.heard()[-1]
        if day == 2:
            await world.advance(hours=1)
            await group.admin.says("/投放 效果 1")
            assert "#1 早报：样本不足。发了量到 3 次，没发的日子量到" in group.heard()[-1]
    await world.advance(hours=2)
    group.heard()
    await group.admin.says("/投放 效果")
    group.bot_replied("1. #1 早报：平均 6.", "2 人，平时 1.", "多 ", "看一条：/投放 效果 1")
    await group.admin.says("/投放 效果 1")
    group.bot_replied("#1 早报", "量了 6 次", "所以它带来了聊天：多", "95% 的把握")


async def test_who_may_ask_and_how(world: World, group: GroupChat):
    """Admins; a number that is none is answered by an example."""
    await group.member.says("/投放 效果")
    group.bot_replied("只有群主或管理员")
    await group.admin.says("/投放 效果")
    group.bot_replied("还没有量到效果：投放发出去一小时以后才看得到。")
    await group.admin.says("/投放 效果 9")
    group.bot_replied("#9")
    await group.admin.says("/投放 效果 早报")
    group.bot_replied("看不懂「早报」", "例如：/投放 效果 12")
    await group.admin.says("/投放 添加 每天 08:30 早报\n早")
    group.heard()
    await group.admin.says("/投放 效果 #1")
    group.bot_replied("#1 早报：样本不足。发了量到 0 次，没发的日子量到 0 次，各要 5 次才好比。")


async def test_drops_are_ranked(world: World, group: GroupChat):
    """Those that bring most first; ten a page, what says nothing yet at the end."""
    await group.admin.says("/投放 添加 每天 08:30 早报\n早")
    for n in range(2, 13):
        await group.admin.says(f"/投放 添加 每天 09:{n + 10} 第{n}个\n早")
    group.heard()
    assert world.app is not None
    hours = [(drop, day, control) for drop in range(1, 13) for day in range(6) for control in (False, True)]
    async with world.app.db.transaction() as connection:
        rows = [
            (drop, drop * 10_000_000 + day * 2 + control, 1, control, 3 + (0 if control else drop - 6) + day % 2, 1)
            for drop, day, control in hours
            if drop != 12 or day < 2
        ]
        await insert_many(connection, DropEffect, store.COLUMNS, [(*row[:4], max(0, row[4]), 1) for row in rows])
    await group.admin.says("/投放 效果")
    text = group.bot_replied("1. #11 第11个：平均 8.5 条、1 人，平时 3.5 条，多 5 条（4.3～5.7）", "第 1/2 页")
    assert "10. #1 早报" in text
    assert "#6 第6个：平均 3.5 条、1 人，平时 3.5 条，看不出差别（-0.7～0.7）" in text
    assert "少 " in text
    await group.admin.says("/投放 效果 第2页")
    text = group.bot_replied("11. #2 第2个", "#12 第12个：样本不足（发了 2 次，对照 2 次）")
    await group.admin.says("/投放 效果 1")
    group.bot_replied("#1 早报", "发了以后聊天反而少了")
    await group.admin.says("/投放 效果 6")
    group.bot_replied("还看不出它有没有带来聊天：差别在 -0.7 到 0.7 条之间都有可能")
    await group.admin.says("/投放 效果 第3页")
    group.bot_replied("只有 2 页。")


async def test_other_groups_stay_private(world: World, group: GroupChat):
    """In a group, a drop of a set is told as it fares here; in private, over the whole set."""
    other = await world.group("晨跑", "阿宁", "小刚")
    await group.owner.whispers("/标签 添加 #早 1 2")
    await group.owner.whispers("/用 #早")
    await group.owner.whispers("/投放 添加 每天 08:30 早报\n早")
    group.owner.private.heard()
    group.heard()
    other.heard()
    assert world.app is not None
    async with world.app.db.transaction() as connection:
        rows = [
            (1, n * 10 + control, room, bool(control), 2 + room * 4 * (1 - control) + n % 2, 1)
            for n in range(6)
            for room in (1, 2)
            for control in (0, 1)
        ]
        await insert_many(connection, DropEffect, store.COLUMNS, rows)
    await group.admin.says("/投放 效果 1")
    group.bot_replied("#1 早报\n", "平均 6.5 条", "量了 6 次")
    await group.owner.whispers("/投放 效果 1")
    group.owner.was_told("#早", "平均 8.5 条", "量了 12 次")


async def test_in_english(english: GroupChat):
    """The same, word for word."""
    await english.admin.says("/drop add every day 08:30 news\nGood morning")
    english.heard()
    await english.admin.says("/drop effect")
    english.bot_replied("Nothing is measured yet; that takes an hour after a drop.")
    await english.admin.says("/drop effect 1")
    english.bot_replied(
        "#1 news: too little to tell. Measured 0 times with it and 0 times without; 5 of each are needed."
    )
    await english.admin.says("/drop effect page 2")
    english.bot_replied("Nothing is measured yet")
