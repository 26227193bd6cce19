"""Lotteries, who entered and who won. The secret of each has a table of its own, which no copy of the state takes."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from bot.phrases import Language
from plugins.campaigns.lottery.draw import Seed
from storage.base import MADE, TELLS_THE_PAST, Base, BigId, Fate, forgetting, kept

IS_OPEN = (
    "EXISTS (SELECT 1 FROM campaign_lotteries l WHERE l.id = campaign_lottery_entries.lottery_id "
    "AND (l.state IN ('open', 'frozen') OR EXISTS (SELECT 1 FROM campaign_lottery_wins w "
    "WHERE w.lottery_id = l.id AND w.state = 'won')))"
)


class Sealed(TypeDecorator[Seed]):
    """A secret, given to the driver so that no message about a statement can show it."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Seed | None, dialect: Dialect) -> Any:
        """Its bytes as a view, whose repr says nothing."""
        return None if value is None else memoryview(value.to_bytes())

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Seed | None:
        """The secret, which does not show itself either."""
        return None if value is None else Seed(bytes(value))


class Lottery(Base):
    """A lottery in a group. `entered` is the last number an entry was given, `listed` the last one shown there."""

    __tablename__ = "campaign_lotteries"
    __table_args__ = (
        Index(None, "campaign_id"),
        Index(None, "group_id", "id"),
        Index(
            "ix_campaign_lotteries_open",
            "group_id",
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
        # a number once shown in a group never means another lottery
        {"sqlite_autoincrement": True, "info": forgetting(author_id=kept(MADE))},
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(BigInteger)
    group_id: Mapped[int] = mapped_column(BigInteger)
    campaign_id: Mapped[int | None] = mapped_column(BigInteger)
    author_id: Mapped[int] = mapped_column(BigInteger)
    title: Mapped[str]
    prizes: Mapped[list[dict[str, Any]]] = mapped_column(JSON)  # name, count, item; in the order they are drawn
    member_days: Mapped[int]  # since how many days in the group; 0: does not matter
    spoken_days: Mapped[int]  # on how many of the last days they have spoken
    took_part: Mapped[int | None] = mapped_column(BigInteger)  # the campaign they have to have taken part in
    claim_days: Mapped[int]
    language: Mapped[Language] = mapped_column(String)
    zone: Mapped[str]
    state: Mapped[str]  # open | frozen | drawn | cancelled
    commitment: Mapped[str]
    opened_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    drawn_at: Mapped[datetime | None]
    entries_hash: Mapped[str | None]  # of the list that was frozen
    entered: Mapped[int] = mapped_column(default=0, server_default="0")
    listed: Mapped[int] = mapped_column(default=0, server_default="0")
    lists: Mapped[int] = mapped_column(default=0, server_default="0")  # how many lists were posted
    lists_at: Mapped[datetime | None]  # when the next one will be; null: nobody is new


class LotterySecret(Base):
    """What decides a lottery; nobody is shown it before the list is frozen."""

    __tablename__ = "campaign_lottery_secrets"
    __table_args__ = {"info": TELLS_THE_PAST}

    lottery_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    seed: Mapped[Seed] = mapped_column(Sealed)


class LotteryEntry(Base):
    """A member who entered, under a code that says nothing of who they are."""

    __tablename__ = "campaign_lottery_entries"
    __table_args__ = (
        UniqueConstraint("lottery_id", "code"),
        Index(None, "person_id"),
        {"sqlite_with_rowid": False, "info": TELLS_THE_PAST | forgetting(person_id=Fate("move", unless=IS_OPEN))},
    )

    lottery_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    code: Mapped[str]
    number: Mapped[int]  # in the order of coming
    at: Mapped[datetime]
    out: Mapped[str] = mapped_column(default="", server_default="")  # why not drawn among: left | admin | conditions


class LotteryWin(Base):
    """A place of the drawn order that had a prize: still to be claimed, claimed, or passed on to the next place."""

    __tablename__ = "campaign_lottery_wins"
    __table_args__ = (
        Index(None, "person_id"),
        {
            "sqlite_with_rowid": False,
            "info": TELLS_THE_PAST | forgetting(person_id=Fate("move", unless="state = 'won'")),
        },
    )

    lottery_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)  # from 1
    person_id: Mapped[int] = mapped_column(BigInteger)
    code: Mapped[str]
    prize: Mapped[int]  # which of the lottery's prizes, from 0
    state: Mapped[str]  # won | claimed | passed
    claim_by: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="", server_default="")  # why it was passed on
