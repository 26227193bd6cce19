"""Polls that campaigns open, and what they come to through crashes, pauses and absence."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.platforms.simulator import Crashed, CrashPoint
from plugins.campaigns.polls import plans, showing, store
from plugins.campaigns.polls.rules import Tally
from plugins.campaigns.polls.tables import Poll, PollVote
from tests.plugins.test_polls import READ, asked
from tests.world import START, GroupChat, World, open_world

SALE = "/活动 新建 双11 商品=手工皂 价格=99元 日期=2026-03-14"
"""Its poll is open from 03-04 20:00 to 03-06 20:00; on 03-13 20:00 it is said what came of it."""


async def begun(group: GroupChat, line: str = SALE) -> None:
    """A running campaign in which nothing waits for talk."""
    for words in ("/群定位 配比 不限", "/群定位 间隔 不限", line, "确认"):
        await group.owner.says(words)
    assert "开始了" in group.heard()[-1]


async def test_a_later_phase_says_what_the_group_has_chosen(world: World, group: GroupChat) -> None:
    """The poll is posted with its phase, quoted to vote, and named in the recap."""
    await begun(group)
    await world.advance(days=2, hours=11)
    group.bot_replied("双11 又快到了")
    group.bot_replied("投票 #1：双11 你最想添哪一类？\n1. 吃的喝的", "截止 2026-03-06 周五 20:00")
    await group.member.says("2", quote=group.last)
    await group["小红"].says("投票 2")
    await group.admin.says("投票 1")
    await world.advance(days=2)
    assert any("选出来的是：日用家居（2 票）" in text for text in group.heard())
    await world.advance(days=7)
    assert any("最想添的是：日用家居。" in text for text in group.heard())
    await world.advance(days=13)
    assert any("「双11 你最想添哪一类？」投票：日用家居（2/3 票）" in text for text in group.heard())


async def test_a_tie_names_all_of_them(world: World, group: GroupChat) -> None:
    """In the order of the options."""
    await begun(group)
    await world.advance(days=2, hours=11)
    await group.member.says("投票 3")
    await group["小红"].says("投票 1")
    await world.advance(days=9)
    heard = group.heard()
    assert any("平票：吃的喝的、衣服鞋包，各 1 票" in text for text in heard)
    assert any("最想添的是：吃的喝的、衣服鞋包。" in text for text in heard)


async def test_where_nobody_votes_there_is_no_result(world: World, group: GroupChat) -> None:
    """Nothing is said of it, and none is made up."""
    await begun(group)
    await world.advance(days=12)
    heard = group.heard()
    assert not any("没有人投票" in text for text in heard)
    assert any("最想添的是：（还没有结果）" in text for text in heard)


async def test_cancelling_a_campaign_closes_its_poll(world: World, group: GroupChat) -> None:
    """Without a word about it."""
    await begun(group)
    await world.advance(days=2, hours=11)
    await group.member.says("投票 2")
    await group.owner.says("/活动 取消 1")
    await group.owner.says("确认")
    group.heard()
    await world.advance(days=4)
    group.bot_stayed_silent()
    await group.owner.says("/投票")
    group.bot_replied("现在没有投票")


async def test_each_group_decides_for_itself(sqlite_url: str, postgres_url: str) -> None:
    """One poll for each group of the set, opened together, on both databases."""
    for url in (sqlite_url, postgres_url):
        async with open_world(url) as world:
            groups = [await world.group(name, "阿宁", "小明") for name in ("甲群", "乙群")]
            owner = groups[0].owner
            for number, group in enumerate(groups, 1):
                for words in (f"/用 {number}", "/标签 添加 #皂友", "/群定位 配比 不限", "/群定位 间隔 不限"):
                    await owner.whispers(words)
                group.heard()
            await owner.whispers("/用 #皂友")
            await owner.whispers(SALE)
            await owner.whispers("确认")
            await world.advance(days=2, hours=11)
            for number, group in enumerate(groups, 1):
                assert sum(f"投票 #{number}：" in text for text in group.heard()) == 1
                await group["小明"].says(f"投票 {number}")
            await world.advance(days=9)
            for text, group in zip(("吃的喝的", "日用家居"), groups, strict=True):
                heard = group.heard()
                assert sum(f"选出来的是：{text}（1 票）" in each for each in heard) == 1
                assert sum(f"最想添的是：{text}。" in each for each in heard) == 1


async def test_a_poll_that_can_not_be_asked_is_refused_before_the_campaign(group: GroupChat) -> None:
    """Not when it would have to be opened."""
    await group.owner.says("/活动 新建 聚餐投票 日期=2026-03-14")
    assert "没有" in group.heard()[0]


@pytest.mark.parametrize("point", ["before_send", "after_send"])
async def test_a_crash_while_the_result_is_posted(world: World, group: GroupChat, point: CrashPoint) -> None:
    """It is told at most once, and it is what is remembered."""
    await asked(group)
    await group.member.says("投票 2")
    await world.advance(minutes=10)
    group.heard()
    world.crash_at_next_send(point, minutes=5)
    await world.advance(days=3)
    assert sum("选出来的是" in text for text in group.heard()) <= 1
    await group.member.says("/投票 历史")
    group.bot_replied("散文（1/1 票）")


async def test_a_crash_while_the_votes_are_counted(
    world: World, group: GroupChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything is had again from the start: one result, one picture."""
    await asked(group, f"{READ.splitlines()[0]} 匿名\n小说\n散文")
    await group.member.says("投票 2")
    await world.advance(minutes=10)
    group.heard()
    ended, crashes = showing.ended, iter([True])
    world._stage.crash_lasts(timedelta(minutes=5))

    def crashing(poll: Poll, tally: Tally) -> str:
        if next(crashes, False):
            world.platform.crashed = True
            raise Crashed
        return ended(poll, tally)

    monkeypatch.setattr(showing, "ended", crashing)
    await world.advance(days=3)
    group.bot_replied("选出来的是：散文（1 票）")
    group.bot_replied(".png")
    group.bot_stayed_silent()


