"""Which invitations have counted, and how those that may yet count are found."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from plugins.welcome.tables import Arrival
from storage.base import TELLS_THE_PAST, Base

MAY_COUNT = "inviter_id IS NOT NULL AND left_at IS NULL AND NOT is_return"


class Counted(Base):
    """That somebody stayed and spoke has counted for who invited them: once in a group, whatever comes after."""

    __tablename__ = "invites_counted"
    __table_args__ = (
        Index(None, "group_id", "counted_at", "inviter_id"),
        {"sqlite_with_rowid": False, "info": TELLS_THE_PAST},
    )

    group_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    inviter_id: Mapped[int] = mapped_column(BigInteger)
    counted_at: Mapped[datetime]


Index(
    "ix_welcome_arrivals_invited",
    Arrival.group_id,
    Arrival.joined_at,
    Arrival.person_id,
    Arrival.inviter_id,
    sqlite_where=text(MAY_COUNT),
    postgresql_where=text(MAY_COUNT),
)
