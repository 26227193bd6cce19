"""The jobs of group buys and when each is due."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.scheduler import Missed
from plugins.campaigns.groupbuy.tables import Groupbuy
from storage.schedules import Planned

TELL, SOON, CLOSE, REPORT = "groupbuy.tell", "groupbuy.soon", "groupbuy.close", "groupbuy.report"
EVERY = timedelta(minutes=3)
"""The group hears of it no oftener."""
GATHERED = timedelta(seconds=10)
SPREAD_S = 20
"""What a thousand groups reach at once is not said in one and the same second."""
BEFORE = timedelta(hours=1)
WORTH_IT = timedelta(hours=3)
"""One that is open for less needs no reminder."""
REPORT_AFTER = timedelta(seconds=30)
"""What ends in many groups at once is told in one report."""


def tell(groupbuy_id: int, account_id: int, group_id: int, told_at: datetime | None, now: datetime) -> Planned:
    """Say how far it has come."""
    soon = now + GATHERED + timedelta(seconds=groupbuy_id % SPREAD_S)
    at = soon if told_at is None else max(soon, told_at + EVERY)
    return Planned(f"{TELL}:{groupbuy_id}", TELL, account_id, group_id, {"groupbuy": groupbuy_id}, at)


def ends(groupbuy: Groupbuy, now: datetime) -> Iterator[Planned]:
    """Its end, and the hour before."""
    args = {"groupbuy": groupbuy.id}
    account, group = groupbuy.account_id, groupbuy.group_id
    yield Planned(f"{CLOSE}:{groupbuy.id}", CLOSE, account, group, args, groupbuy.closes_at)
    at = groupbuy.closes_at - BEFORE
    if at > now and groupbuy.closes_at - groupbuy.opened_at >= WORTH_IT:
        yield Planned(f"{SOON}:{groupbuy.id}", SOON, account, group, args, at, Missed.SKIP)


def report(account_id: int, person_id: int, at: datetime) -> Planned:
    """Tell somebody in private what came of all that has ended."""
    return Planned(f"{REPORT}:{account_id}:{person_id}", REPORT, account_id, None, {"person": person_id}, at)


def keys(groupbuy_id: int) -> list[str]:
    """Of all that would still be done for one."""
    return [f"{job}:{groupbuy_id}" for job in (TELL, SOON, CLOSE)]
