"""Who is not the bot's friend can't be reached in private; the group is used instead, and its owner told once."""

from bot.context import Context
from bot.outbox import Priority
from bot.owners import owners_of
from bot.phrases import Language
from bot.scheduler import JobRun
from plugins.welcome import messages as m
from plugins.welcome import rules


async def tell_owner(by: JobRun | Context, group_id: int, group_name: str, language: Language) -> None:
    """Once for ever in each group, whoever of the family finds it out first: the outbox knows the key."""
    operators = by.batch.operators if isinstance(by, JobRun) else frozenset(by.services.settings.operators)
    owner = (await owners_of(by.session, [group_id], operators)).get(group_id)
    if owner is not None:
        said = rules.words(m.UNREACHED(language, group=group_name))
        by.post(said, key=f"welcome:unreached:{group_id}", person_id=owner, priority=Priority.WELCOME)
