"""The office's page of drops: what there is, what can be done with it, and adding, importing and exporting."""

import io
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image as Pictures

from bot.pages import Chart, Table, Words
from plugins.drops.page import PAGE
from tests.web.office import Guest, blocks_of, office_of
from tests.world import GroupChat, World

HERE = "/office/g/1/drops"
ADD = "/投放 添加 {when} {title} {end} {kind} {look}\n{text}"


@pytest.fixture
async def guest(world: World, group: GroupChat) -> AsyncIterator[Guest]:
    """The owner's browser, let in, with the page of drops open."""
    async with office_of(world) as guest:
        await guest.come_in(group.owner)
        await guest.opens(HERE)
        yield guest


def a_picture() -> bytes:
    """A small PNG."""
    made = io.BytesIO()
    Pictures.new("RGB", (60, 40), (10, 120, 200)).save(made, "PNG")
    return made.getvalue()


async def table_of(world: World, group: GroupChat, **query: str) -> Table:
    """The list of drops."""
    return next(block for block in await blocks_of(world, PAGE, group.owner, **query) if isinstance(block, Table))


async def test_a_drop_is_added_by_the_form_seen_in_chat_and_taken_back(group: GroupChat, guest: Guest) -> None:
    """The page says what the chat would have."""
    assert "还没有投放" in guest.text
    fields = {"when": "每天 08:30", "title": "早报", "end": "共10次", "kind": "#推广", "text": "早上好，{星期}"}
    text = await guest.acts(ADD, fields)
    assert "已添加 #1 早报" in text
    assert "每天 08:30" in text
    await group.owner.says("/投放 查看 1")
    group.bot_replied("早报", "推广", "再发 10 次", "早上好，{星期}")
    await group.owner.says("/撤销")
    group.bot_replied("撤销")
    assert "还没有投放" in await guest.opens(HERE)


async def test_what_a_drop_will_look_like_is_shown_before_anything_is_added(guest: Guest) -> None:
    """The slots are filled; the list stays empty."""
    text = await guest.acts(ADD, {"when": "每天 08:30", "look": "#预览", "text": "欢迎来到{群名}"})
    assert "欢迎来到读书会" in text
    assert "还没有投放" in text


async def test_a_picture_comes_along_and_is_shown(world: World, group: GroupChat, guest: Guest) -> None:
    """It goes out as a picture, with its words after it."""
    await guest.acts(ADD, {"when": "每天 08:30", "text": "看图"}, upload=("海报.png", a_picture()))
    charts = [block for block in await blocks_of(world, PAGE, group.owner, drop="1") if isinstance(block, Chart)]
    assert [chart.name for chart in charts] == ["picture"]
    answer = await guest.client.get(f"{HERE}/picture.png?drop=1")
    assert (await answer.read()).startswith(b"\x89PNG")
    group.heard()
    await world.advance(days=1)
    assert [message.kind for message in world.platform.accepted if message.to.group_id == group.group_id][-2:] == [
        "image",
        "text",
    ]


async def test_everyday_acts_have_their_buttons(world: World, group: GroupChat, guest: Guest) -> None:
    """Skip, pause, resume, delete, each as in chat."""
    await group.owner.says("/投放 添加 每天 08:30 早报\n早")
    await guest.opens(HERE)
    (row,) = (await table_of(world, group)).rows
    assert [act.command for act in row.acts] == ["/投放 跳过 1", "/投放 暂停 1", "/投放 删除 1"]
    assert "跳过 1 次" in await guest.acts("/投放 跳过 1")
    assert "暂停中" in await guest.acts("/投放 暂停 1")
    (row,) = (await table_of(world, group)).rows
    assert [act.command for act in row.acts] == ["/投放 恢复 1", "/投放 删除 1"]
    assert "暂停中" not in await guest.acts("/投放 恢复 1")
    assert "还没有投放" in await guest.acts("/投放 删除 1")
    group.heard()
    await group.owner.says("/历史")
    group.bot_replied("删除了投放", "恢复了投放", "暂停了投放", "跳过 1 次")
    await group.owner.says("/撤销")
    assert "早报" in await guest.opens(HERE)


async def test_one_drop_is_moved_and_rewritten(group: GroupChat, guest: Guest) -> None:
    """On its own page, where each form changes only what is filled in."""
    await group.owner.says("/投放 添加 每天 08:30 早报\n早")
    text = await guest.opens(f"{HERE}?drop=1")
    assert "每天 08:30" in text
    assert "到时候是这样的" in text
    moving = "/投放 修改 1 {when} {title} {end} {kind}"
    assert "每周五 20:00" in await guest.acts(moving, {"when": "每周五 20:00"})
    assert "晚报" in await guest.acts(moving, {"title": "晚报", "kind": "#推广"})
    assert "大家好" in await guest.acts("/投放 修改 1\n{text}", {"text": "大家好"})
    assert "再发 7 次" in await guest.acts("/投放 续期 1 {more}", {"more": "共7次"})
    assert "挪来" in await guest.acts("/投放 挪 1 {when}", {"when": "明天 9:00"})
    assert "跳过 2 次" in await guest.acts("/投放 跳过 1 {times}", {"times": "2"})
    assert "排上了" in await guest.acts("/投放 立即 1")
    group.heard()
    await group.owner.says("/投放 查看 1")
    group.bot_replied("晚报", "推广", "每周五 20:00", "大家好")


