"""Requests that no browser sends, byte for byte, and what must hold for every answer to them."""

import asyncio
import re
from collections.abc import AsyncGenerator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from tempfile import gettempdir

from aiohttp import web

from bot.web.door import Door

SECONDS = 10
HANGS = -1
CSP = "default-src 'none'"
TELLING = (
    "Traceback",
    'File "',
    "aiohttp",
    "python",
    "site-packages",
    "sqlalchemy",
    "sqlite",
    "bot.web",
    ".py",
    f"{gettempdir()}/",
    f"{Path.home()}/",
    "root:",
)
"""What no answer may hold, whatever was asked."""
SMUGGLED = ("X-Injected", "evil.example")
"""What no head of an answer may hold."""
CLIENTS_FAULT = range(400, 500)


class Markup(HTMLParser):
    """What of a page the policy would not let run, and where it leads or sends to elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One tag with what is written in it."""
        given = {name: value or "" for name, value in attrs}
        if tag in ("style", "iframe", "object", "embed", "base") or (tag == "script" and not given.get("src")):
            self.found.append(f"<{tag}>")
        self.found += [f"{tag} {name}" for name in given if name.startswith("on") or name == "style"]
        led = {name: given[name] for name in ("href", "src", "srcset", "action", "formaction") if name in given}
        ours = ("/office", "/static", "#", "?", "data:,")
        self.found += [f"{name}={to}" for name, to in led.items() if not to.startswith(ours)]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it came; nothing but a closed connection has status 0."""

    status: int = 0
    head: str = ""
    body: bytes = b""

    @property
    def text(self) -> str:
        """All of it, to be searched."""
        return self.head + "\n" + self.body.decode("utf-8", "replace")

    def header(self, name: str) -> str:
        """A header's value."""
        found = re.search(rf"^{name}: (.*?)\r?$", self.head, re.IGNORECASE | re.MULTILINE)
        return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class Abuse:
    """One request. `<names>` in its parts stand for what the test knows; `raw` is sent instead of all else.

    `statuses` may hold 0: the connection is just closed.
    """

    target: str = "/office"
    statuses: Collection[int] = CLIENTS_FAULT
    method: str = "GET"
    headers: Sequence[tuple[str, str]] = ()
    body: bytes = b""
    host: str = "localhost"
    raw: bytes = b""
    hush: Sequence[str] = ()
    """What this answer may not hold either."""

    def written(self, known: Mapping[str, str]) -> bytes:
        """The bytes of it."""
        data = self.raw or self._built()
        for name, value in known.items():
            data = data.replace(f"<{name}>".encode(), value.encode("utf-8", "surrogateescape"))
        return data if self.raw else _counted(data)

    def _built(self) -> bytes:
        lines = [f"{self.method} {self.target} HTTP/1.1", f"Host: {self.host}", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        return "\r\n".join([*lines, "", ""]).encode("utf-8", "surrogateescape") + self.body


@dataclass(slots=True)
class Server:
    """Where the abuse goes, what may never come back, and how much of it there was."""

    port: int
    known: dict[str, str] = field(default_factory=dict[str, str])
    secrets: Sequence[str] = ()
    count: int = 0

    async def bears(self, table: Sequence[Abuse]) -> list[Reply]:
        """Every request of a table is answered as it should be, and the next visitor too."""
        replies = [await self.asked(each.written(self.known)) for each in table]
        wrong = [
            f"{str(each)[:300]} got {reply.status}, {found}\n{reply.text[:600]}"
            for each, reply in zip(table, replies, strict=True)
            if (found := self.leaks(reply, each.hush)) or reply.status not in each.statuses
        ]
        assert not wrong, "\n\n".join(wrong)
        return replies

    async def asked(self, data: bytes) -> Reply:
        """What comes back for these bytes until the connection ends."""
        self.count += 1
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            async with asyncio.timeout(SECONDS):
                return reply_of(await _exchanged(reader, writer, data))
        except TimeoutError:
            return Reply(HANGS)
        finally:
            writer.close()

    def leaks(self, reply: Reply, hush: Sequence[str] = ()) -> list[str]:
        """What an answer tells that it should not, or lacks."""
        text = reply.text.lower()
        found = [word for word in (*TELLING, *self.secrets, *hush) if word.lower() in text]
        if reply.status > 0:
            found += [f"no {name}" for name in ("Cache-Control", "X-Content-Type-Options") if not reply.header(name)]
            found += [] if reply.header("Server") == "Dandelion" else ["another server"]
            found += [] if reply.header("Content-Security-Policy").startswith(CSP) else ["no policy"]
        if "text/html" in reply.header("Content-Type"):
            markup = Markup()
            markup.feed(reply.body.decode())
            found += markup.found
        return found + [word for word in SMUGGLED if word.lower() in reply.head.lower()]


def reply_of(data: bytes) -> Reply:
    """The first answer in these bytes."""
    head, _, body = data.partition(b"\r\n\r\n")
    status = re.match(rb"HTTP/\d\.\d (\d{3}) ", head)
    return Reply(int(status[1]), head.decode("utf-8", "replace"), body) if status else Reply(body=data)


def parts(*given: tuple[str, str], boundary: str = "b", file: tuple[str, bytes] | None = None) -> bytes:
    """A multipart body of fields and a file."""
    made = b"".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in given
    )
    if file is not None:
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="upload"; filename="{file[0]}"\r\n\r\n'
        made += head.encode("utf-8", "surrogateescape") + file[1] + b"\r\n"
    return made + f"--{boundary}--\r\n".encode()


async def _exchanged(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, data: bytes) -> bytes:
    """What is answered, though the server may have had enough before all was sent."""
    writer.write(data)
    sending, head = asyncio.create_task(writer.drain()), b""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"^Content-Length: (\d+)", head, re.MULTILINE)
        return head + (await reader.read() if length is None else await reader.readexactly(int(length[1])))
    except asyncio.IncompleteReadError as end:
        return head + end.partial
    except ConnectionError:
        return b""
    finally:
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)


def _counted(data: bytes) -> bytes:
    """With the length of its body, unless that was given."""
    head, gap, body = data.partition(b"\r\n\r\n")
    told = re.search(rb"^(content-length|transfer-encoding):", head, re.IGNORECASE | re.MULTILINE)
    length = b"" if told or not body else b"\r\nContent-Length: %d" % len(body)
    return head + length + gap + body


@asynccontextmanager
async def served_at(app: web.Application) -> AsyncGenerator[Server]:
    """The app behind the door that the running bot has."""
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    door = Door(runner, "127.0.0.1", 0)
    await door.start()
    try:
        yield Server(door.port)
    finally:
        await runner.cleanup()
