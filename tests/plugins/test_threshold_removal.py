"""Letting in and removing who waits, by an admin and by itself."""

import pytest

from bot.platforms.base import Outcome, Sent, TryAgain
from tests.plugins.asking import is_in, newcomers, prepare
from tests.world import GroupChat, World


@pytest.fixture
async def quiet(group: GroupChat) -> GroupChat:
    """A group that greets nobody, so that only the threshold is heard; it is Monday, 10:02."""
    await group.admin.says("/欢迎 关闭")
    group.heard()
    return group


@pytest.fixture
async def asking(group: GroupChat) -> GroupChat:
    """The usual group with a question and no greeting."""
    return await prepare(group)


async def test_letting_in(world: World, asking: GroupChat):
    """By number or mention; it can be undone."""
    await asking.joins("小林", "阿木", "周周")
    await world.advance(seconds=62)
    asking.heard()
    await asking.admin.says("/门槛 放行 2")
    asking.bot_replied("放行了 阿木", "/撤销")
    asking.bot_replied("@阿木 \n管理员点头了", mentions=[asking["阿木"].id])
    await asking.admin.says("/撤销")
    asking.bot_replied("撤销了")
    await asking["阿木"].says("推理")
    asking.bot_replied("@阿木 答上了")
    await asking.admin.says("/门槛 放行 2")
    asking.bot_replied("没有 2 号在等")
    await asking.admin.says("/门槛 放行 @小林 3")
    asking.bot_replied("放行了 周周、小林")
    asking.bot_replied("管理员点头了")
    await asking.admin.says("/门槛 放行 1")
    asking.bot_replied("没有 1 号在等")
    await asking.admin.says("/门槛 放行 @小红")
    asking.bot_replied("没有")
    await asking.admin.says("/门槛")
    asking.bot_replied("没有人在等")
    await world.advance(days=3)
    asking.bot_stayed_silent()


async def test_removing(world: World, asking: GroupChat):
    """Shown first, confirmed, done once; it is no farewell, and it stands in the history."""
    await asking.admin.says("/欢迎 告别 开启")
    await asking.joins("小林", "阿木")
    await world.advance(seconds=62)
    asking.heard()
    await asking.admin.says("/门槛 移出 1-2")
    asking.bot_replied("把这 2 位移出「读书会」：\n1. 小林\n2. 阿木\n移出了不能撤销", "确认")
    assert asking["小林"].id in world.platform.groups[asking.group_id].members
    await asking.admin.says("确认")
    asking.bot_replied("好，这就移出 2 位")
    await world.advance(minutes=10)
    members = world.platform.groups[asking.group_id].members
    assert {asking["小林"].id, asking["阿木"].id}.isdisjoint(members)
    asking.bot_stayed_silent()
    asking.admin.was_told_nothing()
    await asking.admin.says("/历史")
    asking.bot_replied("让我移出没通过的 小林、阿木")
    await asking.leaves("小红")
    await world.advance(minutes=2)
    asking.bot_replied("小红 离开了")


async def test_a_removal_that_is_refused_is_told_once(world: World, asking: GroupChat):
    """To who wanted it; they stay in the list, and whoever leaves later by themselves is bidden farewell."""
    await asking.admin.says("/欢迎 告别 开启")
    await asking.admin.whispers("在吗")
    asking.admin.private.heard()
    await asking.joins("小林")
    await world.advance(seconds=62)
    asking.heard()
    world.platform.groups[asking.group_id].members.pop(asking["小林"].id)
    await asking.admin.says("/门槛 移出 1")
    await asking.admin.says("确认")
    asking.heard()
    await world.advance(hours=3)
    asking.admin.was_told("「读书会」有 1 位没能移出：小林", "群管理员")
    asking.admin.was_told_nothing()
    await asking.admin.says("/门槛")
    asking.bot_replied("1. 小林", "没能移出")
    await asking["小林"].says("推理小说")
    asking.bot_replied("答上了")
    await asking.leaves("小林")
    await world.advance(minutes=2)
    asking.bot_replied("小林 离开了")


