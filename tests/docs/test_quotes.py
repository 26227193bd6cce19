"""The plugin of the guide for plugin authors, in conversations."""

from collections.abc import AsyncIterator

import pytest

from examples.plugins import quotes
from plugins import PLUGINS
from tests.plugins.conftest import settled_group
from tests.web.office import blocks_of, commands_on, office_of
from tests.world import GroupChat, World, open_world


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    """A bot that has the quotes as well."""
    async with open_world(sqlite_url, (*PLUGINS, quotes.plugin)) as opened:
        yield opened


@pytest.fixture
async def group(world: World) -> GroupChat:
    """A group where everything said so far has been read."""
    return await settled_group(world)


async def test_a_quote_is_said_every_day(world: World, group: GroupChat):
    """Each in its turn, at the time that was set, until it is stopped."""
    await group.admin.says("/语录 添加\n温故而知新")
    await group.admin.says("/语录 添加\n三人行，必有我师")
    await group.admin.says("/语录 定时 每天 08:30")
    group.bot_replied("收下了，现在有 1 句")
    group.bot_replied("收下了，现在有 2 句")
    group.bot_replied("好，每天 08:30 发一句", "/撤销")
    await world.advance(days=2)
    assert set(group.heard()) == {"温故而知新", "三人行，必有我师"}
    await group.admin.says("/语录 停止")
    group.bot_replied("不再按时发了")
    await world.advance(days=2)
    group.bot_stayed_silent()


async def test_the_times_can_be_taken_back(world: World, group: GroupChat):
    """Undoing puts the schedule back, not only the words about it."""
    await group.admin.says("/语录 添加\n温故而知新")
    await group.admin.says("/语录 定时 每天 08:30")
    await group.admin.says("/语录 定时 每天 9:00")
    await group.admin.says("/撤销")
    group.heard()
    await group.admin.says("/语录")
    group.bot_replied("收了 1 句，每天 08:30 发一句")
    await world.advance(hours=22, minutes=45)
    group.bot_replied("温故而知新")
    await world.advance(hours=1)
    group.bot_stayed_silent()


async def test_the_word_is_answered_and_talk_is_not(group: GroupChat):
    """Once a minute, and only where there are quotes."""
    await group.member.says("语录")
    group.bot_stayed_silent()
    await group.admin.says("/语录 添加\n温故而知新")
    group.heard()
    await group.member.says("语录")
    group.bot_replied("温故而知新")
    await group.member.says("语录")
    await group.member.says("语录 真好看")
    group.bot_stayed_silent()


async def test_slips_are_answered_with_an_example(group: GroupChat):
    """Nothing is saved of them."""
    await group.admin.says("/语录 定时 明天 9:00")
    group.bot_replied("会重复的时间", "例如：/语录 定时 每天 08:30")
    await group.member.says("/语录 停止")
    group.bot_replied("只有群主或管理员可以停止定时发。")


async def test_the_page_shows_what_the_chat_knows(world: World, group: GroupChat):
    """Each button is a command that there is; what members wrote stays words."""
    await group.admin.says("/语录 添加\n温故而知新 <b>")
    await group.admin.says("/语录 定时 每天 08:30")
    found = await blocks_of(world, quotes.PAGE, group.owner)
    assert commands_on(found) == ["/语录 添加\n1", "/语录 定时 1", "/语录 停止"]
    async with office_of(world) as guest:
        await guest.come_in(group.owner)
        assert "温故而知新 <b>" in await guest.opens("/office/g/1/quotes")
        assert "不再按时发了" in await guest.acts("/语录 停止")
        assert "停止定时发" not in await guest.opens("/office/g/1/quotes")
