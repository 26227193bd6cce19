"""Who speaks where in the chat in the terminal, and what each typed line does."""

import itertools
import re
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from bot.clock import Clock
from bot.errors import UserError
from bot.phrases import Phrase
from bot.platforms.simulator import BOT, Simulator
from bot.simulation.mentions import with_mentions
from bot.terminal import messages as say
from bot.terminal.screen import Screen
from bot.times.clockwords import parse_duration
from bot.times.timewords import parse_moment

_COMMAND = re.compile(r"[:：]([a-z]+)(?:\s+(.*))?", re.DOTALL)


class Room:
    """The group one is in, or the private chat with the bot, and the member one speaks as.

    `advance` moves the clock forward, the bot doing on the way what becomes due.
    """

    def __init__(
        self,
        platform: Simulator,
        clock: Clock,
        screen: Screen,
        zone: str,
        advance: Callable[[datetime], Awaitable[None]],
    ) -> None:
        self.over = False
        self._home = self._speaker = ""
        self._platform, self._clock, self._screen, self._zone = platform, clock, screen, zone
        self._advance = advance
        self._said = itertools.count(1)
        self._born = f"{clock.now().timestamp() * 1000:.0f}"
        self._commands: dict[str, tuple[Callable[[str], Awaitable[None]], Phrase]] = {
            "as": (self._as, say.AS),
            "join": (self._join, say.JOIN),
            "leave": (self._leave, say.LEAVE),
            "private": (self._private, say.PRIVATE),
            "group": (self._to_group, say.GROUP),
            "groups": (self._groups, say.GROUPS),
            "quote": (self._quote, say.QUOTE),
            "image": (self._image, say.IMAGE),
            "file": (self._file, say.FILE),
            "clock": (self._move_clock, say.CLOCK),
            "help": (self._help, say.LIST),
            "quit": (self._quit, say.QUIT),
        }
        self._enter(next(iter(platform.groups)))

    @property
    def speaker(self) -> str:
        """The name of who speaks."""
        return self._platform.name_of(self._speaker, self._home)

    async def take(self, line: str) -> None:
        """Do what a typed line says. Raises UserError for a slip."""
        command = _COMMAND.fullmatch(line.strip())
        if command:
            if command[1] not in self._commands:
                raise UserError(say.NO_COMMAND, name=command[1])
            await self._commands[command[1]][0]((command[2] or "").strip())
            return
        name, colon, _ = line.replace("：", ":", 1).partition(":")
        speaker = self._find(name.strip()) if colon else None
        if speaker is not None:
            self._speaker, line = speaker, line[len(name) + 1 :].lstrip()
        if line.strip():
            await self._say(line)

    async def _say(self, text: str, *, quote: str = "", image: Path | None = None, file: Path | None = None) -> None:
        message_id = f"said:{self._born}:{next(self._said)}"
        text, mentions = with_mentions(text, self._called()) if self._screen.here else (text, ())
        carried = image or file
        shown = f"[{carried.name}]" if carried else text
        self._screen.said(message_id, self._clock.now(), self._speaker, shown)
        await self._platform.say(
            self._speaker,
            text,
            message_id=message_id,
            group_id=self._screen.here,
            mentions=mentions,
            quote=quote,
            image=image,
            file=file,
        )

    def _called(self) -> dict[str, str]:
        """Who can be mentioned, by name."""
        ids = {name: member_id for member_id, name in self._people().items()}
        return ids | {self._platform.name_of(BOT): BOT, BOT: BOT}

    def _people(self) -> dict[str, str]:
        """Who is in the group one is in, or was in last, by id."""
        return self._platform.groups[self._home].members

    def _member(self, name: str) -> str:
        if not name:
            raise UserError(say.NO_NAME)
        found = self._find(name)
        if found is None:
            raise UserError(say.NO_MEMBER, name=name, names="、".join(self._people().values()))
        return found

    def _find(self, name: str) -> str | None:
        return next((member_id for member_id, called in self._people().items() if called == name), None)

    def _enter(self, group_id: str) -> None:
        self._screen.here = self._home = group_id
        if self._speaker not in self._people():
            self._speaker = next(iter(self._people()))

    def _here(self) -> str:
        if not self._screen.here:
            raise UserError(say.IN_PRIVATE)
        return self._screen.here

    async def _as(self, name: str) -> None:
        self._speaker = self._member(name)

    async def _join(self, words: str) -> None:
        name, _, inviter = words.partition(" ")
        group = self._here()
        if not name:
            raise UserError(say.NO_NAME)
        if self._find(name) is not None:
            raise UserError(say.IS_MEMBER, name=name)
        by = self._member(inviter.strip()) if inviter.strip() else ""
        phrase = say.JOINED_BY if by else say.JOINED
        self._screen.happened(self._clock.now(), phrase, name=name, by=inviter.strip())
        await self._platform.join(group, {name: name}, by)

    async def _leave(self, name: str) -> None:
        group, member_id = self._here(), self._member(name)
        if len(self._people()) == 1:
            raise UserError(say.LAST_MEMBER, name=name)
        self._screen.happened(self._clock.now(), say.LEFT, name=name)
        await self._platform.leave(group, member_id)
        self._enter(group)

    async def _private(self, _words: str) -> None:
        self._screen.here = ""

    async def _to_group(self, name: str) -> None:
        matching = [key for key, group in self._platform.groups.items() if name in group.name]
        if name and not matching:
            raise UserError(say.NO_GROUP, name=name)
        self._enter(matching[0] if name else self._home)

    async def _groups(self, _words: str) -> None:
        for group_id, group in self._platform.groups.items():
            owner = self._platform.name_of(group.owner_id, group_id)
            self._screen.tell(say.GROUP_ROW, name=group.name, owner=owner, names="、".join(group.members.values()))

    async def _quote(self, words: str) -> None:
        number, _, text = words.partition(" ")
        message_id = self._screen.message_id(number.removeprefix("#"))
        if message_id is None:
            raise UserError(say.NO_QUOTED, number=number)
        if not text.strip():
            raise UserError(say.NO_WORDS)
        await self._say(text.strip(), quote=message_id)

    async def _image(self, words: str) -> None:
        await self._say("", image=_found(words, say.NO_PICTURE))

    async def _file(self, words: str) -> None:
        await self._say("", file=_found(words, say.NO_FILE))

    async def _move_clock(self, words: str) -> None:
        now = self._clock.now()
        if words.startswith(("+", "＋")):
            await self._advance(now + parse_duration(words[1:].strip()))
        elif words:
            await self._advance(parse_moment(words.split(), now, self._zone)[0])
        self._screen.tell(say.NOW, time=self._screen.time(self._clock.now()), zone=self._zone)

    async def _help(self, _words: str) -> None:
        self._screen.tell(say.HELP)
        for _, usage in self._commands.values():
            self._screen.tell(usage)

    async def _quit(self, _words: str) -> None:
        self.over = True


def _found(words: str, otherwise: Phrase) -> Path:
    path = Path(words.strip("'\"")).expanduser()
    if not path.is_file():
        raise UserError(otherwise, path=words)
    return path
