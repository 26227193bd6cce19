"""Queries on lotteries. An entry is two statements after the look at what is open."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import and_, bindparam, func, or_, select, update

from bot.times.localday import day_number
from plugins.campaigns.lottery.draw import Seed, new_code
from plugins.campaigns.lottery.tables import Lottery, LotteryEntry, LotterySecret, LotteryWin
from storage.base import to_ms
from storage.bulk import in_batches, insert_many
from storage.engine import ReadSession, Session
from storage.tables import Activity, Grant, Group, Membership, Person

ENTRY = ("lottery_id", "person_id", "code", "number", "at")
EVERYWHERE = 0


class Open(NamedTuple):
    """A lottery that is open, and the code of whoever asks."""

    id: int
    title: str
    closes_at: datetime
    member_days: int
    spoken_days: int
    lists: int
    code: str | None


class Entered(NamedTuple):
    """What an entry was given, and when the next list will be posted."""

    number: int
    lists_at: datetime | None


_OPEN = (
    select(
        Lottery.id,
        Lottery.title,
        Lottery.closes_at,
        Lottery.member_days,
        Lottery.spoken_days,
        Lottery.lists,
        LotteryEntry.code,
    )
    .outerjoin(
        LotteryEntry, and_(LotteryEntry.lottery_id == Lottery.id, LotteryEntry.person_id == bindparam("b_person"))
    )
    .where(Lottery.group_id == bindparam("b_group"), Lottery.state == "open")
    .order_by(Lottery.id)
)
_ENTER = (
    update(Lottery)
    .where(Lottery.id == bindparam("b_id"), Lottery.state == "open")
    .values(entered=Lottery.entered + 1)
    .returning(Lottery.entered, Lottery.lists_at)
    .execution_options(synchronize_session=False)
)
"""Built once, since so many enter at once."""


async def open_ones(session: ReadSession, group_id: int, person_id: int) -> list[Open]:
    """The lotteries of the group that can be entered."""
    rows = await session.execute(_OPEN, {"b_group": group_id, "b_person": person_id})
    return [Open(*row) for row in rows]


async def enter(session: Session, lottery_id: int, person_id: int, at: datetime) -> Entered | None:
    """Enter somebody who is not in yet; None when the list has been frozen."""
    row = (await session.execute(_ENTER, {"b_id": lottery_id})).one_or_none()
    if row is None:
        return None
    connection, number = await session.connection(), row[0]
    while True:  # a code that somebody has already is drawn once more
        entry = (lottery_id, person_id, new_code(), number, to_ms(at))
        if await insert_many(connection, LotteryEntry, ENTRY, [entry], "ON CONFLICT (lottery_id, code) DO NOTHING"):
            return Entered(*row)


async def find(session: ReadSession, group_id: int, number: int) -> Lottery | None:
    """A lottery of this group."""
    return await session.scalar(select(Lottery).where(Lottery.id == number, Lottery.group_id == group_id))


async def locked(session: Session, number: int) -> Lottery | None:
    """A lottery that nobody else changes until the end of the transaction."""
    query = select(Lottery).where(Lottery.id == number).with_for_update().execution_options(populate_existing=True)
    return await session.scalar(query)


async def latest(session: ReadSession, group_id: int, most: int) -> Sequence[Lottery]:
    """The newest first."""
    query = select(Lottery).where(Lottery.group_id == group_id).order_by(Lottery.id.desc()).limit(most)
    return (await session.scalars(query)).all()


async def seed_of(session: ReadSession, lottery_id: int) -> Seed | None:
    """The secret; a rehearsal has none."""
    return await session.scalar(select(LotterySecret.seed).where(LotterySecret.lottery_id == lottery_id))


async def entries(session: ReadSession, lottery_id: int, after: int = 0, most: int = -1) -> Sequence[LotteryEntry]:
    """Who entered, in the order of coming."""
    query = select(LotteryEntry).where(LotteryEntry.lottery_id == lottery_id, LotteryEntry.number > after)
    query = query.order_by(LotteryEntry.number)
    return (await session.scalars(query if most < 0 else query.limit(most))).all()


async def entry_of(session: ReadSession, lottery_id: int, person_id: int) -> LotteryEntry | None:
    """Somebody's own."""
    return await session.get(LotteryEntry, (lottery_id, person_id))


