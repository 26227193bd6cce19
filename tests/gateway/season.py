"""A season in five groups: what members said and what the bot has to say, to be compared with what became of it."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from bot.clock import SystemClock
from bot.content import Mention, Text
from bot.outbox import Outbox
from bot.outbox.pacing import PacingRules
from bot.outbox.post import Cause, Post
from bot.platforms.wechaty import WechatyPlatform
from bot.settings import settings_from
from bot.times.localday import local_day
from storage.engine import Database
from tests.gateway.gateway import Gateway
from tests.gateway.live import LiveBot, until
from tests.gateway.stage import quick

ZONE = "Asia/Shanghai"
GROUPS = {f"{number}@chatroom": f"群{number}" for number in range(1, 6)}
MEMBERS = {f"wxid_{number}": f"成员{number}" for number in range(1, 9)}
OWNER = "wxid_1"
NEWCOMERS = {f"wxid_new{number}": f"新人{number}" for number in range(1, 7)}
PATIENCE = 60
AT_ONCE = 40
"""Numbers that one command may name."""


class Season:
    """Keeps count of everything, so that in the end nothing may be missing or double."""

    def __init__(self, gateway: Gateway, bot: LiveBot, seed: int) -> None:
        self.gateway, self.bot, self.rng = gateway, bot, random.Random(seed)
        self.talk: Counter[tuple[str, str]] = Counter()
        self.words: Counter[str] = Counter()
        self.posts: Counter[tuple[str, str]] = Counter()
        self.commands = 0
        self.joined: list[str] = []
        self._turns = 0

    async def open(self, posts: int) -> None:
        """Let the bot see its groups once, and leave it stopped with posts to send."""
        self.gateway.start()
        for group_id, name in GROUPS.items():
            await self.gateway.add_group(group_id, name, OWNER, MEMBERS)
        await self.gateway.post("/contacts", contacts=[{"id": key, "name": name} for key, name in NEWCOMERS.items()])
        self.bot.start()
        seen = f"SELECT COUNT(*) FROM groups WHERE synced_at IS NOT NULL HAVING COUNT(*) = {len(GROUPS)}"
        await self.bot.connected(PATIENCE)
        await until(lambda: self.bot.rows(seen), PATIENCE)
        assert await self.bot.stop() == 0
        await self._fill(posts)

    async def _fill(self, number: int) -> None:
        """Posts for all groups: some with a mention, some in the very words of others."""
        now = SystemClock().now()
        rules = PacingRules.from_settings(settings_from({"pacing": "off"}))
        groups = dict(await self.bot.rows("SELECT platform_id, id FROM groups"))
        people = dict(await self.bot.rows("SELECT platform_id, id FROM people"))
        [[account_id]] = await self.bot.rows("SELECT id FROM accounts")
        posts: list[Post] = []
        for n in range(number):
            group_id, content, shown = list(GROUPS)[n % len(GROUPS)], Text((f"第 {n} 条",)), f"第 {n} 条"
            if n % 3 == 1:
                content, shown = Text(("早安",)), "早安"
            elif n % 3 == 2:
                content, shown = Text((Mention(people[OWNER]), f"第 {n} 条")), f"@{MEMBERS[OWNER]}\u2005第 {n} 条"
            posts.append(Post(f"drop:{n}", content, Cause("schedule", str(n)), group_id=groups[group_id]))
            self.posts[group_id, shown] += 1
        async with Database(self.bot.database_url) as db, db.transaction() as connection:
            outbox = Outbox(db, account_id, WechatyPlatform(quick(self.gateway), SystemClock()), pacing=rules, seed=0)
            await outbox.add(connection, posts, now)

    async def slow_down(self, calls: int) -> None:
        """Let the gateway take its time to send, some of it before and some of it after."""
        for _ in range(calls):
            before = self.rng.random() < 0.5
            await self.gateway.post(
                "/fault", method="messageSendText", **{"delay" if before else "late": self.rng.randrange(50, 250)}
            )

    @asynccontextmanager
    async def chatter(self) -> AsyncGenerator[None]:
        """Members talk, ask and come in for as long as the block runs."""
        enough = asyncio.Event()
        talking = asyncio.create_task(self._chat(enough))
        try:
            yield
        finally:
            enough.set()
            await talking

    async def _chat(self, enough: asyncio.Event) -> None:
        while not enough.is_set():
            self._turns += 1
            await self._turn(self._turns)
            await asyncio.sleep(0.05)

    async def _turn(self, turn: int) -> None:
        group_id, member_id = self.rng.choice(list(GROUPS)), self.rng.choice(list(MEMBERS))
        if turn % 40 == 0:
            await self._burst(f"爆{turn}-", 30)
        elif turn % 25 == 0:
            self.commands += 1
            await self._say(group_id, member_id, "/身份")
        elif turn % 30 == 0 and len(self.joined) < len(NEWCOMERS):
            newcomer = list(NEWCOMERS)[len(self.joined)]
            self.joined.append(newcomer)
            await self.gateway.post("/join", roomId=group_id, members=[newcomer], by=OWNER)
        else:
            await self._say(group_id, member_id, f"闲聊 {turn}")

    async def _say(self, group_id: str, member_id: str, words: str) -> None:
        await self.gateway.post("/message", **{"from": member_id}, roomId=group_id, text=words)
        self._note(group_id, member_id, words)

    async def _burst(self, prefix: str, n: int) -> None:
        rooms, members = list(GROUPS), list(MEMBERS)
        await self.gateway.post("/burst", n=n, rooms=rooms, **{"from": members}, prefix=prefix)
        for i in range(n):
            self._note(rooms[i % len(rooms)], members[i % len(members)], f"{prefix}{i}")

    def _note(self, group_id: str, member_id: str, words: str) -> None:
        self.talk[group_id, member_id] += 1
        self.words[words] += 1

    # The end.

    async def settle(self) -> dict[str, int]:
        """Let everything come to rest: the queue, WeChat's history, and by an admin's word what was never sent."""
        await self.gateway.clear_faults()
        await self._quiet()
        await self.gateway.post("/replay")
        try:
            await until(self._all_heard, PATIENCE)
        except TimeoutError:
            raise AssertionError(f"of what was replayed the bot does not know {await self._unheard()}") from None
        lost = await self.bot.rows("SELECT COUNT(*) FROM outbox WHERE state = 'unknown' OR reason = 'echo'")
        resent = 0
        for group_id in GROUPS:
            resent += await self._resend(group_id)
        await self._quiet()
        seen = await self.bot.rows("SELECT COUNT(*) FROM outbox WHERE reason = 'echo'")
        return {"unknown": lost[0][0], "seen by echo": seen[0][0], "resent by an admin": resent}

    async def _resend(self, group_id: str) -> int:
        query = """SELECT o.id FROM outbox o JOIN groups g ON g.id = o.group_id
            WHERE o.state = 'unknown' AND g.platform_id = :group"""
        ids = [str(row[0]) for row in await self.bot.rows(query, group=group_id)]
        for start in range(0, len(ids), AT_ONCE):
            self.commands += 1
            await self._say(group_id, OWNER, f"/补发 {' '.join(ids[start : start + AT_ONCE])}")

        async def none_unknown() -> bool:
            return not await self.bot.rows(query, group=group_id)

        await until(none_unknown, PATIENCE)
        return len(ids)

    async def _quiet(self) -> None:
        """Nothing waits any more, but for what is done every night."""

        async def look() -> bool:
            left = await self.bot.rows(
                """SELECT (SELECT COUNT(*) FROM outbox WHERE state IN ('waiting', 'sending')) +
                (SELECT COUNT(*) FROM events WHERE state = 'pending') +
                (SELECT COUNT(*) FROM schedules WHERE next_due_at IS NOT NULL AND recurrence IS NULL)"""
            )
            return left == [(0,)]

        await until(look, PATIENCE)

    async def _all_heard(self) -> bool:
        """Whether the bot knows all that was said, its own words included."""
        return not await self._unheard()

    async def _unheard(self) -> list[str]:
        said = Counter(row[0] for row in await self.bot.rows("SELECT text FROM messages"))
        known = {row[0] for row in await self.bot.rows("SELECT platform_message_id FROM outbox")}
        ours = [f"{entry['seq']}: {entry['text']}" for entry in await self.gateway.sent() if entry["id"] not in known]
        return [*(self.words - said).elements(), *ours]

    async def check(self) -> None:
        """Everything arrived, was recorded and was counted exactly once."""
        sent = await self.gateway.sent()
        posts = Counter((entry["conversationId"], entry["text"]) for entry in sent)
        assert {key: posts[key] for key in self.posts} == dict(self.posts)
        rows = await self.bot.rows("SELECT state, platform_message_id FROM outbox ORDER BY 2")
        assert rows == [("sent", id_) for id_ in sorted(entry["id"] for entry in sent)]
        answers = await self.bot.rows("SELECT cause_id FROM outbox WHERE cause_kind = 'command'")
        assert (len(answers), len(set(answers))) == (self.commands, self.commands)
        assert await self.bot.rows("SELECT kind FROM events WHERE state <> 'done'") == []
        welcomed = [person for entry in sent if entry["text"].startswith("欢迎") for person in entry["mentions"]]
        assert sorted(welcomed) == sorted(self.joined)
        await self._check_talk()

    async def _check_talk(self) -> None:
        said = await self.bot.rows(
            """SELECT m.text, m.sent_at, g.platform_id, p.platform_id FROM messages m
            JOIN groups g ON g.id = m.group_id JOIN people p ON p.id = m.person_id"""
        )
        assert Counter(row[0] for row in said) == self.words
        days = Counter((group, person, local_day(at, ZONE)) for _, at, group, person in said)
        counted = await self.bot.rows(
            """SELECT g.platform_id, p.platform_id, a.day, a.messages FROM activity a
            JOIN groups g ON g.id = a.group_id JOIN people p ON p.id = a.person_id"""
        )
        assert {(group, person, day): n for group, person, day, n in counted} == dict(days)
        assert Counter((group, person) for _, _, group, person in said) == self.talk
