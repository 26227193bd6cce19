"""Feeds, in conversations: a real web server, a real fetch, and the clock in our hand."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, select, update

from plugins.drops.feeds import store
from plugins.drops.feeds.reading import Entry
from plugins.drops.feeds.tables import Feed, FeedSeen
from storage.engine import Database
from tests.fakes.site import Page, Site, open_site
from tests.plugins.conftest import settled_group
from tests.plugins.feeding import MORNING, item, next_morning, rss, subscribe
from tests.world import START, GroupChat, World, open_world


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """A website with a feed of two items."""
    async with open_site() as opened:
        opened["/feed"] = rss(item(2), item(1))
        yield opened


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    """A bot that may fetch from this machine."""
    async with open_world(sqlite_url, fetch_private="on", quiet_hours="") as opened:
        yield opened


async def only_news_are_posted(group: GroupChat, site: Site) -> None:
    """The first look is where we start from; then news come at their time, once."""
    await group.admin.says(f"/订阅源 添加 {site.url('/feed')} {MORNING}")
    group.bot_replied("订阅了「少数派」#1，下次 2026-03-03 周二 08:30（Asia/Shanghai）", "/撤销")
    both = "【少数派】\n\n第1篇\nhttp://example.org/1\n\n第2篇\nhttp://example.org/2"
    group.bot_replied("现有的不会发", "一次最多 3 条", both)
    await next_morning(group)
    group.bot_stayed_silent()
    site["/feed"] = rss(item(3), item(2), item(1))
    await group.world.advance(hours=1)
    group.bot_stayed_silent()
    await next_morning(group)
    assert group.bot_replied() == "【少数派】\n第3篇\nhttp://example.org/3"
    await next_morning(group)
    await next_morning(group)
    group.bot_stayed_silent()


async def test_only_news_are_posted(group: GroupChat, site: Site) -> None:
    """On SQLite."""
    await only_news_are_posted(group, site)


async def test_only_news_are_posted_on_postgresql(postgres_url: str, site: Site) -> None:
    """On PostgreSQL."""
    async with open_world(postgres_url, fetch_private="on") as world:
        await only_news_are_posted(await settled_group(world), site)


async def test_the_newest_go_out_and_the_rest_never_do(group: GroupChat, site: Site) -> None:
    """Ten new ones are no flood, neither now nor tomorrow; the list says how many were passed over."""
    await subscribe(group, site, f"{MORNING} 最多2条")
    site["/feed"] = rss(*(item(n) for n in range(12, 0, -1)))
    await next_morning(group)
    group.bot_replied("【少数派】\n\n第11篇\nhttp://example.org/11\n\n第12篇\nhttp://example.org/12")
    await next_morning(group)
    group.bot_stayed_silent()
    await group.admin.says("/订阅源 查看 1")
    group.bot_replied("每次最多 2 条，共发过 2 条，另有 8 条太多没发")


async def test_what_left_the_feed_and_comes_back_is_not_news(group: GroupChat, site: Site) -> None:
    """What was seen is remembered beyond the feed's window, for half a year."""
    await subscribe(group, site)
    site["/feed"] = rss(item(3))
    await next_morning(group)
    group.bot_replied("第3篇")
    site["/feed"] = rss(item(2), item(1), item(3))
    await next_morning(group)
    group.bot_stayed_silent()


async def test_what_stays_in_the_feed_is_never_forgotten(database_url: str) -> None:
    """What has left it for half a year is, on either database."""
    entries = [Entry((f"id{n}", f"link{n}"), f"第{n}篇", "", "", None) for n in range(300)]
    async with Database(database_url) as db:
        async with db.write() as session:
            await store.mark(session, 1, entries, START)
            await store.mark(session, 2, entries[:1], START)
        async with db.write() as session:
            await store.mark(session, 1, entries[200:], START + timedelta(days=200))
            await store.forget(session, 1, START + timedelta(days=20))
        async with db.read() as session:
            assert await store.known(session, 1, entries) == {key for entry in entries[200:] for key in entry.keys}
            assert await store.known(session, 2, entries) == {"id0", "link0"}


async def test_edited_entries_and_new_addresses_are_not_news(group: GroupChat, site: Site) -> None:
    """Who corrects a title or moves to https has said nothing new."""
    await subscribe(group, site)
    site["/feed"] = rss(item(2), item(1)).replace("第1篇", "第一篇（改）").replace("http://example", "https://example")
    await next_morning(group)
    group.bot_stayed_silent()


