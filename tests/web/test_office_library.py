"""The office's pages of what drops are made of: the library, series, and feeds."""

from collections.abc import AsyncIterator

import pytest

from bot.pages import Chart, Table
from plugins.drops.feeds.page import PAGE as FEEDS
from plugins.drops.library.page import PAGE as LIBRARY
from plugins.drops.series.page import PAGE as SERIES
from tests.fakes.site import Site, open_site
from tests.plugins.feeding import item, rss
from tests.web.office import Guest, blocks_of, office_of
from tests.web.test_office_drops import a_picture
from tests.world import GroupChat, World, open_world

SHELF, QUEUE, NEWS = (f"/office/g/1/{page.name}" for page in (LIBRARY, SERIES, FEEDS))


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    """A bot that may fetch from this machine."""
    async with open_world(sqlite_url, fetch_private="on") as opened:
        yield opened


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


async def test_a_series_is_begun_filled_and_put_in_order(world: World, group: GroupChat, guest: Guest) -> None:
    """With the words of the chat's commands; each issue has a page of its own."""
    assert "还没有栏目" in await guest.opens(QUEUE)
    given = {"name": "读书", "when": "每周五 20:00", "how": "", "kind": "#有用"}
    assert "建好了（#1）" in await guest.acts("/栏目 新建 {name} {when} {how} {first} {end} {kind}", given)
    text = await guest.opens(f"{QUEUE}?drop=1")
    assert "还没有排上内容" in text
    add = "/栏目 添加 1 {day}\n{text}"
    assert "排在第 1" in await guest.acts(add, {"text": "第一章"})
    assert "排在第 2" in await guest.acts(add, {"text": "第二章"}, upload=("封面.png", a_picture()))
    assert [row.cells[2] for row in (await line_of(world, group)).rows] == ["第一章", "［图片］ 第二章"]
    await guest.acts("/栏目 移动 1 2 1")
    assert [row.cells[2] for row in (await line_of(world, group)).rows] == ["［图片］ 第二章", "第一章"]
    assert "第 1 个拿掉了" in await guest.acts("/栏目 移除 1 1")
    await group.owner.says("/撤销")
    text = await guest.opens(f"{QUEUE}?drop=1&issue=1")
    assert "【读书 · 第 1 期】" in text
    assert (await (await guest.client.get(f"{QUEUE}/picture.png?drop=1&issue=1")).read()).startswith(b"\x89PNG")
    assert "重写的第二章" in await guest.acts("/栏目 修改 1 1\n{text}", {"text": "重写的第二章"})
    group.heard()
    await group.owner.says("/栏目 查看 读书")
    group.bot_replied("1. ", "重写的第二章", "2. ", "第一章")


async def line_of(world: World, group: GroupChat) -> Table:
    """What is in line of the first series."""
    return next(b for b in await blocks_of(world, SERIES, group.owner, drop="1") if isinstance(b, Table))


async def test_a_series_is_paused_let_loop_and_deleted(world: World, group: GroupChat, guest: Guest) -> None:
    """Where it stands is told in the list."""
    await group.owner.says("/栏目 新建 读书 每周五 20:00")
    await guest.opens(QUEUE)
    assert "暂停中" in await guest.acts("/投放 暂停 1")
    (block,) = [b for b in await blocks_of(world, SERIES, group.owner) if isinstance(b, Table)]
    assert [act.command for act in block.rows[0].acts] == ["/投放 恢复 1", "/投放 删除 1"]
    await guest.opens(f"{QUEUE}?drop=1")
    assert "（循环）" in await guest.acts("/栏目 循环 1 开")
    assert "不再循环" in guest.text
    assert "没有这个栏目" in await guest.acts("/投放 删除 1")
    assert "no such series" in await guest.opens(f"{QUEUE}?drop=1&lang=en")


async def test_a_course_goes_by_its_days(world: World, group: GroupChat, guest: Guest) -> None:
    """A lesson is put on a day, and onto another."""
    await guest.opens(QUEUE)
    given = {"name": "晨读", "when": "每天 07:00", "how": "课程", "first": "明天", "kind": "#有用"}
    assert "建好了" in await guest.acts("/栏目 新建 {name} {when} {how} {first} {end} {kind}", given)
    await guest.opens(f"{QUEUE}?drop=1")
    assert "第 3 天" in await guest.acts("/栏目 添加 1 {day}\n{text}", {"day": "第3天", "text": "第三课"})
    assert "移到了第 2" in await guest.acts("/栏目 移动 1 {place} {to}", {"place": "3", "to": "2"})
    assert (await line_of(world, group)).rows[0].cells[2] == "第三课"
    assert "第三课" in await guest.opens(f"{QUEUE}?drop=1&issue=2")


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """A website with a feed of one item."""
    async with open_site() as opened:
        opened["/feed"] = rss(item(1))
        yield opened


async def test_a_feed_is_added_tried_changed_and_paused(
    world: World, group: GroupChat, guest: Guest, site: Site
) -> None:
    """Nothing is posted by looking at it; whether it can be had is said."""
    assert "还没有订阅源" in await guest.opens(NEWS)
    add = "/订阅源 添加 {url} {when} [最多{most}] {title} {end} {kind} {look}\n{item}"
    given = {"url": site.url("/feed"), "when": "每天 08:30", "kind": "#有用", "title": "少数派"}
    assert "会发成这样" in await guest.acts(add, {**given, "look": "#预览"})
    assert "订阅了「少数派」#1" in await guest.acts(add, {**given, "most": "2"})
    text = await guest.opens(f"{NEWS}?drop=1")
    assert "2 条" in text
    assert "上次读到" in text
    assert "现在没有新的" in await guest.acts("/订阅源 试读 1")
    edit = "/订阅源 修改 1 {when} [最多{most}] {title}\n{item}"
    text = await guest.acts(edit, {"when": "每天 09:00", "most": "5", "item": "{标题}"})
    assert "每天 09:00" in text
    assert "5 条" in text
    assert "{标题}" in text
    assert "暂停中" in await guest.acts("/投放 暂停 1")
    await group.owner.says("/撤销")
    assert "按时发" in await guest.opens(NEWS)
    assert [b for b in await blocks_of(world, FEEDS, group.owner, drop="1") if isinstance(b, Table)] == []
    assert "还没有订阅源" in await guest.acts("/投放 删除 1")
    assert "no such feed" in await guest.opens(f"{NEWS}?drop=1&lang=en")
