"""The product itself for tests: `python -m bot run` in a process of its own, and the people who talk to it."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import text

from storage.engine import Database
from tests.gateway.gateway import BOT, Gateway, free_port

ROOT = Path(__file__).parents[2]
PATIENCE = 20
LOOK_AGAIN = 0.02
_CLAIM = re.compile(r"/claim (\w+)")

T = TypeVar("T")


async def until(look: Callable[[], Awaitable[T]], patience: float = PATIENCE) -> T:
    """What `look` finds, once it is anything."""
    async with asyncio.timeout(patience):
        while not (found := await look()):  # noqa: ASYNC110 - another process is looked at
            await asyncio.sleep(LOOK_AGAIN)
    return found


class LiveBot:
    """One installation of the bot: a home that outlives its processes."""

    def __init__(self, home: Path, endpoint: str, token: str, database_url: str = "", **settings: str) -> None:
        home.mkdir(exist_ok=True)
        self.database_url = database_url or f"sqlite:///{home}/data/dandelion.db"
        self._home, self._port = home, free_port()
        given = {
            "wechaty_endpoint": endpoint,
            "wechaty_token": token,
            "database_url": self.database_url,
            "web_port": str(self._port),
            "log_format": "json",
            "pacing": "off",
            "quiet_hours": "",
            "welcome_window": "1s",
            **settings,
        }
        others = {name: value for name, value in os.environ.items() if not name.startswith("DANDELION_")}
        ours = {f"DANDELION_{name.upper()}": value for name, value in given.items()}
        self._environ = others | ours | {"DANDELION_HOME": str(home), "PYTHONPATH": str(ROOT)}
        self._stderr = home / "stderr.txt"
        self._process: subprocess.Popen[bytes] | None = None
        self._read_from = 0

    def start(self) -> None:
        """Start a process; what earlier ones said is no longer read."""
        self._read_from = self._stderr.stat().st_size if self._stderr.exists() else 0
        with self._stderr.open("ab") as stderr:
            command = [sys.executable, "-m", "bot", "run"]
            self._process = subprocess.Popen(command, cwd=self._home, env=self._environ, stdout=stderr, stderr=stderr)

    async def connected(self, patience: float = PATIENCE) -> None:
        """Wait until it says that the link is up."""
        await self.says("link.up", patience=patience)

    async def says(self, event: str, *, count: int = 1, patience: float = PATIENCE) -> dict[str, Any]:
        """The `count`-th log line of that event, waiting for it."""

        async def look() -> list[dict[str, Any]]:
            return self.events(event)[count - 1 :]

        return (await until(look, patience))[0]

    def said(self) -> str:
        """All that this process has written to the terminal."""
        with self._stderr.open("rb") as stderr:
            stderr.seek(self._read_from)
            return stderr.read().decode()

    def events(self, event: str) -> list[dict[str, Any]]:
        """The log lines of that event so far."""
        lines = [json.loads(line) for line in self.said().splitlines() if line.startswith("{") and line.endswith("}")]
        return [line for line in lines if line["event"] == event]

    async def claim_code(self) -> str:
        """The one-time code printed at first start."""

        async def look() -> str:
            found = _CLAIM.search(self.said()) or re.search(r"/绑定 (\w+)", self.said())
            return found[1] if found else ""

        return await until(look)

    def kill(self) -> None:
        """End it as a crash would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    async def ends(self) -> int:
        """Its exit code, waiting for its own end."""
        assert self._process is not None
        process, self._process = self._process, None
        return await asyncio.to_thread(process.wait, PATIENCE)

    async def stop(self) -> int:
        """Ask it to end; its exit code."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        return await self.ends()

    async def page(self, path: str) -> tuple[int, str]:
        """Status and text of one of its pages; status 0 while nobody serves."""
        return await asyncio.to_thread(_fetch, f"http://127.0.0.1:{self._port}{path}")

    async def rows(self, query: str, **values: Any) -> list[tuple[Any, ...]]:
        """Read its database."""
        async with Database(self.database_url) as db, db.read() as session:
            return [tuple(row) for row in await session.execute(text(query), values)]


class Chat:
    """A chat as its members see it; what the bot says is read once, in order."""

    def __init__(self, gateway: Gateway, place: str) -> None:
        self._gateway, self._place = gateway, place
        self._read = 0

    async def says(self, member: str, words: str, **details: Any) -> str:
        """A member speaks; the message's id."""
        place = {"roomId": self._place} if self._place.endswith("@chatroom") else {"to": BOT}
        return (await self._gateway.post("/message", **{"from": member}, text=words, **place, **details))["id"]

    async def hears(self, part: str, patience: float = PATIENCE) -> dict[str, Any]:
        """The next message of the bot that has these words, waiting for it."""

        async def look() -> dict[str, Any] | None:
            return next((entry for entry in await self.heard() if part in entry.get("text", "")), None)

        try:
            entry = await until(look, patience)
        except TimeoutError:
            raise AssertionError(f"the bot did not say {part!r} but {await self.heard()}") from None
        assert entry is not None
        self._read = entry["seq"]
        return entry

    async def asks(self, member: str, words: str, part: str) -> dict[str, Any]:
        """A member speaks and the bot answers with these words."""
        await self.says(member, words)
        return await self.hears(part)

    async def heard(self) -> list[dict[str, Any]]:
        """What the bot has said here and was not read."""
        entries = await self._gateway.get(f"/sent?since={self._read}")
        return [entry for entry in entries if entry["conversationId"] == self._place]


def quoting(entry: dict[str, Any], words: str) -> str:
    """An answer to a message of the bot as WeChat writes it."""
    return f"「蒲公英：{entry['text']}」\n- - - - - - - - - - - - - - -\n{words}"


@asynccontextmanager
async def living(
    home: Path, gateway: Gateway, database_url: str = "", *, wait: bool = True, **settings: str
) -> AsyncGenerator[LiveBot]:
    """A running bot, connected unless told otherwise, killed at the end if it still lives."""
    bot = LiveBot(home, gateway.endpoint, gateway.token, database_url, **settings)
    bot.start()
    try:
        if wait:
            await bot.connected()
        yield bot
    except BaseException:
        print(bot.said()[-6000:])
        raise
    finally:
        bot.kill()


def _fetch(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()
    except OSError:
        return 0, ""
