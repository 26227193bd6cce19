"""What members told of themselves: whoever wants to suit them reads it here."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, Index, true
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import DELETED, TELLS_THE_PAST, Base, forgetting, kept


class Card(Base):
    """Somebody's card in a group, and whether they may be introduced to others; without `told_at` there is none."""

    __tablename__ = "welcome_cards"
    __table_args__ = {
        "sqlite_with_rowid": False,
        "info": TELLS_THE_PAST
        | forgetting(person_id=kept("who wants no introduction", told={}, words=[], told_at=None, thanked_at=None)),
    }

    group_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    told: Mapped[dict[str, str]] = mapped_column(JSON)  # by the field's name
    words: Mapped[list[str]] = mapped_column(JSON)  # what stood with a # outside of any field
    is_willing: Mapped[bool] = mapped_column(default=True, server_default=true())
    told_at: Mapped[datetime | None]
    thanked_at: Mapped[datetime | None]


class CardTag(Base):
    """One thing a card says, as it is found by: folded; `field` is empty for what stood in none."""

    __tablename__ = "welcome_card_tags"
    __table_args__ = (
        Index(None, "group_id", "person_id"),
        {"sqlite_with_rowid": False, "info": TELLS_THE_PAST | forgetting(person_id=DELETED)},
    )

    group_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    tag: Mapped[str] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
