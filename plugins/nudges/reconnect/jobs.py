"""The weekly thanks: looked up outside any writing, said once for a week."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot import group_settings
from bot.outbox import Cause
from bot.phrases import Language
from bot.scheduler import JobRun, Prepared
from plugins.nudges.reconnect import rules, showing, store
from plugins.nudges.reconnect.rules import Help, Week
from plugins.nudges.reconnect.settings import Stars
from storage.engine import ReadSession
from storage.tables import Group

THANK = "reconnect.thank"
STARS = "stars"
"""The kind of the thanks' cause; its id is the group's and the week's number."""


@dataclass(frozen=True, slots=True)
class Praise:
    """Who is thanked for a week."""

    week: Week
    people: Sequence[Help]
    language: Language


def key_of(group_id: int) -> str:
    """The key of a group's schedule."""
    return f"stars:{group_id}"


async def find(run: JobRun, session: ReadSession) -> Praise | None:
    """Those who helped in the last whole week; None when there is nobody to thank, or nothing is to be said."""
    group = await session.get(Group, run.group_id)
    if group is None or group.left_at or group.paused_at or run.late > rules.LATE:
        return None
    if not (await group_settings.load(session, group.id, Stars)).on:
        return None
    week = rules.last_week(run.due_at, run.zone)
    best = rules.ranked(await store.helped(session, group.id, week, run.now))
    people = rules.thanked(best, await store.stars_before(session, group.id, week))
    return Praise(week, people, _language(run, group)) if people else None


async def thank(run: JobRun) -> None:
    """Once for a week, whatever its time was changed to meanwhile."""
    praise, group_id = run.prepared, run.group_id
    if not isinstance(praise, Praise) or group_id is None:
        return
    if await store.crown(run.session, group_id, praise.week, praise.people[0].person_id):
        run.post(
            showing.thanks(praise.people, praise.week, praise.language),
            key=f"stars:{group_id}:{praise.week.number}",
            cause=Cause(STARS, f"{group_id}:{praise.week.number}"),
            expires_at=run.now + rules.LATE,
        )


THANKING = Prepared(find, thank)


def _language(run: JobRun, group: Group) -> Language:
    return "en" if (group.language or run.batch.around.language) == "en" else "zh"
