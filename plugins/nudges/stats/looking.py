"""Reading what was counted, outside any transaction."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from sqlalchemy import select

from bot.context import Context
from bot.pages import Look as Seen
from bot.times.localday import day_number, local_day
from plugins.nudges.absences import GroupAbsence
from plugins.nudges.hearing import Gap, before, gaps_of, heard, merged
from plugins.nudges.stats import rules
from plugins.nudges.stats.rules import Report, Span, Standing, Talk
from plugins.nudges.stats.store import Counts
from storage.base import to_ms
from storage.bulk import in_batches
from storage.engine import Database, ReadSession
from storage.hours import heard_before
from storage.names import names_of


@dataclass(frozen=True, slots=True)
class Look:
    """Which groups of an account are looked at, by when the bot came to each, and over which days."""

    db: Database
    account_id: int
    came: dict[int, datetime]
    span: Span
    zone: str

    @classmethod
    def of(cls, ctx: Context | Seen, days: int) -> Self:
        """The groups at hand now."""
        today = rules.date_of(local_day(to_ms(ctx.now), ctx.zone))
        came = {group.id: group.joined_at for group in ctx.groups}
        return cls(ctx.services.db, ctx.account_id, came, Span.of(today, days, ctx.zone), ctx.zone)

    async def report(self) -> Report:
        """All that is to be told of them."""
        async with self.db.read() as session:
            return await self.read(session)

    async def read(self, session: ReadSession) -> Report:
        """The same, where one reads already."""
        today = day_number(self.span.today)
        gaps = await self._gaps(session)
        counts = Counts(await session.connection(), self.came, self.span)
        now, earlier, speakers = await counts.talk()
        standing = await counts.standing(speakers)
        by_day, helpers = await counts.by_day(today), await counts.helpers()
        figures = {
            group: rules.figures(
                now.get(group, Talk()),
                earlier.get(group, Talk()),
                standing.get(group, Standing()),
                is_comparable=rules.is_comparable(self.span, gaps[group]),
            )
            for group in self.came
        }
        return Report(
            self.span,
            figures,
            {day: messages for day, (messages, _) in by_day.items() if day != today},
            Talk(*by_day.get(today, (0, 0))),
            await counts.hours(self.zone),
            helpers,
            await names_of(session, self._only, [helper.person_id for helper in helpers]),
            min(_unheard(self.span, each) for each in gaps.values()),
        )

    @property
    def _only(self) -> int:
        """The group whose names for people are used; of several none."""
        group_id, *others = self.came
        return 0 if others else group_id

    async def _gaps(self, session: ReadSession) -> dict[int, Sequence[Gap]]:
        """By group when nothing was heard of it."""
        of_account = await gaps_of(session, self.account_id, self.span.before.since)
        told = await heard_before(session, list(self.came))
        away: dict[int, list[Gap]] = defaultdict(list)
        for some in in_batches(list(self.came)):
            for absence in await session.scalars(select(GroupAbsence).where(GroupAbsence.group_id.in_(some))):
                away[absence.group_id].append(Gap(absence.since, absence.until))
        return {
            group: merged([*of_account, *away[group], *before(at, told.get(group, []))])
            for group, at in self.came.items()
        }


def _unheard(span: Span, gaps: Sequence[Gap]) -> timedelta:
    return span.now.until - span.now.since - heard(span.now.since, span.now.until, gaps)
