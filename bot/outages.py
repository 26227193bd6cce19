"""When an account heard nothing: nobody was there, or the link was down. Silence then is nobody's."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, insert, select, update

from bot.scheduler.absence import Absence
from storage.engine import Session
from storage.hours import Outage

LEAST = timedelta(minutes=30)
"""What is shorter is none."""
UNSEEN = timedelta(hours=3)
"""The same where no heartbeat tells that nobody was there: something is done so often, so nothing was for longer."""
LASTING = datetime(9999, 1, 1, tzinfo=UTC)
"""When one ends of which nobody knows yet when it ends."""


async def begin(session: Session, account_id: int, at: datetime) -> None:
    """From now on nothing is heard; told again before it has ended, nothing changes."""
    if await _lasting(session, account_id) is None:
        await _keep(session, account_id, at, LASTING)


async def end(session: Session, account_id: int, now: datetime) -> None:
    """Something can be heard again."""
    since = await _lasting(session, account_id)
    if since is None:
        return
    of_it = Outage.account_id == account_id, Outage.since == since
    if now - since < LEAST:
        await session.execute(delete(Outage).where(*of_it))
    else:
        await session.execute(update(Outage).where(*of_it).values(until=now))


async def came_back(session: Session, account_id: int, absence: Absence, now: datetime) -> None:
    """A new life begins and can hear: it is known since when the one before could not, or at least was no more."""
    if await _lasting(session, account_id) is not None:
        await end(session, account_id, now)
    elif absence.since is not None and now - absence.since >= (LEAST if absence.is_known else UNSEEN):
        await _keep(session, account_id, absence.since, now)


async def _lasting(session: Session, account_id: int) -> datetime | None:
    """Since when nothing is heard, if that is so."""
    query = select(Outage.since).where(Outage.account_id == account_id, Outage.until == LASTING)
    return await session.scalar(query)


async def _keep(session: Session, account_id: int, since: datetime, until: datetime) -> None:
    """Once: where clocks were put back, what was known already may begin at the same moment."""
    known = await session.get(Outage, (account_id, since))
    if known is None:
        await session.execute(insert(Outage).values(account_id=account_id, since=since, until=until))
    else:
        known.until = max(known.until, until)
