"""The welcome in several messages, to crowds, to who comes back; the farewell. In conversations."""

from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import func, select, true

from bot.platforms.simulator import CrashPoint
from plugins.welcome.tables import Arrival
from tests.world import GroupChat, World


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A small picture in a file."""
    Image.new("RGB", (3, 2), "white").save(tmp_path / "海报.png")
    return tmp_path / "海报.png"


async def test_several_messages_in_order(world: World, group: GroupChat, picture: Path):
    """The text, then what was added, as it was added; the preview shows exactly that."""
    await group.admin.says("/欢迎 添加\n资料都在这里：https://example.com，{日期}更新")
    group.bot_replied("加上了，欢迎时第 2 条发它", "/撤销")
    sent = await group.admin.says("", image=picture)
    await group.admin.says("/欢迎 添加", quote=sent)
    group.bot_replied("第 3 条")
    await group.admin.says("/欢迎")
    group.bot_replied("接着发：\n2. 资料都在这里：https://example.com，{日期}更新\n3. ［图片］", "/欢迎 添加")
    await group.admin.says("/欢迎 预览")
    shown = [group.bot_replied("欢迎 @老周"), group.bot_replied("3月2日 周一更新"), group.bot_replied()]
    await group.joins("小林")
    await world.advance(minutes=1)
    said = [group.bot_replied("欢迎 @小林"), group.bot_replied("3月2日 周一更新"), group.bot_replied()]
    assert shown[1:] == said[1:]
    assert group.last is not None
    assert group.last.kind == "image"
    group.bot_stayed_silent()


async def test_removing_a_message(group: GroupChat):
    """By its number, with the way back; the first one is the text."""
    for text in ("甲", "乙"):
        await group.admin.says(f"/欢迎 添加\n{text}")
    group.heard()
    await group.admin.says("/欢迎 删除 2")
    group.bot_replied("第 2 条不发了", "/撤销")
    await group.admin.says("/欢迎")
    assert "甲" not in group.bot_replied("2. 乙")
    await group.admin.says("/撤销")
    group.bot_replied("撤销了：删了欢迎的第 2 条")
    await group.admin.says("/欢迎")
    group.bot_replied("2. 甲\n3. 乙")
    await group.admin.says("/欢迎 删除 1")
    group.bot_replied("第 1 条是欢迎语")
    await group.admin.says("/欢迎 删除 9")
    group.bot_replied("没有第 9 条")
    for text in ("丙", "丁"):
        await group.admin.says(f"/欢迎 添加\n{text}")
    group.heard()
    await group.admin.says("/欢迎 添加\n戊")
    group.bot_replied("欢迎最多 5 条")
    await group.admin.says("/欢迎 添加\n{不存在}")
    group.bot_replied("不认识「{不存在}」")


async def test_how_long_people_are_gathered(world: World, group: GroupChat):
    """A minute, unless the group says otherwise."""
    await group.admin.says("/欢迎 等待 5秒")
    group.bot_replied("好，5 秒内进群的人合在一条里欢迎", "/撤销")
    await group.joins("小林")
    await world.advance(seconds=5)
    group.bot_replied("@小林")
    await group.admin.says("/欢迎 等待 3分钟")
    group.bot_replied("3 分钟内")
    await group.admin.says("/欢迎 等待 11分钟")
    group.bot_replied("1 秒到 10 分钟之间", "例如：/欢迎 等待 60秒")
    await group.joins("阿木")
    await world.advance(seconds=179)
    group.bot_stayed_silent()
    await world.advance(seconds=1)
    group.bot_replied("@阿木")


async def test_who_comes_back_has_words_of_their_own(world: World, group: GroupChat):
    """New people and those who were here before get a message each."""
    await group.admin.says("/欢迎 回来\n{昵称}回家啦，这里还是{群名}")
    group.bot_replied("回来的人会看到这段话")
    await group.admin.says("/欢迎 预览 回来")
    group.bot_replied("@老周 回家啦，这里还是读书会")
    await group.leaves("小红")
    await group.joins("小林")
    await group.joins("小红")
    await world.advance(minutes=1)
    group.bot_replied("欢迎 @小林 来到", mentions=[group["小林"].id])
    group.bot_replied("@小红 回家啦", mentions=[group["小红"].id])
    group.bot_stayed_silent()


async def test_what_a_welcome_says_of_the_newcomer(world: World, group: GroupChat):
    """Which number they are and who brought them."""
    await group.admin.says("/欢迎 设置\n{昵称}，第 {第几位} 位\n{邀请人}带来的")
    group.heard()
    await group.joins("小林", inviter="小明")
    await world.advance(minutes=1)
    assert group.bot_replied() == "@小林 ，第 5 位\n小明带来的"
    await group.joins("阿木", inviter="小明")
    await group.joins("周周", inviter="小红")
    await world.advance(minutes=1)
    assert group.bot_replied() == "@阿木 @周周 ，第 6–7 位\n小明、小红带来的"


async def test_why_a_shared_welcome_was_said(world: World, group: GroupChat):
    """It blames nobody for people whom others brought."""
    await group.joins("小林", inviter="小明")
    await group.joins("阿木", "豆豆", inviter="小红")
    await group.joins("路人")
    await world.advance(minutes=1)
    group.bot_replied("欢迎 @小林 @阿木 @豆豆 @路人 来到")
    await group.admin.says("/为什么", quote=group.last)
    lines = group.bot_replied("群里有了变化").splitlines()
    assert [line.replace("2026-03-02 周一 10:01 ", "") for line in lines[2:]] == [
        "小林 进的群。邀请人：小明。",
        "阿木、豆豆 进的群。邀请人：小红。",
        "路人 进的群。",
    ]


async def test_a_raid_gets_one_summary(world: World, group: GroupChat):
    """However many messages the welcome has, and however long people keep coming in those five minutes."""
    await group.admin.says("/欢迎 添加\n资料在这里")
    group.heard()
    for n in range(0, 60, 2):
        await group.joins(f"新人{n}", f"新人{n + 1}")
        await world.advance(seconds=5)
    await world.advance(minutes=5)
    group.bot_replied("@新人9 等 60 位新朋友来到读书会")
    group.bot_stayed_silent()
    await group.joins("小林")
    await world.advance(minutes=1)
    group.bot_replied("欢迎 @小林 来到")
    group.bot_replied("资料在这里")


async def test_five_hundred_within_ten_minutes(world: World, group: GroupChat):
    """A live stream's crowd: three messages, everybody on record."""
    await group.admin.says("/欢迎 添加\n资料在这里")
    group.heard()
    for n in range(100):
        await group.joins(*(f"新人{n}-{k}" for k in range(5)))
        await world.advance(seconds=6)
    await world.advance(minutes=10)
    said = group.heard()
    assert len(said) <= 3
    assert sum(int(text.split("等 ")[1].split(" 位")[0]) for text in said) == 500
    assert await arrivals(world, greeted=True) == 500


