"""How fast talk is recorded while 500 people pour into one group, beside the same talk without them.

The whole app as it lives, greeting and all; there is always more to record, so a crowd of ten minutes comes in seconds.
"""

import argparse
import asyncio
import gc
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select

from bot.app import App
from bot.events import MemberJoined
from bot.loops import run_async
from plugins.welcome.tables import Arrival
from scripts.benches.inbox import prepare
from scripts.benches.living import QuickPlatform, live
from scripts.benches.measuring import copies, log_to_stderr, median_of, result
from scripts.benches.talk import Size, group_id, talk

SIZE = Size(1000, 100)
MESSAGES = 50_000
CROWD = 500
LEAST_PER_S = 5000
"""As many as 1,000 groups ever say, while a crowd of ten minutes comes in some seven seconds."""


async def recorded(url: str, crowd: int) -> dict[str, float]:
    """Messages a second until all is recorded, and seconds until the last joining is handled too."""
    plain = list(talk(SIZE, MESSAGES, datetime.now(UTC), seed=1))
    every = MESSAGES // CROWD
    gc.collect()
    gc.freeze()  # the waiting messages are the bench's, not the bot's
    async with live(url, QuickPlatform()) as app:
        bot = app.bot
        assert bot is not None
        began = time.perf_counter()
        for n, message in enumerate(plain):
            if n % every == 0 and n // every < crowd:
                await app.receive(_newcomer(n // every))
            await app.receive(message)
        while bot.inbox.depth:  # noqa: ASYNC110 - so short that it is not measured
            await asyncio.sleep(0.001)
        took = time.perf_counter() - began
        while bot.dispatch.backlog:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.001)
        handled = time.perf_counter() - began
        assert bot.inbox.recorded == MESSAGES
        assert await _arrivals(app) == crowd
    return {"per_s": MESSAGES / took, "handled_s": handled}


def _newcomer(n: int) -> MemberJoined:
    return MemberJoined(group_id(0), datetime.now(UTC), {f"wxid_crowd{n}": f"路人{n}"})


async def _arrivals(app: App) -> int:
    async with app.db.read() as session:
        return await session.scalar(select(func.count()).select_from(Arrival)) or 0


def main() -> None:
    """A fresh copy for each round, with and without in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds: int = parser.parse_args().rounds
    log_to_stderr()

    def fill(url: str) -> None:
        with tempfile.TemporaryDirectory() as backups:
            run_async(prepare(url, SIZE, Path(backups)))

    alone, crowded = list[dict[str, float]](), list[dict[str, float]]()
    with copies("sqlite", fill) as fresh:
        for _ in range(rounds):
            alone.append(run_async(recorded(fresh(), 0)))
            crowded.append(run_async(recorded(fresh(), CROWD)))
    without, ours = median_of(alone), median_of(crowded)
    result(
        "onboarding",
        ours=ours,
        limit=without,
        target={"per_s": LEAST_PER_S},
        ok=ours["per_s"] >= LEAST_PER_S,
        unit=f"messages a second while {CROWD} join, and without",
        rounds=rounds,
        ratio=ours["per_s"] / without["per_s"],
    )


if __name__ == "__main__":
    main()
