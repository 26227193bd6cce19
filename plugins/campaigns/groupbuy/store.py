"""Queries on group buys. How many are wanted is counted by one statement, so that no limit is ever passed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, bindparam, delete, func, or_, select, update

from plugins.campaigns.groupbuy.tables import Groupbuy, GroupbuyEntry
from storage import schedules
from storage.base import UtcDateTime, to_ms
from storage.bulk import BATCH, in_batches, insert_many
from storage.engine import ReadSession, Session
from storage.schedules import Planned
from storage.tables import Group, Membership, Person, Schedule

ENTRY = ("groupbuy_id", "person_id", "quantity", "state", "at")
AGAIN = "ON CONFLICT (groupbuy_id, person_id) DO UPDATE SET quantity = excluded.quantity, state = excluded.state"
ANEW = f"{AGAIN}, at = excluded.at"


class Open(NamedTuple):
    """A group buy that can be joined."""

    id: int
    item: str
    unit: str
    tiers: list[list[str]]
    each: int | None
    stock: int | None
    language: str


class Taken(NamedTuple):
    """How many are wanted after an entry, and what the group has heard and will hear of it."""

    taken: int
    told: int
    told_at: datetime | None
    tells_at: datetime | None


class Entry(NamedTuple):
    """How many somebody wants, as it is shown."""

    person_id: int
    name: str
    quantity: int
    state: str
    at: datetime


_OPEN = (
    select(*(getattr(Groupbuy, name) for name in Open._fields))
    .where(Groupbuy.group_id == bindparam("b_group"), Groupbuy.closed_at.is_(None))
    .where(Groupbuy.closes_at > bindparam("b_now", type_=UtcDateTime))
    .order_by(Groupbuy.id)
)
"""Built once, as are those below: so many people ask at once."""
_LOCKED = _OPEN.with_for_update()
_OWN = select(GroupbuyEntry.quantity).where(
    GroupbuyEntry.groupbuy_id == bindparam("b_id"),
    GroupbuyEntry.person_id == bindparam("b_person"),
    GroupbuyEntry.state == "in",
)
_TAKE = (
    update(Groupbuy)
    .where(Groupbuy.id == bindparam("b_id"), Groupbuy.closed_at.is_(None))
    .where(
        or_(Groupbuy.stock.is_(None), bindparam("b_more") <= 0, Groupbuy.taken + bindparam("b_more") <= Groupbuy.stock)
    )
    .values(taken=Groupbuy.taken + bindparam("b_more"))
    .returning(Groupbuy.taken, Groupbuy.told, Groupbuy.told_at, Groupbuy.tells_at)
    .execution_options(synchronize_session=False)
)


async def open_ones(session: ReadSession, group_id: int, now: datetime, *, lock: bool = False) -> Sequence[Open]:
    """Those of a group that can be joined; locked, nobody else changes them or their entries."""
    found = await session.execute(_LOCKED if lock else _OPEN, {"b_group": group_id, "b_now": now})
    return [Open(*row) for row in found]


async def own(session: ReadSession, groupbuy_id: int, person_id: int) -> int:
    """How many somebody has; 0 for none."""
    return await session.scalar(_OWN, {"b_id": groupbuy_id, "b_person": person_id}) or 0


async def take(session: Session, groupbuy_id: int, more: int) -> Taken | None:
    """So many more, or less; None when there are not as many left."""
    row = (await session.execute(_TAKE, {"b_id": groupbuy_id, "b_more": more})).one_or_none()
    return None if row is None else Taken(*row)


async def put(
    session: Session, groupbuy_id: int, person_id: int, quantity: int, state: str, at: datetime, *, anew: bool
) -> None:
    """Note how many somebody wants; whoever comes `anew` stands at the end."""
    row = (groupbuy_id, person_id, quantity, state, to_ms(at))
    await insert_many(await session.connection(), GroupbuyEntry, ENTRY, [row], ANEW if anew else AGAIN)


async def left_of(session: ReadSession, groupbuy_id: int) -> int:
    """How many can still be had of what there is."""
    query = select(Groupbuy.stock - Groupbuy.taken).where(Groupbuy.id == groupbuy_id)
    return max(0, await session.scalar(query) or 0)


async def tells_at(session: Session, groupbuy_id: int, at: datetime) -> None:
    """Remember when the group hears of it next."""
    query = update(Groupbuy).where(Groupbuy.id == groupbuy_id).values(tells_at=at)
    await session.execute(query.execution_options(synchronize_session=False))


async def closed_since(session: ReadSession, group_id: int, since: datetime, now: datetime) -> Groupbuy | None:
    """The last of a group that was over since then."""
    query = select(Groupbuy).where(Groupbuy.group_id == group_id, Groupbuy.closes_at >= since)
    over = or_(Groupbuy.closed_at.is_not(None), Groupbuy.closes_at <= now)
    return await session.scalar(query.where(over).order_by(Groupbuy.id.desc()).limit(1))


async def release(session: Session, group_id: int, people: Sequence[int], now: datetime) -> None:
    """Who has left wants no more of what is open there."""
    for groupbuy in await open_ones(session, group_id, now, lock=True):
        query = select(GroupbuyEntry).where(GroupbuyEntry.groupbuy_id == groupbuy.id, GroupbuyEntry.state == "in")
        for some in in_batches(people):
            theirs = (await session.scalars(query.where(GroupbuyEntry.person_id.in_(some)))).all()
            if theirs:
                await take(session, groupbuy.id, -sum(each.quantity for each in theirs))
            for each in theirs:
                each.state = "left"


async def locked(session: Session, ids: Sequence[int]) -> Sequence[Groupbuy]:
    """Group buys that nobody else changes until this transaction ends, by number."""
    found: list[Groupbuy] = []
    for some in in_batches(sorted(ids)):
        query = select(Groupbuy).where(Groupbuy.id.in_(some)).order_by(Groupbuy.id).with_for_update()
        found += await session.scalars(query.execution_options(populate_existing=True))
    return found


async def find(session: ReadSession, group_id: int, number: int) -> Groupbuy | None:
    """A group's by its number."""
    query = select(Groupbuy).where(Groupbuy.group_id == group_id, Groupbuy.id == number)
    return await session.scalar(query.execution_options(populate_existing=True))


