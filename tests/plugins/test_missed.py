"""What was missed while the bot was away, in conversations: one report, and the owner's word."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from bot.missed import away as away_for
from plugins import PLUGINS
from tests.plugins.conftest import settled_group
from tests.plugins.notices import NOTICE, plan
from tests.world import START, GroupChat, World, open_world


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    """A bot that announces things on schedule."""
    async with open_world(sqlite_url, (*PLUGINS, NOTICE)) as opened:
        yield opened


@pytest.fixture
async def group(world: World) -> GroupChat:
    """A group at one minute past ten on a Monday."""
    return await settled_group(world)


async def away(world: World, **time: float) -> None:
    """The bot is gone for that long, and a little more until owners have been told."""
    await world.crash(**time)
    await world.advance(**time)
    await world.advance(minutes=2)


async def test_the_owner_hears_once_what_was_missed_and_says_what_to_send(world: World, group: GroupChat):
    """Nothing is sent by itself; what is asked for is sent, the rest is let go."""
    await plan(world, "早报", "每天 10:30", title="早报")
    await plan(world, "午间", "每天 11:00", title="午间一问")
    await plan(world, "问好", "每天 11:50")
    await away(world, hours=2)
    group.bot_replied("问好 02")  # twelve minutes late, which is in time
    group.bot_stayed_silent()
    text = group.owner.was_told("停机约 2 小时，错过 2 条（Asia/Shanghai）", "想补的回复 补发 1，都不要就回复 跳过。")
    assert text.splitlines()[1:3] == [
        "① 2026-03-02 周一 10:30 早报 → 读书会",
        "② 2026-03-02 周一 11:00 午间一问 → 读书会",
    ]
    await group.owner.whispers("补发 1")
    group.owner.was_told("重新排队 1 条")
    group.bot_replied("早报 02")
    await group.owner.whispers("跳过")
    assert "不用处理" not in group.owner.was_told("跳过 1 条", "一周内说 补发 2")
    await world.advance(hours=1)
    group.bot_stayed_silent()
    group.owner.was_told_nothing()
    await world.advance(hours=22)
    assert group.heard() == ["早报 03", "午间 03"]


@pytest.mark.parametrize(
    ("since", "first", "back", "said"),
    [
        (10.0, 10.5, 12.0, "停机约 2 小时，"),
        (9.0, 10.0, 12.0, "停机 2 小时以上，"),
        (9.0, 10.0, 11.75, "停机 1 小时以上，"),
        (None, 10.0, 11.0, "停机 60 分钟以上，"),
        (9.9, 10.0, 11.0, "停机约 66 分钟，"),
        (10.0, 11.0, 82.0, "停机约 3 天，"),
        (11.0, 10.0, 12.0, "停机约 60 分钟，"),
    ],
)
def test_how_long_it_was_away_is_said_as_far_as_it_is_known(since: float | None, first: float, back: float, said: str):
    """The last sign of life is no sign of death: where it lies far back, only what is sure is said."""

    def at(hour: float) -> datetime:
        return START + timedelta(hours=hour)

    assert away_for(None if since is None else at(since), at(first), at(back), "zh") == said


async def test_admins_and_members_hear_nothing_of_it(world: World, group: GroupChat):
    """One person a group is asked, the owner."""
    await plan(world, "早报", "每天 10:30")
    await away(world, hours=2)
    group.owner.was_told("错过 1 条")
    group.admin.was_told_nothing()
    group.member.was_told_nothing()
    group.bot_stayed_silent()


async def test_without_anything_missed_nobody_is_told_anything(world: World, group: GroupChat):
    """A restart is nobody's business."""
    await plan(world, "早报", "每天 10:30")
    await away(world, minutes=20)
    group.owner.was_told_nothing()
    await world.advance(minutes=20)
    group.bot_replied("早报 02")
    await away(world, hours=2)
    group.owner.was_told_nothing()
    group.bot_stayed_silent()


