"""What an owner keeps for posting."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import MADE, Base, BigId, forgetting, kept


class Material(Base):
    """One text, picture, link or file. It belongs to whoever saved it and serves all groups they manage."""

    __tablename__ = "library"
    __table_args__ = (
        Index(None, "account_id", "owner_id", "id"),
        {"sqlite_autoincrement": True, "info": forgetting(owner_id=kept(MADE))},
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(BigInteger)
    owner_id: Mapped[int] = mapped_column(BigInteger)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    words: Mapped[str]  # what a search looks through: the text, the title, the file's name
    used: Mapped[int] = mapped_column(default=0)
    last_used_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]


class MaterialTag(Base):
    """A tag of a material."""

    __tablename__ = "library_tags"
    __table_args__ = (Index(None, "account_id", "tag", "material_id"), {"sqlite_with_rowid": False})

    material_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    tag: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(BigInteger)
