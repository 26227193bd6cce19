"""Queries on sign-ups. A seat is taken by one statement, so that the last one is had once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, bindparam, false, func, or_, select, update

from plugins.campaigns.signup.tables import Signup, SignupCopies, SignupEntry
from storage.base import UtcDateTime, to_ms
from storage.bulk import insert_later, update_later
from storage.engine import ReadSession, Session
from storage.names import names_of
from storage.tables import Membership

MOST_COPIES = 12
ENTRY = ("signup_id", "who", "number", "person_id", "name", "heads", "note", "state", "at")
AGAIN = "ON CONFLICT (signup_id, who) DO UPDATE SET " + ", ".join(
    f"{column} = excluded.{column}" for column in ("number", "heads", "note", "state", "at")
)


class Open(NamedTuple):
    """A sign-up that is open, and what the one who asks has in it."""

    id: int
    title: str
    number: int | None
    heads: int | None
    state: str | None
    is_full: bool = False


class Seat(NamedTuple):
    """The number a new entry is given, when the list was and will be posted, and how many people wait now."""

    number: int
    listed_at: datetime | None
    lists_at: datetime | None
    waiting: int


class Listed(NamedTuple):
    """An entry as it is shown."""

    entry: SignupEntry
    name: str
    is_gone: bool


_OPEN = (
    select(
        Signup.id,
        Signup.title,
        SignupEntry.number,
        SignupEntry.heads,
        SignupEntry.state,
        func.coalesce(Signup.taken >= Signup.cap, false()),
    )
    .outerjoin(SignupEntry, and_(SignupEntry.signup_id == Signup.id, SignupEntry.who == bindparam("b_who")))
    .where(Signup.group_id == bindparam("b_group"), Signup.closed_at.is_(None))
    .where(Signup.closes_at > bindparam("b_now", type_=UtcDateTime))
    .order_by(Signup.id)
)
"""Built once, as are the two below: so many people ask at once."""
_ENTER = (
    update(Signup)
    .where(Signup.id == bindparam("b_id"), Signup.closed_at.is_(None))
    .where(Signup.closes_at > bindparam("b_now", type_=UtcDateTime))
    .returning(Signup.entered, Signup.listed_at, Signup.lists_at, Signup.waiting)
    .execution_options(synchronize_session=False)
)
_TAKE = _ENTER.where(or_(Signup.cap.is_(None), Signup.taken + bindparam("b_heads") <= Signup.cap)).values(
    entered=Signup.entered + 1, taken=Signup.taken + bindparam("b_heads")
)
_QUEUE = _ENTER.values(entered=Signup.entered + 1, waiting=Signup.waiting + bindparam("b_heads"))


async def open_ones(session: ReadSession, group_id: int, who: str, now: datetime) -> Sequence[Open]:
    """The sign-ups that are open in a group, and what this one has there."""
    found = await session.execute(_OPEN, {"b_group": group_id, "b_who": who, "b_now": now})
    return [Open(*row) for row in found]


async def live_ones(session: ReadSession, group_id: int, who: str, now: datetime) -> Sequence[Open]:
    """The same, with those that are closed but still to come: a seat in them can be given back."""
    query = select(Signup.id, Signup.title, SignupEntry.number, SignupEntry.heads, SignupEntry.state)
    mine = and_(SignupEntry.signup_id == Signup.id, SignupEntry.who == who)
    is_open = and_(Signup.closed_at.is_(None), Signup.closes_at > now)
    query = query.outerjoin(SignupEntry, mine).where(Signup.group_id == group_id, or_(is_open, Signup.starts_at > now))
    return [Open(*row) for row in await session.execute(query.order_by(Signup.id))]


async def take(session: Session, signup_id: int, heads: int, now: datetime) -> Seat | None:
    """Seats for so many; None when it is closed, or has not as many left."""
    row = (await session.execute(_TAKE, {"b_id": signup_id, "b_heads": heads, "b_now": now})).one_or_none()
    return None if row is None else Seat(*row)


async def queue(session: Session, signup_id: int, heads: int, now: datetime) -> Seat | None:
    """A place on the waiting list; None when it is closed."""
    row = (await session.execute(_QUEUE, {"b_id": signup_id, "b_heads": heads, "b_now": now})).one_or_none()
    return None if row is None else Seat(*row)


async def put(session: Session, entry: SignupEntry) -> None:
    """Note an entry; who had withdrawn comes anew."""
    row = tuple(to_ms(entry.at) if column == "at" else getattr(entry, column) for column in ENTRY)
    await insert_later(await session.connection(), SignupEntry, ENTRY, [row], AGAIN)


async def lists_at(session: Session, signup_id: int, at: datetime) -> None:
    """Remember that the list will be posted."""
    await update_later(await session.connection(), Signup, ("id",), ("lists_at",), [(to_ms(at), signup_id)])


async def locked(session: Session, signup_id: int) -> Signup | None:
    """A sign-up that nobody else changes until this transaction ends."""
    query = select(Signup).where(Signup.id == signup_id).with_for_update()
    return await session.scalar(query.execution_options(populate_existing=True))


async def entries(session: ReadSession, signup_id: int, *states: str) -> Sequence[SignupEntry]:
    """Those in these states, or all of them, in the order they came."""
    query = select(SignupEntry).where(SignupEntry.signup_id == signup_id).order_by(SignupEntry.number)
    if states:
        query = query.where(SignupEntry.state.in_(states))
    return (await session.scalars(query.execution_options(populate_existing=True))).all()


async def entry_of(session: ReadSession, signup_id: int, who: str) -> SignupEntry | None:
    """What somebody has in a sign-up."""
    return await session.get(SignupEntry, (signup_id, who), populate_existing=True)


async def place_of(session: ReadSession, signup_id: int, number: int) -> int:
    """Which place of the waiting list a number has, all that others bring counted."""
    query = select(func.sum(SignupEntry.heads)).where(SignupEntry.signup_id == signup_id)
    query = query.where(SignupEntry.state == "waiting", SignupEntry.number < number)
    return (await session.scalar(query) or 0) + 1


async def listed(session: ReadSession, signup: Signup, found: Sequence[SignupEntry]) -> Sequence[Listed]:
    """Entries with the names to show, and whether somebody has left the group."""
    people = [entry.person_id for entry in found if entry.person_id is not None]
    names: Mapping[int, str] = await names_of(session, signup.group_id, people) if people else {}
    gone = await _gone(session, signup) if people else set[int | None]()
    return [
        Listed(entry, " ".join((names.get(entry.person_id or 0) or entry.name).split()), entry.person_id in gone)
        for entry in found
    ]


async def find(session: ReadSession, group_id: int, number: int) -> Signup | None:
    """A group's sign-up by its number."""
    query = select(Signup).where(Signup.group_id == group_id, Signup.id == number)
    return await session.scalar(query.execution_options(populate_existing=True))


