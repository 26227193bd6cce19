"""别@我, in conversations with everything that mentions people."""

import pytest
from sqlalchemy import select

from bot.outbox import Priority
from bot.outbox.messages import explain
from bot.platforms.simulator import CrashPoint
from storage.tables import Outbox
from tests.plugins import asking, buddying
from tests.plugins.conftest import settled_group
from tests.plugins.test_cards import HONG, MING
from tests.world import GroupChat, World, open_world

STEP = "/欢迎 步骤 添加 第1天 10:00\n{昵称}来了一天了，最近在读什么？"


async def hush(world: World, group: GroupChat, *names: str) -> None:
    """They say it to the bot before they are in the group; what it answers is read."""
    for name in names:
        member = world.private(world.id_of(name))
        await world.say(member.member_id, "别@我")
        member.bot_replied("不@你")


@pytest.mark.parametrize(
    "said",
    [
        "别@我",
        "别＠我",
        "别@我\u2005",
        "别@我！",
        "别艾特我",
        "不要@我",
        "/别@我",
        "／quiet",
        "Quiet me",
        "don't mention me.",
    ],
)
async def test_it_is_understood_and_answered_once(group: GroupChat, said: str) -> None:
    """In the group too, briefly, and without an @."""
    await group.member.says(said)
    group.bot_replied("不@你", mentions=[])
    await group.member.says(said)
    group.bot_stayed_silent()


@pytest.mark.parametrize("said", ["别@我爸", "他说别@我", "别@我 在开会", "可以@我吗", "别", "安静"])
async def test_plain_talk_is_not(group: GroupChat, said: str) -> None:
    """Only the words alone."""
    await group.member.says(said)
    group.bot_stayed_silent()


async def test_it_can_be_taken_back(world: World, group: GroupChat) -> None:
    """By a word or the command; at once too."""
    for taken_back in ("可以@我", "/quiet off", "/别@我 取消"):
        await group.member.says("别@我")
        await group.member.says(taken_back)
        assert "可以@你了" in group.heard()[-1]
        await world.advance(minutes=1)
    await group.member.says(MING)
    group.bot_replied("@小明 谢谢介绍", mentions=[group.member.id])


async def test_who_asks_is_still_addressed(group: GroupChat) -> None:
    """An answer is what they wanted; others in it are named."""
    await group.member.says(MING)
    await group.member.says("别@我")
    group.heard()
    await group["小红"].says(HONG)
    said = group.bot_replied("谢谢介绍", "小明 能提供你想找的 摄影", mentions=[group["小红"].id])
    assert "@小明" not in said
    await group.member.says("[城市]：宁波\n[在做]：开书店")
    group.bot_replied("@小明 名片更新了。", mentions=[group.member.id])


async def test_the_welcome_names_them(world: World, group: GroupChat) -> None:
    """Those beside them are mentioned."""
    await hush(world, group, "小林")
    await group.joins("小林", "阿木")
    await world.advance(minutes=1)
    assert "@小林" not in group.bot_replied("欢迎 小林 @阿木 ", mentions=[group["阿木"].id])


async def test_steps_name_them_and_none_comes_in_private(world: World, group: GroupChat) -> None:
    """Their friendship with the bot is no wish for more."""
    await group.admin.says("/欢迎 关闭")
    await group.admin.says(STEP)
    await group.admin.says(STEP.replace("10:00", "10:00 私聊"))
    await hush(world, group, "小林")
    group.heard()
    await group.joins("小林")
    await world.advance(days=1, hours=1)
    group.bot_replied("小林 来了一天了", mentions=[])
    group["小林"].was_told_nothing()
    assert world.app is not None
    async with world.app.db.read() as session:
        dropped = (await session.scalars(select(Outbox).where(Outbox.state == "dropped"))).one()
    assert "没有发：对方说过「别@我」" in explain(dropped, "zh", "Asia/Shanghai", world.clock.now())


