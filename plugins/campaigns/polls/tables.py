"""Polls, and what each member has voted."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.phrases import Language
from storage.base import MADE, Base, BigId, Fate, forgetting, kept

IS_OPEN = "EXISTS (SELECT 1 FROM campaign_polls p WHERE p.id = campaign_poll_votes.poll_id AND p.closed_at IS NULL)"


class Poll(Base):
    """A question to a group. What was voted is counted for good in `counts` when it ends."""

    __tablename__ = "campaign_polls"
    __table_args__ = (
        Index(None, "campaign_id"),
        Index(None, "group_id", "id"),
        Index(
            "ix_campaign_polls_open",
            "group_id",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        # a number once shown in a group never means another poll
        {"sqlite_autoincrement": True, "info": forgetting(author_id=kept(MADE))},
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(BigInteger)
    group_id: Mapped[int] = mapped_column(BigInteger)
    campaign_id: Mapped[int | None] = mapped_column(BigInteger)
    author_id: Mapped[int] = mapped_column(BigInteger)
    question: Mapped[str]
    options: Mapped[list[str]] = mapped_column(JSON)
    choices: Mapped[int]  # how many of them one member may choose
    is_anonymous: Mapped[bool]
    language: Mapped[Language] = mapped_column(String)
    zone: Mapped[str]
    opened_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    is_cancelled: Mapped[bool] = mapped_column(default=False)
    counts: Mapped[list[int]] = mapped_column(JSON, default=list[int])  # by option, once it has ended
    voters: Mapped[int] = mapped_column(default=0)  # once it has ended
    listed: Mapped[int] = mapped_column(default=0)  # how often it was told how things stand
    listed_at: Mapped[datetime | None]  # when last
    lists_at: Mapped[datetime | None]  # when it will be; null: nothing is new


class PollVote(Base):
    """What somebody has voted: bit n of `mask` is option n. Of an anonymous poll it is 0 once that has ended."""

    __tablename__ = "campaign_poll_votes"
    __table_args__ = (
        Index(None, "person_id"),
        {"sqlite_with_rowid": False, "info": forgetting(person_id=Fate("move", unless=IS_OPEN))},
    )

    poll_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    mask: Mapped[int]
    at: Mapped[datetime]
