"""Queries on codes. A code becomes somebody's by one statement, so that nobody else ever has it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import String, and_, bindparam, case, cast, delete, exists, func, literal, or_, select, text, update
from sqlalchemy.orm import aliased

from bot.audience import View, concerning
from bot.times.localday import day_number
from plugins.campaigns.codes.rules import Condition, Written
from plugins.campaigns.codes.tables import KEPT, Code, CodeList, CodePlace
from plugins.campaigns.tables import Campaign
from storage.base import UtcDateTime
from storage.bulk import BATCH, insert_many
from storage.engine import ReadSession, Session
from storage.tables import Activity, Event, Group, Membership, Message, Outbox, Person

CODE = ("list_id", "number", "code", "state", "attempt", "is_told")
LOST = ("failed", "dropped", "expired", "missed")
MOST_TOLD = 500
MOST_SHOWN = 10


class Open(NamedTuple):
    """A list somebody may ask for in a group, and what has become of theirs."""

    id: int
    title: str
    group_id: int
    told_at: datetime | None
    looks_at: datetime | None
    state: str | None


@dataclass(frozen=True, slots=True)
class Taken:
    """A code that is somebody's."""

    list_id: int
    number: int
    attempt: int
    code: str = field(repr=False)

    @property
    def key(self) -> str:
        """Under which it is sent."""
        return f"codes:{self.list_id}:{self.number}:{self.attempt}"


class Untold(NamedTuple):
    """Somebody for whom a code is kept and who has not been told so."""

    number: int
    group_id: int
    person_id: int
    told_at: datetime | None
    left_at: datetime | None
    paused_at: datetime | None


class Count(NamedTuple):
    """How many codes of a list are where."""

    total: int = 0
    given: int = 0
    kept: int = 0

    @property
    def left(self) -> int:
        """Nobody's yet."""
        return self.total - self.given - self.kept


_PICKS = (CodeList.id, CodeList.title, CodePlace.group_id, CodePlace.told_at, CodeList.looks_at, Code.state)
_MINE = and_(Code.list_id == CodeList.id, Code.person_id == bindparam("b_person"))
_NOW = bindparam("b_now", type_=UtcDateTime())
_OPEN = (
    select(*_PICKS)
    .join(CodePlace, CodePlace.list_id == CodeList.id)
    .outerjoin(Code, _MINE)
    .where(CodeList.closed_at.is_(None), or_(CodeList.closes_at.is_(None), CodeList.closes_at > _NOW))
    .order_by(CodeList.id)
)
_IN_GROUP = _OPEN.where(CodePlace.group_id == bindparam("b_group"))
_OF_PERSON = (
    _OPEN.join(
        Membership, and_(Membership.group_id == CodePlace.group_id, Membership.person_id == bindparam("b_person"))
    )
    .join(Group, Group.id == CodePlace.group_id)
    .where(Membership.left_at.is_(None), Group.left_at.is_(None), Group.paused_at.is_(None))
)
_free = aliased(Code)
_FIRST_FREE = (
    select(_free.number)
    .where(_free.list_id == bindparam("b_list"), _free.person_id.is_(None))
    .order_by(_free.number)
    .limit(1)
    .with_for_update(skip_locked=True)
    .scalar_subquery()
)
_TAKE = (
    update(Code)
    .where(Code.list_id == bindparam("b_list"), Code.number == _FIRST_FREE, Code.person_id.is_(None))
    .values(
        person_id=bindparam("b_person"),
        group_id=bindparam("b_group"),
        taken_at=_NOW,
        state=bindparam("b_state"),
        attempt=bindparam("b_attempt"),
        is_told=bindparam("b_told"),
    )
    .returning(Code.list_id, Code.number, Code.attempt, Code.code)
    .execution_options(synchronize_session=False)
)
_LIST, _NUMBER, _ATTEMPT = (cast(each, String) for each in (Code.list_id, Code.number, Code.attempt))
_KEY = literal("codes:").concat(_LIST).concat(":").concat(_NUMBER).concat(":").concat(_ATTEMPT)


