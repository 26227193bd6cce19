"""Who is being forgotten, and how far that has come."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import TELLS_THE_PAST, Base, forgetting, kept

UNTIL = "until everything is forgotten"


class Forgetting(Base):
    """Somebody who wants to be forgotten. The row goes when that is done; then nothing tells who `to_id` was.

    First everything is gone through, from `place` (a table, or a column in one) and in a long table from the row
    `after`; once they were told, what was still needed then is looked at each day.
    """

    __tablename__ = "privacy_forgettings"
    __table_args__ = {"info": TELLS_THE_PAST | forgetting(person_id=kept(UNTIL), to_id=kept(UNTIL))}

    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    account_id: Mapped[int] = mapped_column(BigInteger)
    to_id: Mapped[int | None] = mapped_column(BigInteger)  # the nameless person who has their counts
    asked_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(default="", server_default="")
    after: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    looks_at: Mapped[datetime]  # when it goes on
    told_at: Mapped[datetime | None]
