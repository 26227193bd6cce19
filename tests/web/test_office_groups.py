"""The settings' page: what is so now, and every change as the chat would make it."""

from collections.abc import AsyncIterator
from typing import TypeVar

import pytest

from bot.pages import Block, Facts, Form, Table, Words
from plugins.groups.page import PAGE
from tests.web.office import Guest, blocks_of, office_of
from tests.world import GroupChat, World

B = TypeVar("B", bound=Block)


@pytest.fixture
async def guest(world: World, group: GroupChat) -> AsyncIterator[Guest]:
    """The owner, with the settings open."""
    async with office_of(world) as guest:
        await guest.come_in(group.owner)
        await guest.opens("/office/g/1/settings")
        yield guest


def of(kind: type[B], blocks: list[Block]) -> list[B]:
    """The blocks of a kind."""
    return [block for block in blocks if isinstance(block, kind)]


def filled_in(blocks: list[Block]) -> dict[str, str]:
    """What stands in the forms."""
    return {field.name: field.value for form in of(Form, blocks) for field in form.fields}


async def test_forms_show_what_is_so(world: World, group: GroupChat) -> None:
    """What was set in the chat stands in the forms, and what was not has its default."""
    for said in (
        "/群定位 设置\n一起读书",
        "/群规 设置\n好好说话",
        "/时区 东京",
        "/群定位 配比 不限",
        "/标签 添加 #读书",
    ):
        await group.owner.says(said)
    blocks = await blocks_of(world, PAGE, group.owner)
    assert filled_in(blocks) == {
        "purpose": "一起读书",
        "doing": "",
        "rules": "好好说话",
        "hours": "22:30-08:00",
        "zone": "Asia/Tokyo",
        "language": "zh",
        "ratio": "不限",
        "talk": "5",
        "tags": "",
    }
    assert [each.text for each in of(Words, blocks)] == ["一起读书", "好好说话"]
    assert [row.cells[0] for row in of(Table, blocks)[0].rows] == ["#读书"]
    assert dict(of(Facts, blocks)[0].items)["群名"] == "读书会"


@pytest.mark.parametrize(
    ("command", "fields", "shown"),
    [
        ("/群定位 设置\n{purpose}", {"purpose": "给刚开始读书的人\n一起读"}, {"purpose": "给刚开始读书的人\n一起读"}),
        ("/群定位 做什么\n{doing}", {"doing": "周五一起聊"}, {"doing": "周五一起聊"}),
        ("/群规 设置\n{rules}", {"rules": "1. 不发广告\n2. 好好说话"}, {"rules": "1. 不发广告\n2. 好好说话"}),
        ("/暂停 每天 {hours}", {"hours": "23点到7点"}, {"hours": "23:00-07:00"}),
        ("/暂停 每天 {hours}", {"hours": "不用"}, {"hours": "不用"}),
        ("/时区 {zone}", {"zone": "东京"}, {"zone": "Asia/Tokyo"}),
        ("/语言 {language}", {"language": "en"}, {"language": "en"}),
        ("/群定位 配比 {ratio}", {"ratio": "5:1"}, {"ratio": "5:1"}),
        ("/群定位 间隔 {talk}", {"talk": "不限"}, {"talk": "不限"}),
    ],
)
async def test_a_form_changes_what_it_says_and_undo_puts_it_back(
    world: World, group: GroupChat, guest: Guest, command: str, fields: dict[str, str], shown: dict[str, str]
) -> None:
    """What was filled in stands in the form after; `/撤销` in the chat is the way back."""
    before = await blocks_of(world, PAGE, group.owner)
    assert command in [form.command for form in of(Form, before)]
    assert "好了" in await guest.acts(command, fields)
    assert filled_in(await blocks_of(world, PAGE, group.owner)) == filled_in(before) | shown
    await group.owner.says("/撤销")
    group.bot_replied()
    assert filled_in(await blocks_of(world, PAGE, group.owner)) == filled_in(before)


