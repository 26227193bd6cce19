"""The try-out's addresses: the page, what it asks for, and what is done on it."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import timedelta
from importlib.resources import files
from typing import Any, cast

from aiohttp import web
from sqlalchemy import select

from bot import media
from bot.errors import UserError
from bot.outbox.messages import explain
from bot.permissions import Role, who_in
from bot.phrases import Language
from bot.plans import Plan, Sight, coming
from bot.platforms.simulator import BOT
from bot.services import Services
from bot.times.moments import shown
from bot.web.api.app import PLACE, create_api
from bot.web.guards import dress, only_hosts, own_pages_only, with_headers
from bot.web.office.app import create_office
from bot.web.reading import body_of, plain, reading
from bot.web.tryout import messages as say
from bot.web.tryout.completing import completions
from bot.web.tryout.log import Entry
from bot.web.tryout.tryout import TryOut
from storage.base import to_ms
from storage.engine import ReadSession
from storage.tables import Group, Outbox, Person

LARGEST_PICTURE = 5 * media.MEGABYTE
LARGEST_WORDS = 20_000
LARGEST_REQUEST = 1 << 20
MOST_STREAMS = 100
"""Pages that may be open at once."""
A_MONTH = timedelta(days=30)
SOON_S = 15
"""So often a silent stream says that it is alive."""
STATIC = {
    "tryout.html": "text/html",
    "tryout.css": "text/css",
    "tryout.js": "text/javascript",
}


def create_app(tryout: TryOut, hosts: tuple[str, ...] = ("localhost",)) -> web.Application:
    """All of the try-out."""
    pages = _Pages(tryout)
    app = web.Application(middlewares=[with_headers, only_hosts(hosts), own_pages_only])
    app.on_response_prepare.append(dress)
    app.add_routes(
        [
            web.get("/", pages.page),
            web.get("/static/{name}", pages.static),
            web.get("/tryout/world", pages.world),
            web.get("/tryout/chat", pages.chat),
            web.get("/tryout/complete", pages.complete),
            web.get("/tryout/coming", pages.coming),
            web.get("/tryout/why", pages.why),
            web.get("/tryout/picture", pages.picture),
            web.get("/tryout/stream", pages.stream, allow_head=False),
            web.post("/tryout/say", pages.say),
            web.post("/tryout/send", pages.send),
            web.post("/tryout/join", pages.join),
            web.post("/tryout/leave", pages.leave),
            web.post("/tryout/move", pages.move),
            web.post("/tryout/reset", pages.reset),
        ]
    )
    app.add_subapp("/office", create_office(tryout.settings, lambda: tryout.services, tryout.clock))
    app.add_subapp(PLACE, create_api(tryout.settings, tryout.plugins, lambda: tryout.services, tryout.clock))
    app.on_shutdown.append(pages.hang_up)
    return app


class _Pages:
    """The handlers, each for one address."""

    def __init__(self, tryout: TryOut) -> None:
        self._tryout = tryout
        self._receiving = asyncio.Lock()  # a picture takes some hundred megabytes while it is made anew
        folder = files("bot.web.tryout").joinpath("static")
        self._static = {name: folder.joinpath(name).read_bytes() for name in STATIC}

    async def page(self, _: web.Request) -> web.StreamResponse:
        """The page itself, the same for everybody."""
        return self._file("tryout.html")

    async def static(self, request: web.Request) -> web.StreamResponse:
        """What the page is made of."""
        return self._file(request.match_info["name"])

    async def world(self, request: web.Request) -> web.StreamResponse:
        """The groups of one language with their members, the clock, and the words of the page."""
        language, tryout = _language(request), self._tryout
        groups = [
            {
                "id": group_id,
                "name": group.name,
                "owner": group.owner_id,
                "members": [{"id": member, "name": name} for member, name in group.members.items()],
                "last": _beginning(tryout.log.last(group_id)),
            }
            for group_id, group in tryout.platform.groups.items()
            if tryout.language_of(group_id) == language
        ]
        words = {name: phrase(language) for name, phrase in say.PAGE.items()}
        now = to_ms(tryout.clock.now())
        return web.json_response(
            {"groups": groups, "now": now, "zone": tryout.settings.zone, "words": words, "bot": BOT}, dumps=_json
        )

    async def chat(self, request: web.Request) -> web.StreamResponse:
        """A page of a chat."""
        entries, more = self._tryout.log.page(request.query.get("chat", ""), request.query.get("before", ""))
        return web.json_response({"entries": [asdict(entry) for entry in entries], "more": more}, dumps=_json)

    async def complete(self, request: web.Request) -> web.StreamResponse:
        """What can follow what was typed."""
        group_id, who = request.query.get("chat", ""), request.query.get("who", "")
        services, text = self._services(), request.query.get("text", "")[:200]
        async with services.db.read() as session:
            role = await _role(session, services, group_id, who)
        router = services.router
        found = completions(text, router.commands, router.words, role, _language(request))
        return web.json_response([each._asdict() for each in found], dumps=_json)

    async def coming(self, request: web.Request) -> web.StreamResponse:
        """What is planned for a group in the next thirty days."""
        language, zone = _language(request), self._tryout.settings.zone
        plans = await self._planned(self._services(), request.query.get("chat", ""))
        found = [
            {
                "at": to_ms(plan.at),
                "shown": shown(plan.at, zone, language),
                "kind": plan.kind(language),
                "number": plan.number,
                "title": plan.title,
            }
            for plan in plans
        ]
        return web.json_response(found[:60], dumps=_json)

    async def why(self, request: web.Request) -> web.StreamResponse:
        """Why the bot said something, as `/为什么` tells it."""
        language = _language(request)
        async with self._services().db.read() as session:
            query = select(Outbox).where(Outbox.platform_message_id == request.query.get("id", ""))
            row = await session.scalar(query.limit(1))
            if row is None:
                raise web.HTTPNotFound
            text = explain(row, language, self._tryout.settings.zone, self._tryout.clock.now())
        return web.json_response({"text": text}, dumps=_json)

    async def picture(self, request: web.Request) -> web.StreamResponse:
        """A picture that stands in a chat."""
        data = await self._tryout.picture_of(request.query.get("id", ""))
        if data is None:
            raise web.HTTPNotFound
        kind = "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"
        return web.Response(body=data, content_type=kind, headers={"Cache-Control": "private, max-age=3600"})

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """News as they come."""
        if self._tryout.log.listening >= MOST_STREAMS:
            raise web.HTTPServiceUnavailable
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        news = self._tryout.log.listen()  # before the page is told that it may look
        try:
            await response.prepare(request)
            while True:
                try:
                    async with asyncio.timeout(SOON_S):
                        piece = await news.get()
                except TimeoutError:
                    await response.write(b": still here\n\n")
                    continue
                if piece is None:
                    break
                await response.write(f"data: {piece}\n\n".encode())
        except ConnectionError:
            pass
        finally:
            self._tryout.log.leave(news)
        return response

    async def hang_up(self, _: web.Application) -> None:
        """End the streams, which would never end by themselves."""
        self._tryout.log.close()

    async def say(self, request: web.Request) -> web.StreamResponse:
        """Somebody says something."""
        given = await _given(request)
        return await _done(request, self._tryout.say(given("chat"), given("who"), given("text"), given("quote")))

    async def send(self, request: web.Request) -> web.StreamResponse:
        """Somebody sends a picture: the body is its bytes."""
        language = _language(request)
        try:
            async with reading(), self._receiving:
                data = await body_of(request, LARGEST_PICTURE)
                anew = await media.made_anew(data)
            kept = await media.keep_picture(self._tryout.settings.media_dir, anew)
        except web.HTTPRequestEntityTooLarge:
            return _slip(say.TOO_LARGE(language, most=LARGEST_PICTURE // media.MEGABYTE))
        except UserError:
            return _slip(say.NOT_A_PICTURE(language))
        picture = self._tryout.settings.media_dir / kept
        chat, who = request.query.get("chat", ""), request.query.get("who", "")
        return await _done(request, self._tryout.say(chat, who, "", picture=picture))

    async def join(self, request: web.Request) -> web.StreamResponse:
        """Somebody comes into a group."""
        given = await _given(request)
        return await _done(request, self._tryout.join(given("chat"), given("name"), given("by")))

    async def leave(self, request: web.Request) -> web.StreamResponse:
        """Somebody leaves a group."""
        given = await _given(request)
        return await _done(request, self._tryout.leave(given("chat"), given("who")))

    async def move(self, request: web.Request) -> web.StreamResponse:
        """Time passes: as written, or until the next plan of a group."""
        given = await _given(request)
        if given("to") != "next":
            return await _done(request, self._tryout.move(given("to"), _language(request)))
        plans = await self._planned(self._services(), given("chat"))
        if not plans:
            return _slip(say.PAGE["nothing"](_language(request)))
        return await _done(request, self._tryout.move_to(plans[0].at, _language(request)))

    async def reset(self, request: web.Request) -> web.StreamResponse:
        """The sample world anew."""
        return await _done(request, self._tryout.reset())

    def _file(self, name: str) -> web.Response:
        if name not in self._static:
            raise web.HTTPNotFound
        headers = {"Cache-Control": "no-cache"}
        return web.Response(body=self._static[name], content_type=STATIC[name], charset="utf-8", headers=headers)

    def _services(self) -> Services:
        """The bot's; there are none while a world begins."""
        services = self._tryout.services
        if services is None:
            raise web.HTTPServiceUnavailable
        return services

    async def _planned(self, services: Services, group_id: str) -> list[Plan]:
        now = self._tryout.clock.now()
        async with services.db.read() as session:
            group = await _group(session, services, group_id)
            if group is None:
                return []
            sight = Sight(session, services.account_id, frozenset(services.settings.operators), [group])
            return await coming(services.router.plans, sight, now, now + A_MONTH)