async def test_one_line_for_all_groups_of_a_person(world: World, group: GroupChat):
    """And one report for all schedules and groups; whoever owns another group gets their own."""
    names = ["写作群", "电影群", "跑步群"]
    mine = [group, *[await world.group(name, "阿宁") for name in names], await world.group("别家", "老李")]
    for each in mine:
        each.heard()
    await plan(world, "周报", "每天 10:30", None, groups=[1, 2, 3, 4, 5], title="周报")
    await plan(world, "跑步", "每天 10:40", 4, title="跑步打卡")
    await away(world, hours=3)
    text = group.owner.was_told("错过 2 条")
    assert text.splitlines()[1:3] == [
        "① 2026-03-02 周一 10:30 周报 → 4 个群",
        "② 2026-03-02 周一 10:40 跑步打卡 → 跑步群",
    ]
    group.owner.was_told_nothing()
    mine[-1].owner.was_told("① 2026-03-02 周一 10:30 周报 → 别家")
    await group.owner.whispers("补发 1 2")
    group.owner.was_told("重新排队 5 条")
    assert [each.heard() for each in mine] == [["周报 02"]] * 3 + [["周报 02", "跑步 02"], []]
    await mine[-1].owner.whispers("skip")
    mine[-1].owner.was_told("跳过 1 条")
    group.owner.was_told_nothing()


async def test_numbers_are_the_reports_while_it_is_open(world: World, group: GroupChat):
    """Others are messages' own; what was sent already needs nothing."""
    await plan(world, "早报", "每天 10:30")
    await plan(world, "午间", "每天 11:00")
    await away(world, hours=2)
    group.owner.was_told("① 2026-03-02 周一 10:30 早报 02 → 读书会")
    await group.owner.whispers("补发 9")
    group.owner.was_told("这里没有编号 9 的消息")
    await group.owner.whispers("补发 1")
    group.owner.was_told("重新排队 1 条")
    await group.owner.whispers("补发 1 2")
    group.owner.was_told("重新排队 1 条", "这些不用处理：1")
    assert group.heard() == ["早报 02", "午间 02"]
    await group.owner.whispers("补发")
    group.owner.was_told("都送到了")
    await group.owner.whispers("跳过")
    group.owner.was_told("都送到了")
    await group.owner.whispers("历史")
    group.owner.was_told("阿宁 补发了")


async def test_who_changes_their_mind_can(world: World, group: GroupChat):
    """What was skipped may still be had under the same number."""
    await plan(world, "早报", "每天 10:30")
    await away(world, hours=2)
    await group.owner.whispers("跳过 1")
    group.owner.was_told("错过 1 条")
    group.owner.was_told("跳过 1 条", "补发 1")
    await world.advance(days=1)
    group.heard()
    await group.owner.whispers("补发 1")
    group.owner.was_told("重新排队 1 条")
    group.bot_replied("早报 02")


async def test_a_message_that_was_missed_can_tell_why(world: World, group: GroupChat):
    """In the group it is listed with the others that did not arrive, under its own number."""
    await plan(world, "早报", "每天 10:30")
    await away(world, hours=2)
    await group.admin.says("/补发")
    text = group.bot_replied("没送到或不确定的", "2026-03-02 周一 10:30 停机错过：早报")
    number = text.splitlines()[1].split()[0]
    await group.admin.says("/预算")
    group.bot_replied("停机错过 1 条，等着说补不补。发 /补发 列出来。")
    await group.admin.says(f"/为什么 {number}")
    group.bot_replied("2026-03-02 周一 10:30 (Asia/Shanghai) 该发的时候我没在运行")
    await group.admin.says(f"/补发 {number}")
    assert group.heard() == ["重新排队 1 条。", "早报 02"]


