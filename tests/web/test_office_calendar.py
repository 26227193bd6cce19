"""The calendar of the office: all that is coming, and what can be done about it there."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.pages import Chart, Go, Table
from plugins.drops.calendar.page import PAGE
from tests.web.office import Guest, blocks_of, office_of
from tests.world import GroupChat, World

HERE = "/office/g/1/calendar"


@pytest.fixture
async def guest(world: World, group: GroupChat) -> AsyncIterator[Guest]:
    """The owner's browser, let in."""
    async with office_of(world) as guest:
        yield await guest.come_in(group.owner)


async def test_an_empty_calendar_says_what_to_do_first(guest: Guest) -> None:
    """And leads to where it is done."""
    assert "先加一条投放" in await guest.opens(HERE)
    assert '"/office/g/1/drops"' in guest.html
    assert "add a drop first" in await guest.opens(f"{HERE}?lang=en")


async def test_each_day_has_what_comes_whoever_plans_it(world: World, group: GroupChat, guest: Guest) -> None:
    """Drops and campaigns stand side by side, in order of time, with the group's clock."""
    await group.owner.says("/投放 添加 每天 08:30 早报\n早")
    await group.owner.says("/活动 开始 双11")
    text = await guest.opens(HERE)
    assert "Asia/Shanghai" in text
    tables = [block for block in await blocks_of(world, PAGE, group.owner) if isinstance(block, Table)]
    assert sum(len(table.rows) for table in tables) == 30
    assert tables[0].rows[0].cells == ("08:30 投放", Go("#1 早报", "drops", {"drop": "1"}))
    assert [act.command for act in tables[0].rows[0].acts] == ["/投放 跳过 1", "/投放 暂停 1"]
    assert not tables[1].rows[0].acts


async def test_a_post_is_skipped_paused_and_resumed(group: GroupChat, guest: Guest) -> None:
    """As by the chat's commands, which is how they are told and taken back."""
    await group.owner.says("/投放 添加 每天 08:30 早报\n早")
    group.heard()
    await guest.opens(HERE)
    assert "跳过 1 次" in await guest.acts("/投放 跳过 1")
    assert "暂停着的投放" in await guest.acts("/投放 暂停 1")
    await group.owner.says("/历史")
    group.bot_replied("暂停了投放", "跳过 1 次")
    await group.owner.says("/撤销")
    group.bot_replied("撤销")
    assert "暂停着的投放" not in await guest.opens(HERE)
    await guest.acts("/投放 暂停 1")
    assert "暂停着的投放" not in await guest.acts("/投放 恢复 1")


async def test_the_next_time_of_a_post_is_moved(world: World, group: GroupChat, guest: Guest) -> None:
    """By choosing which and saying where to; it has its own line, and can be taken back."""
    await group.owner.says("/投放 添加 每天 08:30 早报\n早")
    await group.owner.says("/活动 开始 双11")
    group.heard()
    text = await guest.opens(HERE)
    assert "#1 早报，2026-03-03 周二 08:30" in text
    assert "2026-03-04 周三 08:30）" not in text
    moved = await guest.acts("/投放 挪 {n} {when}", {"n": "1", "when": "明天 20:00"})
    assert "#1 早报（从 2026-03-03 周二 08:30 挪来）" in moved
    tables = [block for block in await blocks_of(world, PAGE, group.owner) if isinstance(block, Table)]
    assert tables[0].rows[0].cells[0] == "20:00 投放"
    assert [act.command for act in tables[0].rows[0].acts] == ["/投放 跳过 1", "/投放 暂停 1"]
    assert "本来就会再发一次" in await guest.acts("/投放 挪 {n} {when}", {"n": "1", "when": "2026-03-05 9:00"})
    await group.owner.says("/撤销")
    assert "挪来" not in await guest.opens(HERE)
    assert "Move a post" in await guest.opens(f"{HERE}?lang=en")


async def test_the_month_is_drawn_as_in_chat(world: World, group: GroupChat, guest: Guest) -> None:
    """Light and dark, for any month one may ask for; a strange month is the present one."""
    await group.owner.says("/投放 添加 每天 08:30 早报\n早")
    (chart,) = [block for block in await blocks_of(world, PAGE, group.owner) if isinstance(block, Chart)]
    pictures: list[bytes] = []
    for query in ("on=light", "on=dark", "month=2027-01", "month=nonsense"):
        answer = await guest.client.get(f"{HERE}/{chart.name}.png?{query}")
        pictures.append(await answer.read())
        assert pictures[-1].startswith(b"\x89PNG")
    assert pictures[0] != pictures[1]
    assert pictures[0] == pictures[3]


async def test_months_are_turned_over(world: World, group: GroupChat, guest: Guest) -> None:
    """Those to come, and those that were with what went out in them."""
    await group.owner.says("/投放 添加 每天 08:30 早报\n早")
    await world.advance(days=12)
    await guest.come_in(group.owner)
    now = world.clock.now()
    assert f"{now - timedelta(days=1):%Y-%m-%d}" in await guest.opens(f"{HERE}?month={now:%Y-%m}")
    assert "早报" in guest.text
    assert "2026-04-30" in await guest.opens(f"{HERE}?month=2026-04")
    assert "先加一条投放" in await guest.opens(f"{HERE}?month=2028-01")


async def test_calendar_and_rehearsal_can_be_had(group: GroupChat, guest: Guest) -> None:
    """A file for the phone, and what will really be posted."""
    await group.owner.says("/投放 添加 每天 08:30 早报\n早")
    await guest.opens(HERE)
    assert "会发" in await guest.acts("/预演 7天")
    assert ".ics" in await guest.acts("/投放 日历 ics")
    assert "/office/file/" in guest.html


async def test_what_goes_to_several_groups_is_seen_but_done_on_its_own_page(world: World, group: GroupChat) -> None:
    """Only its author may change it, and the page of the drop knows who looks."""
    await group.owner.whispers("/标签 添加 #读书 1")
    await group.owner.whispers("/投放 添加 每天 08:30 总部 #读书\n早")
    tables = [block for block in await blocks_of(world, PAGE, group.owner) if isinstance(block, Table)]
    assert tables[0].rows[0].cells[1] == Go("#1 总部", "drops", {"drop": "1"})
    assert not tables[0].rows[0].acts


async def test_what_people_wrote_stays_words(group: GroupChat, guest: Guest) -> None:
    """A title is never markup."""
    await group.owner.says("/投放 添加 每天 08:30 <script>x</script>\n早")
    await guest.opens(HERE)
    assert "<script>x" not in guest.html
    assert "&lt;script&gt;x" in guest.html
