"""When the bot was not in a group that it came back to: what was said there meanwhile nobody knows."""

from datetime import UTC, datetime

from sqlalchemy import BigInteger, ForeignKey, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.context import Context
from bot.events import Added, Removed
from storage.base import TELLS_THE_PAST, Base

LASTING = datetime(9999, 1, 1, tzinfo=UTC)
"""When one ends that has not ended."""


class GroupAbsence(Base):
    """A stretch of time between leaving a group and coming back."""

    __tablename__ = "group_absences"
    __table_args__ = {"sqlite_with_rowid": False, "info": TELLS_THE_PAST}

    group_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("groups.id"), primary_key=True)
    since: Mapped[datetime] = mapped_column(primary_key=True)
    until: Mapped[datetime]


async def gone(ctx: Context, removed: Removed) -> None:
    """From now on nothing is heard of the group."""
    await _end(ctx, removed.group_id, removed.at)
    await ctx.session.merge(GroupAbsence(group_id=removed.group_id, since=removed.at, until=LASTING))


async def back(ctx: Context, added: Added) -> None:
    """It is heard again."""
    await _end(ctx, added.group_id, added.at)


async def _end(ctx: Context, group_id: int, at: datetime) -> None:
    lasting = GroupAbsence.group_id == group_id, GroupAbsence.until == LASTING
    await ctx.session.execute(update(GroupAbsence).where(*lasting).values(until=at))
