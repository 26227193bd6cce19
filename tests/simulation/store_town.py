"""A store's groups as they live: what members say to what is open, what they read, and what goes wrong."""

import heapq
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from random import Random

from bot.app import App
from tests.simulation.store_goods import PARTS
from tests.simulation.store_parts import Member, Part
from tests.simulation.store_truth import Show
from tests.world import GroupChat, World, plain

ACTING = 12
"""So many of a group say something about what is open, at most."""
DOWNS = (0, 20, 40, 300, 7_000, 33_000, 200_000)
"""Seconds the bot is away after a crash."""
OWNER = "阿宁"
Act = Callable[[], Awaitable[None]]


class Town:
    """The groups, by the owner's numbers of them, and what is to happen."""

    def __init__(self, world: World, seed: int, shows: Sequence[Show]) -> None:
        self.world, self.rng, self.shows = world, Random(seed), shows
        self.groups: dict[int, GroupChat] = {}
        self.people: dict[int, list[Member]] = {}
        self.parts: list[Part] = []
        self.opens: list[datetime] = []
        self.kicked: dict[int, list[datetime]] = defaultdict(list)
        self.counts: Counter[str] = Counter()
        self.queue: list[tuple[datetime, int, Act]] = []
        self.order = itertools.count()
        self._read = 0
        self._last: dict[int, tuple[Show, int]] = {}
        self._open_app, world._stage._open_app = world._stage._open_app, self._opened
        self.owner = world.private(world.id_of(OWNER))

    async def _opened(self) -> App:
        """The bot comes back; how long it was away is what its clock and the messages it missed tell."""
        self.opens.append(self.world.clock.now())
        return await self._open_app()

    def at(self, moment: datetime, act: Act) -> None:
        """Let something happen then."""
        heapq.heappush(self.queue, (moment, next(self.order), act))

    # What members do.

    async def _talk(self, show: Show) -> None:
        """The groups are alive, but for a few."""
        for place in show.places:
            if self.rng.random() < 0.9:
                for who in self.rng.sample(self.people[place], k=min(6, len(self.people[place]))):
                    await self._say(place, who, "嗯嗯")
        await self.world.settle()

    async def _say(self, place: int, who: Member, text: str) -> None:
        self.counts["talk"] += 1
        if self.world.platform.groups[self.groups[place].group_id].has_bot:
            await self.world.platform.say(
                who.id, text, message_id=f"m{self.counts['talk']}", group_id=self.groups[place].group_id
            )

    async def _whisper(self, who: Member, text: str) -> None:
        self.counts["talk"] += 1
        await self.world.platform.say(who.id, text, message_id=f"m{self.counts['talk']}")
        await self.world.settle()

    async def _act(self, parts: Sequence[Part]) -> None:
        """Some of each group say something about what is open, all at once."""
        now, touched = self.world.clock.now(), list[Part]()
        for part in parts:
            if part.closes <= now:
                continue
            people = self.people[part.place]
            for who in self.rng.sample(people, k=min(len(people), self.rng.randint(1, ACTING // 3))):
                part.said += 1
                self.counts[part.kind] += 1
                await self._say(part.place, who, part.says(self.rng, who))
                if said := part.whispers(self.rng, who):
                    self.at(now + timedelta(minutes=9), partial(self._whisper, who, said))
            touched.append(part)
        await self.world.settle()
        if self.world._stage._app is None:
            for part in touched:
                part.limbo.append(now)

    # What there is to read.

    def _look(self) -> None:
        """Read what the groups were told, and plan to join in."""
        opened: list[Part] = []
        places = {chat.group_id: number for number, chat in self.groups.items()}
        for message in self.world.platform.accepted[self._read :]:
            if message.to.group_id:
                opened += self._hears(places[message.to.group_id], plain(message.text), message.at)
        self._read = len(self.world.platform.accepted)
        now = self.world.clock.now()
        for minutes in (2, 50, 170, 900, 1500) if opened else ():
            jitter = timedelta(seconds=self.rng.randrange(90))
            self.at(now + timedelta(minutes=minutes) + jitter, partial(self._act, opened))

    def _hears(self, place: int, text: str, at: datetime) -> list[Part]:
        for show in self.shows:
            if place in show.places:
                for step in show.steps:
                    if any(mark in text for mark in show.marks_of(step.number)):
                        self._last[place] = show, step.number
        for part in self.parts:
            if part.place == place and part.opened < at < part.closes + timedelta(days=4):
                part.hears(text)
        self._note_unheard(text)
        kind = next((kind for kind in PARTS.values() if kind.opening.match(text)), None)
        if kind is None or place not in self._last:
            return []
        number = int("".join(kind.opening.findall(text)[0]) or 0)
        show, step = self._last[place]
        known = any(part.place == place and part.show is show and part.kind == kind.kind for part in self.parts)
        closes = show.closes(step)
        if known or closes is None or (show.steps[step - 1].activity or {}).get("kind") != kind.kind:
            return []
        part = kind(show, step, place, number, text, at, closes, self.people[place])
        self.parts.append(part)
        if show.over_after is not None or len(self.kicked[place]) % 2 or at >= closes:
            part.closes, part.unsure = at, True
            self.counts["read of after the end"] += at >= closes
        self.counts[f"{kind.kind} opened"] += 1
        return [part]

    def _note_unheard(self, text: str) -> None:
        ended = re.match(r"投票 #(\d+) 结束了", text)
        if ended and not any(part.kind == "poll" and part.number == int(ended[1]) for part in self.parts):
            self.counts["polls ended that nobody read of"] += 1

    # What circumstances do.

    async def _crash(self, times: int = 1) -> None:
        if self.world._stage._app is None:
            return
        for _ in range(times):
            self.counts["crashes"] += 1
            down = self.rng.choice(DOWNS[:4] if self.rng.random() < 0.7 else DOWNS)
            point = self.rng.choice(("now", "before_send", "after_send"))
            if point == "now":
                await self.world.crash(seconds=down)
                return
            self.world.crash_at_next_send("before_send" if point == "before_send" else "after_send", seconds=down)

    async def _fault(self, kind: str) -> None:
        match kind:
            case "flood":
                self.world.platform.fail_sends("flood", 1, timedelta(minutes=self.rng.choice([5, 30, 120])))
            case "temporary":
                self.world.platform.fail_sends("temporary", self.rng.randint(1, 3))
            case _:
                self.world.platform.fail_sends("permanent", 1)

    async def _kick(self, place: int) -> None:
        if place in self.groups:
            self.kicked[place].append(self.world.clock.now())
            self._close(lambda part: part.place == place)
            await self.world.platform.kick_bot(self.groups[place].group_id)
            await self.world.settle()

    async def _back(self, place: int) -> None:
        if place in self.groups:
            group = self.groups[place]
            members = self.world.platform.groups[group.group_id].members
            self.kicked[place].append(self.world.clock.now())
            await self.world.platform.add_bot(group.group_id, group.name, self.owner.member_id, members)
            await self.world.settle()

    def _close(self, which: Callable[[Part], bool]) -> None:
        """Nobody acts on these any more."""
        for part in self.parts:
            if which(part) and part.closes > self.world.clock.now():
                part.closes, part.unsure = self.world.clock.now(), True
