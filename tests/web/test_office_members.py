"""The page on members: kinds, who has long been silent, the white list and cleaning."""

from collections.abc import AsyncIterator

import pytest

from bot.pages import Act, Chart, Facts, Form, Go, Table
from plugins.nudges.cleaning.page import PAGE
from tests.plugins.silences import WITHOUT_HOURLY, fallen_silent, is_in
from tests.web.office import Guest, blocks_of, office_of
from tests.world import GroupChat, World, open_world

ROGUE = "<script>阿木</script>"
ADDRESS = "/office/g/1/members"


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    """A running bot without what is done every hour."""
    async with open_world(sqlite_url, WITHOUT_HOURLY) as opened:
        yield opened


@pytest.fixture
async def quiet(world: World) -> GroupChat:
    """A group in which three have said nothing for forty days."""
    return await fallen_silent(world, "小林", "小叶", ROGUE)


@pytest.fixture
async def guest(world: World, quiet: GroupChat) -> AsyncIterator[Guest]:
    """The owner's browser."""
    async with office_of(world) as guest:
        yield await guest.come_in(quiet.owner)


async def test_kinds_and_who_is_silent(world: World, quiet: GroupChat, guest: Guest) -> None:
    """The picture in words, each kind with the way to it, and who has been silent as /潜水 30 tells."""
    await quiet["小叶"].whispers("别@我")
    text = await guest.opens(ADDRESS)
    assert "30 天没说话：6 人" in text
    assert "小林" in text
    assert "40 天没说话" in text
    assert "说过别@我" in text
    assert ROGUE in text
    assert ROGUE not in guest.html
    blocks = await blocks_of(world, PAGE, quiet.owner)
    told = next(block.told for block in blocks if isinstance(block, Chart))
    await quiet.admin.whispers("/成员")
    quiet.admin.private.heard()
    assert "「读书会」的 7 位成员" in told
    facts = dict(next(block.items for block in blocks if isinstance(block, Facts)))
    assert facts["潜水"] == Go("6", query={"kind": "lurker"})
    assert facts["已退群"] == "0"


async def test_the_picture_is_that_of_the_chat(guest: Guest) -> None:
    """On both grounds."""
    for ground in ("light", "dark"):
        answer = await guest.client.get(f"{ADDRESS}/members.png?on={ground}")
        assert answer.status == 200
        assert (await answer.read()).startswith(b"\x89PNG")


async def test_one_kind_at_a_time(world: World, quiet: GroupChat, guest: Guest) -> None:
    """By the links of the figures, and by days; what nobody knows is the usual list."""
    assert "请假：0 人" in await guest.opens(f"{ADDRESS}?kind=away")
    await quiet["小林"].whispers("/请假 7天")
    text = await guest.opens(f"{ADDRESS}?kind=away")
    assert "请假：1 人" in text
    assert "请假到" in text
    assert "90 天没说话：0 人" in await guest.opens(f"{ADDRESS}?days=90")
    assert "30 天没说话" in await guest.opens(f"{ADDRESS}?days=-5&kind=gone")
    assert "half-active: 1" in await guest.opens(f"{ADDRESS}?kind=half_active&lang=en")
    assert "less than a day" in guest.text


async def test_pages_of_twenty(world: World, quiet: GroupChat) -> None:
    """As in chat."""
    await quiet.joins(*(f"书友{n}" for n in range(1, 21)))
    await world.advance(days=35)
    [table] = [each for each in await blocks_of(world, PAGE, quiet.owner, page="2") if isinstance(each, Table)][:1]
    assert table.pages == 2
    assert len(table.rows) == 7


