"""Queries on who stands at a threshold."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, delete, func, select, update

from plugins.welcome.threshold.rules import MOST_ATTEMPTS, MOST_LINES, Wait
from plugins.welcome.threshold.tables import Applicant
from storage.base import to_ms
from storage.bulk import BATCH, in_batches, insert_many
from storage.engine import ReadSession, Session
from storage.tables import Grant, Group, Membership, Outbox, Person, Schedule

KEPT = timedelta(days=30)
"""How long is remembered who has passed."""
AT_ONCE = timedelta(seconds=1)
"""After now, since a job runs but once for a moment."""
NEW = ("group_id", "person_id", "number", "joined_at", "is_told", "attempts", "lines", "removal", "ended")


class Standing(NamedTuple):
    """Somebody who waits in a group, and what they are called there."""

    row: Applicant
    name: str
    is_friend: bool

    @property
    def person_id(self) -> int:
        """Who it is."""
        return self.row.person_id

    @property
    def wait(self) -> Wait:
        """How far it has come with them."""
        row = self.row
        return Wait(row.asked_at, row.attempts, row.reminded_at, row.warned_at, row.reported_at, row.removal)


class Removed(NamedTuple):
    """Somebody the bot was to remove, what became of that, and whether they are gone."""

    row: Applicant
    name: str
    outbox_id: int | None
    state: str | None
    is_gone: bool


class Notice(NamedTuple):
    """What became of a notice to people that they will be removed."""

    state: str
    sent_at: datetime | None

    @property
    def is_coming(self) -> bool:
        """Whether it is still to be sent."""
        return self.state in ("waiting", "sending")


async def begin(session: Session, group_id: int, people: Sequence[int], at: datetime) -> None:
    """These people wait from now on, with numbers of their own; whatever was with them before is over."""
    for some in in_batches(people):
        await session.execute(delete(Applicant).where(Applicant.group_id == group_id, Applicant.person_id.in_(some)))
    last = await session.scalar(select(func.max(Applicant.number)).where(*_waiting(group_id))) or 0
    rows = [(group_id, who, n, to_ms(at), False, 0, 0, "", "") for n, who in enumerate(people, start=last + 1)]
    await insert_many(await session.connection(), Applicant, NEW, rows)


async def go_on(session: Session, group_id: int, people: Sequence[int]) -> None:
    """These people were perhaps never away: who waited does again."""
    for some in in_batches(people):
        left = Applicant.group_id == group_id, Applicant.person_id.in_(some), Applicant.ended == "left"
        await _set(session, left, ended="", ended_at=None)


async def end(session: Session, group_id: int, how: str, at: datetime, people: Sequence[int] | None = None) -> int:
    """They, or all, no longer wait; how many did."""
    n = 0
    for some in [None] if people is None else in_batches(people):
        whom = [*_waiting(group_id), *([] if some is None else [Applicant.person_id.in_(some)])]
        n += await _set(session, whom, ended=how, ended_at=at)
    return n


async def reopen(session: Session, group_id: int, how: str, at: datetime) -> Sequence[int]:
    """Those who ended so at that moment wait again; who they are."""
    ended = Applicant.group_id == group_id, Applicant.ended == how, Applicant.ended_at == at
    again = update(Applicant).where(*ended).values(ended="", ended_at=None, told_at=None)
    again = again.returning(Applicant.person_id).execution_options(synchronize_session=False)
    return (await session.scalars(again)).all()


async def ask_again(session: Session, group_id: int) -> int:
    """Those who wait are to be asked as if they had just come; how many that are."""
    whom = [*_waiting(group_id), Applicant.removal.in_(["", "refused"])]
    fresh = dict.fromkeys(("asked_at", "reminded_at", "warned_at", "reported_at"))
    return await _set(session, whom, **fresh, is_told=False, attempts=0, lines=0)


async def standings(session: ReadSession, group_id: int) -> Sequence[Standing]:
    """Who waits in the group and is there, in the order of their numbers."""
    rows = await session.execute(_present(), {"group": group_id})
    return [Standing(row, alias or name, is_friend) for row, alias, name, is_friend in rows]


async def count(session: ReadSession, group_ids: Collection[int]) -> int:
    """How many wait in these groups."""
    present = and_(Membership.group_id == Applicant.group_id, Membership.person_id == Applicant.person_id)
    query = select(func.count()).select_from(Applicant).join(Membership, present)
    query = query.where(Applicant.group_id.in_(group_ids), Applicant.ended_at.is_(None), Membership.left_at.is_(None))
    return await session.scalar(query) or 0


async def standing_of(session: ReadSession, person_id: int, group_id: int | None) -> Sequence[tuple[Applicant, Group]]:
    """Where somebody waits who can still try: in this group, or anywhere, the latest question first."""
    query = select(Applicant, Group).join(Group, Group.id == Applicant.group_id)
    query = query.where(Applicant.person_id == person_id, Applicant.ended_at.is_(None))
    query = query.where(Applicant.attempts < MOST_ATTEMPTS, Group.left_at.is_(None), Group.paused_at.is_(None))
    if group_id is not None:
        query = query.where(Applicant.group_id == group_id)
    rows = await session.execute(query.order_by(Applicant.asked_at.desc().nulls_last(), Applicant.group_id))
    return [(row, group) for row, group in rows]


async def awaited(session: ReadSession) -> Sequence[tuple[int, int]]:
    """In which group whose plain words may be an answer."""
    query = select(Applicant.group_id, Applicant.person_id).where(
        Applicant.ended_at.is_(None), Applicant.attempts < MOST_ATTEMPTS, Applicant.lines < MOST_LINES
    )
    return [(group_id, person_id) for group_id, person_id in await session.execute(query)]


async def unacknowledged(session: ReadSession, group_id: int) -> Sequence[Applicant]:
    """Who has passed in the group without having been told so, in the order they did."""
    query = select(Applicant).where(Applicant.group_id == group_id, Applicant.ended == "passed")
    return (await session.scalars(query.where(Applicant.told_at.is_(None)).order_by(Applicant.ended_at))).all()


async def last_told(session: ReadSession, group_id: int) -> datetime | None:
    """When somebody in the group was last told that they have passed."""
    return await session.scalar(select(func.max(Applicant.told_at)).where(Applicant.group_id == group_id))


async def removals(session: ReadSession, group_id: int) -> Sequence[Removed]:
    """Whom the bot was to remove and of whom it is not yet known what came of it."""
    found = await session.execute(
        _standings(Membership.left_at)
        .where(Applicant.group_id == group_id, Applicant.removal == "asked")
        .order_by(Applicant.number)
    )
    rows = [(row, alias or name, left_at is not None) for row, alias, name, _, left_at in found]
    states = await _states(session, [removal_key(row) for row, _, _ in rows])
    return [Removed(row, name, *states.get(removal_key(row), (None, None)), gone) for row, name, gone in rows]


def removal_key(row: Applicant) -> str:
    """What this removal is called in the outbox; another one of theirs later is another."""
    assert row.removing_at is not None
    return f"threshold:remove:{row.group_id}:{row.person_id}:{to_ms(row.removing_at)}"


def warning_key(group_id: int, at: datetime) -> str:
    """What the notice given then is called in the outbox."""
    return f"threshold:warn:{group_id}:{to_ms(at)}"


async def warnings(session: ReadSession, group_id: int, given: Collection[datetime]) -> Mapping[datetime, Notice]:
    """What became of the notices given at these moments."""
    keys = {warning_key(group_id, at): at for at in given}
    query = select(Outbox.key, Outbox.state, Outbox.sent_at).where(Outbox.key.in_(keys))
    return {keys[row.key]: Notice(row.state, row.sent_at) for row in await session.execute(query)}


async def trusted(session: ReadSession, group: Group, people: Sequence[int], operators: Collection[str]) -> set[int]:
    """Who of these people looks after the group: nobody asks them anything."""
    found = {group.owner_id} if group.owner_id is not None else set[int]()
    for some in in_batches(people):
        granted = select(Grant.person_id).where(Grant.person_id.in_(some), Grant.group_id.in_([0, group.id]))
        found.update(await session.scalars(granted))
        if operators:
            named = select(Person.id).where(Person.id.in_(some), Person.platform_id.in_(operators))
            found.update(await session.scalars(named))
    return found


async def forget(session: Session, group_id: int, before: datetime) -> None:
    """Let go of those whose waiting ended before that."""
    gone = delete(Applicant).where(Applicant.group_id == group_id, Applicant.ended_at < before)
    await session.execute(gone.execution_options(synchronize_session=False))


async def plan(session: Session, job: str, group: Group, at: datetime, now: datetime, args: Mapping[str, Any]) -> None:
    """Have the job run for the group at that moment, whenever it was to run."""
    key = f"{job}:{group.id}"
    row = await session.scalar(select(Schedule).where(Schedule.key == key))
    if row is None:
        row = Schedule(key=key, job=job, account_id=group.account_id, group_id=group.id, zone="UTC", created_at=now)
        session.add(row)
    row.args, row.next_due_at = dict(args), max(at, now + AT_ONCE)
    await session.flush()


async def when(session: ReadSession, job: str, group_id: int) -> datetime | None:
    """When the job is to run for the group."""
    return await session.scalar(select(Schedule.next_due_at).where(Schedule.key == f"{job}:{group_id}"))


async def unasked_since(session: ReadSession, group_id: int) -> datetime | None:
    """When the first came who has not been asked."""
    unasked = select(func.min(Applicant.joined_at)).where(*_waiting(group_id), Applicant.asked_at.is_(None))
    return await session.scalar(unasked)


async def _set(session: Session, where: Sequence[Any], **values: Any) -> int:
    changed = update(Applicant).where(*where).values(values).returning(Applicant.person_id)
    return len((await session.scalars(changed.execution_options(synchronize_session=False))).all())


async def _states(session: ReadSession, keys: Sequence[str]) -> Mapping[str, tuple[int, str]]:
    found: dict[str, tuple[int, str]] = {}
    for start in range(0, len(keys), BATCH):
        query = select(Outbox.key, Outbox.id, Outbox.state).where(Outbox.key.in_(keys[start : start + BATCH]))
        found.update({row.key: (row.id, row.state) for row in await session.execute(query)})
    return found


def _waiting(group_id: int) -> tuple[Any, ...]:
    return Applicant.group_id == group_id, Applicant.ended_at.is_(None)


@lru_cache
def _present() -> Select[*tuple[Any, ...]]:
    """Put together once, since a thousand groups ask at the same moment."""
    there = Applicant.group_id == bindparam("group"), Applicant.ended_at.is_(None), Membership.left_at.is_(None)
    return _standings().where(*there).order_by(Applicant.number)


def _standings(*more: Any) -> Select[*tuple[Any, ...]]:
    here = and_(Membership.group_id == Applicant.group_id, Membership.person_id == Applicant.person_id)
    query = select(Applicant, Membership.alias, Person.name, Person.is_friend, *more)
    return query.join(Membership, here).join(Person, Person.id == Applicant.person_id)
