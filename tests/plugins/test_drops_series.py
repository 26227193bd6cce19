"""Series, in conversations: set up, filled, reordered, looked at."""

import re
from pathlib import Path

import pytest
from PIL import Image as Pictures

from bot.errors import UserError
from plugins.drops.series import rules
from tests.plugins.queues import reading
from tests.world import START, GroupChat, World


async def test_a_series_is_set_up_and_posted(world: World, group: GroupChat):
    """One issue a time, each saying which it is."""
    await group.admin.says("/栏目")
    group.bot_replied("还没有栏目", "/栏目 新建 读书 每周五 20:00")
    await group.admin.says("/栏目 新建 读书 每周五 20:00 #必发")
    group.bot_replied("栏目「读书」建好了（#1）", "下次 2026-03-06 周五 20:00（Asia/Shanghai）", "/撤销")
    await group.admin.says("/栏目 添加 读书\n《活着》读到第三章")
    group.bot_replied("「读书」加了一期，排在第 1，大约 2026-03-06 周五 20:00（Asia/Shanghai）发", "/撤销")
    await group.admin.says("/栏目 添加 读书\n第 {期数} 期：接着读{栏目}，{群名}的{星期}")
    group.bot_replied("排在第 2，大约 2026-03-13 周五 20:00")
    await group.admin.says("/栏目")
    group.bot_replied("栏目 1 个", "#1 读书 · 还有 2 期 · 下次 2026-03-06 周五 20:00")
    await group.admin.says("/栏目 查看 读书")
    group.bot_replied(
        "读书（#1）", "1. 2026-03-06 周五 20:00 · 《活着》读到第三章", "2. 2026-03-13 周五 20:00 · 第 {期数} 期"
    )
    await world.advance(days=5)
    assert group.bot_replied() == "【读书 · 第 1 期】\n《活着》读到第三章"
    group.admin.was_told("栏目「读书」只剩 1 期了", "/栏目 添加 读书")
    await world.advance(days=7)
    assert group.bot_replied() == "第 2 期：接着读读书，读书会的星期五"
    group.admin.was_told_nothing()
    await world.advance(days=7)
    group.bot_stayed_silent()
    group.admin.was_told("「读书」这次没有内容，没发")
    await world.advance(days=14)
    group.bot_stayed_silent()
    group.admin.was_told_nothing()


async def test_the_line_is_changed(world: World, group: GroupChat):
    """Moved, rewritten, taken out; and all of it back again."""
    await reading(group, "甲", "乙", "丙")
    await group.admin.says("/栏目 移动 读书 3 1")
    group.bot_replied("第 3 个移到了第 1", "/撤销")
    await group.admin.says("/栏目 查看 读书")
    group.bot_replied("1. 2026-03-02 周一 12:00 · 丙", "2. 2026-03-03 周二 12:00 · 甲", "3. 2026-03-04 周三 12:00 · 乙")
    await group.admin.says("/撤销")
    group.bot_replied("撤销了：换了栏目 读书 的顺序")
    await group.admin.says("/栏目 修改 读书 2\n乙乙")
    group.bot_replied("第 2 个改好了")
    await group.admin.says("/栏目 移除 读书 1")
    group.bot_replied("第 1 个拿掉了")
    await group.admin.says("/栏目 查看 读书")
    group.bot_replied("1. 2026-03-02 周一 12:00 · 乙乙", "2. 2026-03-03 周二 12:00 · 丙")
    await group.admin.says("/撤销")
    await group.admin.says("/撤销")
    group.heard()
    await group.admin.says("/栏目 查看 读书")
    group.bot_replied("· 甲", "· 乙\n", "· 丙")
    for command in ("移动 读书 4 1", "移动 读书 1 9", "修改 读书 0\n啊", "移除 读书 4"):
        await group.admin.says(f"/栏目 {command}")
        group.bot_replied("里没有第")
    await world.advance(days=3)
    assert [text[-1] for text in group.heard()] == ["甲", "乙", "丙"]


async def test_what_went_out_can_not_be_taken_back(world: World, group: GroupChat):
    """An undo that comes too late is refused, and so is one of an order that is no more."""
    await reading(group, "甲")
    await world.advance(hours=3)
    group.heard()
    await group.admin.says("/撤销")
    group.bot_replied("这一期已经发出去了")


