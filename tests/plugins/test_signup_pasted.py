"""Lists in WeChat's own format: read, merged, compared; and what a line of one says."""

from itertools import pairwise

import pytest

from bot.errors import UserError
from plugins.campaigns.signup import pasted, rules
from plugins.campaigns.signup.rules import Said, Wait
from tests.plugins.test_signup import opened
from tests.world import START, GroupChat, World

HIKE = "#接龙\n周六徒步\n时间：2026-03-07 周六 09:00\n\n"


async def listed(world: World, group: GroupChat) -> str:
    """The list as the bot tells it now, everything else said so far read."""
    group.heard()
    await group.owner.says("/接龙")
    return group.heard()[-1].partition("\n\n")[2]


async def test_a_pasted_list_signs_up_whoever_is_on_it(world: World, group: GroupChat) -> None:
    """Members by their names, others as they are written; without a word for each, and who is not in is told."""
    await opened(group)
    await group["小明"].says(HIKE + "1. 小明\n2. 李四 带1人")
    group.bot_stayed_silent()
    await world.advance(minutes=5)
    group.bot_replied("满了", "1. 小明\n2. 李四 2人")
    await group["小红"].says(HIKE + "1. 小明\n2. 李四 2人\n3. 小红 怕堵车")
    group.bot_replied("「周六徒步」满了，先排候补：小红")
    await group["小红"].says("取消接龙")
    group.bot_replied("@小红 「周六徒步」的报名取消了")


async def test_diverged_copies_become_one(world: World, group: GroupChat) -> None:
    """Two who went on from the same list are both on it, and nobody is missed."""
    await opened(group, "/接龙 新建 周六徒步")
    await group["小明"].says(HIKE + "1. 小明")
    await group["老周"].says(HIKE + "1. 小明\n2. 老周")
    await group["小红"].says(HIKE + "1. 小明\n2. 小红")
    await group.owner.says(HIKE + "1. 小明\n2. 小红\n3. 阿宁")
    group.bot_stayed_silent()
    assert await listed(world, group) == "1. 小明\n2. 老周\n3. 小红\n4. 阿宁"


async def test_a_name_taken_out_is_said_and_stays(world: World, group: GroupChat) -> None:
    """Once, however often that copy goes on."""
    await opened(group, "/接龙 新建 周六徒步")
    await group["小明"].says(HIKE + "1. 小明\n2. 张三\n3. 李四")
    await group["小红"].says(HIKE + "1. 小明\n2. 李四\n3. 小红")
    group.bot_replied("这份接龙里少了 张三，名单上还留着", "取消接龙")
    await group["老周"].says(HIKE + "1. 小明\n2. 李四\n3. 小红\n4. 老周")
    group.bot_stayed_silent()
    assert "2. 张三\n" in await listed(world, group)


async def test_who_withdrew_does_not_come_back_by_an_old_copy(world: World, group: GroupChat) -> None:
    """But by putting themselves on a new one."""
    await opened(group, "/接龙 新建 周六徒步")
    await group["小明"].says(HIKE + "1. 小明\n2. 小红")
    await group["小红"].says("取消接龙")
    await group["老周"].says(HIKE + "1. 小明\n2. 小红\n3. 老周")
    assert await listed(world, group) == "1. 小明\n3. 老周"
    await world.advance(minutes=5)
    await group["小红"].says(HIKE + "1. 小明\n3. 老周\n4. 小红")
    assert await listed(world, group) == "1. 小明\n3. 老周\n4. 小红"


async def test_a_list_there_is_becomes_a_sign_up(world: World, group: GroupChat) -> None:
    """Quoted or below the command; from then on copies are read."""
    await group["小明"].says("#接龙\n拼车回家\n1. 小明\n2. 张三 +1")
    group.bot_stayed_silent()
    await group.owner.says("/接龙 新建 名额 5\n#接龙\n拼车回家\n1. 小明\n2. 张三 +1")
    group.bot_replied("开了接龙 #1 拼车回家")
    group.bot_replied("名额 5 位，还有 2 位", "1. 小明\n2. 张三 2人")
    await group["小红"].says("#接龙 拼车回家\n1. 小明\n2. 张三 +1\n3. 小红")
    assert (await listed(world, group)).endswith("3. 小红")
    await group.owner.says("/接龙 新建 打球\n明天打球")
    group.bot_replied("没读到名单")


