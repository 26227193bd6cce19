"""Who has been made known to whom."""

from datetime import datetime

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import MOVED, TELLS_THE_PAST, Base, forgetting


class CardTie(Base):
    """The bot made `person_id`, whose card was new, and `to_id` known to each other; it never does so again."""

    __tablename__ = "welcome_card_ties"
    __table_args__ = (
        Index(None, "to_id"),
        Index(None, "group_id", "at"),
        {"sqlite_with_rowid": False, "info": TELLS_THE_PAST | forgetting(person_id=MOVED, to_id=MOVED)},
    )

    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    to_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    group_id: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime]
