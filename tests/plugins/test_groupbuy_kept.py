"""Group buys under crashes, crowds, two writers and in campaigns: every count exact, every word once."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.platforms.simulator import CrashPoint
from plugins.campaigns.groupbuy import kind, rules, showing, store
from plugins.campaigns.groupbuy.store import Entry
from plugins.campaigns.groupbuy.tables import Groupbuy, GroupbuyEntry
from storage.engine import Database
from tests.plugins.test_groupbuy import NEW, begun
from tests.world import START, GroupChat, World, open_world


async def kept(world: World) -> list[tuple[int, int]]:
    """Of each group buy how many are counted, and how many its entries say."""
    assert world.app is not None
    entries = select(func.coalesce(func.sum(GroupbuyEntry.quantity), 0)).where(
        GroupbuyEntry.groupbuy_id == Groupbuy.id, GroupbuyEntry.state == "in"
    )
    async with Database(world.settings.database_url) as db, db.read() as session:
        rows = await session.execute(select(Groupbuy.taken, entries.scalar_subquery()).order_by(Groupbuy.id))
        return [(taken, said) for taken, said in rows]


@pytest.mark.parametrize("point", ["before_send", "after_send"])
async def test_a_crash_while_the_result_is_said(world: World, group: GroupChat, point: CrashPoint) -> None:
    """It has ended, and is said once at most; the list goes to whoever made it."""
    await begun(group)
    await group.member.says("拼 12")
    await world.advance(days=4, hours=9, minutes=30)
    group.heard()
    world.crash_at_next_send(point, minutes=5)
    await world.advance(hours=2)
    assert len(group.heard()) <= 1
    await group.member.says("/拼团")
    group.bot_replied("拼成了，12 份")
    group.owner.was_told("12 份，1188 元")
    group.owner.was_told("csv")
    group.owner.was_told_nothing()


async def test_downtime_over_the_end(world: World, group: GroupChat) -> None:
    """It ends when the bot is back, once; nobody is reminded of an hour that is over."""
    await begun(group)
    await group.member.says("拼 12")
    await world.advance(minutes=1)
    group.heard()
    await world.crash(days=6)
    await world.advance(days=7)
    assert ["拼成了" in text for text in group.heard()] == [True]
    group.owner.was_told("1188 元")


async def test_crashes_all_along(world: World, group: GroupChat) -> None:
    """Whatever was said is counted once."""
    await begun(group)
    for n, name in enumerate(("小明", "小红", "老周", "阿宁"), start=3):
        await group[name].says(f"拼 {n}")
        await world.crash(seconds=3)
        await world.advance(seconds=5)
    assert await kept(world) == [(18, 18)]
    await world.advance(days=5)
    said = group.heard()
    assert len(said) == len(set(said))
    assert "拼成了：18 份" in said[-1]


async def test_a_crowd_for_what_there_is(world: World, group: GroupChat) -> None:
    """Of forty at the same moment as many have one as there are; all others share one answer, and so does the news."""
    names = {f"c{n}": f"成员{n}" for n in range(40)}
    await world.platform.join(group.group_id, names, "")
    await world.settle()
    await begun(group, "/拼团 新建 蜂蜜 5瓶 50, 20瓶 40 截止 明天 20:00 限量 25")
    await asyncio.gather(
        *(world.platform.say(member, "拼1瓶", message_id=f"rush{member}", group_id=group.group_id) for member in names)
    )
    await world.settle()
    assert await kept(world) == [(25, 25)]
    assert group.heard() == ["「蜂蜜」已经拼满了，后来说的没记上。"]
    await world.advance(minutes=10)
    said = [text for text in group.heard() if "蜂蜜" in text]
    assert said == ["「蜂蜜」拼到 25 瓶了，每瓶 40 元。已经是最低价了。"]


async def want(db: Database, number: int, person: int, wanted: int) -> bool:
    """What joining does, in a transaction of its own."""
    async with db.write() as session:
        await store.open_ones(session, 1, START, lock=True)
        before = await store.own(session, number, person)
        await asyncio.sleep(0)
        if wanted == before or await store.take(session, number, wanted - before) is None:
            return False
        await store.put(session, number, person, wanted, "in", START, anew=not before)
        return True


async def test_two_writers_count_exactly(postgres_url: str) -> None:
    """The last ones are had once, and whoever says the same in two places at once has it once."""
    async with Database(postgres_url) as one, Database(postgres_url) as other:
        async with one.write() as session:
            made = _groupbuy(stock=10)
            session.add(made)
            await session.flush()
            number = made.id
        same = await asyncio.gather(want(one, number, 1, 3), want(other, number, 1, 3), want(one, number, 1, 3))
        assert sorted(same) == [False, False, True]
        took = await asyncio.gather(*(want((one, other)[n % 2], number, n, 2) for n in range(2, 9)))
        assert sum(took) == 3
        async with one.read() as session:
            said = await session.scalar(select(func.sum(GroupbuyEntry.quantity)))
            assert (await session.scalar(select(Groupbuy.taken)), said) == (9, 9)


def _groupbuy(**values: int) -> Groupbuy:
    made = kind.new(rules.read_prices("10份 99, 30份 89"), "zh", START)
    made.account_id, made.group_id, made.author_id, made.item, made.zone = 1, 1, 1, "枣", "Asia/Shanghai"
    made.closes_at = START + timedelta(days=1)
    for name, value in values.items():
        setattr(made, name, value)
    return made


def _entries(*names: str) -> Sequence[Entry]:
    return [Entry(n, name, 2, "in", START) for n, name in enumerate(names, start=1)]


def test_names_do_nothing_in_a_spreadsheet() -> None:
    """A name that is a formula stays words; prices are there only where something is to be paid."""
    made = _groupbuy(taken=4, id=1)
    made.outcome = "short"
    lines = showing.table([(made, "@群", _entries("=HYPERLINK(1)", "小明"))], "zh").decode("utf-8-sig").split("\r\n")
    assert lines[:2] == ["群,拼团,名字,份数,单价,金额,状态,时间", "'@群,枣,'=HYPERLINK(1),2,,,拼了,2026-03-02 10:00"]
    made.taken, made.outcome = 12, "reached"
    lines = showing.table([(made, "群", _entries("小明"))], "zh").decode("utf-8-sig").split("\r\n")
    assert lines[1] == "群,枣,小明,2,99,198,拼了,2026-03-02 10:00"


def test_long_lists_are_paged() -> None:
    """A hundred at a time, and where the rest is."""
    made = _groupbuy(taken=500, id=7)
    made.closed_at, made.outcome = START, "reached"
    people = _entries(*(f"成员{n}" for n in range(250)))
    text = showing.result(made, people).parts[0]
    assert isinstance(text, str)
    assert "100. 成员99 2 份\n……还有 150 位，全部：/拼团 7 2" in text
    page = showing.page(made, people, 3, 2, is_only=True)
    assert "201. 成员200" in page
    assert page.endswith("250. 成员249 2 份\n你拼了 2 份。")
    assert showing.pages(people) == 3


SCENE = "/活动 新建 中秋 月饼=莲蓉 拼团价=10份 78, 30份 68 日期=2026-03-25"


async def opened(world: World, *shop: GroupChat) -> None:
    """A campaign that has opened a group buy in these groups, with everything said so far read."""
    owner = shop[0].owner
    for chat in shop:
        await chat.owner.says("/群定位 配比 不限")
        await chat.owner.says("/群定位 间隔 不限")
    if len(shop) > 1:
        await owner.whispers(f"/标签 添加 #老客 1-{len(shop)}")
        await owner.whispers(f"{SCENE} #老客")
        await owner.whispers("确认")
    else:
        await owner.says(SCENE)
        await owner.says("确认")
    await world.advance(days=10)
    for chat in shop:
        assert any("「莲蓉」开始了\n拼到 10 份：每份 78 元" in text for text in chat.heard())
    owner.private.heard()


async def test_a_campaign_opens_one_and_tells_of_it(world: World, group: GroupChat) -> None:
    """With its phase, to be joined as any other; its end and the recap say what came of it."""
    await opened(world, group)
    await group.member.says("拼 36")
    await world.advance(days=20)
    heard = group.heard()
    assert sum("拼成了：36 份，每份 68 元" in text for text in heard) == 1
    assert any("成团 36 份" in text for text in heard)


async def test_a_campaign_for_several_groups_sends_one_list(world: World) -> None:
    """Whoever made it gets one message and one file of all groups, not one of each."""
    shop = [await world.group(name, "阿宁", "小明") for name in ("一群", "二群", "三群")]
    await opened(world, *shop)
    for chat in shop[:2]:
        await chat["小明"].says("拼 12")
    await world.advance(days=12)
    told = shop[0].owner.private.heard()
    (report,) = [text for text in told if "个群的拼团结束了" in text]
    assert "2 个群的拼团结束了" in report
    assert "「一群」莲蓉：拼成了，12 份，每份 78 元" in report
    assert sum("csv" in text for text in told) == 1
    (file,) = Path(str(world.settings.media_dir)).rglob("*.csv")
    assert len(file.read_text("utf-8-sig").splitlines()) == 3


async def test_calling_a_campaign_off_closes_it(world: World, group: GroupChat) -> None:
    """Without a word of its own; nobody can join what is called off."""
    await opened(world, group)
    await group.member.says("拼 12")
    await world.advance(minutes=1)
    group.heard()
    await group.owner.says("/活动 取消 1")
    await group.owner.says("确认")
    group.heard()
    await group.member.says("拼 13")
    group.bot_replied("已经结束了")
    await world.advance(days=10)
    group.bot_stayed_silent()
    group.owner.was_told_nothing()


async def test_whoever_left_is_not_sent_the_list(sqlite_url: str) -> None:
    """The owner is, when the admin who made it has gone."""
    async with open_world(sqlite_url) as world:
        group = await world.group("读书会", "阿宁", "老周", "小明")
        await group.owner.says("/管理员 添加 @老周")
        group.heard()
        await group["老周"].says(NEW)
        await group.member.says("拼 12")
        await group.leaves("老周")
        await world.advance(days=5)
        group.owner.was_told("1188 元")
        group["老周"].was_told_nothing()


async def test_where_the_bot_is_gone(world: World, group: GroupChat) -> None:
    """It ends all the same; whoever made it gets the list, and reads that the group was not told."""
    await begun(group)
    await group.member.says("拼 12")
    await world.advance(minutes=1)
    group.heard()
    await world.platform.kick_bot(group.group_id)
    await world.advance(days=5)
    group.bot_stayed_silent()
    group.owner.was_told("拼成了，12 份", "群里没说", "1188 元")


async def test_whoever_comes_back_has_to_say_it_again(world: World, group: GroupChat) -> None:
    """What they wanted before they left is nobody's any longer."""
    await begun(group)
    await group.member.says("拼 2")
    await group.leaves("小明")
    await group.joins("小明")
    group.heard()
    assert await kept(world) == [(0, 0)]
    await group.member.says("拼 3")
    assert await kept(world) == [(3, 3)]
