"""What is dropped where, which groups want none of it, and what came of each time."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.phrases import Language
from storage.base import MADE, Base, BigId, forgetting, kept


class Drop(Base):
    """Something posted by a schedule: a text, an issue of a series, a pick from the library, news of a feed.

    When, in which zone, until when and whether it is paused is told by its row in `schedules`, keyed `drop:<id>`.
    `group_id` or `tag` says where; `tag` may be several with blanks between, its groups are those that have one of
    them, and that its author manages, when it fires.
    """

    __tablename__ = "drops"
    __table_args__ = (
        Index(None, "group_id", "id"),
        Index(None, "account_id", "tag", "id"),
        Index(None, "source", "source_id"),
        UniqueConstraint("schedule_id"),
        # a number once shown to an admin never means another drop
        {"sqlite_autoincrement": True, "info": forgetting(author_id=kept(MADE))},
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(BigInteger)
    group_id: Mapped[int | None] = mapped_column(BigInteger)
    tag: Mapped[str | None]
    author_id: Mapped[int] = mapped_column(BigInteger)
    schedule_id: Mapped[int] = mapped_column(BigInteger)
    source: Mapped[str]  # body | library | series | feed
    source_id: Mapped[int | None] = mapped_column(BigInteger)  # of the series or the feed
    title: Mapped[str]
    contents: Mapped[list[dict[str, Any]]] = mapped_column(JSON)  # of a body, in order; texts are templates
    words: Mapped[str] = mapped_column(default="", server_default="")  # title and text in small letters, to search
    args: Mapped[dict[str, Any]] = mapped_column(JSON)  # of another source: {"tag": …, "rest_days": 30} of the library
    language: Mapped[Language] = mapped_column(String)
    is_promo: Mapped[bool] = mapped_column(default=False)
    is_must: Mapped[bool] = mapped_column(default=False)  # #必发: the fatigue guard lets it pass
    created_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]  # kept for a while so that deleting can be undone
    renewal_asked_at: Mapped[datetime | None]
    served: Mapped[int] = mapped_column(default=0, server_default="0")  # how many times it has gone out
    first_at: Mapped[datetime | None]  # the first of these moments


class DropOptOut(Base):
    """A group that does not want one drop of its set."""

    __tablename__ = "drop_opt_outs"
    __table_args__ = (Index(None, "group_id"), {"sqlite_with_rowid": False})

    drop_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    group_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)


class DropPost(Base):
    """One moment of a drop in one group; what became of it is in the outbox under `drop:<drop>:<due ms>:<group>`.

    `outcome` is set where nothing was posted: left, paused, opted_out.
    """

    __tablename__ = "drop_posts"
    __table_args__ = (Index(None, "group_id", "due_at"), {"sqlite_with_rowid": False})

    drop_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    due_at: Mapped[datetime] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    outcome: Mapped[str | None]


class DropEffect(Base):
    """How much was said in a group in the hour after a drop came, or at the same time on a day it did not."""

    __tablename__ = "drop_effects"
    __table_args__ = (Index(None, "group_id", "at"), {"sqlite_with_rowid": False})

    drop_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    at: Mapped[datetime] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    is_control: Mapped[bool] = mapped_column(default=False)  # a day without it
    messages: Mapped[int]
    speakers: Mapped[int]
