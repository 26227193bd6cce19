"""Which groups are silent, and since when: for whoever would wake them."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import text

from plugins.nudges.hearing import gaps_of
from plugins.nudges.temperature import rules
from plugins.nudges.temperature.rules import HOUR_MS, LEAST_SILENCE, PATIENCE, Heard, Stretch
from storage.base import to_ms
from storage.engine import ReadSession
from storage.lists import as_list, inside

LOOK_BACK = timedelta(days=70)
"""Gaps before that are forgotten: so long a silence needs no counting."""


class Silent(NamedTuple):
    """A group in which nobody has talked for so many heard whole hours, and how likely that is in its own week.

    The chance is 1 for a group that is not known well enough.
    """

    group_id: int
    hours: int
    chance: float

    def is_remarkable(self, patience: int = PATIENCE) -> bool:
        """Whether that is beyond its own normal, or at least so many heard hours, whatever is normal."""
        return rules.Silence(self.hours, self.chance).is_remarkable(patience)


async def silent_groups(
    session: ReadSession,
    account_id: int,
    group_ids: Collection[int] | None,
    now: datetime,
    zone: str,
    talk: Mapping[int, int] | None = None,
) -> list[Silent]:
    """Those of the groups, or of all the bot is in, that have been silent for three heard hours or more.

    Talk counts up to the last pass, and what `talk` knows of it, as `last_talk` tells: ask it of those that are to be
    woken. `zone` is for groups without one.
    """
    connection = await session.connection()
    among = "" if group_ids is None else f"AND p.group_id {inside('groups', connection.dialect.name)}"
    statement = text(
        "SELECT p.group_id, p.last_hour, p.heard_since, p.profile, COALESCE(g.zone, :zone)"
        " FROM nudge_pulses AS p JOIN groups AS g ON g.id = p.group_id"
        f" WHERE p.account_id = :account AND g.left_at IS NULL {among} ORDER BY p.group_id"
    )
    given: dict[str, object] = {"account": account_id, "zone": zone}
    if group_ids is not None:
        given["groups"] = as_list(connection, group_ids)
    rows = (await connection.execute(statement, given)).all()
    gaps, hour = await gaps_in_hours(session, account_id, now), hour_of(now)
    found: list[Silent] = []
    for group_id, last_hour, heard_since_ms, profile, its_zone in rows:
        heard = Heard(-(-heard_since_ms // HOUR_MS), gaps)
        last = heard.since - 1 if last_hour is None else last_hour
        last = max(last, (talk or {}).get(group_id, last))
        if hour - last > LEAST_SILENCE:
            silence = rules.silence(profile, last, hour, heard, its_zone)
            if silence.hours >= LEAST_SILENCE:
                found.append(Silent(group_id, *silence))
    return found


async def last_talk(
    session: ReadSession, account_id: int, group_ids: Collection[int], now: datetime
) -> Mapping[int, int]:
    """The hour, since 1970 UTC, in which somebody last talked in each group, what the pass has not counted included.

    Groups in which nobody ever has are absent.
    """
    connection = await session.connection()
    theirs = f"group_id {inside('groups', connection.dialect.name)}"
    least = "MIN" if connection.dialect.name == "sqlite" else "LEAST"
    statement = text(
        f"SELECT group_id, MAX(hour) FROM (SELECT group_id, last_hour AS hour FROM nudge_pulses WHERE {theirs}"
        f" UNION ALL SELECT group_id, {least}(sent_at, :now) / {HOUR_MS} FROM messages"
        f" WHERE id > COALESCE((SELECT message_id FROM nudge_heard WHERE account_id = :account), 0) AND {theirs}"
        ") AS said WHERE hour IS NOT NULL GROUP BY group_id"
    )
    given = {"account": account_id, "now": to_ms(now), "groups": as_list(connection, group_ids)}
    return {group_id: hour for group_id, hour in await connection.execute(statement, given)}  # noqa: C416


async def gaps_in_hours(session: ReadSession, account_id: int, now: datetime) -> list[Stretch]:
    """The hours of which the account did not hear the whole, lately, as stretches that do not overlap."""
    found: list[Stretch] = []
    for since, until in await gaps_of(session, account_id, now - LOOK_BACK):
        first, end = hour_of(since), -(-to_ms(until) // HOUR_MS)
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((first, end))
    return found


def hour_of(moment: datetime) -> int:
    """The hour since 1970 UTC that a moment lies in."""
    return to_ms(moment) // HOUR_MS
