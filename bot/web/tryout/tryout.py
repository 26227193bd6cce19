"""The try-out itself: the whole bot on the simulated platform, and what people on the page do to it."""

import asyncio
import itertools
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from bot.app import App
from bot.clock import ShiftedClock
from bot.errors import PlatformError, UserError
from bot.outbox.messages import CAUSES
from bot.phrases import Language, Phrase
from bot.platforms.base import AFTER_MENTION
from bot.platforms.simulator import BOT, SimulatedGroup, Simulator
from bot.plugin import Plugin
from bot.services import Services
from bot.settings import Settings
from bot.simulation.mentions import with_mentions
from bot.simulation.stage import MovableClock, Stage
from bot.simulation.transcript import UNKNOWN, reasons
from bot.simulation.world import BOT_NAME, impatient, restore
from bot.terminal import messages as room
from bot.times.clockwords import parse_duration
from bot.times.timewords import parse_moment
from bot.web.tryout import life, past
from bot.web.tryout import messages as say
from bot.web.tryout.life import Doing
from bot.web.tryout.log import Entry, Log
from bot.web.tryout.town import Line, Sample, samples
from storage.base import to_ms
from storage.lock import held
from storage.migrate import migrate

log = structlog.get_logger()

FARTHEST = timedelta(days=400)
STEP = timedelta(days=1)
"""After so much of a leap through time the page is shown how far it got."""
LONGEST_WAIT_S = 30.0
LONGEST_NAME = 20
NOTE = "note"


