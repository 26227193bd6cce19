"""Who asks: the person a token was given to, with the rights they have now; and what they ask, checked."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

from aiohttp import web

from bot import passes
from bot.clock import Clock
from bot.endpoints import Schema
from bot.pages import Look
from bot.phrases import Language
from bot.services import Services
from bot.settings import Settings
from bot.web.api import messages as say
from bot.web.api.checking import faults, of_text
from bot.web.api.problems import Problem
from bot.web.limits import Limit
from bot.web.office.entering import group_of
from bot.web.office.visit import caller_of
from storage.engine import ReadSession
from storage.tables import Person

LARGEST = 64 * 1024
PATIENCE_S = 10
LONGEST_TOKEN = 100


@dataclass(slots=True)
class Api:
    """The API of one bot; `services` gives None until it is logged in."""

    settings: Settings
    services: Callable[[], Services | None]
    clock: Clock
    strangers: Limit
    asking: Limit

    @property
    def language(self) -> Language:
        """What problems are told in."""
        return self.settings.language

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names we answer to."""
        return ("localhost", urlsplit(self.settings.web_url).hostname or "localhost")

    def bot(self) -> Services:
        """The bot's services."""
        services = self.services()
        if services is None:
            raise Problem(503, say.STARTING)
        return services

    async def person(self, request: web.Request, session: ReadSession) -> Person:
        """Whose token it is; each token has its own limit, whoever has none that of their address."""
        services, now = self.bot(), self.clock.now()
        kind, _, secret = request.headers.get("Authorization", "").partition(" ")
        is_one = kind.lower() == "bearer" and 0 < len(secret) < LONGEST_TOKEN and secret.isascii()
        found = await passes.holder(session, services.account_id, "token", secret, now) if is_one else None
        person = None if found is None else await session.get(Person, found.person_id)
        if found is None or person is None:
            self._once_more(self.strangers, caller_of(request))
            problem = Problem(401, say.NO_TOKEN)
            problem.headers = {"WWW-Authenticate": "Bearer"}
            raise problem
        self._once_more(self.asking, str(found.id))
        return person

    async def look(self, request: web.Request, session: ReadSession, query: Mapping[str, str]) -> Look:
        """The same for one group of theirs; another's group is no group."""
        person, services = await self.person(request, session), self.bot()
        found = await group_of(session, services, person, request.match_info["group"])
        if found is None:
            raise Problem(404, say.NO_GROUP)
        group, role = found
        return Look(session, services, self.clock.now(), person, group, role, self.language, query)

    def _once_more(self, limit: Limit, caller: str) -> None:
        if wait := limit.take(caller, self.clock.now()):
            problem = Problem(429, say.TOO_OFTEN, seconds=wait)
            problem.headers = {"Retry-After": str(wait)}
            raise problem


def asked(request: web.Request, parameters: Mapping[str, Schema]) -> Mapping[str, str]:
    """The parameters of the address as they were given, each as its schema says."""
    for name in request.query:
        if name not in parameters:
            raise wrong(name, say.UNKNOWN)
        if len(request.query.getall(name)) > 1:
            raise wrong(name, say.TOO_MANY_TIMES)
        text = request.query[name]
        if next(faults(parameters[name], of_text(parameters[name], text)), None) is not None:
            raise wrong(name, say.NOT_AS_DESCRIBED)
    return dict(request.query)


async def body_of(request: web.Request, schema: Schema) -> Mapping[str, Any]:
    """The JSON that came along, as the schema says, within bounds of size and time."""
    if request.content_type != "application/json":
        raise Problem(415, say.NOT_JSON)
    try:
        async with asyncio.timeout(PATIENCE_S):
            data = await _read(request)
    except TimeoutError:
        raise Problem(408, say.TOO_SLOW) from None
    try:
        body = json.loads(data, parse_float=_number)
        json.dumps(body, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        raise Problem(400, say.NO_JSON) from None
    if not isinstance(body, dict):
        raise Problem(400, say.NO_JSON)
    if (where := next(faults(schema, body), None)) is not None:
        known = where.partition(".")[0] in schema["properties"]
        raise wrong(where, say.NOT_AS_DESCRIBED if known or "|" in where else say.UNKNOWN)
    given = cast(Mapping[str, Any], body)
    return {name: value.replace("\0", "") if isinstance(value, str) else value for name, value in given.items()}


def wrong(where: str, why: object) -> Problem:
    """Something was not given as it has to be."""
    return Problem(400, say.WRONG, where=where[:LONGEST_TOKEN], why=why)


async def _read(request: web.Request) -> bytes:
    data = bytearray()
    async for chunk in request.content.iter_chunked(LARGEST):
        data += chunk
        if len(data) > LARGEST:
            raise Problem(413, say.TOO_LARGE, most=LARGEST // 1024)
    return bytes(data)


def _number(text: str) -> float:
    """To JSON Schema 1.0 is an integer."""
    number = float(text)
    return int(number) if number.is_integer() else number
