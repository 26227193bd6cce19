"""Health for whoever watches the process, metrics for Prometheus."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog
from aiohttp import web

from bot.web.api.app import PLACE
from bot.web.door import Door
from bot.web.guards import dress, with_headers

log = structlog.get_logger()

SHUTDOWN_S = 5.0
"""How long what is being answered is waited for at the end."""


@dataclass(frozen=True, slots=True)
class Probes:
    """How the running bot is asked about itself."""

    troubles: Callable[[], Sequence[str]]
    """What keeps it from working, empty when all is well."""
    connected: Callable[[], bool]
    measure: Callable[[], Awaitable[bytes]]
    """The metrics of this moment, in Prometheus' text form."""


def create_app(
    probes: Probes, office: web.Application | None = None, api: web.Application | None = None
) -> web.Application:
    """`/healthz` (restart me when not 200), `/readyz` (connected and well), `/metrics`, the owner's pages, the API."""

    async def healthz(_request: web.Request) -> web.Response:
        return _verdict(probes.troubles())

    async def readyz(_request: web.Request) -> web.Response:
        return _verdict([*probes.troubles(), *([] if probes.connected() else ["not connected to the platform"])])

    async def metrics(_request: web.Request) -> web.Response:
        from prometheus_client import CONTENT_TYPE_LATEST

        return web.Response(body=await probes.measure(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    app = web.Application(middlewares=[with_headers])
    app.on_response_prepare.append(dress)
    app.add_routes([web.get("/healthz", healthz), web.get("/readyz", readyz), web.get("/metrics", metrics)])
    for place, mounted in (("/office", office), (PLACE, api)):
        if mounted is not None:
            app.add_subapp(place, mounted)
    return app


@asynccontextmanager
async def serving(
    host: str, port: int, probes: Probes, office: web.Application, api: web.Application | None = None
) -> AsyncGenerator[None]:
    """Serve while the block runs; not at all with port 0. A taken port is told in the log, not a reason to stop."""
    runner = web.AppRunner(create_app(probes, office, api), shutdown_timeout=SHUTDOWN_S)
    try:
        if port:
            await runner.setup()
            await Door(runner, host, port).start()
            log.info("web.serving", host=host, port=port)
    except OSError as error:
        log.warning("web.not_serving", host=host, port=port, why=str(error), setting="DANDELION_WEB_PORT")
    try:
        yield
    finally:
        await runner.cleanup()


def _verdict(troubles: Sequence[str]) -> web.Response:
    return web.Response(text="\n".join(troubles or ["ok"]) + "\n", status=503 if troubles else 200)
