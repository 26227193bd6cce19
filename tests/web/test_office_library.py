"""The office's pages of what drops are made of: the library, series, and feeds."""

from collections.abc import AsyncIterator

import pytest

from bot.pages import Chart, Table
from plugins.drops.library.page import PAGE as LIBRARY
from tests.web.office import Guest, blocks_of, office_of
from tests.web.test_office_drops import a_picture
from tests.world import GroupChat, World

SHELF = "/office/g/1/library"


@pytest.fixture
async def guest(world: World, group: GroupChat) -> AsyncIterator[Guest]:
    """The owner's browser, let in."""
    async with office_of(world) as guest:
        yield await guest.come_in(group.owner)


async def test_a_picture_and_a_text_are_kept_with_tags(world: World, group: GroupChat, guest: Guest) -> None:
    """As if they had been quoted; they are seen in chat, and the addition can be taken back."""
    assert "还是空的" in await guest.opens(SHELF)
    text = await guest.acts("/素材 添加 {tags}", {"tags": "#早安 #海报"}, upload=("海报.jpg", a_picture()))
    assert "存好了，素材 1" in text
    assert "［图片］" in text
    text = await guest.acts("/素材 添加 {tags}\n{text}", {"tags": "#早安", "text": "早上好，{群名}"})
    assert "早上好，{群名}" in text
    assert "#早安（2）" in text
    await group.owner.whispers("/素材")
    group.owner.was_told("共 2 条", "早上好", "#海报")
    await group.owner.whispers("/撤销")
    assert "早上好" not in await guest.opens(SHELF)


async def test_an_item_is_shown_in_full_tagged_anew_and_deleted(world: World, group: GroupChat, guest: Guest) -> None:
    """With its picture; a deletion can be taken back."""
    await guest.opens(SHELF)
    await guest.acts("/素材 添加 {tags}", {"tags": "#早安"}, upload=("海报.png", a_picture()))
    blocks = await blocks_of(world, LIBRARY, group.owner, item="1")
    assert [block.name for block in blocks if isinstance(block, Chart)] == ["picture"]
    answer = await guest.client.get(f"{SHELF}/picture.png?item=1")
    assert (await answer.read()).startswith(b"\x89PNG")
    await guest.opens(f"{SHELF}?item=1")
    assert "#晚安" in await guest.acts("/素材 标签 1 {tags}", {"tags": "#晚安"})
    assert "没有编号 1" in await guest.acts("/素材 删除 1")
    await group.owner.whispers("/撤销")
    assert "#晚安" in await guest.opens(f"{SHELF}?item=1")


async def test_tags_are_ways_through_a_long_library(world: World, group: GroupChat) -> None:
    """Twenty on a page."""
    for n in range(22):
        await group.owner.whispers(f"/素材 添加 #{'早安' if n % 2 else '晚安'}\n第{n}条")

    async def table(**query: str) -> Table:
        return next(b for b in await blocks_of(world, LIBRARY, group.owner, **query) if isinstance(b, Table))

    assert [
        (len(each.rows), each.pages) for each in (await table(), await table(page="2"), await table(tag="早安"))
    ] == [
        (20, 2),
        (2, 2),
        (11, 1),
    ]


async def test_nobody_sees_anothers_library(group: GroupChat, guest: Guest) -> None:
    """It is a person's, not the group's."""
    await guest.opens(SHELF)
    await guest.acts("/素材 添加 {tags}\n{text}", {"tags": "", "text": "<script>x</script>"})
    assert "<script>x" not in guest.html
    assert "&lt;script&gt;x" in guest.html
    async with office_of(guest.world) as other:
        await other.come_in(group.admin)
        assert "还是空的" in await other.opens(SHELF)
        assert "没有编号 1" in await other.opens(f"{SHELF}?item=1")
        assert "no item x" in await other.opens(f"{SHELF}?item=x&lang=en")
