"""Feeds that fail, and a bot that does: nothing lost, nothing twice, nobody told more than once."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.scheduler import JobRun, Prepared
from plugins import PLUGINS
from plugins.drops import jobs
from plugins.drops.feeds import plugin as feeds
from plugins.drops.feeds import source
from plugins.drops.making import FIRE_FEED
from tests.fakes.site import Page, Site, open_site
from tests.plugins.conftest import settled_group
from tests.plugins.feeding import item, next_morning, rss, subscribe
from tests.world import GroupChat, World, open_world


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


async def test_a_feed_that_can_not_be_had(group: GroupChat, site: Site) -> None:
    """Nothing is posted; after three failures in over a day whoever added it hears once; it comes back by itself."""
    await subscribe(group, site)
    site["/feed"] = Page(status=503)
    await next_morning(group)
    await next_morning(group)
    await group.admin.says("/订阅源 查看 1")
    group.bot_replied("2026-03-03 周二 08:30 (Asia/Shanghai) 起连续 2 次读不到：对方网站回应 503")
    await group.admin.says("/订阅源")
    group.bot_replied("连续 2 次读不到")
    group.admin.was_told_nothing()
    await next_morning(group)
    group.admin.was_told("订阅源 #1「少数派」从 2026-03-03 周二 08:30", "对方网站回应 503", "/订阅源 删除 1")
    await next_morning(group)
    group.admin.was_told_nothing()
    group.bot_stayed_silent()
    site["/feed"] = rss(item(3), item(2))
    await next_morning(group)
    group.bot_replied("第3篇")
    await group.admin.says("/订阅源 查看 1")
    group.bot_replied("上次读到：2026-03-07 周六 08:30 (Asia/Shanghai)，2026-03-07 周六 08:30 恢复的")


async def test_who_wants_it_at_once_is_told_why_nothing_comes(group: GroupChat, site: Site) -> None:
    """Privately; and that it failed a moment ago does not keep it from being looked up."""
    await subscribe(group, site)
    for path, said in (("/feed", "「少数派」现在没有新的"), ("/gone", "现在读不到：对方网站回应 404")):
        if path == "/gone":
            del site.pages["/feed"]
        await group.admin.says("/投放 立即 1")
        group.bot_replied("好，马上发 #1")
        group.bot_stayed_silent()
        group.admin.was_told(said)
    site["/feed"] = rss(item(3))
    await group.admin.says("/投放 立即 1")
    group.bot_replied("好，马上发 #1")
    group.bot_replied("第3篇")
    await next_morning(group)
    group.bot_stayed_silent()
    group.admin.was_told_nothing()


async def test_a_feed_that_is_gone_is_told_at_once(group: GroupChat, site: Site) -> None:
    """410 leaves no hope."""
    await subscribe(group, site)
    site["/feed"] = Page(status=410)
    await next_morning(group)
    group.admin.was_told("永久下线")
    await next_morning(group)
    group.admin.was_told_nothing()


async def test_a_failing_feed_is_asked_less_and_less(group: GroupChat, site: Site) -> None:
    """After an hour, then two, then four; others go on."""
    site["/other"] = rss()
    await subscribe(group, site, "每小时")
    await subscribe(group, site, "每小时", path="/other")
    before = site.times("/feed"), site.times("/other")
    site["/feed"] = Page(status=500)
    await group.world.advance(hours=24)
    assert site.times("/feed") - before[0] == 5
    assert site.times("/other") - before[1] == 24


async def test_news_that_reached_nobody_are_news_again(group: GroupChat, site: Site) -> None:
    """A silent group is left alone; what it would have got comes next time, though the feed is unchanged."""
    await subscribe(group, site)
    site["/feed"] = rss(item(3), item(2))
    await next_morning(group)
    group.bot_replied("第3篇")
    unchanged = Page(rss(item(4), item(3)).encode(), headers={"ETag": '"4"'})
    site["/feed"] = unchanged
    await group.world.advance(hours=28)
    await next_morning(group)
    assert group.bot_replied() == "【少数派】\n第4篇\nhttp://example.org/4"
    await next_morning(group)
    group.bot_stayed_silent()
    await group.admin.says("/订阅源 查看 1")
    group.bot_replied("共发过 2 条")


async def test_news_that_somebody_skipped_are_none(group: GroupChat, site: Site) -> None:
    """They were let be on a person's word."""
    await subscribe(group, site)
    site["/feed"] = rss(item(3), item(2))
    await next_morning(group)
    group.bot_replied("第3篇")
    site["/feed"] = rss(item(4), item(3))
    await group.world.advance(days=1)
    group.bot_stayed_silent()
    await group.admin.says("/为什么")
    listed = group.bot_replied("第4篇")
    number = next(line.split()[0] for line in listed.splitlines() if "第4篇" in line)
    await group.admin.says(f"/跳过 {number}")
    group.heard()
    await next_morning(group)
    group.bot_stayed_silent()


async def test_a_site_is_not_pestered(group: GroupChat, site: Site) -> None:
    """However often a feed is planned, it is looked at every ten minutes at most."""
    await subscribe(group, site, "cron * * * * *")
    before = site.times("/feed")
    await group.world.advance(minutes=60)
    assert 5 <= site.times("/feed") - before <= 7


async def test_after_a_downtime_nothing_is_made_up_for(group: GroupChat, site: Site) -> None:
    """What came meanwhile is still news the next time, and nobody is asked about it."""
    await subscribe(group, site)
    site["/feed"] = rss(item(3), item(2))
    await group.world.advance(hours=20)
    await group.world.crash(hours=5)
    await group.world.advance(hours=6)
    group.bot_stayed_silent()
    group.owner.was_told_nothing()
    await next_morning(group)
    group.bot_replied("第3篇")


async def test_a_crash_while_fetching(group: GroupChat, site: Site) -> None:
    """It fetches again when it is back; nothing is lost or said twice."""
    await subscribe(group, site)
    reached, going_on = asyncio.Event(), asyncio.Event()

    async def dawdle(request: object) -> object:
        reached.set()
        await going_on.wait()
        raise AssertionError

    site.pages["/feed"] = dawdle  # type: ignore[assignment]
    morning = asyncio.create_task(next_morning(group))
    await reached.wait()
    morning.cancel()
    await asyncio.gather(morning, return_exceptions=True)
    site["/feed"] = rss(item(3), item(2))
    await group.world.crash(minutes=5)
    await group.world.advance(minutes=10)
    group.bot_replied("第3篇")
    await next_morning(group)
    group.bot_stayed_silent()


async def test_a_crash_before_the_commit(sqlite_url: str, site: Site) -> None:
    """What was chosen and marked is neither; it is chosen again."""
    reached, crashed = asyncio.Event(), False

    async def fire(run: JobRun) -> None:
        await jobs.fire(run)
        if not crashed:
            reached.set()
            await asyncio.Event().wait()

    dying = replace(feeds, jobs={FIRE_FEED: Prepared(source.prepare, fire)})
    plugins = [dying if plugin is feeds else plugin for plugin in PLUGINS]
    async with open_world(sqlite_url, plugins, fetch_private="on") as world:
        group = await settled_group(world)
        await subscribe(group, site)
        site["/feed"] = rss(item(3), item(2))
        morning = asyncio.create_task(next_morning(group))
        await reached.wait()
        morning.cancel()
        await asyncio.gather(morning, return_exceptions=True)
        crashed = True
        await world.crash(minutes=5)
        await world.advance(minutes=10)
        group.bot_replied("第3篇")
        await next_morning(group)
        group.bot_stayed_silent()
