"""Who stands at a group's threshold."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import MOVED, TELLS_THE_PAST, Base, Fate, forgetting


class Applicant(Base):
    """Somebody who has yet to pass, or no longer: then `ended` says how. Who joins again begins anew."""

    __tablename__ = "welcome_applicants"
    __table_args__ = (
        Index(
            "ix_welcome_applicants_waiting",
            "person_id",
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        {
            "sqlite_with_rowid": False,
            "info": TELLS_THE_PAST | forgetting(person_id=Fate("delete", unless="ended_at IS NULL"), by_id=MOVED),
        },
    )

    group_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    number: Mapped[int]  # in the group's list, theirs while they wait
    joined_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]
    is_told: Mapped[bool] = mapped_column(default=False)  # the question, in private
    attempts: Mapped[int] = mapped_column(default=0)  # wrong answers given to the bot
    lines: Mapped[int] = mapped_column(default=0)  # of talk in the group that were looked at
    reminded_at: Mapped[datetime | None]
    warned_at: Mapped[datetime | None]  # that they will be removed
    reported_at: Mapped[datetime | None]  # to the owner
    removal: Mapped[str] = mapped_column(default="")  # asked | done | refused
    removing_at: Mapped[datetime | None]
    by_id: Mapped[int | None] = mapped_column(BigInteger)  # who wants them removed; nobody where the bot does by itself
    ended_at: Mapped[datetime | None]
    ended: Mapped[str] = mapped_column(default="")  # passed | let | left | closed
    told_at: Mapped[datetime | None]  # that they have passed
