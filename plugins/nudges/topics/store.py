"""Queries on the topics that owners add."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, delete, func, select

from bot.audience import Audience, of_audience
from plugins.nudges.topics.rules import own_topic
from plugins.nudges.topics.tables import OwnTopic
from plugins.nudges.topics.topic import Topic
from storage.bulk import BATCH
from storage.engine import ReadSession, Session
from storage.tables import Group


def standing(account_id: int, where: ColumnElement[bool]) -> Select[OwnTopic]:
    """An account's topics that stand, of those somewhere."""
    return select(OwnTopic).where(OwnTopic.account_id == account_id, OwnTopic.deleted_at.is_(None), where)


async def count(session: ReadSession, topics: Select[OwnTopic]) -> int:
    """How many there are."""
    return await session.scalar(select(func.count()).select_from(topics.subquery())) or 0


async def page(session: ReadSession, topics: Select[OwnTopic], start: int, size: int) -> Sequence[OwnTopic]:
    """Some of them, the newest first."""
    return (await session.scalars(topics.order_by(OwnTopic.id.desc()).offset(start).limit(size))).all()


async def of_one(session: ReadSession, account_id: int, group_id: int | None, tag: str | None) -> Sequence[OwnTopic]:
    """The topics of exactly this group or this set of groups."""
    exactly = OwnTopic.group_id == group_id if tag is None else OwnTopic.tag == tag
    return (await session.scalars(standing(account_id, exactly))).all()


async def topics_of(
    session: ReadSession, account_id: int, group_ids: Sequence[int], operators: frozenset[str]
) -> Mapping[int, Sequence[Topic]]:
    """The topics of each of these groups, its own and those of the sets it is in now; groups without any are absent."""
    found: dict[int, list[Topic]] = defaultdict(list)
    for start in range(0, len(group_ids), BATCH):
        one = standing(account_id, OwnTopic.group_id.in_(group_ids[start : start + BATCH]))
        for topic in (await session.scalars(one.order_by(OwnTopic.id))).all():
            if topic.group_id is not None:
                found[topic.group_id].append(own_topic(topic.id, topic.text))
    of_sets: dict[tuple[str | None, int], list[Topic]] = defaultdict(list)
    for topic in (await session.scalars(standing(account_id, OwnTopic.tag.is_not(None)).order_by(OwnTopic.id))).all():
        of_sets[topic.tag, topic.author_id].append(own_topic(topic.id, topic.text))
    wanted = frozenset(group_ids)
    for (tag, author_id), topics in of_sets.items():
        in_set = await of_audience(session, select(Group.id), Audience(account_id, None, tag, author_id), operators)
        for group_id in (await session.scalars(in_set)).all():
            if group_id in wanted:
                found[group_id] += topics
    return found


async def forget_deleted(session: Session, account_id: int, before: datetime) -> None:
    """Let go of what was deleted long ago."""
    gone = OwnTopic.account_id == account_id, OwnTopic.deleted_at < before
    await session.execute(delete(OwnTopic).where(*gone).execution_options(synchronize_session=False))
