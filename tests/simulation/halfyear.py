"""Half a year of twenty groups that fall silent in their own ways, told by a seed: nobody may be nagged, ever.

`python -m tests.simulation.halfyear [SEED [DAYS]] [--null]` plays it and says what came of it; with --null no topic
makes anybody talk, so that nothing may be found to work.
"""

import asyncio
import logging
import shutil
import sys
import tempfile
from datetime import time, timedelta
from functools import partial
from pathlib import Path
from time import process_time

import structlog
from sqlalchemy import select

from bot.loops import run_async
from plugins import PLUGINS
from plugins.nudges.tables import Ladder
from storage.migrate import migrate
from storage.tables import Group, Person
from tests.simulation.halfyear_checks import wrongs_of
from tests.simulation.halfyear_lessons import lessons
from tests.simulation.halfyear_people import CHARACTERS, DAYS, EVERYWHERE
from tests.simulation.halfyear_town import OUTAGE, OWNER, Town
from tests.simulation.halfyear_warmth import warmth
from tests.world import START, open_world

ADMIN = "老周"
ADMINISTERED = (1, 16, 17)
FRIENDS = 40
CRASHES = 60
DOWNS = (0, 20, 40, 300, 1_200, 7_000, 33_000)
"""Seconds the bot is away after a crash."""
NIGHTS = {2: ("21:00-10:00", 20), 17: ("12:00-16:00", 30), 19: ("18:00-11:00", 100)}
"""Quiet hours of groups, and the day from which on they hold."""
DROPS = {16: ("每天 12:00", time(12)), 18: ("每周三、六 16:00", time(16)), 3: ("每天 20:30", time(20, 30))}
ABOUT = "美食 同城 学习 数码 小店 健康"
"""What groups are about whose owners insist: so that there is enough to ask them of every kind."""
SETTINGS = {
    "pacing": "on",
    "jitter": "0s",
    "account_burst": "30",
    "account_per_minute": "120",
    "new_account_days": "0",
    "log_level": "error",
}


