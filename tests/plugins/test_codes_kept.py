"""Who reads a code: its owner, whoever it was given to, and nobody and nothing else."""

import csv
import io
from pathlib import Path

from sqlalchemy import text

from bot.log import configure
from bot.rehearsal.copying import Scope, read_state
from storage.engine import Database
from tests.plugins.test_codes import NEW, codes_in, friends, handed_over
from tests.world import GroupChat, World, open_world


async def recorded(world: World) -> str:
    """All that the database holds besides the codes themselves and what is being sent."""
    tables = ("messages", "events", "audit", "confirmations", "schedules", "campaign_code_lists", "runs")
    async with Database(world.settings.database_url) as db, db.read() as session:
        return "".join([str((await session.execute(text(f"SELECT * FROM {name}"))).all()) for name in tables])


async def test_codes_in_a_group_are_refused(world: World, group: GroupChat) -> None:
    """And said to be public; the command is for private chats, and for admins."""
    await group.owner.says(NEW)
    group.bot_replied("谁都看得见", "作废")
    await group.owner.says("/优惠码")
    group.bot_replied("私聊")
    await group.member.whispers("领码")
    group.member.was_told("没有你能领的码")
    await group.member.whispers(NEW)
    group.member.was_told("还没有可以管理的群")
    assert codes_in(await recorded(world)) == {"AAA111", "BBB222", "CCC333"}


async def test_nothing_recorded_holds_a_code(world: World, group: GroupChat) -> None:
    """Neither talk nor events nor the history, whether the command was right or wrong."""
    await group.owner.whispers(NEW)
    for wrong in (
        "/优惠码 新建\nAAA111",
        "/优惠码 新建 另一批 截止 某天\nBBB222",
        "/优惠码 新建 AAA111AAA111AAA111AAA111AAA111\nCCC333",
        "/优惠码 追加 9\nCCC333",
        "/优惠码 追加\nCCC333",
        "/优惠码 新建 又一批\nAAA111\nBBB222",
    ):
        await group.owner.whispers(wrong)
    await group.owner.says("/优惠码 新建 公开\nAAA111")
    await group.owner.whispers("/优惠码 追加 1\nDDD444")
    assert codes_in(await recorded(world)) == set()
    assert "DDD444" not in await recorded(world)
    await group.owner.whispers("/历史")
    assert "收下了优惠码「老友券」" in "".join(group.owner.private.heard()[-1:])
    assert codes_in(*group.heard()) == set()


async def test_owners_see_only_their_own(world: World, group: GroupChat) -> None:
    """An admin of the same group is shown nothing of the owner's list."""
    await handed_over(group)
    await group.admin.whispers("/优惠码")
    group.admin.was_told("你还没有优惠码")
    for line in ("/优惠码 名单 1", "/优惠码 关闭 1", "/优惠码 追加 1\nZZZ"):
        await group.admin.whispers(line)
        group.admin.was_told("没有编号 1")


async def test_the_table_comes_by_the_owners_yes(world: World, group: GroupChat) -> None:
    """Every code, who has it and where they asked."""
    await friends(group.member)
    await handed_over(group)
    await group.member.says("领码")
    await world.advance(minutes=2)
    await group.owner.whispers("/优惠码 名单 1")
    assert codes_in(group.owner.was_told("每个码、谁领的", "确认")) == set()
    await group.owner.whispers("确认")
    name = group.owner.was_told("优惠码1 老友券.csv")
    assert name
    [file] = Path(world.settings.media_dir).rglob("*.csv")
    rows = list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"))))
    assert rows[0] == ["编号", "码", "状态", "谁", "群", "时间"]
    assert rows[1][:5] == ["1", "AAA111", "已发", "小明", "读书会"]
    assert rows[2][:3] == ["2", "BBB222", "没发"]


async def test_never_in_logs(sqlite_url: str) -> None:
    """Not even at the most talkative level."""
    out = io.StringIO()
    async with open_world(sqlite_url, log_level="debug") as world:
        configure(world.settings, out)
        group = await world.group("读书会", "阿宁", "小明")
        await group.owner.whispers(NEW)
        await group.member.says("领码")
        await group.member.whispers("领码")
        await world.advance(minutes=5)
        assert group.member.was_told()
    assert codes_in(out.getvalue()) == set()


async def test_the_same_on_postgresql(postgres_url: str) -> None:
    """From the owner's words to a code that was refused and is fetched."""
    async with open_world(postgres_url) as world:
        group = await world.group("读书会", "阿宁", "小明", "小红")
        await friends(group.member)
        await handed_over(group)
        group.heard()
        world.platform.fail_sends("permanent", 1)
        await group.member.says("领码")
        await group["小红"].says("领码")
        group.bot_replied("@小红 「老友券」的码给你留好了")
        await world.advance(minutes=5)
        group.bot_replied("@小明 「老友券」的码给你留好了")
        await group.member.whispers("在")
        assert codes_in(group.member.was_told()) == {"AAA111"}
        await world.advance(minutes=5)
        await group.owner.whispers("/优惠码")
        group.owner.was_told("共 3 个，发出 1，留着等人来取 1，剩 1")
        assert codes_in(await recorded(world)) == set()


async def test_a_rehearsal_knows_none(world: World, group: GroupChat) -> None:
    """Neither free ones nor what was given goes into the copy that is played through."""
    await friends(group.member)
    await handed_over(group)
    await group.member.says("领码")
    async with Database(world.settings.database_url) as db, db.read() as session:
        scope = Scope(1, world.clock.now(), frozenset(), None, frozenset(), ())
        copied = repr(await read_state(session, scope))
    assert codes_in(copied) == set()
