"""Who has joined, what became of each, and who is not welcomed yet."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import DELETED, MOVED, TELLS_THE_PAST, Base, BigId, forgetting, kept


class Newcomer(Base):
    """Somebody waiting to be welcomed; `place` orders those who joined in the same moment."""

    __tablename__ = "welcome_newcomers"
    __table_args__ = {"sqlite_with_rowid": False, "info": forgetting(person_id=DELETED)}

    group_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    joined_at: Mapped[datetime]
    place: Mapped[int]
    waits_since: Mapped[datetime]
    event_id: Mapped[int] = mapped_column(BigInteger)


class Arrival(Base):
    """One joining and what became of it; of a person's in a group at most one has no `left_at`."""

    __tablename__ = "welcome_arrivals"
    __table_args__ = (
        Index(None, "group_id", "joined_at"),
        Index(None, "group_id", "person_id"),
        Index(
            "ix_welcome_arrivals_first_month",
            "group_id",
            "joined_at",
            sqlite_where=text("active_after_30 IS NULL"),
            postgresql_where=text("active_after_30 IS NULL"),
        ),
        {"info": TELLS_THE_PAST | forgetting(person_id=kept("so that nobody is greeted as new"), inviter_id=MOVED)},
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    group_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(BigInteger)
    joined_at: Mapped[datetime]
    day: Mapped[int]  # the group's local day then, YYYYMMDD
    inviter_id: Mapped[int | None] = mapped_column(BigInteger)
    announced: Mapped[bool]  # by the platform; false when found by difference
    is_return: Mapped[bool]
    variant: Mapped[str] = mapped_column(default="", server_default="")  # of the greeting, where two are tried
    greeted_at: Mapped[datetime | None]
    passed_at: Mapped[datetime | None]  # the threshold
    introduced_at: Mapped[datetime | None]
    spoke_at: Mapped[datetime | None]  # some words of theirs within their first week; filled at night
    active_after_30: Mapped[bool | None]  # null: their first month is not over; filled at night
    removed_at: Mapped[datetime | None]  # when the bot was told to
    left_at: Mapped[datetime | None]
