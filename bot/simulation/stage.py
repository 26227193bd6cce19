"""The whole bot on the simulated platform, moved through time by hand: from one due moment to the next."""

from collections import deque
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol

from bot.app import App
from bot.clock import Clock
from bot.platforms.simulator import Crashed, Simulator


class MovableClock(Clock, Protocol):
    """A clock that can be put elsewhere."""

    def move_to(self, moment: datetime) -> None:
        """Put the clock at `moment`."""
        ...


class Stage:
    """A bot that can be opened, crashed and opened again while platform and time go on.

    `open_app` makes a new App on the same database; `watch` is called whenever the bot has come to rest.
    """

    def __init__(
        self,
        open_app: Callable[[], Awaitable[App]],
        platform: Simulator,
        clock: MovableClock,
        watch: Callable[[App], Awaitable[None]],
    ) -> None:
        self._open_app, self._platform, self._clock, self._watch = open_app, platform, clock, watch
        self._app: App | None = None
        self._up_at: datetime | None = clock.now()
        self._downs = deque[timedelta]()

    async def advance(self, moment: datetime) -> None:
        """Do all that becomes due until `moment`, that included, each at its own time; then be at `moment`."""
        last: datetime | None = None
        while (due := self.next_due()) is not None and due <= moment:
            if self._app is not None and due == last and due <= self._clock.now():
                raise RuntimeError(f"the bot has something due at {due} that it never does")
            self._move_to(due)
            last = due
            if self._app is None:
                self._app, self._up_at = await self._open_app(), None
            await self.settle()
        self._move_to(moment)

    def next_due(self) -> datetime | None:
        """When the bot would next do something by itself: come back after a crash, or what it has planned."""
        return self._app.next_due() if self._app else self._up_at

    async def settle(self) -> None:
        """Let the bot do everything it can at this moment; a crash arranged at the platform happens here."""
        if self._app is None:
            return
        try:
            await self._app.settle()
        except* Crashed:
            pass
        if self._platform.crashed:
            await self.crash(self._downs.popleft())
        else:
            self._platform.confirm()
            await self._watch(self._app)

    async def crash(self, down: timedelta) -> None:
        """Lose all that is in memory and be away for `down`; a bot that is away already stays away that long."""
        await self._platform.stop()
        back = self._clock.now() + down
        self._up_at = max(self._up_at, back) if self._up_at else back
        if self._app is not None:
            app, self._app = self._app, None
            await app.abandon()

    def crash_lasts(self, down: timedelta) -> None:
        """How long the bot will be away after the next crash that is arranged at the platform."""
        self._downs.append(down)

    async def close(self) -> None:
        """An orderly end, whether the bot is up or down."""
        self._up_at, app, self._app = None, self._app, None
        if app is not None:
            await app.close()

    def _move_to(self, moment: datetime) -> None:
        if moment > self._clock.now():
            self._clock.move_to(moment)
