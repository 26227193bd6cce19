"""What was tried to wake whom, and what came of it."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import TELLS_THE_PAST, Base, BigId, forgetting, kept


class Nudge(Base):
    """One chance to wake a group: taken, or held out so that it is known what happens by itself."""

    __tablename__ = "nudges"
    __table_args__ = (
        Index(None, "group_id", "at"),
        Index(
            "ix_nudges_unsettled",
            "account_id",
            "at",
            sqlite_where=text("settled_at IS NULL"),
            postgresql_where=text("settled_at IS NULL"),
        ),
        {"info": TELLS_THE_PAST},
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(BigInteger)
    group_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("groups.id"))
    at: Mapped[datetime]
    day: Mapped[int]  # the group's local day then
    rung: Mapped[str]  # topic | mention | private
    kind: Mapped[str]  # of the topic
    slug: Mapped[str]
    is_held_out: Mapped[bool]
    sent_at: Mapped[datetime | None]  # when it went out; null: not yet, or never
    silent_since: Mapped[datetime | None]  # when the last word before it was said, by the hour
    settled_at: Mapped[datetime | None]
    speakers: Mapped[int | None]  # who spoke within two hours


class NudgedPerson(Base):
    """Somebody who was mentioned or written to, and whether they have spoken since."""

    __tablename__ = "nudge_people"
    __table_args__ = (
        Index(None, "person_id", "at"),
        {
            "sqlite_with_rowid": False,
            "info": TELLS_THE_PAST | forgetting(person_id=kept("so that they are left in peace")),
        },
    )

    nudge_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("nudges.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    at: Mapped[datetime]
    has_answered: Mapped[bool | None]


class Ladder(Base):
    """How many nudges in a row a group did not answer, and since when it is left alone."""

    __tablename__ = "nudge_ladders"
    __table_args__ = {"info": TELLS_THE_PAST}

    group_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("groups.id"), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    stopped_at: Mapped[datetime | None]
