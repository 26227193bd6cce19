"""A web address that takes alerts, as a WeCom or DingTalk robot does."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from aiohttp import web


class Webhook:
    """Remembers what it was told; while `broken`, it refuses."""

    def __init__(self) -> None:
        self.url = ""
        self.told: list[str] = []
        self.broken = False

    async def take(self, request: web.Request) -> web.Response:
        """One POST."""
        if self.broken:
            return web.Response(status=503)
        self.told.append((await request.json())["text"]["content"])
        return web.Response()


@asynccontextmanager
async def listening() -> AsyncGenerator[Webhook]:
    """A webhook on a port of its own."""
    hook = Webhook()
    app = web.Application()
    app.add_routes([web.post("/hook", hook.take)])
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    try:
        yield hook
    finally:
        await runner.cleanup()
