"""Who has joined and is not welcomed yet."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base


class Newcomer(Base):
    """Somebody waiting to be welcomed; `place` orders those who joined in the same moment."""

    __tablename__ = "welcome_newcomers"
    __table_args__ = {"sqlite_with_rowid": False}

    group_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    joined_at: Mapped[datetime]
    place: Mapped[int]
    greet_at: Mapped[datetime]
