"""Whatever fails, floods or crashes: no promo before its value, nothing scheduled into a silent group."""

import asyncio
import shutil
from collections import deque
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.events import MessagePosted
from bot.outbox import Outbox as OutboxService
from bot.outbox import Serves
from bot.platforms.base import Destination, Outcome, Parcel, Refused, Sent, TooFast, TryAgain, Unknown
from bot.platforms.simulator import Crashed
from storage.bulk import insert_many
from storage.tables import Activity, GroupSetting, Outbox
from tests.bot.speaking import Speaker, speaking
from tests.fakes.platform import ScriptedPlatform, read

MINUTE = timedelta(minutes=1)
RATIO, TALK = 2, 2
PACED = {"QUIET_HOURS": "", "ACCOUNT_BURST": "2", "GROUP_BURST": "1", "JITTER": "9s"}
TROUBLE: dict[str, Outcome] = {
    "busy": TryAgain("busy"),
    "flood": TooFast("slow down", 5 * MINUTE),
    "refused": Refused("no"),
}
POSTS = ["value", "value", "promo", "promo", "must", "long"]
DOUBTS = ["lost after", "lost before", "crash after", "crash before", "silent after"]
OTHERS = ["settle", "crash", "echo", "never", "resend"]
STEPS = st.lists(
    st.tuples(
        st.one_of(st.sampled_from(POSTS), st.sampled_from([*DOUBTS, *OTHERS, *TROUBLE])),
        st.sampled_from([1, 1, 1, 2]),
        st.sampled_from([0, 0, 1, 12, 70]),
        st.sampled_from([0, 1, 2, 2]),
    ),
    min_size=10,
    max_size=60,
)


class Doubtful(ScriptedPlatform):
    """Also takes messages, or does not, without anybody learning of it."""

    def __init__(self, bot: Speaker) -> None:
        super().__init__(bot.clock)
        self.doubts = deque[str]()

    async def send(self, to: Destination, parcel: Parcel) -> Outcome:
        """Fail in silence where that is arranged."""
        how, when = self.doubts.popleft().split() if self.doubts else ("", "")
        if not how:
            return await super().send(to, parcel)
        if when == "after":
            self.taken.append((self._clock.now(), to.group_id, read(parcel)))
        if how == "crash":
            raise Crashed
        return Sent() if how == "silent" else Unknown("deadline")


class Play:
    """One life of a bot and two groups, and how much their people had said by each message it got into the chat."""

    def __init__(self, bot: Speaker) -> None:
        self.bot, self.platform = bot, Doubtful(bot)
        self.numbers = 0
        self.said = {"room1": 0, "room2": 0}
        self.chats: dict[str, list[tuple[str, int]]] = {"room1": [], "room2": []}
        self.exempt: set[str] = set()
        self.again: set[str] = set()
        self._read = 0
        bot.platform = self.platform

    async def step(self, what: str, room: int, minutes: int, said: int) -> None:
        """Do it, let people talk, then let time go by."""
        match what:
            case "value" | "promo" | "must" | "long":
                await self._post(what, room)
            case "crash":
                await self.bot.crash()
            case "echo" | "never" | "resend":
                await self._learn(what)
            case "settle":
                pass
            case _ if what in TROUBLE:
                self.platform.answer(TROUBLE[what])
            case _:
                self.platform.doubts.append(what)
        await self._talk(room, said)
        await self.live(minutes * MINUTE)

    async def live(self, time: timedelta) -> None:
        """Time goes by; a bot that crashes is back at once."""
        end = self.bot.clock.now() + time
        while True:
            try:
                await self.bot.play(end)
                return
            except Crashed:
                await self.bot.crash()
            finally:
                self._note()

    async def _post(self, what: str, room: int) -> None:
        self.numbers += 1
        serving: Serves = "promo" if what == "promo" else "value"
        moment = f"drop:{self.numbers}:1:{room}"
        if what == "must":
            self.exempt.add(f"{serving}{self.numbers}")
        for part in range(2 if what == "long" else 1):
            words, key = f"{serving}{self.numbers}.{part}", moment + (f":{part}" if part else "")
            await self.bot.say(words, room, key=key, serving=serving, is_must=what == "must")

    async def _talk(self, room: int, said: int) -> None:
        again = "ON CONFLICT (group_id, day, person_id) DO UPDATE SET messages = activity.messages + excluded.messages"
        day = int(f"{self.bot.clock.now() + timedelta(hours=8):%Y%m%d}")
        async with self.bot.db.transaction() as connection:
            rows = [(room, day, 1, said)]
            await insert_many(connection, Activity, ("group_id", "day", "person_id", "messages"), rows, again)
        self.said[f"room{room}"] += said

    async def _learn(self, how: str) -> None:
        """The platform shows everything, or an admin looks: what is in the chat is known, the rest goes again."""
        in_chat = {words for _, _, words in self.platform.taken}
        async with self.bot.db.write() as session:
            unknown = (await session.scalars(select(Outbox).where(Outbox.state == "unknown"))).all()
            lost = [row for row in unknown if row.content["parts"][0] not in in_chat]
            self.again.update(row.content["parts"][0].split(".")[0] for row in lost)
            if how == "resend":
                await self.bot.outbox.resend(session, [row.id for row in lost], self.bot.clock.now())
                self.exempt.update(row.content["parts"][0].split(".")[0] for row in lost)
        if how != "resend":
            shown(self.bot.outbox, self.platform)
        if how == "never":
            self.bot.outbox.echoes_complete()

    def _note(self) -> None:
        for _, chat, words in self.platform.taken[self._read :]:
            self.chats[chat].append((words.split(".")[0], self.said[chat]))
        self._read = len(self.platform.taken)


