"""/激活 话题 in conversations: a group's own topics, what kind of group it is, and some to look at."""

from collections.abc import AsyncIterator

import pytest

from plugins import PLUGINS, nudges
from plugins.nudges.topics import shipped
from plugins.nudges.topics.rules import MOST, PAGE, suiting
from plugins.nudges.topics.topic import GroupKind
from tests.plugins.conftest import settled_group
from tests.world import GroupChat, World, open_world

EVERYTHING = PLUGINS if nudges.plugins[0] in PLUGINS else (*PLUGINS, *nudges.plugins)
GENERAL = len(suiting(shipped.load(), ()))
READING = len(suiting(shipped.load(), [GroupKind.READING]))


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    """A running bot that knows the nudges too."""
    async with open_world(sqlite_url, EVERYTHING) as opened:
        yield opened


async def shown_to(group: GroupChat) -> str:
    """What the owner gets to try."""
    await group.owner.says("/激活 话题 试看")
    return group.heard()[-1]


async def test_a_group_without_topics_of_its_own(group: GroupChat):
    """Is told what there is and what to say next."""
    await group.admin.says("/激活 话题")
    group.bot_replied(
        "还没有自己的话题。",
        f"什么群都能聊的有 {GENERAL} 条",
        "/激活 话题 类型 读书",
        "/激活 话题 试看",
        "/激活 话题 添加",
    )


async def test_topics_are_added_listed_and_deleted(group: GroupChat):
    """Several at once, by number, each with its way back."""
    await group.admin.says("/激活 话题 添加\n1. 大家在读什么？\n2. 哪本书读过两遍？\n\n大家在读什么?")
    group.bot_replied("记下了 2 个话题：#1、#2", "/撤销")
    await group.admin.says("/激活 话题 添加 {书名}里哪句话好？")
    group.bot_replied("记下了话题 #3")
    await group.admin.says("/激活 话题")
    group.bot_replied(
        "自己的话题，共 3 条：\n#3 {书名}里哪句话好？\n#2 哪本书读过两遍？\n#1 大家在读什么？\n", "删除 3"
    )
    await group.admin.says("/激活 话题 删除 2")
    group.bot_replied("话题 #2 删掉了", "/撤销")
    await group.admin.says("/激活 话题")
    assert "两遍" not in group.bot_replied("共 2 条")
    await group.admin.says("/撤销")
    group.bot_replied("撤销了：删了话题 #2")
    await group.admin.says("/激活 话题")
    group.bot_replied("共 3 条", "#2 哪本书读过两遍？")


async def test_what_was_added_can_be_taken_back(group: GroupChat):
    """All of one message together; not once some of it was deleted."""
    await group.admin.says("/激活 话题 添加\n甲？\n乙？")
    await group.admin.says("/撤销")
    await group.admin.says("/激活 话题")
    await group.admin.says("/激活 话题 添加\n甲？\n乙？")
    group.bot_replied("记下了 2 个话题：#1、#2")
    group.bot_replied("撤销了：加了 2 个话题")
    group.bot_replied("还没有自己的话题")
    group.bot_replied("记下了 2 个话题：#3、#4")
    await group.owner.says("/激活 话题 删除 4")
    await group.admin.says("/撤销")
    group.bot_replied("删掉了")
    group.bot_replied("之后又被改过")


async def test_a_deleted_topic_that_was_added_anew_does_not_come_back(group: GroupChat):
    """It would be there twice."""
    await group.admin.says("/激活 话题 添加\n甲？")
    await group.admin.says("/激活 话题 删除 1")
    await group.owner.says("/激活 话题 添加\n甲?")
    group.heard()
    await group.admin.says("/撤销")
    group.bot_replied("之后又被改过")


async def test_the_same_is_not_added_twice(group: GroupChat):
    """In whatever width; new lines beside it are."""
    await group.admin.says("/激活 话题 添加\n甲？")
    group.heard()
    await group.admin.says("/激活 话题 添加\n甲?")
    group.bot_replied("这些话题都已经有了")
    await group.admin.says("/激活 话题 添加\n甲?\n乙？")
    group.bot_replied("记下了话题 #2")


async def test_a_quoted_message_becomes_a_topic(group: GroupChat):
    """As bodies do everywhere."""
    asked = await group.member.says("大家周末在哪儿看书？")
    await group.admin.says("/激活 话题 添加", quote=asked)
    group.bot_replied("记下了话题 #1")
    await group.admin.says("/激活 话题")
    group.bot_replied("#1 大家周末在哪儿看书？")


