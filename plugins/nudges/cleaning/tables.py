"""Who is asked whether they want to stay, what they did about it, and who is never asked."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import DELETED, MOVED, TELLS_THE_PAST, Base, BigId, Fate, forgetting

OPEN = ("told", "listed", "removing")
PENDING = ("told", "chosen", "asked")


class Cleaning(Base):
    """One cleaning of a group: people are told, listed to the owner, and removed if that is confirmed."""

    __tablename__ = "cleanings"
    __table_args__ = (Index(None, "group_id", "id"), {"info": TELLS_THE_PAST | forgetting(by_id=MOVED)})

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(BigInteger)
    group_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("groups.id"))
    by_id: Mapped[int] = mapped_column(BigInteger)  # who began it, later who confirmed the removal
    days: Mapped[int]  # of silence
    stay_days: Mapped[int]  # within which a word is enough to stay
    at: Mapped[datetime]
    state: Mapped[str]  # told listed removing done cancelled
    confirmed_at: Mapped[datetime | None]  # when the removal last was


class Cleaned(Base):
    """Somebody a cleaning is about; `why` says why they stay."""

    __tablename__ = "cleaning_people"
    __table_args__ = (
        Index(None, "person_id"),
        {
            "sqlite_with_rowid": False,
            "info": TELLS_THE_PAST
            | forgetting(person_id=Fate("delete", unless="state IN ('told', 'chosen', 'asked')")),
        },
    )

    cleaning_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("cleanings.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    batch: Mapped[int]  # of the notices
    state: Mapped[str]  # told chosen asked removed refused stays
    why: Mapped[str] = mapped_column(default="")
    key: Mapped[str] = mapped_column(default="")  # of the removal in the outbox
    asked_at: Mapped[datetime | None]  # when it was put there


class Spared(Base):
    """Somebody who is never cleaned away."""

    __tablename__ = "cleaning_spared"
    __table_args__ = {
        "sqlite_with_rowid": False,
        "info": TELLS_THE_PAST | forgetting(person_id=DELETED, by_id=MOVED),
    }

    group_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("groups.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    by_id: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime]
