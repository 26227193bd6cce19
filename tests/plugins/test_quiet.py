"""Quiet hours of a group, in conversations."""

from collections.abc import AsyncIterator

import pytest

from bot.content import Text
from bot.context import Context
from bot.events import Joined
from bot.outbox import Priority
from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins import PLUGINS
from tests.plugins.conftest import settled_group
from tests.world import GroupChat, World, open_world


async def announce(ctx: Context, joined: Joined) -> None:
    """Post something whenever somebody comes, as nobody asked for."""
    ctx.post(Text(("投放",)), key=f"noise:{ctx.event_id}", group_id=joined.group_id, priority=Priority.POST)


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    """A bot that welcomes nobody but posts something for every newcomer; pacing is off."""
    noise = Plugin("noise", Phrase("噪声", "noise"), on={Joined: announce})
    others = (plugin for plugin in PLUGINS if plugin.name != "welcome")
    async with open_world(sqlite_url, (*others, noise)) as opened:
        yield opened


@pytest.fixture
async def group(world: World) -> GroupChat:
    """A group at ten in the morning."""
    return await settled_group(world)


async def test_every_group_has_quiet_hours_of_its_own(world: World, group: GroupChat):
    """Set in one line, told by the bare command and by the budget; posts keep them, answers do not."""
    await group.admin.says("/暂停 每天")
    group.bot_replied("每天 22:30-08:00 是安静时段（Asia/Shanghai）", "/暂停 每天 23:00-07:00")
    await group.admin.says("/暂停 每天 9:30-10：30")
    group.bot_replied("好，每天 09:30-10:30 不主动发消息", "/撤销")
    await group.joins("小林")
    group.bot_stayed_silent()
    await group.admin.says("/预算")
    group.bot_replied("每天 09:30-10:30 是安静时段")
    await group.admin.says("/历史")
    group.bot_replied("把安静时段改成09:30-10:30")
    await world.advance(minutes=30)
    group.bot_replied("投放")


async def test_what_waits_follows_new_hours_at_once(world: World, group: GroupChat):
    """Without quiet hours it goes now, and so it does in a zone where it is day; undoing brings them back."""
    await world.advance(hours=13)
    await group.joins("小林")
    group.bot_stayed_silent()
    await group.admin.says("/pause daily none")
    group.bot_replied("不设安静时段")
    group.bot_replied("投放")
    await group.admin.says("/暂停 每天")
    group.bot_replied("这个群没有安静时段")
    await group.admin.says("/撤销")
    group.bot_replied("撤销了：把安静时段改成不用")
    await group.joins("小方")
    group.bot_stayed_silent()
    await group.admin.says("/时区 伦敦")
    group.bot_replied("Europe/London")
    group.bot_replied("投放")


async def test_hours_said_as_people_say_them(world: World, group: GroupChat):
    """In words too; what can't be hours gets one example; the default can be had back."""
    await group.admin.says("/暂停 每天 晚上11点半到早上7点")
    group.bot_replied("每天 23:30-07:00")
    for wrong in ("22:30", "25:00-08:00", "8:00-8:00", "晚上", "1-2-3"):
        await group.admin.says(f"/暂停 每天 {wrong}")
        group.bot_replied(f"看不懂时段「{wrong}」", "例如：/暂停 每天 22:30-08:00")
    await group.admin.says("/暂停 每天 默认")
    group.bot_replied("每天 22:30-08:00 不主动发消息")
    await group.admin.says("/暂停 每天 22:30 to 8:00")
    group.bot_replied("每天 22:30-08:00")
    await group.member.says("/暂停 每天 不用")
    group.bot_replied("管理员")


async def test_a_set_of_groups_gets_the_same_hours(world: World, group: GroupChat):
    """By its tag, in private, undone together."""
    second = await world.group("二群", "阿宁")
    for number in ("1", "2"):
        await group.owner.whispers(f"/用 {number}")
        await group.owner.whispers("/标签 添加 #读书")
    await group.owner.whispers("/用 #读书")
    await group.owner.whispers("/暂停 每天 09:00-12:00")
    await group.joins("小林")
    await second.joins("小林")
    second.heard()
    group.bot_stayed_silent()
    group.owner.private.heard()
    await group.owner.whispers("/撤销")
    group.owner.was_told("撤销了：把安静时段改成09:00-12:00")
    group.bot_replied("投放")
    second.bot_replied("投放")
