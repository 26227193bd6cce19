"""One thanks for many introductions, when they come in a crowd."""

from bot import group_settings
from bot.content import Text
from bot.outbox import Cause, Priority
from bot.phrases import Language
from bot.scheduler import JobRun
from plugins.welcome.cards import messages as m
from plugins.welcome.cards import rules, store
from plugins.welcome.cards.settings import Cards
from plugins.welcome.rules import addressed
from storage.tables import Group

THANK = "cards.thank"


async def thank(run: JobRun) -> None:
    """Those still there, unless the bot should be silent; introducing so many to each other would be noise."""
    assert run.group_id is not None
    people = await store.take_unthanked(run.session, run.group_id, run.now)
    group = await run.session.get_one(Group, run.group_id)
    cards = await group_settings.load(run.session, group.id, Cards)
    if not people or not cards.on or group.paused_at or group.left_at:
        return
    language: Language = "en" if run.args["language"] == "en" else "zh"
    said = Text((*addressed(people, language), m.KEPT_ALL(language)))
    came = Cause("event", run.args["event"])
    run.post(said, priority=Priority.WELCOME, cause=came, expires_at=run.now + rules.LATE)
