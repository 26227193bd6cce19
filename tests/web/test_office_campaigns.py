"""The page of campaigns: from choosing a scene to the recap, with everything the chat's /活动 can do."""

from collections.abc import AsyncIterator

import pytest

from bot.pages import Chart, Form, Go, Row, Table
from plugins.campaigns.page import PAGE
from tests.plugins.scenes import GOOD
from tests.web.office import Guest, blocks_of, office_of
from tests.world import GroupChat, Human, World

HERE = "/office/g/1/campaigns"
FILLED = {"product": "手工皂礼盒", "price": "99元", "link": "", "_day": "2026-03-14"}
"""The clock stands at Monday 2026-03-02, 10:00."""


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


async def begun(world: World, group: GroupChat, guest: Guest) -> None:
    """A campaign that was made and started on the page."""
    await group.owner.says("/群定位 配比 不限")
    await group.owner.says("/群定位 间隔 不限")
    await guest.opens(f"{HERE}?scene=double-11")
    await guest.acts(await form_of(world, group.owner, "/活动 新建", scene="double-11"), FILLED)
    await guest.opens(f"{HERE}?campaign=1")
    await guest.acts("/活动 开始 1")
    await guest.says_yes()
    group.heard()


async def test_without_any_the_scenes_are_shown(world: World, group: GroupChat, guest: Guest) -> None:
    """The next to come first, each a link to its form."""
    seen = await guest.opens(HERE)
    assert "还没有活动" in seen
    assert seen.index("母亲节") < seen.index("端午节") < seen.index("双11")
    await blocks_of(world, PAGE, group.owner)
    assert "/office/g/1/campaigns?scene=double-11" in guest.html
    assert "新疆红枣" in (await guest.opens(f"{HERE}?scene=double-11") and guest.html)
    assert "全部模板" in await guest.opens(f"{HERE}?scene=no-such")


async def test_a_draft_is_made_looked_through_and_begun(world: World, group: GroupChat, guest: Guest) -> None:
    """Nothing begins before the preview was said yes to, and no second draft is made of it."""
    await guest.opens(f"{HERE}?scene=double-11")
    command = await form_of(world, group.owner, "/活动 新建", scene="double-11")
    assert "「商品」要填" in await guest.acts(command, {**FILLED, "product": ""})
    assert "草稿 #1 双11 做好了" in await guest.acts(command, FILLED)
    assert "用它办的" in guest.text
    seen = await guest.opens(f"{HERE}?campaign=1")
    assert "2026-03-13 周五 20:00" in seen
    assert "手工皂礼盒，99元" in seen
    assert "请确认" in await guest.acts("/活动 开始 1")
    assert "活动 #1 双11 开始了" in await guest.says_yes()
    assert "进行中" in await guest.opens(HERE)
    await group.owner.says("/活动")
    group.bot_replied("活动 1 场", "#1 双11", "进行中")
    await world.advance(days=12)
    assert "双11 又快到了" in group.heard()[0]
    await guest.come_in(group.owner)
    assert "已发" in await guest.opens(f"{HERE}?campaign=1")


async def test_a_step_gets_another_time_and_text_and_back(world: World, group: GroupChat, guest: Guest) -> None:
    """Its text as it stands is in the form; what members see follows, and the history takes it back."""
    await begun(world, group, guest)
    await guest.opens(f"{HERE}?campaign=1&step=6")
    assert "{商品}" in guest.html
    assert "有 2 种写法" in await guest.opens(f"{HERE}?campaign=1&step=4")
    command = await form_of(world, group.owner, "/活动 修改 1 3", campaign="1", step="3")
    said = await guest.acts(command, {"when": "T-1天 19:00", "text": "明晚见：{商品}\n<script>x</script>"})
    assert "已改好 #1 第 3 步" in said
    assert "2026-03-13 周五 19:00" in said
    assert "明晚见：手工皂礼盒" in said
    assert "<script>x" not in guest.html
    await group.owner.says("/历史")
    group.bot_replied("修改活动 #1 第 3 步")
    await group.owner.says("/撤销")
    group.bot_replied("撤销")
    assert "明晚见" not in await guest.opens(f"{HERE}?campaign=1")


