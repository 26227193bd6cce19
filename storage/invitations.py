"""Invitations that have counted: whoever keeps a tally of them reads it here."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import BigInteger, Index, func, select
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import MOVED, TELLS_THE_PAST, Base, forgetting, kept
from storage.engine import ReadSession


class Counted(Base):
    """That somebody stayed and spoke has counted for who invited them: once in a group, whatever comes after."""

    __tablename__ = "invites_counted"
    __table_args__ = (
        Index(None, "group_id", "counted_at", "inviter_id"),
        {
            "sqlite_with_rowid": False,
            "info": TELLS_THE_PAST | forgetting(person_id=kept("who has counted never counts again"), inviter_id=MOVED),
        },
    )

    group_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    inviter_id: Mapped[int] = mapped_column(BigInteger)
    counted_at: Mapped[datetime]


async def counted_in(session: ReadSession, group_ids: Sequence[int], since: datetime, until: datetime) -> int:
    """How many have counted in all of these groups; as many groups as a statement takes."""
    query = select(func.count()).where(Counted.group_id.in_(group_ids))
    return await session.scalar(query.where(Counted.counted_at >= since, Counted.counted_at < until)) or 0


async def counted(session: ReadSession, group_id: int, since: datetime, until: datetime) -> Mapping[int, int]:
    """How many invitations to a group have counted from one moment to before another, by inviter."""
    query = select(Counted.inviter_id, func.count()).group_by(Counted.inviter_id)
    query = query.where(Counted.group_id == group_id, Counted.counted_at >= since, Counted.counted_at < until)
    return dict((await session.execute(query)).all())
