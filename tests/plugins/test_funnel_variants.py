"""Two welcomes side by side, in conversations."""

import pytest
from sqlalchemy import select

from plugins.welcome.store import current
from plugins.welcome.tables import Arrival
from plugins.welcome.variants import halves, trial_of, variant_of
from storage.tables import Person
from tests.plugins.conftest import settled_group
from tests.world import GroupChat, World, open_world

A = "/欢迎 设置\n{昵称}你好，这里是{群名}"
B = "/欢迎 分组 B\n{昵称}来啦！最近在读什么？"


@pytest.fixture
async def trying(group: GroupChat) -> GroupChat:
    """A group that tries two welcomes."""
    await group.admin.says(A)
    await group.admin.says(B)
    group.heard()
    return group


async def variant(world: World, name: str) -> str:
    """What somebody was greeted with."""
    assert world.app is not None
    async with world.app.db.read() as session:
        person_id = await session.scalar(select(Person.id).where(Person.platform_id == world.id_of(name)))
        arrival = await current(session, 1, person_id or 0)
    assert arrival is not None
    return arrival.variant[:1]


async def test_half_of_the_newcomers_get_each(world: World, trying: GroupChat):
    """One message each half, mentioning its people, then once what comes after; who got which is kept."""
    await trying.admin.says("/欢迎 添加\n入群先看这篇")
    trying.heard()
    names = [f"新人{n}" for n in range(8)]
    await trying.joins(*names)
    await world.advance(minutes=1)
    a, b = trying.bot_replied("你好，这里是读书会"), trying.bot_replied("来啦！最近在读什么？")
    assert trying.bot_replied() == "入群先看这篇"
    trying.bot_stayed_silent()
    for name in names:
        assert (f"@{name} " in a, f"@{name} " in b, await variant(world, name)) in (
            (True, False, "A"),
            (False, True, "B"),
        )
    assert a.count("@") + b.count("@") == 8
    assert min(a.count("@"), b.count("@")) > 0


async def test_the_same_person_always_gets_the_same(world: World, trying: GroupChat):
    """By who they are and which group it is, whatever crashes; in other groups it may be the other one."""
    await trying.joins("小林")
    await world.crash(seconds=10)
    await world.advance(minutes=2)
    [said] = trying.heard()
    assert ("来啦" in said) is (await variant(world, "小林") == "B")
    assert {variant_of(group, 7) for group in range(20)} == {"A", "B"}
    counted = [len(half) for half in halves(1, range(10_000), lambda each: each).values()]
    assert sum(counted) == 10_000
    assert all(4_800 < count < 5_200 for count in counted)


async def test_who_comes_back_and_a_raid_are_no_part_of_it(world: World, trying: GroupChat):
    """They hear what they always hear, and nothing is kept of it."""
    await trying.leaves("小红")
    await trying.joins("小红")
    await world.advance(minutes=1)
    trying.bot_replied("欢迎回来，@小红")
    await trying.joins(*(f"新人{n}" for n in range(30)))
    await world.advance(minutes=6)
    trying.bot_replied("等 30 位新朋友你好，这里是读书会")
    trying.bot_stayed_silent()
    assert world.app is not None
    async with world.app.db.read() as session:
        assert set((await session.scalars(select(Arrival.variant))).all()) == {""}


async def test_the_texts_and_their_preview(world: World, group: GroupChat):
    """What is asked for, changed and previewed is what will be said."""
    await group.admin.says("/欢迎 分组")
    group.bot_replied("现在只有一段欢迎语", "/欢迎 分组 B")
    await group.admin.says("/欢迎 分组 A\n{昵称}你好")
    group.bot_replied("A 就是现在的欢迎语，换好了", "/撤销")
    await group.admin.says("/欢迎 分组 B\n大家欢迎新朋友")
    group.bot_replied("新人一半看到原来的 A，一半看到这段 B", "各有 30 人", "/撤销")
    group.bot_replied("没有 {昵称}")
    await group.admin.says("/欢迎 分组")
    group.bot_replied(
        "A：{昵称}你好\n\nB：大家欢迎新朋友\n\n样本不足：A 满 7 天的 0 人，B 满 7 天的 0 人，各要 30 人才好比。"
    )
    await group.admin.says("/欢迎")
    group.bot_replied("{昵称}你好\n\n另一半新人看到（/欢迎 分组）：\n大家欢迎新朋友")
    await group.admin.says("/欢迎 预览")
    assert group.bot_replied() == "@老周 你好"
    assert group.bot_replied() == "大家欢迎新朋友"
    await group.admin.says("/欢迎 分组 A\n大家欢迎新朋友")
    group.bot_replied("A 和 B 是一样的")
    await group.admin.says("/欢迎 分组 A\n{昵称}早上好")
    group.bot_replied("A 换好了，两段重新比起")
    group.bot_stayed_silent()