async def test_who_is_found_by_difference_is_welcomed_once(world: World, group: GroupChat):
    """However late the announcement comes, and whatever a list misses for a while."""
    members = world.platform.groups[group.group_id].members
    members["late"] = "迟到"
    await world.platform.reconcile(group.group_id)
    await world.settle()
    await world.advance(minutes=1)
    group.bot_replied("欢迎 @迟到", mentions=["late"])
    await world.platform.join(group.group_id, {"late": "迟到"})
    await world.settle()
    for _ in range(2):
        del members["late"]
        await world.platform.reconcile(group.group_id)
        members["late"] = "迟到"
        await world.platform.reconcile(group.group_id)
        await world.settle()
    await world.advance(hours=1)
    group.bot_stayed_silent()
    assert await arrivals(world, greeted=False) == 1


async def test_a_crash_in_a_raid(world: World, group: GroupChat):
    """Nobody is welcomed twice, nobody is forgotten who was seen coming."""
    for n in range(0, 40, 2):
        await group.joins(f"新人{n}", f"新人{n + 1}")
        await world.advance(seconds=2)
    await world.crash(minutes=2)
    await world.advance(minutes=8)
    group.bot_replied("等 40 位新朋友")
    group.bot_stayed_silent()


@pytest.mark.parametrize("point", ["before_send", "after_send"])
async def test_a_crash_at_the_welcome(world: World, group: GroupChat, point: CrashPoint):
    """Once, whichever side of the sending it comes."""
    await group.joins("小林")
    world.crash_at_next_send(point, seconds=30)
    await world.advance(hours=2)
    assert len([text for text in group.heard() if "@小林" in text]) == 1


