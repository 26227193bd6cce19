"""Lotteries through crashes, absences and copies: the winners are decided once, the secret is told once."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta
from itertools import chain, repeat

import pytest
import structlog
from sqlalchemy import select

from bot.platforms.simulator import Crashed, CrashPoint
from bot.rehearsal import rehearse
from plugins.campaigns.lottery import draw, store
from plugins.campaigns.lottery.draw import Seed
from plugins.campaigns.lottery.tables import LotterySecret
from storage.base import Base
from storage.engine import Database
from tests.plugins.conftest import settled_group
from tests.plugins.drawing import CODES, HEX, NEW, TO_THE_DRAW, drawn, opened
from tests.world import GroupChat, World, open_world

STEPS = ("「周年抽奖」截止", "「周年抽奖」开奖了")


async def secret_of(world: World) -> str:
    """What decides the first lottery."""
    assert world.app is not None
    async with world.app.db.read() as session:
        seed = await store.seed_of(session, 1)
    assert seed is not None
    return seed.reveal()


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("point", ["before_send", "after_send"])
async def test_a_crash_at_the_list_or_at_the_winners(
    world: World, group: GroupChat, point: CrashPoint, step: str
) -> None:
    """Neither is said twice, nothing contradicts what was said, and whatever was lost can still be looked up."""
    await opened(group)
    for name in ("小明", "小红"):
        await group[name].says("抽奖")
    await world.advance(minutes=4)
    group.heard()
    await world.advance(days=4, hours=9, minutes=55)
    if step == STEPS[1]:
        await world.advance(seconds=40)
    world.crash_at_next_send(point, minutes=2)
    await world.advance(minutes=10)
    said = group.heard()
    assert all(sum(each in text for text in said) <= 1 for each in STEPS)
    fingerprints = Counter(found for text in said if "名单指纹" in text for found in HEX.findall(text))
    assert set(fingerprints.values()) <= {1}
    await group.member.says("/抽奖 1")
    told = group.bot_replied("已经开奖了", "第 1 位 一等奖 耳机", "第 2 位 参与奖 书签")
    winners = [text for text in said if STEPS[1] in text]
    assert not winners or CODES.findall(winners[0]) == CODES.findall(told)[-2:]


async def test_a_crash_between_the_list_and_the_winners(world: World, group: GroupChat) -> None:
    """The winners are those that the list and the secret had decided."""
    await opened(group)
    for name in ("小明", "小红"):
        await group[name].says("抽奖")
    await world.advance(days=4, hours=9, minutes=59, seconds=30)
    group.bot_replied("新参加")
    frozen = group.bot_replied("截止，名单定了，2 个号码")
    secret = await secret_of(world)
    await world.crash(days=1)
    await world.advance(days=1, minutes=5)
    said = "\n".join(group.heard())
    assert secret in said
    assert said.count("开奖了") == 1
    assert sorted(set(CODES.findall(said))) == CODES.findall(frozen)


@pytest.mark.parametrize("where", ["listed", "order"])
async def test_a_crash_while_it_is_worked_out(
    world: World, group: GroupChat, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """Nothing of it was kept, so it is worked out again, with the same winners and each word once."""
    await opened(group)
    for name in ("小明", "小红"):
        await group[name].says("抽奖")
    await world.advance(days=4, hours=9)
    group.heard()
    crashes, work = chain([True], repeat(False)), getattr(draw, where)

    def interrupted(*given: object) -> object:
        if next(crashes):
            world.platform.crashed = True
            raise Crashed
        return work(*given)

    monkeypatch.setattr(draw, where, interrupted)
    world._stage.crash_lasts(timedelta(minutes=5))
    await world.advance(hours=2)
    said = "\n".join(group.heard())
    assert [said.count(step) for step in STEPS] == [1, 1]
    codes = CODES.findall(said)
    assert sorted(codes[2:]) == codes[:2]
    assert codes[2:] == draw.order(Seed(bytes.fromhex(await secret_of(world))), codes[:2])


async def test_what_was_said_before_the_deadline_counts_after_an_absence(world: World, group: GroupChat) -> None:
    """The bot was away at the deadline and reads it later; it draws once, a little late."""
    await opened(group)
    await group.member.says("抽奖")
    await world.advance(days=4, hours=9, minutes=57)
    group.heard()
    await world.crash(minutes=20)
    await world.advance(minutes=20, seconds=30)
    group.bot_stayed_silent()
    await world.advance(minutes=2)
    group.bot_replied("1 个号码")
    group.bot_replied("开奖了", "@小明")
    await world.advance(days=1)
    group.bot_stayed_silent()


async def test_the_secret_shows_nowhere_before_the_draw(
    world: World, group: GroupChat, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not in any table but its own, nor in a log or an error; with the winners it is told."""
    structlog.reset_defaults()
    await opened(group)
    await group.member.says("抽奖")
    await group.owner.says("/历史")
    await group.member.says("/抽奖 验证 1")
    await group.member.says("/抽奖 1")
    secret = await secret_of(world)
    assert world.app is not None
    for table in Base.metadata.sorted_tables:
        if table.name != LotterySecret.__tablename__:
            async with world.app.db.read() as session:
                assert secret not in str((await session.execute(select(table))).all())
    async with world.app.db.read() as session:
        row = await session.get_one(LotterySecret, 1)
        assert secret not in f"{row!r} {row.seed!r} {row.seed} {vars(row)}"
    assert secret not in "\n".join(message.text for message in world.platform.accepted)
    assert secret not in "".join(capsys.readouterr())
    await world.advance(**TO_THE_DRAW)
    assert secret in "\n".join(message.text for message in world.platform.accepted)