@pytest.mark.parametrize(("letter", "text"), [("A", "{昵称}你好，这里是{群名}"), ("b", "{昵称}来啦！最近在读什么？")])
async def test_choosing_one_ends_it(world: World, trying: GroupChat, letter: str, text: str):
    """Everybody gets that one; undone, the trial goes on as it was."""
    await trying.admin.says(f"/欢迎 分组 选 {letter}")
    trying.bot_replied(f"选了 {letter.upper()}，从现在起新人都看到它", "/撤销")
    await trying.admin.says("/欢迎")
    words = trying.bot_replied(text)
    assert "另一半" not in words
    await trying.joins(*(f"新人{n}" for n in range(6)))
    await world.advance(minutes=1)
    assert trying.bot_replied().count("@") == 6
    await trying.admin.says("/撤销")
    trying.heard()
    await trying.admin.says("/欢迎 分组")
    trying.bot_replied("A：{昵称}你好，这里是{群名}\n\nB：{昵称}来啦！最近在读什么？")


async def test_what_is_refused(group: GroupChat, world: World):
    """With what to write instead; nobody but admins may, and resetting the welcome ends it."""
    await group.member.says(B)
    group.bot_replied("只有群主或管理员")
    for said, answer in (
        ("/欢迎 分组 B", "欢迎语写在第二行"),
        ("/欢迎 分组 B 大家好", "例如：/欢迎 分组 B"),
        ("/欢迎 分组 B A\n大家好", "欢迎语写在第二行"),
        ("/欢迎 分组 C\n大家好", "例如：/欢迎 分组 B"),
        ("/欢迎 分组 选", "选哪一段？A 还是 B。"),
        ("/欢迎 分组 选 A", "现在只有一段欢迎语"),
        ("/欢迎 分组 B\n{呢称}好", "不认识「{呢称}」"),
        ("/欢迎 分组 B\n欢迎 {昵称}来到{群名}！\n{群规}\n先打个招呼吧：你是谁，平时喜欢什么？", "是一样的"),
        (f"/欢迎 分组 B\n{'好' * 1001}", "最多 1000 个"),
    ):
        await group.admin.says(said)
        group.bot_replied(answer)
    await group.admin.says("/欢迎 关闭")
    await group.admin.says(B)
    group.bot_replied()
    group.bot_replied("新人一半看到原来的 A")
    group.bot_replied("现在是关闭的")
    await group.admin.says("/欢迎 分组 选 A\n哈哈")
    group.bot_replied("选的时候不带正文")
    await group.admin.says("/欢迎 重置")
    group.bot_replied()
    await group.admin.says("/欢迎 分组")
    group.bot_replied("现在只有一段欢迎语")
    group.bot_stayed_silent()


async def greeted(world: World, marks: dict[str, tuple[int, int]]) -> None:
    """So many were greeted so, and so many of them spoke."""
    assert world.app is not None
    async with world.app.db.write() as session:
        person = 1000
        for mark, (n, spoke) in marks.items():
            for k in range(n):
                person += 1
                at = world.clock.now()
                arrival = Arrival(group_id=1, person_id=person, joined_at=at, day=20260302, announced=True)
                arrival.is_return, arrival.variant, arrival.spoke_at = False, mark, at if k < spoke else None
                session.add(arrival)


