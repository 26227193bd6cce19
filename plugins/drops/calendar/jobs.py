"""On the 25th, a word to those whose groups have nothing planned for the next month."""

import asyncio
from calendar import month_name
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot import messages as core
from bot.content import Text
from bot.owners import owners_of
from bot.phrases import Language
from bot.scheduler import JobRun, Prepared
from plugins.drops.calendar import messages as m
from plugins.drops.calendar import rules, store
from plugins.drops.calendar.store import Usual
from plugins.drops.watching import WATCH
from storage.base import to_ms
from storage.engine import ReadSession
from storage.tables import Schedule

NAMED = 5
USED_WITHIN = timedelta(days=60)
"""Groups that had nothing for so long, and have nothing ahead, are used to it."""


async def find_empty(run: JobRun, session: ReadSession) -> Sequence[Usual]:
    """The groups of this zone that usually have something, and nothing in the next month."""
    usual = await store.usual(session, run.account_id, run.now - USED_WITHIN)
    watched = await _zones(session, run)
    plans = await store.planned_where(session, run.account_id)
    start, end = rules.bounds(month := _next_month(run), rules.months_on(month, 1), run.zone)
    await session.close()

    def busy() -> set[int]:
        return {group for planned, groups in plans if rules.comes(planned, start, end) for group in groups}

    found = await asyncio.to_thread(busy)
    default: str = run.args["zone"]
    here = [each for each in usual if _watched_in(each.zone or default, watched, default) == run.zone]
    return [each for each in here if each.group_id not in found]


async def tell(run: JobRun) -> None:
    """One message to each owner, for all their groups."""
    if isinstance(run.prepared, BaseException):
        raise run.prepared
    empty: Sequence[Usual] = run.prepared
    assert run.batch is not None
    owners = await owners_of(run.session, [each.group_id for each in empty], run.batch.operators)
    theirs: defaultdict[int, list[str]] = defaultdict(list)
    for each in empty:
        if each.group_id in owners:
            theirs[owners[each.group_id]].append(each.name)
    for person, names in theirs.items():
        run.post(Text((_words(run, names),)), key=f"{WATCH}:{person}:{to_ms(run.due_at)}:{run.zone}", person_id=person)


watch = Prepared(find_empty, tell)


def _words(run: JobRun, names: Sequence[str]) -> str:
    language: Language = "en" if run.args["language"] == "en" else "zh"
    month = _next_month(run)
    listed = core.COMMA(language).join(names[:NAMED])
    listed = m.AND_OTHERS(language, names=listed, n=len(names)) if names[NAMED:] else listed
    name = f"{month.month}月" if language == "zh" else month_name[month.month]
    word = name if language == "zh" else name[:3].lower()
    return m.NEXT_MONTH_EMPTY(language, month=name, word=word, names=listed)


def _next_month(run: JobRun) -> date:
    return rules.months_on(run.due_at.astimezone(ZoneInfo(run.zone)).date(), 1)


async def _zones(session: ReadSession, run: JobRun) -> frozenset[str]:
    """The zones that have a watch of their own."""
    query = select(Schedule.zone).where(Schedule.account_id == run.account_id, Schedule.job == WATCH)
    return frozenset((await session.scalars(query)).all())


def _watched_in(zone: str, watched: frozenset[str], default: str) -> str:
    return zone if zone in watched else default
