"""What is known of a group before its log is read, and the writing of what the log tells.

Every count is the larger of what stood and what the log says: so no order of imports matters, and none counts twice.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from plugins.nudges.history.gathering import ANSWERS, MENTIONS, QUOTES, THANKS, Sender, has_words, key_of
from plugins.nudges.history.lines import Line, Read
from plugins.nudges.history.matching import STRANGER, Known, Member, hash_of
from plugins.nudges.history.plan import Wishes
from plugins.nudges.history.tables import HistorySender
from storage import ledger
from storage.base import FORGOTTEN, from_ms
from storage.bulk import Row, insert_many
from storage.engine import ReadSession
from storage.hours import GroupHour, HeardBefore
from storage.tables import Account, Activity, Group, Membership, Message, Person, Tie

CHUNK = 1000


async def groups(session: ReadSession) -> Sequence[tuple[Group, Account]]:
    """All groups with their accounts."""
    found = await session.execute(select(Group, Account).join(Account, Account.id == Group.account_id))
    return [(group, account) for group, account in found.all()]


async def known(session: ReadSession, group: Group, senders: Iterable[Sender]) -> Known:
    """Whom a log's senders could be."""
    of_group = select(HistorySender.sender, Person.id, Person.platform_id.startswith(FORGOTTEN))
    of_group = of_group.join(Person, Person.id == HistorySender.person_id).where(HistorySender.group_id == group.id)
    stood = (await session.execute(of_group)).all()
    before = {sender: person_id for sender, person_id, _ in stood}
    forgotten = {person_id for _, person_id, is_forgotten in stood if is_forgotten}
    ids = [sender.id for sender in senders if sender.id]
    people = await ledger.find_people(await session.connection(), group.account_id, ids)
    members = await session.execute(
        select(Person.id, Person.name, Membership.alias, Membership.left_at.is_(None))
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.group_id == group.id, Person.platform_id.not_like(f"{STRANGER}%"))
    )
    by_id = {platform_id: person.id for platform_id, person in people.items()}
    return Known(before, by_id, [Member(*row) for row in members], forgotten)


async def leave_out_known(session: ReadSession, wishes: Wishes) -> None:
    """Take from the wishes what is so already."""
    group_id = wishes.place.group_id
    if wishes.activity:
        days = [day for day, _ in wishes.activity]
        activity = select(Activity.day, Activity.person_id, Activity.messages)
        activity = activity.where(Activity.group_id == group_id, Activity.day.between(min(days), max(days)))
        for rows in (await session.execute(activity)).partitions(CHUNK):
            for day, person_id, messages in rows:
                if wishes.activity.get((day, person_id), messages + 1) <= messages:
                    del wishes.activity[day, person_id]
    hours = await session.execute(select(GroupHour.hour, GroupHour.messages).where(GroupHour.group_id == group_id))
    for hour, messages in hours:
        if wishes.hours.get(hour, messages + 1) <= messages:
            del wishes.hours[hour]
    counts = Tie.quotes, Tie.mentions, Tie.answers, Tie.thanks
    ties = select(Tie.day, Tie.from_id, Tie.to_id, *counts).where(Tie.group_id == group_id)
    for day, from_id, to_id, *stood in await session.execute(ties) if wishes.ties else ():
        told = wishes.ties.get((day, from_id, to_id))
        if told is not None and all(a <= b for a, b in zip(told, stood, strict=True)):
            del wishes.ties[day, from_id, to_id]


async def texts_there(session: ReadSession, wishes: Wishes) -> int:
    """How many words of logs are kept of a group, among those that are young enough."""
    bounds, place = wishes.bounds, wishes.place
    young = Message.sent_at >= from_ms(bounds.texts_from_ms), Message.sent_at < from_ms(bounds.until_ms)
    of_logs = Message.platform_id.startswith(_texts_of(place.group_id))
    query = select(func.count()).where(Message.account_id == place.account_id, *young, of_logs)
    return await session.scalar(query) or 0


async def write(connection: AsyncConnection, wishes: Wishes, lines: Iterable[Read]) -> None:
    """Write what a log tells; `lines` is the log once more, for its words."""
    people = await _people(connection, wishes)
    group_id = wishes.place.group_id
    await _members(connection, wishes, people)
    rows = [(group_id, day, people.get(who, who), count) for (day, who), count in sorted(wishes.activity.items())]
    await insert_many(connection, Activity, ("group_id", "day", "person_id", "messages"), rows, _MORE_SAID)
    hours = [(group_id, hour, count) for hour, count in sorted(wishes.hours.items())]
    await insert_many(connection, GroupHour, ("group_id", "hour", "messages"), hours, _MORE_TALK)
    await insert_many(connection, Tie, _TIE, list(_ties(wishes, people)), _MORE_TIES)
    heard = (group_id, wishes.tally.first_ms, min(wishes.tally.last_ms, wishes.bounds.until_ms))
    await insert_many(connection, HeardBefore, ("group_id", "since", "until"), [heard], _HEARD_LONGER)
    await _texts(connection, wishes, people, lines)


