"""Queries on polls. Votes of people who have left the group do not count."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import and_, bindparam, delete, exists, func, select, update

from plugins.campaigns.polls import rules
from plugins.campaigns.polls.rules import Tally
from plugins.campaigns.polls.tables import Poll, PollVote
from storage.base import to_ms
from storage.bulk import in_batches, insert_later
from storage.engine import ReadSession, Session
from storage.tables import Group, Membership

VOTE = ("poll_id", "person_id", "mask", "at")
AGAIN = "ON CONFLICT (poll_id, person_id) DO UPDATE SET mask = excluded.mask, at = excluded.at"
_IN_PLACE = {"synchronize_session": False}
_FRESH = {"populate_existing": True}


_OPEN = select(Poll).where(Poll.group_id == bindparam("b_group"), Poll.closed_at.is_(None)).order_by(Poll.id)
"""Built once, as so many people ask at once."""
_OPEN_LOCKED = _OPEN.with_for_update()


async def open_in(session: ReadSession, group_id: int, *, lock: bool = False) -> Sequence[Poll]:
    """A group's polls that are open, the oldest first; with `lock` none of them ends until this transaction is over."""
    query = _OPEN_LOCKED if lock else _OPEN
    return (await session.scalars(query, {"b_group": group_id}, execution_options=_FRESH)).all()


async def open_for(session: ReadSession, account_id: int, person_id: int) -> Sequence[Poll]:
    """The same of all the groups that somebody is in and the bot may speak in."""
    query = select(Poll).join(Group, Group.id == Poll.group_id).join(Membership, Membership.group_id == Poll.group_id)
    query = query.where(Membership.person_id == person_id, Membership.left_at.is_(None), Poll.account_id == account_id)
    query = query.where(Poll.closed_at.is_(None), Group.left_at.is_(None), Group.paused_at.is_(None))
    query = query.order_by(Poll.id).limit(rules.MOST_OPEN).with_for_update(of=Poll)
    return (await session.scalars(query.execution_options(**_FRESH))).all()


async def find(session: ReadSession, group_id: int, number: int) -> Poll | None:
    """A group's poll by its number."""
    return await session.scalar(select(Poll).where(Poll.id == number, Poll.group_id == group_id))


async def latest_closed(session: ReadSession, group_id: int, since: datetime) -> Poll | None:
    """The poll that ended last, not before that moment."""
    query = select(Poll).where(Poll.group_id == group_id, Poll.closed_at >= since, Poll.is_cancelled.is_(False))
    return await session.scalar(query.order_by(Poll.id.desc()).limit(1))


async def locked(session: Session, poll_ids: Collection[int]) -> Sequence[Poll]:
    """Polls that nobody else votes in or ends until this transaction is over."""
    query = select(Poll).where(Poll.id.in_(poll_ids)).order_by(Poll.id).with_for_update()
    return (await session.scalars(query.execution_options(**_FRESH))).all()


async def put(session: Session, poll_id: int, person_id: int, mask: int, at: datetime) -> None:
    """Note what somebody votes, whatever it was before."""
    row = (poll_id, person_id, mask, to_ms(at))
    await insert_later(await session.connection(), PollVote, VOTE, [row], AGAIN)


async def take_back(session: Session, poll_id: int, person_id: int) -> None:
    """They have not voted."""
    theirs = delete(PollVote).where(PollVote.poll_id == poll_id, PollVote.person_id == person_id)
    await session.execute(theirs.execution_options(**_IN_PLACE))


async def tallies(session: ReadSession, polls: Sequence[Poll]) -> Mapping[int, Tally]:
    """How each of the polls stands, or what it came to."""
    votes = defaultdict[int, dict[int, int]](dict)
    for some in in_batches([poll.id for poll in polls if poll.closed_at is None]):
        query = select(PollVote.poll_id, PollVote.mask, func.count()).join(Poll, Poll.id == PollVote.poll_id)
        query = query.where(Poll.id.in_(some), _is_there()).group_by(PollVote.poll_id, PollVote.mask)
        for poll_id, mask, n in (await session.execute(query)).all():
            votes[poll_id][mask] = n
    return {
        poll.id: rules.tally(votes[poll.id], len(poll.options))
        if poll.closed_at is None
        else Tally(poll.voters, tuple(poll.counts))
        for poll in polls
    }


