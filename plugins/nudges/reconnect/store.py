"""Queries on who helped whom, and on those who look after questions."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, delete, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from bot.times.localday import day_number
from plugins.nudges.reconnect import rules
from plugins.nudges.reconnect.rules import Help, Week
from plugins.nudges.reconnect.tables import DutyHeard, Question, Star, Volunteer
from storage.base import to_ms
from storage.bulk import in_batches, insert_many
from storage.engine import ReadSession, Session
from storage.tables import Account, Grant, Group, Membership, Message, Person, Tie

KEEP = {"synchronize_session": False}
Key = int | InstrumentedAttribute[int]


class OnDuty(NamedTuple):
    """A volunteer who is there; `may_be_asked` is false for who is away or wants to be left alone."""

    person_id: int
    name: str
    is_friend: bool
    may_be_asked: bool


async def helped(session: ReadSession, group_id: int, week: Week, now: datetime) -> list[Help]:
    """What each member gave in a week; never the bot, its owner, or who has left."""
    within = (Tie.group_id == group_id, Tie.day.between(day_number(week.first), day_number(week.last)))
    capped = case((Tie.answers > rules.MOST_ANSWERS, rules.MOST_ANSWERS), else_=Tie.answers)
    answers = select(Tie.from_id, func.sum(capped)).where(*within, Tie.answers > 0).group_by(Tie.from_id)
    thanks = select(Tie.to_id, func.count()).where(*within, Tie.thanks > 0).group_by(Tie.to_id)
    answered = {person: int(n) for person, n in await session.execute(answers)}
    was_thanked = dict((await session.execute(thanks)).all())
    found: list[Help] = []
    for some in in_batches(sorted(answered.keys() | was_thanked.keys())):
        for person, name, is_quiet in await session.execute(_members(group_id, some, now)):
            found.append(Help(person, name, answered.get(person, 0), was_thanked.get(person, 0), is_quiet))
    return found


async def stars_before(session: ReadSession, group_id: int, week: Week) -> list[int | None]:
    """Who was the star in the weeks before, the latest first; None where there was none."""
    weeks = [week.earlier(n).number for n in range(1, rules.IN_A_ROW + 1)]
    query = select(Star.week, Star.person_id).where(Star.group_id == group_id, Star.week.in_(weeks))
    found = dict((await session.execute(query)).all())
    return [found.get(each) for each in weeks]


async def crown(session: Session, group_id: int, week: Week, person_id: int) -> bool:
    """Whether the week had no star yet."""
    row = (group_id, week.number, person_id)
    columns = ("group_id", "week", "person_id")
    return bool(await insert_many(await session.connection(), Star, columns, [row], "ON CONFLICT DO NOTHING"))


async def volunteer(session: Session, account_id: int, group_id: int, person_id: int, now: datetime) -> bool:
    """Whether this is new."""
    row = (group_id, person_id, account_id, to_ms(now))
    columns = ("group_id", "person_id", "account_id", "since")
    return bool(await insert_many(await session.connection(), Volunteer, columns, [row], "ON CONFLICT DO NOTHING"))


async def step_back(session: Session, group_id: int, person_id: int) -> bool:
    """Whether they had volunteered."""
    gone = delete(Volunteer).where(Volunteer.group_id == group_id, Volunteer.person_id == person_id)
    return (await session.scalar(gone.returning(Volunteer.person_id))) is not None


async def any_volunteer(session: ReadSession, account_id: int) -> bool:
    """Whether anybody in any group is on duty."""
    return bool(await session.scalar(select(exists().where(Volunteer.account_id == account_id))))


async def on_duty(session: ReadSession, group_ids: Collection[int], now: datetime) -> Mapping[int, list[OnDuty]]:
    """The volunteers who are there, by group, whoever was asked longest ago, or never, first."""
    query = (
        select(Volunteer.group_id, Person.id, Membership.alias, Person.name, Person.is_friend, _rests(now))
        .join(Person, Person.id == Volunteer.person_id)
        .join(Membership, _here(Volunteer.group_id, Volunteer.person_id))
        .where(Volunteer.group_id.in_(group_ids))
        .order_by(Volunteer.asked_at.is_not(None), Volunteer.asked_at, Volunteer.since, Volunteer.person_id)
    )
    found: dict[int, list[OnDuty]] = defaultdict(list)
    for group_id, person_id, alias, name, is_friend, rests in await session.execute(query):
        found[group_id].append(OnDuty(person_id, alias or name, is_friend, not rests))
    return found


async def begin(session: Session, account_id: int) -> None:
    """Look for questions from now on, where nobody did so far."""
    if await session.get(DutyHeard, account_id) is None:
        session.add(DutyHeard(account_id=account_id, message_id=await latest_message(session)))
        await session.flush()


async def end(session: Session, account_id: int) -> None:
    """Nobody looks for questions any longer; what was shown is still told of."""
    await session.execute(delete(DutyHeard).where(DutyHeard.account_id == account_id).execution_options(**KEEP))
    waiting = Question.account_id == account_id, Question.shown_at.is_(None)
    await session.execute(delete(Question).where(*waiting).execution_options(**KEEP))


async def latest_message(session: ReadSession) -> int:
    """The number of the newest message there is."""
    return await session.scalar(select(func.max(Message.id))) or 0


async def forget_gone(session: Session, account_id: int, before: datetime) -> None:
    """Who has left a group so long ago is on duty there no longer."""
    left = exists().where(
        Membership.group_id == Volunteer.group_id,
        Membership.person_id == Volunteer.person_id,
        Membership.left_at < before,
    )
    gone = delete(Volunteer).where(Volunteer.account_id == account_id, left)
    await session.execute(gone.execution_options(**KEEP))


class Told(NamedTuple):
    """A question that was shown: when, who asked what, and what came of it."""

    shown_at: datetime
    person_id: int
    name: str
    text: str
    answered_at: datetime | None
    settled_at: datetime | None


async def log(session: ReadSession, group_id: int, since: datetime) -> Sequence[Told]:
    """The questions shown since then, the latest first."""
    query = (
        select(
            Question.shown_at,
            Question.person_id,
            Membership.alias,
            Person.name,
            Message.text,
            Question.answered_at,
            Question.settled_at,
        )
        .outerjoin(Person, Person.id == Question.person_id)
        .outerjoin(Message, Message.id == Question.message_id)
        .outerjoin(
            Membership, and_(Membership.group_id == Question.group_id, Membership.person_id == Question.person_id)
        )
        .where(Question.group_id == group_id, Question.shown_at >= since)
        .order_by(Question.shown_at.desc())
    )
    return [
        Told(shown_at, person_id, alias or name or "", text or "", answered_at, settled_at)
        for shown_at, person_id, alias, name, text, answered_at, settled_at in await session.execute(query)
        if shown_at is not None
    ]


def _members(group_id: int, people: Sequence[int], now: datetime) -> Select[int, str, bool]:
    return (
        select(Person.id, case((Membership.alias != "", Membership.alias), else_=Person.name), _rests(now))
        .join(Membership, _here(group_id, Person.id))
        .join(Group, Group.id == Membership.group_id)
        .join(Account, Account.id == Group.account_id)
        .where(Person.id.in_(people), Person.platform_id != Account.platform_id)
        .where(or_(Group.owner_id.is_(None), Group.owner_id != Person.id))
        .where(~exists().where(Grant.group_id == group_id, Grant.person_id == Person.id, Grant.role == "owner"))
    )


def _rests(now: datetime) -> ColumnElement[bool]:
    return or_(Person.quiet_at.is_not(None), and_(Person.away_until.is_not(None), Person.away_until > now))


def _here(group_id: Key, person_id: Key) -> ColumnElement[bool]:
    return and_(Membership.group_id == group_id, Membership.person_id == person_id, Membership.left_at.is_(None))
