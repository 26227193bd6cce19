"""What every request to the office begins with: the bot, the person, the group, or a page that says why not."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.clock import Clock
from bot.media import LARGEST_PICTURE, MEGABYTE
from bot.pages import Look, Page
from bot.phrases import Language, Phrase
from bot.services import Services
from bot.settings import Settings
from bot.web.limits import Limit
from bot.web.office import messages as say
from bot.web.office.entering import LANGUAGE_COOKIE, Guest, group_of, guest_of, language_of
from bot.web.office.home import HOME
from bot.web.office.rendering import told
from bot.web.reading import plain
from storage.engine import ReadSession

RECEIVED = 4
"""Uploads that are taken in at once."""


class Told(Exception):
    """Instead of what was asked for, this is said."""

    def __init__(self, what: Phrase, status: int, back: str = "", **values: object) -> None:
        self.what, self.status, self.back, self.values = what, status, back, values


@dataclass(slots=True)
class Office:
    """The pages of one bot; `services` gives None until it is logged in."""

    settings: Settings
    services: Callable[[], Services | None]
    clock: Clock
    entering: Limit
    asking: Limit
    receiving: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(RECEIVED))
    unpacking: asyncio.Lock = field(default_factory=asyncio.Lock)
    """A picture that is made anew takes some hundred megabytes."""
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    streams: "dict[asyncio.Task[Any] | None, int]" = field(default_factory=lambda: dict[Any, int]())
    """The live pages, each with whose it is."""

    @property
    def secure(self) -> bool:
        """Whether browsers reach us over TLS, by whatever stands in front."""
        return self.settings.web_url.startswith("https:")

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names we answer to."""
        return ("localhost", urlsplit(self.settings.web_url).hostname or "localhost")

    def bot(self) -> Services:
        """The bot's services."""
        services = self.services()
        if services is None:
            raise Told(say.STARTING, 503)
        return services

    def once_more(self, limit: Limit, caller: str) -> None:
        """Count a request of a caller."""
        if wait := limit.take(caller, self.clock.now()):
            raise Told(say.TOO_OFTEN, 429, seconds=wait)

    async def guest(self, request: web.Request, session: ReadSession) -> Guest:
        """Who asks."""
        guest = await guest_of(session, self.bot(), request.cookies, secure=self.secure)
        if guest is None:
            raise Told(say.OUTSIDE, 401)
        self.once_more(self.asking, str(guest.person.id))
        return guest

    async def may_stay(self, request: web.Request, session: ReadSession) -> bool:
        """Whether who asks would still be shown what is being shown."""
        guest = await guest_of(session, self.bot(), request.cookies, secure=self.secure)
        if guest is None or self.closing.is_set():
            return False
        return await group_of(session, self.bot(), guest.person, request.match_info["group"]) is not None

    async def look(self, request: web.Request, session: ReadSession) -> tuple[Guest, Page, Look]:
        """Who asks, for which page of which group; another's group is no group."""
        guest, services = await self.guest(request, session), self.bot()
        found = await group_of(session, services, guest.person, request.match_info["group"])
        name = request.match_info.get("page", HOME.name)
        page = next((each for each in self.pages(services) if each.name == name), None)
        if found is None or page is None:
            raise Told(say.NOT_FOUND, 404, back="/office")
        group, role = found
        language = language_of(request, services.settings.language)
        query = {name: plain(value[:200]) for name, value in request.query.items()}
        return guest, page, Look(session, services, services.clock.now(), guest.person, group, role, language, query)

    def pages(self, services: Services) -> tuple[Page, ...]:
        """Every page a group has, in order."""
        return (HOME, *(page for plugin in services.router.plugins for page in plugin.pages))


def caller_of(request: web.Request) -> str:
    """Who asks, as far as can be told before they are let in: behind our own proxy, whom that names last."""
    named = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return named[:64] if named and request.remote in ("127.0.0.1", "::1") else request.remote or ""


def telling(office: Office) -> Middleware:
    """Turns `Told` into its page, and whatever else is refused into one in words."""

    @web.middleware
    async def tell(request: web.Request, handler: Handler) -> web.StreamResponse:
        language = language_of(request, office.settings.language)
        response = await answered(request, handler, language)
        if request.query.get("lang") in ("zh", "en") and not response.prepared:
            response.set_cookie(LANGUAGE_COOKIE, language, path="/office", httponly=True, samesite="Lax")
        return response

    async def answered(request: web.Request, handler: Handler, language: Language) -> web.StreamResponse:
        try:
            return await handler(request)
        except Told as instead:
            return told(instead.what, language, instead.status, instead.back, **instead.values)
        except web.HTTPNotFound:
            return told(say.NOT_FOUND, language, 404, "/office")
        except web.HTTPRequestEntityTooLarge:
            return told(say.TOO_LARGE, language, 413, request.path, most=LARGEST_PICTURE // MEGABYTE)

    return tell
