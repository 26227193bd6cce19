"""The page on nudges: how they stand, settings, topics, thanks and duty, each as chat has it."""

from collections.abc import AsyncIterator, Sequence

import pytest

from bot.pages import Badge, Block, Cell, Facts, Table, Words
from plugins.nudges.page import PAGE
from plugins.nudges.reconnect.page import PAGE as THANKS_PAGE
from tests.plugins.nudging import silent_group, talk, until_nudged
from tests.web.office import Guest, blocks_of, commands_on, office_of
from tests.world import GroupChat, World, open_world

ADDRESS, THANKS = "/office/g/1/nudges", "/office/g/1/thanks"


@pytest.fixture
async def guest(world: World, group: GroupChat) -> AsyncIterator[Guest]:
    """The owner's browser, on the page."""
    async with office_of(world) as guest:
        await guest.come_in(group.owner)
        await guest.opens(ADDRESS)
        yield guest


async def test_on_and_off(world: World, group: GroupChat, guest: Guest) -> None:
    """By a button, in the history, with the chat's way back."""
    assert "没有打开" in guest.text
    assert "打开了" in await guest.acts("/激活 开启")
    assert dict(_facts(await blocks_of(world, PAGE, group.owner)))["激活"] == Badge("开着", "good")
    await group.owner.whispers("/撤销")
    group.owner.was_told("撤销了：开启了激活")
    assert dict(_facts(await blocks_of(world, PAGE, group.owner)))["激活"] == Badge("关着")
    await guest.acts("/激活 开启")
    assert "关掉了" in await guest.acts("/激活 关闭")


async def test_settings(guest: Guest) -> None:
    """What can be set has a form or a button; what makes no sense is told as in chat, and stays in the form."""
    assert "时段 09:00-21:30" in guest.text
    assert "时段 10:00-20:00" in await guest.acts("/激活 设置 时段 {start}-{end}", {"start": "10:00", "end": "20:00"})
    assert "5 天没人说话也算安静" in await guest.acts("/激活 设置 安静 {days}天", {"days": "5"})
    assert "一次最多 1 人" in await guest.acts("/激活 设置 人数 {n}", {"n": "1"})
    assert "点名关" in await guest.acts("/激活 设置 点名 关")
    assert "可以点名" in guest.text
    assert "私聊关" in await guest.acts("/激活 设置 私聊 关")
    assert "没有做成" in await guest.acts("/激活 设置 时段 {start}-{end}", {"start": "23:30", "end": "8:00"})
    assert 'value="23:30"' in guest.html


async def test_what_would_be_said_is_what_chat_previews(world: World, group: GroupChat) -> None:
    """The very words."""
    await group.owner.whispers("/激活 预览")
    preview = group.owner.was_told("要是现在说")
    words = [block.text for block in await blocks_of(world, PAGE, group.owner) if isinstance(block, Words)]
    assert preview in words


async def test_topics_are_added_paged_and_deleted(world: World, group: GroupChat, guest: Guest) -> None:
    """One a line; what a member wrote stays words."""
    rogue = "<script>alert(1)</script>？"
    lines = "\n".join([rogue, *(f"第{n}个话题？" for n in range(1, 12))])
    assert "记下了 12 个话题" in await guest.acts("/激活 话题 添加\n{topics}", {"topics": lines})
    assert "自己的话题：12 条" in guest.text
    assert "<script>alert" not in guest.html
    assert rogue in await guest.opens(f"{ADDRESS}?page=2")
    assert "话题 #1 删掉了" in await guest.acts("/激活 话题 删除 1")
    assert "自己的话题：11 条" in guest.text
    await group.owner.whispers("/撤销")
    group.owner.was_told("撤销")
    assert "自己的话题：12 条" in await guest.opens(ADDRESS)
    assert "比如：" in await guest.acts("/激活 话题 试看")
    assert "群里聊读书、亲子" in await guest.acts("/激活 话题 类型 {kinds}", {"kinds": "读书 亲子"})
    assert 'value="读书 亲子"' in guest.html


async def test_a_topic_for_a_set_is_deleted_by_its_author_alone(world: World, group: GroupChat) -> None:
    """An admin of one of its groups sees it without the button."""
    await group.owner.whispers("/标签 添加 #书")
    await group.owner.whispers("/激活 话题 #书 添加\n最近在读什么？")
    for who, n in ((group.owner, 1), (group.admin, 0)):
        tables = [block for block in await blocks_of(world, PAGE, who) if isinstance(block, Table)]
        [row] = [row for table in tables if table.title.startswith("自己的话题") for row in table.rows]
        assert row.cells == ("#1", "最近在读什么？（#书）")
        assert len(row.acts) == n


async def test_thanks_and_duty(world: World, group: GroupChat, guest: Guest) -> None:
    """Switched, timed and called off; volunteers and what was taken up."""
    form = "/本周之星 开启 每周{day} {time}"
    await guest.opens(THANKS)
    assert "还没有看到谁" in guest.text
    assert "每周五 18:00" in await guest.acts(form, {"day": "五", "time": "18:00"})
    assert "开着，每周五 18:00" in guest.text
    assert "没有做成" in await guest.acts(form, {"day": "五", "time": "3:00"})
    assert "不再每周" in await guest.acts("/本周之星 关闭")
    await group.member.says("/值日 加入")
    assert "小明" in await guest.opens(THANKS)
    await guest.acts("/值日 加入")
    assert "我不值日了" in guest.text
    await guest.acts("/值日 退出")
    assert "我来值日" in guest.text
    assert "最多提 5 个" in await guest.acts("/值日 每天 {n}", {"n": "5"})
    await guest.acts("/值日 提醒 私聊")
    assert "改成在群里说" in guest.text
    await group.owner.whispers("/历史")
    group.owner.was_told("改了没人接的问题在哪里提")


async def test_what_came_of_the_last_ones(world: World) -> None:
    """As a row with its effect; whether it helps is not known from one."""
    group = await silent_group(world)
    await until_nudged(group)
    await talk(group, "小明", "小红")
    await world.advance(hours=4)
    blocks = await blocks_of(world, PAGE, group.owner)
    [lately] = [block for block in blocks if isinstance(block, Table) and block.title == "最近几次"]
    assert lately.rows[0].cells[3] == Badge("2 人接话", "good")
    assert any("样本不足" in block.text for block in blocks if isinstance(block, Words))


async def test_in_english(sqlite_url: str) -> None:
    """Every command on it is an English one."""
    async with open_world(sqlite_url, language="en") as world:
        group = await world.group("Readers", "Ann", "Ben")
        blocks = [*await blocks_of(world, PAGE, group.owner), *await blocks_of(world, THANKS_PAGE, group.owner)]
        assert "/nudge on" in commands_on(blocks)
        assert all(command.isascii() for command in commands_on(blocks))
        assert dict(_facts(blocks))["Nudges"] == Badge("off")


def _facts(blocks: Sequence[Block]) -> list[tuple[str, Cell]]:
    return [item for block in blocks if isinstance(block, Facts) for item in block.items]
