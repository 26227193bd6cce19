"""What the threshold does by itself: asking, welcoming, reminding, reporting; many people in one message."""

from collections.abc import Sequence
from datetime import timedelta

from bot.content import Text
from bot.outbox import Priority
from bot.scheduler import JobRun
from plugins.welcome import rules as welcome_rules
from plugins.welcome.threshold import messages as m
from plugins.welcome.threshold import plans, rules, store
from plugins.welcome.threshold.gate import Gate
from plugins.welcome.threshold.removing import REST, remove
from plugins.welcome.threshold.rules import Step
from plugins.welcome.threshold.store import Standing

MOST_WARNED = 30
"""So many are told at once that they will be removed, since each of them is mentioned; the others later."""
LATE = timedelta(hours=2)
"""A reminder that could not be sent by then is let go."""


async def ask(run: JobRun) -> None:
    """Everybody who has not been asked is, in one message, and privately where they are friends."""
    gate = await Gate.of(run)
    if gate.is_shut:
        return
    if gate.group.paused_at is not None:
        await gate.plan(plans.ASK, REST)
        return
    await store.forget(run.session, gate.group.id, run.now - store.KEPT)
    everybody = await store.standings(run.session, gate.group.id)
    people = [who for who in everybody if who.row.asked_at is None]
    if not people:
        return
    untold = [who for who in people if who.is_friend and not who.row.is_told]
    for who in people:
        who.row.asked_at, who.row.is_told = run.now, who.row.is_told or who.is_friend
    kind = gate.threshold.kind
    gate.say(people, m.ASK[kind], gate.threshold.limit / 2)
    if kind in m.ASK_PRIVATELY:
        gate.whisper(untold, m.ASK_PRIVATELY[kind], "ask")
    else:
        await gate.report(people, m.REPORT_NEW)
    await _plan_look(gate, everybody)


async def say_welcome(run: JobRun) -> None:
    """Those who have passed in the group since somebody was last told so, in one message."""
    gate = await Gate.of(run)
    passed = await store.unacknowledged(run.session, gate.group.id)
    for row in passed:
        row.told_at = run.now
    if passed and not gate.is_shut and gate.group.paused_at is None:
        address = welcome_rules.addressed([row.person_id for row in passed], gate.language)
        run.post(Text((*address, "\n", m.PASSED(gate.language))), priority=Priority.WELCOME)


async def look(run: JobRun) -> None:
    """Do with everybody who waits what is due, by day."""
    gate = await Gate.of(run)
    if gate.is_shut:
        return
    if gate.group.paused_at is not None:
        await gate.plan(plans.LOOK, REST)
        return
    people = await store.standings(run.session, gate.group.id)
    if rules.by_day(run.now, gate.zone) == run.now:
        due = [(who, rules.due_step(who.wait, gate.threshold, gate.zone, run.now)) for who in people]
        for step in Step:
            if of_step := [who for who, each in due if each is step]:
                await _take(gate, step, of_step[:MOST_WARNED] if step is Step.WARN else of_step)
    await _plan_look(gate, people)


async def _take(gate: Gate, step: Step, people: Sequence[Standing]) -> None:
    run, kind = gate.run, gate.threshold.kind
    match step:
        case Step.REMIND:
            for who in people:
                who.row.reminded_at = run.now
            gate.say(people, m.REMIND[kind], LATE)
            gate.whisper(people, m.REMIND_PRIVATELY[kind], "remind")
        case Step.WARN:
            for who in people:
                who.row.warned_at = run.now
            gate.warn(people, m.WARN[kind])
            gate.whisper(people, m.WARN_PRIVATELY[kind], "warn")
            await gate.report(people, m.REPORT_WARNED)
        case Step.REPORT:
            for who in people:
                who.row.reported_at = run.now
            await gate.report(people, m.REPORT)
        case Step.REMOVE:
            await remove(gate, people)


async def _plan_look(gate: Gate, people: Sequence[Standing]) -> None:
    """As often as the rules round to and no oftener: what is left over now waits until then."""
    await gate.run.session.flush()
    now, threshold, zone = gate.run.now, gate.threshold, gate.zone
    looks = (rules.next_look(who.wait, threshold, zone) for who in people)
    at = min((each for each in looks if each is not None), default=None)
    if at is not None:
        soonest = rules.look_at(now + timedelta(minutes=1), threshold, zone)
        await gate.plan(plans.LOOK, max(at, soonest) - now + rules.spread(gate.group.id))
