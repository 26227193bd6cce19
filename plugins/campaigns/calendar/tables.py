"""The days a group has of its own."""

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, BigId


class OwnDay(Base):
    """A day of a group's: its birthday, a shop's; each year by a rule, or without one only on `day`.

    With a rule `day` (YYYYMMDD) is the first time, from which years are counted; null when nobody told.
    """

    __tablename__ = "campaign_own_days"
    __table_args__ = (
        Index(None, "group_id"),
        {"sqlite_autoincrement": True},  # a number once shown to an admin never means another day
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    group_id: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str]
    rule: Mapped[str]  # as bot.times.occasions.rule reads it; empty: once
    day: Mapped[int | None]