def shown(outbox: OutboxService, platform: ScriptedPlatform) -> None:
    """Every message in the chats is shown to the bot again."""
    outbox.echoed(
        [
            MessagePosted(f"m{n}", at, "bot", words, chat, from_self=True)
            for n, (at, chat, words) in enumerate(platform.taken, start=1)
        ]
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_the_rules_hold_in_the_chat(sqlite_template: Path, steps: list[tuple[str, int, int, int]]) -> None:
    """Counted by what was really seen there, not by what the bot believes."""
    with TemporaryDirectory() as folder:
        shutil.copyfile(sqlite_template, Path(folder) / "served.db")
        play = asyncio.run(played(f"sqlite:///{folder}/served.db", steps))
    words = [words for _, _, words in play.platform.taken]
    assert len(words) == len(set(words))
    late = [first for first in words if first.endswith(".0") and f"{first[:-1]}1" in words[: words.index(first)]]
    assert {first.split(".")[0] for first in late} <= play.again
    for chat in play.chats.values():
        check_ratio([moment for moment, _ in chat])
        check_talk(chat, play.exempt)


async def played(url: str, steps: list[tuple[str, int, int, int]]) -> Play:
    """The whole play, and some hours more in which people talk."""
    async with speaking(url, PACED) as bot:
        play = Play(bot)
        await bot.open()
        async with bot.db.write() as session:
            rules = {"serving.ratio": RATIO, "serving.talk": TALK}
            session.add_all(
                [GroupSetting(group_id=room, name=name, value=n) for room in (1, 2) for name, n in rules.items()]
            )
        for step in [*steps, ("echo", 1, 70, 2), ("settle", 1, 70, 2), ("settle", 2, 70, 2), ("settle", 1, 200, 2)]:
            await play.step(*step)
        return play


def check_ratio(moments: list[str]) -> None:
    """Enough value before every promo since the one before."""
    values = set[str]()
    for n, moment in enumerate(moments):
        if moment.startswith("value"):
            values.add(moment)
        elif moment not in moments[:n]:
            assert len(values) >= RATIO, moments
            values.clear()


def check_talk(chat: list[tuple[str, int]], exempt: set[str]) -> None:
    """Enough talk before everything scheduled that begins a moment, the first and what must go aside."""
    begun = dict[str, None]()
    last_said = 0
    for moment, said in chat:
        if moment not in begun and begun and moment not in exempt:
            assert said - last_said >= TALK, chat
        begun[moment] = None
        last_said = said
