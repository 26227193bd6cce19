"""/潜水 清理 in conversations: asked, heard, listed, and removed by a confirmed word only."""

from collections.abc import AsyncIterator

import pytest

from tests.plugins.silences import WITHOUT_HOURLY, fallen_silent, is_in
from tests.world import GroupChat, World, open_world

SILENT = ("旧友甲", "旧友乙", "旧友丙", "旧友丁")


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    """A running bot without what is done every hour."""
    async with open_world(sqlite_url, WITHOUT_HOURLY) as opened:
        yield opened


@pytest.fixture
async def group(world: World) -> GroupChat:
    """Four have said nothing for forty days, nor has 小红 ever; the owner and an admin are as silent."""
    return await fallen_silent(world, *SILENT)


async def number_of(group: GroupChat, name: str) -> str:
    """Their number, as the list shows it."""
    await group.owner.whispers("/潜水 30")
    lines = group.owner.private.heard()[-1].splitlines()
    return next(line.split()[0].lstrip("#") for line in lines if f" {name}：" in line)


async def asked(group: GroupChat) -> str:
    """They are asked whether they stay; the notice."""
    await group.owner.whispers("/潜水 清理 30")
    await group.owner.whispers("确认")
    group.owner.private.heard()
    return group.bot_replied("好一阵子没听到你们的消息了")


async def asked_and_removed(group: GroupChat) -> None:
    """Nobody answers, and all are removed."""
    group.heard()
    await asked(group)
    await group.world.advance(days=7, minutes=5)
    await group.owner.whispers("/潜水 清理 移出")
    await group.owner.whispers("确认")
    group.heard()


async def test_from_the_question_to_the_removal(world: World, group: GroupChat):
    """Shown, confirmed, asked, waited for, listed, shown, confirmed, removed, told, and kept in the history."""
    await group.owner.whispers("/潜水 清理 30")
    preview = group.owner.was_told(
        "「读书会」30 天以上没说话的，可以问 5 位要不要留下：\n"
        "#4 小红：我来以后还没说过话（40 天）\n#5 旧友甲：40 天没说话",
        "略过的：群主和管理员 2 位（阿宁、老周）",
        "分 1 条消息 @ 他们问一声。7 天里说句话的",
        "我不会自己移出谁",
        "确认",
    )
    assert "小明" not in preview
    group.bot_stayed_silent()
    await group.owner.whispers("确认")
    group.owner.was_told("好，这就去问 5 位，给 7 天（读书会）", "/撤销")
    people = [group[name].id for name in ("小红", *SILENT)]
    group.bot_replied("@小红 @旧友甲 @旧友乙 @旧友丙 @旧友丁 \n好一阵子没听到你们的消息了", "7 天内", mentions=people)
    await group["旧友甲"].says("我在的")
    group.bot_stayed_silent()
    await group["旧友乙"].says("留下")
    group.bot_replied("@旧友乙 好，你留下了", mentions=[group["旧友乙"].id])
    await group["旧友丙"].whispers("留下")
    group["旧友丙"].was_told("好，「读书会」你留下了")
    await group.owner.whispers("/潜水 清理")
    group.owner.was_told("问了 5 位，到现在 3 位留下，2 位还没回音。7 天过后")
    await group.owner.whispers("/潜水 清理 移出")
    group.owner.was_told("还没到时候")
    await world.advance(days=7, minutes=5)
    group.bot_stayed_silent()
    number = group.owner.was_told(
        "「读书会」的清理：问了 5 位，3 位留下，还有 2 位没有回音：\n#4 小红：我来以后还没说过话（47 天）\n",
        "旧友丁：47 天没说话\n移出他们：/潜水 清理 移出。想留下谁：/潜水 清理 移出 除 4",
    )
    assert is_in(group, "旧友丁")
    await group.owner.whispers("/潜水 清理 移出 除 4")
    group.owner.was_told("从「读书会」移出 1 位，1 位留下：\n", "旧友丁", "不能撤销", "确认")
    await group.owner.whispers("确认")
    group.owner.was_told("慢慢移")
    await world.advance(minutes=5)
    assert [is_in(group, name) for name in ("小红", *SILENT)] == [True, True, True, True, False]
    group.owner.was_told("「读书会」的清理做完了：移出 1 位，其余 4 位留下")
    group.owner.was_told_nothing()
    group.bot_stayed_silent()
    await group.owner.whispers("/历史")
    group.owner.was_told("阿宁 清理移出了 旧友丁", "让我移出很久没回音的 旧友丁", "问 5 位很久没说话的人要不要留下")
    assert number
    await world.advance(days=30)
    assert is_in(group, "小红")