async def open_in(session: ReadSession, person_id: int, group_id: int | None, now: datetime) -> Sequence[Open]:
    """What somebody may ask for in this group, or in any of theirs."""
    if group_id is None:
        rows = await session.execute(_OF_PERSON, {"b_person": person_id, "b_now": now})
    else:
        rows = await session.execute(_IN_GROUP, {"b_person": person_id, "b_group": group_id, "b_now": now})
    return [Open(*row) for row in rows]


async def take(
    session: Session, which: Open, person_id: int, now: datetime, *, is_friend: bool, is_told: bool
) -> Taken | None:
    """A code that is nobody's becomes theirs; None where there is none. IntegrityError for who has one meanwhile."""
    values = {
        "b_list": which.id,
        "b_person": person_id,
        "b_group": which.group_id,
        "b_now": now,
        "b_state": "sent" if is_friend else "kept",
        "b_attempt": 1 if is_friend else 0,
        "b_told": is_told,
    }
    row = (await session.execute(_TAKE, values)).first()
    return None if row is None else Taken(*row)


async def take_kept(session: Session, person_id: int) -> Sequence[Taken]:
    """The codes that were kept for them are on their way now."""
    kept = update(Code).where(Code.person_id == person_id, text(KEPT))  # in the index's own words, or it is not used
    kept = kept.values(state="sent", attempt=Code.attempt + 1)
    rows = await session.execute(_quietly(kept.returning(Code.list_id, Code.number, Code.attempt, Code.code)))
    return sorted((Taken(*row) for row in rows), key=lambda each: (each.list_id, each.number))


async def had_by(session: ReadSession, person_id: int) -> Sequence[tuple[str, str]]:
    """The latest codes somebody was given: title and code."""
    query = select(CodeList.title, Code.code).join(CodeList, CodeList.id == Code.list_id)
    query = query.where(Code.person_id == person_id, Code.state != "kept")
    rows = await session.execute(query.order_by(Code.taken_at.desc()).limit(MOST_SHOWN))
    return [(title, code) for title, code in rows]


async def closed_lately(session: ReadSession, group_id: int, since: datetime) -> str | None:
    """The title of what could be asked for in the group until a little while ago."""
    query = select(CodeList.title).join(CodePlace, CodePlace.list_id == CodeList.id)
    query = query.where(CodePlace.group_id == group_id, CodeList.closed_at >= since)
    return await session.scalar(query.order_by(CodeList.closed_at.desc()).limit(1))


async def note_told(session: Session, list_id: int, group_id: int, now: datetime) -> None:
    """Somebody was just told in the group to write to the bot."""
    told = update(CodePlace).where(CodePlace.list_id == list_id, CodePlace.group_id == group_id)
    await session.execute(_quietly(told.values(told_at=now)))


async def mark_told(session: Session, list_id: int, numbers: Sequence[int]) -> None:
    """Their owners know now that these are kept for them."""
    for start in range(0, len(numbers), BATCH):
        some = Code.number.in_(numbers[start : start + BATCH])
        await session.execute(_quietly(update(Code).where(Code.list_id == list_id, some).values(is_told=True)))


async def settle(session: Session, list_id: int) -> int:
    """Note what became of codes that were on their way: those refused are kept; how many are still on their way."""
    on_way = Code.list_id == list_id, Code.state == "sent"
    arrived = exists().where(Outbox.key == _KEY, Outbox.state == "sent").correlate(Code)
    lost = exists().where(Outbox.key == _KEY, Outbox.state.in_(LOST)).correlate(Code)
    await session.execute(_quietly(update(Code).where(*on_way, arrived).values(state="arrived")))
    await session.execute(_quietly(update(Code).where(*on_way, lost).values(state="kept", is_told=False)))
    return await session.scalar(select(func.count()).select_from(Code).where(*on_way)) or 0


