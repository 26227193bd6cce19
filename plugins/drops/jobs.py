"""What happens at a drop's moment: its content is had once, filled for each group, and handed to the outbox."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog

from bot.outbox import Cause, Post
from bot.scheduler import JobRun
from bot.scheduler.agenda import following
from plugins.drops import reports, store
from plugins.drops.addressing import Addressee, Moment, moment_of
from plugins.drops.slots import Filling, Place
from plugins.drops.sources import SOURCES, NothingToServe, Served
from plugins.drops.tables import Drop, DropPost
from storage.base import to_ms
from storage.bulk import insert_many

log = structlog.get_logger()

PROMO_WAITS = timedelta(days=7)
VALUE_WAITS = timedelta(hours=12)
"""How late content may still be of use: past the night, should its time be in the quiet hours."""
MOVED = "drop_moved"
"""The cause of what comes at another moment than its own."""
FORGET_EVERY = 50
"""Now and then what came of it long ago is let go."""


async def fire(run: JobRun) -> None:
    """Post what a drop has for this moment in each of its groups, and note those that get nothing and why."""
    moment = await moment_of(run)
    if moment is None:
        return
    open_to = [group for group in moment.groups if group.outcome is None]
    served = await _served(run, moment.drop) if open_to else None
    if isinstance(served, NothingToServe):
        log.info("drop.nothing", drop=moment.drop.id, why=served.why)
        return
    run.title = moment.drop.title
    if served is not None:
        await _count(run, moment)
        run.posts.extend(_posts(run, moment, served, open_to))
    await _note(run, moment)
    if moment.drop.tag is not None and not run.missed:
        await reports.plan(run, moment.drop)


async def _served(run: JobRun, drop: Drop) -> Served | NothingToServe:
    """What its source has; in a rehearsal it may be given beforehand."""
    return run.prepared if isinstance(run.prepared, Served) else await SOURCES[drop.source](run, drop)


async def _count(run: JobRun, moment: Moment) -> None:
    moment.drop.served = (moment.drop.served or 0) + 1
    if moment.drop.first_at is None:
        moment.drop.first_at = run.due_at
    if moment.drop.served % FORGET_EVERY == 0:
        await store.forget_posts(run.session, moment.drop.id, run.now - store.KEPT)


def _posts(run: JobRun, moment: Moment, served: Served, groups: Sequence[Addressee]) -> Iterator[Post]:
    drop, cause = moment.drop, _cause(run, moment)
    language = drop.language
    filling = Filling(served.contents, language, served.slots, served.values) if served.is_template else None
    expires_at = None if run.missed else expiry(run, moment)
    due_ms = to_ms(run.due_at)
    for group in groups:
        contents = filling.at(_place(run, moment, group)) if filling else served.contents
        for number, content in enumerate(contents):
            yield Post(
                key=f"drop:{drop.id}:{due_ms}:{group.id}{f':{number}' if number else ''}",
                content=content,
                cause=cause,
                group_id=group.id,
                due_at=run.due_at,
                expires_at=expires_at,
                serving="promo" if drop.is_promo else "value",
                is_must=drop.is_must or "drop" in run.args,  # whoever asks for it now has seen the group
            )


def _cause(run: JobRun, moment: Moment) -> Cause:
    """What `/为什么` tells: whose time it was, or from when that was moved."""
    if run.moved_from is not None:
        return Cause(MOVED, str(to_ms(run.moved_from)))
    return Cause("schedule", str(moment.drop.schedule_id))


def expiry(run: JobRun, moment: Moment) -> datetime:
    """Until when it may wait: never so long that the next one comes before it."""
    patience = run.due_at + (PROMO_WAITS if moment.drop.is_promo else VALUE_WAITS)
    following_one = following(moment.recurrence, moment.zone, moved_from=run.moved_from)(run.due_at)
    return patience if following_one is None else min(patience, following_one)


def _place(run: JobRun, moment: Moment, group: Addressee) -> Place:
    zone = ZoneInfo(group.zone or moment.zone)
    today = run.due_at.astimezone(zone).date()
    first = (moment.drop.first_at or run.due_at).astimezone(zone).date()
    return Place(group.name, group.members, today, (today - first).days + 1, moment.drop.served)


async def _note(run: JobRun, moment: Moment) -> None:
    """A row for each group; one for a single group waits to be written with those of other drops."""
    groups = moment.groups
    if len(groups) == 1:
        group = groups[0]
        run.session.add(DropPost(drop_id=moment.drop.id, due_at=run.due_at, group_id=group.id, outcome=group.outcome))
        return
    assert run.batch is not None
    rows = [(moment.drop.id, to_ms(run.due_at), group.id, group.outcome) for group in groups]
    await insert_many(run.batch.connection, DropPost, ("drop_id", "due_at", "group_id", "outcome"), rows)
