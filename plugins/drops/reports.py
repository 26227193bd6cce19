"""What authors are told unasked: how a set of groups fared, and that a drop comes to its end."""

from datetime import timedelta

from bot.audience import manages
from bot.content import Text
from bot.owners import owners_of
from bot.scheduler import JobRun
from bot.times.moments import shown
from plugins.drops import messages as m
from plugins.drops import outcomes, store
from plugins.drops.tables import Drop
from storage.base import from_ms, to_ms
from storage.tables import Schedule

REPORT = "drops.report"
LOOK_AFTER = timedelta(minutes=5)
AT_THE_LATEST = timedelta(hours=2)
"""What is not settled by then is told as it is."""


async def plan(run: JobRun, drop: Drop) -> None:
    """Have it looked after once this moment of a set's drop has gone out."""
    due_ms = to_ms(run.due_at)
    run.session.add(
        Schedule(
            key=f"{REPORT}:{drop.id}:{due_ms}",
            job=REPORT,
            account_id=run.account_id,
            args={"drop": drop.id, "due": due_ms, "asked": "drop" in run.args},
            zone=run.zone,
            next_due_at=run.now + LOOK_AFTER,
            missed="latest",
            created_at=run.now,
        )
    )


async def report(run: JobRun) -> None:
    """Tell the author once all is settled, where something went wrong or they asked for it themselves."""
    drop = await run.session.get(Drop, run.args["drop"])
    if drop is None:
        return
    due_at = from_ms(run.args["due"])
    fates = await store.fates(run.session, drop.id, due_at)
    if not all(fate.is_settled for fate in fates) and run.now < due_at + AT_THE_LATEST:
        schedule = await run.session.get_one(Schedule, run.schedule_id)
        schedule.next_due_at = run.now + max(LOOK_AFTER, run.now - due_at)
        return
    went_wrong = any(fate.kind in outcomes.WORTH_TELLING for fate in fates)
    schedule = await store.schedule_of(run.session, drop)
    comes_once = schedule is not None and schedule.recurrence is None
    if not went_wrong and not comes_once and not run.args["asked"]:
        return
    language = drop.language
    zone = schedule.zone if schedule else run.zone
    at = shown(due_at, zone, language)
    head = m.REPORT(
        language, number=drop.id, title=drop.title, at=at, zone=zone, counts=outcomes.counted(fates, language)
    )
    run.post(Text(("\n".join([head, *outcomes.named(fates, language)]),)), person_id=drop.author_id)


async def ask_for_renewal(run: JobRun) -> None:
    """Ask once whether a drop that nobody gave an end is to go on."""
    drop = await run.session.get(Drop, run.args["drop"])
    schedule = None if drop is None else await store.schedule_of(run.session, drop)
    if drop is None or schedule is None or drop.deleted_at or drop.renewal_asked_at:
        return
    if schedule.ends_at is None or not schedule.args.get("renews"):
        return
    drop.renewal_asked_at = run.now
    language, whom = drop.language, await _whom(run, drop)
    day = shown(schedule.ends_at, schedule.zone, language).rpartition(" ")[0]
    run.post(Text((m.RENEW(language, number=drop.id, title=drop.title, day=day),)), person_id=whom)


async def _whom(run: JobRun, drop: Drop) -> int:
    """Its author as long as the group is theirs to manage, then whoever is nearest to owning it."""
    assert run.batch is not None
    if drop.group_id is None or await manages(run.session, drop.author_id, drop.group_id, run.batch.operators):
        return drop.author_id
    owners = await owners_of(run.session, [drop.group_id], run.batch.operators)
    return owners.get(drop.group_id, drop.author_id)
