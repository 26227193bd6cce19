"""How far newcomers get, in conversations."""

import os
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.pictures import fonts
from plugins.welcome.tables import Arrival
from storage.tables import Run, Schedule
from tests.plugins.conftest import settled_group
from tests.world import GroupChat, World, open_world


@pytest.fixture
async def quiet(world: World, group: GroupChat) -> GroupChat:
    """A group that says nothing when somebody joins; it is Monday, 10:02."""
    await group.admin.says("/欢迎 关闭")
    group.heard()
    return group


async def arrivals(world: World) -> list[Arrival]:
    """Everybody's record, in order."""
    assert world.app is not None
    async with world.app.db.read() as session:
        return list((await session.scalars(select(Arrival).order_by(Arrival.id))).all())


async def test_the_steps_are_a_picture_and_words(world: World, quiet: GroupChat):
    """Each step counts only those whose 7 or 30 days are over, and says of how many."""
    await quiet.joins("小林", "阿木", "周周", "豆豆")
    await quiet["小林"].says("大家好")
    await world.advance(days=25)
    await quiet["小林"].says("还在")
    await quiet["阿木"].says("我也在")
    await world.advance(days=6)
    await quiet.joins("阿七")
    await quiet.admin.says("/欢迎 漏斗")
    assert quiet.bot_replied().endswith(".png")
    words = quiet.bot_replied("近 90 天的新人（读书会，Asia/Shanghai）\n进群 5 人\n自我介绍 0 人，0%\n")
    assert "一周内说过话 1 人，25%\n30 天后还活跃 2 人，50%\n" in words
    assert "自我介绍、一周内说过话：只算满 7 天的 4 人，还没满的 1 人不算。" in words
    assert "30 天后还活跃：只算满 30 天的 4 人，还没满的 1 人不算。" in words
    assert "活跃＝进群后第 24 到 30 天里说过话，满 30 天时还在群里" in words
    quiet.bot_stayed_silent()


async def test_it_is_settled_to_the_day(world: World, quiet: GroupChat):
    """Day 7 counts and day 8 does not, nor day 23; who has left by day 30 is not active, whatever they said."""
    await quiet.joins("七", "八", "走", "廿三", "廿四")
    await world.advance(days=7)
    await quiet["七"].says("第七天")
    await world.advance(days=1)
    await quiet["八"].says("第八天")
    await quiet["七"].says("又来")
    await quiet.admin.says("/欢迎 漏斗")
    quiet.bot_replied(".png")
    quiet.bot_replied("一周内说过话 1 人，20%\n30 天后还活跃 还没有人满 30 天\n")
    await world.advance(days=15)
    await quiet["廿三"].says("第廿三天")
    await world.advance(days=1)
    await quiet["廿四"].says("第廿四天")
    await quiet["走"].says("我走了")
    await world.advance(days=5)
    await quiet.leaves("走")
    await world.advance(days=1)
    await quiet.admin.says("/欢迎 漏斗")
    quiet.bot_replied(".png")
    assert "还没有人满 30 天" in quiet.bot_replied()
    await world.advance(hours=14)  # past midnight, and nothing has run yet
    await quiet["廿三"].says("第卅一天")
    await quiet.admin.says("/欢迎 漏斗")
    quiet.bot_replied(".png")
    quiet.bot_replied("一周内说过话 1 人，20%\n30 天后还活跃 1 人，20%\n")
    await world.advance(hours=12)
    assert [each.active_after_30 for each in await arrivals(world)] == [False, False, False, False, True]
    assert [each.spoke_at is not None for each in await arrivals(world)] == [True, False, False, False, False]
    await quiet.admin.says("/欢迎 漏斗")
    quiet.bot_replied(".png")
    quiet.bot_replied("一周内说过话 1 人，20%\n30 天后还活跃 1 人，20%\n")


async def test_a_bot_that_was_away_finds_it_out_later(world: World, quiet: GroupChat):
    """What the nights it missed would have settled is settled when it is back, from the ledger."""
    await quiet.joins("小林", "阿木")
    await quiet["小林"].says("大家好")
    await world.crash(days=40)
    await world.advance(days=40, minutes=1)
    await quiet["小林"].says("四十天了")
    await world.advance(days=2)
    settled = await arrivals(world)
    assert [(each.spoke_at is not None, each.active_after_30) for each in settled] == [(True, False), (False, False)]


