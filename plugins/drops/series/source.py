"""What a series gives when its moment has come: the next issue, or a course's lesson of the day."""

from bot.content import Text, from_json
from bot.phrases import Phrase
from bot.scheduler import JobRun
from plugins.drops.series import messages as m
from plugins.drops.series import rules, store
from plugins.drops.series.tables import Issue, Series
from plugins.drops.sources import NothingToServe, Served
from plugins.drops.tables import Drop
from storage.base import to_ms


async def serve(run: JobRun, drop: Drop) -> Served | NothingToServe:
    """The next issue, taken in the transaction that posts it; its owner hears when it runs low or has run out.

    One that reached nobody, as its message expired or was dropped, comes again under its number. After a downtime one
    issue waits for the owner's word, however many moments were missed.
    """
    series = await run.session.get(Series, drop.source_id)
    if series is None:
        return NothingToServe("the series is gone")
    if series.starts_on is not None:
        return await _lesson(run, drop, series, series.starts_on)
    last = await store.latest(run.session, series.id)
    moments = [each.posted_at for each in last if each.posted_at is not None]
    states = await store.states(run.session, drop.id, moments, run.now)
    fates = [(each, states.get(each.posted_at or run.now, set[str]())) for each in last]
    if run.missed and any(fate & UNDECIDED for _, fate in fates):
        return NothingToServe("another one waits for the owner's word")
    issue = next((each for each, fate in fates if _is_unread(fate)), None)
    if issue is None:
        issue = next(iter(await store.in_order(run.session, series, size=1)), None)
        if issue is None:
            return _nothing(run, drop, series)
        series.served += 1
        issue.number = series.served
    issue.posted_at = run.due_at
    await _count(run, drop, series)
    return _served(drop, series, issue)


UNDECIDED = frozenset({"missed", ""})
"""Kept back after a downtime, an instant ago included: what a batch of jobs has to say is kept after all have run."""


async def _lesson(run: JobRun, drop: Drop, series: Series, starts_on: int) -> Served | NothingToServe:
    day = rules.course_day(starts_on, run.due_at, run.zone)
    issue = await store.lesson(run.session, series.id, day)
    if issue is None:
        if 0 < await store.last_day(run.session, series.id) < day:
            _tell_once(run, drop, series, m.COURSE_OVER)
        return NothingToServe(f"no lesson on day {day}")
    if issue.posted_at is not None and rules.course_day(starts_on, issue.posted_at, run.zone) == day:
        states = await store.states(run.session, drop.id, [issue.posted_at], run.now)
        if not _is_unread(states.get(issue.posted_at, set())):
            return NothingToServe(f"day {day} has had its lesson")
    issue.number, issue.posted_at, series.served = day, run.due_at, day
    return _served(drop, series, issue)


def _served(drop: Drop, series: Series, issue: Issue) -> Served:
    contents = [from_json(content) for content in issue.contents]
    return Served(
        rules.titled(contents, drop.language, is_course=series.starts_on is not None),
        slots=rules.SLOTS,
        values={"issue": str(issue.number), "series": series.name},
    )


def _is_unread(fate: set[str]) -> bool:
    return bool(fate) and fate <= store.UNREAD


def _nothing(run: JobRun, drop: Drop, series: Series) -> NothingToServe:
    _tell_once(run, drop, series, m.RAN_OUT)
    return NothingToServe("no issue")


async def _count(run: JobRun, drop: Drop, series: Series) -> None:
    """Tell its owner once when few are left; again after it was filled up."""
    if series.is_evergreen:
        return
    left = (await store.left(run.session, [series.id])).get(series.id, 0)
    if left > rules.LOW or series.low_told_at is not None:
        return
    series.low_told_at = run.now
    _tell(run, drop, "low", m.LOW if left else m.LAST, name=series.name, n=left)


def _tell_once(run: JobRun, drop: Drop, series: Series, phrase: Phrase) -> None:
    if series.empty_told_at is None and not run.missed:
        series.empty_told_at = run.now
        _tell(run, drop, "empty", phrase, name=series.name)


def _tell(run: JobRun, drop: Drop, why: str, phrase: Phrase, **values: object) -> None:
    said = phrase(drop.language, **values)
    run.post(Text((said,)), person_id=drop.author_id, key=f"series:{drop.id}:{why}:{to_ms(run.due_at)}")
