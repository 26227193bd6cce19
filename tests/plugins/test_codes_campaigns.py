"""A campaign's codes: handed over before its step or after it."""

from sqlalchemy import event, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.scheduler.jobs import Batch, JobRun
from plugins.campaigns.activities import Opening
from plugins.campaigns.codes import store
from plugins.campaigns.codes.opening import open_lists
from plugins.campaigns.codes.tables import CodePlace
from plugins.campaigns.signup.tables import Signup
from storage.engine import Database
from tests.plugins.test_codes import codes_in, friends
from tests.world import GroupChat, World


async def test_a_campaign_gives_what_was_handed_over(world: World, group: GroupChat) -> None:
    """From its phase on, not before; the recap counts it."""
    await friends(group.member)
    await begun(group)
    await group.owner.whispers("/优惠码 新建 年货券 活动 1\nAAA111\nBBB222")
    group.owner.was_told("年货券：2 个码", "等活动 #1")
    await group.member.says("领码")
    group.member.was_told_nothing()
    await until_said(world, group, "要领码的，发「领码」")
    await group.member.says("领码")
    assert codes_in("".join(group.member.private.heard())) == {"AAA111"}
    await group.owner.whispers("/优惠码")
    assert "截止 " in group.owner.private.heard()[-1]
    await group.owner.says("/活动 取消 1")
    await group.owner.says("确认")
    group.heard()
    await group["小红"].says("领码")
    group.bot_replied("已经结束了")


async def test_a_campaign_without_codes_asks_for_them(world: World, group: GroupChat) -> None:
    """The group hears that they come later, the owner how to hand them over; then the group is told."""
    await friends(group.member)
    await begun(group)
    await until_said(world, group, "码还在路上")
    told = "".join(group.owner.private.heard())
    assert "/优惠码 追加 1" in told
    await group.member.says("领码")
    group.bot_replied("的码还没到")
    await group.owner.whispers("/优惠码 新建 年货券 活动 1\nAAA111")
    await world.advance(minutes=1)
    group.bot_replied("的码到了。发「领码」")
    await group.member.says("领码")
    group.member.was_told("AAA111")


async def begun(group: GroupChat) -> None:
    """A running campaign that has a step for codes."""
    await group.owner.says("/群定位 配比 不限")
    await group.owner.says("/群定位 间隔 不限")
    await group.owner.says("/活动 新建 劳动节 店名=小店 优惠=满100减10 链接=https://example.com")
    await group.owner.says("确认")
    said = group.heard()
    assert "开始了" in said[-1], said
    group.owner.private.heard()


async def until_said(world: World, group: GroupChat, words: str) -> None:
    """Let days go by until the bot says it."""
    for _ in range(100):
        await world.advance(days=1)
        if any(words in said for said in group.heard()):
            return
    raise AssertionError(words)


async def test_for_those_who_have_signed_up(world: World, group: GroupChat) -> None:
    """In a sign-up of the same campaign; the others are told for whom it is."""
    await friends(group.member, group["小红"])
    await begun(group)
    await group.owner.says("/接龙 新建 周六徒步")
    await group.member.says("接龙")
    await group.owner.whispers("/优惠码 新建 年货券 活动 1 条件 接龙\nAAA111\nBBB222")
    group.owner.was_told("接龙报了名的才能领")
    async with Database(world.settings.database_url) as db, db.write() as session:
        await session.execute(update(Signup).values(campaign_id=1))
    await until_said(world, group, "要领码的")
    group.member.private.heard()
    group["小红"].private.heard()
    await group["小红"].says("领码")
    group.bot_replied("「年货券」留给接龙报了名的朋友")
    await group.member.says("领码")
    assert codes_in(group.member.was_told()) == {"AAA111"}


async def test_a_thousand_groups_open_in_few_statements(world: World, group: GroupChat) -> None:
    """Whatever is said is the same for all; the places are kept in bulk."""
    await begun(group)
    await group.owner.whispers("/优惠码 新建 年货券 活动 1\nAAA111")
    async with Database(world.settings.database_url) as db, db.transaction() as connection:
        batch = Batch(connection)
        run = JobRun(1, "k", "campaigns.phase", 1, None, {}, "UTC", world.clock.now(), world.clock.now(), batch)
        openings = [Opening(1, n, "群", 1, "年货券", {}, None, "UTC", "zh") for n in range(1, 1001)]
        counted = Statements(connection)
        contents = await open_lists(run, openings)
        assert len(contents) == 1000
        assert len(set(contents)) == 1
        assert counted.n < 20
        assert len(await store.groups_of(batch.session, 1)) == 1
        assert len((await batch.session.scalars(select(CodePlace.group_id))).all()) == 1000
        await batch.close()


class Statements:
    """How many statements a connection has run since."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.n = 0
        event.listen(connection.sync_connection, "before_cursor_execute", self._count)

    def _count(self, *_: object) -> None:
        self.n += 1
