"""A program that is told by webhooks, on a real port, and checks signatures as the Standard Webhooks say."""

import base64
import hmac
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from aiohttp import web

from tests.fakes.site import Site, open_site


@dataclass(frozen=True)
class Call:
    """One request."""

    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        """By which it is known when it comes again."""
        return self.headers["webhook-id"]

    @property
    def told(self) -> dict[str, Any]:
        """What it says."""
        return json.loads(self.body)

    def is_signed(self, secret: str) -> bool:
        """Whether who sent it has the secret."""
        content = f"{self.id}.{self.headers['webhook-timestamp']}.".encode() + self.body
        key = base64.b64decode(secret.removeprefix("whsec_"))
        expected = base64.b64encode(hmac.new(key, content, sha256).digest()).decode()
        return f"v1,{expected}" in self.headers["webhook-signature"].split()


class Receiver:
    """Answers as it is told to, one answer after another and the last for ever."""

    def __init__(self, site: Site) -> None:
        self.url, self.calls, self.answers = site.url("/hook"), list[Call](), [200]
        self.site = site
        site.pages["/hook"] = self._take

    async def _take(self, request: web.BaseRequest) -> web.StreamResponse:
        self.calls.append(Call(dict(request.headers), await request.read()))
        status = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return web.Response(status=status, headers={"Location": "/elsewhere"}, text="x" * 100_000)


@asynccontextmanager
async def receiving() -> AsyncGenerator[Receiver]:
    """Until the end of the block."""
    async with open_site() as site:
        yield Receiver(site)
