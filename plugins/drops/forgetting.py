"""What was deleted, or came once, long enough ago is gone with its schedule, its source and all that came of it."""

from sqlalchemy import delete

from bot.scheduler import JobRun
from plugins.drops import store
from plugins.drops.feeds.tables import Feed, FeedSeen
from plugins.drops.series.tables import Issue, Series
from plugins.drops.tables import Drop, DropEffect, DropOptOut, DropPost
from storage.engine import Session
from storage.tables import Schedule


async def forget(run: JobRun) -> None:
    """Unless it was taken back, or given another time, meanwhile."""
    session = run.session
    drop = await session.get(Drop, run.args["drop"])
    schedule = None if drop is None else await store.schedule_of(session, drop)
    if drop is None or (drop.deleted_at is None and schedule is not None):
        return
    for table in (DropPost, DropOptOut, DropEffect):
        await session.execute(delete(table).where(table.drop_id == drop.id))
    await session.execute(delete(Schedule).where(Schedule.key == store.key_of(drop.id)))
    await _forget_source(session, drop)
    await session.delete(drop)


async def _forget_source(session: Session, drop: Drop) -> None:
    if drop.source == "series":
        await session.execute(delete(Issue).where(Issue.series_id == drop.source_id))
        await session.execute(delete(Series).where(Series.id == drop.source_id))
    elif drop.source == "feed":
        await session.execute(delete(FeedSeen).where(FeedSeen.feed_id == drop.source_id))
        await session.execute(delete(Feed).where(Feed.id == drop.source_id))
