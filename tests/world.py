"""Conversations with the whole bot: people say things, time goes by, and the bot's words are checked one by one."""

import itertools
import re
import tempfile
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.app import App
from bot.clock import VirtualClock
from bot.platforms.base import AFTER_MENTION
from bot.platforms.simulator import BOT, Accepted, CrashPoint, Simulator
from bot.plugin import Plugin
from bot.settings import Settings, settings_from
from bot.simulation.stage import Stage
from plugins import PLUGINS

START = datetime.fromisoformat("2026-03-02T10:00:00+08:00")  # a Monday
BOT_NAME = "蒲公英"


class Chat:
    """One chat as its members see it; what the bot says there is read in order, each message once."""

    def __init__(self, world: "World", *, group_id: str = "", member_id: str = "") -> None:
        self.world, self.group_id, self.member_id = world, group_id, member_id
        self._read = 0
        self.last: Accepted | None = None

    def heard(self) -> list[str]:
        """Everything the bot has said here and nobody has read yet."""
        unread = self._unread()
        self._read += len(unread)
        self.last = unread[-1] if unread else self.last
        return [plain(message.text) for message in unread]

    def bot_replied(self, *words: str, mentions: Sequence[str] | None = None) -> str:
        """The next unread message of the bot's holds all these words; returns it."""
        unread = self._unread()
        assert unread, f"the bot said nothing, expected {words}"
        self._read, self.last = self._read + 1, unread[0]
        text = plain(unread[0].text)
        missing = [word for word in words if word not in text]
        assert not missing, f"{missing} not in:\n{text}"
        assert mentions is None or list(unread[0].mentions) == list(mentions), unread[0].mentions
        return text

    def bot_stayed_silent(self) -> None:
        """The bot has said nothing that was not read."""
        assert [plain(message.text) for message in self._unread()] == []

    async def whispers(
        self, text: str, *, quote: "Accepted | str | None" = None, image: Path | None = None, file: Path | None = None
    ) -> str:
        """Whom the private chat is with says or sends something; the message's id."""
        return await self.world.say(self.member_id, text, quote=quote, image=image, file=file)

    def _unread(self) -> list[Accepted]:
        mine = [
            message
            for message in self.world.platform.accepted
            if (message.to.group_id, message.to.member_id) == (self.group_id, "" if self.group_id else self.member_id)
        ]
        return mine[self._read :]


@dataclass(eq=False)
class Human:
    """Somebody who talks, in one group and privately with the bot."""

    world: "World"
    id: str
    name: str
    group: "GroupChat"
    private: Chat

    async def says(
        self, text: str, *, quote: Accepted | str | None = None, image: Path | None = None, file: Path | None = None
    ) -> str:
        """Say it in the group; `@名字` of a member or of the bot becomes a real mention. The message's id."""
        written, mentions = self.group.with_mentions(text)
        return await self.world.say(
            self.id,
            written,
            group_id=self.group.group_id,
            mentions=mentions,
            quote=quote,
            image=image,
            file=file,
        )

    async def whispers(
        self, text: str, *, quote: Accepted | str | None = None, image: Path | None = None, file: Path | None = None
    ) -> str:
        """Say it to the bot in private; the message's id."""
        return await self.private.whispers(text, quote=quote, image=image, file=file)

    def was_told(self, *words: str) -> str:
        """The next unread private message of the bot's holds these words; returns it."""
        return self.private.bot_replied(*words)

    def was_told_nothing(self) -> None:
        """The bot has said nothing more in private."""
        self.private.bot_stayed_silent()


class GroupChat(Chat):
    """A group, with its people by name."""

    def __init__(self, world: "World", group_id: str, name: str) -> None:
        super().__init__(world, group_id=group_id)
        self.name = name
        self.people: dict[str, Human] = {}

    def __getitem__(self, name: str) -> Human:
        return self.people[name]

    @property
    def owner(self) -> Human:
        """The group's owner."""
        return next(p for p in self.people.values() if p.id == self.world.platform.groups[self.group_id].owner_id)

    @property
    def admin(self) -> Human:
        """Somebody the owner made an admin."""
        return self.people["老周"]

    @property
    def member(self) -> Human:
        """A member without any role."""
        return self.people["小明"]

    async def joins(self, *names: str, inviter: str = "") -> None:
        """People come in together."""
        newcomers = {self.world.id_of(name): name for name in names}
        self.meet(newcomers)
        await self.world.platform.join(self.group_id, newcomers, self.world.id_of(inviter) if inviter else "")
        await self.world.settle()

    async def leaves(self, name: str) -> None:
        """Somebody goes."""
        await self.world.platform.leave(self.group_id, self.world.id_of(name))
        await self.world.settle()

    def meet(self, members: Mapping[str, str]) -> None:
        """Know these people by name."""
        for member_id, name in members.items():
            self.people[name] = Human(self.world, member_id, name, self, self.world.private(member_id))

    def with_mentions(self, text: str) -> tuple[str, tuple[str, ...]]:
        """The text as a phone sends it, and who is really mentioned."""
        ids = {name: human.id for name, human in self.people.items()} | {BOT_NAME: BOT}
        names = "|".join(re.escape(name) for name in sorted(ids, key=len, reverse=True))
        found = re.findall(f"@({names})", text)
        return re.sub(rf"@({names}) ?", rf"@\1{AFTER_MENTION}", text), tuple(ids[name] for name in found)


