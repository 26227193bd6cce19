"""From a page's bytes to the news in it: RSS and Atom of any age by feedparser, in whatever charset."""

import calendar
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from bot.fetching import Fetched
from plugins.drops.feeds.plaintext import line_of, link_of

ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.5, */*;q=0.1"
MOST_TAGS = 200_000
"""A page of five megabytes of brackets would keep the parser busy for a minute."""
MOST_ENTRIES = 2000
LONGEST_TITLE = 100
LONGEST_SUMMARY = 140
_TRACKING = re.compile(r"(?:^|&)(?:utm_\w+|spm)=[^&]*")
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news; having seen any of its keys is having seen it."""

    keys: tuple[str, ...]
    title: str
    link: str
    summary: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Parsed:
    """A feed as it is now, its entries as the site lists them."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class LeadsTo:
    """No feed, but a page that names one."""

    url: str


@dataclass(frozen=True, slots=True)
class NotAFeed:
    """Neither."""


Fields = dict[str, Any]
Reading = Parsed | LeadsTo | NotAFeed


def read(page: Fetched) -> Reading:
    """What a page holds. Takes long for a large one, so it is for a thread."""
    if page.body.count(b"<") > MOST_TAGS:
        return NotAFeed()
    parse: Any = import_module("feedparser").parse  # which a start need not wait for
    headers = {"content-type": page.content_type, "content-location": page.url}
    try:
        found = _plainly(
            parse(io.BytesIO(page.body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
        )
    except Exception:  # what a parser runs into on a hostile page is nobody's fault here
        return NotAFeed()
    feed = _plainly(found.get("feed", {}))
    entries = [_plainly(entry) for entry in found.get("entries", ())[:MOST_ENTRIES]]
    if not entries and not found.get("version"):
        links = [link for each in feed.get("links", ()) if (link := _feed_link(_plainly(each)))]
        return LeadsTo(links[0]) if links else NotAFeed()
    title = line_of(_text(feed, "title"), LONGEST_TITLE) or urlsplit(page.url).hostname or ""
    return Parsed(title, tuple(_entries(entries)))


def _feed_link(link: Fields) -> str:
    is_feed = link.get("rel") == "alternate" and str(link.get("type", "")).lower() in _FEEDS
    return link_of(_text(link, "href")) if is_feed else ""


def _entries(entries: Sequence[Fields]) -> Iterable[Entry]:
    """Each once. An id or link that several share tells none of them from the others."""
    plain = [(_text(each, "id"), _plain(each)) for each in entries]
    ids = Counter(id_ for id_, _ in plain)
    links = Counter(entry.link for _, entry in plain)
    seen: set[str] = set()
    for id_, entry in plain:
        if not entry.title and not entry.link:
            continue
        date = "" if entry.at is None else f"{entry.at.timestamp():.0f}"
        keys = [_hash("title", _trackless(entry.link), entry.title, date)]
        if id_ and ids[id_] == 1:
            keys.append(_hash("id", id_))
        elif not id_ and entry.link and links[entry.link] == 1:
            keys.append(_hash("link", _trackless(entry.link)))
        if seen.isdisjoint(keys):
            yield Entry(tuple(keys), entry.title, entry.link, entry.summary, entry.at)
        seen.update(keys)


def _plain(entry: Fields) -> Entry:
    summary = line_of(_text(entry, "summary") or _content(entry), LONGEST_SUMMARY)
    title = line_of(_text(entry, "title"), LONGEST_TITLE) or summary
    return Entry((), title, link_of(_text(entry, "link")), summary if summary != title else "", _moment(entry))


def _plainly(fields: Any) -> Fields:
    """As an ordinary dictionary: feedparser's own has opinions on which other field might do."""
    return {**fields}


def _text(fields: Fields, name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def _content(entry: Fields) -> str:
    contents = entry.get("content")
    return _text(_plainly(contents[0]), "value") if contents else ""


def _moment(entry: Fields) -> datetime | None:
    for name in ("published_parsed", "updated_parsed", "created_parsed"):
        when = entry.get(name)
        if when is not None:
            try:
                return datetime.fromtimestamp(calendar.timegm(when), UTC)
            except (ValueError, OverflowError, OSError, TypeError):
                continue
    return None


def _trackless(link: str) -> str:
    """A link without what only says where it was clicked, nor whether it is encrypted."""
    parts = urlsplit(link)
    query = _TRACKING.sub("", parts.query).strip("&")
    return urlunsplit(("", parts.netloc.lower(), parts.path.rstrip("/"), query, ""))


def _hash(*parts: str) -> str:
    return sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:24]
