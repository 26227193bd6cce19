"""When pairs are made and when they are asked about: what is said and that it was, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from bot import group_settings
from bot.outbox import Priority
from bot.phrases import Language
from bot.scheduler import JobRun, Together
from plugins.welcome.buddies import rules, showing, store
from plugins.welcome.buddies.rules import Couple, Newcomer, Volunteer
from plugins.welcome.buddies.settings import Buddies
from plugins.welcome.buddies.store import Place
from storage.base import from_ms


@dataclass(frozen=True, slots=True)
class Turn:
    """A group whose moment has come, what is set there, and the run it is for."""

    run: JobRun
    group_id: int
    place: Place
    buddies: Buddies

    @property
    def zone(self) -> str:
        """The group's own."""
        return self.place.zone or self.run.zone

    @property
    def language(self) -> Language:
        """What is spoken there now."""
        return "en" if (self.place.language or self.run.args["language"]) == "en" else "zh"

    @property
    def may_speak(self) -> bool:
        """Whether anything is to be said there."""
        return self.buddies.on and not self.place.is_silent


async def make_pairs(runs: Sequence[JobRun]) -> None:
    """In each group all whose first hour is over and for whom somebody is free, in one message; the others wait.

    Where nobody volunteers nobody looks again: that is planned when somebody does.
    """
    session, now = runs[0].session, runs[0].now
    turns = await _turns(runs)
    by_day = [turn for turn in turns if rules.by_day(now, turn.zone) == now]
    again = {turn.run.schedule_id: rules.by_day(now, turn.zone) for turn in turns if turn not in by_day}
    groups = [turn.group_id for turn in by_day]
    await store.settle(session, groups, now)
    volunteers = await store.volunteers(session, groups, now)
    speaking = [turn for turn in by_day if volunteers[turn.group_id]]
    since = {turn.group_id: max(now - rules.WAITS, from_ms(turn.buddies.since)) for turn in speaking}
    waiting = await store.waiting(session, since)
    made = {turn.group_id: await _made(turn, waiting[turn.group_id], volunteers[turn.group_id]) for turn in speaking}
    await store.pair(session, made, now)
    for turn in speaking:
        if couples := made[turn.group_id]:
            _tell(turn, couples)
        then = rules.next_pairing(waiting[turn.group_id], made[turn.group_id], now, turn.zone)
        again |= {} if then is None else {turn.run.schedule_id: then}
    await store.come_again(session, again)


async def ask(runs: Sequence[JobRun]) -> None:
    """One message a group and day to all pairs that are three days old; not when it has become too late for today."""
    session, now = runs[0].session, runs[0].now
    turns = await _turns(runs)
    await store.settle(session, [turn.group_id for turn in turns], now)
    asking = [turn for turn in turns if turn.may_speak and turn.run.late <= rules.LATE]
    before = {turn.group_id: rules.asked_before(now, turn.zone) for turn in asking}
    pairs = await store.to_ask(session, before)
    await store.note_asked(session, [each.id for theirs in pairs.values() for each in theirs], now)
    for turn in asking:
        if theirs := pairs.get(turn.group_id):
            turn.run.post(showing.question(theirs, turn.language), priority=Priority.WELCOME)


PAIRING, ASKING = Together(make_pairs), Together(ask)


async def _turns(runs: Sequence[JobRun]) -> list[Turn]:
    by_group = {run.group_id: run for run in runs if run.group_id is not None}
    places = await store.groups(runs[0].session, by_group)
    buddies = await group_settings.load_each(runs[0].session, list(by_group), Buddies)
    return [Turn(run, group, places[group], buddies[group]) for group, run in by_group.items() if group in places]


async def _made(turn: Turn, waiting: Sequence[Newcomer], volunteers: Sequence[Volunteer]) -> Sequence[Couple]:
    ready = [each for each in waiting if rules.is_ready(each, turn.run.now)][: rules.MOST_PAIRS]
    if not (ready and turn.may_speak and any(map(rules.is_free, volunteers))):
        return ()
    people = ([each.person_id for each in ready], [each.person_id for each in volunteers])
    return rules.couples(ready, volunteers, await store.shared_tags(turn.run.session, turn.group_id, *people))


def _tell(turn: Turn, made: Sequence[Couple]) -> None:
    """In the group, and in private those who have the bot as a friend."""
    run, name, language = turn.run, turn.place.name, turn.language
    run.post(showing.introduction(made, language), priority=Priority.WELCOME)
    by_buddy = sorted(made, key=lambda each: each.buddy.person_id)
    for buddy, theirs in groupby(by_buddy, key=lambda each: each.buddy.person_id):
        mine = list(theirs)
        if mine[0].buddy.is_friend:
            said = showing.to_buddy(mine, name, language)
            run.post(said, person_id=buddy, priority=Priority.WELCOME, is_must=True)  # they volunteered
    for each in made:
        if each.newcomer.is_friend:
            said = showing.to_newcomer(each, name, language)
            run.post(said, person_id=each.newcomer.person_id, priority=Priority.WELCOME)
