"""What the app holds in memory once it knows 1,000 groups of 500 members and all of them talk."""

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bot.app import App
from bot.loops import run_async
from scripts.benches.living import QuickPlatform, live
from scripts.benches.measuring import log_to_stderr, quantile, result
from scripts.benches.talk import Size, listings, talk

SIZE = Size(1000, 500)
MESSAGES = 50_000
MB = 200


async def grow() -> None:
    """Learn everybody, hear them talk, and say how large that made us."""
    platform = QuickPlatform()
    with tempfile.TemporaryDirectory() as folder:
        async with live(f"sqlite:///{folder}/memory.db", platform) as app:
            print(_rss_mb())
            for listing in listings(SIZE, datetime.now(UTC)):
                await app.receive(listing)
                await _room_in(app, 8)
            await _room_in(app, 0)
            print(_rss_mb())
            for message in talk(SIZE, MESSAGES, datetime.now(UTC), seed=1):
                await app.receive(message)
                await _room_in(app, 1000)
            await _room_in(app, 0)
            print(_rss_mb())


async def _room_in(app: App, depth: int) -> None:
    assert app.bot is not None
    async with asyncio.timeout(60):
        while app.bot.inbox.depth > depth:  # noqa: ASYNC110 - how fast is not what is measured
            await asyncio.sleep(0.001)


def _rss_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 2**20, 1)


def main() -> None:
    """A process for every round."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--grow", action="store_true", help="be the process that is measured")
    options = parser.parse_args()
    log_to_stderr()
    if options.grow:
        run_async(grow())
        return
    rounds: list[list[float]] = []
    for _ in range(options.rounds):
        command = [sys.executable, "-m", "scripts.benches.memory", "--grow"]
        grown = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        rounds.append([float(line) for line in grown.stdout.split()])
    empty, knowing, talking = (quantile([figures[n] for figures in rounds], 0.5) for n in range(3))
    result(
        "memory",
        ours=talking,
        limit=empty,
        ratio=empty / talking,
        target=MB,
        ok=talking <= MB,
        unit="MB resident after 50,000 messages; the limit is the app that knows nobody",
        rounds=options.rounds,
        knowing_500000_members=knowing,
    )


if __name__ == "__main__":
    main()