async def test_what_was_filled_in_is_changed(world: World, group: GroupChat, guest: Guest) -> None:
    """All its steps say the new words."""
    await begun(world, group, guest)
    await guest.opens(f"{HERE}?campaign=1")
    command = await form_of(world, group.owner, "/活动 修改 1 商品=", campaign="1")
    assert "已改好 #1" in await guest.acts(command, {"product": "红枣", "price": "89元", "link": ""})
    assert "红枣，89元" in await guest.opens(f"{HERE}?campaign=1")


async def test_pausing_resuming_and_calling_off(world: World, group: GroupChat, guest: Guest) -> None:
    """Buttons for what is possible now, and no others."""
    await begun(world, group, guest)
    await guest.opens(f"{HERE}?campaign=1")
    assert "/活动 恢复 1" not in guest.html
    assert "活动 #1 已暂停" in await guest.acts("/活动 暂停 1")
    assert "/活动 暂停 1" not in guest.html
    assert "活动 #1 继续" in await guest.acts("/活动 恢复 1")
    assert "还没发的" in await guest.acts("/活动 取消 1 通知")
    assert "活动 #1 已取消" in await guest.says_yes()
    assert "/活动 取消 1" not in await guest.opens(f"{HERE}?campaign=1")
    await world.advance(days=15)
    group.bot_stayed_silent()


async def test_it_is_had_again_and_kept_as_a_scene(world: World, group: GroupChat, guest: Guest) -> None:
    """As a draft on another day; as a scene of one's own among the others, to be deleted again."""
    await begun(world, group, guest)
    await guest.opens(f"{HERE}?campaign=1")
    again = await form_of(world, group.owner, "/活动 复制 1", campaign="1")
    assert "草稿 #2 双11 做好了" in await guest.acts(again, {"date": "2026-06-01"})
    assert "草稿 #3 双11 做好了" in await guest.acts(again, {"date": ""})
    assert "已存成模板「我的店庆」" in await guest.acts("/活动 保存 1 {name}", {"name": "我的店庆"})
    assert "我的店庆" in await guest.opens(f"{HERE}?scenes=all")
    assert "已删除模板「我的店庆」" in await guest.acts("/活动 忘掉 我的店庆")
    assert "我的店庆" not in await guest.opens(f"{HERE}?scenes=all")
    seen = await guest.opens(HERE)
    assert "2026-06-01" in seen
    assert "2026-11-11" in seen


async def test_an_own_scene_comes_as_a_file(world: World, group: GroupChat, guest: Guest) -> None:
    """Or all that is wrong with it is said."""
    await guest.opens(f"{HERE}?scenes=all")
    assert "收下了模板「喝茶」，共 3 步" in await guest.acts("", upload=("tea.scene.toml", GOOD.encode()))
    assert "喝茶" in await guest.opens(f"{HERE}?scenes=all")
    assert "这个模板文件有几处要改" in await guest.acts("", upload=("tea.scene.toml", b"slug = 3"))
    assert guest.status == 422
    await blocks_of(world, PAGE, group.owner, scene="tea")


async def test_the_recap_is_told_and_drawn(world: World, group: GroupChat, guest: Guest) -> None:
    """Once something was posted, and on a light or dark ground."""
    await begun(world, group, guest)
    assert (await guest.client.get(f"{HERE}/recap.png?campaign=1")).status == 404
    await world.advance(days=3)
    await group["小明"].says("这次要买")
    assert "复盘" in await guest.opens(f"{HERE}?campaign=1")
    charts = [each for each in await blocks_of(world, PAGE, group.owner, campaign="1") if isinstance(each, Chart)]
    assert "活动 #1 双11 复盘" in charts[0].told
    light = await guest.client.get(f"{HERE}/recap.png?campaign=1&on=light")
    dark = await guest.client.get(f"{HERE}/recap.png?campaign=1&on=dark")
    assert light.content_type == "image/png"
    assert await light.read() != await dark.read()
    assert (await guest.client.get(f"{HERE}/recap.png?campaign=99")).status == 404


