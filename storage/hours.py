"""When groups talk: messages hour by hour, and when there was nobody to hear them."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import TELLS_THE_PAST, Base


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
