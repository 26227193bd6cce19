"""Lists of codes, the groups each is for, and who has which code."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.phrases import Language
from storage.base import MADE, TELLS_THE_PAST, Base, BigId, Fate, forgetting, kept

FREE = "person_id IS NULL"
KEPT = "state = 'kept'"
LIST_IS_OPEN = (
    "EXISTS (SELECT 1 FROM campaign_code_lists l WHERE l.id = campaign_codes.list_id AND l.closed_at IS NULL)"
)


class CodeList(Base):
    """Codes that members get one each of. A campaign's own is opened by its phase; only its author sees into it."""

    __tablename__ = "campaign_code_lists"
    __table_args__ = (
        Index(None, "author_id", "id"),
        Index(None, "campaign_id"),
        # a number once shown in a group never means another list
        {"sqlite_autoincrement": True, "info": forgetting(author_id=kept(MADE))},
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(BigInteger)
    campaign_id: Mapped[int | None] = mapped_column(BigInteger)
    author_id: Mapped[int] = mapped_column(BigInteger)
    title: Mapped[str]
    language: Mapped[Language] = mapped_column(String)
    zone: Mapped[str]
    condition: Mapped[str]  # joined | spoke | signup; empty: whoever is in one of the groups
    days: Mapped[int]  # of the condition
    total: Mapped[int]  # codes, also the last number of one
    created_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]  # null: its campaign has not come to it
    closes_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    looks_at: Mapped[datetime | None]  # when is looked at what has become of codes; null: nothing is new


class CodePlace(Base):
    """A group in which a list can be asked for."""

    __tablename__ = "campaign_code_places"
    __table_args__ = (Index(None, "group_id"), {"sqlite_with_rowid": False})

    list_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    group_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    told_at: Mapped[datetime | None]  # when people were last told there to write to the bot


class Code(Base):
    """One code; once it is somebody's it is never anybody else's.

    It is sent under `codes:<list>:<number>:<attempt>`.
    """

    __tablename__ = "campaign_codes"
    __table_args__ = (
        UniqueConstraint("list_id", "code"),
        UniqueConstraint("list_id", "person_id"),
        Index("ix_campaign_codes_free", "list_id", "number", sqlite_where=text(FREE), postgresql_where=text(FREE)),
        Index("ix_campaign_codes_kept", "person_id", sqlite_where=text(KEPT), postgresql_where=text(KEPT)),
        {"sqlite_with_rowid": False, "info": TELLS_THE_PAST | forgetting(person_id=Fate("move", unless=LIST_IS_OPEN))},
    )

    list_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    state: Mapped[str]  # free | kept (until they write to the bot) | sent (on its way) | arrived
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    group_id: Mapped[int | None] = mapped_column(BigInteger)  # where they asked
    taken_at: Mapped[datetime | None]
    attempt: Mapped[int]
    is_told: Mapped[bool]  # in the group, that it is kept for them
