"""Removing who was told that they would be, and what came of removals, whoever wanted them."""

from collections.abc import Sequence
from datetime import timedelta

from bot.content import Mention, Removal, Text
from bot.outbox import Policy, Priority
from bot.owners import owners_of
from bot.scheduler import JobRun
from plugins.welcome import rules as welcome_rules
from plugins.welcome import store as welcome
from plugins.welcome.threshold import acts, plans, rules, showing, store
from plugins.welcome.threshold import messages as m
from plugins.welcome.threshold.gate import Gate
from plugins.welcome.threshold.store import Removed, Standing
from storage.tables import Audit, Person

REST = timedelta(hours=1)
"""While a group is paused, it is looked so often whether it still is."""
NOTICED = rules.NOTICE - timedelta(minutes=10)
"""How long ago a notice has to have gone out; it may have waited a little for its turn."""
GIVEN_UP_AFTER = timedelta(hours=2)
"""A removal that has not happened by then has failed."""


async def remove(gate: Gate, people: Sequence[Standing]) -> None:
    """Those who were really told that they would be, and had their hour; whom no notice reached is told again."""
    run = gate.run
    given = {who.row.warned_at for who in people if who.row.warned_at is not None}
    notices = await store.warnings(run.session, gate.group.id, given)
    told = {at for at, each in notices.items() if each.sent_at and each.sent_at <= run.now - NOTICED}
    coming = {at for at, each in notices.items() if each.sent_at or each.is_coming}
    for who in people:
        if who.row.warned_at not in coming:
            who.row.warned_at = None
    people = [who for who in people if who.row.warned_at in told]
    for who in people:
        row = who.row
        row.removal, row.removing_at, row.by_id = "asked", run.now, None
        key = store.removal_key(row)
        run.post(Removal(row.person_id), key=key, priority=Priority.WELCOME, policy=Policy.AT_LEAST_ONCE)
    await run.session.flush()
    await welcome.mark(run.session, gate.group.id, [who.person_id for who in people], "removed_at", run.now)
    if people:
        await gate.plan(plans.OUTCOME, plans.OUTCOME_AFTER)


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
