"""The desk's pages: the outbox, the history, the admins, the exports."""

import re
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import update

from bot.pages import Act, Acts, Badge, Block, Facts, Form, Row, Table
from plugins.desk.page import PAGES
from storage.tables import Outbox
from tests.web.office import Guest, blocks_of, office_of
from tests.world import GroupChat, Human, World

OUTBOX, HISTORY, ADMINS, EXPORT = PAGES


@pytest.fixture
async def guest(world: World, group: GroupChat) -> AsyncIterator[Guest]:
    """The owner's browser."""
    async with office_of(world) as guest:
        yield await guest.come_in(group.owner)


def rows_of(blocks: list[Block]) -> list[Row]:
    """The rows of all tables."""
    return [row for block in blocks if isinstance(block, Table) for row in block.rows]


def table_of(blocks: list[Block]) -> Table:
    """The only table."""
    [table] = [block for block in blocks if isinstance(block, Table)]
    return table


def commands_of(row: Row) -> list[str]:
    """What its buttons say."""
    return [act.command for act in row.acts]


def state_of(row: Row) -> str:
    """The word of its badge, if it has one."""
    return next((cell.text for cell in row.cells if isinstance(cell, Badge)), "")


async def outbox_of(world: World, who: Human, **query: str) -> dict[str, Row]:
    """The rows of the outbox by how they stand; of several that stand alike the latest."""
    rows = reversed(rows_of(await blocks_of(world, OUTBOX, who, **query)))
    return {state_of(row): row for row in rows}


async def test_what_failed_is_sent_again(world: World, group: GroupChat, guest: Guest) -> None:
    """By its own number, and it is gone from what wants a word."""
    world.platform.fail_sends("permanent", 1)
    await group.member.says("/身份")
    group.bot_stayed_silent()
    row = (await outbox_of(world, group.owner, state="open"))["没发成"]
    resend, skip, _ = commands_of(row)
    assert (resend, skip) == (f"/补发 {row.cells[0]}", f"/跳过 {row.cells[0]}")
    await guest.opens("/office/g/1/outbox?state=open")
    assert "平台不收" in guest.text
    assert "重新排队 1 条" in await guest.acts(resend)
    group.bot_replied("你是 小明")
    assert await outbox_of(world, group.owner, state="open") == {}
    await group.owner.says("/历史")
    group.bot_replied(f"补发了 {row.cells[0]}")


async def test_what_is_unknown_is_let_be(world: World, group: GroupChat, guest: Guest) -> None:
    """It is among what was not sent, from where it can still be sent again."""
    world.platform.fail_sends("permanent", 1)
    await group.member.says("/身份")
    assert world.app is not None
    async with world.app.db.write() as session:
        await session.execute(update(Outbox).where(Outbox.state == "failed").values(state="unknown", reason="crash"))
    row = (await outbox_of(world, group.owner))["不确定"]
    await guest.opens("/office/g/1/outbox")
    assert "不知道发出去没有" in guest.text
    assert "跳过 1 条" in await guest.acts(f"/跳过 {row.cells[0]}")
    gone = (await outbox_of(world, group.owner, state="unsent"))["没有发"]
    assert commands_of(gone) == [f"/补发 {row.cells[0]}", f"/为什么 {row.cells[0]}"]
    assert "管理员让跳过" in str(gone.cells[-1])


async def test_what_waits_says_why_and_can_be_called_off(world: World, group: GroupChat, guest: Guest) -> None:
    """With how long it will wait at the most; when it is called off it never comes."""
    await group.owner.says("/投放 添加 今天 10:05 #推广\n课程八折")
    await world.advance(minutes=10)
    group.heard()
    row = (await outbox_of(world, group.owner))["等有用的内容先发"]
    assert row.cells[3] == "课程八折"
    assert "还差 3 条有用的内容" in str(row.cells[4])
    assert "还没等到，就不发了" in str(row.cells[4])
    await guest.opens("/office/g/1/outbox")
    assert "等着发 1" in guest.text
    assert "其中 1 条推广在等有用的内容先发" in guest.text
    assert "还差 3 条有用的内容" in await guest.acts(f"/为什么 {row.cells[0]}")
    assert "跳过 1 条" in await guest.acts(f"/跳过 {row.cells[0]}")
    await group.owner.says("/群定位 配比 不限")
    await world.advance(hours=1)
    assert not any("课程八折" in said for said in group.heard())


