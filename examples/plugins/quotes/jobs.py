"""What is done when the time for a quote has come."""

from zoneinfo import ZoneInfo

from bot import group_settings
from bot.content import Text
from bot.scheduler import JobRun

from . import rules
from .settings import Quotes


async def send(run: JobRun) -> None:
    """Post the quote of the day it was due on; without any quotes, nothing."""
    assert run.group_id is not None
    lines = (await group_settings.load(run.session, run.group_id, Quotes)).lines
    if lines:
        day = run.due_at.astimezone(ZoneInfo(run.zone)).date()
        run.post(Text((rules.of_day(lines, day),)))
