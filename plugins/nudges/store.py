"""Queries on nudges: which groups want them, what was tried, and what has come of it."""

from collections import defaultdict
from collections.abc import AsyncGenerator, Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Select, and_, func, or_, select

from bot.shares import Share
from plugins.nudges.learning import Record
from plugins.nudges.rules import DAY, SPEAKERS, Rung, Tried, Turned
from plugins.nudges.tables import Ladder, Nudge, NudgedPerson
from plugins.nudges.topics.topic import Kind
from storage.bulk import BATCH, in_batches
from storage.cards import Card, CardTag
from storage.engine import ReadSession
from storage.tables import Account, Group, GroupSetting, Membership, Message, Outbox, Person, Serving

LATELY = 14 * DAY
"""A chance before that keeps no group from the next one."""
LEARNS_FROM = timedelta(days=366)
PREFIXES = ("/", "／")
"""What begins so is said to the bot."""

TAKEN = or_(Nudge.settled_at.is_(None), Nudge.sent_at.is_not(None))
"""Chances that were let pass count like those that were used, those of which nothing was ever sent do not."""
MEASURED = and_(Nudge.sent_at.is_not(None), Nudge.speakers.is_not(None))


class Fate(NamedTuple):
    """What the outbox says of a message of a nudge."""

    nudge_id: int
    state: str
    at: datetime | None


async def switched_on(session: ReadSession, account_id: int) -> AsyncGenerator[Sequence[Group]]:
    """The groups that may be woken and that the bot can speak in, some at a time: others wait."""
    query, last = _switched_on(account_id).order_by(Group.id).limit(BATCH), 0
    while some := (await session.scalars(query.where(Group.id > last))).all():
        yield some
        last = some[-1].id


async def still_on(session: ReadSession, account_id: int, group_ids: Collection[int]) -> set[int]:
    """Those of a few groups of which the same is true."""
    query = _switched_on(account_id).where(Group.id.in_(group_ids)).with_only_columns(Group.id)
    return set((await session.scalars(query)).all())


async def has_work(session: ReadSession, account_id: int) -> bool:
    """Whether any group may be woken, or what came of a nudge is not settled."""
    unsettled = select(Nudge.id).where(Nudge.account_id == account_id, Nudge.settled_at.is_(None))
    return bool(await session.scalar(select(or_(_switched_on(account_id).exists(), unsettled.exists()))))


def _switched_on(account_id: int) -> Select[Group]:
    wanted = and_(GroupSetting.group_id == Group.id, GroupSetting.name == "nudges.on")
    groups = select(Group).join(GroupSetting, wanted).where(Group.account_id == account_id)
    return groups.where(Group.left_at.is_(None), Group.paused_at.is_(None))


async def ladders(session: ReadSession, group_ids: Sequence[int]) -> Mapping[int, Ladder]:
    """Where groups stand; one that is absent has never been tried."""
    found: dict[int, Ladder] = {}
    for some in in_batches(group_ids):
        rows = (await session.scalars(select(Ladder).where(Ladder.group_id.in_(some)))).all()
        found |= {ladder.group_id: ladder for ladder in rows}
    return found


async def last_tries(session: ReadSession, group_ids: Sequence[int], now: datetime) -> Mapping[int, Tried]:
    """The last chance of each group that had one lately."""
    found: dict[int, Tried] = {}
    for some in in_batches(group_ids):
        query = select(Nudge.group_id, Nudge.id, Nudge.at, Nudge.day)
        query = query.where(Nudge.group_id.in_(some), Nudge.at > now - LATELY, TAKEN).order_by(Nudge.at, Nudge.id)
        found |= {group: Tried(id_, at, day) for group, id_, at, day in (await session.execute(query)).all()}
    return found


async def servings(session: ReadSession, group_ids: Sequence[int]) -> Mapping[int, datetime]:
    """When groups last got scheduled content."""
    found: dict[int, datetime] = {}
    for some in in_batches(group_ids):
        query = select(Serving.group_id, Serving.last_at).where(Serving.group_id.in_(some))
        found |= {group: at for group, at in (await session.execute(query)).all()}  # noqa: C416
    return found


