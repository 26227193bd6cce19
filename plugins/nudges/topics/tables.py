"""The topics that owners add."""

from datetime import datetime

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import MADE, Base, BigId, forgetting, kept


class OwnTopic(Base):
    """A topic of one group's or of a set of groups; `group_id` or `tag` says which (bot/audience.py)."""

    __tablename__ = "nudge_topics"
    __table_args__ = (
        Index(None, "group_id", "id"),
        Index(None, "account_id", "tag", "id"),
        # a number once shown to an admin never means another topic
        {"sqlite_autoincrement": True, "info": forgetting(author_id=kept(MADE))},
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(BigInteger)
    group_id: Mapped[int | None] = mapped_column(BigInteger)
    tag: Mapped[str | None]
    author_id: Mapped[int] = mapped_column(BigInteger)
    text: Mapped[str]
    created_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]