async def latest(session: ReadSession, group_id: int, since: datetime) -> Sequence[Signup]:
    """A group's sign-ups that are open or closed since then, the newest first."""
    query = select(Signup).where(
        Signup.group_id == group_id, or_(Signup.closed_at.is_(None), Signup.closed_at >= since)
    )
    query = query.order_by(Signup.id.desc()).limit(20)
    return (await session.scalars(query.execution_options(populate_existing=True))).all()


async def close_all(session: Session, group_id: int, at: datetime) -> None:
    """Those of a group that are open are over."""
    over = update(Signup).where(Signup.group_id == group_id, Signup.closed_at.is_(None)).values(closed_at=at)
    await session.execute(over.execution_options(synchronize_session=False))


async def copies_of(session: ReadSession, signup_id: int) -> Sequence[Sequence[int]]:
    """The last lists that went through the group, oldest first."""
    row = await session.get(SignupCopies, signup_id, populate_existing=True)
    return [] if row is None else row.copies


async def note_copy(session: Session, signup_id: int, numbers: Sequence[int]) -> None:
    """Keep what was on a list."""
    row = await session.get(SignupCopies, signup_id)
    if row is None:
        session.add(SignupCopies(signup_id=signup_id, copies=[list(numbers)]))
    elif list(numbers) not in row.copies:
        row.copies = [*row.copies, list(numbers)][-MOST_COPIES:]


async def _gone(session: ReadSession, signup: Signup) -> set[int | None]:
    theirs = and_(
        SignupEntry.signup_id == signup.id,
        SignupEntry.person_id == Membership.person_id,
        Membership.group_id == signup.group_id,
    )
    query = select(Membership.person_id).join(SignupEntry, theirs).where(Membership.left_at.is_not(None))
    return set(await session.scalars(query))
