"""Campaigns where something comes in between: the last minute, quiet hours, files with slips, several groups."""

from datetime import datetime
from pathlib import Path

import pytest

from plugins.campaigns.scenes import load, write
from tests.plugins.test_campaigns import NEW, begun
from tests.world import GroupChat, World, open_world

FIRST_STEP = datetime.fromisoformat("2026-03-04T20:00:00+08:00")


async def last_minute(world: World) -> None:
    """Until just before the first step, which is ready then."""
    await world.advance(seconds=(FIRST_STEP - world.clock.now()).total_seconds() - 50)


async def test_what_is_ready_waits_for_its_moment(world: World, group: GroupChat):
    """Nothing is said a minute early, and all of it on the dot."""
    await begun(group)
    await last_minute(world)
    group.bot_stayed_silent()
    await world.advance(seconds=51)
    group.bot_replied("双11 又快到了")
    group.bot_replied("投票 #1")


async def test_calling_off_in_the_last_minute(world: World, group: GroupChat):
    """What waits to be sent is taken back, and the poll it had opened is closed."""
    await begun(group)
    await last_minute(world)
    await group.owner.says("/活动 取消 1")
    await group.owner.says("确认")
    assert "已取消" in group.heard()[-1]
    await world.advance(days=4)
    group.bot_stayed_silent()


async def test_pausing_in_the_last_minute(world: World, group: GroupChat):
    """Nothing more is said; what comes after the pause goes on."""
    await begun(group)
    await last_minute(world)
    await group.owner.says("/活动 暂停 1")
    group.heard()
    await world.advance(hours=12)
    assert not any("双11 又快到了" in text for text in group.heard())
    await group.owner.says("/活动 恢复 1")
    group.bot_replied("下一步 2026-03-07 周六 20:00")


async def test_a_crash_between_making_ready_and_saying(world: World, group: GroupChat):
    """The step is said once, at its moment, and its poll is one."""
    await begun(group)
    await last_minute(world)
    await world.crash(seconds=5)
    await world.advance(minutes=3)
    said = group.heard()
    assert sum("双11 又快到了" in text for text in said) == 1
    assert sum(text.startswith("投票 #") for text in said) == 1


async def test_a_step_moved_at_the_last_moment(world: World, group: GroupChat):
    """What has been made ready can't be changed any more, and is not said twice."""
    await begun(group)
    await last_minute(world)
    await group.owner.says("/活动 修改 1 1 T-9天 20:00")
    group.bot_replied("第 1 步已经发过了，改不了")
    await world.advance(minutes=2)
    group.bot_replied("双11 又快到了")


async def test_quiet_hours_are_noted(sqlite_url: str):
    """A step in the night waits until morning, and the draft says so."""
    async with open_world(sqlite_url, pacing="on") as world:
        group = await world.group("皂铺", "阿宁", "小明")
        group.heard()
        await group.owner.says(NEW)
        await world.advance(seconds=30)
        group.heard()
        await group.owner.says("/活动 修改 1 2 23:30")
        await world.advance(seconds=30)
        group.heard()
        await group.owner.says("/活动 查看 1")
        await world.advance(minutes=1)
        assert "第 2 步（2026-03-07 周六 23:30）在静默时段" in "".join(group.heard())


async def test_a_scenes_file_sent_privately_is_kept(world: World, group: GroupChat, tmp_path: Path):
    """Under its name, before those that come with the bot; one with slips is answered with all of them."""
    file = tmp_path / "soap.scene.toml"
    scene = next(scene for scene in load() if scene.slug == "meetup")
    text = write(scene).replace(f'slug = "{scene.slug}"', 'slug = "soapday"').replace("线下聚会", "皂友会")
    file.write_text(text, "utf-8")
    await group.owner.whispers("", file=file)
    group.owner.was_told("收下了模板「皂友会」")
    await group.owner.whispers("/活动 模板 皂友会")
    group.owner.was_told("皂友会", "要你填的")
    file.write_text(text.replace("about.zh", "abuot.zh"), "utf-8")
    await group.owner.whispers("", file=file)
    group.owner.was_told("这个模板文件有几处要改", "abuot")


async def test_a_members_file_is_not_for_us(world: World, group: GroupChat, tmp_path: Path):
    """Only who manages groups has scenes."""
    file = tmp_path / "soap.scene.toml"
    file.write_text("slug = 1", "utf-8")
    await group.member.whispers("", file=file)
    group.member.was_told_nothing()


@pytest.mark.parametrize("language", ["en"])
async def test_in_english(sqlite_url: str, language: str):
    """The same in the other language."""
    async with open_world(sqlite_url, language=language) as world:
        group = await world.group("Soap", "Ann", "Ben")
        group.heard()
        await group.owner.says("/campaign new double-11 product=soap box price=99 date=2026-03-14")
        group.bot_replied("#1 Double 11 · 2026-03-14 Sat · a draft", "soap box", "Begin now?")
        await group.owner.says("confirm")
        group.bot_replied("Campaign #1 Double 11 has begun; next 2026-03-04 Wed 20:00")
        await group.owner.says("/campaign edit 1 price=89")
        group.bot_replied("Campaign #1 is changed: price", "/undo")
        await group.owner.says("/campaign pause 1")
        group.bot_replied("Campaign #1 is paused")
        await group.owner.says("/campaign cancel 1")
        group.bot_replied("Cancel campaign #1 Double 11?", "6 steps to come")


async def test_another_set_of_groups_gets_a_copy(world: World):
    """On the same day, with the texts as they are, to be begun on its own."""
    first = await world.group("一群", "阿宁", "小明")
    second = await world.group("二群", "阿宁", "小红")
    for chat in (first, second):
        chat.heard()
    await begun(first)
    await first.owner.whispers("/标签 添加 #新客 2")
    await first.owner.whispers("/用 1")
    await first.owner.whispers("/活动 复制 1 #新客")
    told = "".join(first.owner.private.heard())
    assert "#2 双11 · 2026-03-14 周六" in told
    await first.owner.whispers("确认")
    first.owner.was_told("活动 #2 双11 开始了")
    await world.advance(days=3)
    assert sum("双11 又快到了" in text for text in second.heard()) == 1
