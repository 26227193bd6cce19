"""The API's addresses."""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from aiohttp import web

from bot.clock import Clock
from bot.endpoints import Ordering, Reading
from bot.plugin import Plugin
from bot.services import Services
from bot.settings import Settings
from bot.web.api.asking import Api, asked
from bot.web.api.describing import describe
from bot.web.api.ordering import order, orderings_of
from bot.web.api.problems import telling
from bot.web.api.reading import list_groups, readings_of
from bot.web.guards import only_hosts
from bot.web.limits import Limit

A_MINUTE = timedelta(minutes=1)
STRANGERS, ASKING = 30, 120
"""Requests a minute, of an address without a token and of a token."""
PLACE = "/api/v1"

Answering = Callable[[web.Request], Awaitable[Mapping[str, Any]]]


def create_api(
    settings: Settings, plugins: Sequence[Plugin], services: Callable[[], Services | None], clock: Clock
) -> web.Application:
    """To be mounted under `PLACE`."""
    api = Api(settings, services, clock, Limit(STRANGERS, A_MINUTE), Limit(ASKING, A_MINUTE))
    readings, orderings = readings_of(plugins), orderings_of(plugins)
    described = json.dumps(describe(readings, orderings), ensure_ascii=False).encode()
    app = web.Application(middlewares=[telling(settings.language), only_hosts(api.hosts)])

    async def description(_: web.Request) -> web.Response:
        return web.Response(body=described, content_type="application/json")

    async def groups(request: web.Request) -> Mapping[str, Any]:
        return await list_groups(api, request)

    app.router.add_get("/openapi.json", description)
    app.router.add_get("/groups", _telling(groups))
    for reading in readings:
        app.router.add_get(f"/groups/{{group}}/{reading.name}".rstrip("/"), _telling(_to_read(api, reading)))
    for ordering in orderings:
        app.router.add_post(f"/{ordering.name}", _telling(_to_order(api, ordering)))
    return app


def _to_read(api: Api, reading: Reading) -> Answering:
    async def read(request: web.Request) -> Mapping[str, Any]:
        async with api.bot().db.read() as session:
            look = await api.look(request, session, asked(request, reading.parameters))
            return await reading.show(look)

    return read


def _to_order(api: Api, ordering: Ordering) -> Answering:
    async def do(request: web.Request) -> Mapping[str, Any]:
        asked(request, {})
        return await order(api, request, ordering)

    return do


def _telling(answering: Answering) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        body = json.dumps(await answering(request), ensure_ascii=False).encode()
        return web.Response(body=body, content_type="application/json")

    return handle
