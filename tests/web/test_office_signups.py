"""The page of sign-ups: who is in, live, and everything an owner does about a list."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.pages import Form
from bot.web.office.composing import compose
from plugins.campaigns.signup.page import PAGE
from tests.web.office import Guest, blocks_of, office_of
from tests.world import GroupChat, World

HERE = "/office/g/1/signups"
HIKE = "/接龙 新建 周六徒步 名额2 截止 周五 18:00 时间 周六 9:00 地点 香山东门"
PATIENCE_S = 30


@pytest.fixture
async def guest(world: World, group: GroupChat) -> AsyncIterator[Guest]:
    """The owner's browser, let in."""
    async with office_of(world) as guest:
        await guest.come_in(group.owner)
        yield guest


async def test_without_any_the_page_says_what_to_do(world: World, group: GroupChat, guest: Guest) -> None:
    """A form to open one is there, and what it says is the chat's command."""
    assert "最近没有接龙" in await guest.opens(HERE)
    form = next(each for each in await blocks_of(world, PAGE, group.owner) if isinstance(each, Form))
    fields = {"title": "周六徒步", "cap": "2", "until": "周五 18:00", "where": "香山东门"}
    assert compose(form.command, fields) == "/接龙 新建 周六徒步 名额 2 截止 周五 18:00 地点 香山东门"
    assert "开了接龙 #1 周六徒步" in await guest.acts(form.command, fields)
    group.bot_replied("#接龙", "周六徒步", "名额 2 位", "香山东门")
    await group.owner.says("/历史")
    group.bot_replied("开了接龙「周六徒步」")


async def test_the_list_shows_who_is_in_and_who_waits(world: World, group: GroupChat, guest: Guest) -> None:
    """With seats taken of the cap; what members wrote stays words."""
    await group.owner.says(HIKE)
    await group["小明"].says("接龙 2 <script>alert(1)</script>")
    await group["小红"].says("接龙")
    seen = await guest.opens(HERE)
    assert "2 / 2" in seen
    assert "满了" in seen
    assert seen.index("报了名的") < seen.index("小明") < seen.index("候补的") < seen.index("小红")
    assert "香山东门" in seen
    assert "<script>alert" not in guest.html
    assert "<script>alert(1)</script>" in seen
    await blocks_of(world, PAGE, group.owner)


async def test_taking_somebody_off_lets_the_next_one_in(world: World, group: GroupChat, guest: Guest) -> None:
    """Who waited is told in the group, and it can be taken back."""
    await group.owner.says(HIKE)
    await group["小明"].says("接龙 2")
    await group["小红"].says("接龙")
    group.heard()
    await guest.opens(HERE)
    assert "去掉了 1. 小明" in await guest.acts("/接龙 去掉 #1 1")
    group.bot_replied("候补转成报名", mentions=[group["小红"].id])
    assert "1 / 2" in await guest.opens(HERE)
    await group.owner.says("/撤销")
    group.bot_replied("撤销")


async def test_adding_changing_closing_and_opening_again(world: World, group: GroupChat, guest: Guest) -> None:
    """Each button is the chat's own command."""
    await group.owner.says(HIKE)
    await guest.opens(HERE)
    forms = [each for each in await blocks_of(world, PAGE, group.owner) if isinstance(each, Form)]
    add, change, _ = (each.command for each in forms)
    assert "加上了 小红（1 人）" in await guest.acts(add, {"name": "小红", "heads": "1"})
    assert "加上了 隔壁老王（1 人）" in await guest.acts(add, {"name": "隔壁老王", "heads": "1"})
    assert "改好了 #1 周日徒步" in await guest.acts(change, {"title": "周日徒步", "cap": "30"})
    seen = await guest.opens(HERE)
    assert "2 / 30" in seen
    assert "隔壁老王" in seen
    assert "截止了" in await guest.acts("/接龙 截止 #1")
    assert "周日徒步" in await guest.opens(HERE)
    assert "已截止" in await guest.opens(f"{HERE}?signup=1")
    again = next(
        f for f in await blocks_of(world, PAGE, group.owner, signup="1") if "重开" in getattr(f, "command", "")
    )
    assert isinstance(again, Form)
    assert "又开了" in await guest.acts(again.command, {"until": "周五 20:00"})
    assert "开着" in await guest.opens(HERE)


async def test_the_list_is_downloaded_as_a_table(group: GroupChat, guest: Guest) -> None:
    """It is the answer of the page, not a message in WeChat."""
    await group.owner.says(HIKE)
    await group["小明"].says("接龙 2")
    await guest.opens(HERE)
    group.owner.private.heard()
    await guest.acts("/接龙 导出 #1")
    assert "下载 接龙1 周六徒步.csv" in guest.text
    group.owner.was_told_nothing()
    href = guest.html.partition('href="/office/file/')[2].partition('"')[0]
    table = await (await guest.client.get(f"/office/file/{href}")).read()
    assert "小明" in table.decode("utf-8-sig")


async def test_another_groups_sign_up_is_not_shown(world: World, group: GroupChat, guest: Guest) -> None:
    """By its number neither."""
    other = await world.group("别人的群", "别人", "路人")
    await other.owner.says("/接龙 新建 别人的饭局")
    assert "别人的饭局" not in await guest.opens(f"{HERE}?signup=1")
    assert guest.status == 200


async def test_the_page_hears_of_a_sign_up_at_once(group: GroupChat, guest: Guest) -> None:
    """Somebody says 接龙 in the group, and whoever has the page open gets a sign."""
    await group.owner.says(HIKE)
    await guest.opens(HERE)
    assert f'data-live="{HERE}/live"' in guest.html
    async with guest.client.get(f"{HERE}/live") as stream:
        assert stream.status == 200
        assert stream.content_type == "text/event-stream"
        await group["小红"].says("接龙")
        async with asyncio.timeout(PATIENCE_S):
            assert await stream.content.readline() == b"data: changed\n"
    assert "小红" in await guest.opens(HERE)


async def test_many_are_shown_a_page_at_a_time(world: World, group: GroupChat, guest: Guest) -> None:
    """Fifty to a page."""
    await group.owner.says("/接龙 新建 大合影\n#接龙\n大合影\n\n" + "\n".join(f"{n}. 家人{n}" for n in range(1, 61)))
    assert "第 1 / 2 页" in await guest.opens(HERE)
    assert "家人60" not in guest.text
    assert "家人60" in await guest.opens(f"{HERE}?page=2")


async def test_the_page_in_english(group: GroupChat, guest: Guest) -> None:
    """The same for who reads English."""
    await group.owner.says(HIKE)
    await group["小明"].says("接龙")
    seen = await guest.opens(f"{HERE}?lang=en")
    assert "1 of 2" in seen
    assert "Who is in" in seen
    assert "1. 小明 is taken off" in await guest.acts("/signup remove #1 1")
