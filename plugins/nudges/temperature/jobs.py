"""The pass over all groups: count what was said, see what each group's week is like, tell what has changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import text

from bot.scheduler import AnyJob, JobRun, Prepared
from bot.times.recurrence import Recurrence
from bot.times.timewords import recurrence_of
from plugins.nudges.temperature import counting, telling
from plugins.nudges.temperature.counting import Counted
from plugins.nudges.temperature.judging import Judgement, calendar, day_ended, judge
from plugins.nudges.temperature.looking import Place, look
from plugins.nudges.temperature.rules import HOUR_MS, temperature_of
from plugins.nudges.temperature.store import gaps_in_hours
from plugins.nudges.temperature.tables import Pulse
from plugins.nudges.temperature.telling import NEWS, SETTLED, Note, is_day, is_news
from storage.base import from_ms, to_ms
from storage.bulk import update_many
from storage.engine import ReadSession
from storage.schedules import Planned, plan

CHECK = "temperature.pass"
WORK = "temperature.work"
EVERY_THREE_HOURS: Recurrence = recurrence_of("cron 5 */3 * * *")
AT_ONCE = 150
"""Groups that are judged in one pass, those that were not for longest first."""
SOON = timedelta(milliseconds=50)
"""Between two slices: others write meanwhile, and more is counted than is ever said."""

_JUDGED = ("profile", "judged_day", "temperature", "since", "messages_ratio", "speakers_ratio")


class Standing(NamedTuple):
    """A group as it was left by the last pass; without `heard_since` it has not been met yet. Moments are in ms."""

    group_id: int
    zone: str
    joined_at: int
    heard_since: int | None
    judged_day: int | None
    temperature: str
    since: int
    told: str


class Judged(NamedTuple):
    """What is now known of a group."""

    standing: Standing
    day: int
    profile: bytes | None
    found: Judgement


@dataclass(frozen=True, slots=True)
class Findings:
    """All that one pass has to write."""

    counted: Counted
    met: Sequence[tuple[int, int]]
    judged: Sequence[Judged]
    notes: Sequence[Note]


_ANYTHING = text(
    "SELECT COALESCE(g.zone, :zone) AS its_zone, COUNT(*) - COUNT(p.group_id), MIN(COALESCE(p.judged_day, 0)),"
    f" SUM(CASE WHEN {NEWS} THEN 1 ELSE 0 END),"
    " (SELECT MAX(id) FROM messages), (SELECT message_id FROM nudge_heard WHERE account_id = :account)"
    " FROM groups AS g LEFT JOIN nudge_pulses AS p ON p.group_id = g.id"
    " WHERE g.account_id = :account AND g.left_at IS NULL GROUP BY its_zone"
)


async def check(run: JobRun) -> None:
    """Begin to work if there is anything to do."""
    values = {"account": run.account_id, "zone": run.zone, "settled": to_ms(run.now - SETTLED)}
    for zone, unmet, judged_day, news, last, counted in await run.batch.connection.execute(_ANYTHING, values):
        has_news = news and is_day(run.now, zone)
        if unmet or judged_day < day_ended(run.now, zone) or has_news or max(0, last or 0) != (counted or 0):
            await _work_at(run, run.now)
            return


async def prepare(run: JobRun, session: ReadSession) -> Findings:
    """Look at everything outside of any writing."""
    counted = await counting.count(session, run.account_id, run.now)
    groups = await _standing(run, session)
    met = [(each.group_id, each.joined_at) for each in groups if each.heard_since is None]
    judged = [] if counted.more else await _judge(run, session, _due(groups, counted, run))
    news = [each.group_id for each in groups if _is_news(each, run.now)]
    return Findings(counted, met, judged, await telling.notes(session, run, news))


async def write(run: JobRun) -> None:
    """Write it down; where more is to be counted, go on."""
    if isinstance(run.prepared, Exception):
        raise run.prepared
    found: Findings = run.prepared
    connection = run.batch.connection
    await counting.meet(connection, run.account_id, found.met, run.now)
    await counting.keep(connection, run.account_id, found.counted, run.now)
    await update_many(connection, Pulse, ("group_id",), _JUDGED, [_row(each, run) for each in found.judged])
    await telling.tell(run, found.notes)
    if found.counted.more:
        await _work_at(run, run.now + SOON)


JOBS: Mapping[str, AnyJob] = {CHECK: check, WORK: Prepared(prepare, write)}


def _is_news(group: Standing, now: datetime) -> bool:
    is_met = group.heard_since is not None
    return is_met and is_news(group.temperature, group.told, from_ms(group.since), now) and is_day(now, group.zone)


async def _work_at(run: JobRun, at: datetime) -> None:
    work = Planned(f"{WORK}:{run.account_id}", WORK, run.account_id, None, {}, at, zone=run.zone)
    await plan(run.batch.connection, [work], run.now)


_STANDING = text(
    "SELECT g.id, COALESCE(g.zone, :zone), g.joined_at, p.heard_since, p.judged_day, p.temperature, p.since, p.told"
    " FROM groups AS g LEFT JOIN nudge_pulses AS p ON p.group_id = g.id"
    " WHERE g.account_id = :account AND g.left_at IS NULL"
    f" AND (p.group_id IS NULL OR COALESCE(p.judged_day, 0) < :ended OR ({NEWS})) ORDER BY g.id"
)
_ZONES = text("SELECT DISTINCT COALESCE(zone, :zone) FROM groups WHERE account_id = :account AND left_at IS NULL")


async def _standing(run: JobRun, session: ReadSession) -> list[Standing]:
    """The groups of which anything may have to be done: at most times that are few."""
    connection, values = await session.connection(), {"account": run.account_id, "zone": run.zone}
    ended = max((day_ended(run.now, zone) for (zone,) in await connection.execute(_ZONES, values)), default=0)
    rows = await connection.execute(_STANDING, values | {"ended": ended, "settled": to_ms(run.now - SETTLED)})
    return [Standing(*row) for row in rows]


def _due(groups: Sequence[Standing], counted: Counted, run: JobRun) -> list[tuple[Standing, int]]:
    """The groups to judge, each with the day that has ended; not those of which words of that day come only now."""
    waiting = sorted((each for each in groups if each.heard_since is not None), key=lambda each: each.judged_day or 0)
    late: dict[int, int] = {}
    for group_id, hour, _ in counted.hours:
        late[group_id] = min(hour, late.get(group_id, hour))
    found: list[tuple[Standing, int]] = []
    ended = {zone: day_ended(run.now, zone) for zone in {each.zone for each in groups}}
    for each in waiting:
        day = ended[each.zone]
        if (each.judged_day or 0) >= day or len(found) == AT_ONCE:
            continue
        if each.group_id not in late or late[each.group_id] >= calendar(day, each.zone).end:
            found.append((each, day))
    return found


async def _judge(run: JobRun, session: ReadSession, due: Sequence[tuple[Standing, int]]) -> list[Judged]:
    if not due:
        return []
    by_id = {each.group_id: each for each, _ in due}
    places = [Place(each.group_id, each.zone, -(-(each.heard_since or 0) // HOUR_MS), day) for each, day in due]
    judged: list[Judged] = []
    async for place, profile, facts in look(session, places, await gaps_in_hours(session, run.account_id, run.now)):
        standing = by_id[place.group_id]
        judged.append(Judged(standing, place.day, profile, judge(temperature_of(standing.temperature), facts)))
    return judged


def _row(each: Judged, run: JobRun) -> tuple[object, ...]:
    """As `_JUDGED` and the group's number."""
    standing, found = each.standing, each.found
    since = standing.since if found.temperature.key == standing.temperature else to_ms(run.now)
    return (
        *(each.profile, each.day, found.temperature.key, since, found.messages, found.speakers),
        standing.group_id,
    )
