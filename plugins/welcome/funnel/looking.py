"""Reading how far newcomers got, outside any transaction."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from bot.context import Context
from bot.times.recurrence import to_utc
from plugins.welcome.funnel import rules, store
from plugins.welcome.funnel.rules import Count, DayKey
from plugins.welcome.funnel.showing import Asked
from plugins.welcome.funnel.store import Part
from storage.engine import Database
from storage.names import names_of


@dataclass(frozen=True, slots=True)
class Look:
    """Whose newcomers are looked at, since when, and how they are told apart."""

    db: Database
    account_id: int
    groups: Collection[int]
    now: datetime
    zone: str
    asked: Asked
    part: Part

    @classmethod
    def of(cls, ctx: Context, asked: Asked, part: Part) -> Self:
        """The groups at hand now."""
        groups = tuple(group.id for group in ctx.groups)
        return cls(ctx.services.db, ctx.account_id, groups, ctx.now, ctx.services.settings.zone, asked, part)

    @property
    def since(self) -> datetime:
        """The beginning of the first day."""
        first = rules.date_of(self.asked.today) - timedelta(days=self.asked.days)
        return to_utc(datetime.combine(first, datetime.min.time()), self.asked.zone)

    async def counts(self) -> Mapping[DayKey, Count]:
        """Who joined, with what no night has settled yet."""
        async with self.db.read() as session:
            settled = await store.unsettled(session, self.account_id, self.now, self.zone, self.groups, self.part)
            counted = await store.counts(session, self.groups, self.since, self.part)
        return store.with_settled(counted, settled, self.since)

    async def names(self, people: Collection[int]) -> Mapping[int, str]:
        """What they are called, in the group if it is one."""
        group_id, *others = self.groups
        async with self.db.read() as session:
            return await names_of(session, 0 if others else group_id, sorted(people))