class HalfYear(Town):
    """The half-year as it goes by."""

    async def play(self) -> None:
        """All of it."""
        await self._begin()
        for day in range(self.days):
            morning = self.day(day)
            self.at(max(morning, self.now), partial(self._plan_day, day))
        self._plan_owners()
        self._plan_circumstances()
        await self.run(self.day(self.days))

    # How it begins.

    async def _begin(self) -> None:
        for place, who in CHARACTERS.items():
            if not who.starts:
                await self._found(place)
        await self.world.advance(minutes=10)
        await self.tell(f"/绑定 {self.world.codes[-1]}")
        for name in [f"友{n}" for n in range(1, 400)][::7][:FRIENDS]:
            await self._whisper(name, "你好")
        for place in ADMINISTERED:
            await self.groups[place].owner.says(f"/管理员 添加 @{ADMIN}")
            self.diary.chiefs[place].add(self.person(ADMIN))
        for place, (when, _) in DROPS.items():
            await self.tell_of(place, "/群定位 间隔 不限")
            said = await self.tell_of(place, f"/投放 添加 {when} 一条 不限\n今天的一条")
            assert "已添加" in said, said
        for place in (2, 13):
            await self.tell_of(place, f"/时区 {CHARACTERS[place].zone}")
        await self.tell(f"/标签 添加 #全 {' '.join(str(n + 1) for n in range(len(self.groups)))}")
        for place in self.groups:
            if CHARACTERS[place].insists:
                await self.tell_of(place, f"/激活 话题 类型 {ABOUT}")
            await self._switch(place, on=CHARACTERS[place].is_on)

    async def _found(self, place: int) -> None:
        who = CHARACTERS[place]
        names = [f"友{(place * 13 + n) % 240 + 1}" for n in range(who.size)]
        names[:0] = [ADMIN] if place in ADMINISTERED else []
        names[-1:-1] = [EVERYWHERE] if who.has_everywhere else []
        self.groups[place] = await self.world.group(f"{who.title}群{place}", OWNER, *names)
        self.people[place] = [OWNER, *names]
        self.diary.chiefs[place].add(self.person(OWNER))
        self.diary.is_there[place].append((self.now, True))
        for name in self.people[place]:
            self.diary.inside[place, self.person(name)].append((self.now, True))

    async def _begin_late(self, place: int) -> None:
        await self._found(place)
        await self._switch(place, on=CHARACTERS[place].is_on)

    # What the owner does.

    async def tell(self, text: str) -> str:
        """Tell the bot something in private, when it is there; all that it answers."""
        await self._up()
        self.owner.heard()
        await self.owner.whispers(text)
        for seconds in (0, 5, 60, 300):
            await self.world.advance(seconds=seconds)
            await self._up()
            if said := self.owner.heard():
                return "\n".join(said)
        return ""

    async def _up(self) -> None:
        """Wait until the bot is there."""
        while not self.is_up:
            await self.world._stage.advance(self.world._stage._up_at or self.now)

    async def tell_of(self, place: int, text: str) -> str:
        """Tell it something about one group."""
        await self.tell(f"/用 {list(self.groups).index(place) + 1}")
        return await self.tell(text)

    async def _switch(self, place: int, *, on: bool) -> None:
        said = await self.tell_of(place, "/激活 开启" if on else "/激活 关闭")
        if on or self.diary.is_on[place]:
            self.diary.is_on[place].append((self.now, on))
        self.counts["switched on" if on else "switched off"] += 1
        assert said, (place, on)

    async def _insist(self) -> None:
        """Some owners try again the day after they were told that it does not help."""
        assert self.world.app is not None
        async with self.world.app.db.read() as session:
            query = select(Group.platform_id).join(Ladder, Ladder.group_id == Group.id)
            stopped = set(await session.scalars(query.where(Ladder.stopped_at.is_not(None))))
        for place, chat in self.groups.items():
            if chat.group_id in stopped and CHARACTERS[place].insists and self._is_meant_to_be_on(place):
                await self._switch(place, on=True)

    def _is_meant_to_be_on(self, place: int) -> bool:
        return bool(self.diary.is_on[place]) and self.diary.is_on[place][-1][1]

    def _plan_owners(self) -> None:
        for day in range(1, DAYS):
            self.at(self.day(day + 10.05 / 24), self._insist)
        for place, (hours, day) in NIGHTS.items():
            self.at(self.day(day + 0.3), partial(self._set_hours, place, hours))
        for place, off, on in ((20, 60, 85), (12, 120, 130)):
            self.at(self.day(off + 0.5), partial(self._switch, place, on=False))
            self.at(self.day(on + 0.5), partial(self._switch, place, on=True))
        for day, text in ((30, "说说你家楼下的店"), (32, "最近学会了什么？"), (35, "今年想去哪儿？")):
            self.at(self.day(day + 0.45), partial(self._add_topic, 18, text))
        self.at(self.day(100.4), partial(self._begin_late, 11))

    async def _add_topic(self, place: int, text: str) -> None:
        said = await self.tell_of(place, f"/激活 话题 添加\n{text}")
        assert "话题" in said, said

    async def _set_hours(self, place: int, hours: str) -> None:
        said = await self.tell_of(place, f"/暂停 每天 {hours}")
        assert hours.split("-")[0] in said, said
        start, end = (time.fromisoformat(each) for each in hours.split("-"))
        self.diary.hours[place].append((self.now, start, end))

    # What members do.

    async def _whisper(self, name: str, text: str) -> None:
        self.counts["whispers"] += 1
        await self.world.platform.say(self.id_of(name), text, message_id=f"w{self.counts['whispers']}")
        await self.world.settle()

    async def _plan_day(self, day: int) -> None:
        self.plan_talk(day)
        rng = self.rng
        for act, odds in ((self._opt_out, 0.25), (self._take_leave, 0.3), (self._go, 0.25), (self._come, 0.15)):
            if rng.random() < odds:
                self.at(self.day(day + rng.uniform(9, 21) / 24), act)
        for _ in range(rng.choice((0, 1, 1, 2))):
            self.at(self.day(day + rng.uniform(0, 1)), partial(self._come, 8))

    def _somebody(self) -> tuple[int, str] | None:
        """A member, rather one of those who were turned to lately."""
        turned = [each for each in self.diary.sent[-60:] if each.cause == "nudge" and each.mentions and each.place]
        if turned and self.rng.random() < 0.5:
            sent = self.rng.choice(turned)
            name = next((n for n in self.people[sent.place or 0] if self.person(n) == sent.mentions[0]), "")
            place = sent.place or 0
        else:
            place = self.rng.choice(list(self.groups))
            name = self.rng.choice(self.people[place][2:])
        is_plain = name and name not in (OWNER, ADMIN, EVERYWHERE) and self.is_inside(place, name)
        return (place, name) if is_plain and self.is_up and self.is_heard(place) else None

    async def _opt_out(self) -> None:
        if found := self._somebody():
            place, name = found
            await self.talk(place, name, "别@我")
            await self.settle()
            if not self.is_up:
                return
            self.diary.opted_out[self.person(name)].append((self.now, True))
            self.counts["opted out"] += 1
            if self.rng.random() < 0.3:
                self.at(self.now + timedelta(days=self.rng.uniform(5, 40)), partial(self._opt_in, place, name))

    async def _opt_in(self, place: int, name: str) -> None:
        if self.is_up and self.is_heard(place) and self.is_inside(place, name):
            await self.talk(place, name, "可以@我")
            await self.settle()
            self.diary.opted_out[self.person(name)].append((self.now, False))

    async def _take_leave(self) -> None:
        if found := self._somebody():
            place, name = found
            await self.talk(place, name, "/请假 7天")
            await self.settle()
            if self.is_up:
                self.diary.away[self.person(name)].append((self.now, self.now + timedelta(days=6, hours=12)))
                self.counts["on leave"] += 1

    async def _go(self) -> None:
        if found := self._somebody():
            place, name = found
            await self.world.platform.leave(self.groups[place].group_id, self.id_of(name))
            await self.world.settle()
            self.diary.inside[place, self.person(name)].append((self.now, False))
            self.counts["left"] += 1

    async def _come(self, place: int = 0) -> None:
        place = place or self.rng.choice(list(self.groups))
        if not self.is_heard(place) or not self.is_up:
            return
        self.counts["came"] += 1
        name = f"新{self.counts['came']}"
        self.people[place].insert(-2, name)
        await self.world.platform.join(self.groups[place].group_id, {self.world.id_of(name): name})
        await self.world.settle()
        self.diary.inside[place, self.person(name)].append((self.now, True))
        self.diary.joined[place, self.person(name)] = self.now

    async def _change_id(self, place: int, n: int) -> None:
        """The platform gives somebody a new id, and the operator says who it is."""
        name = next(each for each in self.people[place][n:] if self.is_inside(place, each) and each != EVERYWHERE)
        old, new = self.id_of(name), f"{self.id_of(name)}new"
        self.diary.first_id[new], self.ids[name] = self.person(name), new
        for chat in self.groups.values():
            if old in self.world.platform.groups[chat.group_id].members:
                await self.world.platform.leave(chat.group_id, old)
                await self.world.platform.join(chat.group_id, {new: name})
        await self.world.settle()
        ids = await self._numbers(old, new)
        for _ in range(3):  # the bot may go down in between
            if new in ids and old in ids:
                await self.tell(f"/身份 关联 {ids[old]} {ids[new]}")
                await self.tell("确认")
            ids = await self._numbers(old, new)
        assert list(ids) == [new], ids
        self.counts["ids changed"] += 1

    async def _numbers(self, *members: str) -> dict[str, int]:
        """The bot's own numbers of people, by their ids."""
        await self._up()
        assert self.world.app is not None
        async with self.world.app.db.read() as session:
            query = select(Person.platform_id, Person.id).where(Person.platform_id.in_(members))
            return dict((await session.execute(query)).all())

    # What circumstances do.

    def _plan_circumstances(self) -> None:
        rng = self.rng
        for _ in range(CRASHES):
            # most of them while something may be going out
            hour = rng.uniform(9, 22) if rng.random() < 0.8 else rng.uniform(0, 24)
            self.at(self.day(rng.randrange(1, DAYS - 1) + hour / 24), self._crash)
        self.at(self.day(OUTAGE[0]), self._outage)
        for out, back in ((60, 68), (121, 122)):
            self.at(self.day(out + 0.6), partial(self._kick, 14))
            self.at(self.day(back + 0.6), partial(self._back, 14))
        for day, n in ((50, 12), (110, 13), (140, 14)):
            self.at(self.day(day + 0.55), partial(self._change_id, 12, n))

    async def _crash(self) -> None:
        if not self.is_up:
            return
        self.counts["crashes"] += 1
        down = self.rng.choice(DOWNS[:4] if self.rng.random() < 0.7 else DOWNS)
        point = self.rng.choice(("now", "before_send", "after_send"))
        if point == "now":
            await self.vanish(timedelta(seconds=down))
        else:
            await self.breathe()
            self.world.crash_at_next_send("before_send" if point == "before_send" else "after_send", seconds=down)

    async def _outage(self) -> None:
        await self.vanish(self.day(OUTAGE[1]) - self.now)

    async def _kick(self, place: int) -> None:
        self.diary.is_there[place].append((self.now, False))
        await self.world.platform.kick_bot(self.groups[place].group_id)
        await self.world.settle()

    async def _back(self, place: int) -> None:
        group = self.groups[place]
        members = self.world.platform.groups[group.group_id].members
        self.diary.is_there[place].append((self.now, True))
        await self.world.platform.add_bot(group.group_id, group.name, self.owner.member_id, members)
        await self.world.settle()


async def main(seed: int = 7, days: int = DAYS, *, is_null: bool) -> int:
    """Play it and print what came of it; 1 when something went wrong."""
    base = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(dir=base if base.is_dir() else None))
    url = f"sqlite:///{folder}/halfyear.db"
    try:
        await migrate(url, folder, START)
        async with open_world(url, PLUGINS, **SETTINGS) as world:
            story = HalfYear(world, seed, days, is_null=is_null)
            began = process_time()
            await story.play()
            took = process_time() - began
            wrongs = [*await wrongs_of(story), *warmth(story), *await lessons(story)]
            print(f"{len(story.groups)} groups, {days} days in {took:.0f} s of CPU: {dict(story.counts)}")
            print("\n".join([f"{len(wrongs)} wrong", *wrongs[:60]]))
            return int(bool(wrongs))
    finally:
        await asyncio.to_thread(shutil.rmtree, folder)


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    numbers = [int(each) for each in sys.argv[1:] if each.isdigit()]
    sys.exit(run_async(main(*numbers, is_null="--null" in sys.argv)))