async def test_removing_by_itself(world: World, asking: GroupChat):
    """Only once confirmed; with an hour's notice in the group and to the owner, by day."""
    await asking.admin.says("/门槛 自动移出 开")
    asking.bot_replied("过了 24 小时还没通过", "一小时后移出", "现在等着的 0 位")
    await asking.admin.says("确认")
    asking.bot_replied("提前一小时说一声再移出", "/撤销")
    await world.advance(hours=8)
    await asking.joins("小林", "阿木")
    await world.advance(hours=22)
    asking.bot_replied("进这个群要先答一个问题")
    asking.bot_replied("还差一个回答")
    asking.bot_stayed_silent()
    await world.advance(hours=2)
    asking.bot_replied("@小林 @阿木 \n再不回答，一小时后我就要请你们离开了")
    asking.owner.was_told("2 位新人还没通过，我提醒他们了，一小时后会移出：\n1. 小林\n2. 阿木", "/门槛 放行 1")
    await asking["阿木"].says("推理")
    asking.bot_replied("@阿木 答上了")
    assert asking["小林"].id in world.platform.groups[asking.group_id].members
    await world.advance(hours=1)
    members = world.platform.groups[asking.group_id].members
    assert asking["小林"].id not in members
    assert asking["阿木"].id in members
    await world.advance(minutes=10)
    asking.bot_stayed_silent()
    asking.owner.was_told_nothing()
    await asking.admin.says("/历史")
    asking.bot_replied("到时没通过，自动移出了 小林")


async def test_approval(world: World, quiet: GroupChat):
    """Nobody is asked; the owner is told who came, and again when nothing was said in time. Never removed for it."""
    await quiet.admin.says("/门槛 审批")
    quiet.bot_replied("新人进来要等管理员点头", "/撤销")
    await quiet.admin.says("/门槛 自动移出 开")
    quiet.bot_replied("没点头不怪新人")
    await quiet.joins("小林")
    await world.advance(seconds=62)
    quiet.bot_replied("@小林 \n等管理员点个头")
    quiet.owner.was_told("「读书会」有 1 位新人等你点头：\n1. 小林")
    await quiet["小林"].says("推理")
    await world.advance(days=1, hours=1)
    quiet.bot_stayed_silent()
    quiet.owner.was_told("有 1 位新人没通过")
    await quiet.owner.whispers("/门槛 放行 1")
    quiet.owner.was_told("放行了 小林（读书会）")
    quiet.bot_replied("@小林 \n管理员点头了")


async def busy(group_id: str, member_id: str) -> Outcome:
    """A platform that takes no removal now."""
    return TryAgain("busy")


async def test_nobody_is_removed_who_answers_meanwhile(
    world: World, asking: GroupChat, monkeypatch: pytest.MonkeyPatch
):
    """A removal that the platform was not yet told of is taken back by an answer, or by an admin."""
    await newcomers(world, asking, "小林", "阿木", "周周")
    monkeypatch.setattr(world.platform, "remove_member", busy)
    await asking.admin.says("/门槛 移出 1-3")
    await asking.admin.says("确认")
    await asking["小林"].says("推理")
    await asking.admin.says("/门槛 放行 2")
    monkeypatch.undo()
    await world.advance(hours=1)
    assert [is_in(asking, name) for name in ("小林", "阿木", "周周")] == [True, True, False]
    said = "\n".join(asking.heard())
    assert "@小林 答上了" in said
    assert "@阿木 \n管理员点头了" in said


@pytest.mark.parametrize("stop", ["/门槛 关闭", "/门槛 自动移出 关", "/撤销"])
async def test_switching_off_stops_what_is_under_way(
    world: World, asking: GroupChat, stop: str, monkeypatch: pytest.MonkeyPatch
):
    """Whoever the platform was not yet told to remove stays."""
    await asking.admin.says("/门槛 自动移出 开")
    await asking.admin.says("确认")
    asking.heard()
    await newcomers(world, asking, "小林")
    await world.advance(days=1, minutes=30)
    asking.heard()
    monkeypatch.setattr(world.platform, "remove_member", busy)
    await world.advance(hours=2)
    await asking.admin.says("/门槛")
    asking.bot_replied("1. 小林", "正在移出")
    await asking.admin.says(stop)
    monkeypatch.undo()
    await world.advance(days=2)
    assert is_in(asking, "小林")