async def test_pause_skip_resume_and_delete(world: World, group: GroupChat):
    """The line stays as it is meanwhile."""
    await reading(group, "甲", "乙", "丙")
    await group.admin.says("/栏目 暂停 读书")
    group.bot_replied("先停着", "/撤销")
    await world.advance(days=2)
    group.bot_stayed_silent()
    await group.admin.says("/栏目 恢复 读书")
    group.bot_replied("继续，下次 2026-03-04 周三 12:00")
    await group.admin.says("/栏目 跳过 读书 2次")
    group.bot_replied("跳过 2 次，下次 2026-03-06 周五 12:00")
    await world.advance(days=2, hours=6)
    assert group.bot_replied() == "【读书 · 第 1 期】\n甲"
    await group.admin.says("/栏目 删除 读书")
    group.bot_replied("删掉了，排着的 2 期也不发了", "/撤销")
    await world.advance(days=2)
    group.bot_stayed_silent()
    await group.admin.says("/栏目 查看 读书")
    group.bot_replied("没有叫「读书」的栏目")
    await group.admin.says("/撤销")
    group.bot_replied("撤销了")
    await world.advance(days=1)
    assert group.bot_replied() == "【读书 · 第 2 期】\n乙"


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("新建 读书 每天 12:00", "已经有叫「读书」的栏目了（#1）"),
        ("新建 123 每天 12:00", "不能当栏目名"),
        ("新建 很长很长很长很长很长很长很长很长很长很长长 每天 12:00", "不能当栏目名"),
        ("新建 跑步 昨天 12:00", "例如：/栏目 新建"),
        ("新建 跑步 每天 12:00 课程", "课程从哪天开始"),
        ("新建 跑步 每天 12:00 课程 2025-01-01", "课程从哪天开始"),
        ("新建 跑步 每天 12:00 课程 明天 循环", "不能循环"),
        ("新建 跑步 每天 12:00 随便", "看不懂「随便」"),
        ("添加 跑步\n啊", "没有叫「跑步」的栏目"),
        ("添加 读书", "第二行"),
        ("添加 读书\n{昵称}", "不认识「{昵称}」"),
        ("添加 读书\n" + "字" * 10_001, "最多 10000 个"),
        ("添加 读书 第3天\n啊", "「读书」不是课程"),
        ("循环 读书 也许", "例如：/栏目 循环 读书 开"),
        ("查看 读书 9", "只有 1 页"),
    ],
)
async def test_what_can_not_be_is_refused(group: GroupChat, command: str, says: str):
    """With the reason; nothing has changed."""
    await reading(group, "甲")
    await group.admin.says("/栏目 查看 读书")
    before = group.bot_replied()
    await group.admin.says(f"/栏目 {command}")
    group.bot_replied(says)
    await group.admin.says("/栏目 查看 读书")
    assert group.bot_replied() == before


async def test_only_admins_have_a_hand_in_it(group: GroupChat):
    """And those of other groups don't even see it."""
    await reading(group, "甲")
    await group.member.says("/栏目 移除 读书 1")
    group.bot_replied("只有群主或管理员可以")
    other = await group.world.group("跑步群", "阿强", "老周")
    other.heard()
    await other.owner.says("/栏目 查看 读书")
    other.bot_replied("没有叫「读书」的栏目")
    await other.owner.says("/栏目 添加 #1\n混进来")
    other.bot_replied("没有叫")


async def test_two_of_a_name_are_told_apart(group: GroupChat):
    """By their numbers, or by the group that is chosen."""
    await reading(group, "甲")
    other = await group.world.group("跑步群", "阿宁")
    await other.owner.says("/栏目 新建 读书 每天 12:00")
    other.heard()
    await group.owner.whispers("栏目")
    group.owner.was_told("栏目 2 个", "#1 读书 · 读书会 · 还有 1 期", "#2 读书 · 跑步群 · 还有 0 期")
    await group.owner.whispers("栏目 查看 读书")
    group.owner.was_told("有好几个叫「读书」的栏目：#1、#2")
    await group.owner.whispers("栏目 查看 #1")
    group.owner.was_told("读书（#1）", "甲")
    await group.owner.whispers("用 跑步群")
    group.owner.was_told("跑步群")
    await group.owner.whispers("栏目 查看 读书")
    group.owner.was_told("读书（#2）")


