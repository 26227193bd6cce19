"""Series and their queued issues."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, BigId


class Series(Base):
    """A named queue; when and where it is posted is told by its drop (`source` "series", `source_id` this id)."""

    __tablename__ = "series"
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str]
    is_evergreen: Mapped[bool] = mapped_column(default=False)  # 循环: an empty queue begins again, oldest use first
    starts_on: Mapped[int | None]  # of a course: YYYYMMDD, day 1
    served: Mapped[int] = mapped_column(default=0)  # the number of the last issue posted
    low_told_at: Mapped[datetime | None]
    empty_told_at: Mapped[datetime | None]


class Issue(Base):
    """One issue of a series. `place` orders those that wait."""

    __tablename__ = "series_issues"
    __table_args__ = (Index(None, "series_id", "place"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    series_id: Mapped[int] = mapped_column(BigInteger)
    place: Mapped[int]
    course_day: Mapped[int | None]  # 第3天 of a course
    contents: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    number: Mapped[int | None]  # the issue number it was last posted under
    posted_at: Mapped[datetime | None]