async def test_slips_are_answered_with_an_example(group: GroupChat):
    """What is wrong, and one correct line."""
    for said, answer in (
        ("添加", "写上话题，一行一个"),
        ("删除", "哪一条？写上编号"),
        ("删除 9", "没有编号 9 的话题"),
        ("类型 炒股", "没有「炒股」这一类"),
        ("胡说", "看不懂「胡说」"),
        ("7", "只有 1 页"),
        ("试看 三", "「试看」后面不用再写什么"),
        ("试看\n正文", "这里不用写正文"),
        ("添加\n" + "长" * 201, "太长了，一个话题最多 200 个字"),
    ):
        await group.admin.says(f"/激活 话题 {said}")
        group.bot_replied(answer)


async def test_members_change_nothing(group: GroupChat):
    """Topics are for who manages the group."""
    await group.member.says("/激活 话题 添加\n甲？")
    group.bot_replied("只有群主或管理员")
    await group.admin.says("/激活 话题")
    group.bot_replied("还没有自己的话题")


async def test_long_lists_come_in_pages(group: GroupChat):
    """The newest first; and there is a most."""
    await group.admin.says("/激活 话题 添加\n" + "\n".join(f"第{n}问？" for n in range(PAGE + 1)))
    group.heard()
    await group.admin.says("/激活 话题")
    text = group.bot_replied(f"共 {PAGE + 1} 条，第 1/2 页", "下一页：/激活 话题 2")
    assert "#1 " not in text
    await group.admin.says("/激活 话题 2")
    text = group.bot_replied("第 2/2 页", "#1 第0问？")
    assert "下一页" not in text
    await group.admin.says("/激活 话题 添加\n" + "\n".join(f"又{n}问？" for n in range(MOST)))
    group.bot_replied(f"最多 {MOST} 个自己的话题")


async def test_the_kind_of_group_chooses_what_suits(group: GroupChat):
    """Said, shown, taken back."""
    await group.admin.says("/激活 话题 类型")
    group.bot_replied("还没说这是什么群", "通用、读书、亲子")
    await group.admin.says("/激活 话题 类型 阅读")
    group.bot_replied(f"记下了，群里聊读书，我带来的话题有 {READING} 条合适", "/撤销")
    await group.admin.says("/激活 话题")
    assert "类型" not in group.bot_replied(f"适合这个群（读书）的有 {READING} 条")
    await group.admin.says("/激活 话题 类型 亲子，读书")
    group.bot_replied("群里聊读书、亲子")
    await group.admin.says("/激活 话题 类型")
    group.bot_replied("这个群聊读书、亲子")
    await group.admin.says("/撤销")
    group.bot_replied("撤销了：说了这是什么群")
    await group.admin.says("/激活 话题 类型 读书")
    assert "/撤销" not in group.bot_replied("群里聊读书")
    await group.admin.says("/激活 话题 类型 通用")
    group.bot_replied(f"当作什么都聊，我带来的话题有 {GENERAL} 条合适")


async def test_three_are_shown_to_try(group: GroupChat):
    """Different ones, other ones the next time, the group's own among them at times."""
    await group.admin.says("/激活 话题 添加\n{我们}自己的话题？")
    await group.admin.says("/激活 话题 类型 读书")
    group.heard()
    possible = {topic.text.zh for topic in suiting(shipped.load(), [GroupKind.READING])} | {"{我们}自己的话题？"}
    seen: list[str] = []
    for _ in range(8):
        await group.admin.says("/激活 话题 试看")
        first, *lines, last = group.bot_replied("比如：").split("\n")
        assert (first, last) == ("比如：", "再看几个：/激活 话题 试看")
        shown = [line.removeprefix("· ") for line in lines]
        assert len(set(shown)) == 3
        seen += shown
    assert set(seen) <= possible
    assert len(set(seen)) > 10
    assert "{我们}自己的话题？" in seen