async def test_in_the_group_nobody_is_read_out(group: GroupChat):
    """There it is a number, with the way to see the names first."""
    await group.admin.says("/潜水 清理 30")
    preview = group.bot_replied(
        "可以问 5 位要不要留下。名单不在群里念", "私聊我发 /潜水 清理 30", "略过的：群主和管理员 1 位"
    )
    assert not any(name in preview for name in (*SILENT, "小红", "阿宁"))
    await group.admin.says("确认")
    group.bot_replied("好，这就去问 5 位")
    group.heard()
    await group.world.advance(days=7, minutes=5)
    group.bot_replied("清理有消息了，管理员私聊我发 /潜水 清理")
    await group.admin.says("/潜水 清理")
    group.bot_replied("还有 5 位没有回音。名单私聊我看")
    await group.admin.says("/潜水 清理 移出")
    preview = group.bot_replied("移出没有回音的 5 位")
    assert not any(name in preview for name in SILENT)


async def test_only_admins_may(group: GroupChat):
    """A member is told who may."""
    for line in ("/潜水 清理 30", "/潜水 清理 移出", "/潜水 清理 取消", "/潜水 白名单"):
        await group.member.says(line)
        group.bot_replied("只有群主或管理员可以")
    await group.admin.says("确认")
    group.bot_stayed_silent()


async def test_who_is_exempt_and_why(world: World, group: GroupChat):
    """The white list, who is on leave, who has written a card lately, and who looks after the group."""
    await group.owner.whispers(f"/潜水 白名单 添加 {await number_of(group, '旧友甲')}")
    group.owner.was_told("旧友甲 在白名单上，清理时不问（读书会）", "/撤销")
    await group["旧友乙"].whispers("/请假 30天")
    await group.owner.whispers("/潜水 清理 30")
    group.owner.was_told(
        "可以问 3 位", "略过的：群主和管理员 2 位（阿宁、老周）；白名单 1 位（旧友甲）；请假中 1 位（旧友乙）"
    )
    await group.admin.says("/潜水 白名单")
    group.bot_replied("白名单上的 1 位，清理时不问：#5 旧友甲")
    await group.admin.says("/潜水 白名单 添加 @旧友丙")
    group.bot_replied("旧友丙 在白名单上")
    await group.admin.says("/撤销")
    group.bot_replied("撤销了：把 旧友丙 加进白名单")
    await group.admin.says("/潜水 白名单 删除 @旧友甲")
    group.bot_replied("旧友甲 不在白名单上了", "/撤销")
    await group.admin.says("/潜水 白名单")
    group.bot_replied("白名单是空的")
    await group.admin.says("/撤销")
    group.heard()
    await group.admin.says("/潜水 白名单")
    group.bot_replied("旧友甲")
    await group.admin.says("/潜水 白名单 添加")
    group.bot_replied("要写 @ 谁", "例如：/潜水 白名单 添加 @小明")
    await group.admin.says("/潜水 白名单 添加 @旧友甲")
    assert "撤销" not in group.bot_replied("旧友甲 在白名单上")