async def untold(session: ReadSession, list_id: int) -> Sequence[Untold]:
    """For whom a code is kept without their knowing, who came first first."""
    query = select(Code.number, Code.group_id, Code.person_id, CodePlace.told_at, Group.left_at, Group.paused_at)
    query = query.join(CodePlace, and_(CodePlace.list_id == Code.list_id, CodePlace.group_id == Code.group_id))
    query = query.join(Group, Group.id == Code.group_id)
    query = query.where(Code.list_id == list_id, Code.state == "kept", Code.is_told.is_(False))
    rows = await session.execute(query.order_by(Code.taken_at, Code.number).limit(MOST_TOLD))
    return [Untold(*row) for row in rows]


async def is_entitled(session: ReadSession, list_: CodeList, group_id: int, person_id: int, now: datetime) -> bool:
    """Whether somebody in the group may have one, by how long they are there or when they have talked."""
    condition = Condition(list_.condition, list_.days)
    if condition.kind == "joined":
        query = select(Membership.joined_at).where(Membership.group_id == group_id, Membership.person_id == person_id)
        joined_at = await session.scalar(query)
        return joined_at is None or (now - joined_at).days >= condition.days
    if condition.kind == "spoke":
        today = day_number(now.astimezone(ZoneInfo(list_.zone)).date())
        spoke = select(func.count()).select_from(Activity)
        spoke = spoke.where(Activity.group_id == group_id, Activity.person_id == person_id, Activity.day < today)
        return (await session.scalar(spoke) or 0) >= condition.days
    return True


async def known_codes(session: ReadSession, author_id: int, codes: Sequence[Written]) -> set[str]:
    """Which of these are in a list of theirs that is open, or are somebody's."""
    lists = select(CodeList.id, CodeList.closed_at).where(CodeList.author_id == author_id)
    rows = (await session.execute(lists)).all()
    is_open = {list_id for list_id, closed_at in rows if closed_at is None}
    found = set[str]()
    for start in range(0, len(codes), BATCH):
        some = [each.code for each in codes[start : start + BATCH]]
        query = select(Code.code, Code.list_id, Code.person_id)
        query = query.where(Code.list_id.in_([list_id for list_id, _ in rows]), Code.code.in_(some))
        found |= {
            code for code, list_id, person in await session.execute(query) if person is not None or list_id in is_open
        }
    return found


async def add(session: Session, list_: CodeList, codes: Sequence[Written]) -> None:
    """Put codes behind those there are."""
    first = list_.total + 1
    rows = [(list_.id, n, each.code, "free", 0, False) for n, each in enumerate(codes, first)]
    await insert_many(await session.connection(), Code, CODE, rows, "ON CONFLICT DO NOTHING")
    list_.total += len(codes)


async def take_back(session: Session, list_id: int, numbers: range) -> bool:
    """Let go of codes that are nobody's; false where one of them is somebody's already."""
    where = Code.list_id == list_id, Code.number.between(numbers.start, numbers.stop - 1)
    if await session.scalar(select(func.count()).where(*where, Code.person_id.is_not(None))):
        return False
    await session.execute(_quietly(delete(Code).where(*where)))
    return True


async def counts(session: ReadSession, lists: Sequence[int]) -> Mapping[int, Count]:
    """How many codes of these lists are where."""
    total, kept = func.count(), func.count(case((Code.state == "kept", 1)))
    had = func.count(Code.person_id)
    query = select(Code.list_id, total, had, kept).where(Code.list_id.in_(lists)).group_by(Code.list_id)
    return {list_id: Count(n, taken - waiting, waiting) for list_id, n, taken, waiting in await session.execute(query)}


async def find(session: ReadSession, account_id: int, author_id: int, number: int) -> CodeList | None:
    """The author's list of this number."""
    query = select(CodeList).where(CodeList.id == number, CodeList.account_id == account_id)
    return await session.scalar(query.where(CodeList.author_id == author_id))


async def lists_of(session: ReadSession, account_id: int, author_id: int) -> Sequence[CodeList]:
    """The author's latest lists, those that are open first."""
    query = select(CodeList).where(CodeList.account_id == account_id, CodeList.author_id == author_id)
    query = query.order_by(CodeList.closed_at.is_not(None), CodeList.id.desc())
    return (await session.scalars(query.limit(MOST_SHOWN))).all()