async def test_an_unchanged_feed_is_not_even_read(group: GroupChat, site: Site) -> None:
    """The site is told what we have and answers 304."""
    site["/feed"] = Page(
        rss(item(1)).encode(), headers={"ETag": '"1"', "Last-Modified": "Mon, 02 Mar 2026 00:00:00 GMT"}
    )
    await subscribe(group, site)
    await next_morning(group)
    assert site.asked[-1][1]["If-None-Match"] == '"1"'
    assert site.asked[-1][1]["If-Modified-Since"] == "Mon, 02 Mar 2026 00:00:00 GMT"
    group.bot_stayed_silent()
    site["/feed"] = Page(rss(item(2), item(1)).encode(), headers={"ETag": '"2"'})
    await next_morning(group)
    group.bot_replied("第2篇")
    await next_morning(group)
    assert site.asked[-1][1]["If-None-Match"] == '"2"'


async def test_words_of_a_site_are_only_words(group: GroupChat, site: Site) -> None:
    """No slot, no mention, no markup, no command, no link but to the web."""
    await subscribe(group, site)
    evil = "<item><title>{群名} &lt;b&gt;@所有人&lt;/b&gt; {{x}</title><link>javascript:alert(1)</link></item>"
    site["/feed"] = rss(evil, title="{昵称}")
    await next_morning(group)
    assert group.bot_replied(mentions=[]) == "【少数派】\n{群名} ＠所有人 {{x}"


async def test_an_item_can_read_otherwise(group: GroupChat, site: Site) -> None:
    """By a template of its own, in its five slots."""
    at = datetime.fromisoformat("2026-03-02T07:00:00+08:00")
    await subscribe(group, site, f"{MORNING}\n{{标题}}｜{{来源}} {{日期}}\n{{摘要}}\n详见 {{链接}}")
    site["/feed"] = rss(item(3, at))
    await next_morning(group)
    assert group.bot_replied() == "第3篇｜少数派 2026-03-02 周一 07:00\n说了3\n详见 http://example.org/3"


async def test_a_page_that_names_its_feed_will_do(group: GroupChat, site: Site) -> None:
    """People know a site's address, not its feed's."""
    site["/"] = "<html><head><link rel='alternate' type='application/rss+xml' href='/feed'></head></html>"
    await group.admin.says(f"/订阅源 添加 {site.url('/')} {MORNING}")
    group.bot_replied("订阅了「少数派」")
    group.heard()
    await group.admin.says("/订阅源 查看 1")
    group.bot_replied(site.url("/feed"))


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("{site}/nothing 每天 08:30", "订阅不了：对方网站回应 404。"),
        ("{site}/page 每天 08:30", "不是 RSS 或 Atom"),
        ("{site}/loop 每天 08:30", "不是 RSS 或 Atom"),
        ("http://no-such-site.invalid/ 每天 08:30", "找不到这个网站：no-such-site.invalid"),
        ("ftp://example.org/ 每天 08:30", "http:// 或 https://"),
        ("{site}/feed", "例如：/订阅源 添加"),
        ("{site}/feed 每天", "例如：/订阅源 添加"),
        ("{site}/feed 2020-01-01 08:30", "过去"),
        ("{site}/feed 每天 08:30 最多0条", "1 到 10"),
        ("{site}/feed 每天 08:30 直到 2026-03-02", "一次都还没轮到"),
        ("{site}/feed 每天 08:30\n{{题目}}", "{标题}"),
        ("{site}/feed 每天 08:30\n" + "长" * 501, "501"),
        ("{site}/feed 每天 08:30 #没有", "没有带 #没有 标签的"),
    ],
)
async def test_what_can_not_be_subscribed_to(group: GroupChat, site: Site, line: str, answer: str) -> None:
    """What is wrong is said, and nothing is kept."""
    site["/page"] = "<html>你好</html>"
    site["/loop"] = "<html><link rel='alternate' type='application/rss+xml' href='/loop'></html>"
    await group.admin.says(f"/订阅源 添加 {line.format(site=site.url(''))}")
    group.bot_replied(answer)
    await group.admin.says("/订阅源")
    group.bot_replied("还没有订阅源")


async def test_private_networks_are_off_limits(sqlite_url: str, site: Site) -> None:
    """Unless the setting says otherwise."""
    async with open_world(sqlite_url) as world:
        group = await settled_group(world)
        await group.admin.says(f"/订阅源 添加 http://localhost/feed {MORNING}")
        group.bot_replied("订阅不了：这个网址在内网里，我不能去。")
        await group.admin.says(f"/订阅源 添加 {site.url('/feed')} {MORNING}")
        group.bot_replied("少见的端口")
    assert site.asked == []


