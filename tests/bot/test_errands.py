"""What a handler needs done outside its transaction."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.commands import Command, Example
from bot.context import Context
from bot.errors import UserError
from bot.permissions import anyone
from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins import PLUGINS
from tests.world import GroupChat, World, open_world

FETCHED = Phrase("拿到了 {what}", "got {what}")
HOLE = Phrase("那边没有东西", "nothing there")


class Library:
    """Somewhere slow."""

    def __init__(self) -> None:
        self.asked = 0
        self.fails_with: Exception | None = None
        self.waits_for: asyncio.Event | None = None

    async def fetch(self) -> str:
        """A book."""
        self.asked += 1
        if self.waits_for is not None:
            await self.waits_for.wait()
        if self.fails_with is not None:
            raise self.fails_with
        return "一本书"


@pytest.fixture
def library() -> Library:
    """A library that answers at once."""
    return Library()


@pytest.fixture
async def world(sqlite_url: str, library: Library) -> AsyncIterator[World]:
    """A bot with a command that fetches something first."""
    fetch = Command("借书", "borrow", Phrase("借书", "borrow"), anyone)

    @fetch.action(summary=Phrase("借书", "borrow"), example=Example("/借书", "/borrow"))
    async def borrow(ctx: Context) -> None:
        ctx.reply("这句随事务一起撤回")
        ctx.posts.clear()
        what = await ctx.beforehand("book", library.fetch)
        assert what == await ctx.beforehand("book", library.fetch)
        ctx.reply(FETCHED, what=what)

    plugin = Plugin("borrowing", Phrase("借书", "borrowing"), commands=(fetch,))
    async with open_world(sqlite_url, (*PLUGINS, plugin)) as opened:
        yield opened


@pytest.fixture
async def group(world: World) -> GroupChat:
    """A group in which nothing was said."""
    group = await world.group("读书会", "阿宁", "小明")
    await world.advance(minutes=1)
    group.heard()
    return group


async def test_the_handler_starts_over_with_what_was_fetched(group: GroupChat, library: Library) -> None:
    """It is fetched once, and answered once."""
    await group.member.says("/借书")
    group.bot_replied("拿到了 一本书")
    group.bot_stayed_silent()
    assert library.asked == 1


async def test_what_goes_wrong_outside_is_said_like_any_mistake(group: GroupChat, library: Library) -> None:
    """A UserError in its words, anything else by a code; neither stops what comes after."""
    library.fails_with = UserError(HOLE)
    await group.member.says("/借书")
    group.bot_replied("那边没有东西")
    library.fails_with = ValueError("broken shelf")
    await group.member.says("/借书")
    assert "broken" not in group.bot_replied("编号")
    library.fails_with = None
    await group.member.says("/借书")
    group.bot_replied("拿到了")


async def test_only_the_chat_that_asked_waits(world: World, group: GroupChat, library: Library) -> None:
    """Others are answered meanwhile; in the chat itself answers keep their order."""
    other = await world.group("跑步群", "阿力")
    await world.advance(minutes=1)
    other.heard()
    library.waits_for = asyncio.Event()
    app = world.app
    assert app is not None
    assert app.bot is not None
    for number, (group_id, text) in enumerate((("group1", "/借书"), ("group1", "/身份"), ("group2", "/身份"))):
        who = world.id_of("小明" if group_id == "group1" else "阿力")
        await world.platform.say(who, text, message_id=f"w{number}", group_id=group_id)
    await app.bot.inbox.flush()
    answered = [await app.bot.dispatch.run_next() for _ in range(3)]
    assert answered == [True, True, False], "the errand begun, the other group answered, nothing else can be"
    assert app.bot.dispatch.backlog == 2
    library.waits_for.set()
    await world.settle()
    other.bot_replied("阿力")
    group.bot_replied("拿到了")
    group.bot_replied("小明")


async def test_a_crash_meanwhile_only_delays_the_answer(world: World, group: GroupChat, library: Library) -> None:
    """It is asked for again after the start, and answered once."""
    library.waits_for = asyncio.Event()
    await world.platform.say(world.id_of("小明"), "/借书", message_id="crashing", group_id="group1")
    app = world.app
    assert app is not None
    assert app.bot is not None
    await app.bot.inbox.flush()
    assert await app.bot.dispatch.run_next()
    await asyncio.sleep(0)
    assert library.asked == 1
    library.waits_for = None
    await world.crash(seconds=10)
    await world.advance(seconds=20)
    group.bot_replied("拿到了")
    group.bot_stayed_silent()
    assert library.asked == 2