async def test_one_schedule_for_all_groups(world: World, quiet: GroupChat):
    """However many groups there are and people join, it runs once a night; crashes do not change that."""
    other = await world.group("画画", "阿宁", "小明")
    for name in ("甲", "乙", "丙"):
        await quiet.joins(name)
        await other.joins(f"{name}二")
    await world.advance(days=2)
    await world.crash(minutes=1)
    await world.advance(days=1)
    assert world.app is not None
    async with world.app.db.read() as session:
        [schedule] = (await session.scalars(select(Schedule).where(Schedule.job == "funnel.settle"))).all()
        runs = (await session.scalars(select(Run).where(Run.schedule_id == schedule.id))).all()
    assert [run.outcome for run in runs] == ["done"] * 3


async def test_who_comes_back_counts_once(world: World, quiet: GroupChat):
    """What they did after coming back is theirs; who was there before the bot is no newcomer."""
    await quiet.joins("小林")
    await quiet.leaves("小林")
    await quiet.leaves("小红")
    await world.advance(days=1)
    await quiet.joins("小林", "小红")
    await quiet["小林"].says("我又来了")
    await quiet["小红"].says("我也是")
    await world.advance(days=8)
    await quiet.admin.says("/欢迎 漏斗")
    quiet.bot_replied(".png")
    quiet.bot_replied("进群 1 人", "一周内说过话 1 人，100%", "走了又回来的人只算一次")


async def test_by_week(world: World, quiet: GroupChat):
    """Weeks begin on Monday; of the newest nobody is old enough yet."""
    for day in range(3):
        await quiet.joins(f"甲{day}", f"乙{day}")
        await quiet[f"甲{day}"].says("大家好")
        await world.advance(days=7)
    await quiet.joins("新来的")
    await quiet.admin.says("/欢迎 漏斗 60天 周")
    quiet.bot_replied(".png")
    words = quiet.bot_replied("近 60 天的新人")
    assert "\n03-02 那周：进群 2 人，一周内说过话 1/2 人，50%\n03-09 那周" in words
    assert "\n03-16 那周：进群 2 人，还没有人满 7 天\n03-23 那周：进群 1 人，还没有人满 7 天\n" in words
    assert words.endswith("只算满 7 天的 4 人，还没满的 3 人不算。")
    await world.advance(days=24)
    await quiet.admin.says("/欢迎 漏斗 按周")
    quiet.bot_replied(".png")
    quiet.bot_replied("03-02 那周：进群 2 人，一周内说过话 1/2 人，50%；30 天后还活跃 0/2 人，0%")


async def test_by_inviter(world: World, quiet: GroupChat):
    """Who brought the most first, ten of them; who came by nobody's invitation has a line of their own."""
    await quiet.joins("甲", "乙", "丙", inviter="小明")
    await quiet.joins("丁", "戊", inviter="小红")
    await quiet.joins("己")
    for name in "甲乙丁":
        await quiet[name].says("大家好")
    await world.advance(days=8)
    await quiet.admin.says("/欢迎 漏斗 邀请人")
    quiet.bot_replied(".png")
    words = quiet.bot_replied(
        "\n小明：进群 3 人，一周内说过话 2/3 人，67%\n小红：进群 2 人，一周内说过话 1/2 人，50%\n"
    )
    assert "\n没有邀请记录的：进群 1 人，一周内说过话 0/1 人，0%\n" in words
    for n in range(12):
        await quiet.joins(f"客{n}", inviter=f"{'🔥' * 300}{{昵称}}@小明 /欢迎 关闭 {n}")
    await quiet.admin.says("/欢迎 漏斗 邀请人")
    quiet.bot_replied(".png")
    assert len(quiet.bot_replied("还有 5 位邀请人没有列出来。")) < 1500
    quiet.bot_stayed_silent()


async def test_what_can_be_asked(quiet: GroupChat):
    """Admins ask; a span of some days, and one of three views."""
    await quiet.member.says("/欢迎 漏斗")
    quiet.bot_replied("只有群主或管理员")
    await quiet.admin.says("/欢迎 漏斗")
    quiet.bot_replied("近 90 天没有新人进群（读书会）。")
    await quiet.admin.says("/欢迎 漏斗 2天")
    quiet.bot_replied("可以看近 7 到 366 天。", "例如：/欢迎 漏斗 60天")
    await quiet.admin.says("/欢迎 漏斗 400天")
    quiet.bot_replied("7 到 366 天")
    await quiet.admin.says("/欢迎 漏斗 生肖")
    quiet.bot_replied("例如：/欢迎 漏斗 60天")
    await quiet.admin.says("/欢迎 漏斗 分组")
    quiet.bot_replied("还没有人看到过两段欢迎语")
    quiet.bot_stayed_silent()