async def test_a_feed_that_was_imported_begins_with_what_it_holds(group: GroupChat, site: Site) -> None:
    """Nobody has looked at it yet; its first time is the first look."""
    await subscribe(group, site)
    assert group.world.app is not None
    assert group.world.app.bot is not None
    async with group.world.app.bot.services.db.write() as session:
        await session.execute(delete(FeedSeen))
        await session.execute(update(Feed).values(checked_at=None))
    await next_morning(group)
    group.bot_stayed_silent()
    site["/feed"] = rss(item(3), item(2), item(1))
    await next_morning(group)
    assert group.bot_replied() == "【少数派】\n第3篇\nhttp://example.org/3"


async def test_what_nobody_takes_any_more_is_swept_away(group: GroupChat, site: Site) -> None:
    """A month after it was deleted nothing is left of it, once the next one comes."""
    site["/other"] = rss(item(1))
    await subscribe(group, site)
    await group.admin.says("/订阅源 删除 1")
    group.heard()
    await group.world.advance(days=31)
    await subscribe(group, site, path="/other")
    assert group.world.app is not None
    assert group.world.app.bot is not None
    async with group.world.app.bot.services.db.read() as session:
        assert (await session.scalars(select(Feed.url))).all() == [site.url("/other")]
        assert set((await session.scalars(select(FeedSeen.feed_id))).all()) == {2}


async def test_twice_is_once(group: GroupChat, site: Site) -> None:
    """Who forgot is told the number."""
    await subscribe(group, site)
    await group.admin.says(f"/订阅源 添加 {site.url('/feed')} 每天 20:00")
    group.bot_replied("已经订阅过了，是 #1")


async def test_a_preview_changes_nothing(group: GroupChat, site: Site) -> None:
    """#预览 only shows."""
    await group.admin.says(f"/订阅源 添加 {site.url('/feed')} {MORNING} #预览")
    group.bot_replied("「少数派」会发成这样：\n\n【少数派】")
    await group.admin.says("/订阅源")
    group.bot_replied("还没有订阅源")


async def test_try_shows_and_keeps_nothing(group: GroupChat, site: Site) -> None:
    """What would be posted now still is."""
    await subscribe(group, site, f"{MORNING} 最多1条")
    await group.admin.says("/订阅源 试读 1")
    group.bot_replied("「少数派」现在没有新的")
    site["/feed"] = rss(item(4), item(3), item(2), item(1))
    await group.admin.says("/订阅源 试读 1")
    group.bot_replied("【少数派】\n第4篇", "另有 1 条新的")
    site["/feed"] = Page(status=500)
    await group.admin.says("/订阅源 试读 1")
    group.bot_replied("现在读不到：对方网站回应 500。")
    site["/feed"] = rss(item(4), item(3), item(2), item(1))
    await next_morning(group)
    group.bot_replied("第4篇")


async def test_the_list(group: GroupChat, site: Site) -> None:
    """When each comes and how it fares, ten a page."""
    for n in range(11):
        site[f"/{n}"] = rss(title=f"报{n}")
        await subscribe(group, site, f"{MORNING} #推广" if n == 10 else MORNING, path=f"/{n}")
    await group.admin.says("/订阅源")
    text = group.bot_replied("#11 报10（推广）：下次 2026-03-03 周二 08:30", "#2 报1：", "更多：/订阅源 2")
    assert "#1 " not in text
    await group.admin.says("/订阅源 2")
    group.bot_replied("#1 报0：")
    await group.admin.says("/订阅源 3")
    group.bot_replied("没有更多订阅源了")


async def test_changes_and_their_way_back(group: GroupChat, site: Site) -> None:
    """Time, number, title and template in one go; one /撤销 takes all of it back."""
    await subscribe(group, site)
    await group.admin.says("/订阅源 修改 1 每天 09:00 最多1条 早读\n{标题}！")
    group.bot_replied("订阅源 #1「早读」改好了，下次 2026-03-03 周二 09:00", "/撤销")
    await group.admin.says("/订阅源 查看 1")
    group.bot_replied("#1「早读」", "每次最多 1 条", "每条写成：\n{标题}！")
    await group.admin.says("/撤销")
    group.heard()
    await group.admin.says("/订阅源 查看 1")
    text = group.bot_replied("#1「少数派」", "08:30", "每次最多 3 条")
    assert "每条写成" not in text
    await group.admin.says("/订阅源 修改 1")
    group.bot_replied("请写要改什么")
    await group.admin.says("/订阅源 修改 1\n{题目}")
    group.bot_replied("{标题}")