async def test_who_is_never_asked(world: World, quiet: GroupChat, guest: Guest) -> None:
    """Put on the white list by a button, and taken off again; the history knows it."""
    await guest.opens(ADDRESS)
    number = await number_of(world, quiet, "小林")
    assert "小林 在白名单上" in await guest.acts(f"/潜水 白名单 添加 #{number}")
    assert "白名单（清理时不问）：1 人" in guest.text
    await quiet.owner.whispers("/历史")
    quiet.owner.was_told("把 小林 加进白名单")
    await quiet.owner.whispers("/撤销")
    quiet.owner.was_told("撤销")
    assert "白名单（清理时不问）：0 人" in await guest.opens(ADDRESS)
    await guest.acts(f"/潜水 白名单 添加 #{number}")
    assert "不在白名单上" in await guest.acts(f"/潜水 白名单 删除 #{number}")


async def test_definitions_are_read_and_changed(world: World, quiet: GroupChat, guest: Guest) -> None:
    """With the chat's own words and bounds."""
    assert "新人：进群不到 7 天" in await guest.opens(ADDRESS)
    assert "新人改成 14 天" in await guest.acts("/成员 设置 {what} {days}天", {"what": "新人", "days": "14"})
    assert "新人：进群不到 14 天" in guest.text
    assert "没有做成" in await guest.acts("/成员 设置 {what} {days}天", {"what": "渐远", "days": "100"})
    for block in await blocks_of(world, PAGE, quiet.owner):
        assert not isinstance(block, Form) or not block.is_open


async def test_a_cleaning_from_the_first_look_to_the_removal(world: World, quiet: GroupChat, guest: Guest) -> None:
    """A dry run, people are asked, who answers is off the list; the rest is removed once that is confirmed."""
    await guest.opens(ADDRESS)
    preview = await guest.acts("/潜水 清理 {days}", {"days": "30"})
    assert "小林" in preview
    assert "请确认" in preview
    await guest.opens(ADDRESS)
    assert "取消清理" not in guest.text
    await guest.acts("/潜水 清理 {days}", {"days": "30"})
    assert "去问" in await guest.says_yes()
    assert "位还没回音" in guest.text
    await world.advance(days=8)
    await guest.come_in(quiet.owner)
    number = await number_of(world, quiet, "小林")
    assert "没有回音的" in await guest.opens(ADDRESS)
    assert f"#{number}" in guest.text
    await quiet["小叶"].says("我还在")
    [listed] = [
        b for b in await blocks_of(world, PAGE, quiet.owner) if isinstance(b, Table) and b.title == "没有回音的"
    ]
    assert "小叶" not in [row.cells[1] for row in listed.rows]
    await guest.opens(ADDRESS)
    await guest.acts("/潜水 清理 移出 除 {numbers}", {"numbers": str(number)})
    assert "移出了不能撤销" in guest.text
    await guest.says_yes()
    await world.advance(days=1)
    assert is_in(quiet, "小林")
    assert is_in(quiet, "小叶")
    assert not is_in(quiet, ROGUE)


async def test_a_cleaning_is_called_off(world: World, quiet: GroupChat, guest: Guest) -> None:
    """By one button; nobody is removed."""
    await guest.opens(ADDRESS)
    await guest.acts("/潜水 清理 {days}", {"days": "30"})
    await guest.says_yes()
    assert "清理取消了" in await guest.acts("/潜水 清理 取消")
    assert "问问谁还想留下" in guest.text
    assert "给 14 天" in await guest.acts("/潜水 清理 期限 {days}天", {"days": "14"})


async def test_who_is_forgotten_stays_nameless(world: World, quiet: GroupChat, guest: Guest) -> None:
    """As in chat."""
    await quiet["小林"].whispers("/忘记我")
    await quiet["小林"].whispers("确认")
    assert "小林" not in await guest.opens(ADDRESS)


async def number_of(world: World, group: GroupChat, name: str) -> int:
    """The number chat calls somebody by."""
    blocks = await blocks_of(world, PAGE, group.owner)
    rows = [row for block in blocks if isinstance(block, Table) for row in block.rows]
    found = next(row.cells[0] for row in rows if row.cells[1] == name)
    assert isinstance(found, str)
    assert all(isinstance(act, Act) for row in rows for act in row.acts)
    return int(found.removeprefix("#"))
