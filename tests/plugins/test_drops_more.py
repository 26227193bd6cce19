"""Drops in the company of pacing, pictures and both databases, in conversations."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image

from plugins.drops import rules
from tests.plugins.conftest import settled_group
from tests.world import GroupChat, World, open_world

MORNING = "/投放 添加 每天 08:30 早报\n早上好，{群名}"


@pytest.fixture
async def paced(sqlite_url: str) -> AsyncIterator[GroupChat]:
    """The usual group with the limits on sending that a new owner has."""
    async with open_world(sqlite_url, pacing="on") as world:
        yield await settled_group(world)


async def test_at_night_it_waits_for_the_morning(paced: GroupChat):
    """Its author is told when adding it, and it is not lost."""
    await paced.admin.says("/投放 添加 每天 23:00 晚安\n晚安")
    await paced.world.advance(minutes=1)
    paced.bot_replied("已添加 #1")
    paced.bot_replied("安静时段（22:30–08:00）", "等到天亮")
    await paced.world.advance(hours=21)
    paced.bot_stayed_silent()
    await paced.world.advance(hours=2)
    assert paced.heard() == ["晚安"]


async def test_what_waits_is_marked(world: World):
    """A promo whose turn has not come says so in the list."""
    group = await settled_group(world)
    await group.admin.says("/投放 添加 10分钟后 秒杀 #推广\n来抢")
    await group.admin.says("/投放 添加 每天 08:30 早报 #推广\n早")
    await world.advance(days=1)
    group.heard()
    await group.admin.says("/投放")
    group.bot_replied("2  早报：每天 08:30", "［推广］［在等：先发有用的］")
    await group.admin.says("/投放 查看 2")
    group.bot_replied("等着发 1", "读书会：等着发，先发有用的")
    await group.admin.says("/投放 删除 2")
    await group.admin.says("/群定位 配比 不限")
    group.heard()
    await world.advance(hours=1)
    group.bot_stayed_silent()


async def test_a_promo_at_once_waits_for_its_turn(world: World):
    """An order does not break the ratio, and the answer says so."""
    group = await settled_group(world)
    await group.admin.says("/投放 添加 每天 08:30 秒杀 #推广\n来抢")
    group.heard()
    await group.admin.says("/投放 立即 1")
    group.bot_replied("#1 秒杀 排上了", "推广")
    group.bot_stayed_silent()


async def test_an_order_needs_no_talk(world: World):
    """Who says at once means it, however silent the group is."""
    group = await settled_group(world)
    await group.admin.says(MORNING)
    group.heard()
    for _ in range(2):
        await group.admin.says("/投放 立即 1")
        assert "早上好，读书会" in group.heard()


async def test_a_picture_with_words(world: World, group: GroupChat, tmp_path: Path):
    """Quoted, it is kept and posted each time, the words below it after it."""
    Image.new("RGB", (8, 8), "red").save(tmp_path / "poster.png")
    poster = await world.say(group.admin.id, "", group_id=group.group_id, image=tmp_path / "poster.png")
    await world.say(group.admin.id, MORNING, group_id=group.group_id, quote=poster)
    group.bot_replied("已添加 #1 早报")
    group.bot_replied("早上好，读书会")
    await world.advance(days=1)
    picture, words = group.heard()
    assert picture.endswith(".png")
    assert words == "早上好，读书会"
    await group.admin.says("/投放 查看 1")
    group.bot_replied("成功 1", "［图片］\n早上好，{群名}")


async def test_a_long_text_is_split_and_said_so(world: World, group: GroupChat):
    """In how many messages it goes, each of which counts."""
    await group.admin.says("/投放 添加 每天 08:30 长文\n" + "春眠不觉晓。" * 600)
    group.bot_replied("已添加 #1")
    group.bot_replied("会分成 2 条发")
    await world.advance(days=1)
    assert sum(len(text) for text in group.heard()) == 3600


async def test_on_both_databases(database_url: str):
    """List, search, sets, outcomes and undo say the same on SQLite and PostgreSQL."""
    async with open_world(database_url) as world:
        first = await settled_group(world)
        second = await world.group("北京群", "阿宁", "小明")
        owner = first.owner
        for line in ("/标签 添加 #读书 1 2", "/用 #读书", "/群定位 间隔 不限", MORNING):
            await owner.whispers(line)
        await first.admin.says("/投放 添加 每周五 20:00 Live #必发\nCome and TALK")
        await second.owner.says("/投放 退出 1")
        for chat in (first, second, owner.private):
            chat.heard()
        await world.advance(days=1)
        assert (first.heard(), second.heard()) == (["早上好，读书会"], [])
        await owner.whispers("/投放")
        owner.was_told("共 2 条", "1  早报：每天 08:30", "#读书", "2  Live：每周五 20:00", "读书会［必发］")
        await owner.whispers("/投放 找 talk")
        owner.was_told("找到 1 条", "2  Live")
        await owner.whispers("/投放 查看 1")
        owner.was_told("2026-03-03 周二 08:30  成功 1 · 退出 1", "北京群：退出")
        await owner.whispers("/投放 跳过 1")
        owner.was_told("下次 2026-03-05 周四 08:30")
        await owner.whispers("/投放 删除 1")
        owner.was_told("删掉了")
        for what in ("删除了", "让投放"):
            await owner.whispers("/撤销")
            owner.was_told(f"撤销了：{what}")
        await world.advance(days=1)
        assert (first.heard(), second.heard()) == (["早上好，读书会"], [])
        await owner.whispers("/投放 立即 1")
        await owner.whispers("确认")
        await world.advance(minutes=10)
        owner.private.heard()
        assert first.heard() == ["早上好，读书会"]


async def test_there_can_be_too_many(group: GroupChat, monkeypatch: pytest.MonkeyPatch):
    """Those that are over don't count."""
    monkeypatch.setattr(rules, "MOST", 2)
    await group.admin.says("/投放 添加 5分钟后\n一")
    await group.world.advance(minutes=6)
    await group.admin.says(MORNING)
    await group.admin.says(MORNING)
    group.heard()
    await group.admin.says(MORNING)
    group.bot_replied("已经有 2 条投放了")
    await group.admin.says("/投放 删除 2")
    await group.admin.says(MORNING)
    group.bot_replied("删掉了")
    group.bot_replied("已添加 #4")