async def test_anothers_campaign_is_none(world: World, group: GroupChat, guest: Guest) -> None:
    """Neither shown by its number nor drawn."""
    other = await world.group("别人的群", "别人", "路人")
    await other.owner.says("/活动 新建 双11 商品=别家的皂 价格=9元 日期=2026-03-14")
    assert "别家的皂" not in await guest.opens(f"{HERE}?campaign=1")
    assert (await guest.client.get(f"{HERE}/recap.png?campaign=1")).status == 404
    await guest.opens(HERE)
    assert "没有 #1 这场活动" in await guest.acts("/活动 暂停 1")


async def test_a_set_of_groups_is_shown_without_the_others(world: World) -> None:
    """Who manages one of them sees what comes there; only its author changes it, and what others did stays theirs."""
    first, second = await world.group("一群", "阿宁", "小明"), await world.group("二群", "阿宁", "小红")
    await second.owner.says("/管理员 添加 @小红")
    await first.owner.whispers("/标签 添加 #老客 1-2")
    for chat in (first, second):
        await chat.owner.says("/群定位 配比 不限")
        await chat.owner.says("/群定位 间隔 不限")
    await first.owner.whispers("/活动 新建 双11 商品=皂 价格=9元 日期=2026-03-14 #老客")
    await first.owner.whispers("确认")
    await world.advance(days=3)
    async with office_of(world) as guest:
        await guest.come_in(second["小红"])
        seen = await guest.opens("/office/g/2/campaigns?campaign=1")
        assert "只有建它的人能改" in seen
        assert "带 #老客 的群" in seen
        assert "二群：参加" in seen
        assert "一群" not in seen
        assert "/活动 暂停 1" not in guest.html
        assert (await guest.client.get("/office/g/2/campaigns/recap.png?campaign=1")).status == 200


async def test_a_set_of_groups_gets_one_from_the_page(world: World, group: GroupChat, guest: Guest) -> None:
    """By its tag, with a look at how many it goes to; a copy may go to others."""
    other = await world.group("二群", "阿宁", "小明")
    await group.owner.whispers("/标签 添加 #老客 1-2")
    await guest.opens(f"{HERE}?scene=double-11")
    command = await form_of(world, group.owner, "/活动 新建", scene="double-11")
    await guest.acts(command, {**FILLED, "_tag": "老客"})
    assert "带 #老客 的群" in await guest.opens(f"{HERE}?campaign=1")
    assert "发到 2 个群" in await guest.acts("/活动 开始 1")
    await guest.says_yes()
    assert "双11" in await guest.opens("/office/g/2/campaigns")
    await world.advance(days=3)
    assert any("双11 又快到了" in each for each in other.heard())
    await guest.opens(f"{HERE}?campaign=1")
    again = await form_of(world, group.owner, "/活动 复制 1", campaign="1")
    assert "草稿 #2" in await guest.acts(again, {"date": "", "tag": "老客"})


async def test_the_list_leads_on_and_is_paged(world: World, group: GroupChat, guest: Guest) -> None:
    """What is not over first."""
    await begun(world, group, guest)
    for day in range(1, 12):
        await group.owner.says(f"/活动 新建 双11 商品=皂 价格=9 日期=2026-05-{day:02}")
    table = next(each for each in await blocks_of(world, PAGE, group.owner) if isinstance(each, Table))
    assert table.pages == 2
    assert isinstance(table.rows[0], Row)
    assert table.rows[0].cells[1] == Go("双11", query={"campaign": "1"})
    assert "2026-05-11" in await guest.opens(f"{HERE}?page=2")


async def test_the_page_in_english(world: World, group: GroupChat, guest: Guest) -> None:
    """A draft is made and begun by what is said in English."""
    seen = await guest.opens(f"{HERE}?scene=meetup&lang=en")
    assert "Make the draft" in seen
    command = guest.html.partition('name="command" value="/campaign new')[2].partition('"')[0]
    fields = {"place": "tea house", "time": "14:00", "seats": "20", "notice": "", "_day": "2026-03-14"}
    assert "The draft #1 Meetup is ready" in await guest.acts(f"/campaign new{command}", fields)
    assert "tea house" in await guest.opens(f"{HERE}?campaign=1&step=1")
    assert "Change step 1" in guest.text
