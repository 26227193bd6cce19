"""Campaigns in chat: from a few words to a running one, and all that can become of it."""

from plugins import PLUGINS
from tests.world import GroupChat, World, open_world

NEW = "/活动 新建 双11 商品=手工皂礼盒 价格=99元 日期=2026-03-14"
"""The clock stands at Monday 2026-03-02, 10:00."""


async def begun(group: GroupChat, line: str = NEW) -> None:
    """A running campaign, with everything said so far read."""
    await group.owner.says("/群定位 配比 不限")
    await group.owner.says("/群定位 间隔 不限")
    await group.owner.says(line)
    await group.owner.says("确认")
    assert "开始了" in group.heard()[-1]


async def test_without_campaigns_there_is_something_to_copy(group: GroupChat) -> None:
    """The first look shows what can be played and how."""
    await group.owner.says("/活动")
    group.bot_replied("还没有活动", "/活动 新建 双11", "中秋节（2026-09-25）")


async def test_a_scene_tells_what_it_asks_for(group: GroupChat) -> None:
    """Its inputs with examples, its steps by offset, and a whole line to copy."""
    await group.owner.says("/活动 模板 端午")
    group.bot_replied("端午节（2026-06-19）", "要你填的", "前后几步", "/活动 新建 端午节")


async def test_what_is_missing_is_named_with_an_example(group: GroupChat) -> None:
    """Nothing is kept of it."""
    await group.owner.says("/活动 新建 双11 商品=手工皂")
    group.bot_replied("还差：价格", "/活动 新建 双11 商品=")
    await group.owner.says("/活动 新建 双11 商品=手工皂 价钱=99元")
    group.bot_replied("没有「价钱」这一项", "价格", "/活动 新建 双11 商品=")
    await group.owner.says("/活动 新建 双十二月 商品=手工皂")
    group.bot_replied("没有叫「双十二月」的模板")
    await group.owner.says("/活动")
    group.bot_replied("还没有活动")


async def test_days_past_or_unreadable_are_refused(group: GroupChat) -> None:
    """With what is wrong; a scene without a day of its own asks for one."""
    await group.owner.says("/活动 新建 双11 商品=皂 价格=9 日期=2025-11-11")
    group.bot_replied("2025-11-11 已经过去了")
    await group.owner.says("/活动 新建 双11 商品=皂 价格=9 日期=改天")
    group.bot_replied("看不懂日期「改天」")
    await group.owner.says("/活动 新建 双11 商品=皂 价格=9 日期=2026-13-40")
    group.bot_replied("看不懂日期")
    await group.owner.says("/活动 新建 双11 商品=皂 价格=9 日期=2028-11-11")
    group.bot_replied("太远了")


async def test_the_draft_shows_every_message_and_a_yes_begins_it(world: World, group: GroupChat) -> None:
    """What was shown goes out, each step at its time, once."""
    await group.owner.says(NEW)
    group.bot_replied("#1 双11 · 2026-03-14 周六 · 草稿", "2026-03-13 周五 20:00", "手工皂礼盒，99元", "确认")
    await group.owner.says("确认")
    group.bot_replied("活动 #1 双11 开始了", "2026-03-04 周三 20:00")
    await group.owner.says("/活动")
    group.bot_replied("#1 双11", "进行中", "下一步 2026-03-04 周三 20:00")
    await world.advance(days=12)
    assert "双11 又快到了" in group.heard()[0]
    await group.owner.says("/活动 查看 1")
    group.bot_replied("想想缺什么", "[已发]")


async def test_a_draft_not_confirmed_stays_one(world: World, group: GroupChat) -> None:
    """It can be changed and begun later by its number; nothing of it goes out before."""
    await group.owner.says(NEW)
    group.heard()
    await world.advance(minutes=5)
    await group.owner.says("/活动 修改 1 3 T-1天 19:00\n明晚见：{商品}")
    group.bot_replied("已改好 #1 第 3 步")
    group.bot_replied("2026-03-13 周五 19:00", "明晚见：手工皂礼盒")
    await world.advance(days=3)
    group.bot_stayed_silent()
    await group.owner.says("/活动 开始 1")
    group.bot_replied("第 1 步的时间已经过了")
    await group.owner.says("确认")
    group.bot_replied("开始了")
    await group.owner.says("/活动 查看 1")
    group.bot_replied("时间已过，不发")