async def _group(session: ReadSession, services: Services, group_id: str) -> Group | None:
    known = Group.account_id == services.account_id, Group.platform_id == group_id
    return await session.scalar(select(Group).where(*known))


async def _role(session: ReadSession, services: Services, group_id: str, who: str) -> Role:
    account, operators = services.account_id, frozenset(services.settings.operators)
    person = await session.scalar(select(Person).where(Person.account_id == account, Person.platform_id == who))
    if person is None:
        return Role.MEMBER
    group = await _group(session, services, group_id)
    if group is not None:
        return (await who_in(session, person.id, group.id, operators))[2]
    owns = await session.scalar(select(Group.id).where(Group.owner_id == person.id).limit(1))
    return Role.OWNER if owns is not None else Role.MEMBER


async def _given(request: web.Request) -> Callable[[str], str]:
    async with reading():
        data = json.loads(await body_of(request, LARGEST_REQUEST))
    if not isinstance(data, dict):
        raise web.HTTPBadRequest
    fields = cast(dict[str, Any], data)

    def value(name: str) -> str:
        found = fields.get(name)
        return plain(found[:LARGEST_WORDS]) if isinstance(found, str) else ""

    return value


async def _done(request: web.Request, doing: Awaitable[None]) -> web.Response:
    try:
        await doing
    except UserError as slip:
        return _slip(slip.phrase(_language(request), **slip.values))
    return web.json_response({})


def _slip(text: str) -> web.Response:
    return web.json_response({"slip": text}, status=422, dumps=_json)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _language(request: web.Request) -> Language:
    return "en" if request.query.get("lang") == "en" else "zh"


def _beginning(entry: Entry | None) -> str:
    if entry is None:
        return ""
    text = re.sub(r"\s+", " ", entry.text)[:40]
    return f"{entry.name}：{text}" if entry.name else text
