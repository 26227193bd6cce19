"""Who shows newcomers around, and whom each has shown around."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import DELETED, TELLS_THE_PAST, Base, BigId, Fate, forgetting

OPEN = "ended_at IS NULL"


class Buddy(Base):
    """A member who volunteered."""

    __tablename__ = "welcome_buddies"
    __table_args__ = {"sqlite_with_rowid": False, "info": TELLS_THE_PAST | forgetting(person_id=DELETED)}

    group_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    since: Mapped[datetime]


class Pair(Base):
    """A newcomer and their buddy, until they have met, one of them has left, or the time is over."""

    __tablename__ = "welcome_pairs"
    __table_args__ = (
        Index("ix_welcome_pairs_open", "group_id", sqlite_where=text(OPEN), postgresql_where=text(OPEN)),
        Index(None, "group_id", "newcomer_id"),
        Index(None, "group_id", "paired_at"),
        {
            "sqlite_autoincrement": True,
            "info": TELLS_THE_PAST
            | forgetting(newcomer_id=Fate("move", unless=OPEN), buddy_id=Fate("move", unless=OPEN)),
        },
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    group_id: Mapped[int] = mapped_column(BigInteger)
    newcomer_id: Mapped[int] = mapped_column(BigInteger)
    buddy_id: Mapped[int] = mapped_column(BigInteger)
    paired_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]
    met: Mapped[bool | None]  # what one of them said last; null: nothing yet
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(default="", server_default="")  # met | left | over
