"""Queries on feeds and what was seen of them."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy import ColumnElement, Select, delete, func, select, update

from bot.scheduler import JobRun
from plugins.drops import store as drops
from plugins.drops.feeds.reading import Entry
from plugins.drops.feeds.tables import Feed, FeedSeen
from plugins.drops.tables import Drop, DropPost
from storage.base import to_ms
from storage.bulk import insert_many
from storage.engine import ReadSession, Session
from storage.tables import Outbox

AT_ONCE = 500
SEEN = ("feed_id", "entry", "seen_at")
SEEN_AGAIN = "ON CONFLICT (feed_id, entry) DO UPDATE SET seen_at = excluded.seen_at"
STILL_NEWS = timedelta(days=3)
"""How long what reached nobody is tried again."""


def standing(account_id: int) -> Select[Drop]:
    """The drops of an account that take from feeds."""
    return drops.standing(account_id).where(Drop.source == "feed")


async def feed_of(session: ReadSession, run: JobRun) -> tuple[Feed, int] | None:
    """The feed whose moment this is, its schedule's own or one that somebody wants at once, and its drop's number."""
    wanted: int | None = run.args.get("drop")
    mine = Drop.schedule_id == run.schedule_id if wanted is None else Drop.id == wanted
    query = select(Feed, Drop.id).join(Drop, Drop.source_id == Feed.id)
    row = (await session.execute(query.where(mine, Drop.source == "feed", Drop.deleted_at.is_(None)))).first()
    return None if row is None else (row[0], row[1])


async def page(
    session: ReadSession, account_id: int, visible: ColumnElement[bool], start: int, size: int
) -> Sequence[Drop]:
    """Some of the feeds' drops that may be seen, the newest first."""
    query = standing(account_id).where(visible).order_by(Drop.id.desc()).offset(start).limit(size)
    return (await session.scalars(query)).all()


async def count(session: ReadSession, account_id: int, visible: ColumnElement[bool]) -> int:
    """How many of them there are."""
    ids = standing(account_id).where(visible).with_only_columns(Drop.id)
    return await session.scalar(select(func.count()).select_from(ids.subquery())) or 0


async def feeds_of(session: ReadSession, drops: Sequence[Drop]) -> dict[int, Feed]:
    """The feeds these drops take from, by the drop's number."""
    query = select(Drop.id, Feed).join(Feed, Feed.id == Drop.source_id).where(Drop.id.in_([drop.id for drop in drops]))
    return dict((await session.execute(query)).all())


async def same(session: ReadSession, account_id: int, urls: Iterable[str], where: ColumnElement[bool]) -> int | None:
    """The number of a drop that takes from one of these addresses already."""
    query = standing(account_id).join(Feed, Feed.id == Drop.source_id).where(Feed.url.in_(list(urls)), where)
    return await session.scalar(query.with_only_columns(Drop.id).limit(1))


async def known(session: ReadSession, feed_id: int, entries: Sequence[Entry]) -> frozenset[str]:
    """Which of the entries' keys were seen before."""
    keys = iter({key for entry in entries for key in entry.keys})
    found: set[str] = set()
    while chunk := list(islice(keys, AT_ONCE)):
        query = select(FeedSeen.entry).where(FeedSeen.feed_id == feed_id, FeedSeen.entry.in_(chunk))
        found.update((await session.scalars(query)).all())
    return frozenset(found)


async def mark(session: Session, feed_id: int, entries: Sequence[Entry], now: datetime) -> None:
    """All of these entries have been seen now."""
    at = to_ms(now)
    rows = [(feed_id, key, at) for key in dict.fromkeys(key for entry in entries for key in entry.keys)]
    await session.flush()
    await insert_many(await session.connection(), FeedSeen, SEEN, rows, SEEN_AGAIN)


async def posted(session: Session, feed_id: int, entries: Sequence[Entry], at: datetime | None) -> None:
    """These entries are in the message of a moment; None for those that are in none any more."""
    keys = [key for entry in entries for key in entry.keys]
    change = update(FeedSeen).where(FeedSeen.feed_id == feed_id, FeedSeen.entry.in_(keys)).values(posted_at=at)
    await session.execute(change.execution_options(synchronize_session=False))


async def unheard(session: ReadSession, feed_id: int, drop_id: int, now: datetime) -> frozenset[str]:
    """The keys of entries whose message reached nobody lately: it expired or was dropped, and not on anybody's word."""
    query = select(FeedSeen.entry, FeedSeen.posted_at)
    query = query.where(FeedSeen.feed_id == feed_id, FeedSeen.posted_at > now - STILL_NEWS)
    rows = [(key, at) for key, at in (await session.execute(query)).all() if at is not None]
    if not rows:
        return frozenset()
    fates = select(DropPost.due_at, Outbox.state, Outbox.reason).join(Outbox, Outbox.key == drops.post_key())
    fates = fates.where(DropPost.drop_id == drop_id, DropPost.due_at.in_({at for _, at in rows}))
    lost: dict[datetime, bool] = {}
    for at, state, reason in (await session.execute(fates)).all():
        lost[at] = lost.get(at, True) and state in ("expired", "dropped") and reason != "skipped"
    return frozenset(key for key, at in rows if lost.get(at))


async def sweep(session: Session) -> None:
    """Let go of feeds whose drop was deleted so long ago that it is gone."""
    taken = select(Drop.source_id).where(Drop.source == "feed", Drop.source_id.is_not(None))
    gone = (await session.scalars(select(Feed.id).where(Feed.id.not_in(taken)))).all()
    if gone:
        await session.execute(delete(FeedSeen).where(FeedSeen.feed_id.in_(gone)))
        await session.execute(delete(Feed).where(Feed.id.in_(gone)))


async def forget(session: Session, feed_id: int, before: datetime) -> None:
    """Let go of entries that the feed has not listed since a moment."""
    await session.execute(delete(FeedSeen).where(FeedSeen.feed_id == feed_id, FeedSeen.seen_at < before))