async def finish(session: Session, polls: Sequence[Poll], now: datetime) -> Mapping[int, Tally]:
    """End polls that are open: count them for good, and forget who voted what in the anonymous ones."""
    found = await tallies(session, polls)
    for poll in polls:
        poll.closed_at, poll.lists_at = now, None
        poll.voters, poll.counts = found[poll.id].voters, list(found[poll.id].counts)
    await session.flush()
    for some in in_batches([poll.id for poll in polls]):
        where = PollVote.poll_id.in_(some), ~exists().where(Poll.id == PollVote.poll_id, _is_there())
        await session.execute(delete(PollVote).where(*where).execution_options(**_IN_PLACE))
    for some in in_batches([poll.id for poll in polls if poll.is_anonymous]):
        blank = update(PollVote).where(PollVote.poll_id.in_(some)).values(mask=0)
        await session.execute(blank.execution_options(**_IN_PLACE))
    return found


async def forget_votes(session: Session, poll_ids: Sequence[int]) -> None:
    """Of what was cancelled nothing is kept."""
    for some in in_batches(poll_ids):
        gone = delete(PollVote).where(PollVote.poll_id.in_(some))
        await session.execute(gone.execution_options(**_IN_PLACE))


async def voters(session: ReadSession, poll: Poll) -> Sequence[tuple[int, int]]:
    """Who has voted what in a poll that is not anonymous: person and mask, in the order of voting."""
    if poll.is_anonymous:
        return []
    query = select(PollVote.person_id, PollVote.mask).join(Poll, Poll.id == PollVote.poll_id)
    query = query.where(Poll.id == poll.id, Poll.is_anonymous.is_(False))
    query = query if poll.closed_at is not None else query.where(_is_there())
    rows = (await session.execute(query.order_by(PollVote.at, PollVote.person_id))).all()
    return [(person_id, mask) for person_id, mask in rows]


async def closed_in(session: ReadSession, group_id: int, skip: int, most: int) -> tuple[Sequence[Poll], int]:
    """Some of a group's polls that are over, the newest first, and how many there are."""
    over = Poll.group_id == group_id, Poll.closed_at.is_not(None)
    total = await session.scalar(select(func.count()).select_from(Poll).where(*over)) or 0
    query = select(Poll).where(*over).order_by(Poll.id.desc()).offset(skip).limit(most)
    return (await session.scalars(query)).all(), total


async def of_campaign(session: ReadSession, campaign_id: int) -> Sequence[Poll]:
    """The polls that a campaign has opened and nobody has cancelled, the oldest first."""
    query = select(Poll).where(Poll.campaign_id == campaign_id, Poll.is_cancelled.is_(False)).order_by(Poll.id)
    return (await session.scalars(query.execution_options(**_FRESH))).all()


async def took_part(session: ReadSession, campaign_id: int) -> Sequence[tuple[int, int]]:
    """Group and person of everybody who has voted in a campaign's polls."""
    query = select(Poll.group_id, PollVote.person_id).join(PollVote, PollVote.poll_id == Poll.id)
    rows = await session.execute(query.where(Poll.campaign_id == campaign_id).distinct())
    return [(group_id, person_id) for group_id, person_id in rows.all()]


async def groups_with_open(session: ReadSession, group_ids: Sequence[int]) -> set[int]:
    """Those of the groups where a poll is open."""
    found = set[int]()
    for some in in_batches(group_ids):
        found.update(
            await session.scalars(select(Poll.group_id).where(Poll.group_id.in_(some), Poll.closed_at.is_(None)))
        )
    return found


async def speaking(session: ReadSession, group_ids: Sequence[int]) -> set[int]:
    """Those of the groups the bot is in and may speak in."""
    found = set[int]()
    for some in in_batches(group_ids):
        query = select(Group.id).where(Group.id.in_(some), Group.left_at.is_(None), Group.paused_at.is_(None))
        found.update(await session.scalars(query))
    return found


def _is_there():
    here = and_(Membership.group_id == Poll.group_id, Membership.person_id == PollVote.person_id)
    return exists().where(here, Membership.left_at.is_(None))
