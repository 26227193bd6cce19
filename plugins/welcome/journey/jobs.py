"""A step's moment: all whose turn it is are told at once, and that they were is written in the same transaction."""

from collections.abc import Sequence

from bot import group_settings
from bot.charter import Charter
from bot.content import Content, from_json
from bot.outbox import Priority
from bot.owners import owners_of
from bot.phrases import Language
from bot.scheduler import JobRun
from bot.templates import Value
from plugins.welcome import rules as welcome
from plugins.welcome.journey import messages as m
from plugins.welcome.journey import rules, store
from plugins.welcome.journey.store import Traveller
from plugins.welcome.journey.tables import Step
from storage.tables import Group

STEP = "journey.step"


async def take_step(run: JobRun) -> None:
    """Nobody is addressed twice; where the bot should be silent, their turn passes."""
    found = await store.step_in(run.session, run.args["step"])
    if found is None or found[0].paused_at is not None:
        return
    step, group = found
    if run.due_at.day == 1:
        await store.forget(run.session, step.id, run.now - store.KEPT)
    days = rules.turn_days(step.days, run.due_at, step.since, step.minute, run.zone)
    travellers = await store.whose_turn(run.session, step, days) if days else []
    if not travellers:
        return
    await store.note_done(run.session, step, [each.person_id for each in travellers], run.now)
    if not group.paused_at and not group.left_at:
        await _tell(run, step, group, travellers)


async def _tell(run: JobRun, step: Step, group: Group, travellers: Sequence[Traveller]) -> None:
    setting = await setting_of(run, step, group)
    friends = [each for each in travellers if step.is_private and each.is_friend]
    others = [each for each in travellers if not (step.is_private and each.is_friend)]
    for friend in friends:
        for number, content in enumerate(said_to(step, setting, friend.name)):
            key = f"journey:{step.id}:{friend.person_id}:{number}"
            run.post(content, key=key, person_id=friend.person_id, priority=Priority.WELCOME)
    if others:
        address = welcome.addressed([each.person_id for each in others], setting.language)
        for content in said_to(step, setting, address):
            run.post(content, priority=Priority.WELCOME)
    if others and step.is_private:
        await _tell_owner(run, group, setting.language)


async def setting_of(run: JobRun, step: Step, group: Group) -> welcome.Setting:
    """What the step can tell about its group."""
    language: Language = "en" if step.language == "en" else "zh"
    charter = await group_settings.load(run.session, group.id, Charter)
    return welcome.Setting.of(group, charter, run.now, run.zone, language)


def said_to(step: Step, setting: welcome.Setting, address: Value) -> list[Content]:
    """The step's messages to those who are addressed so: by mentions in the group, by their name in private."""
    contents: Sequence[Content] = [from_json(each) for each in step.contents]
    contents = contents if isinstance(address, str) else rules.with_address(contents)
    values = welcome.values(welcome.Company(()), setting) | {"nickname": address}
    return welcome.filled(contents, values, setting.language, rules.SLOTS)


async def _tell_owner(run: JobRun, group: Group, language: Language) -> None:
    """Once for ever: the outbox knows the key."""
    owner = (await owners_of(run.session, [group.id], run.batch.operators)).get(group.id)
    if owner is not None:
        said = m.UNREACHED(language, group=group.name)
        run.post(welcome.words(said), key=f"journey:unreached:{group.id}", person_id=owner, priority=Priority.WELCOME)