async def test_everybody_is_mentioned_before(world: World, asking: GroupChat):
    """At most thirty an hour, so that nobody is removed who was not really told."""
    await asking.admin.says("/门槛 自动移出 开")
    await asking.admin.says("确认")
    names = [f"新人{n}" for n in range(70)]
    asking.heard()
    await asking.joins(*names)
    await world.advance(days=1, minutes=30)
    asking.heard()
    mentioned: list[str] = []
    for _ in range(3):
        read = len(world.platform.accepted)
        await world.advance(hours=1)
        new = world.platform.accepted[read:]
        mentioned += [who for each in new if "请你们离开" in each.text for who in each.mentions]
    ids = {asking[name].id for name in names}
    assert len(mentioned) == 40
    await world.advance(hours=1)
    assert len(ids & world.platform.groups[asking.group_id].members.keys()) == 0


async def test_a_pause_keeps_them_in(world: World, asking: GroupChat):
    """What was due while the group was paused begins again with the notice."""
    await asking.admin.says("/门槛 自动移出 开")
    await asking.admin.says("确认")
    asking.heard()
    await newcomers(world, asking, "小林")
    await world.advance(hours=22, minutes=30)
    asking.heard()
    await asking.admin.says("/暂停")
    await world.advance(hours=6)
    assert is_in(asking, "小林")
    await asking.admin.says("/恢复")
    asking.heard()
    await world.advance(hours=1)
    asking.bot_replied("再不回答，一小时后")
    assert is_in(asking, "小林")
    await world.advance(hours=1, minutes=1)
    assert not is_in(asking, "小林")


async def test_found_gone_by_a_list(world: World, asking: GroupChat, monkeypatch: pytest.MonkeyPatch):
    """Where the platform does not announce a removal it is no farewell either."""
    await asking.admin.says("/欢迎 告别 开启")
    asking.heard()
    await newcomers(world, asking, "小林")

    async def silently(group_id: str, member_id: str) -> Outcome:
        del world.platform.groups[group_id].members[member_id]
        return Sent()

    monkeypatch.setattr(world.platform, "remove_member", silently)
    await asking.admin.says("/门槛 移出 1")
    await asking.admin.says("确认")
    asking.heard()
    await world.advance(minutes=1)
    await world.platform.reconcile(asking.group_id)
    await world.settle()
    await world.advance(minutes=30)
    asking.bot_stayed_silent()
    asking.admin.was_told_nothing()


async def test_a_pause_while_removing(world: World, asking: GroupChat, monkeypatch: pytest.MonkeyPatch):
    """What waits to be removed in a paused group is let go, which is no refusal; later it begins with the notice."""
    await asking.admin.says("/门槛 自动移出 开")
    await asking.admin.says("确认")
    asking.heard()
    await newcomers(world, asking, "小林")
    monkeypatch.setattr(world.platform, "remove_member", busy)
    await world.advance(hours=24, minutes=59)
    asking.heard()
    asking.owner.was_told("一小时后会移出")
    await world.advance(minutes=1)
    await asking.admin.says("/暂停")
    await world.advance(minutes=20)
    monkeypatch.undo()
    await asking.admin.says("/恢复")
    asking.heard()
    await world.advance(hours=1)
    asking.owner.was_told("一小时后会移出")
    asking.owner.was_told_nothing()
    asking.bot_replied("再不回答，一小时后")
    assert is_in(asking, "小林")
    await world.advance(hours=1, minutes=1)
    assert not is_in(asking, "小林")


async def test_a_notice_that_did_not_go_out_is_none(world: World, asking: GroupChat):
    """Nobody is removed who could not have read it; they are told again."""
    await asking.admin.says("/门槛 自动移出 开")
    await asking.admin.says("确认")
    asking.heard()
    await newcomers(world, asking, "小林")
    await world.advance(hours=23)
    asking.heard()
    world.platform.fail_sends("permanent", 1)
    await world.advance(hours=2, minutes=5)
    asking.bot_stayed_silent()
    assert is_in(asking, "小林")
    await world.advance(hours=1)
    asking.bot_replied("再不回答，一小时后")
    assert is_in(asking, "小林")
    await world.advance(hours=1)
    assert not is_in(asking, "小林")
