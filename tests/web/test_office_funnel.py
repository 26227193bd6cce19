"""The owner's page of the funnel: the chat's picture, looked at in several ways, and who brings newcomers."""

from collections.abc import AsyncIterator
from io import BytesIO

import pytest
from PIL import Image

from bot.pages import Chart, Table
from plugins.welcome.funnel.page import PAGE
from tests.web.office import Guest, blocks_of, office_of
from tests.world import GroupChat, World

HERE = "/office/g/1/funnel"


@pytest.fixture
async def guest(world: World, group: GroupChat) -> AsyncIterator[Guest]:
    """A browser."""
    async with office_of(world) as guest:
        yield guest


async def newcomers(world: World, group: GroupChat, guest: Guest) -> None:
    """Two came by somebody's invitation, one of whom spoke; ten days pass, and the owner looks."""
    await group.joins("小李", inviter="小明")
    await group.joins("<script>小王", inviter="小明")
    await group["小李"].says("大家好")
    await world.advance(days=10)
    group.heard()
    await guest.come_in(group.owner)
    await guest.opens(HERE)


async def test_an_empty_group_is_told_what_there_will_be(world: World, group: GroupChat, guest: Guest) -> None:
    """No picture of nothing."""
    await guest.come_in(group.owner)
    await guest.opens(HERE)
    assert "近 90 天没有新人进群" in guest.text
    assert "还没有算数的邀请" in guest.text
    assert not any(isinstance(block, Chart) for block in await blocks_of(world, PAGE, group.owner))
    assert (await guest.client.get(f"{HERE}/funnel.png")).status == 404


async def test_the_page_tells_what_the_chat_tells(world: World, group: GroupChat, guest: Guest) -> None:
    """The same words and the same picture, on light paper and on dark."""
    await newcomers(world, group, guest)
    await group.admin.says("/欢迎 漏斗")
    group.bot_replied(".png")
    said = group.bot_replied("进群 2 人")
    await guest.opens(HERE)
    chart = next(block for block in await blocks_of(world, PAGE, group.owner) if isinstance(block, Chart))
    assert said.startswith(chart.told)
    assert "一周内说过话 1 人，50%" in guest.text
    assert "细看" not in guest.text
    light, dark = [
        Image.open(BytesIO(await (await guest.client.get(f"{HERE}/funnel.png?on={ground}")).read()))
        for ground in ("light", "dark")
    ]
    assert light.size == dark.size
    assert light.width == 1080
    assert light.convert("RGB").getpixel((1, 1)) != dark.convert("RGB").getpixel((1, 1))


async def test_other_ways_to_look(world: World, group: GroupChat, guest: Guest) -> None:
    """By week, by inviter and by welcome, over other spans; what is no such way is the usual one."""
    await group.owner.says("/欢迎 分组 B\n{昵称}，最近在读什么？")
    await newcomers(world, group, guest)
    assert "那周：进群 2 人" in await guest.opens(f"{HERE}?by=week&days=30")
    assert "近 30 天的新人" in guest.text
    assert "小明：进群 2 人" in await guest.opens(f"{HERE}?by=inviter")
    assert "样本不足" in await guest.opens(f"{HERE}?by=variant")
    assert "✓ 两段欢迎语" in guest.text
    assert "30 天后还活跃" in await guest.opens(f"{HERE}?by=nonsense&days=9999")
    picture = await guest.client.get(f"{HERE}/funnel.png?by=inviter&days=30")
    assert (picture.status, picture.content_type) == (200, "image/png")


async def test_who_brings_newcomers(world: World, group: GroupChat, guest: Guest) -> None:
    """The ranking, of all time or of the month, and the tree; names stay words."""
    await newcomers(world, group, guest)
    await guest.opens(HERE)
    assert "小明 2\n\u3000小李 ✓\n\u3000&lt;script&gt;小王" in guest.html
    assert "<script>小王" not in guest.html
    tables = [block for block in await blocks_of(world, PAGE, group.owner, rank="month") if isinstance(block, Table)]
    assert [row.cells for row in tables[0].rows] == [("1", "小明", "1")]
    assert "从头算" in await guest.opens(f"{HERE}?rank=month")


async def test_in_english(world: World, group: GroupChat, guest: Guest) -> None:
    """The page's own words are."""
    await newcomers(world, group, guest)
    assert "spoke within a week: 1 (50%)" in await guest.opens(f"{HERE}?lang=en")
    assert "Who brought whom" in guest.text
