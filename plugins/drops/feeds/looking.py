"""Having a feed looked up: the page, or the feed it names, read in a thread."""

import asyncio
from dataclasses import dataclass

from bot.fetching import Failed, Fence, Fetched, NotModified, fetch
from plugins.drops.feeds import messages as m
from plugins.drops.feeds.reading import ACCEPT, LeadsTo, Parsed, read


@dataclass(frozen=True, slots=True)
class Look:
    """A feed as it is now, where it is, and what to say to get only a newer one next time."""

    url: str
    parsed: Parsed
    etag: str | None
    modified: str | None


Looked = Look | NotModified | Failed


async def look(url: str, fence: Fence, etag: str | None = None, modified: str | None = None) -> Looked:
    """What the feed holds now; a page that only names a feed is followed once."""
    page = await fetch(url, etag=etag, modified=modified, accept=ACCEPT, fence=fence)
    if not isinstance(page, Fetched):
        return page
    found = await asyncio.to_thread(read, page)
    if isinstance(found, LeadsTo):
        url = found.url
        page = await fetch(url, accept=ACCEPT, fence=fence)
        if not isinstance(page, Fetched):
            return page
        found = await asyncio.to_thread(read, page)
    if not isinstance(found, Parsed):
        return Failed(m.NOT_A_FEED)
    return Look(url, found, page.etag, page.modified)
