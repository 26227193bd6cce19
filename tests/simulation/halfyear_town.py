"""Twenty groups as they live: what members say, how they take a nudge, and what is read of the bot."""

import heapq
import itertools
from bisect import insort
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from random import Random

from sqlalchemy import select

from bot.app import App
from plugins.nudges.tables import Nudge
from storage.engine import ReadSession
from storage.tables import Group, Outbox
from tests.simulation.halfyear_diary import Diary, Sent
from tests.simulation.halfyear_people import Line, takes_up, talk_of
from tests.world import START, GroupChat, World, plain

OWNER = "阿宁"
OUTAGE = (75, 82)
"""The days between which the bot hears nothing, nor is told of it afterwards."""
LOOKS_AT = 20
"""The minute at which the bot looks for silent groups, every hour."""
TALKATIVE = 0.3
"""How likely a group talks by itself, where nothing is planted: as likely with a nudge as without."""
UNMOVED = (6, 9)
"""Groups that never answer."""
Act = Callable[[], Awaitable[None]]


class Town:
    """The groups by their numbers, and what is to happen."""

    def __init__(self, world: World, seed: int, days: int, *, is_null: bool) -> None:
        self.world, self.rng, self.days, self.is_null = world, Random(seed), days, is_null
        self.diary, self.counts = Diary(), Counter[str]()
        self.groups: dict[int, GroupChat] = {}
        self.people: dict[int, list[str]] = {}
        self.ids: dict[str, str] = {}
        self.queue: list[tuple[datetime, int, Act]] = []
        self.owner = world.private(world.id_of(OWNER))
        self.place_of: dict[int, int] = {}
        self.unread: list[int] = []
        self._order = itertools.count()
        self._read = self._last_nudge = 0
        self._is_dirty = False
        self._talking = Random(seed + 1)
        self._open_app, world._stage._open_app = world._stage._open_app, self._opened
        self._down_since: datetime | None = None

    @property
    def now(self) -> datetime:
        """By the clock on the wall."""
        return self.world.clock.now()

    @property
    def is_up(self) -> bool:
        """Whether the bot is there."""
        return self.world._stage._app is not None

    def day(self, number: float) -> datetime:
        """That many days after the midnight before the start."""
        return START.replace(hour=0, minute=0) + timedelta(days=number)

    def at(self, moment: datetime, act: Act) -> None:
        """Let something happen then."""
        heapq.heappush(self.queue, (moment, next(self._order), act))

    async def run(self, end: datetime) -> None:
        """Let time go by, from one thing to the next, be it the bot's or somebody's."""
        stage = self.world._stage
        while True:
            due, head = stage.next_due(), self.queue[0][0] if self.queue else end
            if due is not None and due <= min(head, end):
                self._is_dirty = False  # what was said is taken in before anything else
                await stage.advance(max(due, self.now))
                if not self.is_up:
                    self._down_since = self._down_since or self.now
                await self._look()
            elif head >= end:
                break
            else:
                moment, _, act = heapq.heappop(self.queue)
                stage._move_to(moment)
                await act()
        await self.settle()
        stage._move_to(end)

    async def settle(self) -> None:
        """Let the bot take in what was said."""
        if self._is_dirty:
            self._is_dirty = False
            await self.world.settle()

    async def _opened(self) -> App:
        if self._down_since is not None:
            self.diary.downs.append((self._down_since, self.now))
            self._down_since = None
        return await self._open_app()

    async def breathe(self) -> None:
        """Let the bot write down that it is there, as it does every few minutes when it lives by the clock."""
        if self.is_up and self.world.app is not None and self.world.app.bot is not None:
            await self.world.app.bot.heartbeat.tick(self.now)

    async def vanish(self, down: timedelta) -> None:
        """Kill the bot, for so long."""
        await self.settle()
        await self.breathe()
        self._down_since = self._down_since or self.now
        await self.world._stage.crash(down)

    # What members do.

    def id_of(self, name: str) -> str:
        """Somebody's platform id of today."""
        return self.ids.get(name) or self.world.id_of(name)

    def person(self, name: str) -> str:
        """Somebody as the diary knows them."""
        return self.world.id_of(name)

    def is_inside(self, place: int, name: str) -> bool:
        """Whether somebody is in the group."""
        return self.id_of(name) in self.world.platform.groups[self.groups[place].group_id].members

    def is_heard(self, place: int) -> bool:
        """Whether the bot is told what is said in the group, now or when it is back."""
        is_outage = self.day(OUTAGE[0]) <= self.now < self.day(OUTAGE[1])
        return self.world.platform.groups[self.groups[place].group_id].has_bot and not is_outage

    async def talk(self, place: int, name: str, text: str = "嗯嗯") -> None:
        """A member says something; where the bot can't hear, it is never told."""
        group = self.groups[place].group_id
        if not self.is_inside(place, name):
            return
        self.counts["talk"] += 1
        is_heard = self.world.platform.groups[group].has_bot and not self.day(OUTAGE[0]) <= self.now < self.day(
            OUTAGE[1]
        )
        log = self.diary.asked if text.startswith("/") else self.diary.heard if is_heard else self.diary.unheard
        insort(log[place], (self.now, self.person(name)))
        if is_heard:
            key = f"t{self.counts['talk']}"
            await self.world.platform.say(self.id_of(name), text, message_id=key, group_id=group)
            self._is_dirty = True

    def plan_talk(self, day: int) -> None:
        """What the groups say of themselves on a day; every two months some fall silent and others begin."""
        for place in self.groups:
            first, *others = self.people[place]
            people = [first, *others[day // 60 * 2 :], *others[: day // 60 * 2]]
            for line in talk_of(place, day, START.date(), people, self._talking):
                if line.at > self.now:
                    self.at(line.at, partial(self._say, line))

    async def _say(self, line: Line) -> None:
        await self.talk(line.place, line.member)

    def _react(self, nudge: Nudge, at: datetime) -> None:
        """Some answer, or nobody does; where nothing is planted, as many talk when nothing was sent."""
        place = self.place_of[nudge.id]
        if place in UNMOVED:
            return
        if self.is_null:
            takes = self.rng.random() < TALKATIVE
        else:
            takes = not nudge.is_held_out and takes_up(nudge.kind, self.rng)
        n = self.rng.randint(2, 4) if takes else int(self.rng.random() < 0.2)
        for name in self.rng.sample(self.people[place][1:9], k=n):
            moment = at + timedelta(seconds=self.rng.randint(300, 6_000))
            if moment > self.now:
                self.at(moment, partial(self.talk, place, name, "我来说说"))

    # What there is to read.

    async def _look(self) -> None:
        """Read what the bot said and did, and let members answer it."""
        accepted = self.world.platform.accepted
        self.unread += range(self._read, len(accepted))
        self._read = len(accepted)
        is_idle = not self.unread and self.now.minute != LOOKS_AT
        if is_idle or not self.is_up or self.world.app is None:
            return
        async with self.world.app.db.read() as session:
            sent = [await self._sent(session, n) for n in self.unread]
            chances = (await session.scalars(select(Nudge).where(Nudge.id > self._last_nudge))).all()
            for chance in chances:
                group = await session.get(Group, chance.group_id)
                self.place_of[chance.id] = self._place(group.platform_id if group else "") or 0
                self._last_nudge = max(self._last_nudge, chance.id)
            told = {int(each.cause_id): each.at for each in sent if each and each.cause == "nudge"}
            for nudge in await session.scalars(select(Nudge).where(Nudge.id.in_(told))):
                self._react(nudge, told[nudge.id])
        for chance in chances:
            if chance.is_held_out:
                self._react(chance, chance.at)
        self.unread = [n for n, each in zip(self.unread, sent, strict=True) if each is None]
        self.diary.sent += [each for each in sent if each is not None]
        await self.heard([each for each in sent if each is not None])

    async def heard(self, sent: list[Sent]) -> None:
        """What the owner makes of it."""

    def _place(self, group_id: str) -> int | None:
        return next((place for place, chat in self.groups.items() if chat.group_id == group_id), None)

    async def _sent(self, session: ReadSession, n: int) -> Sent | None:
        """A message with why it was written; None while the bot does not know that it arrived."""
        each = self.world.platform.accepted[n]
        row = await session.scalar(select(Outbox).where(Outbox.platform_message_id == each.message_id))
        if row is None:
            return None
        who = self.diary.who
        place = self._place(each.to.group_id) if each.to.group_id else None
        addressed = tuple(who(member) for member in each.mentions)
        return Sent(
            each.number,
            each.at,
            place,
            "" if each.to.group_id else who(each.to.member_id),
            addressed,
            plain(each.text),
            row.cause_kind,
            row.cause_id,
            row.id,
            row.due_at,
        )
