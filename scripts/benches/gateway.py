"""Messages a second through the real gateway into the database, in order, and how long the loop ever stood still.

The limit is our own adapter on the same gateway with nobody behind it: what the app adds is the difference.
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select

from bot.app import App
from bot.clock import SystemClock
from bot.events import GroupSeen, LinkUp, MessagePosted, PlatformEvent
from bot.loops import run_async
from bot.platforms.wechaty import WechatyConfig, WechatyPlatform
from bot.settings import settings_from
from plugins import PLUGINS
from scripts.benches.measuring import log_to_stderr, median_of, quantile, result
from storage.tables import Group, Message
from tests.gateway.gateway import Gateway

GROUPS, MEMBERS, MESSAGES = 50, 20, 6000
PER_S, STALL_MS = 1200, 150
PATIENCE_S = 60
TICK_S = 0.005


class Count:
    """A sink that only counts messages, and knows when the groups were shown."""

    def __init__(self) -> None:
        self.messages = 0
        self.groups = 0
        self.up = asyncio.Event()

    async def __call__(self, event: PlatformEvent) -> None:
        """Take an event."""
        match event:
            case MessagePosted():
                self.messages += 1
            case GroupSeen():
                self.groups += 1
            case LinkUp():
                self.up.set()
            case _:
                pass


class Stalls:
    """The longest time the loop did not get round."""

    def __init__(self) -> None:
        self.longest_ms = 0.0
        self._task = asyncio.create_task(self._watch())

    async def _watch(self) -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(TICK_S)
            self.longest_ms = max(self.longest_ms, (time.perf_counter() - began - TICK_S) * 1000)

    def stop(self) -> float:
        """No more watching; milliseconds."""
        self._task.cancel()
        return self.longest_ms


def rooms() -> list[str]:
    """Every group of the bench."""
    return [f"{n}@chatroom" for n in range(GROUPS)]


async def fill(gateway: Gateway) -> None:
    """Groups whose members all know each other."""
    members = {f"wxid_{n}": f"成员{n}" for n in range(MEMBERS)}
    for room in rooms():
        await gateway.add_group(room, f"社群 {room}", "wxid_0", members)


async def burst(gateway: Gateway, prefix: str) -> float:
    """Everybody talks at once; the moment it began."""
    began = time.perf_counter()
    speakers = [f"wxid_{n}" for n in range(MEMBERS)]
    await gateway.post("/burst", n=MESSAGES, rooms=rooms(), **{"from": speakers}, prefix=prefix)
    return began


def config(gateway: Gateway) -> WechatyConfig:
    """As in production."""
    return WechatyConfig(endpoint=gateway.endpoint, token=gateway.token)


async def bare(gateway: Gateway) -> float:
    """Messages a second out of the adapter."""
    counted = Count()
    platform = WechatyPlatform(config(gateway), SystemClock())
    await platform.start(counted)
    await counted.up.wait()
    await _until(lambda: counted.groups >= GROUPS)
    began = await burst(gateway, "bare")
    await _until(lambda: counted.messages >= MESSAGES)
    elapsed = time.perf_counter() - began
    await platform.stop()
    return MESSAGES / elapsed


async def recorded(gateway: Gateway, folder: Path) -> dict[str, float]:
    """Messages a second into the database, in order, and the longest stall."""
    settings = settings_from({"database_url": f"sqlite:///{folder}/bot.db", "operators": "nobody"})
    platform = WechatyPlatform(config(gateway), SystemClock())
    app = await App.open(settings, platform, clock=SystemClock(), plugins=PLUGINS)
    serving = asyncio.create_task(app.serve())
    await _until(lambda: app.bot is not None)
    bot = app.bot
    assert bot is not None
    await asyncio.sleep(2)  # the groups are shown and greeted
    before, stalls = bot.inbox.recorded, Stalls()
    began = await burst(gateway, "m")
    await _until(lambda: bot.inbox.recorded >= before + MESSAGES)
    elapsed = time.perf_counter() - began
    stall = stalls.stop()
    await check_order(app)
    app.stop()
    await serving
    await app.close()
    return {"per_s": MESSAGES / elapsed, "stall_ms": stall}


async def check_order(app: App) -> None:
    """Every message is there once, each group's in the order they were said."""
    said = select(Group.platform_id, Message.text).join(Group, Group.id == Message.group_id).order_by(Message.id)
    async with app.db.read() as session:
        rows = [(group, text) for group, text in await session.execute(said) if text and text.startswith("m")]
    heard: dict[str, list[int]] = {}
    for group, text in rows:
        heard.setdefault(group, []).append(int(text[1:]))
    for n, room in enumerate(rooms()):
        assert heard[room] == list(range(n, MESSAGES, GROUPS)), f"{room}: {heard[room][:10]} …"


async def _until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not true():  # noqa: ASYNC110 - another process is at work
            await asyncio.sleep(0.005)


async def rounds_of(rounds: int) -> tuple[list[dict[str, float]], list[float]]:
    """Ours and the adapter alone in turn, on one gateway."""
    gateway = Gateway()
    gateway.start()
    ours: list[dict[str, float]] = []
    limits: list[float] = []
    try:
        await fill(gateway)
        for _ in range(rounds):
            limits.append(await bare(gateway))
            with tempfile.TemporaryDirectory() as folder:
                ours.append(await recorded(gateway, Path(folder)))
    finally:
        gateway.kill()
    return ours, limits


def main() -> None:
    """Measure and say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    log_to_stderr()
    each, limits = run_async(rounds_of(options.rounds))
    ours, limit = median_of(each), quantile(limits, 0.5)
    result(
        "gateway",
        ours=ours,
        limit=round(limit),
        ratio=ours["per_s"] / limit,
        target={"per_s": PER_S, "stall_ms": STALL_MS},
        ok=ours["per_s"] >= PER_S and ours["stall_ms"] <= STALL_MS,
        unit="messages/s recorded in order; the longest stall of the loop",
        rounds=options.rounds,
    )


if __name__ == "__main__":
    main()
