"""Group buys and who wants how many."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.phrases import Language
from storage.base import MADE, Base, BigId, Fate, forgetting, kept

IS_OPEN = "EXISTS (SELECT 1 FROM campaign_groupbuys g WHERE g.id = groupbuy_id AND g.closed_at IS NULL)"


class Groupbuy(Base):
    """A group buy. `taken` is how many are wanted of it; `told` the highest level of it the group has heard of."""

    __tablename__ = "campaign_groupbuys"
    __table_args__ = (
        Index(None, "campaign_id"),
        Index(None, "group_id", "id"),
        Index(
            "ix_campaign_groupbuys_open",
            "group_id",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index(
            "ix_campaign_groupbuys_unreported",
            "to_id",
            sqlite_where=text("to_id IS NOT NULL"),
            postgresql_where=text("to_id IS NOT NULL"),
        ),
        # a number once shown in a group never means another group buy
        {"sqlite_autoincrement": True, "info": forgetting(author_id=kept(MADE), to_id=kept(MADE))},
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(BigInteger)
    group_id: Mapped[int] = mapped_column(BigInteger)
    campaign_id: Mapped[int | None] = mapped_column(BigInteger)
    author_id: Mapped[int] = mapped_column(BigInteger)
    item: Mapped[str]
    unit: Mapped[str]
    currency: Mapped[str]
    tiers: Mapped[list[list[str]]] = mapped_column(JSON)  # of each the number and the price, the fewest first
    each: Mapped[int | None]  # null: one may have as many as they like
    stock: Mapped[int | None]  # null: so may all together
    next_step: Mapped[str]  # the author's words for those who got it; empty for ours
    language: Mapped[Language] = mapped_column(String)
    zone: Mapped[str]
    opened_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(
        default="", server_default=""
    )  # empty while open | reached | short | cancelled
    taken: Mapped[int] = mapped_column(default=0, server_default="0")
    told: Mapped[int] = mapped_column(default=0, server_default="0")
    told_at: Mapped[datetime | None]
    tells_at: Mapped[datetime | None]  # when the group hears of it next; null: nothing is new
    to_id: Mapped[int | None] = mapped_column(BigInteger)  # to whom its list is still to be sent


class GroupbuyEntry(Base):
    """How many somebody wants, since when."""

    __tablename__ = "campaign_groupbuy_entries"
    __table_args__ = (
        Index(None, "person_id"),
        {"sqlite_with_rowid": False, "info": forgetting(person_id=Fate("move", unless=IS_OPEN))},
    )

    groupbuy_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    quantity: Mapped[int]
    state: Mapped[str]  # in | out | left
    at: Mapped[datetime]
