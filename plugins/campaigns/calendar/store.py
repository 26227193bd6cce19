"""Queries on groups' own days."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from bot.times.localday import day_number
from plugins.campaigns.calendar.rules import Own
from plugins.campaigns.calendar.tables import OwnDay
from storage.engine import ReadSession


async def rows_of(session: ReadSession, group_ids: Sequence[int]) -> Sequence[OwnDay]:
    """These groups' own days, by number."""
    query = select(OwnDay).where(OwnDay.group_id.in_(group_ids)).order_by(OwnDay.id)
    return (await session.scalars(query)).all()


async def own_days(session: ReadSession, group_ids: Sequence[int]) -> list[Own]:
    """The same, as rules know them."""
    return [own_of(row) for row in await rows_of(session, group_ids)]


def own_of(row: OwnDay) -> Own:
    """A row as rules know it."""
    return Own(row.name, row.rule, None if row.day is None else day_of(row.day), row.id)


def row_of(own: Own, group_id: int) -> OwnDay:
    """What is kept of it."""
    return OwnDay(group_id=group_id, name=own.name, rule=own.rule, day=own.day and day_number(own.day))


def day_of(number: int) -> date:
    """The day that YYYYMMDD is."""
    return date(number // 10_000, number // 100 % 100, number % 100)
