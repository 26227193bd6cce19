"""The declarative base all tables share, and the column types that keep time honest."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import BigInteger, Integer, MetaData
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
DAY_MS = 86_400_000

TELLS_THE_PAST = {"past": True}
"""As `info` of a plugin's table: nothing that is still to come depends on its rows, so no rehearsal needs them."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of rows when somebody whose key one of their columns holds wants to be forgotten.

    Moved ones become a nameless person's, whom nothing links to who it was: counts stay. What is kept says `why`.
    `blank` empties columns; `numbers` are columns that hold the key as text. Rows for which the SQL `unless` holds are
    still needed: they wait until it does not.
    """

    does: Literal["delete", "move", "keep"]
    why: str = ""
    blank: Mapping[str, Any] = field(default_factory=dict[str, Any])
    numbers: tuple[str, ...] = ()
    unless: str = ""


DELETED, MOVED = Fate("delete"), Fate("move")
FORGOTTEN = "forgotten:"
"""How the platform ids of nameless people begin; no platform knows them."""
MADE = "made for groups, and theirs"


def kept(why: str, **blank: Any) -> Fate:
    """Rows that stay, for a reason, but for what they say in the columns to blank."""
    return Fate("keep", why, blank)


def forgetting(**fates: Fate) -> dict[str, Any]:
    """As `info` of a table: the fate of its rows, by each column that holds a person's key."""
    return {"forget": fates}


# SQLite only auto-numbers a column declared exactly INTEGER.
BigId = BigInteger().with_variant(Integer(), "sqlite")


def to_ms(moment: datetime) -> int:
    """An aware datetime as milliseconds since 1970 UTC; a naive one is refused."""
    if moment.tzinfo is None:
        raise ValueError(f"a moment needs a time zone, got the naive {moment!r}")
    since = moment - EPOCH
    return since.days * DAY_MS + since.seconds * 1000 + since.microseconds // 1000


def from_ms(ms: int) -> datetime:
    """The UTC moment that `to_ms` made into milliseconds."""
    return EPOCH + timedelta(milliseconds=ms)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, kept as milliseconds since 1970 UTC in both databases; refuses naive values."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Milliseconds for the driver."""
        return None if value is None else to_ms(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """An aware UTC datetime for the code."""
        return None if value is None else from_ms(int(value))


class Base(DeclarativeBase):
    """Parent of every table, the plugins' included, so one Alembic history sees them all."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime}