async def test_starting_twice_is_refused(group: GroupChat) -> None:
    """Whoever says yes to an old preview, or begins it again, is told so."""
    await begun(group)
    await group.owner.says("/活动 开始 1")
    group.bot_replied("#1 已经开始了")


async def test_a_second_campaign_on_the_day_is_noted(group: GroupChat) -> None:
    """It may be what is wanted; the owner decides."""
    await begun(group)
    await group.owner.says(NEW)
    group.bot_replied("同一天已经有 #1 双11", "挨得很近")


async def test_a_clash_with_a_drop_is_noted(group: GroupChat) -> None:
    """Whatever else is planned within half an hour of a step is named."""
    await group.owner.says("/投放 添加 2026-03-14 19:50 晚间早知道\n正文")
    group.heard()
    await group.owner.says(NEW)
    group.bot_replied("第 4 步（2026-03-14 周六 20:00）和「晚间早知道」挨得很近（19:50）")


async def test_values_can_be_changed_while_it_runs(world: World, group: GroupChat) -> None:
    """And put back; what has gone out stays as it was said."""
    await begun(group)
    await group.owner.says("/活动 修改 1 价格=89元")
    group.bot_replied("已改好 #1：价格", "/撤销")
    await group.owner.says("/撤销")
    group.bot_replied("撤销")
    await group.owner.says("/活动 修改 1 价格=79元")
    group.heard()
    await world.advance(days=13)
    assert any("79元" in text for text in group.heard())


async def test_a_pause_leaves_out_what_fell_into_it(world: World, group: GroupChat) -> None:
    """Resuming goes on with what is still to come, and says when."""
    await begun(group)
    await group.owner.says("/活动 暂停 1")
    group.bot_replied("活动 #1 已暂停", "/撤销")
    await world.advance(days=8)
    group.bot_stayed_silent()
    await group.owner.says("/活动 恢复 1")
    group.bot_replied("活动 #1 继续，下一步 2026-03-13 周五 20:00")
    await world.advance(days=4)
    assert len(group.heard()) >= 1


async def test_calling_off_is_shown_first_and_ends_it(world: World, group: GroupChat) -> None:
    """Nothing more goes out; the group is told where that was asked for."""
    await begun(group)
    await world.advance(days=3)
    group.heard()
    await group.owner.says("/活动 取消 1 通知")
    group.bot_replied("取消活动 #1 双11？", "还没发的 5 步", "在 1 个群里说一声")
    await group.owner.says("确认")
    group.bot_replied("活动 #1 已取消")
    group.bot_replied("「双11」活动取消了")
    await world.advance(days=30)
    group.bot_stayed_silent()


async def test_the_next_year_goes_by_its_own_calendar(group: GroupChat) -> None:
    """Mid-autumn of 2027 is ten days earlier than in 2026."""
    await begun(group, "/活动 新建 中秋 月饼=莲蓉 拼团价=10份 78, 30份 68")
    await group.owner.says("/活动 复制 1")
    group.bot_replied("#2 中秋节 · 2027-09-15 周三 · 草稿")


async def test_a_campaign_becomes_a_scene_of_ones_own(group: GroupChat) -> None:
    """With its texts as they are, to be made again by its name."""
    await begun(group)
    await group.owner.says("/活动 修改 1 2\n自己的话：{商品}")
    group.heard()
    await group.owner.says("/活动 保存 1 皂节")
    group.bot_replied("已存成模板「皂节」")
    await group.owner.says("/活动 新建 皂节 商品=香皂 价格=9 日期=2026-11-12")
    group.bot_replied("皂节 · 2026-11-12", "自己的话：香皂")
    await group.owner.says("/活动 忘掉 皂节")
    group.bot_replied("已删除模板「皂节」")


