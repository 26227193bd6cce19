"""A website with a feed, and mornings on which it may be posted."""

from datetime import datetime, timedelta
from email.utils import format_datetime

from tests.fakes.site import Site
from tests.world import START, GroupChat

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


async def subscribe(group: GroupChat, site: Site, words: str = MORNING, *, path: str = "/feed") -> None:
    """Subscribe; the answers are read."""
    await group.admin.says(f"/订阅源 添加 {site.url(path)} {words}")
    group.bot_replied("订阅了")
    group.heard()


async def next_morning(group: GroupChat) -> None:
    """People talk, so that the next post has to wait for nobody, and the next half past eight comes and goes."""
    for n in range(6):
        await group.member.says(f"早 {n}")
    now = group.world.clock.now().astimezone(START.tzinfo)
    morning = now.replace(hour=8, minute=31, second=0, microsecond=0)
    then = morning if morning > now else morning + timedelta(days=1)
    await group.world.advance(seconds=(then - now).total_seconds())