async def test_a_crash_between_result_and_picture(
    world: World, group: GroupChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The picture follows after the restart."""
    await asked(group)
    await group.member.says("投票 2")
    drawn, crashes = showing.drawn, iter([True])
    world._stage.crash_lasts(timedelta(minutes=5))

    def crashing(poll: Poll, tally: Tally) -> bytes:
        if next(crashes, False):
            world.platform.crashed = True
            raise Crashed
        return drawn(poll, tally)

    monkeypatch.setattr(showing, "drawn", crashing)
    await world.advance(days=3)
    group.bot_replied("1 人投了")
    group.bot_replied("选出来的是：散文（1 票）")
    group.bot_replied(".png")
    group.bot_stayed_silent()


async def test_a_picture_that_can_not_be_drawn_is_not_waited_for(
    world: World, group: GroupChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words are there."""

    def failing(*args: object) -> bytes:
        raise OSError

    monkeypatch.setattr(showing, "drawn", failing)
    await asked(group)
    await group.member.says("投票 2")
    await world.advance(days=3)
    assert ["选出来的是" in text for text in group.heard()] == [False, True]


async def test_the_deadline_passes_while_the_bot_is_away(world: World, group: GroupChat) -> None:
    """The result is told when it is back; votes that came too late do not count."""
    await asked(group)
    await group.member.says("投票 2")
    await world.advance(minutes=5)
    group.heard()
    await world.crash(days=4)
    await world.advance(days=3)
    await group["小红"].says("投票 1")
    await world.advance(days=2)
    heard = group.heard()
    assert sum("选出来的是：散文（1 票）" in text for text in heard) == 1
    assert sum("1 人投票" in text for text in heard) == 1


async def test_a_paused_group_hears_nothing(world: World, group: GroupChat) -> None:
    """The poll ends in time all the same; what it came to is remembered."""
    await asked(group)
    await group.member.says("投票 2")
    await group.owner.says("/暂停")
    group.heard()
    await group["小红"].says("投票 1")
    await world.advance(days=3)
    group.bot_stayed_silent()
    await group.owner.says("/恢复")
    group.heard()
    await world.advance(days=1)
    group.bot_stayed_silent()
    await group.member.says("/投票 历史")
    group.bot_replied("散文（1/1 票）")


async def test_a_group_that_is_left_hears_nothing(world: World, group: GroupChat) -> None:
    """Nor when the bot comes back; its poll is over by then."""
    await asked(group)
    await group.member.says("投票 2")
    await world.platform.kick_bot(group.group_id)
    await world.settle()
    await world.advance(days=3)
    assert not any("选出来的是" in text for text in group.heard())


async def test_how_votes_stand_is_told_ever_more_rarely(world: World, group: GroupChat) -> None:
    """However many vote: after 3, 5, 10, 20, and then every 30 minutes; and not without a new vote."""
    await asked(group)
    for minute in range(90):
        await group.member.says(f"投票 {minute % 3 + 1}")
        await world.advance(minutes=1)
    assert len(group.heard()) == 5
    await world.advance(hours=2)
    assert len(group.heard()) == 1
    await world.advance(hours=2)
    group.bot_stayed_silent()


async def test_who_voted_what_is_forgotten_with_the_end(world: World, group: GroupChat) -> None:
    """Of an anonymous poll only who took part is kept; of a cancelled one nothing, once it can't be taken back."""
    await asked(group, f"{READ.splitlines()[0]} 匿名\n小说\n散文")
    await asked(group, "/投票 新建 哪天 截止 1天\n周六\n周日")
    for words in ("投票 #1 2", "投票 #2 2"):
        await group.member.says(words)
    await group.owner.says("/投票 取消 2")
    await world.advance(days=3)
    assert world.app is not None
    async with world.app.db.read() as session:
        votes = (await session.scalars(select(PollVote))).all()
        poll = await session.get_one(Poll, 1)
    assert [(vote.poll_id, vote.mask) for vote in votes] == [(1, 0)]
    assert (poll.voters, poll.counts) == (1, [0, 1])


async def test_a_thousand_polls_end_together(world: World, group: GroupChat) -> None:
    """With few statements, each counted on its own."""
    await asked(group)
    assert world.app is not None
    async with world.app.db.write() as session:
        first = await session.get_one(Poll, 1)
        same = {c.name: getattr(first, c.name) for c in Poll.__table__.columns if c.name != "id"}
        polls = [Poll(**same) for _ in range(999)]
        session.add_all(polls)
        await session.flush()
        due = [(poll, first.closes_at) for poll in polls]
        await plans.plan_many(await session.connection(), plans.CLOSE, due, START)
        for poll in polls[:3]:
            await store.put(session, poll.id, 1, 2, START)
    await world.advance(days=3)
    async with world.app.db.read() as session:
        ended = (await session.scalars(select(Poll))).all()
    assert all(poll.closed_at is not None for poll in ended)
    assert [poll.voters for poll in ended] == [0, 1, 1, 1, *[0] * 996]
