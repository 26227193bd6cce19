"""The owner's page of newcomers: the threshold and who waits, first steps, buddies; and the page of cards."""

import re
from collections.abc import AsyncIterator

import pytest

from bot.pages import Table
from plugins.welcome.cards.page import PAGE as CARDS_PAGE
from plugins.welcome.threshold.page import PAGE
from tests.plugins.buddying import prepare
from tests.web.office import Guest, blocks_of, office_of
from tests.world import GroupChat, World

HERE = "/office/g/1/newcomers"
CARDS = "/office/g/1/cards"
ASK = "/门槛 问题\n{question}\n{answers}"
STEP = "/欢迎 步骤 添加 第{days}天 {time} {only} {where}\n{text}"
CHANGE = "/欢迎 步骤 修改 1 第{days}天 {time} {only} {where}\n{text}"


@pytest.fixture
async def guest(world: World, group: GroupChat) -> AsyncIterator[Guest]:
    """The owner with the page open, of a group that does not greet."""
    await group.owner.says("/欢迎 关闭")
    group.heard()
    async with office_of(world) as guest:
        await guest.come_in(group.owner)
        await guest.opens(HERE)
        yield guest


async def test_an_empty_page_says_what_to_do_first(world: World, group: GroupChat, guest: Guest) -> None:
    """Each of its parts."""
    for words in ("没有设门槛", "还没有步骤", "群友报名"):
        assert words in guest.text
    await blocks_of(world, PAGE, group.owner)


async def test_a_question_is_set_and_who_waits_is_let_in(world: World, group: GroupChat, guest: Guest) -> None:
    """By the numbers of the chat, with its undo; a name stays words."""
    await guest.acts(ASK, {"question": "这个群读什么书？", "answers": "推理\n推理小说"})
    assert "能算对的答案：推理 / 推理小说" in guest.text
    await group.joins("小林", "<script>阿木", "周周")
    await world.advance(minutes=2)
    group.bot_replied("这个群读什么书？")
    await group["小林"].says("@蒲公英 散文")
    group.heard()
    await guest.opens(HERE)
    assert "<script>阿木" in guest.text
    assert "<script>阿木" not in guest.html
    await blocks_of(world, PAGE, group.owner)
    await guest.acts("/门槛 放行 2")
    group.bot_replied("管理员点头了", mentions=[group["<script>阿木"].id])
    assert "<script>阿木" not in guest.text.partition("等着的新人")[2]
    await guest.acts("/门槛 放行 全部")
    assert "没有人在等" in guest.text
    await group.owner.says("/撤销")
    group.heard()
    assert "小林" in await guest.opens(HERE)


async def test_removing_asks_for_a_yes(world: World, group: GroupChat, guest: Guest) -> None:
    """The preview names who; only then are they removed."""
    await guest.acts("/门槛 暗号 {code}", {"code": "蒲公英"})
    assert "门槛是一句暗号：蒲公英" in guest.text
    await group.joins("小林")
    await world.advance(minutes=2)
    group.heard()
    await guest.opens(HERE)
    assert "把这 1 位移出「读书会」：\n1. 小林" in await guest.acts("/门槛 移出 1")
    members = world.platform.groups[group.group_id].members
    assert group["小林"].id in members
    assert "这就移出 1 位" in await guest.says_yes()
    await world.advance(minutes=1)
    assert group["小林"].id not in members
    assert "没有人在等" in await guest.opens(HERE)


async def test_the_other_settings_of_the_threshold(world: World, group: GroupChat, guest: Guest) -> None:
    """Its time, removing by itself after a yes, an admin's word, and none at all."""
    await guest.acts("/门槛 暗号 {code}", {"code": "蒲公英"})
    await guest.acts("/门槛 时限 {limit}", {"limit": "3天"})
    assert "时限\n3 天" in guest.text
    assert "没有做成" in await guest.acts("/门槛 时限 {limit}", {"limit": "90分钟"})
    await guest.opens(HERE)
    await guest.acts("/门槛 自动移出 开")
    await guest.says_yes()
    assert "到时没通过\n自动移出" in guest.text
    await blocks_of(world, PAGE, group.owner)
    await guest.acts("/门槛 自动移出 关")
    await guest.acts("/门槛 审批")
    assert "管理员点头" in guest.text
    await blocks_of(world, PAGE, group.owner)
    await guest.acts("/门槛 关闭")
    assert "没有设门槛" in guest.text


async def test_many_who_wait_are_paged(world: World, group: GroupChat, guest: Guest) -> None:
    """Twenty on a page, as in chat."""
    await group.owner.says("/门槛 审批")
    await group.joins(*(f"新人{n}" for n in range(1, 26)))
    await world.advance(minutes=10)
    tables = [block for block in await blocks_of(world, PAGE, group.owner, page="2") if isinstance(block, Table)]
    assert (len(tables[0].rows), tables[0].pages) == (5, 2)
    assert "新人25" in await guest.opens(f"{HERE}?page=2")


