"""How long a command waits for its answer while 1,000 groups talk, beside the same commits by the driver alone.

From the moment the message was due to arrive until `Platform.send` is called, the whole app running as it lives.
"""

import argparse
import asyncio
import gc
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import App
from bot.events import MessagePosted
from bot.loops import run_async
from scripts.benches.commits import commits
from scripts.benches.inbox import prepare
from scripts.benches.living import QuickPlatform, live
from scripts.benches.measuring import copies, log_to_stderr, median_of, quantile, result
from scripts.benches.talk import Size, group_id, member_id, talk

SIZE = Size(1000, 500)
PLAIN_PER_S = 2000
COMMANDS_PER_S = 40
WARM_S, MEASURED_S = 3, 10
WORDS = ("/群规", "/身份", "/欢迎", "/帮助", "/whoami", "/rules")
P50_MS, P99_MS = 5.0, 20.0


async def answered(url: str) -> dict[str, float]:
    """Milliseconds until the answer was sent, at a steady rate of talk and commands."""
    platform = QuickPlatform()
    plain = list(talk(SIZE, PLAIN_PER_S * (WARM_S + MEASURED_S), datetime.now(UTC), seed=1))
    gc.collect()
    gc.freeze()  # the waiting messages are the bench's, not the bot's
    async with live(url, platform) as app:
        cpu = time.process_time()
        sent = await _speak(app, platform, plain)
        cpu = time.process_time() - cpu
        async with asyncio.timeout(60):
            while platform.asked:  # noqa: ASYNC110 - waiting is not what is measured
                await asyncio.sleep(0.05)
        assert app.bot is not None
        assert app.bot.inbox.recorded + app.bot.inbox.depth == len(plain) + sent
    late = platform.waited_ms[WARM_S * COMMANDS_PER_S :]
    return {
        "p50_ms": quantile(late, 0.5),
        "p99_ms": quantile(late, 0.99),
        "max_ms": max(late),
        "core": cpu / (WARM_S + MEASURED_S),
    }


async def _speak(app: App, platform: QuickPlatform, plain: list[MessagePosted]) -> int:
    """Everything at its moment, commands spread evenly among the talk; how many commands there were."""
    every = PLAIN_PER_S // COMMANDS_PER_S
    began, start, commands = time.perf_counter(), datetime.now(UTC), 0
    for n, message in enumerate(plain):
        due = began + n / PLAIN_PER_S
        if (wait := due - time.perf_counter()) > 0.0005:
            await asyncio.sleep(wait)
        await app.receive(message)
        if n % every == 0:
            command = _command(commands, start + timedelta(seconds=n / PLAIN_PER_S))
            platform.asked[command.group_id] = due
            await app.receive(command)
            commands += 1
    return commands


def _command(n: int, at: datetime) -> MessagePosted:
    group = n % SIZE.groups
    return MessagePosted(
        f"command{at.timestamp():.6f}", at, member_id(group, 1), WORDS[n % len(WORDS)], group_id(group)
    )


def measure(database: str, rounds: int) -> None:
    """Ours and the limit in turn."""

    def learn(url: str) -> None:
        with tempfile.TemporaryDirectory() as backups:
            run_async(prepare(url, SIZE, Path(backups)))

    ours: list[dict[str, float]] = []
    limits: list[dict[str, float]] = []
    with copies(database, learn) as fresh:
        for _ in range(rounds):
            ours.append(run_async(answered(fresh())))
            limits.append(run_async(commits(fresh(), COMMANDS_PER_S * MEASURED_S)))
    figures, limit = median_of(ours), median_of(limits)
    result(
        f"commands.{database}",
        ours=figures,
        limit=limit,
        ratio=limit["p50_ms"] / figures["p50_ms"],
        target={"p50_ms": P50_MS, "p99_ms": P99_MS},
        ok=figures["p50_ms"] <= P50_MS and figures["p99_ms"] <= P99_MS,
        unit="ms from a command's arrival to its answer's sending",
        rounds=rounds,
    )


def main() -> None:
    """Both databases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"])
    options = parser.parse_args()
    log_to_stderr()
    for database in options.databases:
        measure(database, options.rounds)


if __name__ == "__main__":
    main()
