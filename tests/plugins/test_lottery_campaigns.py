"""Lotteries that campaigns open: in every group one of its own, drawn, called off, told of in the recap."""

import time

import pytest

from bot.app import App
from bot.errors import UserError
from bot.scheduler.jobs import Batch, JobRun
from plugins.campaigns.activities import Opening
from plugins.campaigns.lottery import kind, store
from storage.tables import Group
from tests.plugins.conftest import settled_group
from tests.plugins.drawing import CODES, HEX, code_of
from tests.world import GroupChat, World, open_world

FEAST = "/活动 新建 元宵 奖品=一等奖x1 汤圆礼盒; 参与奖x2 书签"
"""On 03-03 at 19:30 its draw is opened, and held at 21:30."""


async def begun(group: GroupChat) -> None:
    """A running campaign in which nothing waits for talk."""
    for words in ("/群定位 配比 不限", "/群定位 间隔 不限", FEAST, "确认"):
        await group.owner.says(words)
    assert "开始了" in group.heard()[-1]


async def test_a_phase_opens_a_draw(world: World, group: GroupChat) -> None:
    """Its rules follow the phase's words, it is drawn at its time, and the recap counts it."""
    await begun(group)
    await world.advance(days=1, hours=9, minutes=45)
    told = group.heard()[-1]
    assert "抽奖 #1「元宵小奖」\n一等奖 × 1：汤圆礼盒\n参与奖 × 2：书签" in told
    assert "2026-03-03 周二 21:30" in told
    assert len(HEX.findall(told)) == 1
    await group.member.says("抽奖")
    await group["小红"].says("抽奖")
    await world.advance(hours=3)
    heard = group.heard()
    assert any("「元宵小奖」开奖了" in text for text in heard)
    await world.advance(days=5)
    assert any("抽奖 2 人参加，送出 2 份" in text for text in group.heard())


async def test_cancelling_the_campaign_ends_its_draw(world: World, group: GroupChat) -> None:
    """Without another word, and nobody enters any longer."""
    await begun(group)
    await world.advance(days=1, hours=9, minutes=45)
    await group.member.says("抽奖")
    await group.owner.says("/活动 取消 1")
    await group.owner.says("确认")
    group.heard()
    await group["小红"].says("抽奖")
    await world.advance(days=3)
    group.bot_stayed_silent()


async def test_only_who_took_part_in_the_campaign(world: World, group: GroupChat) -> None:
    """Looked up at the draw, so there is still time; its own draws are no part in it."""
    await begun(group)
    await group.owner.says("/抽奖 新建 谢谢大家 书x2 截止 2026-03-04 12:00 条件 参加活动1")
    assert "条件：参加过活动 #1（开奖时核对）" in group.heard()[-1]
    await group.member.says("抽奖 1")
    await group["小红"].says("抽奖 1")
    await world.advance(hours=11)
    await group.member.says("投票 1")
    await world.advance(days=1)
    await group["小红"].says("抽奖 2")
    await world.advance(days=1)
    heard = group.heard()
    assert any(f"没有参加活动 #1，这次不计入：{code_of(group, '小红')}" in text for text in heard)
    winners = next(text for text in heard if "「谢谢大家」开奖了" in text)
    assert CODES.findall(winners) == [code_of(group, "小明")]


def test_what_could_not_be_opened_is_refused_at_the_draft() -> None:
    """Prizes and conditions are what only we can read."""
    kind.check({"prizes": "一等奖x1 耳机", "who": "进群7天"}, "zh")
    for params in ({"prizes": "耳机"}, {}, {"prizes": "一等奖x1", "who": "好看"}):
        with pytest.raises(UserError):
            kind.check(params, "zh")


async def test_many_groups_at_once(database_url: str) -> None:
    """Each has a secret of its own; a thousand take a moment, on both databases."""
    async with open_world(database_url) as world:
        await settled_group(world)
        assert world.app is not None
        async with world.app.db.transaction() as connection:
            batch = Batch(connection)
            openings = [opening(n) for n in range(1, 1001)]
            begin = time.perf_counter()
            said = await kind.open_all(run_of(world.app, world, batch), openings)
            await batch.finish()
            took = time.perf_counter() - begin
            assert len({str(each) for each in said}) == 1000
            seeds = {await store.seed_of(batch.session, n) for n in (1, 2, 1000)}
            assert len({seed.reveal() for seed in seeds if seed}) == 3
            await kind.close(batch.session, 7, world.clock.now())
            assert await store.open_ones(batch.session, 1, 1) == []
            await batch.close()
        assert took < 5


async def test_one_entry_is_few_statements(world: World, group: GroupChat) -> None:
    """Five hundred enter one after the other in a moment, and are shown in lists of a hundred."""
    await group.owner.says("/抽奖 新建 大奖 一等奖x1 耳机")
    group.heard()
    assert world.app is not None
    async with world.app.db.write() as session:
        here = await session.get_one(Group, 1)
        for person in range(1000, 1500):
            assert await store.enter(session, 1, person, here.joined_at)
        numbers = [each.number for each in await store.entries(session, 1)]
    assert numbers == list(range(1, 501))
    await group.member.says("抽奖")
    await world.advance(minutes=13)
    heard = group.heard()
    assert len(heard) == 4
    assert all("新参加 100 人，一共 501 人" in text for text in heard)


def opening(group_id: int) -> Opening:
    """In a group of a campaign."""
    params = {"prizes": "一等奖x1 耳机; 参与奖x5 书签"}
    return Opening(7, group_id, "群", 1, "周年抽奖", params, None, "Asia/Shanghai", "zh")


def run_of(app: App, world: World, batch: Batch) -> JobRun:
    """A phase's moment."""
    now = world.clock.now()
    return JobRun(1, "campaign:7:1", "campaigns.phase", 1, None, {}, "Asia/Shanghai", now, now, batch)
