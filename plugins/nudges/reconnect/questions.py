"""Queries on questions that wait: what was said since they were last looked for, and what is known of each."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, case, delete, select, update

from bot.times.localday import local_day
from plugins.nudges.reconnect import waiting
from plugins.nudges.reconnect.tables import DutyHeard, Question, Volunteer
from plugins.nudges.reconnect.waiting import Heard, Open
from storage.base import to_ms
from storage.bulk import in_batches, insert_many, select_many, update_many
from storage.engine import ReadSession, Session
from storage.tables import Group, Membership, Message, Schedule

SLICE = 300
"""Messages read at once: who waits for an answer meanwhile hardly notices."""
REMEMBERED = timedelta(days=30)
KEEP = {"synchronize_session": False}


async def groups(session: ReadSession, account_id: int) -> Mapping[int, Group]:
    """Those where the bot is and somebody has volunteered."""
    has_volunteers = Group.id.in_(select(Volunteer.group_id).where(Volunteer.account_id == account_id))
    found = await session.scalars(select(Group).where(has_volunteers, Group.left_at.is_(None)))
    return {group.id: group for group in found}


async def heard_since(session: ReadSession, account_id: int, after: int, up_to: int) -> list[Heard]:
    """What members said between two messages where somebody has volunteered, in order, a slice of it."""
    text = case((Message.kind == "text", Message.text), else_="")
    query = select(Message.id, Message.group_id, Message.person_id, Message.sent_at, text)
    query = query.where(Message.id > after, Message.id <= up_to, Message.account_id == account_id)
    query = query.where(Message.group_id.in_(select(Volunteer.group_id).where(Volunteer.account_id == account_id)))
    rows = (await session.execute(query.order_by(Message.id).limit(SLICE))).all()
    return [
        Heard(id_, group_id, person_id, sent_at, text)
        for id_, group_id, person_id, sent_at, text in rows
        if group_id is not None
    ]


async def open_ones(session: ReadSession, account_id: int) -> list[Open]:
    """The questions that are not settled."""
    query = select(Question).where(Question.account_id == account_id, Question.settled_at.is_(None))
    return [
        Open(
            id=each.id,
            group_id=each.group_id,
            message_id=each.message_id,
            person_id=each.person_id,
            asked_at=each.asked_at,
            due_at=each.due_at,
            turned=each.turned,
            others=each.others,
            shown_at=each.shown_at,
            to_id=each.to_id,
        )
        for each in await session.scalars(query.order_by(Question.id))
    ]


async def turns(
    session: ReadSession, questions: Sequence[Open], zones: Mapping[int, str], now: datetime
) -> Sequence[Mapping[int, int]]:
    """For each question, how often each of the others has quoted or mentioned the asker since the day it was asked."""
    rows: list[tuple[int, ...]] = []
    for n, each in enumerate(questions):
        zone = zones[each.group_id]
        days = local_day(to_ms(each.asked_at), zone), local_day(to_ms(now), zone)
        rows.append((n, each.group_id, *days, each.person_id))
    wanted = ("n bigint", "group_id bigint", "from_day bigint", "to_day bigint", "person_id bigint")
    join = "ties AS t ON t.group_id = w.group_id AND t.day BETWEEN w.from_day AND w.to_day AND t.to_id = w.person_id"
    found: list[Counter[int]] = [Counter() for _ in questions]
    for n, person_id, count in await select_many(
        await session.connection(), "w.n, t.from_id, t.quotes + t.mentions", wanted, rows, join
    ):
        found[n][person_id] += count
    return found


async def shown_before(
    session: ReadSession, askers: Collection[int], since: datetime
) -> Sequence[tuple[int, int, str]]:
    """The questions of these people that were shown since then: group, asker, words."""
    query = select(Question.group_id, Question.person_id, Message.text).join(Message, Message.id == Question.message_id)
    query = query.where(Question.person_id.in_(askers), Question.shown_at >= since)
    return (await session.execute(query)).all()


async def keep(session: Session, account_id: int, questions: Sequence[Open], now: datetime) -> None:
    """What has become of them: settled ones that were never shown are forgotten."""
    connection = await session.connection()
    new = [each for each in questions if each.id is None and not each.is_settled]
    if new:
        columns = ("account_id", "group_id", "message_id", "person_id", "asked_at", "due_at", "turned", "others")
        rows = [
            (
                *(account_id, each.group_id, each.message_id, each.person_id),
                *(to_ms(each.asked_at), to_ms(each.due_at), each.turned, each.others),
            )
            for each in new
        ]
        await insert_many(connection, Question, columns, rows, "ON CONFLICT DO NOTHING")
    known = [each for each in questions if each.id is not None]
    over = [each.id for each in known if each.is_settled and each.shown_at is None]
    for some in in_batches(over):
        await session.execute(delete(Question).where(Question.id.in_(some)).execution_options(**KEEP))
    changed = [(each.others, each.id) for each in known if each.speakers and not each.is_settled]
    await update_many(connection, Question, ("id",), ("others",), changed)
    ended = [
        (to_ms(now), None if each.answered_at is None else to_ms(each.answered_at), each.id)
        for each in known
        if each.is_settled and each.shown_at is not None
    ]
    await update_many(connection, Question, ("id",), ("settled_at", "answered_at"), ended)


async def note_heard(session: Session, account_id: int, message_id: int) -> None:
    """So far was looked."""
    mine = update(DutyHeard).where(DutyHeard.account_id == account_id)
    await session.execute(mine.values(message_id=message_id).execution_options(**KEEP))


async def due(session: ReadSession, account_id: int, now: datetime) -> Mapping[int, Sequence[Question]]:
    """By group, the questions that have waited long enough, of people who are still there, the oldest first."""
    here = and_(Membership.group_id == Question.group_id, Membership.person_id == Question.person_id)
    query = select(Question).join(Membership, and_(here, Membership.left_at.is_(None)))
    query = query.where(Question.account_id == account_id, Question.settled_at.is_(None))
    query = query.where(Question.shown_at.is_(None), Question.due_at <= now)
    found: dict[int, list[Question]] = defaultdict(list)
    for each in await session.scalars(query.order_by(Question.asked_at, Question.id)):
        found[each.group_id].append(each)
    return found


async def count_shown(session: ReadSession, since: Mapping[int, datetime]) -> Counter[int]:
    """How many questions each group has been shown since its moment."""
    counts = Counter[int]()
    if not since:
        return counts
    query = select(Question.group_id, Question.shown_at).where(Question.group_id.in_(since))
    for group_id, shown_at in await session.execute(query.where(Question.shown_at >= min(since.values()))):
        counts[group_id] += shown_at is not None and shown_at >= since[group_id]
    return counts


async def note_shown(session: Session, shown: Sequence[tuple[Question, int]], now: datetime) -> None:
    """Each to whom, so that it is somebody else's turn next there; what was shown long ago is told of no more."""
    connection, at = await session.connection(), to_ms(now)
    rows = [(at, person_id, question.id) for question, person_id in shown]
    await update_many(connection, Question, ("id",), ("shown_at", "to_id"), rows)
    asked = [(at, question.group_id, person_id) for question, person_id in shown]
    await update_many(connection, Volunteer, ("group_id", "person_id"), ("asked_at",), asked)
    old = Question.shown_at < now - REMEMBERED, Question.settled_at.is_not(None)
    for some in in_batches([question.group_id for question, _ in shown]):
        await session.execute(delete(Question).where(Question.group_id.in_(some), *old).execution_options(**KEEP))