class TryOut:
    """One world, its clock, and the bot in it; whatever is done to it is done one thing at a time."""

    def __init__(self, settings: Settings, plugins: Sequence[Plugin], clock: MovableClock | None = None) -> None:
        folder = settings.media_dir.parent / "tryout"
        self.settings = replace(
            impatient(settings),
            database_url=f"sqlite:///{folder}/dandelion.db",
            media_dir=folder / "media",
            backup_dir=folder / "backups",
            alert_webhook="",
        )
        self.log = Log()
        self.clock: MovableClock = clock or ShiftedClock()
        self._began_at = self.clock.now()
        self._app: App | None = None
        self._folder, self.plugins = folder, plugins
        self._lock, self._woken = asyncio.Lock(), asyncio.Event()
        self._numbers = itertools.count(1)
        self._platform: Simulator = Simulator(self.clock, BOT_NAME)
        self._stage: Stage | None = None
        self._shown = 0
        self._posted: list[tuple[str, str, datetime]] = []
        english = samples("en")
        self._english = {sample.name for sample in english} | {who for sample in english for who in sample.members}

    @property
    def services(self) -> Services | None:
        """The bot's, once it is up."""
        return self._app.bot.services if self._app is not None and self._app.bot is not None else None

    @property
    def platform(self) -> Simulator:
        """Where the groups and their members are."""
        return self._platform

    async def open(self) -> None:
        """Take up the world where it was left, or make the sample one."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._platform, self._shown = Simulator(self.clock, BOT_NAME), 0
        async with held(self.settings.database_url) as db:
            await migrate(self.settings.database_url, self.settings.backup_dir, self.clock.now())
            last = await restore(db, self._platform)
            if last is not None:
                await past.restore(db, self.log, self._platform)
        if last is not None and last > self.clock.now():
            self.clock.move_to(last)
        self._stage = Stage(self._open_app, self._platform, self.clock, self._watch)
        await self._stage.advance(self.clock.now())
        if not self._platform.groups:
            await self._begin()

    async def live(self) -> None:
        """Let the bot do what becomes due, for as long as the page is served."""
        while True:
            due = self._stage.next_due() if self._stage else None
            wait = LONGEST_WAIT_S if due is None else (due - self.clock.now()).total_seconds()
            self._woken.clear()
            try:
                async with asyncio.timeout(min(max(wait, 0.05), LONGEST_WAIT_S)):
                    await self._woken.wait()
            except TimeoutError:
                pass
            async with self._lock:
                await self._advance(self.clock.now())

    async def close(self) -> None:
        """An orderly end."""
        async with self._lock:
            self.log.close()
            if self._stage is not None:
                await self._stage.close()

    async def say(self, chat: str, who: str, text: str, quote: str = "", picture: Path | None = None) -> None:
        """Somebody says something in a group, or in private to the bot. Raises UserError."""
        group_id = self._place(chat, who)
        if not text.strip() and picture is None:
            raise UserError(say.NO_WORDS)
        async with self._lock:
            spoken, mentions = with_mentions(text, self._called(group_id)) if group_id else (text, ())
            message_id = f"said:{to_ms(self.clock.now())}:{next(self._numbers)}"
            quoted = self.log.find(chat, quote) if quote else None
            self._enter(
                chat,
                message_id,
                who,
                "image" if picture else "text",
                picture.name if picture else text,
                quote=f"{quoted.name}：{quoted.text}" if quoted else "",
            )
            await self._platform.say(
                who,
                spoken,
                message_id=message_id,
                group_id=group_id,
                mentions=mentions,
                quote=quote if quoted else "",
                image=picture,
            )
            await self._settle()

    async def join(self, group_id: str, name: str, by: str = "") -> None:
        """Somebody new comes into a group. Raises UserError."""
        group, name = self._group(group_id), " ".join(name.split())[:LONGEST_NAME]
        if not name:
            raise UserError(room.NO_NAME)
        if name in group.members.values():
            raise UserError(room.IS_MEMBER, name=name)
        async with self._lock:
            self._note(group_id, room.JOINED_BY if by in group.members else room.JOINED, name=name, by=by)
            await self._platform.join(group_id, {name: name}, by if by in group.members else "")
            await self._settle()

    async def leave(self, group_id: str, who: str) -> None:
        """Somebody leaves a group. Raises UserError."""
        group = self._group(group_id)
        if who not in group.members:
            raise UserError(say.NO_MEMBER)
        if len(group.members) == 1 or who == group.owner_id:
            raise UserError(say.MUST_STAY, name=group.members[who])
        async with self._lock:
            self._note(group_id, room.LEFT, name=group.members[who])
            await self._platform.leave(group_id, who)
            await self._settle()

    async def move(self, words: str, language: Language = "zh") -> None:
        """Let time pass: `+1h`, `明天 8:00`, `2026-11-11 20:00`; those of a language talk. Raises UserError."""
        now = self.clock.now()
        if words.startswith(("+", "＋")):
            moment = now + parse_duration(words[1:].strip())
        else:
            moment = parse_moment(words.split(), now, self.settings.zone)[0]
        if moment - now > FARTHEST:
            raise UserError(say.TOO_FAR)
        await self.move_to(moment, language)

    async def move_to(self, moment: datetime, language: Language = "zh") -> None:
        """The same, to a moment that is to come."""
        async with self._lock:
            while self.clock.now() < moment:
                await self._live_until(min(moment, self.clock.now() + STEP), language)
                self._tell_time()
        self._woken.set()

    async def reset(self) -> None:
        """Forget this world and begin the sample one anew."""
        async with self._lock:
            if self._stage is not None:
                await self._stage.close()
            self._stage = self._app = None
            self.log.clear()
            await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)
            self.clock.move_to(self._began_at)
            await self.open()
        self.log.tell({"is": "reset"})
        self._woken.set()

    def language_of(self, chat: str) -> Language:
        """In which of the two a chat is spoken."""
        who = chat.removeprefix("private:")
        return "en" if chat in self._english or (who != chat and who in self._english) else "zh"

    async def picture_of(self, message_id: str) -> bytes | None:
        """The picture a message carried; None where there is none."""
        try:
            return await self._platform.fetch_image(message_id)
        except PlatformError:
            return None

    async def _open_app(self) -> App:
        self._app = await App.open(self.settings, self._platform, clock=self.clock, plugins=self.plugins)
        return self._app

    async def _begin(self) -> None:
        """Live through the weeks before: people talk, and the bot with them."""
        now = self.clock.now()
        towns = [sample for language in ("zh", "en") for sample in samples(language)]
        told = sorted(
            ((line.moment(now, self.settings.zone), sample, line) for sample in towns for line in sample.talk),
            key=lambda each: each[0],
        )
        self.clock.move_to(told[0][0] - timedelta(minutes=10))
        for sample in towns:
            people = {name: name for name in sample.members}
            await self._platform.add_bot(sample.name, sample.name, sample.members[0], people)
        await self._settle()
        for moment, sample, line in told:
            if moment < now:
                await self._advance(moment, leaping=True)
                await self._happen(sample, line)
        await self._advance(now, leaping=True)

    async def _live_until(self, moment: datetime, language: Language) -> None:
        """Let people talk meanwhile, and answer what the bot posts."""
        groups = [name for name in self._platform.groups if self.language_of(name) == language]
        zone, now = self.settings.zone, self.clock.now()
        to_do = [
            doing for name in groups for doing in life.small_talk(name, self._people(name), language, zone, now, moment)
        ]
        while to_do or self.clock.now() < moment:
            to_do.sort()
            self._posted.clear()
            await self._advance(min([moment, *(doing.at for doing in to_do[:1])]))
            for chat, text, at in self._posted:
                if chat in groups:
                    replies = life.answers(chat, self._people(chat), language, text, at)
                    to_do += [reply for reply in replies if reply.at <= moment]
            if to_do and to_do[0].at <= self.clock.now():
                await self._speak(to_do.pop(0))

    async def _speak(self, doing: Doing) -> None:
        if doing.who not in self._platform.groups[doing.group].members:
            return
        message_id = f"said:{to_ms(self.clock.now())}:{next(self._numbers)}"
        self._enter(doing.group, message_id, doing.who, "text", doing.text)
        await self._platform.say(doing.who, doing.text, message_id=message_id, group_id=doing.group)
        await self._settle()

    def _people(self, group_id: str) -> list[str]:
        """Those who talk by themselves: all but the owner, whom one is oneself."""
        group = self._platform.groups[group_id]
        return [member for member in group.members if member != group.owner_id] or [group.owner_id]

    async def _happen(self, sample: Sample, line: Line) -> None:
        if line.brought_by:
            self._note(sample.name, room.JOINED_BY, name=line.who, by=line.brought_by)
            await self._platform.join(sample.name, {line.who: line.who}, line.brought_by)
        else:
            await self._speak(Doing(self.clock.now(), sample.name, line.who, line.text))
        await self._settle()

    async def _advance(self, moment: datetime, *, leaping: bool = False) -> None:
        """Do all that becomes due until then; `leaping` does it once, and late, where it repeats."""
        assert self._stage is not None
        if leaping:
            self.clock.move_to(moment)
            await self._stage.settle()
        else:
            await self._stage.advance(moment)

    async def _settle(self) -> None:
        assert self._stage is not None
        await self._stage.settle()
        self._woken.set()

    async def _watch(self, app: App) -> None:
        """Put what the bot has said since the last time into the chats, and why."""
        fresh = self._platform.accepted[self._shown :]
        if not fresh:
            return
        known = await reasons(app.db, fresh)
        for message in fresh:
            self._shown += 1
            chat = message.to.group_id or f"private:{message.to.member_id}"
            reason = known.get(message.message_id, UNKNOWN)
            cause = CAUSES.get(reason.kind)
            text = message.text.replace(AFTER_MENTION, " ")
            why = cause(self.language_of(chat)) if cause else ""
            if reason.kind != "command":
                self._posted.append((chat, text, message.at))
            self._enter(chat, message.message_id, BOT, message.kind, text, at=message.at, why=why)

    def _enter(
        self,
        chat: str,
        entry_id: str,
        who: str,
        kind: str,
        text: str,
        *,
        at: datetime | None = None,
        why: str = "",
        quote: str = "",
    ) -> None:
        name = self._platform.name_of(who, "" if chat.startswith("private:") else chat)
        self.log.add(chat, Entry(entry_id, to_ms(at or self.clock.now()), who, name, kind, text, why, quote))

    def _note(self, group_id: str, phrase: Phrase, **values: object) -> None:
        entry_id = f"note:{to_ms(self.clock.now())}:{next(self._numbers)}"
        text = phrase(self.language_of(group_id), **values)
        self.log.add(group_id, Entry(entry_id, to_ms(self.clock.now()), "", "", NOTE, text))

    def _tell_time(self) -> None:
        self.log.tell({"is": "time", "now": to_ms(self.clock.now())})

    def _group(self, group_id: str) -> SimulatedGroup:
        if group_id not in self._platform.groups:
            raise UserError(say.NO_GROUP)
        return self._platform.groups[group_id]

    def _place(self, chat: str, who: str) -> str:
        """The group somebody speaks in, empty for the private chat."""
        if chat == f"private:{who}" and any(who in group.members for group in self._platform.groups.values()):
            return ""
        if who not in self._group(chat).members:
            raise UserError(say.NO_MEMBER)
        return chat

    def _called(self, group_id: str) -> dict[str, str]:
        """Who can be mentioned there, by name."""
        members = self._group(group_id).members
        return {BOT_NAME: BOT} | {name: member_id for member_id, name in members.items()}