async def test_the_owner_is_asked_for_who_no_longer_manages(world: World, group: GroupChat):
    """Whoever may still answer hears that a drop comes to its end."""
    await group.admin.says(MORNING)
    await group.owner.says("/管理员 移除 @老周")
    await world.advance(days=88)
    group.admin.was_told_nothing()
    group.owner.was_told("安静下来了")  # nobody has said a word
    group.owner.was_told("下个月（6月）还没有安排内容")
    group.owner.was_told("#1 早报 发到 2026-05-31 周日", "/投放 续期 1")


async def test_marks_are_taken_back(group: GroupChat):
    """What was promo can be useful again."""
    await group.admin.says("/投放 添加 每天 08:30 早报 #推广 #必发\n早")
    await group.admin.says("/投放 修改 1 #有用 #可等")
    group.heard()
    await group.admin.says("/投放")
    assert "［" not in group.bot_replied("1  早报")
    await group.admin.says("/投放 修改 1 #读书")
    group.bot_replied("发到哪些群改不了")


async def test_what_came_once_long_ago(world: World, group: GroupChat):
    """It is still found and can be deleted, although its schedule is gone by then."""
    await group.admin.says("/投放 添加 5分钟后 通知\n停水")
    await world.advance(days=30)
    group.heard()
    await group.admin.says("/投放 查看 1")
    group.bot_replied("#1 通知", "成功 1")
    await group.admin.says("/投放 修改 1 明天 9:00")
    group.bot_replied("早就发完了")
    await group.admin.says("/投放 删除 1")
    group.bot_replied("删掉了。")
    await group.admin.says("/投放 找 通知")
    group.bot_replied("没有找到")


async def test_workdays_nobody_knows_yet(group: GroupChat):
    """A drop that runs into a year whose holidays are not announced is remarked on."""
    await group.admin.says("/投放 添加 工作日 08:30 早报\n早")
    group.bot_replied("已添加 #1")
    group.bot_stayed_silent()
    await group.admin.says("/投放 添加 工作日 08:30 早报 直到 2035-01-31\n早")
    group.bot_replied("已添加 #2")
    group.bot_replied("年怎么调休还没公布")
