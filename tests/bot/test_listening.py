"""Plain talk that a plugin answers, and acts that go out like messages."""

from collections.abc import AsyncIterator, Iterable

import pytest
from sqlalchemy import select

from bot.content import Removal
from bot.context import Context
from bot.events import Joined
from bot.listening import Listener, Place
from bot.outbox import Policy
from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins import PLUGINS
from storage.engine import ReadSession
from storage.tables import Membership, Person
from tests.world import GroupChat, World, open_world

TITLE = Phrase("问答", "asking")


def asking() -> Plugin:
    """Asks who joins to say 蒲公英 once, and is all ears for whoever says 暗号."""

    async def ask(ctx: Context, joined: Joined) -> None:
        ctx.await_answer(joined.group_id, joined.people)

    async def hear(ctx: Context) -> bool:
        if "蒲公英" not in ctx.said.text and "暗号" not in ctx.said.text:
            return False
        ctx.reply(f"听到了：{ctx.said.text}")
        return True

    async def awaits(session: ReadSession) -> Iterable[Place]:
        query = select(Membership.group_id, Membership.person_id).join(Person, Person.id == Membership.person_id)
        return [(row[0], row[1]) for row in await session.execute(query.where(Person.name == "小红"))]

    async def remove(ctx: Context) -> bool:
        if not ctx.said.text.startswith("请走"):
            return False
        for person in ctx.said.mentions:
            key = f"remove:{ctx.said.group_id}:{person}"
            ctx.post(Removal(person), key=key, group_id=ctx.said.group_id, policy=Policy.AT_LEAST_ONCE)
        return True

    listeners = (
        Listener(hear, notices=lambda text: "暗号" in text, awaits=awaits),
        Listener(remove, notices=lambda text: "请走" in text),
    )
    return Plugin("asking", TITLE, on={Joined: ask}, listeners=listeners)


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    """A bot with such a plugin."""
    async with open_world(sqlite_url, (*PLUGINS, asking())) as opened:
        yield opened


@pytest.fixture
async def group(world: World) -> GroupChat:
    """A group without welcomes."""
    group = await world.group("读书会", "阿宁", "小明")
    await group.owner.says("/欢迎 关闭")
    await world.advance(minutes=1)
    group.heard()
    return group


async def test_talk_nobody_listens_for_is_not_answered(group: GroupChat) -> None:
    """Members talk among themselves, whatever the words of somebody awaited would be."""
    await group.member.says("蒲公英")
    group.bot_stayed_silent()


async def test_what_a_listener_notices_is_answered(group: GroupChat) -> None:
    """Whoever says it; a second listener is asked when the first has nothing to say."""
    await group.member.says("暗号是什么？")
    group.bot_replied("听到了：暗号是什么？")


async def test_who_is_awaited_is_heard_until_nobody_waits(world: World, group: GroupChat) -> None:
    """Their plain words reach the listener; words it does not take end the waiting."""
    await group.joins("小兰")
    hong = group["小兰"]
    await hong.says("蒲公英")
    group.bot_replied("听到了：蒲公英")
    await hong.says("大家好")
    await hong.says("蒲公英")
    group.bot_stayed_silent()


async def test_after_a_crash_the_plugin_says_whom_it_awaits(world: World, group: GroupChat) -> None:
    """The set in memory is only a hint: at the start each plugin fills it again."""
    await group.joins("小红")
    await world.crash(seconds=1)
    await world.advance(seconds=2)
    await group["小红"].says("蒲公英")
    group.bot_replied("听到了：蒲公英")


async def test_talk_to_the_bot_reaches_listeners_first(world: World, group: GroupChat) -> None:
    """In a private chat or by mention; the bot introduces itself only when none of them takes it."""
    await group.member.whispers("暗号")
    group.member.was_told("听到了：暗号")
    await group.member.whispers("在吗")
    assert "听到了" not in group.member.was_told()
    await group.member.says("@蒲公英 暗号")
    group.bot_replied("听到了")
    group.bot_stayed_silent()


async def test_a_removal_goes_out_like_a_message(world: World, group: GroupChat) -> None:
    """By the outbox, once; the person is gone."""
    await group.owner.says("请走 @小明")
    assert group.member.id not in world.platform.groups[group.group_id].members
    group.bot_stayed_silent()
