"""What a group buy does by itself: how far it has come, the hour before, its end, and the list for who made it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from bot import media
from bot.content import File, Text
from bot.outbox import Priority
from bot.scheduler import JobRun, Prepared, Together
from plugins.campaigns.groupbuy import acts, plans, rules, showing, store
from plugins.campaigns.groupbuy import messages as m
from plugins.campaigns.groupbuy.tables import Groupbuy
from storage.engine import ReadSession

LATE = timedelta(minutes=30)


class Report(NamedTuple):
    """The words and the file for somebody, and which group buys they are about."""

    ids: Sequence[int]
    text: str
    file: File


async def tell(run: JobRun) -> None:
    """Say how far it has come, if that is news; whoever is not there to hear it is not told later."""
    groupbuy = await _open(run)
    if groupbuy is None or groupbuy.tells_at is None:
        return
    groupbuy.tells_at = None
    level = rules.level(showing.tiers_of(groupbuy.tiers), groupbuy.taken)
    if level > groupbuy.told and await _may_speak(run, groupbuy):
        groupbuy.told, groupbuy.told_at = level, run.now
        key = acts.key_of(groupbuy, f"level:{level}")
        run.post(showing.progress(groupbuy), key=key, priority=Priority.WELCOME, expires_at=groupbuy.closes_at)


async def soon(run: JobRun) -> None:
    """An hour before the end, where anybody is in."""
    groupbuy = await _open(run)
    if groupbuy is None or groupbuy.closes_at - plans.BEFORE != run.due_at or run.late > LATE or not groupbuy.taken:
        return
    if await _may_speak(run, groupbuy):
        level = rules.level(showing.tiers_of(groupbuy.tiers), groupbuy.taken)
        groupbuy.told, groupbuy.told_at = max(groupbuy.told, level), run.now
        run.post(showing.soon(groupbuy), priority=Priority.WELCOME, expires_at=groupbuy.closes_at)


async def close(runs: Sequence[JobRun]) -> None:
    """Those whose time is over end, and each group reads what came of it."""
    by_id = {run.args["groupbuy"]: run for run in runs}
    found = await store.locked(runs[0].session, list(by_id))
    due = [each for each in found if each.closed_at is None and each.closes_at <= runs[0].now]
    for groupbuy, said in await acts.end(runs[0].session, due, runs[0].now, runs[0].batch.operators):
        if said is not None:
            by_id[groupbuy.id].post(said, key=acts.key_of(groupbuy, "result"), priority=Priority.WELCOME)


async def prepare_report(run: JobRun, session: ReadSession) -> Report | None:
    """Write the list of all that has ended and was not told yet, outside of any writing."""
    ended = await store.unreported(session, run.account_id, run.args["person"])
    if not ended:
        return None
    people = await store.entries(session, [each.id for each in ended])
    groups = await store.groups(session, [each.group_id for each in ended])
    await session.close()
    names = {id_: group.name for id_, group in groups.items()}
    language = ended[0].language
    first, group = ended[0], groups[ended[0].group_id]
    if len(ended) == 1:
        there = [each for each in people[first.id] if each.state == "in"]
        text = showing.report(first, there, group.name, unsaid=bool(group.left_at or group.paused_at))
        name = m.FILE(language, name=f"{first.id} {first.item}")
    else:
        text = showing.report_of_many([(each, names[each.group_id]) for each in ended], language)
        name = m.FILE(language, name=first.item)
    data = showing.table([(each, names[each.group_id], people[each.id]) for each in ended], language)
    path = await media.keep(run.media, data, "list.csv")
    return Report([each.id for each in ended], text, File(path, media.fit_name(name)))


async def report(run: JobRun) -> None:
    """Once; what ends meanwhile has a report of its own."""
    if isinstance(run.prepared, Exception):
        raise run.prepared
    if isinstance(run.prepared, Report):
        await store.reported(run.session, run.prepared.ids)
        run.post(Text((run.prepared.text,)), person_id=run.args["person"])
        run.post(run.prepared.file, person_id=run.args["person"])


CLOSING, REPORTING = Together(close), Prepared(prepare_report, report)


async def _open(run: JobRun) -> Groupbuy | None:
    found = await store.locked(run.session, [run.args["groupbuy"]])
    return found[0] if found and found[0].closed_at is None and found[0].closes_at > run.now else None


async def _may_speak(run: JobRun, groupbuy: Groupbuy) -> bool:
    group = (await store.groups(run.session, [groupbuy.group_id])).get(groupbuy.group_id)
    return group is not None and group.left_at is None and group.paused_at is None