async def test_what_was_missed_is_decided_on_by_its_own_number(world: World, group: GroupChat, guest: Guest) -> None:
    """Not by the number of the report that the owner was told in private, which counts from 1."""
    for at, words in (("11:00", "一"), ("11:10", "二")):
        await group.owner.says(f"/投放 添加 每天 {at}\n{words}")
    group.heard()
    await world.crash(hours=2)
    await world.advance(hours=2, minutes=2)
    group.owner.was_told("错过 2 条")
    rows = rows_of(await blocks_of(world, OUTBOX, group.owner, state="open"))
    assert {state_of(row) for row in rows} == {"停机错过"}
    first = next(row for row in rows if row.cells[3] == "一")
    assert "11:00" in str(first.cells[1])
    await guest.opens("/office/g/1/outbox")
    await guest.acts(f"/补发 {first.cells[0]}")
    group.bot_replied("一")
    [left] = rows_of(await blocks_of(world, OUTBOX, group.owner, state="open"))
    assert left.cells[3] == "二"


async def test_the_latest_are_told_with_the_day_so_far(world: World, group: GroupChat, guest: Guest) -> None:
    """What was sent, and what still may be; each kind also page by page."""
    for _ in range(12):
        await group.member.says("/身份")
    blocks = await blocks_of(world, OUTBOX, group.owner)
    assert len(rows_of(blocks)) == 10
    facts = next(block for block in blocks if isinstance(block, Facts))
    assert dict(facts.items)["安静时段"] == "22:30-08:00"
    for _ in range(10):
        await group.member.says("/身份")
    first, second = [table_of(await blocks_of(world, OUTBOX, group.owner, state="sent", page=n)) for n in ("1", "2")]
    assert (len(first.rows), first.pages, second.pages) == (20, 2, 2)
    assert len(second.rows) > 0
    assert {row.cells[0] for row in first.rows}.isdisjoint(row.cells[0] for row in second.rows)
    assert "不限量" in await guest.opens("/office/g/1/outbox")
    assert "等着发的" in await guest.opens("/office/g/1/outbox?state=waiting")


async def test_another_groups_messages_are_no_business_here(world: World, group: GroupChat, guest: Guest) -> None:
    """Neither shown nor settled by their numbers."""
    other = await world.group("别的群", "别人", "路人")
    world.platform.fail_sends("permanent", 1)
    await other["路人"].says("/身份")
    number = str((await outbox_of(world, other.owner, state="open"))["没发成"].cells[0])
    await guest.opens("/office/g/1/outbox")
    assert "路人" not in guest.text
    for command in (f"/补发 {number}", f"/跳过 {number}", f"/为什么 {number}"):
        assert "没有编号" in await guest.acts(command)


async def test_the_history_tells_who_did_what_and_takes_back_ones_own_last(
    world: World, group: GroupChat, guest: Guest
) -> None:
    """Only the last act of one's own has the button, and it takes back just that, in this group."""
    other = await world.group("写作会", "阿宁")
    await group.owner.says("/群规 设置\n好好说话")
    await group.owner.says("/群规 设置\n不发广告")
    await group.admin.says("/暂停")
    await other.owner.says("/群规 设置\n写完再改")
    rows = rows_of(await blocks_of(world, HISTORY, group.owner))
    assert [(row.cells[1], row.cells[2]) for row in rows[:3]] == [
        ("老周", "暂停了机器人"),
        ("阿宁", "设置了群规"),
        ("阿宁", "设置了群规"),
    ]
    assert [commands_of(row) for row in rows[:3]] == [[], ["/撤销"], []]
    mine = rows_of(await blocks_of(world, HISTORY, group.owner, by="me"))
    assert {row.cells[1] for row in mine} == {"阿宁"}
    await guest.opens("/office/g/1/history")
    assert "撤销了：设置了群规（读书会）" in await guest.acts("/撤销")
    rows = rows_of(await blocks_of(world, HISTORY, group.owner))
    assert [state_of(row) for row in rows[:4]] == ["", "", "已撤销", "可以撤销"]
    await group.owner.says("/恢复")
    group.heard()
    await group.owner.says("群规")
    group.bot_replied("好好说话")
    other.heard()
    await other.owner.says("群规")
    other.bot_replied("写完再改")


