"""The page of activities: group buys, lotteries, polls and codes, each with the chat's own commands."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from bot.pages import Chart, Form
from bot.web.office.composing import compose
from plugins.campaigns.activities_page import PAGE
from plugins.campaigns.calendar.page import PAGE as DAYS
from storage.tables import Event
from tests.web.office import Guest, blocks_of, office_of
from tests.world import GroupChat, Human, World

HERE = "/office/g/1/activities"
PATIENCE_S = 30
CODES = "ABC123\nABC124"


@pytest.fixture
async def guest(world: World, group: GroupChat) -> AsyncIterator[Guest]:
    """The owner's browser, let in."""
    async with office_of(world) as guest:
        await guest.come_in(group.owner)
        yield guest


async def form_of(world: World, who: Human, holds: str, **query: str) -> str:
    """The command of the form on the page that says this."""
    forms = [each for each in await blocks_of(world, PAGE, who, **query) if isinstance(each, Form)]
    return next(each.command for each in forms if holds in each.command)


async def test_without_anything_there_is_a_form_for_each(world: World, group: GroupChat, guest: Guest) -> None:
    """And every kind can be looked at alone."""
    seen = await guest.opens(HERE)
    assert all(words in seen for words in ("最近没有拼团", "还没有抽奖", "还没有投票", "你还没有优惠码"))
    assert "最近没有拼团" not in await guest.opens(f"{HERE}?kind=poll")
    await blocks_of(world, PAGE, group.owner)


async def test_a_group_buy_from_opening_to_its_end(world: World, group: GroupChat, guest: Guest) -> None:
    """How far it is, who wants how many, another deadline, what follows, the table, the end."""
    await guest.opens(HERE)
    fields = {
        "item": "新疆红枣",
        "tiers": "10份 99, 30份 89",
        "until": "周五 20:00",
        "each": "8",
        "next": "周日统一发货",
    }
    command = await form_of(world, group.owner, "/拼团 新建")
    assert compose(command, fields).endswith("截止 周五 20:00 每人最多 8\n周日统一发货")
    assert "拼团 #1 开好了" in await guest.acts(command, fields)
    group.bot_replied("新疆红枣", "每份 99 元")
    await group["小明"].says("拼 3")
    await group["小红"].says("拼 8")
    seen = await guest.opens(f"{HERE}?groupbuy=1")
    assert "11 份，每份 99 元" in seen
    assert "小明" in seen
    assert "周日统一发货" in seen
    extend = await form_of(world, group.owner, "/拼团 延期 1", groupbuy="1")
    assert "#1 改到" in await guest.acts(extend, {"until": "周日 20:00"})
    follow = await form_of(world, group.owner, "/拼团 下一步 1", groupbuy="1")
    assert "到店自取" in await guest.acts(follow, {"next": "到店自取"})
    await group.owner.says("/历史")
    group.heard()
    assert "下载 拼团 1 新疆红枣.csv" in await guest.acts("/拼团 导出 1")
    assert "按每份 99 元成团" in await guest.acts("/拼团 结束 1")
    assert "#1 结束了" in await guest.says_yes()
    assert "拼成了" in await guest.opens(HERE)
    await blocks_of(world, PAGE, group.owner, groupbuy="1")


async def test_a_lottery_is_opened_drawn_and_passed_on(world: World, group: GroupChat, guest: Guest) -> None:
    """Its secret is on no page before the draw."""
    await guest.opens(HERE)
    command = await form_of(world, group.owner, "/抽奖 新建")
    fields = {"title": "周年抽奖", "prizes": "一等奖x1 耳机", "until": "周五 20:00", "claim": "3天"}
    assert "抽奖 #1「周年抽奖」开好了" in await guest.acts(command, fields)
    for name in ("小明", "小红"):
        await group[name].says("抽奖")
    seen = await guest.opens(f"{HERE}?lottery=1")
    assert "一等奖 × 1：耳机" in seen
    assert "还没有开奖" in seen
    assert "已有 2 人参加" in await guest.acts("/抽奖 开奖 1")
    await guest.says_yes()
    await world.advance(minutes=3)
    group.heard()
    seen = await guest.opens(f"{HERE}?lottery=1")
    assert "等人来领" in seen
    code = guest.html.partition('<option value="')[2].partition('"')[0]
    again = await form_of(world, group.owner, "/抽奖 重抽 1", lottery="1")
    assert "给顺位的下一位" in await guest.acts(again, {"code": code, "reason": "没来领奖"})
    await guest.says_yes()
    assert "没来领奖" in "".join(group.heard())
    assert "换人了" in await guest.opens(f"{HERE}?lottery=1")
    assert "下载 抽奖1.json" in await guest.acts("/抽奖 验证 1")
    await blocks_of(world, PAGE, group.owner, lottery="1")


