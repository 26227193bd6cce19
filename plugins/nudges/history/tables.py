"""Who stands for whom in exported logs."""

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import MOVED, TELLS_THE_PAST, Base, forgetting


class HistorySender(Base):
    """Whom a sender of a group's log was taken for; a later import keeps to it, whatever people are called by then."""

    __tablename__ = "history_senders"
    __table_args__ = (
        Index(None, "person_id"),
        {"sqlite_with_rowid": False, "info": TELLS_THE_PAST | forgetting(person_id=MOVED)},
    )

    group_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("groups.id"), primary_key=True)
    sender: Mapped[str] = mapped_column(primary_key=True)  # sha256 of the id or the name in the log
    person_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("people.id"))
