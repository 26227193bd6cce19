"""Queries on the topics that owners add."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, delete, func, select

from plugins.nudges.topics.tables import OwnTopic
from storage.engine import ReadSession, Session


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


async def forget_deleted(session: Session, account_id: int, before: datetime) -> None:
    """Let go of what was deleted long ago."""
    gone = OwnTopic.account_id == account_id, OwnTopic.deleted_at < before
    await session.execute(delete(OwnTopic).where(*gone).execution_options(synchronize_session=False))