async def test_a_set_of_groups_has_topics_of_its_own(world: World, group: GroupChat):
    """They are in each of its groups, also in one that joins the set; privately, and by their author, they go."""
    other = await world.group("跑团", "阿宁", "小李")
    for each in (group, other):
        await each.owner.says("/标签 添加 #北京")
    await group.owner.says("/激活 话题 添加 #北京\n这边天气怎么样？")
    tried = [await shown_to(other) for _ in range(6)]
    assert any("· 这边天气怎么样？" in each for each in tried)
    group.heard()
    other.heard()
    await group.admin.says("/激活 话题")
    group.bot_replied("#1 这边天气怎么样？（#北京）")
    await other.owner.says("/激活 话题")
    other.bot_replied("#1 这边天气怎么样？（#北京）")
    await group.admin.says("/激活 话题 删除 1")
    group.bot_replied("只有添加它的人可以删")
    await group.owner.says("/激活 话题 删除 1")
    group.bot_replied("请私聊我来删")
    third = await world.group("花友", "阿宁", "小李")
    await third.owner.says("/标签 添加 #北京")
    await third.owner.says("/激活 话题 类型 园艺")
    third.heard()
    await third.owner.says("/激活 话题")
    third.bot_replied("#1 这边天气怎么样？", "适合这个群（手工）")
    await group.owner.whispers("/用 #北京")
    await group.owner.whispers("/激活 话题")
    await group.owner.whispers("/激活 话题 类型")
    await group.owner.whispers("/激活 话题 试看")
    await group.owner.whispers("/激活 话题 类型 本地")
    await group.owner.whispers("/激活 话题 删除 1")
    await group.owner.whispers("/激活 话题")
    await group.owner.whispers("/撤销")
    told = group.owner.private.heard()[-7:]
    assert f"各群不一样，有 {GENERAL} 到" in told[0]
    assert "这些群聊的不一样" in told[1]
    assert "/用" in told[2]
    assert "群里聊同城" in told[3]
    assert "话题 #1 删掉了（#北京 的 3 个群）" in told[4]
    assert "还没有自己的话题" in told[5]
    assert "删了话题 #1" in told[6]
    await other.owner.says("/激活 话题")
    other.bot_replied("#1 这边天气怎么样？", "适合这个群（同城）")


async def test_groups_do_not_see_each_others_topics(world: World, group: GroupChat):
    """Neither in lists nor by number, nor by a tag that both have and only one of them manages."""
    other = await world.group("跑团", "小李", "小王")
    await group.admin.says("/激活 话题 添加\n甲？")
    other.heard()
    await other.owner.says("/激活 话题")
    other.bot_replied("还没有自己的话题")
    await other.owner.says("/激活 话题 删除 1")
    other.bot_replied("没有编号 1 的话题")
    for each in (group, other):
        await each.owner.says("/标签 添加 #北京")
    await group.owner.says("/激活 话题 添加 #北京\n乙？")
    other.heard()
    await other.owner.says("/激活 话题")
    other.bot_replied("还没有自己的话题")
    assert "乙" not in "".join([await shown_to(other) for _ in range(6)])


async def test_topics_outlive_a_crash(world: World, group: GroupChat):
    """And what was deleted long ago is gone for good."""
    await group.admin.says("/激活 话题 添加\n甲？\n乙？")
    await world.crash(minutes=5)
    await group.admin.says("/激活 话题 删除 1")
    await world.advance(days=40)
    await group.admin.says("/激活 话题 添加\n丙？")
    group.heard()
    await group.admin.says("/激活 话题")
    group.bot_replied("#3 丙？\n#2 乙？")


async def test_it_holds_on_each_database(database_url: str):
    """Added, found by a set of groups, deleted, taken back, forgotten."""
    async with open_world(database_url, EVERYTHING) as world:
        group = await settled_group(world)
        await group.owner.says("/标签 添加 #北京")
        await group.owner.says("/激活 话题 添加 #北京\n甲？\n乙？")
        await group.owner.says("/激活 话题 添加\n丙？")
        await group.owner.says("/激活 话题 删除 3")
        await group.owner.says("/撤销")
        group.heard()
        await group.owner.says("/激活 话题")
        group.bot_replied("#3 丙？\n#2 乙？（#北京）\n#1 甲？（#北京）")
        await group.owner.says("/激活 话题 删除 3")
        await world.advance(days=31)
        await group.owner.says("/激活 话题 添加\n丁？")
        group.heard()
        await group.owner.says("/撤销")
        group.bot_replied("撤销了：加了 1 个话题")


async def test_it_speaks_english(sqlite_url: str):
    """The same in English, by English names."""
    async with open_world(sqlite_url, EVERYTHING, language="en") as world:
        group = await settled_group(world)
        await group.admin.says("/nudge topics add\nWhat are you reading?\nWhich book twice?")
        group.bot_replied("Noted 2 topics: #1, #2")
        await group.admin.says("/nudge topics kinds reading, parents")
        group.bot_replied("Noted: it is about reading, parents; ")
        await group.admin.says("/nudge topics")
        group.bot_replied("Topics of your own: 2\n#2 Which book twice?", "suit this group (reading, parents)")
        await group.admin.says("/nudge topics try")
        shown = group.bot_replied("For example:", "/nudge topics try").split("\n")[1:-1]
        english = {topic.text.en for topic in shipped.load()} | {"What are you reading?", "Which book twice?"}
        assert {line.removeprefix("· ") for line in shown} <= english
        await group.admin.says("/nudge topics delete 1")
        group.bot_replied("Topic #1 is gone")
