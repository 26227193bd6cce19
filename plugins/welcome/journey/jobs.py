"""A step's moment: all whose turn it is are told at once, and that they were is written in the same transaction."""

from collections.abc import Mapping, Sequence

from bot import group_settings
from bot.charter import Charter
from bot.content import Content, from_json
from bot.outbox import Priority
from bot.scheduler import JobRun, Together
from bot.templates import Value
from plugins.welcome import rules as welcome
from plugins.welcome.journey import rules, store
from plugins.welcome.journey.store import Due, Traveller, Turn
from plugins.welcome.unreached import tell_owner

STEP = "journey.step"


async def take_steps(runs: Sequence[JobRun]) -> None:
    """Nobody is addressed twice; where the bot should be silent, their turn passes."""
    session, now = runs[0].session, runs[0].now
    known = await store.due(session, [run.args["step"] for run in runs])
    due = [(run, step) for run in runs if (step := known.get(run.args["step"])) is not None]
    turns = [(run, turn) for run, step in due if (turn := _turn_of(run, step)) is not None]
    if of_old := [turn.step.id for run, turn in turns if run.due_at.day == 1]:
        await store.forget(session, of_old, now - store.KEPT)
    travellers = await store.whose_turn(session, [turn for _, turn in turns])
    await store.note_done(session, travellers, now)
    spoken = [(run, turn.step) for run, turn in turns if turn.step.id in travellers and not turn.step.is_silent]
    charters = await _charters(runs[0], [step for _, step in spoken])
    for run, step in spoken:
        await _tell(run, step, charters.get(step.group_id, Charter()), travellers[step.id])


take_step = Together(take_steps)


def _turn_of(run: JobRun, step: Due) -> Turn | None:
    if not rules.in_time(run.due_at, run.now, run.zone):
        return None
    days = rules.turn_days(step.days, run.due_at, step.since, step.minute, run.zone)
    return Turn(step, days) if days else None


async def _charters(run: JobRun, steps: Sequence[Due]) -> Mapping[int, Charter]:
    """Of those groups whose steps quote them."""
    groups = [step.group_id for step in steps if rules.slots_of(contents_of(step)) & {"purpose", "rules"}]
    return await group_settings.load_each(run.session, groups, Charter)


async def _tell(run: JobRun, step: Due, charter: Charter, travellers: Sequence[Traveller]) -> None:
    contents = contents_of(step)
    setting = welcome.Setting(step.group_name, step.member_count, charter, run.now, run.zone, step.language)
    friends = [each for each in travellers if step.is_private and each.is_friend]
    others = [each for each in travellers if not (step.is_private and each.is_friend)]
    until = rules.said_until(run.now, run.zone)
    for friend in friends:
        for number, content in enumerate(said_to(contents, setting, friend.name)):
            key = f"journey:{step.id}:{friend.person_id}:{number}"
            run.post(content, key=key, person_id=friend.person_id, priority=Priority.WELCOME, expires_at=until)
    if others:
        address = welcome.addressed([each.person_id for each in others], setting.language)
        for content in said_to(contents, setting, address):
            run.post(content, priority=Priority.WELCOME, expires_at=until)
    if others and step.is_private:
        await tell_owner(run, step.group_id, step.group_name, step.language)


def contents_of(step: Due) -> Sequence[Content]:
    """What it says, with its slots."""
    return [from_json(each) for each in step.contents]


def said_to(contents: Sequence[Content], setting: welcome.Setting, address: Value) -> list[Content]:
    """A step's messages to those who are addressed so: by mentions in the group, by their name in private."""
    said = contents if isinstance(address, str) else rules.with_address(contents)
    values = welcome.values(welcome.Company(()), setting) | {"nickname": address}
    return welcome.filled(said, values, setting.language, rules.SLOTS)
