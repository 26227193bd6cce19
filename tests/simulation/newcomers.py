"""Months of newcomers in many groups, told by a seed: they join, some leave, and the bot crashes now and then.

`python -m tests.simulation.newcomers GROUPS NEWCOMERS_A_DAY DAYS SEED` plays them and says what came of it. To use two
cores, start two with half of the groups each.
"""

import asyncio
import logging
import shutil
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from random import Random
from time import perf_counter

import structlog
from sqlalchemy import func, select

from bot.loops import run_async
from bot.platforms.simulator import CrashPoint
from plugins import PLUGINS
from plugins.welcome.journey.tables import StepDone
from plugins.welcome.tables import Arrival
from storage.migrate import migrate
from storage.tables import Group, Person
from tests.world import START, World, open_world

OWNER = "阿宁"
STEPS = {1: "第一天好", 7: "一周了"}
"""Days after joining, and what is said then at ten."""
MOMENTS = (2.5, 9.99, 13.0, 21.5)
"""Hours of the day at which people join, each group at one of them."""
LEAVES = 0.02
CRASHES = 10
"""About how many there are, however long it lasts."""
DOWNS = (0, 300, 7_000, 40_000)
"""Seconds the bot is away after a crash; the longest is longer than a step may be late."""
CAUGHT_UP = timedelta(days=2)
SETTINGS = {"log_level": "error", "welcome_window": "60s"}


@dataclass(slots=True)
class Stay:
    """Somebody's time in a group."""

    joined_at: datetime
    left_at: datetime | None = None