async def unsettled(session: ReadSession, account_id: int) -> Sequence[Nudge]:
    """The chances of which it is not known yet what came of them, the oldest first."""
    query = select(Nudge).where(Nudge.account_id == account_id, Nudge.settled_at.is_(None))
    return (await session.scalars(query.order_by(Nudge.at, Nudge.id))).all()


async def still_unsettled(session: ReadSession, nudge_ids: Sequence[int]) -> set[int]:
    """Those of them of which nothing has been written down yet."""
    found: set[int] = set()
    for some in in_batches(nudge_ids):
        query = select(Nudge.id).where(Nudge.id.in_(some), Nudge.settled_at.is_(None))
        found.update((await session.scalars(query)).all())
    return found


async def people(session: ReadSession, nudge_ids: Sequence[int]) -> list[tuple[int, int]]:
    """(nudge, person) of all these nudges turned to."""
    found: list[tuple[int, int]] = []
    for some in in_batches(nudge_ids):
        query = select(NudgedPerson.nudge_id, NudgedPerson.person_id).where(NudgedPerson.nudge_id.in_(some))
        found += [(nudge, person) for nudge, person in (await session.execute(query)).all()]
    return found


async def fates(session: ReadSession, nudges: Iterable[Nudge]) -> Mapping[int, Sequence[Fate]]:
    """What became of their messages; a nudge is absent where nothing was to be said or nobody knows of it any more."""
    keys = {key_of(nudge.id) for nudge in nudges if nudge.rung != Rung.PRIVATE.value}
    private = [nudge.id for nudge in nudges if nudge.rung == Rung.PRIVATE.value]
    keys |= {key_of(nudge, person) for nudge, person in await people(session, private)}
    found: dict[int, list[Fate]] = defaultdict(list)
    for some in in_batches(sorted(keys)):
        rows = select(Outbox.cause_id, Outbox.state, Outbox.sent_at, Outbox.tried_at).where(Outbox.key.in_(some))
        for nudge, state, sent_at, tried_at in (await session.execute(rows)).all():
            found[int(nudge)].append(Fate(int(nudge), state, sent_at or tried_at))
    return found


def key_of(nudge_id: int, person_id: int | None = None) -> str:
    """The outbox key of a nudge's message."""
    return f"nudge:{nudge_id}" if person_id is None else f"nudge:{nudge_id}:{person_id}"


async def said(
    session: ReadSession, account_id: int, group_ids: Collection[int], start: datetime, end: datetime
) -> Sequence[tuple[int, int, datetime]]:
    """Who said something to others in which of these groups, and when, after one moment and up to another."""
    found: list[tuple[int, int, datetime]] = []
    for some in in_batches(sorted(group_ids)):
        query = select(Message.group_id, Message.person_id, Message.sent_at).where(
            Message.account_id == account_id,
            Message.sent_at > start,
            Message.sent_at <= end,
            Message.group_id.in_(some),
        )
        query = query.where(*(Message.text.not_like(f"{prefix}%") for prefix in PREFIXES))
        found += [(group or 0, person, at) for group, person, at in (await session.execute(query)).all()]
    return found


async def records(session: ReadSession, account_id: int, now: datetime) -> Mapping[int, Record]:
    """By group and kind of topic, how many nudges of how many had an effect lately."""
    query = select(Nudge.group_id, Nudge.kind, func.count(), func.count().filter(Nudge.speakers >= SPEAKERS))
    query = query.where(Nudge.account_id == account_id, Nudge.at > now - LEARNS_FROM, MEASURED)
    query = query.where(Nudge.is_held_out.is_(False)).group_by(Nudge.group_id, Nudge.kind)
    found: dict[int, dict[Kind, Share]] = defaultdict(dict)
    for group, kind, n, of in (await session.execute(query)).all():
        found[group][Kind(kind)] = Share(of, n)
    return found


async def counts(
    session: ReadSession, group_ids: Sequence[int], now: datetime
) -> Sequence[tuple[str, str, bool, int, int]]:
    """(rung, kind, whether it was let pass, how many, how many had an effect) of all that is known of groups."""
    found: dict[tuple[str, str, bool], Share] = defaultdict(lambda: Share(0, 0))
    for some in in_batches(group_ids):
        query = select(
            Nudge.rung,
            Nudge.kind,
            Nudge.is_held_out,
            func.count(),
            func.count().filter(Nudge.speakers >= SPEAKERS),
        )
        query = query.where(Nudge.group_id.in_(some), Nudge.at > now - LEARNS_FROM, MEASURED)
        for rung, kind, held, n, of in (
            await session.execute(query.group_by(Nudge.rung, Nudge.kind, Nudge.is_held_out))
        ).all():
            found[rung, kind, held] = Share(found[rung, kind, held].of + of, found[rung, kind, held].n + n)
    return [(*part, share.n, share.of) for part, share in found.items()]


