"""The welcome and the farewell themselves, said when their window closes."""

from dataclasses import replace

from bot import group_settings
from bot.charter import Charter
from bot.content import Content
from bot.outbox import Cause, Priority
from bot.phrases import Language
from bot.scheduler import JobRun
from plugins.welcome import gathering, rules, store, variants
from plugins.welcome.settings import Welcome
from plugins.welcome.store import Waiting
from storage.base import from_ms
from storage.names import names_of
from storage.tables import Group

MOST_CAUSES = 50
"""Joinings that a welcome remembers as its cause; a raid has more."""


async def greet(run: JobRun) -> None:
    """One welcome to all who wait and are still there, unless the bot should be silent; in a raid its text alone."""
    assert run.group_id is not None
    waiting = await store.take(run.session, run.group_id, run.due_at - rules.LATEST)
    group = await run.session.get_one(Group, run.group_id)
    welcome = await group_settings.load(run.session, group.id, Welcome)
    if not waiting or not welcome.on or group.paused_at or group.left_at:
        return
    setting = await _setting(run, group)
    rush = await store.rush(run.session, group.id, run.now)
    if rush.is_raid or len(waiting) > gathering.RAID:
        _say(run, rules.summary(welcome, await _company(run, waiting), setting), waiting)
    else:
        new, back = ([each for each in waiting if each.is_return is kind] for kind in (False, True))
        if new and welcome.text_b:
            await _try_both(run, welcome, new, setting)
        elif new:
            _say(run, rules.greeting(welcome, await _company(run, new), setting), new)
        if back:
            _say(run, rules.welcome_back(welcome, await _company(run, back), setting), back)
    await store.mark(run.session, group.id, [each.person_id for each in waiting], "greeted_at", run.now)


async def say_farewell(run: JobRun) -> None:
    """One message for all who left by themselves and are still away; of many at once, and in a raid, nothing."""
    assert run.group_id is not None
    group = await run.session.get_one(Group, run.group_id)
    welcome = await group_settings.load(run.session, group.id, Welcome)
    if not welcome.farewell or group.paused_at or group.left_at:
        return
    people = await store.left_by_themselves(run.session, group.id, from_ms(run.args["since"]))
    if not 0 < len(people) <= gathering.RAID or (await store.rush(run.session, group.id, run.now)).is_raid:
        return
    names = (await names_of(run.session, group.id, people)).values()
    came = Cause("event", run.args["event"])
    for content in rules.farewell(welcome, list(names), await _setting(run, group)):
        run.post(content, priority=Priority.WELCOME, cause=came, expires_at=run.now + rules.LATEST)


async def _try_both(run: JobRun, welcome: Welcome, new: list[Waiting], setting: rules.Setting) -> None:
    """Each half with a text of its own, and what comes after it for all."""
    assert run.group_id is not None
    texts = dict(zip(variants.LETTERS, rules.texts_of(welcome, setting.language), strict=True))
    trial = variants.trial_of(*texts.values())
    for letter, some in variants.halves(run.group_id, new, lambda each: each.person_id).items():
        if some:
            company = replace(await _company(run, some), together=len(new))
            _say(run, rules.summary(replace(welcome, text=texts[letter]), company, setting), some)
            await store.assign(run.session, run.group_id, company.people, letter + trial)
    _say(run, rules.more(welcome, await _company(run, new), setting), new)


async def _setting(run: JobRun, group: Group) -> rules.Setting:
    language: Language = "en" if run.args["language"] == "en" else "zh"
    charter = await group_settings.load(run.session, group.id, Charter)
    return rules.Setting.of(group, charter, run.now, run.zone, language)


async def _company(run: JobRun, waiting: list[Waiting]) -> rules.Company:
    assert run.group_id is not None
    people = [each.person_id for each in waiting]
    return rules.Company(people, await store.inviters_of(run.session, run.group_id, people))


def _say(run: JobRun, contents: list[Content], to: list[Waiting]) -> None:
    events = list(dict.fromkeys(each.event_id for each in to))[:MOST_CAUSES]
    came = Cause("event", ",".join(map(str, events)))
    for content in contents:
        run.post(content, priority=Priority.WELCOME, cause=came, expires_at=run.now + rules.LATEST)
