"""Measuring, once a night, the hours after drops and the same hours without them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta

from bot.scheduler import JobRun
from bot.times.localday import local_day
from plugins.drops.effects import rules, store
from plugins.drops.effects.rules import Past, Sample
from plugins.drops.effects.store import HOUR_MS, History, Measured, Pair, Place, Window
from storage.base import to_ms
from storage.engine import ReadSession

LOOK_BACK = timedelta(days=7)
"""How long the bot may have been away without a drop's effect being missed."""
KEPT = timedelta(days=400)
DAYS_KNOWN = timedelta(days=rules.LOOK_BACK + 2)


async def prepare(run: JobRun, session: ReadSession) -> list[Measured]:
    """Count outside of any writing, for that walks over the messages of many hours."""
    fresh, known = await unmeasured(session, run.account_id, run.now)
    oldest = await store.first_message_ms(session, run.account_id)
    histories = _with_fresh(await store.histories(session, run.account_id), fresh)
    there = await store.places(session, {group_id for _, group_id in histories})
    days = _days({*known, *fresh}, there, run.zone)
    windows = [*fresh]
    if oldest is not None:
        windows += _controls(histories, there, days, run, oldest)
    return await store.count(session, run.account_id, windows)


async def measure(run: JobRun) -> None:
    """Write it down."""
    if isinstance(run.prepared, Exception):
        raise run.prepared
    await store.keep(run.batch.connection, run.prepared, to_ms(run.now - KEPT))


async def unmeasured(
    session: ReadSession, account_id: int, now: datetime, groups: Collection[int] | None = None
) -> tuple[list[Window], set[Window]]:
    """The windows of drops that are over and not measured yet, and those of late that are."""
    known = await store.measured_since(session, account_id, to_ms(now - DAYS_KNOWN), groups)
    until_ms = to_ms(now)
    posts = await store.came(session, account_id, to_ms(now - LOOK_BACK), until_ms, groups)
    return [each for each in posts if each not in known and each.at_ms + HOUR_MS <= until_ms], known


async def measured(
    session: ReadSession, account_id: int, now: datetime, groups: Collection[int], only: int | None
) -> Mapping[int, Mapping[int, Sample]]:
    """What was measured at night in these groups, of all drops or of one, and what has come to an end since."""
    fresh, _ = await unmeasured(session, account_id, now, groups)
    wanted = [window for window in fresh if only in (None, window.drop_id)]
    counted = await store.count(session, account_id, wanted)
    return store.with_fresh(await store.samples(session, groups, only), counted)


def _with_fresh(histories: Mapping[Pair, History], fresh: Collection[Window]) -> dict[Pair, History]:
    all_of_them = dict(histories)
    for window in fresh:
        pair = window.drop_id, window.group_id
        last, posts, controls = all_of_them.get(pair, History(window.at_ms, 0, 0))
        all_of_them[pair] = History(max(last, window.at_ms), posts + 1, controls)
    return all_of_them


def _days(windows: Collection[Window], there: Mapping[int, Place], zone: str) -> Mapping[Pair, set[int]]:
    """The local days of late on which a drop came to a group, or that are compared with."""
    days: dict[Pair, set[int]] = defaultdict(set)
    for window in windows:
        place = there.get(window.group_id)
        if place is not None:
            days[window.drop_id, window.group_id].add(local_day(window.at_ms, place.zone or zone))
    return days


def _controls(
    histories: Mapping[Pair, History],
    there: Mapping[int, Place],
    days: Mapping[Pair, set[int]],
    run: JobRun,
    oldest_ms: int,
) -> Iterator[Window]:
    for (drop_id, group_id), history in histories.items():
        place = there.get(group_id)
        if place is None:
            continue
        past = Past(*history, days.get((drop_id, group_id), ()))
        for at_ms in rules.controls(past, run.now, place.zone or run.zone, max(oldest_ms, place.joined_ms)):
            yield Window(drop_id, group_id, at_ms, is_control=True)
