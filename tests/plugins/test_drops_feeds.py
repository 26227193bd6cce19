"""Feeds, in conversations: a real web server, a real fetch, and the clock in our hand."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from email.utils import format_datetime

import pytest

from tests.fakes.site import Site, open_site
from tests.world import START, GroupChat, World, open_world

MORNING = "每天 08:30"


def item(n: int | str, at: datetime | None = None, *, id_: str = "") -> str:
    """One item of a feed."""
    date = "" if at is None else f"<pubDate>{format_datetime(at)}</pubDate>"
    return (
        f"<item><title>第{n}篇</title><link>http://example.org/{n}</link><guid isPermaLink='false'>{id_ or n}</guid>"
        f"<description>&lt;p&gt;说了{n}&lt;/p&gt;</description>{date}</item>"
    )


def rss(*items: str, title: str = "少数派") -> str:
    """A feed as a site serves it, the newest first."""
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'


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


async def subscribe(group: GroupChat, site: Site, words: str = MORNING, *, path: str = "/feed") -> None:
    """Subscribe, the answers read."""
    await group.admin.says(f"/订阅源 添加 {site.url(path)} {words}")
    group.bot_replied("订阅了")
    group.heard()


async def next_morning(world: World) -> None:
    """The next half past eight has come and gone; people have talked since the last."""
    now = world.clock.now().astimezone(START.tzinfo)
    morning = now.replace(hour=8, minute=31, second=0, microsecond=0)
    await world.advance(seconds=((morning if morning > now else morning + timedelta(days=1)) - now).total_seconds())


async def test_only_what_comes_later_is_posted(world: World, group: GroupChat, site: Site) -> None:
    """The first look is where we start from; then news come at their time, once."""
    await group.admin.says(f"/订阅源 添加 {site.url('/feed')} {MORNING}")
    group.bot_replied("订阅了「少数派」#1，下次 2026-03-03 周二 08:30（Asia/Shanghai）", "/撤销")
    group.bot_replied(
        "现有的不会发", "一次最多 3 条", "【少数派】\n\n第1篇\nhttp://example.org/1\n\n第2篇\nhttp://example.org/2"
    )
    await next_morning(world)
    group.bot_stayed_silent()
    site["/feed"] = rss(item(3), item(2), item(1))
    await world.advance(hours=1)
    group.bot_stayed_silent()
    await next_morning(world)
    assert group.bot_replied() == "【少数派】\n第3篇\nhttp://example.org/3"
    await next_morning(world)
    await next_morning(world)
    group.bot_stayed_silent()
