"""Since when groups have been silent, and whether that is longer than is usual there."""

from collections.abc import Collection, Mapping
from datetime import datetime

from plugins.nudges.rules import HOUR, Silence
from plugins.nudges.settings import Nudging
from plugins.nudges.temperature import store as temperature
from storage.base import EPOCH
from storage.engine import ReadSession

A_DAY = 24


async def silences(
    session: ReadSession, account_id: int, settings: Mapping[int, Nudging], now: datetime, zone: str
) -> Mapping[int, Silence]:
    """The silence of each group that has settings here."""
    hours = await temperature.last_talk(session, account_id, settings, now)
    known = await temperature.silent_groups(session, account_id, settings, now, zone, hours)
    silent = {each.group_id: each for each in known}
    found: dict[int, Silence] = {}
    for group_id, given in settings.items():
        one = silent.get(group_id)
        hour = hours.get(group_id)
        since = EPOCH + hour * HOUR if hour else None if one is None else now - one.hours * HOUR
        found[group_id] = Silence(since, one is not None and one.is_remarkable(given.days * A_DAY))
    return found


async def last_talk(
    session: ReadSession, account_id: int, group_ids: Collection[int], now: datetime
) -> Mapping[int, datetime]:
    """The beginning of the hour in which somebody last talked in each group; one where nobody ever has is absent."""
    hours = await temperature.last_talk(session, account_id, group_ids, now)
    return {group_id: EPOCH + hour * HOUR for group_id, hour in hours.items()}
