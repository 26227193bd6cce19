"""Sign-ups and who is on their lists."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.phrases import Language
from storage.base import MADE, TELLS_THE_PAST, Base, BigId, Fate, forgetting, kept

IS_OPEN = (
    "EXISTS (SELECT 1 FROM campaign_signups s WHERE s.id = campaign_signup_entries.signup_id AND s.closed_at IS NULL)"
)


class Signup(Base):
    """A sign-up in a group. `taken` and `waiting` are the people (not the entries) in and on the waiting list."""

    __tablename__ = "campaign_signups"
    __table_args__ = (
        Index(None, "campaign_id"),
        Index(None, "group_id", "id"),
        Index(
            "ix_campaign_signups_open",
            "group_id",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        # a number once shown in a group never means another sign-up
        {"sqlite_autoincrement": True, "info": forgetting(author_id=kept(MADE))},
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(BigInteger)
    group_id: Mapped[int] = mapped_column(BigInteger)
    campaign_id: Mapped[int | None] = mapped_column(BigInteger)
    author_id: Mapped[int] = mapped_column(BigInteger)
    title: Mapped[str]
    cap: Mapped[int | None]  # null: as many as come
    starts_at: Mapped[datetime | None]
    time_said: Mapped[str]  # when it is, in words that are no moment
    place: Mapped[str]
    language: Mapped[Language] = mapped_column(String)
    zone: Mapped[str]
    opened_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    entered: Mapped[int] = mapped_column(default=0, server_default="0")  # the last number that an entry was given
    taken: Mapped[int] = mapped_column(default=0, server_default="0")
    waiting: Mapped[int] = mapped_column(default=0, server_default="0")
    listed_at: Mapped[datetime | None]  # when the list was last posted
    lists_at: Mapped[datetime | None]  # when it will be; null: nothing is new


class SignupEntry(Base):
    """Somebody on a list, by `who`: a member's number, or `=` and the name of somebody who is no member we know."""

    __tablename__ = "campaign_signup_entries"
    __table_args__ = (
        Index(None, "person_id"),
        {
            "sqlite_with_rowid": False,
            "info": forgetting(
                person_id=Fate("move", blank={"name": "", "note": ""}, numbers=("who",), unless=IS_OPEN)
            ),
        },
    )

    signup_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    who: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]  # in the order of coming; never given to anybody else
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    name: Mapped[str]  # as it was written; empty for a member who signed up themselves
    heads: Mapped[int]
    note: Mapped[str]
    state: Mapped[str]  # in | waiting | out
    at: Mapped[datetime]


class SignupCopies(Base):
    """The last lists that went through the group, ours and pasted ones, so that a name one lacks is noticed."""

    __tablename__ = "campaign_signup_copies"
    __table_args__ = {"info": TELLS_THE_PAST}

    signup_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    copies: Mapped[list[list[int]]] = mapped_column(JSON)  # of each the numbers on it
