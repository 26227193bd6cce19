"""What a feed gives when its moment has come: looked up before the transaction, chosen and marked as seen within it."""

from datetime import datetime
from typing import cast

from bot.content import Text
from bot.fetching import Failed, NotModified
from bot.outbox import Priority
from bot.phrases import Phrase
from bot.scheduler import JobRun
from bot.times.moments import shown_with_zone
from plugins.drops.feeds import messages as m
from plugins.drops.feeds import rules, store
from plugins.drops.feeds.looking import Look, Looked, look
from plugins.drops.feeds.rules import News, Style
from plugins.drops.feeds.tables import Feed
from plugins.drops.sources import NothingToServe, Served
from plugins.drops.tables import Drop
from storage.base import to_ms
from storage.engine import ReadSession

NO_NEWS = News((), 0)


async def prepare(run: JobRun, session: ReadSession) -> Looked | None:
    """The feed as it is now; None where it is not to be looked up."""
    found = await store.feed_of(session, run)
    if found is None or _is_resting(found[0], run):
        return None
    feed, drop_id = found
    url, etag, modified = feed.url, feed.etag, feed.modified
    if await store.unheard(session, feed.id, drop_id, run.now):
        etag = modified = None  # what is to be said again has to be read again
    await session.close()
    return await look(url, run.fence, etag, modified)


async def serve(run: JobRun, drop: Drop) -> Served | NothingToServe:
    """The news nobody has seen, in one text; they and all others of the feed are seen now.

    After a downtime nothing is made up for: what came meanwhile is still news at the next moment.
    """
    if run.missed:
        return NothingToServe("missed")
    feed = await run.session.get(Feed, drop.source_id)
    found = cast(Looked | BaseException | None, run.prepared)
    if feed is None or found is None:
        return NothingToServe("resting")
    if isinstance(found, BaseException):
        found = Failed(m.TOOK_TOO_LONG)
    if isinstance(found, Failed):
        _failed(run, drop, feed, found)
        _answer(run, drop, m.CANT_BE_READ, why=feed.trouble)
        return NothingToServe("failed")
    is_first = feed.checked_at is None  # as of a feed that was imported
    _had(run, feed)
    news = NO_NEWS if isinstance(found, NotModified) else await _taken(run, drop, feed, found)
    if is_first or not news.entries:
        _answer(run, drop, m.NOTHING_NEW, title=feed.title)
        return NothingToServe("nothing new")
    await store.posted(run.session, feed.id, news.entries, run.due_at)
    feed.posted += len(news.entries)
    feed.passed_over += news.passed_over
    style = Style(feed.template, feed.title, run.zone, drop.language)
    return Served((rules.text_of(news.entries, style),), is_template=False)


def _answer(run: JobRun, drop: Drop, said: Phrase, **values: object) -> None:
    """Where somebody wanted it at once, they are told why nothing comes."""
    if _is_asked(run):
        text = Text((said(drop.language, **values),))
        run.post(text, person_id=drop.author_id, priority=Priority.ANSWER)


async def _taken(run: JobRun, drop: Drop, feed: Feed, found: Look) -> News:
    """What is new in the feed or reached nobody; all that is in it counts as seen from now on."""
    entries = found.parsed.entries
    unheard = await store.unheard(run.session, feed.id, drop.id, run.now)
    news = rules.news(entries, await store.known(run.session, feed.id, entries) - unheard, feed.most)
    feed.url, feed.etag, feed.modified = found.url, found.etag, found.modified
    await store.mark(run.session, feed.id, entries, run.now)
    await store.forget(run.session, feed.id, run.now - rules.KEPT)
    again = [entry for entry in entries if not unheard.isdisjoint(entry.keys)]
    await store.posted(run.session, feed.id, again, None)
    feed.posted -= len(again)
    return news


def _had(run: JobRun, feed: Feed) -> None:
    feed.checked_at = run.now
    if feed.failures:
        feed.recovered_at = run.now
    feed.failures, feed.failing_since, feed.not_before, feed.trouble, feed.told_dead_at = 0, None, None, None, None


def _failed(run: JobRun, drop: Drop, feed: Feed, failed: Failed) -> None:
    """It is left alone for a while; after some days of this whoever added it hears, once."""
    language = drop.language
    feed.failures += 1
    feed.failing_since = since = feed.failing_since or run.now
    feed.not_before = run.due_at + rules.rest(feed.failures)
    feed.trouble = why = failed.text(language)
    if feed.told_dead_at is None and rules.is_dead(feed.failures, run.now - since, gone=failed.gone):
        feed.told_dead_at = run.now
        said = m.IS_DEAD(
            language, number=drop.id, title=feed.title, since=shown_with_zone(since, run.zone, language), why=why
        )
        run.post(Text((said,)), person_id=drop.author_id, key=_key(feed, since))


def _key(feed: Feed, since: datetime) -> str:
    return f"feed:{feed.id}:dead:{to_ms(since)}"


def _is_resting(feed: Feed, run: JobRun) -> bool:
    """Whether it failed or was had not long ago; who asks for it at once is not made to wait."""
    had = feed.checked_at is not None and run.due_at < feed.checked_at + rules.SHORTEST_REST
    failed = feed.not_before is not None and run.due_at < feed.not_before
    return (had or failed) and not _is_asked(run)


def _is_asked(run: JobRun) -> bool:
    """Whether somebody wants it at once, beside its own times."""
    return "drop" in run.args