async def lists_in(view: View, author_id: int) -> Sequence[CodeList]:
    """Of the author's latest those for a group at hand, and those that wait for a campaign there."""
    here = select(CodePlace.list_id).where(CodePlace.group_id.in_([group.id for group in view.groups]))
    campaigns = select(Campaign.id).where(await concerning(view, Campaign, view.groups))
    awaits = and_(CodeList.opened_at.is_(None), CodeList.campaign_id.in_(campaigns))
    query = select(CodeList).where(CodeList.account_id == view.account_id, CodeList.author_id == author_id)
    query = query.where(or_(CodeList.id.in_(here), awaits))
    query = query.order_by(CodeList.closed_at.is_not(None), CodeList.id.desc())
    return (await view.session.scalars(query.limit(MOST_SHOWN))).all()


async def how_many_open(session: ReadSession, author_id: int) -> int:
    """Lists of theirs that are not closed."""
    query = select(func.count()).select_from(CodeList).where(CodeList.author_id == author_id)
    return await session.scalar(query.where(CodeList.closed_at.is_(None))) or 0


async def of_campaign(session: ReadSession, campaign_id: int) -> Sequence[CodeList]:
    """A campaign's lists that are not closed."""
    query = select(CodeList).where(CodeList.campaign_id == campaign_id, CodeList.closed_at.is_(None))
    return (await session.scalars(query.order_by(CodeList.id))).all()


async def put_places(session: Session, list_id: int, groups: Collection[int]) -> None:
    """Let a list be asked for in these groups."""
    rows = [(list_id, group_id) for group_id in groups]
    await insert_many(await session.connection(), CodePlace, ("list_id", "group_id"), rows, "ON CONFLICT DO NOTHING")


async def groups_of(session: ReadSession, list_id: int) -> tuple[Group, ...]:
    """The groups a list is for, wherever the bot is by now."""
    query = select(Group).join(CodePlace, CodePlace.group_id == Group.id).where(CodePlace.list_id == list_id)
    return tuple((await session.scalars(query.order_by(Group.id))).all())


async def places(session: ReadSession, list_id: int) -> Sequence[int]:
    """The groups a list can be asked for in, where the bot is and may speak."""
    query = select(CodePlace.group_id).join(Group, Group.id == CodePlace.group_id)
    query = query.where(CodePlace.list_id == list_id, Group.left_at.is_(None), Group.paused_at.is_(None))
    return (await session.scalars(query.order_by(CodePlace.group_id))).all()


async def all_of(session: ReadSession, list_id: int) -> Sequence[tuple[Code, str, str]]:
    """Every code with the names of its owner and their group, as far as there are any."""
    query = select(
        Code, func.coalesce(func.nullif(Membership.alias, ""), Person.name, ""), func.coalesce(Group.name, "")
    )
    query = query.outerjoin(Person, Person.id == Code.person_id).outerjoin(Group, Group.id == Code.group_id)
    here = and_(Membership.group_id == Code.group_id, Membership.person_id == Code.person_id)
    query = query.outerjoin(Membership, here).where(Code.list_id == list_id).order_by(Code.number)
    return [(code, name, group) for code, name, group in await session.execute(query)]


async def redact(session: Session, message_id: int, text: str, event_id: int, payload: Mapping[str, Any]) -> None:
    """What was recorded of a message is this from now on."""
    await session.execute(_quietly(update(Message).where(Message.id == message_id).values(text=text)))
    await session.execute(_quietly(update(Event).where(Event.id == event_id).values(payload=payload)))


async def took(session: ReadSession, campaign_id: int) -> Sequence[tuple[int, int]]:
    """Who has one of a campaign's codes, and in which group they asked."""
    query = select(Code.group_id, Code.person_id).join(CodeList, CodeList.id == Code.list_id)
    query = query.where(CodeList.campaign_id == campaign_id, Code.person_id.is_not(None))
    rows = await session.execute(query.order_by(Code.taken_at, Code.number))
    return [(group, person) for group, person in rows if group is not None and person is not None]


def _quietly(statement: Any) -> Any:
    """No object of the session stands for what it changes."""
    return statement.execution_options(synchronize_session=False)
