"""What a handler that gives up leaves behind: nothing."""

from collections.abc import AsyncIterator

import pytest

from bot.commands import Command, Example, Word
from bot.context import Context
from bot.errors import UserError
from bot.events import Joined
from bot.permissions import admin, anyone
from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins import PLUGINS
from tests.world import GroupChat, World, open_world

TITLE = Phrase("改名", "renaming")
NOT_SO = Phrase("这样不行", "not like that")


async def rename_and_give_up(ctx: Context, *_: object) -> None:
    """Write something, then find that it can't be."""
    assert ctx.here is not None
    ctx.here.language = "en"
    await ctx.session.flush()
    raise UserError(NOT_SO)


def giving_up() -> Plugin:
    """A plugin whose every handler gives up half-way, and a command that only admins may give."""
    rename = Command("改名", "rename", TITLE, anyone)
    shout = Command("喊话", "shout", TITLE, admin)

    @rename.action(summary=TITLE, example=Example("/改名", "/rename"))
    async def _(ctx: Context) -> None:
        await rename_and_give_up(ctx)

    @shout.action(summary=TITLE, example=Example("/喊话", "/shout"))
    async def _(ctx: Context) -> None:
        await rename_and_give_up(ctx)

    word = Word("改", "alter", TITLE, rename_and_give_up)
    return Plugin("renaming", TITLE, commands=(rename, shout), words=(word,), on={Joined: rename_and_give_up})


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    """A bot with such a plugin."""
    async with open_world(sqlite_url, (*PLUGINS, giving_up())) as opened:
        yield opened


@pytest.fixture
async def group(world: World) -> GroupChat:
    """A group in which nothing was said."""
    group = await world.group("读书会", "阿宁", "小明")
    await group.owner.says("/欢迎 关闭")
    await world.advance(minutes=1)
    group.heard()
    return group


@pytest.mark.parametrize("said", ["/改名", "改", "/喊话"])
async def test_who_asked_is_told_in_their_language_once(group: GroupChat, said: str) -> None:
    """However far the handler came, the answer is one, and what it wrote is gone: the next one is in Chinese too."""
    for _ in range(2):
        await group.member.says(said)
        group.bot_replied("这样不行" if said != "/喊话" else "只有群主或管理员")
        group.bot_stayed_silent()


async def test_what_nobody_asked_for_fails_in_silence(world: World, group: GroupChat) -> None:
    """A handler of a joining that gives up says nothing, and what it wrote is gone."""
    await group.joins("小红")
    await world.advance(minutes=2)
    group.bot_stayed_silent()
    await group.member.says("/改名")
    group.bot_replied("这样不行")


async def crowd(group: GroupChat, *lines: str) -> None:
    """The owner says all of these at the same moment."""
    for number, line in enumerate(lines):
        await group.world.platform.say(
            group.owner.id, line, message_id=f"crowd{len(lines)}:{number}", group_id=group.group_id
        )
    await group.world.settle()


async def test_a_backlog_is_answered_in_order(group: GroupChat) -> None:
    """Each of many has its answer, and sees what those before it did."""
    lines = [f"/群规 设置\n规矩 {n}" for n in range(30)]
    await crowd(group, *(each for line in lines for each in (line, "/群规")))
    for n in range(30):
        group.bot_replied("群规")
        group.bot_replied(f"规矩 {n}")
    group.bot_stayed_silent()


async def test_one_that_gives_up_takes_nobody_with_it(group: GroupChat) -> None:
    """Of a backlog only its own writing is undone; all others are answered once, before it and behind."""
    await crowd(group, "/群规 设置\n别吵", "/改名", "/群规 设置\n也别闹", "改", "/群规")
    group.bot_replied("群规")
    group.bot_replied("这样不行")
    group.bot_replied("群规")
    group.bot_replied("这样不行")
    group.bot_replied("也别闹")
    group.bot_stayed_silent()


async def test_a_backlog_survives_a_crash(world: World, group: GroupChat) -> None:
    """What was recorded and not answered is answered once after the next start."""
    for number in range(20):
        text = f"/群规 设置\n第 {number} 条"
        await world.platform.say(group.owner.id, text, message_id=f"late{number}", group_id=group.group_id)
    assert world.app is not None
    assert world.app.bot is not None
    while await world.app.bot.inbox.flush():
        pass
    await world.crash(seconds=1)
    await world.advance(seconds=2)
    assert len(group.heard()) == 20
    await group.owner.says("/群规")
    group.bot_replied("第 19 条")
