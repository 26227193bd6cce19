"""What the threshold does by itself: asking, welcoming, reminding, reporting, removing; many people in one message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot import group_settings
from bot.content import Mention, Removal, Text
from bot.outbox import Policy, Priority
from bot.owners import owners_of
from bot.phrases import Language, Phrase
from bot.scheduler import JobRun
from plugins.welcome import rules as welcome_rules
from plugins.welcome import store as welcome
from plugins.welcome.threshold import acts, plans, rules, showing, store
from plugins.welcome.threshold import messages as m
from plugins.welcome.threshold.rules import Step
from plugins.welcome.threshold.settings import Threshold
from plugins.welcome.threshold.store import Removed, Standing
from storage.base import to_ms
from storage.tables import Audit, Group, Person

MOST_WARNED = 30
"""So many are told at once that they will be removed, since each of them is mentioned; the others later."""
REST = timedelta(hours=1)
"""While a group is paused, it is looked so often whether it still is."""
GIVEN_UP_AFTER = timedelta(hours=2)
"""A removal that has not happened by then has failed."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A group's threshold as a job finds it."""

    run: JobRun
    group: Group
    threshold: Threshold
    language: Language
    zone: str

    @classmethod
    async def of(cls, run: JobRun) -> "Gate":
        """Of the group the job runs for."""
        assert run.group_id is not None
        group = await run.session.get_one(Group, run.group_id)
        threshold = await group_settings.load(run.session, group.id, Threshold)
        language: Language = "en" if (group.language or run.args["language"]) == "en" else "zh"
        return cls(run, group, threshold, language, group.zone or run.args["zone"])

    @property
    def is_shut(self) -> bool:
        """Whether there is nothing to be done any more."""
        return not self.threshold.kind or self.group.left_at is not None

    async def plan(self, job: str, after: timedelta) -> None:
        """Have a job run for the group in so long."""
        run, at = self.run, self.run.now + after
        planned = await store.when(run.session, job, self.group.id)
        if planned is None or planned > at:
            await store.plan(run.session, job, self.group, at, run.now, run.args)

    def say(self, people: Sequence[Standing], phrase: Phrase, *, to_each: bool = False) -> None:
        """Say it in the group to all of them; where that matters, each is mentioned."""
        words = phrase(self.language, question=self.threshold.question, limit=self._limit)
        ids = [who.person_id for who in people]
        address = [Mention(who) for who in ids] if to_each else welcome_rules.addressed(ids, self.language)
        self.run.post(Text((*address, "\n", words)), priority=Priority.WELCOME)

    def whisper(self, people: Sequence[Standing], phrase: Phrase, what: str) -> None:
        """Say it in private to those of them who are the bot's friends."""
        values = {"group": self.group.name, "question": self.threshold.question, "limit": self._limit}
        words = welcome_rules.words(phrase(self.language, **values))
        for who in people:
            if who.is_friend:
                key = f"threshold:{what}:{self.group.id}:{who.person_id}:{to_ms(who.row.asked_at or self.run.now)}"
                self.run.post(words, key=key, person_id=who.person_id, priority=Priority.WELCOME)

    async def report(self, people: Sequence[Standing], phrase: Phrase) -> None:
        """List them to whoever owns the group."""
        owner = (await owners_of(self.run.session, [self.group.id], self.run.batch.operators)).get(self.group.id)
        if owner is not None:
            lines = showing.lines_of(people, self.language)
            number = people[0].row.number
            words = phrase(self.language, group=self.group.name, n=len(people), lines=lines, number=number)
            self.run.post(welcome_rules.words(words), person_id=owner)

    @property
    def _limit(self) -> str:
        return showing.limit_of(self.threshold.limit, self.language)


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
    for who in people:
        who.row.asked_at, who.row.is_told = run.now, who.row.is_told or who.is_friend
    kind = gate.threshold.kind
    gate.say(people, m.ASK[kind])
    if kind in m.ASK_PRIVATELY:
        gate.whisper(people, m.ASK_PRIVATELY[kind], "ask")
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
            gate.say(people, m.REMIND[kind])
            gate.whisper(people, m.REMIND_PRIVATELY[kind], "remind")
        case Step.WARN:
            for who in people:
                who.row.warned_at = run.now
            gate.say(people, m.WARN[kind], to_each=True)
            gate.whisper(people, m.WARN_PRIVATELY[kind], "warn")
            await gate.report(people, m.REPORT_WARNED)
        case Step.REPORT:
            for who in people:
                who.row.reported_at = run.now
            await gate.report(people, m.REPORT)
        case Step.REMOVE:
            await _remove(gate, people)


