"""The office's addresses."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from importlib.resources import files

from aiohttp import web

from bot.clock import Clock
from bot.services import Services
from bot.settings import Settings
from bot.web.guards import dress, only_hosts, same_site, with_headers
from bot.web.limits import Limit
from bot.web.office import doing, following, forms, looking
from bot.web.office.visit import Office, telling

STATIC = {"office.css": "text/css", "office.js": "text/javascript"}
A_MINUTE = timedelta(minutes=1)
ENTERING, ASKING = 30, 240
"""Requests a minute, of one caller and of one person."""

Handler = Callable[[Office, web.Request], Awaitable[web.StreamResponse]]


def create_office(settings: Settings, services: Callable[[], Services | None], clock: Clock) -> web.Application:
    """To be mounted under /office."""
    office = Office(settings, services, clock, Limit(ENTERING, A_MINUTE), Limit(ASKING, A_MINUTE))
    app = web.Application(
        middlewares=[with_headers, only_hosts(office.hosts), same_site, telling(office)], client_max_size=forms.LARGEST
    )

    app.on_response_prepare.append(dress)

    def to(handler: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def handle(request: web.Request) -> web.StreamResponse:
            return await handler(office, request)

        return handle

    app.add_routes(
        [
            web.get("", to(looking.show_groups)),
            web.get("/in/{link}", to(doing.show_link)),
            web.post("/in", to(doing.enter)),
            web.post("/out", to(doing.leave)),
            web.get("/g/{group}", to(looking.show_page)),
            web.post("/g/{group}", to(doing.act)),
            web.get("/g/{group}/{page}", to(looking.show_page)),
            web.post("/g/{group}/{page}", to(doing.act)),
            web.get("/g/{group}/{page}/live", to(following.follow), allow_head=False),
            web.get("/g/{group}/{page}/{picture}.png", to(looking.draw)),
            web.get("/file/{key}/{number}", to(looking.download)),
            web.get("/static/{name}", _static()),
        ]
    )

    async def hang_up(_: web.Application) -> None:
        await following.hang_up(office)

    app.on_shutdown.append(hang_up)
    return app


def _static() -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    folder = files("bot.web.office").joinpath("static")
    kept = {name: folder.joinpath(name).read_bytes() for name in STATIC}

    async def static(request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name not in kept:
            raise web.HTTPNotFound
        headers = {"Cache-Control": "no-cache"}
        return web.Response(body=kept[name], content_type=STATIC[name], charset="utf-8", headers=headers)

    return static