async def test_members_and_other_owners_have_no_say(world: World, group: GroupChat) -> None:
    """A member is refused, and somebody else's campaign is not even seen."""
    await begun(group)
    await group.member.says("/活动 取消 1")
    group.bot_replied("群主")
    other = await world.group("别的群", "老李", "小王")
    other.heard()
    await other.owner.says("/活动 查看 1")
    other.bot_replied("没有 #1 这场活动")


async def test_a_set_of_groups_is_served_once_each(world: World) -> None:
    """By its tag, as it is when a step comes; what is for several groups is told in private."""
    shop = [await world.group(name, "阿宁", "小明") for name in ("一群", "二群", "三群")]
    owner = shop[0].owner
    await owner.whispers("/标签 添加 #老客 1-2")
    owner.private.heard()
    await owner.whispers(f"{NEW} #老客")
    await owner.whispers("确认")
    assert "发到 2 个群" in "".join(owner.private.heard())
    await world.advance(days=3)
    heard = [[text for text in chat.heard() if "双11 又快到了" in text] for chat in shop]
    assert [len(each) for each in heard] == [1, 1, 0]


async def test_no_step_comes_twice_after_crashes(sqlite_url: str) -> None:
    """Killed before and after each sending, every step is in the group once at most, and known about."""
    async with open_world(sqlite_url) as world:
        group = await world.group("皂铺", "阿宁", "小明")
        group.heard()
        await begun(group)
        for point in ("before_send", "after_send", "before_send", "after_send"):
            world.crash_at_next_send(point, seconds=20)
            await world.advance(days=4)
        texts = [text for text in group.heard() if "双11" in text and "投票" not in text]
        assert len(texts) == len(set(texts))
        assert any("又快到了" in text for text in texts)


async def test_what_was_missed_waits_for_the_owners_word(world: World, group: GroupChat) -> None:
    """A step whose time fell into a long absence is reported, not posted late by itself."""
    await begun(group)
    await world.advance(days=1)
    await world.crash(days=2)
    await world.advance(days=3)
    group.bot_stayed_silent()
    group.owner.was_told("2026-03-04 周三 20:00 双11")
    await group.owner.whispers("补发 1")
    await world.advance(hours=1)
    assert any("又快到了" in text for text in group.heard())


async def test_a_group_the_bot_has_left_gets_nothing(world: World, group: GroupChat) -> None:
    """Nor one that is paused when the step comes; the rest of the campaign goes its way."""
    await begun(group)
    await group.owner.says("/暂停")
    group.heard()
    await world.advance(days=3)
    group.bot_stayed_silent()
    await group.owner.says("/恢复")
    group.heard()
    await world.advance(days=5)
    assert any("冤枉钱" in text for text in group.heard())


async def test_steps_follow_the_groups_clock(world: World, group: GroupChat) -> None:
    """When a group moves to another zone, eight in the evening is eight there."""
    await begun(group)
    await group.owner.says("/时区 Europe/London")
    group.heard()
    await world.advance(days=2, hours=12)
    group.bot_stayed_silent()
    await world.advance(hours=6, minutes=1)
    assert any("又快到了" in text for text in group.heard())


async def test_a_step_kept_back_over_night_does_not_come_on_another_day(sqlite_url: str) -> None:
    """What it says of today and tomorrow would be wrong in the morning; what was planned for the night may wait."""
    burst = {"account_burst": "100", "new_account_days": "0"}
    async with open_world(sqlite_url, PLUGINS, pacing="on", jitter="0s", **burst) as world:
        group = await world.group("皂铺", "阿宁", "小明")
        await begun(group)
        await group.owner.says("/活动 修改 1 1 21:00")
        await group.owner.says("/活动 修改 1 2 23:00")
        group.heard()
        world.crash_at_next_send("before_send", hours=3)
        await world.advance(days=6)
        texts = group.heard()
        assert not any("又快到了" in text for text in texts)
        assert any("少花冤枉钱" in text for text in texts)
