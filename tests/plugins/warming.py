"""Groups with a past, written straight into the ledger, and the pass over them driven by hand."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select, update

from bot.scheduler import JobRun
from bot.scheduler.jobs import NOWHERE, Batch, NoBatch
from bot.times.localday import day_number
from plugins.nudges.temperature import jobs
from plugins.nudges.temperature.jobs import Findings
from plugins.nudges.temperature.judging import Facts
from plugins.nudges.temperature.looking import Place, look
from plugins.nudges.temperature.store import gaps_in_hours, hour_of
from plugins.nudges.temperature.tables import Pulse
from storage.engine import Database
from storage.hours import GroupHour
from storage.tables import Account, Activity, Group, Message, Person

ZONE = "Asia/Shanghai"
TODAY = date(2026, 3, 29)  # a Sunday
CAME = datetime.fromisoformat("2025-01-01T00:00:00+08:00")
NOW = datetime.fromisoformat("2026-03-30T01:05:00+08:00")

Talk = Callable[[int], Mapping[int, int]]
"""What was said so many days before that Sunday: messages by person."""


class Town:
    """An account with groups of 群主 9 and members 1 to 8."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.said: list[str] = []

    async def settle_in(self, *groups: int, came: datetime = CAME, zone: str | None = None) -> None:
        """The account, its people and these groups."""
        async with self.db.write() as session:
            if await session.get(Account, 1) is None:
                session.add(Account(id=1, platform="test", platform_id="bot", created_at=CAME))
                await session.flush()
                session.add_all(Person(id=id_, account_id=1, platform_id=f"p{id_}") for id_ in range(1, 10))
                await session.flush()
            for id_ in groups:
                name = {"name": f"群{id_}", "owner_id": 9}
                session.add(Group(id=id_, account_id=1, platform_id=f"g{id_}", joined_at=came, zone=zone, **name))

    async def talked(self, group_id: int, talk: Talk, days: int = 35, hour: int = 20, zone: str = ZONE) -> None:
        """What was said on the last days and on the one after, all within an hour of the day."""
        async with self.db.write() as session:
            for back in range(-1, days):
                day, said = TODAY - timedelta(days=back), {who: n for who, n in talk(back).items() if n}
                at = datetime.combine(day, time(hour), ZoneInfo(zone))
                rows = [
                    {"group_id": group_id, "day": day_number(day), "person_id": who, "messages": n}
                    for who, n in said.items()
                ]
                if rows:
                    await session.execute(insert(Activity), rows)
                    hours = {"group_id": group_id, "hour": hour_of(at), "messages": sum(said.values())}
                    await session.execute(insert(GroupHour), hours)

    async def looked(self, group_id: int, zone: str = ZONE, came: datetime = CAME) -> tuple[bytes | None, Facts]:
        """What is found of a group on the evening of that Sunday."""
        place = Place(group_id, zone, hour_of(came), day_number(TODAY))
        async with self.db.read() as session:
            [found] = [each async for each in look(session, [place], await gaps_in_hours(session, 1, NOW))]
        return found.profile, found.facts

    async def look_around(self, now: datetime = NOW) -> Findings:
        """What the pass finds at a moment."""
        async with self.db.lazy_read() as session:
            return await jobs.prepare(self._run(now, NoBatch(NOWHERE)), session)

    async def write(self, found: Findings, now: datetime = NOW) -> None:
        """Write it, in a transaction."""
        async with self.db.transaction() as connection:
            batch = Batch(connection)
            run = self._run(now, batch)
            run.prepared = found
            await jobs.write(run)
            await batch.finish()
            await batch.close()
        self.said += ["".join(str(part) for part in post.content.parts) for post in run.posts]  # type: ignore[union-attr]

    async def passes(self, now: datetime = NOW, times: int = 1) -> None:
        """The pass, hour by hour."""
        for n in range(times):
            at = now + timedelta(hours=n)
            await self.write(await self.look_around(at), at)

    async def pulse(self, group_id: int) -> Pulse:
        """What is kept of a group."""
        async with self.db.read() as session:
            return await session.get_one(Pulse, group_id)

    async def keep(self, group_id: int, **values: object) -> None:
        """Change that."""
        async with self.db.write() as session:
            await session.execute(update(Pulse).where(Pulse.group_id == group_id).values(**values))

    async def says(self, id_: int, at: datetime, group_id: int | None = 1, person_id: int = 1) -> None:
        """A message is recorded."""
        values = {"id": id_, "account_id": 1, "sent_at": at, "platform_id": f"m{id_}", "group_id": group_id}
        async with self.db.write() as session:
            await session.execute(insert(Message).values(**values, person_id=person_id, kind="text", text="早"))

    async def hours(self, group_id: int = 1) -> dict[int, int]:
        """Messages by hour."""
        async with self.db.read() as session:
            rows = await session.execute(
                select(GroupHour.hour, GroupHour.messages).where(GroupHour.group_id == group_id)
            )
            return {hour: messages for hour, messages in rows}  # noqa: C416

    def _run(self, now: datetime, batch: Batch) -> JobRun:
        return JobRun(1, "work", jobs.WORK, 1, None, {}, ZONE, now, now, batch)