async def test_only_the_days_asked_for(world: World, quiet: GroupChat):
    """Who joined before is left out, by the group's days."""
    await quiet.joins("早")
    await world.advance(days=8)
    await quiet.joins("晚")
    await quiet.admin.says("/欢迎 漏斗 7天")
    quiet.bot_replied(".png")
    quiet.bot_replied("近 7 天的新人", "进群 1 人", "一周内说过话 还没有人满 7 天")


async def test_a_threshold_is_a_step_where_there_is_one(world: World, quiet: GroupChat):
    """Between joining and introducing themselves, though nobody has passed; without one only who once did."""
    await quiet.joins("小林")
    await world.advance(days=8)
    await quiet.admin.says("/欢迎 漏斗")
    quiet.bot_replied(".png")
    assert "门槛" not in quiet.bot_replied()
    await quiet.admin.says("/门槛 暗号 蒲公英")
    quiet.heard()
    await quiet.admin.says("/欢迎 漏斗")
    quiet.bot_replied(".png")
    quiet.bot_replied("进群 1 人\n通过门槛 0 人，0%\n自我介绍", "通过门槛、自我介绍、一周内说过话：只算满 7 天的 1 人")
    await quiet.admin.says("/门槛 关闭")
    assert world.app is not None
    async with world.app.db.write() as session:
        [arrival] = (await session.scalars(select(Arrival))).all()
        arrival.passed_at = arrival.joined_at
    quiet.heard()
    await quiet.admin.says("/欢迎 漏斗")
    quiet.bot_replied(".png")
    quiet.bot_replied("通过门槛 1 人，100%\n")


async def test_a_set_of_groups_in_private(world: World, quiet: GroupChat):
    """All together; by welcome only a single group can be looked at."""
    other = await world.group("画画", "阿宁", "小明")
    for chat in (quiet, other):
        await chat.owner.says("/标签 添加 #一期")
    await quiet.joins("小林")
    await other.joins("小林", "阿木")
    await world.advance(days=8)
    await quiet.owner.whispers("/用 #一期")
    quiet.owner.private.heard()
    await quiet.owner.whispers("/欢迎 漏斗")
    quiet.owner.was_told(".png")
    quiet.owner.was_told("近 90 天的新人（#一期 的 2 个群，Asia/Shanghai）\n进群 3 人\n")
    await quiet.owner.whispers("/欢迎 漏斗 邀请人")
    quiet.owner.was_told(".png")
    quiet.owner.was_told("没有邀请记录的：进群 3 人")
    await quiet.owner.whispers("/欢迎 漏斗 分组")
    quiet.owner.was_told("/用")


async def test_without_a_font_the_words_are_there(world: World, quiet: GroupChat, monkeypatch: pytest.MonkeyPatch):
    """A machine that can't draw still answers."""
    await quiet.joins("小林")
    monkeypatch.setattr(fonts, "PACKAGE", "no_such_package")
    fonts.font.cache_clear()
    try:
        await quiet.admin.says("/欢迎 漏斗")
        quiet.bot_replied("进群 1 人")
        quiet.bot_stayed_silent()
    finally:
        fonts.font.cache_clear()


async def test_english(sqlite_url: str):
    """The same in English."""
    async with open_world(sqlite_url, language="en") as world:
        english = await settled_group(world)
        await english.admin.says("/welcome off")
        english.heard()
        await english.joins("Lin", "Mu", inviter="小明")
        await english["Lin"].says("hello")
        await world.advance(days=8)
        await english.admin.says("/welcome funnel 30d")
        english.bot_replied(".png")
        words = english.bot_replied("Newcomers of the last 30 days (读书会, Asia/Shanghai)\njoined: 2\n")
        assert "spoke within a week: 1 (50%)\nstill active after 30 days: nobody's 30 days are over\n" in words
        assert "introduced themselves, spoke within a week: of the 2 whose 7 days are over" in words
        await english.admin.says("/welcome funnel inviter")
        english.bot_replied(".png")
        english.bot_replied("小明: 2 joined, 1 of 2 (50%) spoke within a week")


async def test_the_same_data_is_the_same_picture(world: World, quiet: GroupChat):
    """What was drawn is kept by its content, so asking twice keeps one file."""
    await quiet.joins("小林")
    for _ in range(2):
        await quiet.admin.says("/欢迎 漏斗")
    pictures = list(Path(world.settings.media_dir).rglob("*.png"))
    assert len(pictures) == 1
    assert os.stat(pictures[0]).st_size < 100_000