async def wins(session: ReadSession, lottery_id: int) -> Sequence[LotteryWin]:
    """In the order of the draw."""
    query = select(LotteryWin).where(LotteryWin.lottery_id == lottery_id).order_by(LotteryWin.place)
    return (await session.scalars(query)).all()


async def wins_of(session: ReadSession, group_id: int | None, person_id: int) -> Sequence[LotteryWin]:
    """What somebody has won in the group, or anywhere, and nobody else was given."""
    query = select(LotteryWin).join(Lottery, Lottery.id == LotteryWin.lottery_id)
    query = query.where(LotteryWin.person_id == person_id, LotteryWin.state != "passed")
    query = query if group_id is None else query.where(Lottery.group_id == group_id)
    return (await session.scalars(query.order_by(LotteryWin.lottery_id, LotteryWin.place))).all()


async def coming(
    session: ReadSession, group_ids: Collection[int], start: datetime, end: datetime
) -> Sequence[tuple[int, str, datetime]]:
    """The draws of these groups that are held between two moments: number, title, when."""
    query = select(Lottery.id, Lottery.title, Lottery.closes_at)
    query = query.where(Lottery.group_id.in_(group_ids), Lottery.state == "open")
    rows = await session.execute(query.where(Lottery.closes_at > start, Lottery.closes_at <= end))
    return [(number, title, at) for number, title, at in rows]


async def joined_at(session: ReadSession, group_id: int, person_id: int) -> datetime | None:
    """When somebody came; None for those who were there before the bot."""
    query = select(Membership.joined_at).where(Membership.group_id == group_id, Membership.person_id == person_id)
    return await session.scalar(query)


async def spoken_days(session: ReadSession, group_id: int, person_id: int, today: datetime, recent: int) -> int:
    """On how many of the days before today somebody spoke; `today` is local."""
    first, last = (day_number(day.date()) for day in (today - timedelta(days=recent), today))
    query = select(func.count()).where(Activity.group_id == group_id, Activity.person_id == person_id)
    query = query.where(Activity.day >= first, Activity.day < last, Activity.messages > 0)
    return await session.scalar(query) or 0


async def here(session: ReadSession, group_id: int, people: Sequence[int]) -> set[int]:
    """Who of these is in the group now."""
    found = set[int]()
    for some in in_batches(people):
        query = select(Membership.person_id).where(Membership.group_id == group_id, Membership.left_at.is_(None))
        found.update(await session.scalars(query.where(Membership.person_id.in_(some))))
    return found


async def managing(session: ReadSession, group_id: int, operators: Collection[str]) -> set[int]:
    """Owner, admins, and whoever runs the bot everywhere."""
    owner = select(Group.owner_id).where(Group.id == group_id, Group.owner_id.is_not(None))
    granted = select(Grant.person_id).where(or_(Grant.group_id == group_id, Grant.group_id == EVERYWHERE))
    everywhere = select(Person.id).where(Person.platform_id.in_(operators))
    found = await session.scalars(owner.union(granted, everywhere))
    return {person for person in found if person is not None}


async def counts(session: ReadSession, campaign_id: int) -> Mapping[int, tuple[int, int]]:
    """By group how many entered a campaign's lotteries, and how many prizes went to somebody."""
    entered = select(Lottery.group_id, func.sum(Lottery.entered)).where(Lottery.campaign_id == campaign_id)
    won = select(Lottery.group_id, func.count()).join(LotteryWin, LotteryWin.lottery_id == Lottery.id)
    won = won.where(Lottery.campaign_id == campaign_id, LotteryWin.state != "passed").group_by(Lottery.group_id)
    given = {row[0]: row[1] for row in await session.execute(won)}
    rows = await session.execute(entered.group_by(Lottery.group_id))
    return {group: (int(n or 0), given.get(group, 0)) for group, n in rows}
