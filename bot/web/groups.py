"""The groups that somebody manages, searched and page by page."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, select

from bot.services import Services
from bot.targets import managed
from storage.engine import ReadSession
from storage.tables import Group, GroupTag, Person

LISTED = 50
MOST_PAGES = 1000
LONGEST_SEARCH = 60


class Found(NamedTuple):
    """A page of them, and how many there are in all."""

    groups: Sequence[Group]
    total: int

    @property
    def pages(self) -> int:
        """How many pages they fill."""
        return -(-self.total // LISTED)


async def search(session: ReadSession, services: Services, person: Person, q: str, page: int) -> Found:
    """Those whose name holds `q`, or that have it as a tag; all of them where it is empty."""
    mine = await managed(session, services.account_id, person, frozenset(services.settings.operators))
    if q := " ".join(q.replace("\0", "").split())[:LONGEST_SEARCH]:
        tagged = select(GroupTag.group_id).where(
            GroupTag.account_id == services.account_id, GroupTag.tag == q.removeprefix("#")
        )
        mine = mine.where(Group.name.icontains(q, autoescape=True) | Group.id.in_(tagged))
    total = await session.scalar(select(func.count()).select_from(mine.order_by(None).subquery())) or 0
    return Found((await session.scalars(mine.offset((page - 1) * LISTED).limit(LISTED))).all(), total)
