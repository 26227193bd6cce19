"""What the bot has heard and what it has not: silence while it was away says nothing of anybody."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select

from plugins.nudges.absences import GroupAbsence
from storage.base import EPOCH
from storage.engine import ReadSession
from storage.hours import Outage, heard_before
from storage.tables import Group

DAY = timedelta(days=1)


class Gap(NamedTuple):
    """A stretch of time in which nothing was heard."""

    since: datetime
    until: datetime


def merged(gaps: Iterable[Gap]) -> list[Gap]:
    """The same time in gaps that neither touch nor overlap, in order."""
    found: list[Gap] = []
    for gap in sorted(gaps):
        if found and gap.since <= found[-1].until:
            found[-1] = Gap(found[-1].since, max(found[-1].until, gap.until))
        elif gap.since < gap.until:
            found.append(gap)
    return found


def heard(since: datetime, until: datetime, gaps: Sequence[Gap]) -> timedelta:
    """How much of the time between two moments was heard; `gaps` as `merged` gives them."""
    missed = (min(until, gap.until) - max(since, gap.since) for gap in gaps)
    return max(timedelta(), until - since) - sum((each for each in missed if each > timedelta()), timedelta())


def heard_days(since: datetime, until: datetime, gaps: Sequence[Gap]) -> int:
    """The same in whole days."""
    return heard(since, until, gaps) // DAY


def heard_for(time: timedelta, until: datetime, gaps: Sequence[Gap]) -> datetime:
    """Since when so much has been heard up to a moment: what was before it is longer ago than that, by heard time."""
    since = until
    for gap in reversed(gaps):
        if gap.since >= since:
            continue
        end = min(gap.until, since)
        if since - end >= time:
            break
        time, since = time - (since - end), gap.since
    return since - time


def before(came_at: datetime, told: Sequence[tuple[datetime, datetime]]) -> list[Gap]:
    """What was not heard before the bot came to a group: all but what logs tell of, in order."""
    ends = [EPOCH, *(until for _, until in told)]
    begins = [*(since for since, _ in told), came_at]
    return [Gap(end, min(begin, came_at)) for end, begin in zip(ends, begins, strict=True)]


async def gaps_of(session: ReadSession, account_id: int, since: datetime) -> list[Gap]:
    """When an account heard nothing, from that moment on."""
    query = select(Outage.since, Outage.until).where(Outage.account_id == account_id, Outage.until > since)
    return merged(Gap(*row) for row in await session.execute(query))


async def gaps_in(session: ReadSession, group: Group, since: datetime) -> list[Gap]:
    """When nothing was heard of a group: while the account heard nothing or was not there, and before it first came."""
    told = (await heard_before(session, [group.id])).get(group.id, [])
    query = select(GroupAbsence.since, GroupAbsence.until).where(GroupAbsence.group_id == group.id)
    away = [Gap(*row) for row in await session.execute(query)]
    return merged([*await gaps_of(session, group.account_id, since), *away, *before(group.joined_at, told)])
