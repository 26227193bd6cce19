"""The port itself: so many connections at once, none of them silent for long, and nothing told of what runs behind."""

import asyncio
from http import HTTPStatus
from typing import Any, cast

import structlog
from aiohttp import web

from bot.web.guards import dressed

MOST = 600
"""Connections at once; one more takes the place of the one that has waited longest."""
PATIENCE_S = 75.0
"""Between an answer and the next request's last header; longer than a proxy keeps a connection that it does not use."""
LINGER_S = 5.0
"""How long what is still being sent is read after it was refused."""

log = structlog.get_logger()


class Caller(web.RequestHandler):
    """One connection; what is no HTTP is refused in as few words as everything else."""

    def __init__(self, callers: "dict[Caller, None]", server: web.Server) -> None:
        loop = asyncio.get_running_loop()
        super().__init__(
            server,
            loop=loop,
            keepalive_timeout=PATIENCE_S,
            lingering_time=LINGER_S,
            access_log=cast(Any, None),
            auto_decompress=False,
        )
        self._callers = callers

    @property
    def waits(self) -> bool:
        """Whether nothing is being done for it."""
        return not self._request_in_progress

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody comes; when it is crowded somebody has to go."""
        while len(self._callers) >= MOST:
            other = next((each for each in self._callers if each.waits), next(iter(self._callers)))
            del self._callers[other]
            if other.transport is not None:
                other.transport.abort()
        self._callers[self] = None
        super().connection_made(transport)

    def connection_lost(self, exc: BaseException | None) -> None:
        """They are gone."""
        self._callers.pop(self, None)
        super().connection_lost(exc)

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """The number of what went wrong and its name, nothing of what was sent."""
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            log.error("web.failed", path="", exc_info=exc)
        if request.writer.output_size > 0:
            raise ConnectionError("part of an answer is sent already")
        response = dressed(web.Response(status=status, text=f"{status} {HTTPStatus(status).phrase}\n"))
        response.force_close()
        return response


class Door(web.TCPSite):
    """Where a server is reached."""

    async def start(self) -> None:
        """Let callers in. Raises OSError for a port that is taken."""
        await web.BaseSite.start(self)
        server, callers = self._runner.server, dict[Caller, None]()
        assert server is not None
        loop = asyncio.get_running_loop()
        listening = await loop.create_server(lambda: Caller(callers, server), self._host, self._port)
        self._server, self._bound_port = listening, listening.sockets[0].getsockname()[1]