async def _people(connection: AsyncConnection, wishes: Wishes) -> Mapping[int, int]:
    """Keys for those who have none, by `who`; and who stood for whom is written down."""
    place = wishes.place
    strangers = {match.who: match.sender for match in wishes.matches if match.who < 0}
    ids = {who: f"{STRANGER}{hash_of(place.group_id, sender.key)}" for who, sender in strangers.items()}
    names = {id_: _clean(strangers[who].name) for who, id_ in ids.items()}
    added = await ledger.add_people(connection, place.account_id, names) if names else {}
    people = {who: added[id_].id for who, id_ in ids.items()}
    rows = [
        (place.group_id, hash_of(place.group_id, match.sender.key), people.get(match.who, match.who))
        for match in wishes.matches
    ]
    await insert_many(connection, HistorySender, ("group_id", "sender", "person_id"), rows, ledger.IGNORE)
    return people


async def _members(connection: AsyncConnection, wishes: Wishes, people: Mapping[int, int]) -> None:
    """Who is not in the group has left it when they last spoke; whoever was forgotten is in none."""
    spoke: dict[int, int] = {}
    for match in wishes.matches:
        if match.is_forgotten:
            continue
        person_id = people.get(match.who, match.who)
        spoke[person_id] = max(spoke.get(person_id, 0), match.sender.last_ms)
    rows = [(wishes.place.group_id, person_id, ms, ms, 0) for person_id, ms in sorted(spoke.items())]
    columns = ("group_id", "person_id", "last_spoken_at", "left_at", "joins")
    await insert_many(connection, Membership, columns, rows, _SPOKE_LATER)


def _ties(wishes: Wishes, people: Mapping[int, int]) -> Iterator[Row]:
    for (day, who, to), counts in sorted(wishes.ties.items()):
        ordered = (counts[QUOTES], counts[MENTIONS], counts[ANSWERS], counts[THANKS])
        yield (wishes.place.group_id, day, people.get(who, who), people.get(to, to), *ordered)


async def _texts(connection: AsyncConnection, wishes: Wishes, people: Mapping[int, int], lines: Iterable[Read]) -> None:
    """Their ids go below 0: nobody who reads on from an id takes what is past for new."""
    if not wishes.texts:
        return
    lowest = (await connection.execute(select(func.min(Message.id)))).scalar() or 0
    who_of = {match.sender.key: people.get(match.who, match.who) for match in wishes.matches if match.texts}
    rows = _text_rows(wishes, who_of, lines, min(lowest, 0) - wishes.texts)
    columns = ("id", "account_id", "sent_at", "platform_id", "group_id", "person_id", "kind", "text")
    while chunk := list(islice(rows, CHUNK)):
        await insert_many(connection, Message, columns, chunk, ledger.IGNORE)


def _text_rows(wishes: Wishes, who_of: Mapping[str, int], lines: Iterable[Read], first: int) -> Iterator[Row]:
    place, head, id_ = wishes.place, _texts_of(wishes.place.group_id), first
    for line in lines:
        if isinstance(line, Line) and has_words(line, wishes.bounds):
            person_id = who_of.get(key := key_of(line))
            if person_id is not None:
                name = head + hash_of(place.group_id, key, line.ms, line.text)[:32]
                text = _clean(line.text)
                yield id_, place.account_id, line.ms, name, place.group_id, person_id, "text", text
                id_ += 1


def _texts_of(group_id: int) -> str:
    return f"{STRANGER}{group_id}:"


def _clean(text: str) -> str:
    """Without what no database takes."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def _larger(table: str, *columns: str) -> str:
    return ", ".join(
        f"{each} = CASE WHEN {table}.{each} >= excluded.{each} THEN {table}.{each} ELSE excluded.{each} END"
        for each in columns
    )


_TIE = ("group_id", "day", "from_id", "to_id", "quotes", "mentions", "answers", "thanks")
_MORE_SAID = f"ON CONFLICT (group_id, day, person_id) DO UPDATE SET {_larger('activity', 'messages')}"
_MORE_TALK = f"ON CONFLICT (group_id, hour) DO UPDATE SET {_larger('group_hours', 'messages')}"
_MORE_TIES = f"ON CONFLICT (group_id, day, from_id, to_id) DO UPDATE SET {_larger('ties', *_TIE[4:])}"
_HEARD_LONGER = f"ON CONFLICT (group_id, since) DO UPDATE SET {_larger('heard_before', 'until')}"
_LEFT_UNSEEN = "memberships.joins = 0 AND memberships.left_at = memberships.last_spoken_at"
_SPOKE_LATER = (
    f"ON CONFLICT (group_id, person_id) DO UPDATE SET {_larger('memberships', 'last_spoken_at')},"
    f" left_at = CASE WHEN {_LEFT_UNSEEN} AND excluded.left_at > memberships.left_at"
    " THEN excluded.left_at ELSE memberships.left_at END"
)