async def test_a_welcome_hours_late_is_not_said(world: World, group: GroupChat):
    """Whoever came has long looked around, or has left."""
    await group.joins("小林")
    world.crash_at_next_send("before_send", hours=2)
    await world.advance(hours=5)
    assert [text for text in group.heard() if "小林" in text] == []


async def test_a_farewell_is_off_until_it_is_wanted(world: World, group: GroupChat):
    """Then one message for all who left by themselves and are still away."""
    await group.joins("小林", "阿木", "豆豆", "周周")
    await world.advance(minutes=1)
    group.heard()
    await group.leaves("周周")
    await world.advance(minutes=2)
    group.bot_stayed_silent()
    await group.admin.says("/欢迎 告别 设置\n{昵称}先走一步，还有{人数}人")
    group.bot_replied("告别的话换好了")
    group.bot_replied("告别现在是关闭的")
    await group.admin.says("/欢迎 告别 开启")
    group.bot_replied("有人离开时我会说一声", "/撤销")
    await group.admin.says("/欢迎 预览 告别")
    group.bot_replied("老周先走一步，还有7人")
    await group.leaves("小林")
    await group.leaves("阿木")
    await group.leaves("豆豆")
    await group.joins("豆豆")
    await world.advance(minutes=1)
    group.bot_replied("欢迎回来，@豆豆")
    group.bot_replied("小林、阿木先走一步，还有5人")
    group.bot_stayed_silent()


async def test_no_farewell_to_who_was_removed_or_cleaned_away(world: World, group: GroupChat):
    """Nor to dozens at once."""
    await group.joins(*(f"新人{n}" for n in range(23)))
    await world.advance(minutes=1)
    await group.admin.says("/欢迎 告别 开启")
    group.heard()
    await world.platform.leave(group.group_id, group["新人0"].id, by=group.owner.id)
    await world.settle()
    await world.advance(minutes=2)
    group.bot_stayed_silent()
    for n in range(1, 23):
        await group.leaves(f"新人{n}")
    await world.advance(minutes=2)
    group.bot_stayed_silent()


@pytest.mark.parametrize("what", ["/欢迎 告别", "/欢迎 告别 设置", "/欢迎 告别 开启\n你好", "/欢迎 告别 设置\n{群规}"])
async def test_farewells_that_cannot_be(group: GroupChat, what: str):
    """Said at once."""
    await group.admin.says(what)
    group.bot_replied("例如：/欢迎 告别 开启" if "群规" not in what else "不认识「{群规}」")


@pytest.mark.parametrize(
    "name",
    [
        "/欢迎 关闭",
        "{昵称}{群规}",
        "@所有人",
        "@老周 ",
        "🎉" * 300,
        "",
        "\u202eمرحبا\u202c",
        "小明",
        "确认",
        "\u2005",
        "a\nb",
    ],
)
async def test_odd_names_do_no_harm(world: World, group: GroupChat, name: str):
    """The right person is mentioned, in the welcome and in the farewell nothing but their name is said."""
    await group.admin.says("/欢迎 设置\n{昵称}你好，{邀请人}带你来的")
    await group.admin.says("/欢迎 告别 开启")
    group.heard()
    await world.platform.join(group.group_id, {"odd": name}, "")
    await world.settle()
    await world.platform.join(group.group_id, {"friend": "朋友"}, "odd")
    await world.settle()
    await world.advance(minutes=1)
    group.bot_replied("你好", mentions=["odd", "friend"])
    await world.platform.leave(group.group_id, "odd")
    await world.settle()
    await world.advance(minutes=1)
    assert all("离开了" in text for text in group.heard())
    await group.admin.says("/欢迎")
    group.bot_replied("欢迎新人：开启")


async def arrivals(world: World, *, greeted: bool) -> int:
    """How many joinings are on record, greeted or not."""
    assert world.app is not None
    async with world.app.db.read() as session:
        query = select(func.count()).select_from(Arrival)
        return await session.scalar(query.where(Arrival.greeted_at.is_not(None) if greeted else true())) or 0
