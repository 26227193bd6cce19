"""The owner's page of the welcome: what will be sent, and every way to change it."""

from collections.abc import AsyncIterator
from io import BytesIO

import pytest
from PIL import Image

from bot.pages import Chart
from plugins.welcome.page import PAGE
from tests.web.office import Guest, blocks_of, office_of
from tests.world import GroupChat, World

HERE = "/office/g/1/welcome"


@pytest.fixture
async def guest(world: World, group: GroupChat) -> AsyncIterator[Guest]:
    """The owner with the page open."""
    async with office_of(world) as guest:
        await guest.come_in(group.owner)
        await guest.opens(HERE)
        yield guest


def png() -> bytes:
    """A small red picture."""
    data = BytesIO()
    Image.new("RGB", (40, 30), "red").save(data, "PNG")
    return data.getvalue()


async def test_the_page_shows_what_will_be_sent(world: World, group: GroupChat, guest: Guest) -> None:
    """To whoever looks, as if they had just joined; and the first newcomer gets the same."""
    assert "欢迎 @阿宁 来到读书会！" in guest.text
    assert "欢迎回来，@阿宁" in guest.text
    assert "不说什么" in guest.text
    await blocks_of(world, PAGE, group.owner)
    await group.joins("小李")
    await world.advance(minutes=2)
    assert "来到读书会！" in group.bot_replied("欢迎", mentions=[group["小李"].id])


async def test_a_new_text_is_what_newcomers_read_and_can_be_taken_back(
    world: World, group: GroupChat, guest: Guest
) -> None:
    """With its history and undo, as if it had been said in chat; angle brackets stay words."""
    await guest.acts("/欢迎 设置\n{text}", {"text": "{昵称}来啦\n<script>alert(1)</script>"})
    assert "@阿宁 来啦" in guest.text
    assert "<script>alert" not in guest.html
    await group.joins("小李")
    await world.advance(minutes=2)
    group.bot_replied("来啦", mentions=[group["小李"].id])
    await group.owner.says("/历史")
    group.bot_replied("设置了欢迎语")
    await group.owner.says("/撤销")
    group.bot_replied("撤销")
    assert "欢迎 @阿宁 来到读书会！" in await guest.opens(HERE)


async def test_a_text_that_cannot_be_filled_is_refused_and_stays_in_the_form(guest: Guest) -> None:
    """As in chat, now and not when somebody joins."""
    assert "没有做成" in await guest.acts("/欢迎 设置\n{text}", {"text": "你好 {城市}"})
    assert "你好 {城市}</textarea>" in guest.html


async def test_messages_are_added_changed_and_removed(world: World, group: GroupChat, guest: Guest) -> None:
    """Words and a picture, which the page shows."""
    await guest.acts("/欢迎 添加\n{more}", {"more": "资料在 https://example.com"})
    await guest.acts("/欢迎 添加\n{more}", {"more": ""}, upload=("海报.png", png()))
    assert "［图片］" in guest.text
    blocks = await blocks_of(world, PAGE, group.owner)
    assert [block for block in blocks if isinstance(block, Chart)] == [Chart("part3", "第 3 条的图片")]
    answer = await guest.client.get(f"{HERE}/part3.png")
    picture = Image.open(BytesIO(await answer.read()))
    assert (picture.format, picture.size) == ("PNG", (40, 30))
    await guest.opens(f"{HERE}?part=2")
    assert "资料在 https://example.com</textarea>" in guest.html
    await guest.acts("/欢迎 修改 2\n{text}", {"text": "{昵称}，资料在群公告里"})
    assert "@阿宁 ，资料在群公告里" in guest.text
    await blocks_of(world, PAGE, group.owner, part="3")
    await guest.acts("/欢迎 删除 3")
    await group.joins("小李")
    await world.advance(minutes=2)
    assert group.heard()[1:] == ["@小李 ，资料在群公告里"]
    await group.owner.says("/撤销")
    group.bot_replied("撤销")
    assert (await guest.client.get(f"{HERE}/part2.png")).status == 404


async def test_the_wait_the_farewell_and_the_switch(world: World, group: GroupChat, guest: Guest) -> None:
    """Each with its own button or form."""
    await guest.acts("/欢迎 等待 {window}", {"window": "5分钟"})
    assert "5 分钟" in guest.text
    await guest.acts("/欢迎 告别 开启")
    await guest.acts("/欢迎 告别 设置\n{farewell}", {"farewell": "{昵称}，一路顺风"})
    assert "阿宁，一路顺风" in guest.text
    await guest.acts("/欢迎 回来\n{back}", {"back": "{昵称}回家了"})
    assert "@阿宁 回家了" in guest.text
    await group.leaves("小红")
    await world.advance(minutes=6)
    group.bot_replied("小红，一路顺风")
    await guest.acts("/欢迎 告别 关闭")
    await guest.acts("/欢迎 关闭")
    assert "打开欢迎" in guest.text
    await group.joins("小李")
    await world.advance(minutes=6)
    group.bot_stayed_silent()


async def test_two_texts_are_tried_and_one_is_kept(world: World, group: GroupChat, guest: Guest) -> None:
    """Both are shown under their letters until one is chosen."""
    await guest.acts("/欢迎 分组 B\n{other}", {"other": "{昵称}，最近在读什么？"})
    assert "1A\n" in guest.text
    assert "1B\n@阿宁 ，最近在读什么？" in guest.text
    await blocks_of(world, PAGE, group.owner)
    await guest.acts("/欢迎 分组 选 B")
    assert "1\n@阿宁 ，最近在读什么？" in guest.text
    await guest.acts("/欢迎 重置")
    assert "欢迎 @阿宁 来到读书会！" in guest.text


async def test_the_page_in_english_still_previews_the_groups_own_language(guest: Guest) -> None:
    """Who reads the page in English does not change what the group is told."""
    assert "What you would read if you had just joined" in await guest.opens(f"{HERE}?lang=en")
    assert "来到读书会" in guest.text
    assert "Done" in await guest.acts("/welcome set\n{text}", {"text": "Hi {nickname}"})
    assert "Hi @阿宁" in guest.text


async def test_changing_a_message_that_is_not_there(group: GroupChat) -> None:
    """The first is the text itself, others have to be there; the same words again change nothing."""
    await group.owner.says("/欢迎 修改 1\n你好")
    group.bot_replied("/欢迎 设置")
    await group.owner.says("/欢迎 修改 3\n你好")
    group.bot_replied("没有第 3 条")
    await group.owner.says("/欢迎 添加\n你好")
    group.bot_replied("第 2 条")
    await group.owner.says("/欢迎 修改 2\n你们好")
    group.bot_replied("第 2 条换好了")
    await group.owner.says("/欢迎 修改 2\n你们好")
    assert "撤销" not in group.bot_replied("第 2 条")
    await group.owner.says("/欢迎")
    group.bot_replied("2. 你们好")
