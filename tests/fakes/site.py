"""A real web server on this machine whose pages are set by the test."""

import asyncio
import ssl
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

from bot.fetching import Fence

HERE = "127.0.0.1"
THIS_SITE_ONLY = Fence(lambda address: address == HERE, None)
"""Beyond it is the rest of the machine, as 127.0.0.2."""

Handler = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]


@dataclass
class Page:
    """What is at a path."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict[str, str])


class Site:
    """What it serves and what it was asked; a page with an ETag is not sent twice to who has it."""

    def __init__(self) -> None:
        self.pages: dict[str, Page | Handler] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.over = asyncio.Event()
        self.port = 0

    def __setitem__(self, path: str, page: Page | Handler | str | bytes) -> None:
        body = page.encode() if isinstance(page, str) else page
        self.pages[path] = Page(body) if isinstance(body, bytes) else body

    def url(self, path: str = "/") -> str:
        """The full address of a path."""
        return f"http://{HERE}:{self.port}{path}"

    def times(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(asked == path for asked, _ in self.asked)

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """One request."""
        self.asked.append((request.path_qs, dict(request.headers)))
        page = self.pages.get(request.path_qs, Page(status=404))
        if not isinstance(page, Page):
            return await page(request)
        etag = page.headers.get("ETag")
        if etag is not None and request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        return web.Response(body=page.body, status=page.status, headers=page.headers)


@asynccontextmanager
async def open_site(tls: ssl.SSLContext | None = None) -> AsyncGenerator[Site]:
    """A site that answers until the end of the block."""
    site = Site()
    runner = web.ServerRunner(web.Server(site.answer, handler_cancellation=True), shutdown_timeout=0)
    await runner.setup()
    try:
        tcp = web.TCPSite(runner, HERE, 0, ssl_context=tls)
        await tcp.start()
        site.port = runner.addresses[0][1]
        yield site
    finally:
        site.over.set()
        await runner.cleanup()