async def _remove(gate: Gate, people: Sequence[Standing]) -> None:
    run = gate.run
    for who in people:
        row = who.row
        row.removal, row.removing_at, row.by_id = "asked", run.now, None
        key = store.removal_key(row)
        run.post(Removal(row.person_id), key=key, priority=Priority.WELCOME, policy=Policy.AT_LEAST_ONCE)
    await run.session.flush()
    await welcome.mark(run.session, gate.group.id, [who.person_id for who in people], "removed_at", run.now)
    await gate.plan(plans.OUTCOME, plans.OUTCOME_AFTER)


async def _plan_look(gate: Gate, people: Sequence[Standing]) -> None:
    """As often as the rules round to and no oftener: what is left over now waits until then."""
    await gate.run.session.flush()
    now, threshold, zone = gate.run.now, gate.threshold, gate.zone
    looks = (rules.next_look(who.wait, threshold, zone) for who in people)
    at = min((each for each in looks if each is not None), default=None)
    if at is not None:
        soonest = rules.look_at(now + timedelta(minutes=1), threshold, zone)
        await gate.plan(plans.LOOK, max(at, soonest) - now)


async def outcome(run: JobRun) -> None:
    """See what came of removals: what was refused is told once, what the bot did by itself is history."""
    gate = await Gate.of(run)
    found = await store.removals(run.session, gate.group.id)
    done = [each for each in found if each.state == "sent" or each.is_gone]
    others = [each for each in found if each not in done]
    held = [each for each in others if each.state in ("dropped", "expired")]
    failed = [each for each in others if each.state in ("failed", None) or (each not in held and _is_late(run, each))]
    for each in done:
        each.row.removal = "done"
    for each in held:
        await acts.stays(run.session, each.row)
    await _note(gate, [each for each in done if each.row.by_id is None])
    for by_id in dict.fromkeys(each.row.by_id for each in failed):
        await _tell_refused(gate, by_id, [each for each in failed if each.row.by_id == by_id])
    if held:
        await gate.plan(plans.LOOK, REST)
    if len(held) + len(failed) < len(others):
        await gate.plan(plans.OUTCOME, plans.OUTCOME_AFTER)


def _is_late(run: JobRun, removal: Removed) -> bool:
    assert removal.row.removing_at is not None
    return removal.row.removing_at + GIVEN_UP_AFTER <= run.now


async def _tell_refused(gate: Gate, by_id: int | None, failed: Sequence[Removed]) -> None:
    """Whoever wanted it, else the owner; in the group without names, where they can't be told in private."""
    run, group = gate.run, gate.group
    for each in failed:
        await acts.stays(run.session, each.row)
        each.row.removal, each.row.reported_at = "refused", run.now
    whom = by_id or (await owners_of(run.session, [group.id], run.batch.operators)).get(group.id)
    person = None if whom is None else await run.session.get(Person, whom)
    names = showing.names_of([each.name for each in failed], gate.language)
    words = m.REFUSED(gate.language, group=group.name, n=len(failed), names=names)
    if person is not None:
        run.post(welcome_rules.words(words), person_id=person.id, priority=Priority.WELCOME)
    if by_id is not None and person is not None and not person.is_friend and group.left_at is None:
        here = m.REFUSED_HERE(gate.language, n=len(failed))
        run.post(Text((Mention(person.id), here)), priority=Priority.WELCOME)


async def _note(gate: Gate, done: Sequence[Removed]) -> None:
    if done:
        names = showing.names_of([each.name for each in done], gate.language)
        summary = m.DID_REMOVE_BY_ITSELF(gate.language, names=names)
        noted = {"account_id": gate.run.account_id, "group_id": gate.group.id, "at": gate.run.now}
        gate.run.session.add(Audit(**noted, event_id=0, command="", summary=summary))
