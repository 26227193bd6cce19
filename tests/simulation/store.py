"""A year of a store owner, told by a seed: every shipped scene in sets of groups, members who join in, and crashes.

`python -m tests.simulation.store [SEED] [EVERY]` plays it and says what came of it; EVERY 4 plays a quarter of the
groups.
"""

import asyncio
import heapq
import logging
import re
import shutil
import sys
import tempfile
from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from time import process_time

import structlog

from bot.loops import run_async
from plugins import PLUGINS
from storage.migrate import migrate
from tests.simulation.store_checks import wrongs_of
from tests.simulation.store_parts import Member
from tests.simulation.store_town import OWNER, Town
from tests.simulation.store_truth import DATES, DAYS, SHANGHAI, Show, examples_of, name_of
from tests.world import START, World, open_world

GROUPS = 40
SETS = {"全": (1, 40), "店": (1, 20), "后": (21, 40), "大": (13, 36), "小": (1, 4), "书": (9, 16)}
"""Tags with the first and the last group of each."""
BIG = 120
"""Members of the largest group; the others have from 3 to 24."""
CODES = 45
"""So many to give away in a campaign, too few for all."""
SETTINGS = {
    "pacing": "on",
    "jitter": "0s",
    "account_burst": "30",
    "account_per_minute": "120",
    "new_account_days": "0",
    "log_level": "error",
}


def shows() -> list[Show]:
    """What the owner has in mind for the year."""
    return [
        _show("lantern-festival", "小", 1),
        _show("reading-month", "书", 14),
        _show("labour-day", "店", 12),
        _show("mothers-day", "大", 14),
        _show("mothers-day", "小", 14),
        _show("618", "全", 10),
        _show("dragon-boat", "小", 17),
        _show("meetup", "小", 14, date(2026, 8, 22), 名额="7"),
        _show("meetup", 40, 14, date(2026, 7, 18), 名额="5"),
        _show("teachers-day", "书", 9),
        _show("teachers-day", "小", 2),
        _show("mid-autumn", "店", 25),
        _show("national-day", "店", 9),
        _show("national-day", "后", 9),
        replace(_show("anniversary", 39, 10, date(2026, 10, 25)), zone="Europe/Berlin"),
        _show("anniversary", "书", 10, date(2026, 11, 29)),
        _show("double-11", "大", 20),
        _show("double-11", "小", 20),
        _show("new-year-goods", "店", 8),
        _show("spring-festival", "全", 10),
        _show("lantern-festival", "后", 5, year=1),
    ]


def _show(slug: str, where: str | int, lead: int, day: date | None = None, year: int = 0, **values: str) -> Show:
    first, last = SETS[where] if isinstance(where, str) else (where, where)
    tag = where if isinstance(where, str) else ""
    filled = {**examples_of(slug), **values}
    return Show(slug, name_of(slug), day or DATES[slug][year], range(first, last + 1), tag, filled, lead)


def _thin(show: Show, every: int) -> bool:
    """Whether one group of so many leaves any."""
    show.places = [n for n in show.places if n % every == 0 or len(show.places) == 1]
    return bool(show.places)