@pytest.mark.parametrize("how", ["says", "leave", "spared", "leaves", "admin"])
async def test_what_happens_after_the_list_counts(world: World, group: GroupChat, how: str):
    """Who speaks, goes on leave, is spared, leaves or looks after the group by the time they would go, stays."""
    await asked(group)
    await world.advance(days=7, minutes=5)
    group.owner.was_told("还有 5 位没有回音")
    await group.owner.whispers("/潜水 清理 移出")
    group.owner.was_told("移出 5 位")
    if how == "says":
        await group["旧友乙"].says("我还在呢")
    elif how == "leave":
        await group["旧友乙"].says("/请假 7天")
    elif how == "spared":
        await group.admin.says("/潜水 白名单 添加 @旧友乙")
    elif how == "leaves":
        await group.leaves("旧友乙")
    else:
        await group.owner.says("/管理员 添加 @旧友乙")
    group.heard()
    await group.owner.whispers("确认")
    group.owner.was_told("移出 4 位", "确认")
    await group.owner.whispers("确认")
    group.owner.was_told("慢慢移")
    await world.advance(minutes=10)
    assert is_in(group, "旧友乙") == (how != "leaves")
    assert not is_in(group, "旧友丙")
    group.owner.was_told("移出 4 位，其余 1 位留下")


async def test_everybody_answers(world: World, group: GroupChat):
    """Then there is nothing to decide."""
    await asked(group)
    for name in ("小红", *SILENT):
        await group[name].says("在")
    await world.advance(days=7, minutes=5)
    group.owner.was_told("清理做完了：问了 5 位，都留下或有缘故")
    group.owner.was_told_nothing()
    await group.owner.whispers("/潜水 清理")
    group.owner.was_told("现在没有清理在进行")


async def test_calling_it_off(world: World, group: GroupChat):
    """Whoever was asked is told that it is nothing; nobody is listed or removed. Undo does the same."""
    await asked(group)
    await group.admin.says("/潜水 清理 取消")
    group.bot_replied("清理取消了，没有回音的也都留下")
    group.bot_replied("前面问大家要不要留下的事取消了，都留下")
    await world.advance(days=30)
    group.owner.was_told_nothing()
    await group.admin.says("/潜水 清理 取消")
    group.bot_replied("现在没有清理在进行")
    await group.admin.says("/潜水 清理 30")
    await group.admin.says("/潜水 清理 30")
    await group.admin.says("确认")
    group.heard()
    await group.admin.says("/潜水 清理 30")
    group.bot_replied("已经有一次清理在进行")
    await group.admin.says("/撤销")
    assert any("撤销了：问 6 位" in said for said in group.heard())
    await group.admin.says("/潜水 清理")
    group.bot_replied("现在没有清理在进行")
    assert all(is_in(group, name) for name in SILENT)


async def test_who_said_that_they_stay_is_not_asked_again(world: World, group: GroupChat):
    """Not for as long as silence has to last."""
    await asked(group)
    await group["旧友丙"].whispers("留下")
    await group.admin.says("/潜水 清理 取消")
    await world.advance(days=10)
    await group.member.says("早")
    await group.owner.whispers("/潜水 清理 30")
    assert "说了留下 1 位（旧友丙）" in group.owner.private.heard()[-1]
    await world.advance(days=25)
    await group.owner.whispers("/潜水 清理 30")
    assert "说了留下" not in group.owner.private.heard()[-1]


async def test_nobody_to_ask_and_what_makes_no_sense(group: GroupChat):
    """Said so, with an example."""
    await group.admin.says("/潜水 清理 200")
    group.bot_replied("没有谁 200 天没说话又可以问的")
    await group.admin.says("/潜水 清理 3")
    group.bot_replied("可以清理 14 到 1000 天没说话的", "例如：/潜水 清理 90")
    await group.admin.says("/潜水 清理 很久")
    group.bot_replied("「很久」看不懂")
    await group.admin.says("/潜水 清理 移出 4 5")
    group.bot_replied("「4 5」看不懂。想留下谁，写 除 和编号")
    await group.admin.says("/潜水 清理")
    group.bot_replied("现在没有清理在进行")
    await group.admin.says("/潜水 清理 期限")
    group.bot_replied("问了以后给 7 天")
    await group.admin.says("/潜水 清理 期限 14天")
    group.bot_replied("好，以后问了给 14 天", "/撤销")
    await group.admin.says("/潜水 清理 期限 60天")
    group.bot_replied("可以给 3 到 30 天")


