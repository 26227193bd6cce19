"""The owner's pages: how one comes in, what one sees, what one does there."""

from collections.abc import AsyncIterator

import pytest

from tests.web.office import LINK, Guest, office_of
from tests.world import GroupChat, World


@pytest.fixture
async def guest(world: World) -> AsyncIterator[Guest]:
    """A browser."""
    async with office_of(world) as guest:
        yield guest


async def test_a_link_works_once(world: World, group: GroupChat, guest: Guest) -> None:
    """It lets one browser in; whoever finds it later is told how to get another."""
    await group.owner.whispers("/后台")
    found = LINK.search(group.owner.was_told("10 分钟"))
    assert found is not None
    assert "进入" in await guest.opens(found[0])
    assert group.name in await guest.sends("/office/in", {"link": found[0].rpartition("/")[2]})
    assert guest.path == "/office"
    async with office_of(world) as other:
        assert "用过了" in await other.sends("/office/in", {"link": found[0].rpartition("/")[2]})
        assert other.status == 410
        assert "请先进门" in await other.opens("/office")


async def test_an_old_link_is_no_good(world: World, group: GroupChat, guest: Guest) -> None:
    """Ten minutes it lasts."""
    await group.owner.whispers("/后台")
    found = LINK.search(group.owner.was_told())
    assert found is not None
    await world.advance(minutes=10)
    assert "用过了" in await guest.sends("/office/in", {"link": found[0].rpartition("/")[2]})


async def test_the_link_is_not_given_in_a_group_nor_to_a_member(group: GroupChat) -> None:
    """It is for who manages a group, in private."""
    await group.owner.says("/后台")
    group.bot_replied("私聊我")
    await group.member.whispers("/后台")
    assert "/office/in/" not in group.member.was_told()


async def test_logging_out_ends_every_session(group: GroupChat, guest: Guest) -> None:
    """By the page's own button, or for all devices by the chat."""
    await guest.come_in(group.owner)
    await group.owner.whispers("/后台 退出")
    assert "请先进门" in await guest.opens("/office")
    await guest.come_in(group.owner)
    await guest.sends("/office/out", {"csrf": guest.csrf})
    assert "请先进门" in await guest.opens("/office")


async def test_another_owners_group_is_no_group(world: World, group: GroupChat, guest: Guest) -> None:
    """Neither listed, nor shown, nor acted on; the answer is that of a group that does not exist."""
    await world.group("别人的群", "别人", "路人")
    await guest.come_in(group.owner)
    assert "别人的群" not in await guest.opens("/office")
    await guest.opens("/office/g/1/home")
    token = guest.csrf
    theirs, nothing = await guest.opens("/office/g/2/home"), await guest.opens("/office/g/99/home")
    assert theirs == nothing
    assert "没有这一页" in theirs
    fields = {"csrf": token, "key": "k" * 20, "command": "/暂停"}
    assert "没有这一页" in await guest.sends("/office/g/2/home", fields)


async def test_what_is_done_is_the_command_with_its_history_and_undo(group: GroupChat, guest: Guest) -> None:
    """The chat and the page are two ways to say the same."""
    await guest.come_in(group.owner)
    await guest.opens("/office/g/1/home")
    assert "好了" in await guest.acts("{line}\n{text}", {"line": "/群定位 设置", "text": "一起读书"})
    await group.owner.says("/历史")
    group.bot_replied("群定位")
    await group.owner.says("/撤销")
    group.bot_replied("撤销")


async def test_a_button_pressed_twice_acts_once(group: GroupChat, guest: Guest) -> None:
    """The second press is told what the first did."""
    await guest.come_in(group.owner)
    await guest.opens("/office/g/1/home")
    given = {"csrf": guest.csrf, "key": "pressed-twice-by-mistake", "command": "/投放 添加 每天 08:30\n早"}
    first = await guest.sends("/office/g/1/home", given)
    assert await guest.sends("/office/g/1/home", given) == first
    await group.owner.says("/投放")
    group.bot_replied("共 1 条")


async def test_a_form_without_the_sessions_token_does_nothing(group: GroupChat, guest: Guest) -> None:
    """Another site can post a form, but not this."""
    await guest.come_in(group.owner)
    await guest.opens("/office/g/1/home")
    given = {"csrf": "0" * 64, "key": "k" * 20, "command": "/暂停"}
    assert "过期" in await guest.sends("/office/g/1/home", given)
    assert guest.status == 403
    await group.owner.says("/群定位")
    group.bot_replied()


async def test_a_slip_is_told_and_what_was_written_stays(group: GroupChat, guest: Guest) -> None:
    """Nothing was done, and the example is the chat's."""
    await guest.come_in(group.owner)
    await guest.opens("/office/g/1/home")
    assert "没有做成" in await guest.acts("{line}\n{text}", {"line": "/投放 添加 昨天 8:30", "text": "早"})
    assert guest.status == 422


async def test_the_language_that_was_chosen_stays(group: GroupChat, guest: Guest) -> None:
    """For this browser, whatever the bot speaks."""
    await guest.come_in(group.owner)
    assert "My groups" in await guest.opens("/office?lang=en")
    assert "Overview" in await guest.opens("/office/g/1/home")
    assert "概况" in await guest.opens("/office/g/1/home?lang=zh")