async def test_an_error_does_not_show_the_secret(database_url: str) -> None:
    """What the database says of a statement has none of the secret's bytes, whichever database it is."""
    seed = Seed.new()
    async with Database(database_url) as db:
        async with db.write() as session:
            session.add(LotterySecret(lottery_id=1, seed=seed))
        async with db.read() as session:
            kept = await session.scalar(select(LotterySecret.seed))
            assert kept is not None
            assert kept.reveal() == seed.reveal()
        with pytest.raises(Exception, match="INSERT INTO campaign_lottery_secrets") as caught:
            async with db.write() as session:
                session.add(LotterySecret(lottery_id=1, seed=seed))
        assert seed.reveal() not in str(caught.value)
        assert repr(seed.to_bytes())[2:-1] not in str(caught.value)


async def test_a_rehearsal_knows_that_there_will_be_a_draw_and_no_more(world: World, group: GroupChat) -> None:
    """Its copy has neither the secret nor who entered, so it can't tell who wins."""
    await opened(group)
    await group.member.says("抽奖")
    await world.advance(minutes=10)
    assert world.app is not None
    assert world.app.bot is not None
    services = world.app.bot.services
    played = await rehearse(services, [1], world.clock.now() + timedelta(days=14), jobs={})
    said = ["".join(map(str, each.content["parts"])) for each in played.messages]
    assert any("「周年抽奖」开奖（谁会中，到时候才知道）" in text for text in said)
    assert not any("开奖了" in text or "没有人参加" in text for text in said)
    assert await secret_of(world) not in str(played)


async def test_the_draw_on_postgresql(postgres_url: str) -> None:
    """From the opening to a prize that is passed on and a claim."""
    async with open_world(postgres_url) as world:
        group = await settled_group(world)
        first = await drawn(world, group, text="/抽奖 新建 小奖 书x1 三体 截止 周五 20:00 条件 进群1天")
        second = ({"小明", "小红"} - {first}).pop()
        await group.owner.says(f"/抽奖 重抽 1 @{first} 没来")
        await group.owner.says("确认")
        assert f"@{second}" in group.heard()[-1]
        await group[second].says("领奖")
        group.bot_replied("记下了：书 三体")
        await group[second].says("/抽奖 验证 1")
        group.bot_replied("你的号码", "排第 2 位")


async def test_the_last_second_under_several_writers(postgres_url: str) -> None:
    """Whoever enters while the list is being frozen waits for it, and then is told that it is too late."""
    async with open_world(postgres_url) as world:
        group = await settled_group(world)
        await opened(group, NEW)
        now = world.clock.now()
        async with Database(postgres_url) as one, Database(postgres_url) as other:
            async with one.write() as freezing:
                lottery = await store.locked(freezing, 1)
                assert lottery is not None
                late = asyncio.create_task(enter(other, 3, now))
                await asyncio.wait([late], timeout=0.2)
                assert not late.done()
                lottery.state = "frozen"
                assert await store.entries(freezing, 1) == []
            assert await late is None


async def enter(db: Database, person_id: int, at: datetime) -> object:
    """Somebody enters by another connection."""
    async with db.write() as session:
        return await store.enter(session, 1, person_id, at)
