"""When groups talk: messages hour by hour, and when there was nobody to hear them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import BigInteger, select
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import TELLS_THE_PAST, Base
from storage.bulk import in_batches
from storage.engine import ReadSession


class GroupHour(Base):
    """How many messages members wrote in a group in an hour, counted since 1970 UTC: the same in every zone."""

    __tablename__ = "group_hours"
    __table_args__ = {"sqlite_with_rowid": False, "info": TELLS_THE_PAST}

    group_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    hour: Mapped[int] = mapped_column(primary_key=True)
    messages: Mapped[int] = mapped_column(default=0)


class Outage(Base):
    """A stretch of time in which an account heard nothing: silence in it says nothing of anybody."""

    __tablename__ = "outages"
    __table_args__ = {"sqlite_with_rowid": False, "info": TELLS_THE_PAST}

    account_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    since: Mapped[datetime] = mapped_column(primary_key=True)
    until: Mapped[datetime]


class HeardBefore(Base):
    """A stretch of time before the bot came of which an exported log of the group tells."""

    __tablename__ = "heard_before"
    __table_args__ = {"sqlite_with_rowid": False, "info": TELLS_THE_PAST}

    group_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    since: Mapped[datetime] = mapped_column(primary_key=True)
    until: Mapped[datetime]


async def heard_before(session: ReadSession, group_ids: Sequence[int]) -> dict[int, list[tuple[datetime, datetime]]]:
    """What logs tell of these groups: stretches in order that neither meet nor overlap; groups without are absent."""
    found: dict[int, list[tuple[datetime, datetime]]] = {}
    for some in in_batches(group_ids):
        rows = select(HeardBefore).where(HeardBefore.group_id.in_(some))
        for row in (await session.scalars(rows.order_by(HeardBefore.group_id, HeardBefore.since))).all():
            stretches = found.setdefault(row.group_id, [])
            if stretches and row.since <= stretches[-1][1]:
                stretches[-1] = (stretches[-1][0], max(stretches[-1][1], row.until))
            else:
                stretches.append((row.since, row.until))
    return found