async def test_the_result_comes_with_its_interval(world: World, trying: GroupChat):
    """Too few say nothing; enough say which is better, or that it can't be seen; other trials don't count."""
    trial = trial_of("{昵称}你好，这里是{群名}", "{昵称}来啦！最近在读什么？")
    await greeted(world, {"A" + trial: (29, 20), "B" + trial: (80, 48), "Aother": (500, 500)})
    await world.advance(days=8)
    await trying.admin.says("/欢迎 分组")
    trying.bot_replied("样本不足：A 满 7 天的 29 人，B 满 7 天的 80 人，各要 30 人才好比。")
    await greeted(world, {"A" + trial: (41, 36)})
    await trying.admin.says("/欢迎 分组")
    trying.bot_replied("A 更好：一周内说过话的多 20.0 个百分点，95% 的把握在 5.2 到 33.4 之间。用它：/欢迎 分组 选 A")
    await trying.admin.says("/欢迎 漏斗 分组")
    trying.bot_replied(".png")
    words = trying.bot_replied(
        "欢迎语 A：进群 70 人，一周内说过话 56/70 人，80%\n欢迎语 B：进群 80 人，一周内说过话 48/80 人，60%\n"
    )
    assert "A 更好：" in words
    await greeted(world, {"B" + trial: (60, 56)})
    await trying.admin.says("/欢迎 分组")
    trying.bot_replied("还看不出哪段更好：A 眼下多 5.7 个百分点，可真正的差别从少 6.9 到多 16.7 都有可能")
    await greeted(world, {"B" + trial: (200, 200)})
    await trying.admin.says("/欢迎 分组")
    trying.bot_replied("B 更好：一周内说过话的多 9.4 个百分点")
    await trying.admin.says("/欢迎 分组 A\n{昵称}早")
    await trying.admin.says("/欢迎 分组")
    assert "样本不足：A 满 7 天的 0 人，B 满 7 天的 0 人" in trying.heard()[-1]


async def test_the_last_trial_can_still_be_looked_at(world: World, trying: GroupChat):
    """Once one was chosen, the picture is of how they did."""
    await trying.joins("小林", "阿木", "周周", "豆豆")
    await world.advance(days=8)
    await trying.admin.says("/欢迎 分组 选 B")
    trying.heard()
    await trying.admin.says("/欢迎 漏斗 分组")
    trying.bot_replied(".png")
    trying.bot_replied("欢迎语 A：进群", "欢迎语 B：进群", "样本不足")


async def test_a_place_in_the_group_is_told_of_all_who_came(world: World, trying: GroupChat):
    """Both messages name the places that all of them took together."""
    await trying.admin.says("/欢迎 分组 A\n{昵称}第 {第几位} 位")
    await trying.admin.says("/欢迎 分组 B\n{昵称}你们是 {第几位}")
    trying.heard()
    await trying.joins(*(f"新人{n}" for n in range(8)))
    await world.advance(minutes=1)
    assert [said.endswith(("第 5–12 位", "你们是 5–12")) for said in trying.heard()] == [True, True]


async def test_several_groups_at_once(world: World, group: GroupChat):
    """Each with its own text beside the new one."""
    other = await world.group("画画", "阿宁", "小明")
    for chat in (group, other):
        await chat.owner.says("/标签 添加 #一期")
    await group.owner.whispers("/用 #一期")
    await group.owner.whispers(B)
    group.owner.private.heard()
    for chat in (group, other):
        chat.heard()
        await chat.owner.says("/欢迎 分组")
        chat.bot_replied("B：{昵称}来啦！")
    await group.owner.whispers("/欢迎 分组 选 B")
    group.owner.was_told("选了 B")
    await other.owner.says("/欢迎")
    other.bot_replied("{昵称}来啦！最近在读什么？")


async def test_english(sqlite_url: str):
    """The same in English."""
    async with open_world(sqlite_url, language="en") as world:
        english = await settled_group(world)
        await english.admin.says("/welcome variants B\nHello {nickname}, what are you reading?")
        english.bot_replied("From now on half of the newcomers get A", "30 of each")
        await english.admin.says("/welcome variants")
        english.bot_replied("A: Welcome to {group}, {nickname}", "B: Hello", "Too little to tell: 0 greeted with A")
        await english.admin.says("/welcome variants choose b")
        english.bot_replied("B it is")
