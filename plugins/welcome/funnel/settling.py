"""Once a night it is settled, for all groups at once, who spoke in their first week and who is still active."""

from bot.scheduler import JobRun
from bot.times.timewords import recurrence_of
from plugins.welcome.funnel import store
from plugins.welcome.funnel.rules import Settled
from storage.engine import ReadSession

SETTLE = "funnel.settle"
AT_NIGHT = recurrence_of("每天 04:40")


async def prepare(run: JobRun, session: ReadSession) -> list[Settled]:
    """Read outside of any writing."""
    return await store.unsettled(session, run.account_id, run.now, run.zone)


async def settle(run: JobRun) -> None:
    """Write it down; once more does nothing."""
    if isinstance(run.prepared, Exception):
        raise run.prepared
    await store.keep(run.batch.connection, run.prepared)