async def test_a_step_is_added_changed_paused_and_deleted(world: World, group: GroupChat, guest: Guest) -> None:
    """Whose turn it is gets what the page showed."""
    given = {"days": "1", "time": "10:00", "only": "未发言", "where": "群里", "text": "{昵称}，最近在读什么？"}
    await guest.acts(STEP, given)
    assert "进群第 1 天 10:00" in guest.text
    await guest.opens(f"{HERE}?step=1")
    assert "@阿宁 ，最近在读什么？" in guest.text
    await blocks_of(world, PAGE, group.owner, step="1")
    await guest.acts(CHANGE, {**given, "time": "11:30", "only": "所有人", "where": "群里", "text": "{昵称}，来聊聊"})
    assert "进群第 1 天 11:30\n所有人\n{昵称}，来聊聊" in guest.text
    await group.joins("小林")
    await world.advance(days=1, hours=3)
    group.bot_replied("来聊聊", mentions=[group["小林"].id])
    await guest.acts("/欢迎 步骤 暂停 1")
    assert "暂停\n" in guest.text
    await blocks_of(world, PAGE, group.owner)
    await guest.acts("/欢迎 步骤 恢复 1")
    await guest.acts("/欢迎 步骤 删除 1")
    assert "还没有步骤" in guest.text
    await group.owner.says("/历史")
    group.bot_replied("删了新人步骤 #1")
    await group.owner.says("/撤销")
    assert "来聊聊" in await guest.opens(HERE)


async def test_buddies_stand_with_their_pairs(world: World, group: GroupChat, guest: Guest) -> None:
    """Who volunteers, who is paired; an admin may note that they have talked."""
    await prepare(group)
    await group.member.says("/老带新 加入")
    await group.joins("<b>小林")
    await world.advance(hours=1)
    group.heard()
    await guest.opens(HERE)
    assert "愿意带的：小明。" in guest.text
    assert "<b>小林" in guest.text
    assert "<b>小林" not in guest.html
    await blocks_of(world, PAGE, group.owner)
    await guest.acts("/老带新 还没 1")
    assert "聊上了吗" in guest.html
    await blocks_of(world, PAGE, group.owner)
    await guest.acts("/老带新 见了 1")
    assert "30 天里聊上了\n1/1" in guest.text
    assert "现在没有结伴的" in guest.text
    await guest.acts("/老带新 关闭")
    assert "打开老带新" in guest.text


async def test_cards_are_listed_found_and_deleted(world: World, group: GroupChat, guest: Guest) -> None:
    """What many say leads to who says it; somebody's card goes only after a yes; what members wrote stays words."""
    assert "还没有人有名片" in await guest.opens(CARDS)
    await blocks_of(world, CARDS_PAGE, group.owner)
    await group.member.says("【称呼】小明\n【城市】杭州\n【在做】<script>写诗</script>")
    await group["小红"].says("【称呼】小红\n【城市】杭州\n【在做】烘焙")
    await world.advance(minutes=5)
    group.heard()
    assert "有名片的\n2" in await guest.opens(CARDS)
    assert "杭州 2" in guest.text
    assert "<script>写诗" in guest.text
    assert "<script>写诗" not in guest.html
    assert "烘焙" in await guest.opens(f"{CARDS}?has=烘焙")
    assert "写诗" not in guest.text
    await blocks_of(world, CARDS_PAGE, group.owner, has="烘焙")
    number = re.search(r"/名片 删除 (\d+)", guest.html)
    assert number is not None
    assert "小红 的名片" in await guest.opens(f"{CARDS}?card={number[1]}")
    assert "小红" in await guest.acts("/名片 找 {wanted}", {"wanted": "在做=烘焙"})
    assert "要删掉 小红 的名片吗" in await guest.acts(f"/名片 删除 {number[1]}")
    await guest.says_yes()
    assert "有名片的\n1" in await guest.opens(CARDS)


async def test_the_template_of_cards(world: World, group: GroupChat, guest: Guest) -> None:
    """Changed, switched off, and back to the default."""
    await guest.opens(CARDS)
    await guest.acts("/名片 模板\n{fields}", {"fields": "称呼\n喜欢的书"})
    assert "【称呼】\n【喜欢的书】" in guest.text
    await guest.acts("/名片 关闭")
    assert "不收" in guest.text
    await blocks_of(world, CARDS_PAGE, group.owner)
    await guest.acts("/名片 模板 默认")
    assert "【能提供】" in guest.text
    await group.owner.says("/撤销")
    assert "【喜欢的书】" in await guest.opens(CARDS)


async def test_in_english(guest: Guest) -> None:
    """The commands are, too."""
    assert "There is no threshold" in await guest.opens(f"{HERE}?lang=en")
    given = {"days": "2", "time": "9:00", "only": "everybody", "where": "private", "text": "Hello {nickname}"}
    await guest.acts("/welcome steps add day {days} {time} {only} {where}\n{text}", given)
    assert "day 2 after joining, 09:00\neverybody, privately" in guest.text
    assert "Switch buddies on" in guest.text
    assert "Nobody has a card yet" in await guest.opens(CARDS)
