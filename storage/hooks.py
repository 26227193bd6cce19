"""Where programs want to be told what happened, and what is still to be told."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import DELETED, Base, BigId, forgetting


class Hook(Base):
    """An address of somebody's that is told what happens in the groups they manage; its secret signs what is sent."""

    __tablename__ = "hooks"
    __table_args__ = (
        Index(None, "account_id"),
        Index(None, "person_id"),
        {"sqlite_autoincrement": True, "info": forgetting(person_id=DELETED)},
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("accounts.id"))
    person_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("people.id"))
    url: Mapped[str]
    secret: Mapped[str]
    created_at: Mapped[datetime]
    taken_at: Mapped[datetime | None]  # when it last took something
    ended_at: Mapped[datetime | None]  # since when nothing is sent there any more


class Notice(Base):
    """One thing that one hook is told, by its cause: first `waiting`, then `sending` under a lease, `sent` or `failed`.

    What is over says nothing any more.
    """

    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint("hook_id", "key"),
        Index(None, "account_id", "state", "next_at"),
        Index(None, "created_at"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(BigInteger)
    hook_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("hooks.id", ondelete="CASCADE"))
    key: Mapped[str]
    kind: Mapped[str]
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime]
    next_at: Mapped[datetime]
    state: Mapped[str]
    lease: Mapped[str | None]
    attempts: Mapped[int]
    why: Mapped[str]
