"""How warm each group is, and what hours of its week it usually talks in."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from storage import hours as hours
from storage.base import TELLS_THE_PAST, Base


class Pulse(Base):
    """What was found of a group when it was last looked at; `profile` is a byte for each hour of the local week.

    Monday 00:00 comes first; 255 stands for an hour in which somebody always talks, 0 for one in which nobody does.
    """

    __tablename__ = "nudge_pulses"
    __table_args__ = {"info": TELLS_THE_PAST}

    group_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("groups.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(BigInteger)
    heard_since: Mapped[datetime]  # since when the bot has been there without a break
    last_hour: Mapped[int | None]  # the latest in which somebody talked, counted since 1970 UTC
    profile: Mapped[bytes | None] = mapped_column(LargeBinary)
    judged_day: Mapped[int | None]  # the local day of the last judgement
    temperature: Mapped[str]  # forming | active | cooling | dead
    since: Mapped[datetime]
    told: Mapped[str]  # the last one its owner was told of
    messages_ratio: Mapped[float | None]  # of the last week to the group's own usual one
    speakers_ratio: Mapped[float | None]


class Heard(Base):
    """Up to which message an account's hours are counted."""

    __tablename__ = "nudge_heard"
    __table_args__ = {"info": TELLS_THE_PAST}

    account_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    message_id: Mapped[int] = mapped_column(BigInteger)
