"""From the start of the process until it is connected to the real gateway, on a database that exists.

The limit is Python importing the libraries it stands on and nothing else. A second figure is `scripts/run` from the
shell to the first words of the chat.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from scripts.benches.measuring import quantile, result
from tests.gateway.gateway import Gateway, free_port

ROOT = Path(__file__).parents[2]
IMPORTS = (
    "import asyncio, aiohttp.web, structlog, grpclib.client, sqlalchemy.ext.asyncio, sqlalchemy.orm\n"
    "import sqlalchemy.dialects.sqlite.aiosqlite\n"
    "from wechaty_grpc.wechaty import puppet"
)
CONNECTED_S, PROMPT_S = 1.0, 2.0


def seconds_until(word: str, command: Sequence[str], environ: dict[str, str]) -> float:
    """From the start of a process to the line that says `word`; then it is stopped."""
    began = time.perf_counter()
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, env=environ, cwd=ROOT, text=True, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT
    ) as process:
        assert process.stdout
        heard = [""]
        while word not in heard[-1] and (line := process.stdout.readline()):
            heard.append(line)
        elapsed = time.perf_counter() - began
        process.terminate()
        process.communicate()
    assert word in heard[-1], "".join(heard)
    return elapsed


def own_environ(home: str, **settings: str) -> dict[str, str]:
    """The machine's without the settings of whoever measures, and letting Python keep what it compiled."""
    strange = ("DANDELION_", "PYTHONDONTWRITEBYTECODE")
    others = {name: value for name, value in os.environ.items() if not name.startswith(strange)}
    ours = {f"DANDELION_{name.upper()}": value for name, value in settings.items()}
    return others | ours | {"DANDELION_HOME": home, "PYTHONPATH": str(ROOT)}


def connected(rounds: int, home: str) -> None:
    """`python -m bot` to "link.up", beside the imports."""
    gateway = Gateway()
    gateway.start()
    settings = {"wechaty_endpoint": gateway.endpoint, "wechaty_token": gateway.token, "web_port": str(free_port())}
    environ = own_environ(home, **settings)
    bot, imports = [sys.executable, "-m", "bot"], [sys.executable, "-c", f"{IMPORTS}\nprint('imported')"]
    seconds_until("link.up", bot, environ)  # makes the database
    ours: list[float] = []
    limits: list[float] = []
    for _ in range(rounds):
        ours.append(seconds_until("link.up", bot, environ))
        limits.append(seconds_until("imported", imports, environ))
    gateway.kill()
    report("startup.connected", ours, CONNECTED_S, "s from the process's start to connected", limits)


def prompt(rounds: int, home: str) -> None:
    """`scripts/run` to the chat, once the environment is there."""
    environ = own_environ(home, language="en")
    shell = [str(ROOT / "scripts" / "run")]
    seconds_until("Dandelion", shell, environ)
    ours = [seconds_until("Dandelion", shell, environ) for _ in range(rounds)]
    report("startup.prompt", ours, PROMPT_S, "s from scripts/run to the chat, second run")


def report(bench: str, ours: list[float], target: float, unit: str, limits: list[float] | None = None) -> None:
    """One line of medians."""
    middle = quantile(ours, 0.5)
    limit = quantile(limits, 0.5) if limits else None
    result(
        bench,
        ours=round(middle, 3),
        limit=limit and round(limit, 3),
        ratio=limit and limit / middle,
        target=target,
        ok=middle <= target,
        unit=unit,
        rounds=len(ours),
    )


def main() -> None:
    """Both figures, each with a home of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-prompt", action="store_true", help="leave scripts/run and its environment alone")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        connected(options.rounds, home)
    if not options.no_prompt:
        with tempfile.TemporaryDirectory() as home:
            prompt(options.rounds, home)


if __name__ == "__main__":
    main()