async def test_buddies_are_named(world: World, group: GroupChat) -> None:
    """A volunteer is told in private what they volunteered for; the newcomer who wants quiet is not."""
    await buddying.prepare(group)
    await group.member.says("/老带新 加入")
    await hush(world, group, "小林", "小明")
    group.heard()
    await group.joins("小林")
    await world.advance(hours=1)
    group.bot_replied("小林 带你认识这个群的是 小明", mentions=[])
    group.member.was_told("小林")
    group["小林"].was_told_nothing()


async def test_a_question_at_the_door_is_asked_all_the_same(world: World, group: GroupChat) -> None:
    """In private too: whoever does not answer may have to leave."""
    await asking.prepare(group)
    await hush(world, group, "小林")
    await group.joins("小林")
    await world.advance(seconds=62)
    group.bot_replied("小林", "我们这个群读什么书", mentions=[])
    group["小林"].was_told("我们这个群读什么书")


async def test_owners_are_told_of_their_groups_all_the_same(world: World, group: GroupChat) -> None:
    """Their reports are no chatter."""
    await group.owner.whispers("别@我")
    group.owner.was_told("不@你")
    await asking.prepare(group)
    await group.joins("小林")
    await world.advance(days=3)
    assert "小林" in "".join(group.owner.private.heard())


async def test_what_waits_already_is_changed(world: World, group: GroupChat) -> None:
    """Said a moment before the welcome goes out."""
    await group.joins("小林")
    await world.advance(seconds=30)
    await group["小林"].says("别@我")
    group.bot_replied("不@你")
    await world.advance(minutes=1)
    group.bot_replied("欢迎 小林", mentions=[])


async def test_it_survives_a_crash_and_holds_in_other_groups(world: World, group: GroupChat) -> None:
    """It is kept with the person; their name there is the one they have there."""
    await group.member.says("别@我")
    group.heard()
    await world.crash(minutes=1)
    other = await world.group("跑步群", "阿宁", "老周")
    await world.advance(minutes=1)
    other.heard()
    await other.joins("小明")
    await world.advance(minutes=1)
    other.bot_replied("欢迎 小明", mentions=[])


async def test_reminders_of_a_sign_up_name_them(world: World, group: GroupChat) -> None:
    """Everybody who signed up is reminded, some with an @ and some without."""
    await group.owner.says("/接龙 新建 徒步 时间 周三 12:00")
    await group.member.says("接龙")
    await group["小红"].says("接龙")
    await group.member.says("别@我")
    group.heard()
    await world.advance(days=1, hours=3)
    [(text, mentions)] = [
        (message.text, message.mentions)
        for message in world.platform.accepted
        if message.to.group_id == group.group_id and "明天见" in message.text
    ]
    assert group.member.id not in mentions
    assert "@小明" not in text


@pytest.mark.parametrize("point", ["before_send", "after_send"])
async def test_what_was_said_without_an_at_is_known_again(world: World, group: GroupChat, point: CrashPoint) -> None:
    """After a crash it is found in the chat, or said, and never twice."""
    await hush(world, group, "小林")
    await group.joins("小林")
    world.crash_at_next_send(point, minutes=2)
    await world.advance(minutes=10)
    assert sum("欢迎 小林" in text for text in group.heard()) == 1
    assert world.app is not None
    async with world.app.db.read() as session:
        row = (await session.scalars(select(Outbox).where(Outbox.priority == Priority.WELCOME))).one()
    assert row.state == "sent"


async def test_it_is_so_on_either_database(database_url: str) -> None:
    """Named in the group, left alone in private; who manages the group is not."""
    async with open_world(database_url) as world:
        group = await settled_group(world)
        await hush(world, group, "小林", "阿宁")
        await group.admin.says("/欢迎 关闭")
        await group.admin.says(STEP.replace("10:00", "10:00 私聊"))
        await group.admin.says(STEP)
        await group.admin.says("/门槛 审批")
        group.heard()
        await group.joins("小林")
        await world.advance(days=3)
        said = [message for message in world.platform.accepted if "来了一天了" in message.text]
        assert [(message.to.group_id, message.mentions) for message in said] == [(group.group_id, ())]
        assert "小林" in "".join(group.owner.private.heard())
