"""A program that uses the API of the tests' world."""

import re
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.web.api.app import PLACE, create_api
from plugins import PLUGINS
from tests.world import Human, World

SECRET = re.compile(r"^[\w-]{40,}$", re.MULTILINE)

Client = TestClient[web.Request, web.Application]


def api_of(world: World) -> web.Application:
    """The API where it is mounted."""
    app = web.Application()
    app.add_subapp(PLACE, create_api(world.settings, PLUGINS, lambda: services_of(world), world.clock))
    return app


def services_of(world: World):
    """The bot's services, once it is logged in."""
    return world.app.bot.services if world.app is not None and world.app.bot is not None else None


async def token_of(who: Human, name: str = "官网") -> str:
    """A token that the bot gives in private."""
    who.private.heard()
    await who.whispers(f"/后台 令牌 添加 {name}")
    found = SECRET.search(who.was_told("只说这一次"))
    assert found is not None
    return found[0]


class Program:
    """What it was told last."""

    def __init__(self, world: World, client: Client, token: str = "") -> None:
        self.world, self.client, self.token = world, client, token
        self.status, self.headers = 0, dict[str, str]()

    async def reads(self, path: str, **more: Any) -> Any:
        """GET."""
        return await self._asks("GET", path, **more)

    async def drops(self, body: Mapping[str, Any] | None = None, key: str = "one", **more: Any) -> Any:
        """POST /drops."""
        headers = {"Idempotency-Key": key} if key else {}
        return await self._asks("POST", "/drops", json=body, headers=headers, **more)

    async def _asks(self, method: str, path: str, headers: Mapping[str, str] | None = None, **more: Any) -> Any:
        given = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        async with self.client.request(method, PLACE + path, headers={**given, **(headers or {})}, **more) as answer:
            self.status, self.headers = answer.status, dict(answer.headers)
            body = await answer.json(content_type=None)
        await self.world.settle()
        return body


@asynccontextmanager
async def program_of(world: World, who: Human | None = None) -> AsyncGenerator[Program]:
    """A program with somebody's token, or without one."""
    token = await token_of(who) if who is not None else ""
    async with TestClient(TestServer(api_of(world))) as client:
        yield Program(world, client, token)