async def test_a_lottery_is_cancelled_with_a_reason(world: World, group: GroupChat, guest: Guest) -> None:
    """The group hears it."""
    await group.owner.says("/抽奖 新建 周年抽奖 一等奖x1 耳机 截止 周五 20:00")
    group.heard()
    await guest.opens(f"{HERE}?lottery=1")
    command = await form_of(world, group.owner, "/抽奖 取消 1", lottery="1")
    assert "不能撤销" in await guest.acts(command, {"reason": "奖品没到"})
    assert "抽奖 #1 取消了" in await guest.says_yes()
    group.bot_replied("取消了", "奖品没到")
    assert "已取消" in await guest.opens(HERE)


async def test_a_poll_is_asked_watched_and_ended(world: World, group: GroupChat, guest: Guest) -> None:
    """As words and as the chat's picture; what members wrote stays words."""
    await guest.opens(HERE)
    command = await form_of(world, group.owner, "/投票 新建")
    fields = {"question": "下周读什么", "options": "小说\n<b>散文</b>", "until": "周五 20:00", "secrecy": ""}
    assert "发起了投票 #1" in await guest.acts(command, fields)
    group.bot_replied("下周读什么", "1. 小说")
    await group["小明"].says("投票 2")
    seen = await guest.opens(f"{HERE}?poll=1")
    assert "2. <b>散文</b>　1 票" in seen
    assert "<b>散文" not in guest.html
    assert any(isinstance(each, Chart) for each in await blocks_of(world, PAGE, group.owner, poll="1"))
    picture = await guest.client.get(f"{HERE}/poll.png?poll=1&on=dark")
    assert (await picture.read()).startswith(b"\x89PNG")
    assert (await guest.client.get(f"{HERE}/poll.png?poll=9")).status == 404
    assert "已有 1 人投票" in await guest.acts("/投票 结束 1")
    assert "投票 #1 结束了" in await guest.says_yes()
    assert "小明" in await guest.opens(f"{HERE}?poll=1")
    assert "已结束" in await guest.opens(HERE)


async def test_an_anonymous_poll_names_nobody(world: World, group: GroupChat, guest: Guest) -> None:
    """Neither while it is open nor after; several may be chosen; cancelled it can be gone on with."""
    await guest.opens(HERE)
    command = await form_of(world, group.owner, "/投票 新建")
    fields = {"question": "谁来带队", "options": "老周\n阿宁\n轮流", "choices": "2", "secrecy": "匿名"}
    await guest.acts(command, fields)
    group.bot_replied("匿名", "最多选 2 个")
    await group["小明"].whispers("投票 1 2")
    assert "小明" not in await guest.opens(f"{HERE}?poll=1")
    assert "投票 #1 取消了" in await guest.acts("/投票 取消 1")
    await group.owner.says("/撤销")
    group.heard()
    await group.owner.says("/投票 结束 1")
    await group.owner.says("确认")
    assert "小明" not in await guest.opens(f"{HERE}?poll=1")


async def test_codes_are_taken_in_and_never_shown(world: World, group: GroupChat, guest: Guest) -> None:
    """Only how many are where; what was sent is nowhere kept but where codes are."""
    await guest.opens(HERE)
    command = await form_of(world, group.owner, "/优惠码 新建")
    fields = {"title": "老友券", "until": "周日 22:00", "condition": "", "campaign": "", "codes": CODES}
    assert "收好了 #1 老友券：2 个码" in await guest.acts(command, fields)
    await group["小明"].whispers("领码")
    assert "ABC12" in group["小明"].was_told("老友券")
    for path in (HERE, f"{HERE}?codes=1", "/office/g/1/home"):
        await guest.opens(path)
        assert "ABC12" not in guest.html
    assert "1 / 2" in await guest.opens(f"{HERE}?codes=1")
    assert "只有数目" in guest.text
    add = await form_of(world, group.owner, "/优惠码 追加 1", codes="1")
    assert "没有新的" in await guest.acts(add, {"codes": CODES})
    assert guest.status == 422
    assert "加了 1 个码" in await guest.acts(add, {"codes": "ABC125"})
    assert "ABC12" not in guest.html
    assert "#1 老友券 关了" in await guest.acts("/优惠码 关闭 1")
    assert "已关" in await guest.opens(HERE)
    assert world.app is not None
    assert world.app.bot is not None
    async with world.app.bot.services.db.read() as session:
        kept = await session.scalars(select(Event.payload).where(Event.kind == "ordered"))
        assert not [each for each in kept if "ABC12" in str(each)]