async def latest(session: ReadSession, group_id: int, since: datetime) -> Sequence[Groupbuy]:
    """A group's that are open or were over since then, the newest first."""
    query = select(Groupbuy).where(
        Groupbuy.group_id == group_id, or_(Groupbuy.closed_at.is_(None), Groupbuy.closed_at >= since)
    )
    query = query.order_by(Groupbuy.id.desc()).limit(20)
    return (await session.scalars(query.execution_options(populate_existing=True))).all()


async def entries(session: ReadSession, ids: Sequence[int], *states: str) -> Mapping[int, Sequence[Entry]]:
    """Who wants how many, by group buy in the order they came, with what they are called in the group."""
    found: defaultdict[int, list[Entry]] = defaultdict(list)
    name = func.coalesce(func.nullif(Membership.alias, ""), Person.name, "")
    here = and_(Membership.person_id == GroupbuyEntry.person_id, Membership.group_id == Groupbuy.group_id)
    query = (
        select(
            GroupbuyEntry.groupbuy_id,
            GroupbuyEntry.person_id,
            name,
            GroupbuyEntry.quantity,
            GroupbuyEntry.state,
            GroupbuyEntry.at,
        )
        .join(Groupbuy, Groupbuy.id == GroupbuyEntry.groupbuy_id)
        .outerjoin(Person, Person.id == GroupbuyEntry.person_id)
        .outerjoin(Membership, here)
        .order_by(GroupbuyEntry.at, GroupbuyEntry.person_id)
    )
    for some in in_batches(ids):
        mine = query.where(GroupbuyEntry.groupbuy_id.in_(some))
        for number, person, called, quantity, state, at in await session.execute(
            mine.where(GroupbuyEntry.state.in_(states)) if states else mine
        ):
            found[number].append(Entry(person, " ".join(called.split()), quantity, state, at))
    return found


async def groups(session: ReadSession, ids: Iterable[int]) -> Mapping[int, Group]:
    """These groups."""
    found: dict[int, Group] = {}
    for some in in_batches(sorted(set(ids))):
        query = select(Group).where(Group.id.in_(some)).execution_options(populate_existing=True)
        found |= {group.id: group for group in await session.scalars(query)}
    return found


async def gone(session: ReadSession, groupbuys: Sequence[Groupbuy]) -> set[tuple[int, int]]:
    """Of their authors who has left that group: group and person."""
    found: set[tuple[int, int]] = set()
    for some in in_batches(sorted({each.group_id for each in groupbuys})):
        query = select(Membership.group_id, Membership.person_id).where(
            Membership.group_id.in_(some),
            Membership.person_id.in_({each.author_id for each in groupbuys}),
            Membership.left_at.is_not(None),
        )
        found |= {(group, person) for group, person in await session.execute(query)}
    return found


async def unreported(session: ReadSession, account_id: int, person_id: int) -> Sequence[Groupbuy]:
    """What is over and somebody is still to have the list of."""
    query = select(Groupbuy).where(Groupbuy.to_id == person_id, Groupbuy.account_id == account_id)
    return (await session.scalars(query.order_by(Groupbuy.id))).all()


async def reported(session: Session, ids: Sequence[int]) -> None:
    """They have it."""
    for some in in_batches(ids):
        query = update(Groupbuy).where(Groupbuy.id.in_(some)).values(to_id=None)
        await session.execute(query.execution_options(synchronize_session=False))


async def plan(session: Session, jobs: Sequence[Planned], now: datetime) -> None:
    """Have these done once, each at its moment; the same key again has its moment moved."""
    await schedules.plan(await session.connection(), jobs, now)


async def unplan(session: Session, keys: Sequence[str]) -> None:
    """Have nothing of these done."""
    for start in range(0, len(keys), BATCH):
        await session.execute(delete(Schedule).where(Schedule.key.in_(keys[start : start + BATCH])))