async def askers(session: ReadSession, questions: Sequence[Question]) -> Mapping[tuple[int, int], str]:
    """What those who asked are called, by group and person."""
    rows = [(each.group_id, each.person_id) for each in questions]
    join = "people AS p ON p.id = w.person_id JOIN memberships AS m ON m.group_id = w.group_id AND m.person_id = p.id"
    wanted = ("group_id bigint", "person_id bigint")
    found = await select_many(
        await session.connection(), "w.group_id, w.person_id, m.alias, p.name", wanted, rows, join
    )
    return {(group_id, person_id): alias or name for group_id, person_id, alias, name in found}


async def words_of(session: ReadSession, message_ids: Collection[int]) -> Mapping[int, str]:
    """What these messages say, as far as it is kept."""
    found: dict[int, str] = {}
    for some in in_batches(sorted(message_ids)):
        rows = await session.execute(select(Message.id, Message.text).where(Message.id.in_(some)))
        found |= dict(rows.all())
    return found


async def forget_stale(session: Session, account_id: int, now: datetime) -> None:
    """What could not be shown in time is let be."""
    old = Question.account_id == account_id, Question.shown_at.is_(None), Question.due_at < now - waiting.STALE
    await session.execute(delete(Question).where(*old).execution_options(**KEEP))


async def come_again(session: Session, schedule_id: int, at: datetime) -> None:
    """The job under way is due at that moment instead of its next one."""
    mine = update(Schedule).where(Schedule.id == schedule_id)
    await session.execute(mine.values(next_due_at=at).execution_options(**KEEP))


async def stop(session: Session, schedule_id: int) -> None:
    """The job under way is due no more."""
    await session.execute(delete(Schedule).where(Schedule.id == schedule_id).execution_options(**KEEP))