async def test_an_issue_may_be_a_picture(world: World, group: GroupChat, tmp_path: Path):
    """With words below it or alone; the line that says which it is goes to the words."""
    Pictures.new("RGB", (60, 40), (10, 120, 200)).save(tmp_path / "图.png")
    await group.admin.says("/栏目 新建 图说 每天 12:00 #必发")
    picture = await group.member.says("", image=tmp_path / "图.png")
    await group.admin.says("/栏目 添加 图说\n看这张", quote=picture)
    await group.admin.says("/栏目 添加 图说", quote=picture)
    group.heard()
    await group.admin.says("/栏目 查看 图说")
    group.bot_replied("［图片］ 看这张")
    before = len(world.platform.accepted)
    await world.advance(days=1, hours=3)
    posted = [each for each in world.platform.accepted[before:] if each.to.group_id]
    assert [each.kind for each in posted] == ["image", "text", "text", "image"]
    assert [each.text for each in posted if each.kind == "text"] == ["【图说 · 第 1 期】\n看这张", "【图说 · 第 2 期】"]


async def test_an_issue_is_previewed(world: World, group: GroupChat):
    """As it will look, in the same chat only; it stays in line."""
    await reading(group, "今天{星期}", "{群名}")
    await group.admin.says("/栏目 预览 读书 2")
    assert group.bot_replied() == "【读书 · 第 2 期】\n读书会"
    await group.admin.says("/栏目 预览 读书")
    assert group.bot_replied() == "【读书 · 第 1 期】\n今天星期一"
    await world.advance(hours=3)
    assert group.bot_replied() == "【读书 · 第 1 期】\n今天星期一"


async def test_in_english(english: GroupChat):
    """The same, word for word."""
    await english.admin.says("/series new reading every day 12:00 #must evergreen")
    english.bot_replied("The series “reading” is set up (#1)", "/series add reading", "/undo")
    await english.admin.says("/series add reading\nChapter one")
    english.bot_replied("“reading” has one more issue, number 1 in line")
    await english.admin.says("/series show reading")
    english.bot_replied("reading (#1) (evergreen)", "1. 2026-03-02 Mon 12:00 · Chapter one")
    await english.world.advance(hours=3)
    assert english.bot_replied() == "[reading · issue 1]\nChapter one"
    await english.admin.says("/series new camp every day 18:00 course 2026-03-10")
    english.bot_replied("It begins on 2026-03-10 Tue (Asia/Shanghai)")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("", (False, None, None)),
        ("循环", (True, None, None)),
        ("evergreen 共10次", (True, None, rules.drop_rules.Times(10))),
        ("课程 2026-12-01", (False, 20261201, rules.drop_rules.Forever())),
        ("课程 今天 共3次", (False, 20260302, rules.drop_rules.Times(3))),
        ("course 12月1日", (False, 20261201, rules.drop_rules.Forever())),
        ("不限", (False, None, rules.drop_rules.Forever())),
    ],
)
def test_what_follows_the_time_is_read(text: str, asked: tuple[object, ...]):
    """In any order."""
    found = rules.read_new(text, START, "Asia/Shanghai")
    assert (found.is_evergreen, found.starts_on, found.ending) == asked


@pytest.mark.parametrize(
    ("text", "day"),
    [("第3天", 3), ("3", 3), ("day 12", 12), ("第十二天", 12), ("第0天", None), ("第1001天", None), ("明天", None)],
)
def test_a_day_is_read(text: str, day: int | None):
    """In Chinese, in digits, in English."""
    if day is not None:
        assert rules.read_day(text) == day
        return
    with pytest.raises(UserError):
        rules.read_day(text)


@pytest.mark.parametrize(
    ("place", "to", "order"),
    [
        (3, 1, "丙甲乙丁"),
        (1, 3, "乙丙甲丁"),
        (2, 2, "甲乙丙丁"),
        (1, 2, "乙甲丙丁"),
        (4, 1, "丁甲乙丙"),
        (1, 4, "乙丙丁甲"),
    ],
)
async def test_issues_change_places(group: GroupChat, place: int, to: int, order: str):
    """The others close up, also where one was taken out before; an undo is the exact way back."""
    await reading(group, "甲", "空", "乙", "丙", "丁")
    await group.admin.says("/栏目 移除 读书 2")
    await group.admin.says(f"/栏目 移动 读书 {place} {to}")
    await group.admin.says("/栏目 查看 读书")
    assert re.findall(r"· ([甲乙丙丁])$", group.heard()[-1], re.MULTILINE) == list(order)
    if place != to:
        await group.admin.says("/撤销")
        await group.admin.says("/栏目 查看 读书")
        assert re.findall(r"· ([甲乙丙丁])$", group.heard()[-1], re.MULTILINE) == list("甲乙丙丁")
