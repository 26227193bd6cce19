"""Feeds and what was seen of them."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, BigId


class Feed(Base):
    """An RSS or Atom source; when and where its news are posted is told by its drop (`source` "feed")."""

    __tablename__ = "feeds"
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(BigInteger)
    url: Mapped[str]
    title: Mapped[str]
    most: Mapped[int] = mapped_column(default=3)  # news in one post
    template: Mapped[str] = mapped_column(default="")
    etag: Mapped[str | None]
    modified: Mapped[str | None]
    posted: Mapped[int] = mapped_column(default=0)  # news that went out
    passed_over: Mapped[int] = mapped_column(default=0)  # news that did not, being more than `most` at once
    checked_at: Mapped[datetime | None]  # when it was last had
    failures: Mapped[int] = mapped_column(default=0)
    failing_since: Mapped[datetime | None]
    trouble: Mapped[str | None]  # why it can't be had, in words
    not_before: Mapped[datetime | None]  # it backs off after failures
    told_dead_at: Mapped[datetime | None]
    recovered_at: Mapped[datetime | None]


class FeedSeen(Base):
    """An entry that was seen, by a hash of its id; kept beyond the feed's window so that it never comes twice."""

    __tablename__ = "feed_seen"
    __table_args__ = {"sqlite_with_rowid": False}

    feed_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    entry: Mapped[str] = mapped_column(primary_key=True)
    seen_at: Mapped[datetime]
    posted_at: Mapped[datetime | None]  # the moment whose message it was in