async def test_a_name_that_two_bear_stays_a_name(world: World, group: GroupChat) -> None:
    """Nobody is signed up who did not say so."""
    await world.platform.join(group.group_id, {"x1": "张三", "x2": "张三"}, "")
    await world.settle()
    await opened(group, "/接龙 新建 周六徒步")
    await group["小明"].says(HIKE + "1. 张三")
    await world.say("x1", "接龙", group_id=group.group_id)
    assert await listed(world, group) == "1. 张三\n2. 张三"


async def test_two_of_the_same_name_are_two_lines(world: World, group: GroupChat) -> None:
    """A copy with both lacks neither."""
    await world.platform.join(group.group_id, {"x1": "张三", "x2": "张三"}, "")
    await world.settle()
    await opened(group, "/接龙 新建 周六徒步")
    for member in ("x1", "x2"):
        await world.say(member, "接龙", group_id=group.group_id)
    await world.advance(minutes=5)
    group.heard()
    await group["小明"].says(HIKE + "1. 张三\n2. 张三\n3. 小明")
    group.bot_stayed_silent()
    assert await listed(world, group) == "1. 张三\n2. 张三\n3. 小明"


async def test_a_list_in_english(english: GroupChat) -> None:
    """Its head is ours; what is new is on the next."""
    group = await opened(english, "/signup new Hike cap 2")
    await group["小明"].says("#signup\nHike\n\n1. 小明\n2. Ann with 1 guest")
    group.bot_replied("“Hike” is full; on the waiting list: Ann 2 people")
    await group.owner.says("/signup")
    group.bot_replied("Waiting (2): Ann 2 people", "1. 小明")


async def test_two_thousand_lines(group: GroupChat) -> None:
    """One clear answer, and nothing taken."""
    await opened(group)
    await group["小明"].says(HIKE + "\n".join(f"{n}. 某人{n}" for n in range(1, 2001)))
    group.bot_replied("这条接龙超过 500 行，太长了，一行也没有记")
    await group.owner.says("/接龙")
    group.bot_replied("还有 3 位")


async def test_five_hundred_lines(world: World, group: GroupChat) -> None:
    """As many as a group has; told page by page."""
    await opened(group, "/接龙 新建 周六徒步")
    await group["小明"].says(HIKE + "\n".join(f"{n}. 某人{n}" for n in range(1, 501)))
    await group.owner.says("/接龙")
    assert "已报 500 人" in "".join(group.heard())
    await group.owner.says("/接龙 1 5")
    assert "500. 某人500" in "".join(group.heard())
    await group["小明"].says(HIKE + "501. 还有我")
    group.bot_replied("名单太长了")


async def test_names_with_tricks(world: World, group: GroupChat) -> None:
    """They stay words: no command, no mention, no second line."""
    await opened(group, "/接龙 新建 周六徒步")
    await group["小明"].says(HIKE + "1. /接龙 截止\n2. @所有人\n3. {title}\n4.  \n5. 小明 2人")
    assert (await listed(world, group)).split("\n") == ["1. /接龙 截止", "2. @所有人", "3. {title}", "4. 小明 2人"]


@pytest.mark.parametrize(
    ("line", "name", "heads", "note"),
    [
        ("张三", "张三", None, ""),
        ("李四 带1人", "李四", 2, ""),
        ("李四带两个小孩", "李四", 3, "带两个小孩"),
        ("王五 2", "王五", 2, ""),
        ("王五 2 带小孩", "王五", 2, "带小孩"),
        ("王五2人", "王五", 2, ""),
        ("王五（3位）", "王五", 3, ""),
        ("王五+1", "王五", 2, ""),
        ("王五 x2", "王五", 2, ""),
        ("Tom Lee 2", "Tom Lee", 2, ""),
        ("赵六 13800001111", "赵六", None, "13800001111"),
        ("赵六 9:30到", "赵六", None, "9:30到"),
        ("赵六 99人", "赵六", None, "99人"),
        ("某人 12", "某人", 12, ""),
        ("陌生人带3人", "陌生人带3人", None, ""),
    ],
)
def test_lines(line: str, name: str, heads: int | None, note: str) -> None:
    """The name, how many, and what else there is."""
    known = {"张三", "李四", "王五", "tomlee", "赵六"}
    assert pasted.named(line, known) == (name, Said(heads, note))