@pytest.mark.parametrize(
    ("command", "fields", "slip"),
    [
        ("/群规 设置\n{rules}", {"rules": "长" * 1001}, "最多 1000 个"),
        ("/暂停 每天 {hours}", {"hours": "晚上"}, "看不懂时段"),
        ("/时区 {zone}", {"zone": "桃花源"}, "不认识时区"),
        ("/群定位 配比 {ratio}", {"ratio": "50:1"}, "看不懂"),
        ("/群定位 间隔 {talk}", {"talk": "很多"}, "看不懂"),
        ("/标签 添加 {tags}", {"tags": "读书"}, "还缺标签"),
        ("/标签 添加 {tags}", {"tags": "#读书 旁边的群"}, "只管这个群"),
    ],
)
async def test_what_the_chat_refuses_the_page_refuses(
    guest: Guest, command: str, fields: dict[str, str], slip: str
) -> None:
    """In the same words, with what was written still there, and nothing changed."""
    said = await guest.acts(command, fields)
    assert "没有做成" in said
    assert slip in said
    assert guest.status == 422
    assert next(iter(fields.values())) in guest.html


async def test_the_bot_is_paused_and_brought_back(group: GroupChat, guest: Guest) -> None:
    """One button that says what it will do now."""
    assert "先别说话" in guest.text
    paused = await guest.acts("/暂停")
    assert "已暂停" in paused
    assert "继续说话" in paused
    await group.member.says("群规")
    group.bot_stayed_silent()
    assert "在工作" in await guest.acts("/恢复")
    await group.owner.says("/历史")
    group.bot_replied("恢复了机器人", "暂停了机器人")


async def test_texts_are_cleared(world: World, group: GroupChat, guest: Guest) -> None:
    """Only where there are any."""
    assert "清空" not in guest.text
    await group.owner.says("/群规 设置\n好好说话")
    await group.owner.says("/群定位 设置\n一起读书")
    await guest.opens("/office/g/1/settings")
    await guest.acts("/群规 清空")
    assert "/群定位 清空" in guest.html
    await guest.acts("/群定位 清空")
    assert "清空" not in await guest.opens("/office/g/1/settings")
    assert filled_in(await blocks_of(world, PAGE, group.owner))["rules"] == ""


async def test_words_are_switched(group: GroupChat, guest: Guest) -> None:
    """A word that is off gets no answer in the group until it is on again."""
    await group.owner.says("/群规 设置\n好好说话")
    group.heard()
    await guest.acts("/口令 关闭 群规")
    await group.member.says("群规")
    group.bot_stayed_silent()
    assert "/口令 开启 群规" in guest.html
    await guest.acts("/口令 开启 群规")
    await group.member.says("群规")
    group.bot_replied("好好说话")


async def test_tags_are_added_and_removed(world: World, group: GroupChat, guest: Guest) -> None:
    """For this group, whichever one manages besides."""
    await world.group("写作会", "阿宁")
    assert "#北京" in await guest.acts("/标签 添加 {tags}", {"tags": "#读书 #北京"})
    await guest.acts("/标签 移除 #北京")
    await group.owner.whispers("/标签")
    group.owner.was_told("#读书（1 个群）")
    assert [row.cells[0] for row in of(Table, await blocks_of(world, PAGE, group.owner))[0].rows] == ["#读书"]


async def test_what_people_wrote_stays_text(group: GroupChat, guest: Guest) -> None:
    """In the paragraph and in the form."""
    await guest.acts("/群规 设置\n{rules}", {"rules": "</textarea><script>alert(1)</script>"})
    assert "<script>alert" not in guest.html
    assert "<script>alert(1)</script>" in guest.text


async def test_the_page_in_english(world: World, group: GroupChat, guest: Guest) -> None:
    """Its commands are English, and are understood."""
    text = await guest.opens("/office/g/1/settings?lang=en")
    assert "Quiet hours" in text
    assert "/pause daily {hours}" in guest.html
    assert "All right" in await guest.acts("/pause daily {hours}", {"hours": "none"})
    assert filled_in(await blocks_of(world, PAGE, group.owner))["hours"] == "不用"
