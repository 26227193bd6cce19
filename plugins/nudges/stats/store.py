"""Queries on what was said, who came and went, who turned to whom, and who helped; each walks over a few weeks."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from plugins.nudges.stats.rules import HELPERS, HOURS, MOST_ANSWERS, THANKS, Helper, Span, Standing, Talk
from storage.base import from_ms, to_ms
from storage.lists import as_list, inside

HOUR_MS = 3_600_000

Values = Mapping[str, Any]

_SAID = """
SELECT s.group_id, SUM(s.now), SUM(CASE WHEN s.now > 0 THEN 1 ELSE 0 END), SUM(s.earlier),
 SUM(CASE WHEN s.earlier > 0 THEN 1 ELSE 0 END),
 SUM(CASE WHEN s.now > 0 AND m.person_id IS NOT NULL THEN 1 ELSE 0 END)
FROM (
 SELECT a.group_id, a.person_id, SUM(CASE WHEN a.day >= :first THEN a.messages ELSE 0 END) AS now,
  SUM(CASE WHEN a.day < :first THEN a.messages ELSE 0 END) AS earlier
 FROM activity AS a WHERE a.group_id {inside} AND a.day BETWEEN :earliest AND :last GROUP BY a.group_id, a.person_id
) AS s
LEFT JOIN memberships AS m ON m.group_id = s.group_id AND m.person_id = s.person_id AND m.left_at IS NULL
GROUP BY s.group_id
"""
_DAYS = """
SELECT day, SUM(messages), COUNT(*) FROM activity
WHERE group_id {inside} AND day BETWEEN :earliest AND :today GROUP BY day
"""
_TURNED = """
WITH keepers AS (
 SELECT id AS group_id, owner_id AS person_id FROM groups WHERE id {inside} AND owner_id IS NOT NULL
 UNION SELECT group_id, person_id FROM grants WHERE group_id {inside}
)
SELECT t.group_id, CASE WHEN t.day >= :first THEN 1 ELSE 0 END, SUM(t.quotes + t.mentions),
 SUM(CASE WHEN f.person_id IS NULL AND o.person_id IS NULL THEN t.quotes + t.mentions ELSE 0 END)
FROM ties AS t
LEFT JOIN keepers AS f ON f.group_id = t.group_id AND f.person_id = t.from_id
LEFT JOIN keepers AS o ON o.group_id = t.group_id AND o.person_id = t.to_id
WHERE t.group_id {inside} AND t.day BETWEEN :earliest AND :last
GROUP BY t.group_id, CASE WHEN t.day >= :first THEN 1 ELSE 0 END
"""
_HELPED = f"""
WITH owners AS (
 SELECT id AS group_id, owner_id AS person_id FROM groups WHERE id {{inside}} AND owner_id IS NOT NULL
 UNION SELECT group_id, person_id FROM grants WHERE group_id {{inside}} AND role = 'owner'
)
SELECT h.person_id, SUM(h.answers), SUM(h.thanks)
FROM (
 SELECT group_id, from_id AS person_id, 0 AS thanks,
  CASE WHEN answers > {MOST_ANSWERS} THEN {MOST_ANSWERS} ELSE answers END AS answers
 FROM ties WHERE group_id {{inside}} AND day BETWEEN :first AND :last AND answers > 0
 UNION ALL SELECT group_id, to_id, 1, 0 FROM ties
 WHERE group_id {{inside}} AND day BETWEEN :first AND :last AND thanks > 0
) AS h
JOIN memberships AS m ON m.group_id = h.group_id AND m.person_id = h.person_id AND m.left_at IS NULL
LEFT JOIN owners AS o ON o.group_id = h.group_id AND o.person_id = h.person_id
WHERE o.person_id IS NULL
GROUP BY h.person_id
ORDER BY SUM(h.answers) + {THANKS} * SUM(h.thanks) DESC, SUM(h.thanks) DESC, h.person_id LIMIT {HELPERS}
"""
_CAME = """
SELECT group_id, CASE WHEN at >= :since THEN 1 ELSE 0 END, CASE WHEN kind = 'left' THEN 1 ELSE 0 END, COUNT(*)
FROM roster_changes WHERE group_id {inside} AND at >= :since_before AND at < :until
GROUP BY group_id, CASE WHEN at >= :since THEN 1 ELSE 0 END, CASE WHEN kind = 'left' THEN 1 ELSE 0 END
"""
_THERE = """
SELECT group_id, SUM(CASE WHEN left_at IS NULL THEN 1 ELSE 0 END), SUM(fresh),
 SUM(CASE WHEN left_at IS NULL THEN fresh ELSE 0 END), SUM(CASE WHEN last_spoken_at >= joined_at THEN fresh ELSE 0 END)
