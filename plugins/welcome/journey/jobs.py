"""A step's moment: all whose turn it is are told at once, and that they were is written in the same transaction."""

from collections.abc import Sequence

from bot import group_settings
from bot.charter import Charter
from bot.content import Content, from_json
from bot.outbox import Priority
from bot.scheduler import JobRun
from bot.templates import Value
from plugins.welcome import rules as welcome
from plugins.welcome.journey import rules, store
from plugins.welcome.journey.store import Due, Traveller
from plugins.welcome.unreached import tell_owner

STEP = "journey.step"


async def take_step(run: JobRun) -> None:
    """Nobody is addressed twice; where the bot should be silent, their turn passes."""
    step = await store.due(run.session, run.args["step"])
    if step is None or not rules.in_time(run.due_at, run.now, run.zone):
        return
    if run.due_at.day == 1:
        await store.forget(run.session, step.id, run.now - store.KEPT)
    days = rules.turn_days(step.days, run.due_at, step.since, step.minute, run.zone)
    travellers = await store.whose_turn(run.session, step, days) if days else []
    if travellers:
        await store.note_done(run.session, step, [each.person_id for each in travellers], run.now)
        if not step.is_silent:
            await _tell(run, step, travellers)


async def _tell(run: JobRun, step: Due, travellers: Sequence[Traveller]) -> None:
    contents: Sequence[Content] = [from_json(each) for each in step.contents]
    quotes_charter = rules.slots_of(contents) & {"purpose", "rules"}
    charter = await group_settings.load(run.session, step.group_id, Charter) if quotes_charter else Charter()
    setting = welcome.Setting(step.group_name, step.member_count, charter, run.now, run.zone, step.language)
    friends = [each for each in travellers if step.is_private and each.is_friend]
    others = [each for each in travellers if not (step.is_private and each.is_friend)]
    for friend in friends:
        for number, content in enumerate(said_to(contents, setting, friend.name)):
            key = f"journey:{step.id}:{friend.person_id}:{number}"
            run.post(content, key=key, person_id=friend.person_id, priority=Priority.WELCOME)
    if others:
        address = welcome.addressed([each.person_id for each in others], setting.language)
        for content in said_to(contents, setting, address):
            run.post(content, priority=Priority.WELCOME)
    if others and step.is_private:
        await tell_owner(run, step.group_id, step.group_name, step.language)


def said_to(contents: Sequence[Content], setting: welcome.Setting, address: Value) -> list[Content]:
    """A step's messages to those who are addressed so: by mentions in the group, by their name in private."""
    said = contents if isinstance(address, str) else rules.with_address(contents)
    values = welcome.values(welcome.Company(()), setting) | {"nickname": address}
    return welcome.filled(said, values, setting.language, rules.SLOTS)
