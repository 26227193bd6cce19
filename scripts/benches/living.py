"""The whole app as it lives, on a platform that takes every message at once."""

import asyncio
import itertools
import tempfile
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from bot.app import App
from bot.clock import SystemClock
from bot.content import Link
from bot.events import LinkUp
from bot.platforms.base import Destination, Outcome, Parcel, Sent, Sink
from bot.settings import settings_from
from plugins import PLUGINS
from scripts.benches.inbox import BOT


class QuickPlatform:
    """Takes every message at once, and remembers how long its chat had waited for it."""

    name = "bench"
    max_text = 2000
    announces_everyone = True

    def __init__(self) -> None:
        self.asked: dict[str, float] = {}
        self.waited_ms: list[float] = []
        self._ids = itertools.count()

    async def start(self, sink: Sink) -> None:
        """Be logged in."""
        await sink(LinkUp(datetime.now(UTC), BOT))

    async def stop(self) -> None:
        """Nothing is open."""

    async def send(self, to: Destination, parcel: Parcel) -> Outcome:
        """Accept it."""
        asked = self.asked.pop(to.group_id, None)
        if asked is not None:
            self.waited_ms.append((time.perf_counter() - asked) * 1000)
        return Sent(f"sent{next(self._ids)}")

    async def reconcile(self, group_id: str) -> None:
        """Not asked for."""

    async def fetch_image(self, message_id: str) -> bytes:
        """Not asked for."""
        return b""

    async def fetch_file(self, message_id: str) -> tuple[str, bytes]:
        """Not asked for."""
        return "", b""

    async def fetch_link(self, message_id: str) -> Link:
        """Not asked for."""
        return Link("", "")

    async def announce(self, group_id: str, text: str) -> Outcome:
        """Not asked for."""
        return Sent()

    async def remove_member(self, group_id: str, member_id: str) -> Outcome:
        """Not asked for."""
        return Sent()


@asynccontextmanager
async def live(url: str, platform: QuickPlatform, operators: str = "nobody") -> AsyncGenerator[App]:
    """The app as `dandelion run` makes it, without limits on sending."""
    with tempfile.TemporaryDirectory() as backups:
        changes = {
            "database_url": url,
            "pacing": "off",
            "quiet_hours": "",
            "operators": operators,
            "backup_dir": backups,
        }
        app = await App.open(settings_from(changes), platform, clock=SystemClock(), plugins=PLUGINS)
        serving = asyncio.create_task(app.serve())
        try:
            yield app
        finally:
            app.stop()
            await serving
            await app.close()