FROM (
 SELECT group_id, left_at, last_spoken_at, joined_at,
  CASE WHEN joined_at >= :fresh_since AND joined_at < :fresh_until THEN 1 ELSE 0 END AS fresh
 FROM memberships WHERE group_id {inside}
) AS m GROUP BY group_id
"""
_HOURS = """
SELECT hour, SUM(messages) FROM group_hours
WHERE group_id {inside} AND hour >= :first_hour AND hour < :last_hour GROUP BY hour
"""


class Counts:
    """What the ledger says of some groups in a span."""

    def __init__(self, connection: AsyncConnection, groups: Collection[int], span: Span) -> None:
        self._connection = connection
        self._inside = inside("groups", connection.dialect.name)
        self._groups = as_list(connection, groups)
        self._span = span

    async def talk(self) -> tuple[Mapping[int, Talk], Mapping[int, Talk], Mapping[int, int]]:
        """By group what happened in the span and before it, and how many who spoke in it are there now."""
        now, before = defaultdict[int, Talk](Talk), defaultdict[int, Talk](Talk)
        present: dict[int, int] = {}
        span = self._span
        days = {"first": span.now.first, "last": span.now.last, "earliest": span.before.first}
        for group, messages, speakers, earlier, then, there in await self._rows(_SAID, days):
            now[group] = Talk(int(messages), int(speakers))
            before[group] = Talk(int(earlier), int(then))
            present[group] = int(there)
        for group, is_now, turns, among in await self._rows(_TURNED, days):
            talk = now if is_now else before
            talk[group] = talk[group]._replace(turns=int(turns), among=int(among))
        moments = {"since": span.now.since, "until": span.now.until, "since_before": span.before.since}
        for group, is_now, has_left, people in await self._rows(_CAME, _ms(moments)):
            talk = now if is_now else before
            talk[group] = talk[group]._replace(**{"left" if has_left else "joined": people})
        return now, before, present

    async def standing(self, speakers: Mapping[int, int]) -> Mapping[int, Standing]:
        """By group who is there now; `speakers` are those of them who spoke."""
        moments = _ms({"fresh_since": self._span.newcomers.since, "fresh_until": self._span.newcomers.until})
        rows = await self._rows(_THERE, moments)
        return {
            group: Standing(int(members), speakers.get(group, 0), *map(int, rest)) for group, members, *rest in rows
        }

    async def by_day(self, today: int) -> Mapping[int, tuple[int, int]]:
        """Messages and speakers by local day, before the span, in it and today."""
        rows = await self._rows(_DAYS, {"earliest": self._span.before.first, "today": today})
        return {day: (int(messages), int(speakers)) for day, messages, speakers in rows}

    async def hours(self, zone: str) -> Sequence[int]:
        """Messages by local hour of the day."""
        since, until = (to_ms(moment) // HOUR_MS for moment in (self._span.now.since, self._span.now.until))
        counts, there = [0] * HOURS, ZoneInfo(zone)
        for hour, messages in await self._rows(_HOURS, {"first_hour": since, "last_hour": until}):
            counts[from_ms(hour * HOUR_MS).astimezone(there).hour] += int(messages)
        return counts

    async def helpers(self) -> Sequence[Helper]:
        """The members who helped most, but for the owner and who has left."""
        days = {"first": self._span.now.first, "last": self._span.now.last}
        return [
            Helper(person, int(answers), int(thanks)) for person, answers, thanks in await self._rows(_HELPED, days)
        ]

    async def _rows(self, sql: str, values: Values) -> Sequence[Any]:
        statement = text(sql.format(inside=self._inside))
        return (await self._connection.execute(statement, {**values, "groups": self._groups})).all()


def _ms(moments: Mapping[str, datetime]) -> Values:
    return {name: to_ms(moment) for name, moment in moments.items()}