async def used(session: ReadSession, group_id: int) -> Sequence[str]:
    """The topics a group was asked, the latest last."""
    query = select(Nudge.slug).where(
        Nudge.group_id == group_id, Nudge.sent_at.is_not(None), Nudge.is_held_out.is_(False)
    )
    return (await session.scalars(query.order_by(Nudge.at, Nudge.id))).all()


async def turned_to(session: ReadSession, people: Sequence[int]) -> Mapping[int, Sequence[Turned]]:
    """When the bot turned to each of these people in whichever group, the latest first."""
    found: dict[int, list[Turned]] = defaultdict(list)
    member = and_(Membership.group_id == Nudge.group_id, Membership.person_id == NudgedPerson.person_id)
    for some in in_batches(people):
        query = select(NudgedPerson.person_id, NudgedPerson.at, NudgedPerson.has_answered, Membership.last_spoken_at)
        query = query.join(Nudge, Nudge.id == NudgedPerson.nudge_id).outerjoin(Membership, member)
        query = query.where(NudgedPerson.person_id.in_(some), TAKEN).order_by(NudgedPerson.at.desc())
        for person, at, has_answered, spoken_at in (await session.execute(query)).all():
            found[person].append(Turned(at, bool(has_answered) or (spoken_at is not None and spoken_at > at)))
    return found


async def itself(session: ReadSession, account_id: int) -> int | None:
    """The bot as a person."""
    query = select(Person.id).join(Account, Account.platform_id == Person.platform_id)
    return await session.scalar(query.where(Account.id == account_id, Person.account_id == account_id))


async def told_of(session: ReadSession, group_id: int, people: Sequence[int]) -> Mapping[int, Sequence[str]]:
    """What people have told of themselves, where they let others know."""
    found: dict[int, list[str]] = defaultdict(list)
    willing = and_(Card.group_id == CardTag.group_id, Card.person_id == CardTag.person_id, Card.is_willing.is_(True))
    query = select(CardTag.person_id, CardTag.tag).join(Card, willing)
    query = query.where(CardTag.group_id == group_id, CardTag.person_id.in_(people)).order_by(CardTag.tag)
    for person, tag in (await session.execute(query)).all():
        found[person].append(tag)
    return found


async def last_words(
    session: ReadSession, account_id: int, group_id: int, spoken: Mapping[int, datetime]
) -> Mapping[int, str]:
    """What people last said in a group, given when."""
    query = select(Message.person_id, Message.text).where(
        Message.account_id == account_id,
        Message.sent_at.in_(sorted(set(spoken.values()))),
        Message.group_id == group_id,
        Message.person_id.in_(list(spoken)),
    )
    return {person: text for person, text in (await session.execute(query)).all()}  # noqa: C416


async def texts_between(
    session: ReadSession, account_id: int, group_ids: Sequence[int], start: datetime, end: datetime
) -> Mapping[int, Sequence[str]]:
    """What was said in groups between two moments, in order."""
    found: dict[int, list[str]] = defaultdict(list)
    query = select(Message.group_id, Message.text).where(
        Message.account_id == account_id,
        Message.sent_at >= start,
        Message.sent_at < end,
        Message.group_id.in_(group_ids),
        Message.kind == "text",
    )
    for group, text in (await session.execute(query.order_by(Message.sent_at, Message.id))).all():
        found[group or 0].append(text)
    return found


async def latest(session: ReadSession, group_ids: Sequence[int], most: int) -> Sequence[Nudge]:
    """The last nudges in groups, those let pass left out, the latest first."""
    query = select(Nudge).where(Nudge.group_id.in_(group_ids), Nudge.is_held_out.is_(False), TAKEN)
    return (await session.scalars(query.order_by(Nudge.at.desc(), Nudge.id.desc()).limit(most))).all()
