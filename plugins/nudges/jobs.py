"""Once an hour: what came of earlier nudges, and which silent groups are woken now."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog

from bot import group_settings
from bot.outbox import Cause
from bot.scheduler import JobRun
from bot.times.timewords import recurrence_of
from plugins.nudges import learning, looking, outcomes, reporting, rules, saying, store
from plugins.nudges.choosing import Chance, choose
from plugins.nudges.looking import Seen, View
from plugins.nudges.outcomes import Outcome
from plugins.nudges.reporting import Report
from plugins.nudges.rules import Standing
from plugins.nudges.settings import Nudging
from plugins.nudges.silence import last_talk
from plugins.nudges.tables import Ladder, Nudge, NudgedPerson
from storage.engine import ReadSession
from storage.schedules import Planned, plan

log = structlog.get_logger()

CHECK, LOOK = "nudges.check", "nudges.look"
EVERY_THREE_HOURS = recurrence_of("cron 20 */3 * * *")
HOURS = tuple(timedelta(hours=hours) for hours in range(3))
AT_ONCE = 40
"""So many groups are woken in an hour at most: more would not get out before they are stale."""


@dataclass(frozen=True, slots=True)
class Pass:
    """What one look found."""

    outcomes: Sequence[Outcome]
    chances: Sequence[Chance]
    reports: Sequence[Report]


async def check(run: JobRun) -> None:
    """Look now and in the hours until the next check, where any group may be woken or waits for its outcome."""
    if await store.has_work(run.session, run.account_id):
        looks = [
            Planned(f"{LOOK}:{run.account_id}:{n}", LOOK, run.account_id, None, {}, run.now + hours, zone=run.zone)
            for n, hours in enumerate(HOURS)
        ]
        await plan(run.batch.connection, looks, run.now)


async def prepare(run: JobRun, session: ReadSession) -> Pass:
    """All reading, outside of any writing; nothing is decided for good."""
    view = View(session, run.account_id, run.now, run.zone, run.batch.around)
    found = await outcomes.find(view)
    ready: list[Seen] = []
    stopping: list[tuple[Seen, Outcome]] = []
    async for some in _seen(view, found):
        seen, left_alone = outcomes.applied(some, found, run.now)
        ready += [each for each in seen if rules.may_nudge(each.standing, run.now) is None]
        stopping += left_alone
    ready.sort(key=lambda each: learning.chance(each.group.id, run.due_at).random())
    open_to = await looking.undisturbed(view, ready[:AT_ONCE])
    return Pass(found, await choose(view, open_to), await reporting.find(view, stopping))


async def _seen(view: View, found: Sequence[Outcome]) -> AsyncGenerator[list[Seen]]:
    """The groups that might be woken at this hour, and those in which something came to its end."""
    ended = {outcome.nudge.group_id for outcome in found}
    async for groups in store.switched_on(view.session, view.account_id):
        settings = await group_settings.load_each(view.session, [group.id for group in groups], Nudging)
        awake = [
            group
            for group in groups
            if group.id in ended or rules.is_open(settings[group.id], group.zone or view.zone, view.now)
        ]
        if awake:
            yield await looking.look_with(view, awake, {group.id: settings[group.id] for group in awake})


async def look(run: JobRun) -> None:
    """Write what came of nudges and say what is to be said, where nothing has changed since that was found."""
    found = run.prepared
    if not isinstance(found, Pass):
        raise RuntimeError("groups could not be looked at") from found
    await outcomes.settle(run.batch, found.outcomes, run.now)
    for report in found.reports:
        reporting.post(run, report)
    if chances := await _still(run, found.chances):
        await _take(run, chances)


async def _still(run: JobRun, chances: Sequence[Chance]) -> list[Chance]:
    """Those in whose groups nobody has spoken or changed anything meanwhile."""
    if not chances:
        return []
    ids = [chance.seen.group.id for chance in chances]
    spoken = await last_talk(run.session, run.account_id, ids, run.now)
    groups = await store.still_on(run.session, run.account_id, ids)
    tried, ladders = await store.last_tries(run.session, ids, run.now), await store.ladders(run.session, ids)

    def still(group: int, standing: Standing) -> bool:
        ladder = ladders.get(group) or Ladder(failures=0, stopped_at=None)
        same = (ladder.failures, ladder.stopped_at, tried.get(group)) == (standing.failures, None, standing.last)
        return same and group in groups and not rules.is_talking(spoken.get(group), run.now)

    return [chance for chance in chances if still(chance.seen.group.id, chance.seen.standing)]


async def _take(run: JobRun, chances: Sequence[Chance]) -> None:
    """The chances are kept together with what is said, or that they were let pass."""
    nudges = [_nudge(run, chance) for chance in chances]
    run.session.add_all(nudges)
    await run.session.flush()
    for chance, nudge in zip(chances, nudges, strict=True):
        log.info("nudge", group=nudge.group_id, rung=nudge.rung, kind=nudge.kind, held_out=nudge.is_held_out)
        if not chance.is_held_out:
            _say(run, chance, nudge.id)


def _nudge(run: JobRun, chance: Chance) -> Nudge:
    return Nudge(
        account_id=run.account_id,
        group_id=chance.seen.group.id,
        at=run.now,
        day=chance.day,
        rung=chance.rung.value,
        kind=chance.topic.kind.value,
        slug=chance.topic.slug,
        is_held_out=chance.is_held_out,
        silent_since=chance.seen.standing.silence.since,
        sent_at=run.now if chance.is_held_out else None,
    )


def _say(run: JobRun, chance: Chance, nudge_id: int) -> None:
    group = chance.seen.group
    people = [member.known.person_id for member in chance.people]
    run.session.add_all([NudgedPerson(nudge_id=nudge_id, person_id=person, at=run.now) for person in people])
    for person, content in saying.contents(chance, saying.language_of(group, run.batch.around)):
        run.post(
            content,
            key=store.key_of(nudge_id, person),
            group_id=group.id if person is None else None,
            person_id=person,
            expires_at=chance.worth_until,
            cause=Cause("nudge", str(nudge_id)),
        )
