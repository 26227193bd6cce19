"""Telling owners in private that a group is not as warm as it was: by day, once a change, all of an owner's at once."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import select

from bot.content import Text
from bot.hooks import Happened
from bot.outbox.post import Cause
from bot.owners import owners_of
from bot.phrases import Language
from bot.scheduler import JobRun
from plugins.nudges.temperature import advice
from plugins.nudges.temperature import messages as m
from plugins.nudges.temperature.rules import Temperature, temperature_of
from plugins.nudges.temperature.tables import Pulse
from storage.base import to_ms
from storage.bulk import update_many
from storage.engine import ReadSession
from storage.tables import Group, GroupTag, Serving

log = structlog.get_logger()

FROM, TO = 10, 20
"""The hours of the group's day in which its owner is told."""
SERVED = timedelta(days=30)
"""For so long content that came counts as coming."""
KEPT = timedelta(days=2)
MOST = 10
SETTLED = timedelta(days=1)
"""What has not outlasted a second judgement is not told: it may turn back."""
NEWS = (
    "p.since <= :settled AND p.temperature <> p.told AND p.temperature <> 'forming'"
    " AND NOT (p.temperature = 'active' AND p.told = 'forming')"
)
"""What owners are told, in SQL: that a group which has got known is active is none."""
CHANGED = "temperature"
"""The kind of cause of such a note; its id is the first group's."""


class Change(NamedTuple):
    """A group that has become what its owner was not told of."""

    group_id: int
    temperature: Temperature
    messages: float | None
    speakers: float | None
    told: Temperature

    @property
    def is_colder(self) -> bool:
        """Whether it was better before."""
        order = list(Temperature)
        return order.index(self.temperature) > max(order.index(self.told), order.index(Temperature.ACTIVE))


class Note(NamedTuple):
    """What one owner is told, and of which groups; nobody, if there is nobody to tell."""

    person_id: int | None
    changes: Sequence[Change]
    text: str = ""


def is_day(now: datetime, zone: str) -> bool:
    """Whether an owner may be told."""
    return FROM <= now.astimezone(ZoneInfo(zone)).hour < TO


def is_news(temperature: str, told: str, since: datetime, now: datetime) -> bool:
    """That a group which has got known is active is none, nor what has come about only today."""
    forming = Temperature.FORMING.key
    return (
        since <= now - SETTLED
        and temperature not in (told, forming)
        and (temperature, told) != (Temperature.ACTIVE.key, forming)
    )


async def notes(session: ReadSession, run: JobRun, group_ids: Collection[int]) -> list[Note]:
    """What to tell of these groups."""
    if not group_ids:
        return []
    rows = (await session.scalars(select(Pulse).where(Pulse.group_id.in_(group_ids)).order_by(Pulse.group_id))).all()
    changes = [change_of(row) for row in rows]
    owners = await owners_of(session, group_ids, run.batch.operators)
    mine: dict[int | None, list[Change]] = defaultdict(list)
    for change in changes:
        mine[owners.get(change.group_id)].append(change)
    told = [Note(None, mine.pop(None))] if None in mine else []
    groups = {group.id: group for group in await session.scalars(select(Group).where(Group.id.in_(group_ids)))}
    coming = await served(session, group_ids, run.now)
    return told + [await _note(session, run, groups, coming, person_id, some) for person_id, some in mine.items()]


async def tell(run: JobRun, told: Sequence[Note]) -> None:
    """Say it, and remember that it was said."""
    for note in told:
        if note.person_id is None:
            log.info("temperature.nobody_to_tell", groups=len(note.changes))
            continue
        cause = Cause(CHANGED, str(note.changes[0].group_id))
        run.post(Text((note.text,)), person_id=note.person_id, expires_at=run.now + KEPT, is_must=True, cause=cause)
    rows = [(change.temperature.key, change.group_id) for note in told for change in note.changes]
    await update_many(run.batch.connection, Pulse, ("group_id",), ("told",), rows)
    colder = [_cooled(change, run) for note in told for change in note.changes if change.is_colder]
    await run.announce(colder)


def _cooled(change: Change, run: JobRun) -> Happened:
    key = f"cooling:{change.group_id}:{to_ms(run.now)}"
    data = {"temperature": change.temperature.key, "before": change.told.key}
    return Happened("group.cooling", key, [change.group_id], data)


def change_of(pulse: Pulse) -> Change:
    """A group as it is kept."""
    is_, told = temperature_of(pulse.temperature), temperature_of(pulse.told)
    return Change(pulse.group_id, is_, pulse.messages_ratio, pulse.speakers_ratio, told)


async def lively_like(session: ReadSession, group: Group) -> str:
    """The name of an active group of the same owner that has a tag of this one; empty if there is none."""
    tags = select(GroupTag.tag).where(GroupTag.account_id == group.account_id, GroupTag.group_id == group.id)
    alike = select(GroupTag.group_id).where(GroupTag.account_id == group.account_id, GroupTag.tag.in_(tags))
    query = (
        select(Group.name)
        .join(Pulse, Pulse.group_id == Group.id)
        .where(Group.id.in_(alike), Group.id != group.id, Group.owner_id == group.owner_id)
        .where(Group.left_at.is_(None), Pulse.temperature == Temperature.ACTIVE.key)
        .order_by(Pulse.speakers_ratio.desc(), Group.id)
    )
    return await session.scalar(query.limit(1)) or ""


async def served(session: ReadSession, group_ids: Collection[int], now: datetime) -> Mapping[int, bool]:
    """To which of the groups scheduled content came lately."""
    query = select(Serving.group_id).where(Serving.group_id.in_(group_ids), Serving.last_at >= now - SERVED)
    found = set(await session.scalars(query))
    return {group_id: group_id in found for group_id in group_ids}


async def advised(session: ReadSession, group: Group, change: Change, *, is_served: bool, say: Language) -> str:
    """The one thing to do about it, in words; empty where nothing needs doing."""
    other = await lively_like(session, group) if change.temperature is Temperature.DEAD else ""
    found = advice.advise(change.temperature, change.messages, change.speakers, is_served=is_served, other=other)
    return "" if found is None else advice.words(found, other, say)


async def _note(
    session: ReadSession,
    run: JobRun,
    groups: Mapping[int, Group],
    coming: Mapping[int, bool],
    person_id: int | None,
    changes: Sequence[Change],
) -> Note:
    shown = sorted(changes, key=lambda change: (change.temperature is not Temperature.DEAD, change.group_id))[:MOST]
    say: Language = "en" if (groups[shown[0].group_id].language or run.batch.around.language) == "en" else "zh"
    parts: list[str] = []
    for change in shown:
        group = groups[change.group_id]
        became = advice.changed(group.name, change.told, change.temperature, change.messages, change.speakers, say)
        todo = await advised(session, group, change, is_served=coming[group.id], say=say)
        parts.append(f"{became}\n{todo}" if todo else became)
    if len(changes) == 1:
        return Note(person_id, changes, m.NOTE(say, note=parts[0]))
    more = m.MORE_NOTES(say, n=len(changes) - len(shown)) if changes[MOST:] else ""
    return Note(person_id, changes, m.NOTES(say, n=len(changes), notes="\n\n".join(parts), more=more))
