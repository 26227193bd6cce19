"""The welcome itself, said when the window closes."""

from bot import group_settings
from bot.charter import Charter
from bot.outbox import Cause, Priority
from bot.phrases import Language
from bot.scheduler import JobRun
from plugins.welcome import rules, store
from plugins.welcome.settings import Welcome
from storage.tables import Group


async def greet(run: JobRun) -> None:
    """One message to all who wait and are still there, unless the bot should be silent."""
    assert run.group_id is not None
    people = await store.take(run.session, run.group_id, run.due_at - rules.LATEST)
    group = await run.session.get_one(Group, run.group_id)
    welcome = await group_settings.load(run.session, group.id, Welcome)
    if not people or not welcome.on or group.paused_at or group.left_at:
        return
    charter = await group_settings.load(run.session, group.id, Charter)
    language: Language = "en" if run.args["language"] == "en" else "zh"
    setting = rules.Setting(group.name, group.member_count, charter.rules, language)
    came = Cause("event", str(run.args["event"]))
    run.post(rules.greeting(welcome, people, setting), priority=Priority.WELCOME, cause=came)