async def test_the_word_alone_means_nothing(group: GroupChat):
    """留下 said by somebody nobody asked is talk; in private it is answered kindly."""
    await group.member.says("留下")
    await group.member.says("留下 来吃饭")
    group.bot_stayed_silent()
    await group.member.whispers("留下")
    group.member.was_told("你好好的在群里")


async def test_who_said_leave_me_alone_is_named_without_an_at(world: World, group: GroupChat):
    """They are asked like the others, without being called."""
    await group["旧友甲"].says("别@我")
    group.heard()
    await world.advance(days=35)
    await group.member.says("早")
    await group.owner.whispers("/潜水 清理 30")
    await group.owner.whispers("确认")
    notice = group.bot_replied("旧友甲", mentions=[group[name].id for name in ("小红", *SILENT[1:])])
    assert "@旧友甲" not in notice


async def test_a_list_that_nobody_wants_is_void(world: World, group: GroupChat):
    """After two weeks it can't be carried out any more."""
    await asked(group)
    await world.advance(days=7, minutes=5)
    group.owner.was_told("两周不动，名单就作废")
    await world.advance(days=15)
    await group.owner.whispers("/潜水 清理 移出")
    group.owner.was_told("现在没有清理在进行")
    assert all(is_in(group, name) for name in SILENT)


async def test_it_is_no_farewell(world: World, group: GroupChat):
    """Where the group says a word of who leaves, it says none of who was removed."""
    await group.admin.says("/欢迎 告别 开启")
    await asked_and_removed(group)
    await world.advance(minutes=10)
    assert not is_in(group, "旧友甲")
    group.bot_stayed_silent()
    await group.leaves("小明")
    await world.advance(minutes=10)
    group.bot_replied("小明")


async def test_why(group: GroupChat):
    """Whoever asks why learns whose word it was."""
    await asked(group)
    await group.owner.says("/为什么", quote=group.last)
    group.bot_replied("30 天没说话的人要不要留下，阿宁 在 2026-04-11 周六", "由群主或管理员确认后移出")


async def test_in_english(sqlite_url: str):
    """The same, word for word."""
    async with open_world(sqlite_url, WITHOUT_HOURLY, language="en") as world:
        group = await fallen_silent(world, *SILENT)
        await group.owner.whispers("/lurkers clean 30")
        group.owner.was_told(
            "In “读书会” I can ask 5 who have been silent for 30 days or more", "owner and admins 2 (阿宁, 老周)"
        )
        await group.owner.whispers("confirm")
        group.owner.was_told("I am asking 5; they have 7 days")
        group.bot_replied("We haven't heard from you for a while.")
        await group["旧友甲"].says("stay")
        group.bot_replied("You stay. Good to have you here!")
        await world.advance(days=7, minutes=5)
        group.owner.was_told("5 were asked, 1 stays, and 4 haven't answered")
        await group.owner.whispers("/lurkers clean remove except 4")
        group.owner.was_told("Remove 3 from “读书会”, keep 1")
        await group.owner.whispers("confirm")
        await world.advance(minutes=5)
        assert not is_in(group, "旧友丁")
        assert "3 removed, the other 2 stay" in group.owner.private.heard()[-1]


async def test_on_both_databases(database_url: str):
    """Asking, staying, listing, sparing, removing."""
    async with open_world(database_url, WITHOUT_HOURLY) as world:
        group = await fallen_silent(world, *SILENT)
        await group.admin.says("/潜水 白名单 添加 @旧友甲")
        group.heard()
        await asked(group)
        await group["旧友乙"].whispers("留下")
        await world.advance(days=7, minutes=5)
        group.owner.was_told("问了 4 位，1 位留下，还有 3 位没有回音")
        await group.owner.whispers("/潜水 清理 移出")
        await group.owner.whispers("确认")
        await world.advance(minutes=5)
        assert [is_in(group, name) for name in SILENT] == [True, True, False, False]
