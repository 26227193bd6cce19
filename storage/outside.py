"""Who comes in from outside the chats, in a browser or by a program, and what they had done there."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import DELETED, Base, BigId, forgetting
from storage.tables import CLUSTERED


class Pass(Base):
    """A secret that lets a person in from outside the chats: a link once, a browser's session, a program's token.

    What is kept is only what tells it when it is shown.
    """

    __tablename__ = "passes"
    __table_args__ = (
        UniqueConstraint("sha256"),
        Index(None, "person_id", "kind"),
        Index(None, "expires_at"),
        {"info": forgetting(person_id=DELETED)},
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("accounts.id"))
    person_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("people.id"))
    kind: Mapped[str]  # link | session | token
    sha256: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]


class Order(Base):
    """What somebody had done on a page or by a program, by the caller's own key, and what was answered."""

    __tablename__ = "orders"
    __table_args__ = (Index(None, "at"), CLUSTERED | {"info": forgetting(person_id=DELETED)})

    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime]
    digest: Mapped[str]
    answer: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