async def test_how_it_fared_is_told(world: World, group: GroupChat, guest: Guest) -> None:
    """What became of the last times, and that it is too early to say whether it helped."""
    await group.owner.says("/投放 添加 每天 08:30 早报\n早")
    await world.advance(days=2)
    blocks = await blocks_of(world, PAGE, group.owner, drop="1")
    told = {block.title: block.text for block in blocks if isinstance(block, Words)}
    assert "成功 1" in told["最近几次"]
    assert "样本不足" in told["有没有效果"]
    assert guest.status == 200


async def test_what_is_over_has_a_list_of_its_own(world: World, group: GroupChat) -> None:
    """So that the list of what comes stays short."""
    await group.owner.says("/投放 添加 明天 8:30 一次\n早")
    await world.advance(days=2)
    assert not (await table_of(world, group)).rows
    (row,) = (await table_of(world, group, over="1")).rows
    assert [act.command for act in row.acts] == ["/投放 删除 1"]


async def test_a_long_list_has_pages(world: World, group: GroupChat) -> None:
    """Ten on each, as in chat."""
    for n in range(12):
        await group.owner.says(f"/投放 添加 每天 {8 + n}:30 第{n}条\n早")
    first, second = await table_of(world, group), await table_of(world, group, page="2")
    assert (len(first.rows), first.pages, len(second.rows)) == (10, 2, 2)


async def test_what_somebody_else_posts_to_several_groups_can_only_be_done_without(
    world: World, group: GroupChat
) -> None:
    """Its author alone changes it; the group's owner leaves it and comes back."""
    boss = await world.operator("老板")
    await group.owner.says("/标签 添加 #读书")
    await boss.whispers("/投放 添加 每天 08:30 总部 #读书\n早")
    group.heard()
    async with office_of(world) as guest:
        await guest.come_in(group.owner)
        text = await guest.opens(f"{HERE}?drop=1")
        assert "只有添加的人能改" in text
        assert "改时间" not in text
        assert "不再收" in await guest.acts("/投放 退出 1")
        assert "这个群不要" in await guest.opens(HERE)
        await guest.opens(f"{HERE}?drop=1")
        assert "又会收到" in await guest.acts("/投放 加入 1")
        assert "没有做成" in await guest.acts("/投放 暂停 1")


async def test_a_table_is_imported_after_a_yes_and_exported_again(
    group: GroupChat, guest: Guest, tmp_path: Path
) -> None:
    """The file is all that is sent; what it would add is shown first."""
    table = "时间,标题,正文\r\n每天 08:30,早报,早安\r\n每周五 20:00,读书夜,今晚读第三章\r\n"
    text = await guest.acts("", upload=("表.csv", table.encode("utf-8-sig")))
    assert "2 条投放" in text
    assert "早报" in text
    text = await guest.says_yes()
    assert "导入了 2 条投放" in text
    assert "读书夜" in text
    text = await guest.acts("/投放 导出")
    found = re.search(r'href="(/office/file/[^"]+)"', guest.html)
    assert found is not None
    answer = await guest.client.get(found[1])
    assert "读书夜" in (await answer.read()).decode()
    group.heard()
    await group.owner.says("/历史")
    group.bot_replied("导入了 2 条")


async def test_a_faulty_table_is_told_by_line(guest: Guest) -> None:
    """Nothing is imported then."""
    text = await guest.acts("", upload=("表.csv", "时间,正文\r\n每天 25:99,早\r\n".encode()))
    assert "没有做成" in text
    assert "第 2 行" in text


async def test_what_there_is_not_is_said_and_words_stay_words(group: GroupChat, guest: Guest) -> None:
    """A number of nothing, a title that looks like markup, and the other language."""
    await group.owner.says("/投放 添加 每天 08:30 <script>x</script>\n<b>早</b>")
    assert "没有 #99" in await guest.opens(f"{HERE}?drop=99")
    for page in (HERE, f"{HERE}?drop=1"):
        await guest.opens(page)
        assert "<script>x" not in guest.html
        assert "<b>早" not in guest.html
    text = await guest.opens(f"{HERE}?drop=1&lang=en")
    assert "How it will look" in text
    assert "/drop edit 1" in guest.html