@pytest.mark.parametrize("text", ["#接龙", "#接龙\n", "接龙\n1. 张三", "#接龙\n周六徒步\n随便说说", "", "#", "1. 张三"])
def test_no_lists(text: str) -> None:
    """Nobody is on them."""
    assert not pasted.looks_like_one(text) or pasted.read(text) is None


@pytest.mark.parametrize(
    ("copies", "found", "dropped"),
    [
        ([], [1, 2], ()),
        ([[1, 2, 3]], [1, 3, 4], (2,)),
        ([[1], [1, 2], [1, 2, 3]], [1, 4], ()),
        ([[1, 2], [1, 2, 3]], [1, 2, 4], ()),
        ([[1], [1, 2], [1, 3]], [1, 3, 4], ()),
        ([[1, 2]], [1, 3], (2,)),
        ([[1, 2]], [5], ()),
        ([[1, 2, 3], [1, 3]], [1, 3, 2], ()),
    ],
)
def test_what_a_copy_lacks(copies: list[list[int]], found: list[int], dropped: tuple[int, ...]) -> None:
    """Against the copy it was made from, never against one that diverged or is newer."""
    assert rules.base_of(copies, found).dropped == dropped


@pytest.mark.parametrize(
    ("waiting", "free", "up"),
    [([(1, 2), (2, 1)], 1, [2]), ([(2, 1), (1, 2)], 3, [1, 2]), ([(1, 1), (2, 1)], 1, [1]), ([(1, 9)], None, [1])],
)
def test_moving_up(waiting: list[tuple[int, int]], free: int | None, up: list[int]) -> None:
    """In the order they came, as far as seats are enough."""
    assert [who.number for who in rules.moving_up([Wait(*each) for each in waiting], free)] == up


@pytest.mark.parametrize(
    ("text", "heads", "note"),
    [
        ("", None, ""),
        ("2", 2, ""),
        ("2 带小孩", 2, "带小孩"),
        ("两个人", 2, ""),
        ("一家三口", 3, "一家三口"),
        ("2大1小", 3, ""),
        ("带2个娃", 3, "带2个娃"),
        ("3人 带1个小孩", 3, "3人 带1个小孩"),
        ("带了2位朋友", 3, "带了2位朋友"),
        ("带娃", None, "带娃"),
        ("红枣 3 份", 3, "红枣 3 份"),
        ("８人", 8, ""),
        ("8点到", None, "8点到"),
        ("2号车", None, "2号车"),
        ("13800001111", None, "13800001111"),
        ("with 2 guests", 3, ""),
        ("2 people", 2, ""),
    ],
)
def test_what_stands_behind_the_word(text: str, heads: int | None, note: str) -> None:
    """How many they are, and what else they say."""
    assert rules.read_said(text) == (heads, note)


@pytest.mark.parametrize(
    ("line", "title", "cap", "place"),
    [
        ("周六徒步 名额20 地点 香山 东门", "周六徒步", 20, "香山 东门"),
        ("周六徒步，名额：二十，截止：周五18:00", "周六徒步", 20, None),
        ("时间管理课 人数不限", "时间管理课", 0, None),
        ("2026年会", "2026年会", None, None),
        ("Where we go cap 20", "Where we go", 20, None),
        ("Time travel seats no limit where here", "Time travel", 0, "here"),
    ],
)
def test_terms(line: str, title: str, cap: int | None, place: str | None) -> None:
    """The title is what stands before the first field."""
    terms = rules.read_terms(line, START, "Asia/Shanghai", is_new=True)
    assert (terms.title, terms.cap, terms.place) == (title, cap, place)


@pytest.mark.parametrize("text", ["0", "21", "25人", "带30人"])
def test_too_many_for_one(text: str) -> None:
    """Nobody signs up a bus."""
    with pytest.raises(UserError):
        rules.read_said(text)


def test_numbers_stay_in_order() -> None:
    """Whoever moves up first came first."""
    up = rules.moving_up([Wait(n, 1) for n in (5, 3, 9, 1)], 3)
    assert all(a.number < b.number for a, b in pairwise(up))