async def test_codes_of_another_admin_are_not_there(world: World, group: GroupChat) -> None:
    """A list is its owner's alone, and for the groups it was made for."""
    await group.owner.whispers(f"/优惠码 新建 老友券\n{CODES}")
    async with office_of(world) as guest:
        await guest.come_in(group.admin)
        assert "老友券" not in await guest.opens(HERE)
        assert "老友券" not in await guest.opens(f"{HERE}?codes=1")
    await world.group("新群", "阿宁", "小明")
    async with office_of(world) as guest:
        await guest.come_in(group.owner)
        assert "老友券" in await guest.opens(HERE)
        assert "老友券" not in await guest.opens("/office/g/2/activities")


async def test_codes_that_wait_for_a_campaign_are_there(world: World, group: GroupChat, guest: Guest) -> None:
    """On the page of the group that the campaign is for."""
    await group.owner.says("/活动 新建 劳动节 店名=小店 优惠=满100减10")
    await group.owner.says("确认")
    await world.group("新群", "阿宁", "小明")
    await guest.opens(HERE)
    command = await form_of(world, group.owner, "/优惠码 新建")
    assert "等活动 #1" in await guest.acts(command, {"title": "五一券", "campaign": "1", "codes": CODES})
    assert "五一券" in await guest.opens(HERE)
    assert "五一券" not in await guest.opens("/office/g/2/activities")


async def test_what_another_group_has_is_not_there(world: World, group: GroupChat, guest: Guest) -> None:
    """By its number neither; the page is shown as if nothing had been asked for."""
    other = await world.group("别人的群", "别人", "路人")
    await other.owner.says("/投票 新建 别人的事\n好\n不好")
    await other.owner.says("/拼团 新建 别人的枣 10份 99 截止 周五 20:00")
    await other.owner.says("/抽奖 新建 别人的奖 一等奖x1 耳机 截止 周五 20:00")
    for query in ("", "?poll=1", "?groupbuy=1", "?lottery=1"):
        assert "别人的" not in await guest.opens(f"{HERE}{query}")
    assert (await guest.client.get(f"{HERE}/poll.png?poll=1")).status == 404


async def test_the_page_hears_of_a_vote_at_once(group: GroupChat, guest: Guest) -> None:
    """As it does of every number that changes."""
    await group.owner.says("/投票 新建 下周读什么\n小说\n散文")
    async with guest.client.get(f"{HERE}/live") as stream:
        await group["小明"].says("投票 2")
        async with asyncio.timeout(PATIENCE_S):
            assert await stream.content.readline() == b"data: changed\n"


async def test_the_page_in_english(world: World, group: GroupChat, guest: Guest) -> None:
    """A group buy is opened by what is said in English."""
    assert "Open a group buy" in await guest.opens(f"{HERE}?lang=en")
    command = "/groupbuy new {item} {tiers} until {until} [each {each}] [stock {stock}]\n{next}"
    assert command in guest.html
    fields = {"item": "red dates", "tiers": "10 boxes 99, 30 boxes 89", "until": "fri 20:00"}
    assert "Group buy #1 is open" in await guest.acts(command, fields)
    assert "red dates" in await guest.opens(HERE)


async def test_the_days_of_a_group_are_noted_and_dropped(world: World, group: GroupChat, guest: Guest) -> None:
    """On a page of their own, with what the calendar has besides; each with its way back."""
    here = "/office/g/1/days"
    assert "还没有" in await guest.opens(here)
    await blocks_of(world, DAYS, group.owner)
    assert "记下了 #1 群生日" in await guest.acts("/日历 添加 {name} {date}", {"name": "群生日", "date": "2024-05-20"})
    seen = await guest.opens(here)
    assert "2026-05-20 周三" in seen
    assert "接下来 30 天" in seen
    assert (await (await guest.client.get(f"{here}/month.png?on=dark")).read()).startswith(b"\x89PNG")
    assert "去掉了 #1 群生日" in await guest.acts("/日历 删除 1")
    await group.owner.says("/撤销")
    group.bot_replied("撤销")
    assert "群生日" in await guest.opens(here)