async def test_the_history_comes_in_pages(world: World, group: GroupChat) -> None:
    """Twenty a page; the last has what is left."""
    for n in range(20):
        await group.owner.says(f"/群规 设置\n第 {n} 版")
    table = table_of(await blocks_of(world, HISTORY, group.owner))
    assert (len(table.rows), table.pages) == (20, 2)
    rest = rows_of(await blocks_of(world, HISTORY, group.owner, page="2"))
    assert [row.cells[2] for row in rest] == ["让 老周 做管理员"]
    assert rows_of(await blocks_of(world, HISTORY, group.owner, page="3")) == []
    assert rows_of(await blocks_of(world, HISTORY, group.admin, by="me")) == []


async def test_admins_are_added_by_name_or_number_and_removed(world: World, group: GroupChat, guest: Guest) -> None:
    """As the chat has it, undone as in the chat."""
    await guest.opens("/office/g/1/admins")
    assert "小明 现在是管理员了" in await guest.acts("/管理员 添加 {who}", {"who": "小明"})
    rows = rows_of(await blocks_of(world, ADMINS, group.owner))
    assert [(row.cells[0], state_of(row)) for row in rows] == [("阿宁", "群主"), ("老周", "管理员"), ("小明", "管理员")]
    assert commands_of(rows[0]) == []
    [remove] = commands_of(rows[2])
    assert "不再是管理员" in await guest.acts(remove)
    number = str(rows[2].cells[1])
    assert "小明 现在是管理员了" in await guest.acts("/管理员 添加 {who}", {"who": number})
    assert "已经是管理员" in await guest.acts("/管理员 添加 {who}", {"who": number})
    assert guest.status == 422
    await group.owner.says("/撤销")
    group.bot_replied("让 小明 做管理员")
    assert "没有" in await guest.acts("/管理员 添加 {who}", {"who": "路人"})


async def test_an_admin_sees_the_admins_but_chooses_none(world: World, group: GroupChat) -> None:
    """That is the owner's; who runs the bot may bind an owner besides."""
    blocks = await blocks_of(world, ADMINS, group.admin)
    assert not any(isinstance(block, Form) for block in blocks)
    assert [commands_of(row) for row in rows_of(blocks)] == [[], []]
    async with office_of(world) as guest:
        await guest.come_in(group.admin)
        await guest.opens("/office/g/1/admins")
        assert "只有群主" in guest.text
        assert "只有群主" in await guest.acts("/管理员 添加 小明")
        assert guest.status == 422
    await world.operator("老周")
    forms = [each.command for each in await blocks_of(world, ADMINS, group.admin) if isinstance(each, Form)]
    assert forms == ["/管理员 添加 {who}", "/管理员 群主 {owner}"]


async def test_exports_come_as_downloads(world: World, group: GroupChat, guest: Guest) -> None:
    """Whatever a command makes a file of."""
    await group.owner.says("/投放 添加 每天 08:30\n早")
    await group.owner.says("/接龙 发起 周六爬山")
    group.heard()
    await guest.opens("/office/g/1/export")
    acts = [
        act for block in await blocks_of(world, EXPORT, group.owner) if isinstance(block, Acts) for act in block.acts
    ]
    for act in acts:
        assert b"\xe6\x97\xa9" in await downloaded(guest, act)
    await guest.acts("/接龙 导出 {signup}", {"signup": "1"})
    assert "下载" in guest.text


async def downloaded(guest: Guest, act: Act) -> bytes:
    """What the link holds that pressing this button leads to."""
    await guest.acts(act.command)
    found = re.search(r'href="(/office/file/[^"]+)"', guest.html)
    assert found is not None, guest.text
    answer = await guest.client.get(found[1])
    return await answer.read()


async def test_what_members_write_stays_text(group: GroupChat, guest: Guest) -> None:
    """In the outbox too, where the bot quotes them."""
    await group.owner.says("/群规 设置\n<script>alert(1)</script>")
    await group.member.says("群规")
    assert "<script>alert(1)</script>" in await guest.opens("/office/g/1/outbox")
    assert "<script>alert" not in guest.html


async def test_the_pages_in_english(world: World, group: GroupChat, guest: Guest) -> None:
    """Their commands are English, and are understood."""
    world.platform.fail_sends("permanent", 1)
    await group.member.says("/身份")
    number = (await outbox_of(world, group.owner, state="open"))["没发成"].cells[0]
    assert "could not be sent" in await guest.opens("/office/g/1/outbox?lang=en")
    assert f'value="/resend {number}"' in guest.html
    assert "will not be sent" in await guest.acts(f"/skip {number}")
    assert "can be undone" in await guest.opens("/office/g/1/history")
    assert "Admins" in await guest.opens("/office/g/1/admins")
    assert "Calendar (.ics)" in await guest.opens("/office/g/1/export")