class World:
    """A bot, a platform and a clock that is moved by hand."""

    def __init__(self, settings: Settings, plugins: Sequence[Plugin], *, scratch: bool) -> None:
        self.settings, self._plugins, self._scratch = settings, plugins, scratch
        self.clock = VirtualClock(START)
        self.platform = Simulator(self.clock, bot_name=BOT_NAME)
        self.codes: list[str] = []
        self.app: App | None = None
        self._stage = Stage(self._open, self.platform, self.clock, self._rest)
        self._ids: dict[str, str] = {}
        self._numbers = itertools.count(1)
        self._private: dict[str, Chat] = {}

    async def group(self, name: str, owner: str, *members: str) -> GroupChat:
        """A group that the bot is brought into."""
        group = GroupChat(self, f"group{next(self._numbers)}", name)
        everyone = {self.id_of(each): each for each in (owner, *members)}
        group.meet(everyone)
        await self.platform.add_bot(group.group_id, name, self.id_of(owner), everyone)
        await self.settle()
        return group

    def id_of(self, name: str) -> str:
        """A person's platform id, the same in every group."""
        return self._ids.setdefault(name, f"m{len(self._ids) + 1}")

    def private(self, member_id: str) -> Chat:
        """The private chat of somebody with the bot."""
        return self._private.setdefault(member_id, Chat(self, member_id=member_id))

    async def operator(self, name: str) -> Chat:
        """The private chat of somebody who has claimed the bot by its code; what it said so far is read."""
        chat = self.private(self.id_of(name))
        await chat.whispers(f"/绑定 {self.codes[-1]}")
        chat.heard()
        return chat

    async def say(
        self,
        member_id: str,
        text: str,
        *,
        group_id: str = "",
        mentions: tuple[str, ...] = (),
        quote: Accepted | str | None = None,
        image: Path | None = None,
        file: Path | None = None,
    ) -> str:
        """One message, and all that the bot at once does about it; the message's id, by which it can be quoted."""
        message_id = f"said{next(self._numbers)}"
        await self.platform.say(
            member_id,
            text,
            message_id=message_id,
            group_id=group_id,
            mentions=mentions,
            quote=f"out:{quote.number}" if isinstance(quote, Accepted) else quote or "",
            image=image,
            file=file,
        )
        await self.settle()
        return message_id

    async def advance(self, **time: float) -> None:
        """Let time go by, as in timedelta."""
        await self._stage.advance(self.clock.now() + timedelta(**time))

    async def crash(self, **down: float) -> None:
        """Kill the bot; it comes back from its database after that time, as in timedelta."""
        await self._stage.crash(timedelta(**down))

    def crash_at_next_send(self, point: CrashPoint, **down: float) -> None:
        """Let the bot vanish at its next send, before or after the platform has taken it, for that time."""
        self._stage.crash_lasts(timedelta(**down))
        self.platform.crash_at_next_send(point)

    async def settle(self) -> None:
        """Let the bot do what it can now."""
        await self._stage.settle()

    async def start(self) -> None:
        """Start the bot."""
        await self._stage.advance(START)

    async def close(self) -> None:
        """End everything."""
        await self._stage.close()

    async def _open(self) -> App:
        self.app = await App.open(
            self.settings,
            self.platform,
            clock=self.clock,
            plugins=self._plugins,
            seed=1,
            announce_claim=self.codes.append,
            scratch=self._scratch,
        )
        return self.app

    async def _rest(self, app: App) -> None:
        pass


def plain(text: str) -> str:
    """The text with the space after mentions made an ordinary one."""
    return text.replace(AFTER_MENTION, " ")


@asynccontextmanager
async def open_world(
    database_url: str, plugins: Sequence[Plugin] = PLUGINS, scratch: bool = True, /, **settings: str
) -> AsyncGenerator[World]:
    """A world on this database, pacing off unless said otherwise; one that is no `scratch` has threads as in life."""
    with tempfile.TemporaryDirectory(prefix="dandelion-") as folder:
        given = {"database_url": database_url, "media_dir": f"{folder}/media", "pacing": "off", **settings}
        world = World(settings_from(given), plugins, scratch=scratch)
        await world.start()
        try:
            yield world
        finally:
            await world.close()
