"""Whom a group thanked, who looks after its open questions, and which these are."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import DELETED, MOVED, TELLS_THE_PAST, Base, BigId, forgetting

OPEN = "settled_at IS NULL"


class Star(Base):
    """Who was thanked first for a week; `week` is its Monday as YYYYMMDD."""

    __tablename__ = "nudge_stars"
    __table_args__ = {"sqlite_with_rowid": False, "info": TELLS_THE_PAST | forgetting(person_id=MOVED)}

    group_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("groups.id"), primary_key=True)
    week: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger)


class Volunteer(Base):
    """A member who is asked to look at questions nobody has answered, and when they last were."""

    __tablename__ = "nudge_volunteers"
    __table_args__ = {"sqlite_with_rowid": False, "info": TELLS_THE_PAST | forgetting(person_id=DELETED)}

    group_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("groups.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    account_id: Mapped[int] = mapped_column(BigInteger)
    since: Mapped[datetime]
    asked_at: Mapped[datetime | None]


class Question(Base):
    """A question that may need somebody: it waits for replies, then is shown to a volunteer, then waits again.

    One that was replied to before it was shown is forgotten. Its words stay in its message only.
    """

    __tablename__ = "nudge_questions"
    __table_args__ = (
        UniqueConstraint("message_id"),
        Index("ix_nudge_questions_open", "account_id", sqlite_where=text(OPEN), postgresql_where=text(OPEN)),
        Index(None, "group_id", "shown_at"),
        {"info": TELLS_THE_PAST | forgetting(person_id=DELETED, to_id=MOVED)},
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(BigInteger)
    group_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("groups.id"))
    message_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(BigInteger)
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime]  # when it has waited for an hour by day
    turned: Mapped[int]  # how often others had turned to the asker since that day began, when it was first seen
    others: Mapped[int]  # messages of others since
    shown_at: Mapped[datetime | None]
    to_id: Mapped[int | None] = mapped_column(BigInteger)  # the volunteer it was shown to
    answered_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]


class DutyHeard(Base):
    """Up to which message an account's questions were looked for."""

    __tablename__ = "nudge_duty_heard"
    __table_args__ = {"info": TELLS_THE_PAST}

    account_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    message_id: Mapped[int] = mapped_column(BigInteger)
