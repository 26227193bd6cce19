"""The chat in the terminal: `dandelion run` without a gateway. Made-up people, the real bot, the clock in your hand.

The bot's limits on sending are off here; there is no account that could be banned.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot import log
from bot.app import App
from bot.clock import Clock, ShiftedClock
from bot.errors import UserError
from bot.loops import run_async
from bot.platforms.simulator import Simulator
from bot.plugin import Plugin
from bot.settings import Settings
from bot.simulation.stage import MovableClock, Stage
from bot.simulation.transcript import UNKNOWN, reasons
from bot.simulation.world import BOT_NAME, impatient, populate, restore
from bot.terminal import messages as say
from bot.terminal.room import Room
from bot.terminal.screen import Screen
from bot.terminal.terminal import Console, Terminal, restored
from storage.lock import held
from storage.migrate import migrate

HURRY = timedelta(seconds=10)
"""How much time passes between two lines that come from a pipe."""
LONGEST_WAIT_S = 60.0


def run(settings: Settings, plugins: Sequence[Plugin]) -> int:
    """Chat until `:quit` or the end of the input; the exit code."""
    level = "warning" if settings.log_level == "info" else settings.log_level
    log.configure(replace(settings, log_level=level))
    with restored():
        run_async(converse(settings, plugins, Console(), ShiftedClock()))
    return 0


async def converse(settings: Settings, plugins: Sequence[Plugin], terminal: Terminal, clock: MovableClock) -> None:
    """Open the bot on the world its database remembers, or on the sample one, and chat."""
    platform = Simulator(clock, BOT_NAME)
    quick = impatient(settings)
    async with held(settings.database_url) as db:
        await migrate(settings.database_url, settings.backup_dir, clock.now())
        last = await restore(db, platform)
    if last and last > clock.now():
        clock.move_to(last)
    claims: list[str] = []

    async def open_app() -> App:
        return await App.open(quick, platform, clock=clock, plugins=plugins, announce_claim=claims.append)

    screen = Screen(settings.language, settings.zone, platform, terminal)
    stage = Stage(open_app, platform, clock, lambda app: show_news(app, platform, screen))
    try:
        terminal.write(say.WELCOME(settings.language))
        await stage.advance(clock.now())
        if not platform.groups:
            await populate(platform)
        for code in claims:
            terminal.write(say.CLAIM(settings.language, code=code))
        room = Room(platform, clock, screen, settings.zone, stage.advance)
        await Chat(room, screen, terminal, stage, clock).talk()
        terminal.write(say.GOODBYE(settings.language))
    finally:
        await stage.close()


async def show_news(app: App, platform: Simulator, screen: Screen) -> None:
    """Show what the bot has said since the last time, and why."""
    fresh = platform.accepted[screen.shown :]
    if fresh:
        known = await reasons(app.db, fresh)
        for message in fresh:
            screen.bot_said(message, known.get(message.message_id, UNKNOWN))


class Chat:
    """Lines in, and between them the bot living on."""

    def __init__(self, room: Room, screen: Screen, terminal: Terminal, stage: Stage, clock: Clock) -> None:
        self._room, self._screen, self._terminal, self._stage, self._clock = room, screen, terminal, stage, clock

    async def talk(self) -> None:
        """Take lines until there are no more, letting the bot do meanwhile what becomes due."""
        await self._stage.settle()
        while not self._room.over and (line := await self._next_line()) is not None:
            try:
                await self._room.take(line)
            except UserError as slip:
                self._screen.tell(slip.phrase, **slip.values)
            await self._stage.settle()
            if not self._terminal.interactive and not self._room.over:
                await self._stage.advance(self._clock.now() + HURRY)

    async def _next_line(self) -> str | None:
        """A line and those it goes on in, doing what becomes due while it is awaited."""
        lines: list[str] = []
        while not lines or lines[-1].endswith("\\"):
            prompt = "… " if lines else f"{self._room.speaker}@{self._screen.place}> "
            reading = asyncio.ensure_future(self._terminal.read(prompt))
            while not reading.done():
                await asyncio.wait({reading}, timeout=self._patience())
                await self._stage.advance(self._clock.now())
            if (line := reading.result()) is None:
                break
            lines.append(line)
        return "\n".join(line.removesuffix("\\") for line in lines) if lines else None

    def _patience(self) -> float:
        due = self._stage.next_due()
        wait = LONGEST_WAIT_S if due is None else (due - self._clock.now()).total_seconds()
        return min(max(wait, 0.0), LONGEST_WAIT_S)