async def test_pausing_skipping_and_deleting(group: GroupChat, site: Site) -> None:
    """As with any drop; what came meanwhile is no flood afterwards."""
    await subscribe(group, site)
    await group.admin.says("/订阅源 暂停 1")
    group.bot_replied("订阅源 #1「少数派」停了", "/撤销")
    site["/feed"] = rss(*(item(n) for n in range(9, 0, -1)))
    await next_morning(group)
    group.bot_stayed_silent()
    await group.admin.says("/订阅源 恢复 1")
    group.bot_replied("继续，下次 2026-03-04 周三 08:30")
    await group.admin.says("/订阅源 跳过 1 1次")
    group.bot_replied("跳过 1 次，下次 2026-03-05 周四 08:30")
    await next_morning(group)
    group.bot_stayed_silent()
    await next_morning(group)
    text = group.bot_replied("第9篇")
    assert "第6篇" not in text
    await group.admin.says("/订阅源 删除 1")
    group.bot_replied("不再订阅「少数派」#1", "/撤销")
    site["/feed"] = rss(item(10))
    await next_morning(group)
    group.bot_stayed_silent()
    await group.admin.says("/撤销")
    group.heard()
    await next_morning(group)
    group.bot_replied("第10篇")


async def test_adding_can_be_undone(group: GroupChat, site: Site) -> None:
    """Then it was never there."""
    await subscribe(group, site)
    await group.admin.says("/撤销")
    group.bot_replied("撤销了")
    await group.admin.says("/订阅源")
    group.bot_replied("还没有订阅源")


async def test_a_set_of_groups_gets_the_same_news(world: World, group: GroupChat, site: Site) -> None:
    """One look, each group once; who joins the set later gets what comes from then on."""
    second = await world.group("写作群", "阿宁", "老周", "小明")
    for each in (group, second):
        await each.owner.says("/标签 添加 #阅读")
        each.heard()
    await group.owner.whispers(f"/订阅源 添加 {site.url('/feed')} {MORNING} #阅读")
    group.owner.was_told("订阅了「少数派」#1", "阅读")
    group.owner.private.heard()
    looked = site.times("/feed")
    site["/feed"] = rss(item(3), item(2))
    await next_morning(group)
    assert site.times("/feed") == looked + 1
    for each in (group, second):
        each.bot_replied("第3篇")
        each.bot_stayed_silent()


async def test_in_private(world: World, group: GroupChat, site: Site) -> None:
    """For the only group there is, or for the one that was chosen; the group sees nothing of it but the news."""
    second = await world.group("写作群", "阿宁", "小明")
    await group.owner.whispers(f"/订阅源 添加 {site.url('/feed')} {MORNING}")
    group.owner.was_told("/用")
    await group.owner.whispers("/用 1")
    group.owner.private.heard()
    await group.owner.whispers(f"订阅源 添加 {site.url('/feed')} {MORNING}")
    group.owner.was_told("订阅了「少数派」#1", "读书会")
    group.owner.private.heard()
    await group.owner.whispers("/订阅源")
    group.owner.was_told("#1 少数派：")
    await group.owner.whispers("/订阅源 试读 1")
    group.owner.was_told("没有新的")
    group.bot_stayed_silent()
    second.heard()
    site["/feed"] = rss(item(3), item(2))
    await next_morning(group)
    group.bot_replied("第3篇")
    second.bot_stayed_silent()


async def test_only_who_may_sees_and_changes(world: World, group: GroupChat, site: Site) -> None:
    """Members are refused; the number of another group's feed means nothing here."""
    await subscribe(group, site)
    await group.member.says("/订阅源 删除 1")
    group.bot_replied("只有群主或管理员可以不再订阅")
    other = await world.group("别的群", "小红")
    other.heard()
    await other.owner.says("/订阅源 删除 1")
    other.bot_replied("没有 #1 这条")
    await other.owner.says("/订阅源")
    other.bot_replied("还没有订阅源")


async def test_in_english(sqlite_url: str, site: Site) -> None:
    """The same, word for word."""
    async with open_world(sqlite_url, fetch_private="on", language="en") as world:
        group = await settled_group(world)
        await group.admin.says(f"/feed add {site.url('/feed')} daily 08:30 most 2 Morning news")
        group.bot_replied("Subscribed to “Morning news” as #1, next 2026-03-03 Tue 08:30", "/undo")
        group.bot_replied("at most 2 at a time", "Morning news:\n\n第1篇")
        site["/feed"] = rss(item(3))
        await next_morning(group)
        group.bot_replied("Morning news:\n第3篇")
        await group.admin.says("/feed show 1")
        group.bot_replied("At most 2 at a time; 1 posted so far", "Last read: 2026-03-03 Tue 08:30")
        await group.admin.says("/feed try 1")
        group.bot_replied("There is nothing new in “Morning news”")