class Store(Town):
    """The year as it goes by."""

    def __init__(self, world: World, seed: int, every: int = 1) -> None:
        super().__init__(world, seed, [show for show in shows() if _thin(show, every)])
        self.codes: dict[int, list[str]] = {}
        self.moves: dict[int, list[tuple[datetime, str]]] = defaultdict(list, {39: [(START, "Europe/Berlin")]})
        self.resends: list[datetime] = []
        self.told: list[tuple[datetime, str]] = []

    async def play(self) -> None:
        """All of it."""
        await self._begin()
        self._plan()
        end = START + timedelta(days=DAYS)
        while self.queue and self.queue[0][0] < end:
            moment, _, act = heapq.heappop(self.queue)
            await self.world._stage.advance(moment)
            await act()
            self._look()
        await self.world._stage.advance(end)
        self._look()
        self._hear()

    async def _begin(self) -> None:
        world = self.world
        names = [f"友{n}" for n in range(1, 400)]
        for number in range(1, GROUPS + 1):
            if any(number in show.places for show in self.shows):
                size = BIG if number == 20 else 3 + number * 7 % 22
                some = names[number * 5 : number * 5 + size]
                self.groups[number] = await world.group(f"店群{number}", OWNER, *some)
                self.people[number] = [Member(world.id_of(name), name) for name in some]
        await world.advance(minutes=10)
        await self._tell(f"/绑定 {world.codes[-1]}")
        for tag, (first, last) in SETS.items():
            numbers = [str(place) for place, n in enumerate(self.groups, 1) if first <= n <= last]
            await self._tell(f"/标签 添加 #{tag} {' '.join(numbers)}")
        await self._tell(f"/用 {self._place(39)}")
        await self._tell("/时区 Europe/Berlin")
        await self._tell("/用 #店")
        await self._tell("/群定位 配比 不限")
        await self._tell("/群定位 间隔 不限")
        await self._tell("/用 1")

    def _place(self, number: int) -> int:
        """Which of the owner's groups it is."""
        return list(self.groups).index(number) + 1

    def _plan(self) -> None:
        for show in self.shows:
            morning = datetime.combine(show.day - timedelta(days=show.lead), time(10, 30))
            start = max(morning.replace(tzinfo=START.tzinfo), START + timedelta(minutes=20))
            self.at(start + timedelta(minutes=next(self.order) % 50), partial(self._start, show))
        for day in range(DAYS):
            morning = START.replace(hour=0, minute=0) + timedelta(days=day)
            for hour in (9.3, 20.4):
                self.at(morning + timedelta(hours=hour), self._decide)
            if self.rng.random() < 1 / 9:
                self.at(morning + timedelta(seconds=self.rng.randrange(86_400)), self._crash)
            for kind, odds in (("flood", 40), ("temporary", 30)):
                if self.rng.random() < 1 / odds:
                    at = morning + timedelta(seconds=self.rng.randrange(86_400))
                    self.at(at, partial(self._fault, kind))
        self.at(_moment(date(2026, 6, 18), 20, 0), partial(self._kick, 8))
        self.at(_moment(date(2026, 9, 1), 12, 0), partial(self._back, 8))
        self.at(_moment(date(2026, 11, 11), 12, 0), partial(self._kick, 32))

    # What the owner does.

    async def _tell(self, text: str) -> str:
        """Tell the bot something in private, when it is there; all that it says to the owner then."""
        await self._up()
        self._hear()
        before = len(self.told)
        await self.owner.whispers(text)
        for minutes in (0, 1, 5, 15, 60, 180):
            await self.world.advance(minutes=minutes)
            await self._up()
            self._hear()
            if len(self.told) > before:
                break
        return "\n".join(said for _, said in self.told[before:])

    async def _confirm(self, text: str, done: str) -> None:
        """Say it and yes to it; once more, should the bot have been away for too long in between."""
        said = ""
        for _ in range(3):
            said += await self._tell(text)
            said += await self._tell("确认")
            if done in said:
                return
        raise AssertionError((self.world.clock.now(), text, said))

    async def _up(self) -> None:
        """Wait until the bot is there."""
        while self.world._stage._app is None:
            await self.world._stage.advance(self.world._stage._up_at or self.world.clock.now())

    def _hear(self) -> None:
        self.told += [(self.world.clock.now(), text) for text in self.owner.heard()]

    async def _start(self, show: Show) -> None:
        """From a few words to a running campaign, which can't be begun twice."""
        alone = not show.tag
        if alone:
            await self._tell(f"/用 {self._place(show.places[0])}")
        values = " ".join(f"{name}={value}" for name, value in show.values.items())
        day = f" 日期={show.day}" if show.slug not in DATES else ""
        line = f"/活动 新建 {show.name} {values}{day}" + ("" if alone else f" #{show.tag}")
        said = await self._tell(line) or await self._tell(line)
        found = re.search(rf"#(\d+) {show.name} · {show.day}", said)
        assert found, (show.slug, show.day, said[:600])
        show.number = int(found[1])
        await self._confirm(f"/活动 开始 {show.number}", "开始了")
        show.begun = self.world.clock.now()
        show.left_out = {step.number for step in show.steps if show.due(step.number) <= show.begun}
        assert "已经开始了" in await self._tell(f"/活动 开始 {show.number}")
        if show.slug == "labour-day":
            codes = self.codes[show.number] = [f"MAY-{n}-{self.rng.randrange(10**6):06}" for n in range(CODES)]
            said = await self._tell(f"/优惠码 新建 五一码 活动 {show.number}\n" + "\n".join(codes))
            assert f"{CODES} 个码" in said, said
        if alone:
            await self._tell("/用 1")
        self._plan_steps(show)
        self._change(show)

    def _plan_steps(self, show: Show) -> None:
        for step in show.steps:
            due = show.due(step.number)
            if step.number in show.left_out:
                continue
            self.at(due - timedelta(minutes=40), partial(self._talk, show))
            self.at(due + timedelta(minutes=3), _nothing)
            self.at(due + timedelta(hours=1), _nothing)
            if self.rng.random() < 0.04:
                self.at(due - timedelta(seconds=20), partial(self._fault, "permanent"))
            if self.rng.random() < 0.35:
                when = due - timedelta(seconds=self.rng.choice((61, 59, 30, 1, -1, -12)))
                self.at(when, partial(self._crash, self.rng.randint(1, 3)))

    def _change(self, show: Show) -> None:
        """What its owner thinks better of."""
        place = (show.slug, show.tag)
        if place == ("labour-day", "店"):
            self.at(show.due(1) + timedelta(hours=2), partial(self._edit, show, 2, "今晚换个说法：说说你的手艺"))
            self.at(show.due(2) + timedelta(hours=2), partial(self._move, show, 5, 4, time(19)))
        elif place == ("mothers-day", "小"):
            self.at(show.due(2) + timedelta(hours=2), partial(self._cancel, show))
        elif place == ("national-day", "店"):
            self.at(show.due(3) + timedelta(seconds=4), partial(self._cancel, show))
        elif place == ("double-11", "小"):
            self.at(show.due(4) + timedelta(minutes=30), partial(self._cancel, show))
        elif place == ("spring-festival", "全"):
            self.at(show.due(2) - timedelta(hours=9), partial(self._pause, show))
            self.at(show.due(3) - timedelta(hours=9), partial(self._resume, show))
        elif place == ("meetup", ""):
            self.at(show.due(2) + timedelta(days=2), partial(self._move_house, show, "America/New_York"))

    async def _edit(self, show: Show, number: int, text: str) -> None:
        assert "已改好" in await self._tell(f"/活动 修改 {show.number} {number}\n{text}")
        show.marks[number] = text

    async def _move(self, show: Show, number: int, days: int, clock: time) -> None:
        said = await self._tell(f"/活动 修改 {show.number} {number} T{days:+d}天 {clock:%H:%M}")
        assert "已改好" in said, said
        show.moved[number] = days, clock
        self.at(show.due(number) - timedelta(minutes=40), partial(self._talk, show))

    async def _cancel(self, show: Show) -> None:
        await self._confirm(f"/活动 取消 {show.number} 通知", "已取消")
        show.over_after = self._number_of("已取消")
        self._close(lambda part: part.show is show)
        self.counts["cancelled"] += 1

    async def _pause(self, show: Show) -> None:
        assert "已暂停" in await self._tell(f"/活动 暂停 {show.number}")
        show.pauses.append((self._number_of("已暂停"), sys.maxsize))

    async def _resume(self, show: Show) -> None:
        assert "继续" in await self._tell(f"/活动 恢复 {show.number}")
        start, _ = show.pauses.pop()
        show.pauses.append((start, self._number_of("继续")))

    async def _move_house(self, show: Show, zone: str) -> None:
        await self._tell(f"/用 {self._place(show.places[0])}")
        said = await self._tell(f"/时区 {zone}")
        assert "纽约" in said or zone in said, said
        await self._tell("/用 1")
        show.move_house(zone, self.world.clock.now())
        self.moves[show.places[0]].append((self.world.clock.now(), zone))

    def _number_of(self, words: str) -> int:
        """The last message to the owner with these words."""
        mine = (m for m in reversed(self.world.platform.accepted) if m.to.member_id == self.owner.member_id)
        return next(message.number for message in mine if words in message.text)

    def zone_of(self, place: int, moment: datetime) -> str:
        """By which clock a group lives then."""
        return next((zone for since, zone in reversed(self.moves[place]) if since <= moment), SHANGHAI)

    def at_of(self, number: int) -> datetime:
        """When a message was sent; one to come, at the end."""
        accepted = self.world.platform.accepted
        return accepted[number - 1].at if number <= len(accepted) else self.world.clock.now()

    async def _decide(self) -> None:
        """Read what was missed, and have it resent or not."""
        before = len(self.told)
        self._hear()
        for _, text in self.told[before:]:
            if found := re.search(r"/优惠码 追加 (\d+)\nABC123", text):
                show = next(show for show in self.shows if show.slug == "new-year-goods")
                codes = self.codes[show.number] = [f"NEW-{n}-{self.rng.randrange(10**6):06}" for n in range(CODES)]
                await self._tell(f"/优惠码 追加 {found[1]}\n" + "\n".join(codes))
        if any("错过" in text and "补发" in text for _, text in self.told[before:]):
            answer = self.rng.choice(("补发 1", "跳过", "补发 1 2", ""))
            if answer:
                self.resends += [self.world.clock.now()] if "补发" in answer else []
                await self._tell(answer)


def _moment(day: date, hour: int, second: int) -> datetime:
    return datetime.combine(day, time(hour, 0, second), START.tzinfo)


async def _nothing() -> None:
    """Only look."""


async def main(seed: int, every: int) -> int:
    """Play it and print what came of it; 1 when something went wrong."""
    base = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(dir=base if base.is_dir() else None))
    url = f"sqlite:///{folder}/store.db"
    try:
        await migrate(url, folder, START)
        async with open_world(url, PLUGINS, **SETTINGS) as world:
            store = Store(world, seed, every)
            began = process_time()
            await store.play()
            took = process_time() - began
            wrongs = await wrongs_of(store)
            print(
                f"{len(store.groups)} groups, {len(store.shows)} campaigns in {took:.0f} s of CPU: "
                f"{len(world.platform.accepted)} messages, {dict(store.counts)}, {len(wrongs)} wrong"
            )
            print("\n".join(wrongs[:40]))
            return int(bool(wrongs))
    finally:
        await asyncio.to_thread(shutil.rmtree, folder)


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    numbers = [int(each) for each in sys.argv[1:3]]
    sys.exit(run_async(main(*numbers, *(7, 1)[len(numbers) :])))
