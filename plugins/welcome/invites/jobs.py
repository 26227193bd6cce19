"""Letting invitations count, once a night for all groups."""

from bot.scheduler import JobRun
from bot.times.timewords import recurrence_of
from plugins.welcome.invites import rules, store

COUNT = "invites.count"
AT_NIGHT = recurrence_of("每天 04:40")


async def count(run: JobRun) -> None:
    """One statement; nothing is said, who wants to know asks."""
    last = await store.last_ran_at(run.session, run.schedule_id, run.due_at)
    window = rules.window(run.due_at, run.now, last)
    if window is not None:
        await store.count(run.session, run.account_id, window, run.now)
