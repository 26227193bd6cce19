"""When pairs are made and when they are asked about: what is said and that it was, in one transaction."""

from itertools import groupby

from bot import group_settings
from bot.outbox import Priority
from bot.phrases import Language
from bot.scheduler import JobRun
from plugins.welcome.buddies import rules, showing, store
from plugins.welcome.buddies.rules import Couple, Newcomer
from plugins.welcome.buddies.settings import Buddies
from storage.base import from_ms
from storage.tables import Group


async def pair(run: JobRun) -> None:
    """Everybody whose first hour is over and for whom there is a free buddy, in one message; the others wait."""
    assert run.group_id is not None
    group = await run.session.get_one(Group, run.group_id)
    now = await group_settings.load(run.session, group.id, Buddies)
    zone = group.zone or run.zone
    if group.left_at or not now.since:
        return
    if rules.by_day(run.now, zone) != run.now:
        await store.come_again(run.session, run.schedule_id, rules.by_day(run.now, zone))
        return
    await store.settle(run.session, group.id, run.now)
    since = max(run.now - rules.WAITS, from_ms(now.since))
    waiting = await store.waiting(run.session, group.id, since)
    ready = [each for each in waiting if rules.is_ready(each, run.now)]
    made = [] if group.paused_at or not now.on or not ready else await _couples(run, group, ready)
    again = rules.next_pairing(waiting, made, run.now, zone)
    if again is not None:
        await store.come_again(run.session, run.schedule_id, again)


async def ask(run: JobRun) -> None:
    """One message a day to all pairs that are three days old; not when it has become too late for today."""
    assert run.group_id is not None
    group = await run.session.get_one(Group, run.group_id)
    await store.settle(run.session, group.id, run.now)
    is_on = (await group_settings.load(run.session, group.id, Buddies)).on
    if not is_on or group.paused_at or group.left_at or run.late > rules.LATE:
        return
    pairs = await store.to_ask(run.session, group.id, rules.asked_before(run.now, group.zone or run.zone))
    if not pairs:
        return
    for each in pairs:
        each.asked_at = run.now
    run.post(showing.question(pairs, language_of(run, group)), priority=Priority.WELCOME)


def language_of(run: JobRun, group: Group) -> Language:
    """What is spoken in the group now."""
    return "en" if (group.language or run.args["language"]) == "en" else "zh"


async def _couples(run: JobRun, group: Group, ready: list[Newcomer]) -> list[Couple]:
    volunteers = await store.volunteers(run.session, group.id)
    if not volunteers:
        return []
    new, old = [each.person_id for each in ready[: rules.MOST_PAIRS]], [each.person_id for each in volunteers]
    made = rules.couples(ready, volunteers, await store.shared_tags(run.session, group.id, new, old))
    if made:
        await store.pair(run.session, group.id, made, run.now)
        language = language_of(run, group)
        run.post(showing.introduction(made, language), priority=Priority.WELCOME)
        _tell_privately(run, group, made, language)
    return made


def _tell_privately(run: JobRun, group: Group, made: list[Couple], language: Language) -> None:
    """Only those who have the bot as a friend; the others have read it in the group."""
    by_buddy = sorted(made, key=lambda each: each.buddy.person_id)
    for buddy, theirs in groupby(by_buddy, key=lambda each: each.buddy.person_id):
        mine = list(theirs)
        if mine[0].buddy.is_friend:
            run.post(showing.to_buddy(mine, group.name, language), person_id=buddy, priority=Priority.WELCOME)
    for each in made:
        if each.newcomer.is_friend:
            said = showing.to_newcomer(each, group.name, language)
            run.post(said, person_id=each.newcomer.person_id, priority=Priority.WELCOME)