async def test_a_week_without_a_word_is_an_answer(world: World, group: GroupChat):
    """Then it is dropped, and says so."""
    await plan(world, "通知", world.clock.now() + timedelta(minutes=30))
    await away(world, hours=2)
    group.owner.was_told("错过 1 条")
    await world.advance(days=7, hours=7)
    await group.owner.whispers("补发 1")
    group.owner.was_told("这些不用处理：1")
    group.bot_stayed_silent()
    await group.admin.says("/为什么")
    number = group.bot_replied("没有发：通知").split("没有发")[0].split("\n")[-1].split()[0]
    await group.admin.says(f"/为什么 {number}")
    group.bot_replied("没有发：该发的时候我不在，之后一周也没人要补。")


async def test_away_again_the_new_ones_come_with_those_still_open(world: World, group: GroupChat):
    """Numbered anew, so that none is forgotten."""
    await plan(world, "早报", "每天 10:30")
    await away(world, hours=2)
    group.owner.was_told("错过 1 条")
    await world.advance(hours=20)
    await away(world, hours=5)
    text = group.owner.was_told("停机", "错过 2 条", "其中 1 条是之前就没定的")
    assert "① 2026-03-02" in text
    assert "② 2026-03-03" in text
    await group.owner.whispers("跳过 1")
    group.owner.was_told("跳过 1 条")
    await group.owner.whispers("补发 2")
    group.owner.was_told("重新排队 1 条")
    assert group.heard() == ["早报 03"]


async def test_many_moments_are_a_bounded_list(world: World, group: GroupChat):
    """The latest ten of a schedule; how many more there were is said."""
    await plan(world, "报时", "每小时", title="报时")
    await away(world, days=2)
    text = group.owner.was_told("停机约 2 天，错过 10 条", "（更早的 37 次不补了）")
    assert len(text.splitlines()) == 12


async def test_a_group_that_changed_hands_is_no_longer_theirs(world: World, group: GroupChat):
    """A number of an old report gives no rights."""
    await plan(world, "早报", "每天 10:30")
    await away(world, hours=2)
    group.owner.was_told("错过 1 条")
    before = group.owner
    await world.platform.change_owner(group.group_id, group.member.id)
    await world.settle()
    await before.whispers("补发 1")
    before.was_told()
    group.bot_stayed_silent()


async def test_a_picture_without_a_title_is_called_one(world: World, group: GroupChat):
    """A line needs some name."""
    await plan(world, "图", "每天 10:30", picture=True)
    await away(world, hours=2)
    group.owner.was_told("［图片］ → 读书会")


async def test_all_of_it_can_be_had(world: World, group: GroupChat):
    """Without counting; what was skipped is not meant."""
    await plan(world, "问候", "每天 10:15")
    await plan(world, "早报", "每天 10:30")
    await plan(world, "午间", "每天 11:00")
    await away(world, hours=2)
    group.owner.was_told("错过 3 条")
    await group.owner.whispers("跳过 1")
    group.owner.was_told("跳过 1 条")
    await group.owner.whispers("补发 全部")
    group.owner.was_told("重新排队 2 条")
    assert group.heard() == ["早报 02", "午间 02"]


async def test_english_reads_as_naturally(sqlite_url: str):
    """The same talk in English."""
    async with open_world(sqlite_url, (*PLUGINS, NOTICE), language="en", quiet_hours="") as world:
        group = await settled_group(world)
        await plan(world, "news", "每天 10:30", title="Morning news")
        await plan(world, "hours", "每小时", title="Hours")
        await away(world, hours=14)
        text = group.owner.was_told("I was away for about 14 hours; 11 posts were missed (Asia/Shanghai):")
        assert text.splitlines()[1] == "① 2026-03-02 Mon 10:30 Morning news → 读书会"
        assert text.splitlines()[2].endswith("Hours → 读书会 (3 earlier ones are let go)")
        assert text.splitlines()[-1] == "Reply “resend 1 3” for those you want, or “skip” for none."
        await group.owner.whispers("resend 1")
        group.owner.was_told("1 message is queued again")
        await group.owner.whispers("skip")
        group.owner.was_told("10 messages will not be sent.\nShould you want them after all, say resend 2 3")