@dataclass
class Season:
    """The months as they go by; `stays` are by group and member."""

    world: World
    groups: int
    a_day: int
    days: int
    rng: Random
    greets: bool = False
    stays: dict[tuple[str, str], Stay] = field(default_factory=dict[tuple[str, str], Stay])
    leaving: dict[int, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    crashes: int = 0

    async def play(self) -> None:
        """All of it."""
        await self._begin()
        for day in range(1, self.days + 1):
            morning = START.replace(hour=0, minute=0) + timedelta(days=day)
            crash_at = self.rng.choice(MOMENTS) if self.rng.random() < CRASHES / self.days else None
            for n, hour in enumerate(MOMENTS):
                await self.world._stage.advance(morning + timedelta(hours=hour))
                if n == 0:
                    await self._leave(day)
                if hour == crash_at:
                    await self._crash()
                await self._join(day, n)
        await self.world._stage.advance(START + timedelta(days=self.days + 1))

    async def _begin(self) -> None:
        world = self.world
        owner = world.private(world.id_of(OWNER))
        for number in range(self.groups):
            name = f"群{number + 1}"
            await world.platform.add_bot(name, name, owner.member_id, {owner.member_id: OWNER})
        await world.settle()
        await world.advance(minutes=10)
        await owner.whispers(f"/绑定 {world.codes[-1]}")
        await owner.whispers(f"/标签 添加 #新 {' '.join(str(n + 1) for n in range(self.groups))}")
        await owner.whispers("/用 #新")
        if not self.greets:
            await owner.whispers("/欢迎 关闭")
        for days, text in STEPS.items():
            await owner.whispers(f"/欢迎 步骤 添加 第{days}天 10:00\n{{昵称}}{text}")
        said = "\n".join(owner.heard())
        assert said.count(f"{self.groups} 个群都加上了") == len(STEPS), said[-500:]

    async def _join(self, day: int, moment: int) -> None:
        now = self.world.clock.now()
        for number in range(moment, self.groups, len(MOMENTS)):
            group = f"群{number + 1}"
            members = {f"{group}-{day}-{n}": f"新{n}" for n in range(self.a_day)}
            for member in members:
                self.stays[group, member] = Stay(now)
                if self.rng.random() < LEAVES:
                    self.leaving[day + self.rng.choice((1, 2, 6, 8))].append((group, member))
            await self.world.platform.join(group, members)
        await self.world.settle()

    async def _leave(self, day: int) -> None:
        for group, member in self.leaving.pop(day, ()):
            self.stays[group, member].left_at = self.world.clock.now()
            await self.world.platform.leave(group, member)
        await self.world.settle()

    async def _crash(self) -> None:
        self.crashes += 1
        down = self.rng.choice(DOWNS)
        point: CrashPoint | None = self.rng.choice((None, "before_send", "after_send"))
        if point is None or self.world._stage._app is None:
            await self.world.crash(seconds=down)
        else:
            self.world.crash_at_next_send(point, seconds=down)

    def wrongs(self) -> list[str]:
        """Who was addressed twice by a step, or after leaving, or before their turn."""
        found: list[str] = []
        times: Counter[tuple[int, str]] = Counter()
        for message in self.world.platform.accepted:
            days = next((days for days, text in STEPS.items() if message.text.endswith(text)), None)
            if days is None:
                continue
            for member in message.mentions:
                stay = self.stays[message.to.group_id, member]
                times[days, member] += 1
                if times[days, member] > 1:
                    found.append(f"{member} twice at {message.at}")
                if stay.left_at is not None and message.at >= stay.left_at:
                    found.append(f"{member} after leaving at {message.at}")
                turn = _day(stay.joined_at) + timedelta(days=days)
                if not turn <= _day(message.at) <= turn + CAUGHT_UP:
                    found.append(f"{member}, there since {stay.joined_at}, at {message.at}")
        return found

    async def forgotten(self) -> list[str]:
        """Whose turn came and passed without being on record, and who is not on record at all."""
        assert self.world.app is not None
        end = START + timedelta(days=self.days)
        found: list[str] = []
        async with self.world.app.db.read() as session:
            known = select(Group.platform_id, Person.platform_id).join(Arrival, Arrival.group_id == Group.id)
            known = known.join(Person, Person.id == Arrival.person_id)
            counted = Counter((group, member) for group, member in await session.execute(known))
            found += [
                f"{key} {counted[key]} times" for key, stay in self.stays.items() if not _fits(stay, counted[key])
            ]
            for step, days in enumerate(STEPS):
                ids = range(step * self.groups + 1, (step + 1) * self.groups + 1)
                done = select(Person.platform_id).join(StepDone, StepDone.person_id == Person.id)
                had = set(await session.scalars(done.where(StepDone.step_id.in_(ids))))
                for (_, member), stay in self.stays.items():
                    sure = stay.joined_at + timedelta(days=days) + CAUGHT_UP + timedelta(days=1)
                    if sure < min(end, stay.left_at or end) and member not in had:
                        found.append(f"{member} never, step {days}")
        return found

    async def turns(self) -> int:
        """How many turns are on record."""
        assert self.world.app is not None
        async with self.world.app.db.read() as session:
            return await session.scalar(select(func.count()).select_from(StepDone)) or 0


@lru_cache(maxsize=100_000)
def _day(moment: datetime) -> date:
    """The day in the groups' zone."""
    return moment.astimezone(START.tzinfo).date()


def _fits(stay: Stay, records: int) -> bool:
    """Once each; of whom nobody was there to see, coming and going in one downtime, there may be none."""
    unseen = stay.left_at is not None and stay.left_at - stay.joined_at <= timedelta(seconds=max(DOWNS))
    return records == 1 or (unseen and not records)


async def main(groups: int, a_day: int, days: int, seed: int, *, greets: bool) -> int:
    """Play it and print what came of it; 1 when something went wrong."""
    base = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(dir=base if base.is_dir() else None))
    url = f"sqlite:///{folder}/season.db"
    try:
        await migrate(url, folder, START)
        async with open_world(url, PLUGINS, **SETTINGS) as world:
            season = Season(world, groups, a_day, days, Random(seed), greets)
            began = perf_counter()
            await season.play()
            took = perf_counter() - began
            wrongs, forgotten = season.wrongs(), await season.forgotten()
            print(
                f"{groups} groups x {a_day} newcomers x {days} days in {took:.1f} s: {len(season.stays)} joined, "
                f"{await season.turns()} turns, {len(world.platform.accepted)} messages, {season.crashes} crashes, "
                f"{len(wrongs)} wrong, {len(forgotten)} forgotten"
            )
            print("\n".join([*wrongs[:5], *forgotten[:5]]))
            return int(bool(wrongs or forgotten))
    finally:
        await asyncio.to_thread(shutil.rmtree, folder)


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    numbers = [int(each) for each in sys.argv[1:5]]
    sys.exit(run_async(main(*numbers, greets="--greets" in sys.argv)))
