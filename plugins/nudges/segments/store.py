"""Queries on a group's members: what is known of each, and on which days they spoke."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select, text

from bot import group_settings
from plugins.nudges.hearing import gaps_in
from plugins.nudges.segments.rules import LOOK_BACK, Known, Look, Segment, Spoken, has_spoken, segment_of
from plugins.nudges.segments.settings import Definitions
from storage.engine import ReadSession
from storage.lists import as_list, inside
from storage.tables import Activity, Grant, Group, Membership, Person


class Member(NamedTuple):
    """Somebody in a group, for whoever chooses whom to turn to.

    `silent_days` are whole heard days since their last word, or since they came, `has_spoken` says which. `is_keeper`
    is who looks after the group, its owner, an admin or an operator: never to be nudged or removed. `known.quiet_at`
    set means that they want neither mention nor private word, `known.is_friend` that a private word can reach them.
    """

    known: Known
    segment: Segment
    silent_days: int
    has_spoken: bool
    is_keeper: bool


async def people_of(
    session: ReadSession, group_id: int, now: datetime, zone: str, operators: Collection[str] = ()
) -> list[Member]:
    """Everybody who is in the group now and of what kind they are, in the order of their numbers.

    `zone` is for groups without one of their own, `operators` are platform ids (`JobRun.batch.operators`). The kinds
    that can be woken are Segment.LURKER and Segment.DRIFTING; who is on leave is Segment.AWAY, a newcomer NEWCOMER.
    """
    group = await session.get_one(Group, group_id)
    look = await look_at(session, group, now, zone)
    return await members_of(session, group, look, operators)


async def members_of(session: ReadSession, group: Group, look: Look, operators: Collection[str] = ()) -> list[Member]:
    """The same as seen from there."""
    people = await present(session, group.id)
    keepers = await keepers_of(session, group, operators)
    spoken = await spoken_by(session, group.id, people, look)
    return [
        Member(
            who,
            segment_of(who, spoken.get(who.person_id, Spoken()), look),
            look.silent_days(who),
            has_spoken(who),
            who.person_id in keepers,
        )
        for who in people
    ]


async def look_at(session: ReadSession, group: Group, now: datetime, zone: str) -> Look:
    """From where a group's members are looked at now; `zone` is for groups without one of their own."""
    definitions = await group_settings.load(session, group.id, Definitions)
    gaps = await gaps_in(session, group, now - LOOK_BACK)
    return Look(now, group.zone or zone, group.joined_at, gaps, definitions)


async def present(session: ReadSession, group_id: int) -> list[Known]:
    """Everybody who is in the group, in the order of their numbers."""
    query = (
        select(
            Person.id,
            Person.name,
            Membership.alias,
            Person.is_friend,
            Person.quiet_at,
            Person.away_until,
            Membership.joined_at,
            Membership.last_spoken_at,
        )
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.group_id == group_id, Membership.left_at.is_(None))
        .order_by(Person.id)
    )
    rows = await (await session.connection()).execute(query)
    return [
        Known(id_, " ".join((alias or name).split()), is_friend, quiet_at, away_until, joined_at, last_spoken_at)
        for id_, name, alias, is_friend, quiet_at, away_until, joined_at, last_spoken_at in rows
    ]


async def gone(session: ReadSession, group_id: int) -> int:
    """How many have left the group and not come back."""
    query = select(func.count()).where(Membership.group_id == group_id, Membership.left_at.is_not(None))
    return await session.scalar(query) or 0


async def keepers_of(session: ReadSession, group: Group, operators: Collection[str] = ()) -> set[int]:
    """Who looks after the group."""
    granted = select(Grant.person_id).where(Grant.group_id.in_([0, group.id]))
    found = set((await session.scalars(granted)).all())
    if operators:
        named = select(Person.id).where(Person.account_id == group.account_id, Person.platform_id.in_(operators))
        found.update(await session.scalars(named))
    return found | ({group.owner_id} if group.owner_id is not None else set())


async def spoken_by(session: ReadSession, group_id: int, people: Sequence[Known], look: Look) -> Mapping[int, Spoken]:
    """On how many days each spoke: lately, and, of who may be drifting, up to their last word."""
    first, last = look.window(look.now)
    days = select(Activity.person_id, func.count()).where(
        Activity.group_id == group_id, Activity.day >= first, Activity.day <= last
    )
    connection = await session.connection()
    lately = {person: n for person, n in await connection.execute(days.group_by(Activity.person_id))}  # noqa: C416
    before = await _spoken_before(session, group_id, [who for who in people if look.may_drift(who)], look)
    return {person: Spoken(lately.get(person, 0), before.get(person, 0)) for person in lately.keys() | before.keys()}


async def _spoken_before(session: ReadSession, group_id: int, people: Sequence[Known], look: Look) -> Mapping[int, int]:
    windows = {who.person_id: look.window(look.silent_since(who)) for who in people}
    if not windows:
        return {}
    connection = await session.connection()
    query = text(
        "SELECT person_id, day FROM activity WHERE group_id = :group AND day BETWEEN :first AND :last"
        f" AND person_id {inside('people', connection.dialect.name)}"
    )
    first, last = min(first for first, _ in windows.values()), max(last for _, last in windows.values())
    given = {"group": group_id, "first": first, "last": last, "people": as_list(connection, list(windows))}
    found = await connection.execute(query, given)
    return Counter(person for person, day in found if windows[person][0] <= day <= windows[person][1])
